"""D010: tasks are due within a day of the document; told once for a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D010",
    name="deadline-too-soon",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ có hạn ngay trong hoặc sau ngày ban hành một ngày: {list}",
        en="{count} tasks are due on the day of issue or the next: {list}",
    ),
    help=Words(
        vi="Gọi điện cho cơ quan được giao, không chờ văn bản đến.",
        en="Telephone the bodies; do not wait for the document to arrive.",
    ),
    explanation=Words(
        vi=(
            "Văn bản đến cơ quan sau một, hai ngày; hạn như vậy chỉ kịp khi báo trực tiếp. Công điện thường như "
            "thế và không bị nhắc."
        ),
        en=(
            "A document takes a day or two to arrive; such a deadline can be kept only where the body is told "
            "directly. Telegrams are so by nature, and left alone."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 06/3/2026.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 16/3/2026.\n"),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Điều 18 khoản 1 (văn bản đi được phát hành trong ngày ký, chậm nhất trong "
        "ngày làm việc tiếp theo)"
    ),
    labels={"task": Words(vi="cũng đến hạn ngay", en="due at once as well")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the document, at the first such task, with a label at each further one."""
    own, kind = page.issued(plan), plan.head.type
    if own is None or (kind and kind.value == "CĐ"):
        return
    first, last = own.isoformat(), (own + timedelta(days=1)).isoformat()
    soon = [
        task
        for task in plan.tasks
        if (due := printed.last_day(task.deadline))
        and first <= due <= last
        and task.deadline
        and page.states_year(plan, task.deadline)
    ]
    if soon:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, soon[0]),
            labels=opening.labels(plan, soon),
            count=str(len(soon)),
            list=opening.names(soon),
        )
