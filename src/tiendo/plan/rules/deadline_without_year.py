"""D009: deadlines are printed without a year; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan
from tiendo.plan.rules import opening, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D009",
    name="deadline-without-year",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ ghi ngày không có năm, như “{printed}”: {list}",
        en="{count} tasks print a day without its year, as “{printed}”: {list}",
    ),
    help=Words(
        vi="Ghi đủ năm; hệ thống tạm hiểu theo năm ban hành.",
        en="Print the year; the year of issue is taken meanwhile.",
    ),
    explanation=Words(
        vi=(
            "Văn bản ban hành cuối năm ghi “trước ngày 15/01” thì năm nào? Hệ thống hiểu là ngày gần nhất sau "
            "ngày ban hành, nhưng người nhận có thể hiểu khác."
        ),
        en=(
            "Of which year is “before 15/01” in a document of December? The next such day is taken, but "
            "receivers may read it otherwise."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2026.\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm b (ngày, tháng, năm viết đầy đủ)",
    labels={"also": Words(vi="cũng không có năm", en="no year either")},
)


_DAY = re.compile(r"\d{1,2}\s?(?:/|tháng)\s?\d{1,2}(?!\d)")
_EVERY_YEAR = re.compile(r"h[ằà]ng|mỗi|năm sau|năm nay|lần", re.IGNORECASE)
_AROUND = 100


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such deadline, with a label at each further one."""
    bare = [(task, task.deadline.spans[0]) for task in plan.tasks if task.deadline and _is_bare(plan, task.deadline)]
    if bare:
        yield from opening.told_once(RULE, plan, bare, printed=plan.source.slice(bare[0][1]))


def _is_bare(plan: Plan, deadline: Deadline) -> bool:
    """Whether it gives a day of its own and its words hold no year."""
    if deadline.inferred or len(deadline.spans) != 1 or page.states_year(plan, deadline):
        return False
    span, text = deadline.spans[0], plan.source.text
    if printed.last_day(deadline) is None or not _DAY.search(text, span.start, span.end):
        return False
    return not _EVERY_YEAR.search(text[max(0, span.start - _AROUND) : span.end + _AROUND // 5])
