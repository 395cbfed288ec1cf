"""D008: tasks are due after the years that the plan's title names; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import opening, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D008",
    name="deadline-after-plan",
    severity=Severity.WARNING,
    message=Words(
        vi="{count} nhiệm vụ có hạn sau năm {year} mà tiêu đề kế hoạch nêu: {list}",
        en="{count} tasks are due after {year}, the year the plan's title names: {list}",
    ),
    help=Words(vi="Sửa năm của thời hạn, hoặc của tiêu đề.", en="Mend the year of the deadline, or that of the title."),
    explanation=Words(
        vi=(
            "Kế hoạch năm 2026 có việc đến hạn năm 2027 thì một trong hai năm bị gõ nhầm, hoặc việc thuộc kế "
            "hoạch sau. Báo cáo tổng kết trong quý đầu năm sau là bình thường; kế hoạch ra cuối năm có thêm nửa năm, "
            "và việc kéo dài từ trong kỳ sang năm sau không bị nhắc."
        ),
        en=(
            "Where a plan for 2026 has work due in 2027, one of the years was mistyped or the work belongs to "
            "the next plan. Reports in the first quarter of the next year are usual; a plan issued late in the year "
            "has half a year more, and work that runs on from the period into the next year is left alone."
        ),
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD.replace("ven biển", "ven biển năm 2026")
                + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2062.\n"
            ),
            good=(
                sample.HEAD.replace("ven biển", "ven biển năm 2026")
                + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2026.\n"
            ),
        ),
    ),
    basis="Lẽ thường: việc của kế hoạch đến hạn trong kỳ của kế hoạch",
    labels={"task": Words(vi="cũng đến hạn sau kỳ", en="due after the period as well")},
)


_YEARS = re.compile(
    r"(?:giai đoạn|năm|nhiệm kỳ)\s+((?:19|20)\d\d)(?:\s?(?:[-–]|đến năm|đến)\s?((?:19|20)\d\d))?(?!\d)", re.IGNORECASE
)
# A year's investment is that year's money, for works of several.
_SPAN = late.pattern(r"giai đoạn|tầm nhìn|đến năm|và những năm|các năm|và năm|nhiệm kỳ|đầu tư", re.IGNORECASE)
_PLANS = ("KH", "CTr")
# What is issued late in its year reaches into the next.
_GRACE = timedelta(days=183)
_BEFORE = 30
_FROM = late.pattern(r"\btừ (?:nay|ngày|tháng|quý|năm)\b[^.;:\n]{0,30}\bđến\b", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for a plan or programme of one year, at the first task due after the next year's first quarter."""
    title, kind = plan.head.title, plan.head.type
    years = _YEARS.findall(title.value) if title and kind and kind.value in _PLANS else []
    if len(years) != 1 or years[0][1] or (title and _SPAN.search(title.value)):
        return
    own = page.issued(plan)
    year = int(years[0][0])
    # "the programme of 2021" in the title of a plan of 2026 is somebody else's year.
    if own is None or not own.year <= year <= own.year + 1:
        return
    end = max(date(year + 1, 3, 31), own + _GRACE).isoformat()
    late = [
        task
        for task in plan.tasks
        if (last := printed.last_day(task.deadline)) and last > end and not _runs_over(plan, task)
    ]
    if late:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, late[0]),
            labels=opening.labels(plan, late),
            count=str(len(late)),
            year=str(year),
            list=opening.names(late),
        )


def _runs_over(plan: Plan, task: Task) -> bool:
    """Whether the task's time begins in the period and goes on beyond it, as that of a dry season does."""
    spans = task.deadline.spans if task.deadline else ()
    return any(_FROM.search(plan.source.text, max(0, one.start - _BEFORE), one.end) for one in spans)
