"""The parts of a page that many rules look at: the head, the end, and whose form the document has."""

from __future__ import annotations

import re
from datetime import date

from tiendo.plan.model import LayoutKind, Plan
from tiendo.source import Span

_RECIPIENTS = re.compile(r"^[ \t*_]*n[ơo]i\s+nh[ậa]n\b", re.IGNORECASE | re.MULTILINE)
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_LONGEST_HEAD = 3000


def kind(plan: Plan) -> LayoutKind | None:
    """Whose rules of layout the document follows; None for press reports and texts without a symbol of their own."""
    own, layout = plan.head.symbol, plan.head.layout
    if own is None or layout is None or (plan.head.type and plan.head.type.value == "TIN"):
        return None
    return layout.kind


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


def issued(plan: Plan) -> date | None:
    """The day of issue where it was read at the head itself, else None."""
    day = plan.head.issued_on
    return None if day is None or day.inferred or day.span is None else date.fromisoformat(day.value)
