"""W005: both places of the tone mark are used in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, spelling
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="W005",
    name="tone-place-mixed",
    severity=Severity.INFO,
    message=Words(
        vi="Đặt dấu thanh hai kiểu: “{few}” ({few_count} lần) và “{many}” ({many_count} lần)",
        en="The tone mark stands in two places: “{few}” ({few_count} times) and “{many}” ({many_count} times)",
    ),
    help=Words(vi="Dùng một kiểu trong cả văn bản.", en="Use one way throughout."),
    explanation=Words(
        vi=(
            "“Hoà” và “hòa” đọc như nhau nhưng là hai chuỗi chữ khác nhau, nên tìm kiếm và thay thế bỏ sót một "
            "nửa. Cả hai kiểu đều được chấp nhận; chỉ trộn lẫn mới bị nhắc."
        ),
        en=(
            "“Hoà” and “hòa” read alike but are two strings, so that find-and-replace misses half. Either is "
            "accepted; only mixing them is told."
        ),
    ),
    examples=(
        Example(
            bad=(
                "1. Sở Y tế phối hợp với Ủy ban nhân dân các xã vận động xóa nhà tạm, hòa giải ở cơ sở.\n\n2. "
                "Sở Xây dựng xoá các điểm ngập, khoá van, hoà mạng thoát nước.\n"
            ),
            good=(
                "1. Sở Y tế phối hợp với Ủy ban nhân dân các xã vận động xóa nhà tạm, hòa giải ở cơ sở.\n\n2. "
                "Sở Xây dựng xóa các điểm ngập, khóa van, hòa mạng thoát nước.\n"
            ),
        ),
    ),
    basis="Chính tả: một văn bản một cách đặt dấu; TCVN 6909:2001 mã hóa cả hai cách",
)


# The tone on the first vowel of oa, oe, uy at the end of a syllable, and the same on the second.
_FIRST = "òa ỏa õa óa ọa òe ỏe õe óe ọe ùy ủy ũy úy ụy"
_SECOND = "oà oả oã oá oạ oè oẻ oẽ oé oẹ uỳ uỷ uỹ uý uỵ"
_TO_FIRST = dict(zip(_SECOND.split(), _FIRST.split(), strict=True))
_TO_SECOND = {first: second for second, first in _TO_FIRST.items()}
_EVERY = tuple((_TO_FIRST, second) for second in _TO_FIRST) + tuple((_TO_SECOND, first) for first in _TO_SECOND)
_NEW = re.compile(r"(?:" + "|".join(_TO_SECOND) + r")(?<![qQ]..)(?!\w)")
_OLD = re.compile(r"(?:" + "|".join(_TO_FIRST) + r")(?<![qQ]..)(?!\w)")
_LEAST = 2


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first word of the rarer way, where each way is used twice or more in small letters."""
    text, said = plan.source.text, page.said(plan)
    endings = {word[-2:] for word in spelling.vocabulary(plan)}
    if endings.isdisjoint(_TO_FIRST) or endings.isdisjoint(_TO_SECOND):
        return
    new, old = (list(pattern.finditer(text, said.start, said.end)) for pattern in (_NEW, _OLD))
    if min(len(new), len(old)) < _LEAST:
        return
    few, many, to_many = (old, new, _TO_FIRST) if len(old) <= len(new) else (new, old, _TO_SECOND)
    edits = tuple(Edit(Span(*found.span()), to_many[found[0]]) for found in few)
    yield RULE.found(
        plan.source.name,
        _word(text, few[0]),
        fix=Fix(FixKind.UNSAFE, edits),
        few=plan.source.slice(_word(text, few[0])),
        few_count=str(len(few)),
        many=plan.source.slice(_word(text, many[0])),
        many_count=str(len(many)),
    )


def _word(text: str, found: re.Match[str]) -> Span:
    start = found.start()
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return Span(start, found.end())
