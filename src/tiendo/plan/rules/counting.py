"""How the units of an outline count: their families, and what a label is worth.

>>> value("4"), value("II.4"), value("IV"), value("đ")
(4, 4, 4, 5)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from tiendo.plan.model import Plan, Section
from tiendo.source import Span

# Sections are never counted to a hundred; the tens are written as the ones are, one letter higher.
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_TENS = tuple(ones.translate(str.maketrans("IVX", "XLC")) for ones in _ROMAN_ONES)
_ROMAN = {tens + ones: i for i, (tens, ones) in enumerate(product(_ROMAN_TENS, _ROMAN_ONES)) if i}
ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ARABIC = re.compile(r"(?:.*\.)?(\d{1,3})")
_AMENDS = re.compile(r"(?:về việc |về )?(?:sửa đổi|bổ sung|hợp nhất)", re.IGNORECASE)
_LONGEST = 60
# Labels are few, and each stands in many lists.
_LABELS = 1_024


def quotes_numbers(plan: Plan) -> bool:
    """Whether the document amends or consolidates others, so that its numbers are those of the quoted text."""
    title, own = plan.head.title, plan.head.symbol
    return bool((title and _AMENDS.match(title.value)) or (own and "VBHN" in own.value))


def families(plan: Plan) -> Iterator[tuple[Section, ...]]:
    """The units that stand side by side, the top of the outline first; none where numbers are quoted."""
    if quotes_numbers(plan):
        return
    yield plan.outline
    for section in every(plan.outline):
        if section.children:
            yield section.children


def every(outline: tuple[Section, ...]) -> Iterator[Section]:
    """Every unit of the outline in order."""
    pending = list(outline[::-1])
    while pending:
        section = pending.pop()
        yield section
        pending.extend(section.children[::-1])


@lru_cache(maxsize=_LABELS)
def value(label: str) -> int | None:
    """What a label counts: an Arabic or Roman number, or the place of a letter; None for a dash.

    A letter that is also a Roman numeral ("c", "i") is read as a letter in lower case only.
    """
    return next((found for count in (arabic, roman, letter) if (found := count(label)) is not None), None)


def before(label: str) -> str | None:
    """The label that comes right before this one in its way of counting; None before the first.

    >>> before("3.4"), before("V"), before("XLI"), before("e"), before("1")
    ('3.3', 'IV', 'XL', 'đ', None)
    """
    worth = value(label)
    if worth is None or worth < 2:
        return None
    stem = label[: label.rfind(".") + 1]
    if arabic(label) is not None:
        return f"{stem}{worth - 1}"
    if roman(label) is not None:
        return stem + _roman(worth - 1)
    return stem + ALPHABET[worth - 2]


def stands_near(plan: Plan, label: str, start: int, end: int) -> bool:
    """Whether the label opens an item somewhere in ``text[start:end]``, inside a line that runs on, say.

    "(2)" is a way of counting inside a sentence, and no item of the list.
    """
    mark = r"\)" if label.isalpha() and label.islower() else r"[.)]\s+(?=[^\W\d_])"
    # Behind a lost line break it follows a full stop or a bracket without a space.
    opens = re.compile(rf"(?:(?<![^\s])|(?<=[^\W\d][.;])|(?<=\)[.;]))(?:{re.escape(label)}(?:[a-zđ]\b|\s?{mark}))")
    return bool(opens.search(plan.source.text, start, end))


@lru_cache(maxsize=_LABELS)
def arabic(label: str) -> int | None:
    """The last Arabic number of a label."""
    found = _ARABIC.fullmatch(label)
    return int(found[1]) if found else None


@lru_cache(maxsize=_LABELS)
def roman(label: str) -> int | None:
    """The last part of a label as a Roman numeral in capitals."""
    return _ROMAN.get(label.rsplit(".", 1)[-1])


@lru_cache(maxsize=_LABELS)
def letter(label: str) -> int | None:
    """The place of the last letter of a label in the Vietnamese alphabet, from 1."""
    last = label.rsplit(".", 1)[-1].rstrip(")")
    return ALPHABET.index(last) + 1 if len(last) == 1 and last in ALPHABET else None


def first_line(plan: Plan, section: Section) -> Span:
    """The first words of a unit, within its first line."""
    start, stop = section.span.start, min(section.span.end, section.span.start + _LONGEST)
    line_end = plan.source.text.find("\n", start, stop)
    return Span(start, stop if line_end < 0 else line_end)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _ROMAN_TENS[tens] + _ROMAN_ONES[ones]
