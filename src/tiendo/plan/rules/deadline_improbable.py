"""D015: a deadline's printed day lies over ten years behind the document, and one slip of its year from a near one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D015",
    name="deadline-improbable",
    severity=Severity.WARNING,
    message=Words(
        vi="Hạn {due} của nhiệm vụ {task} xa ngày ban hành ({own}) hơn mười năm; năm có lẽ gõ nhầm",
        en="The deadline {due} of task {task} is more than ten years after the issue ({own}); the year may be a slip",
    ),
    help=Words(vi="Kiểm tra lại năm.", en="Check the year."),
    explanation=Words(
        vi="Chương trình dài hạn đặt mốc bằng năm (“đến năm 2045”); không ai hẹn đến từng ngày của mười mấy năm sau, "
        "trừ nợ, hợp đồng dài hạn. Quy tắc chỉ báo khi sửa một chữ số, hoặc đổi chỗ hai chữ số của năm, thì thành một "
        "năm gần; ngày cuối năm được bỏ qua.",
        en="Long programmes set years (“by 2045”); nobody sets a day more than ten years ahead but for loans and "
        "long contracts. It is told only where one digit of the year changed, or two changed about, give a near year; "
        "the last day of a year is left alone.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2062.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2026.\n"),
        ),
    ),
    basis="Lẽ thường: hạn in đến ngày là hạn của kế hoạch này, không phải của tầm nhìn nhiều thập niên",
    labels={"own": Words(vi="ngày ban hành", en="day of issue")},
)

#: A horizon is as a rule the end of a year, and is no slip.
_HORIZON = (12, 31)
_LONGEST = 10
_SOON = 5


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such day, once for each printed form, with the only near reading where there is one."""
    own, issued = page.issued(plan), plan.head.issued_on
    if own is None or issued is None or issued.span is None:
        return
    told: set[str] = set()
    for task in plan.tasks:
        for span in task.deadline.spans if task.deadline and not task.deadline.inferred else ():
            for found in printed.within(plan.source.text, span):
                near = [] if found.day is None or found.text in told else _near(found.day, own)
                if not near:
                    continue
                told.add(found.text)
                yield RULE.found(
                    plan.source.name,
                    found.span,
                    labels=(Label(issued.span, "own"),),
                    fix=Fix(FixKind.DISPLAY, (Edit(found.span, printed.vietnamese(near[0])),))
                    if len(near) == 1
                    else None,
                    task=task.label,
                    due=found.text,
                    own=printed.vietnamese(own),
                )


def _near(day: date, own: date) -> list[date]:
    """The days of the next years that one slip leads to: two digits of the year changed about, or one other.

    None for a day within ten years, and for one that closes a year: loans and programmes run as far as that.
    """
    if day.year <= own.year + _LONGEST or (day.month, day.day) == _HORIZON:
        return []
    year = str(day.year)
    swapped = {year[:at] + year[at + 1] + year[at] + year[at + 2 :] for at in range(3)}
    return [
        other
        for number in range(own.year, own.year + _SOON + 1)
        if (text := str(number)) in swapped or sum(a != b for a, b in zip(text, year, strict=True)) == 1
        if (other := printed.calendar_day(day.day, day.month, number)) and other >= own
    ]
