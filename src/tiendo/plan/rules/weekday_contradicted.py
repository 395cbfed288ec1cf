"""N005: the day of the week is not that of the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="N005",
    name="weekday-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Ngày {printed} là {right}, không phải {said}", en="{printed_en} is a {right_en}, not a {said_en}"
    ),
    help=Words(
        vi="Hỏi lại: ngày sai hay thứ sai? Người nhận sẽ theo một trong hai.",
        en="Ask which is wrong, the date or the weekday; people will go by one of the two.",
    ),
    explanation=Words(
        vi="Thứ và ngày nói cùng một điều hai lần, nên khi chúng trái nhau thì chắc chắn có một bên sai. “Lần thứ "
        "năm”, "
        "“giải thứ ba”, “phiên họp thứ tư” là số thứ tự.",
        en="A weekday and a date say one thing twice; where they differ one of them is certainly wrong. “Lần thứ năm”, "
        "“giải thứ ba”, “phiên họp thứ tư” are ordinals.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng họp vào thứ Năm, ngày 20/3/2026.\n",
            good="1. Sở Xây dựng tổ chức hội thi lần thứ năm, ngày 20/3/2026.\n",
        ),
        Example(
            bad=("Cuộc họp tổ chức vào thứ Hai, ngày 16/6/2026 tại Sơn Hải.\n"),
            good=("Cuộc họp tổ chức vào thứ Ba, ngày 16/6/2026 tại Sơn Hải.\n"),
        ),
    ),
    basis="Số học: dương lịch",
)


_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(?:thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|(chủ nhật))\b[\s,(]{1,3}(?:ngày\s+)?$", re.IGNORECASE)
_BEFORE = 24
# A weekday stands behind these; behind a noun it is an ordinal: the fifth time, the third prize, the second lot.
_WHEN = re.compile(
    r"(?:^|[\n\t,;:(\d]|\b(?:vào|sáng|trưa|chiều|tối|đêm|ngày|từ|đến|tới|trước|sau|hết|qua|giờ|phút|và"
    r"|hoặc|là|hôm|(?<!phiên )(?<!kỳ )(?<!cuộc )họp))\s*$",
    re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each pair of weekday and full date that cannot both be true."""
    text = plan.source.text
    for at in page.dates(plan):
        found = _WEEKDAY.search(text, max(0, at.span.start - _BEFORE), at.span.start)
        if found is None or at.day is None:
            continue
        said = _number(found[1])
        if found[1] and not _WHEN.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            continue
        if said != at.day.weekday():
            yield RULE.found(
                plan.source.name,
                Span(found.start(), at.span.end),
                printed=at.text,
                printed_en=printed.vietnamese(at.day),
                right=_name(at.day.weekday()),
                right_en=_ENGLISH[at.day.weekday()],
                said=_name(said),
                said_en=_ENGLISH[said],
            )


def _number(word: str | None) -> int:
    """Monday is 0; "thứ Hai" and "thứ 2" are Monday, no word is Sunday."""
    if word is None:
        return 6
    return int(word) - 2 if word.isdigit() else _DAYS.index(word.lower())


def _name(weekday: int) -> str:
    return "Chủ nhật" if weekday == 6 else f"thứ {_DAYS[weekday].title()}"
