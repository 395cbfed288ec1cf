"""The parts of a page that many rules look at: the head, the end, and whose form the document has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from tiendo import late
from tiendo.plan import kinds
from tiendo.plan.model import Deadline, LayoutKind, Plan, Section, SectionKind
from tiendo.plan.rules import printed
from tiendo.source import Span
from tiendo.viet import lowered

_RECIPIENTS = re.compile(r"^[ \t*_]*n[ơo]i\s+nh[ậa]n\b", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(rf"\W*(?:của\s|{kinds.ALTERNATIVES}|decree|decision|circular|law)\b[^\t|]*$", re.IGNORECASE)
_PROGRESS = late.pattern(
    r"nhiệm vụ\b[^.;:]{0,120}\b(?:quá hạn|chậm muộn|chậm tiến độ|chậm trễ)\b|kết quả thực hiện (?:các )?nhiệm vụ\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 600
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEAD = 3000


@lru_cache(maxsize=1)
def small(text: str) -> str:
    """The text in small letters, each code point in its place; many rules search this of one text in turn."""
    return lowered(text)


def places(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where these words stand in ``text[start:end]``: found much sooner than the pattern that they begin.

    >>> list(places("sở, bộ, sở", "sở"))
    [0, 8]
    """
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words), end)


def lines_with(text: str, sign: str, within: Span) -> Iterator[Span]:
    """The lines of a part of the text in which a sign stands; in most it does not.

    >>> list(lines_with("a\\n5% và 6%\\nb", "%", Span(0, 12)))
    [Span(start=2, end=10)]
    """
    at = text.find(sign, within.start, within.end)
    while at >= 0:
        start, end = text.rfind("\n", within.start, at) + 1, text.find("\n", at, within.end)
        line = Span(max(start, within.start), end if end >= 0 else within.end)
        yield line
        at = text.find(sign, line.end, within.end)


def kind(plan: Plan) -> LayoutKind | None:
    """Whose rules of layout the document follows; None for press reports and texts without a symbol of their own."""
    own, layout = plan.head.symbol, plan.head.layout
    if own is None or layout is None or is_report(plan) or _is_told_of(plan, own.span):
        return None
    return layout.kind


def _is_told_of(plan: Plan, symbol: Span | None) -> bool:
    """Whether the symbol stands in the gazette's or a web page's heading, and the document's own head is not there."""
    if symbol is None:
        return False
    line = plan.source.text[: symbol.start].rpartition("\n")[2]
    return bool(_HEADING.match(line))


def is_report(plan: Plan) -> bool:
    """Whether the text is a press report of a document, which S004 tells of."""
    return plan.head.type is not None and plan.head.type.value == "TIN"


def head(plan: Plan) -> Span:
    """From the start of the text, or three thousand letters back, to where the order itself begins."""
    end = plan.outline[0].span.start if plan.outline else min(len(plan.source.text), _LONGEST_HEAD)
    return Span(max(0, end - _LONGEST_HEAD), end)


def end(plan: Plan) -> Span | None:
    """From the last list of recipients to the end of the text; None where there is no such list."""
    found = list(_RECIPIENTS.finditer(plan.source.text))
    return Span(found[-1].start(), len(plan.source.text)) if found else None


def is_vietnamese(text: str) -> bool:
    """Whether the words bear a letter that only Vietnamese has; pages with a translation have both."""
    return bool(_VIETNAMESE.search(text))


def said(plan: Plan) -> Span:
    """From the first to the last place that the document itself was read at, without what a web page puts round it."""
    top, signer = plan.head, plan.head.signer
    begins = [one.span for one in (top.issuer, top.symbol, top.issued_on, top.type, top.title) if one and one.span]
    ends = [one.span for one in (*top.recipients, signer.name if signer else None) if one and one.span]
    ends += [one.span for one in plan.outline[-1:]] + [task.span for task in plan.tasks[-1:]]
    if not top.symbol or not begins or not ends:
        return Span(0, len(plan.source.text))
    start = plan.source.text.rfind("\n", 0, min(one.start for one in begins)) + 1
    return Span(start, max(start, *(one.end for one in ends)))


def progress(plan: Plan) -> tuple[Span, ...]:
    """The annexes whose title says that they tell how far earlier tasks have come, or which are overdue."""
    annexes = [one for one in plan.outline if one.kind is SectionKind.ANNEX]
    return tuple(one.span for one in annexes if _PROGRESS.search(plan.source.text, one.span.start, _titled(one)))


def _titled(annex: Section) -> int:
    """Where the title of an annex ends: at its first table, or soon."""
    first = next((one.span.start for one in annex.children if one.kind is SectionKind.TABLE), annex.span.end)
    return min(first, annex.span.start + _LONGEST_TITLE)


def states_year(plan: Plan, deadline: Deadline) -> bool:
    """Whether each place of a deadline prints its year."""
    return bool(deadline.spans) and all(_YEAR.search(plan.source.slice(span)) for span in deadline.spans)


def dates(plan: Plan) -> list[printed.Printed]:
    """Every full date that the document itself prints, possible or not, in order."""
    return list(printed.within(plan.source.text, said(plan)))


def issued(plan: Plan) -> date | None:
    """The day of issue where it was read at the head itself, else None."""
    day = plan.head.issued_on
    return None if day is None or day.inferred or day.span is None else date.fromisoformat(day.value)
