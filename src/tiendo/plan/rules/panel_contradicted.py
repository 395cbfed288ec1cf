"""S019: the panel that a web page puts above a document gives another number or day than the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tiendo import registry
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan import citations, dates
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

_PANEL = "Số hiệu:\t{number}\n\nNgày ban hành:\t{day}\n\n"

RULE = Rule(
    code="S019",
    name="panel-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Chỗ này ghi {printed}, chỗ kia của trang ghi {other}: bảng thông tin và văn bản không khớp",
        en="{printed} here, {other} elsewhere on the page: the panel and the document disagree",
    ),
    help=Words(
        vi="Tra bản gốc: số, ngày ở đầu văn bản hoặc ở bảng thông tin của trang bị chép sai.",
        en="Look at the original: the document's head or the page's panel was copied wrongly.",
    ),
    explanation=Words(
        vi=(
            "Trang đăng văn bản thường có bảng “Số hiệu, Ngày ban hành” phía trên. Hai nơi ghi một văn bản mà khác "
            "nhau thì một nơi sai. Khi cả trang nghiêng về một bên, lỗi được chỉ ở bên kia; nếu không thì ở đầu "
            "văn bản."
        ),
        en=(
            "A page that publishes a document often has a panel with its number and day above. Where the two differ "
            "one is wrong. The fault is shown at the one that the rest of the page does not bear out; else at the "
            "document's head."
        ),
    ),
    examples=(
        Example(
            bad=_PANEL.format(number="45/KH-UBND", day="05/3/2025") + sample.HEAD + "1. Sở Xây dựng trồng rừng.\n",
            good=_PANEL.format(number="45/KH-UBND", day="05/3/2026") + sample.HEAD + "1. Sở Xây dựng trồng rừng.\n",
        ),
    ),
    basis="Lẽ thường: một văn bản có một số và một ngày",
    labels={"other": Words(vi="chỗ kia", en="the other place")},
)

_NUMBER = re.compile(r"Số(?:,? ký)? hiệu:?\s+(\d[\w.]*\s?[/–-]\s?\S+)")
_DAY = re.compile(r"Ngày ban hành:?\s+(\d[\d/.-]*)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic for the number, and one for the day, that the panel and the head give differently."""
    text, end = plan.source.text, page.said(plan).start
    if not end:
        return
    own, issued = plan.head.symbol, plan.head.issued_on
    number, day = _NUMBER.search(text, 0, end), _DAY.search(text, 0, end)
    if number and own and own.span and registry.key(citations.tidy(number[1])) != registry.key(own.value):
        yield from _told(plan, Span(*number.span(1)), own.span, _times(text, number[1]), _times(text, own.value))
    if day and issued and issued.span and page.issued(plan) and dates.to_iso(day[1]) != issued.value:
        stated = dates.to_iso(day[1])
        panel = _days(text, date.fromisoformat(stated)) if stated else 0
        head = _days(text, date.fromisoformat(issued.value))
        yield from _told(plan, Span(*day.span(1)), issued.span, panel, head)


def _times(text: str, symbol: str) -> int:
    return len(re.findall(rf"(?<![\w/.-]){re.escape(symbol)}(?![\w/-])", text))


def _days(text: str, day: date) -> int:
    return sum(one.day == day for one in printed.everywhere(text))


def _told(plan: Plan, panel: Span, head: Span, for_panel: int, for_head: int) -> Iterator[Diagnostic]:
    """One diagnostic at the place that the page bears out less often; at the head where both stand alike."""
    wrong, right = (panel, head) if for_panel < for_head else (head, panel)
    yield RULE.found(
        plan.source.name,
        wrong,
        labels=(Label(right, "other"),),
        printed=plan.source.slice(wrong),
        other=plan.source.slice(right),
    )
