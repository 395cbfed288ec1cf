"""Attributes that run on in an order's own paragraph, behind its words.

>>> text = "Rà soát các bến đò. Cơ quan chủ trì: Sở Xây dựng. Thời gian: trước ngày 30/4/2026."
>>> end, values = behind(text)
>>> text[:end], {field.value: text[one.start : one.end] for field, one in values}
('Rà soát các bến đò. ', {'lead': 'Sở Xây dựng', 'deadline': 'trước ngày 30/4/2026'})
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo import late
from tiendo.plan import attributes, bodies
from tiendo.plan.attributes import Field
from tiendo.source import Span

# Behind a stop or an opening bracket, up to the colon behind its name.
_OPENS = late.pattern(
    r"(?:(?<=[.;])\s+|(?<=\()\s*)(?P<name>(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|sở,? ngành|cấp)\s(?:được\s\w+\s)?"
    r"(?:chủ trì|đầu mối|chịu trách nhiệm|phối hợp|thực hiện|tham mưu)|chủ trì|phối hợp|đầu mối"
    r"|thời gian|thời hạn|tiến độ|(?:dự kiến )?sản phẩm)\b[^.:;()\n]{0,40}:)",
    re.IGNORECASE,
)
# A sentence that says nothing but whose it is ("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh.").
_GIVEN = late.pattern(
    r"(?<=[.;])\s+(?:Giao|Phân công)\s(?:cho\s)?(?P<who>[^.;:,()\n]{3,80}?)\s(?:là (?:cơ quan|đơn vị) )?(?:làm )?"
    r"(?:chủ trì|đầu mối|đơn vị chủ trì)(?:(?: tham mưu| tổ chức| triển khai)? thực hiện)?"
    r"(?=\s*(?:[.;]|$)|,? phối hợp với [^.;:()\n]{3,120}(?:[.;]|$))"
)
_STOP = re.compile(r"\.(?=\s|$)|\n|$")


def behind(text: str) -> tuple[int, Sequence[tuple[Field, Span]]]:
    """Where an order's own words end and what attributes stand behind them, each with the place of its value.

    >>> behind("Sở Y tế lập sổ. Phối hợp: nhịp nhàng, kịp thời.")
    (47, [])
    """
    named = list(_OPENS.finditer(text)) if ":" in text else []
    values: list[tuple[Field, Span]] = []
    first = len(text)
    for i, found in enumerate(named, 1):
        value = _value(text, found, named[i].start() if i < len(named) else len(text))
        if value is not None:
            values.append(value)
            first = min(first, found.start("name"))
    has_lead = any(field is Field.LEAD for field, _ in values)
    is_given = not has_lead and any(map(text.__contains__, (" Giao ", " Phân công ")))
    for given in _GIVEN.finditer(text) if is_given else ():
        if bodies.START.match(text, given.start("who")):
            values.append((Field.LEAD, Span(*given.span("who"))))
    return first, values


def _value(text: str, found: re.Match[str], limit: int) -> tuple[Field, Span] | None:
    """What an attribute says, up to the next one or its stop; nobody is named where its value begins with no body."""
    said = attributes.read(found["name"])
    if said is None or said.start != len(found["name"]):
        return None
    start = found.end()
    is_in_brackets = text.startswith("(", found.start() - 1)
    closing = text.find(")", start, limit) if is_in_brackets else -1
    stop = _STOP.search(text, start, limit)
    end = closing if closing >= 0 else stop.start() if stop else limit
    begin = end - len(text[start:end].lstrip())
    words = text[begin:end].rstrip(" ;,")
    if not words or (said.field in (Field.LEAD, Field.COORDINATING) and not bodies.START.match(text, begin)):
        return None
    return said.field, Span(begin, begin + len(words))
