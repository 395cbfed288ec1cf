"""T002: some tasks of a table say what comes of them and others do not; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import opening, page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="T002",
    name="task-without-deliverable",
    severity=Severity.INFO,
    message=Words(
        vi="{missing} trong {total} nhiệm vụ không nêu sản phẩm, trong khi các nhiệm vụ khác có: {list}",
        en="{missing} of {total} tasks name no deliverable, while others do: {list}",
    ),
    help=Words(
        vi="Ghi sản phẩm hoặc kết quả phải có: văn bản, con số, công trình.",
        en="Say what must come of it: a document, a figure, a work.",
    ),
    explanation=Words(
        vi=(
            "Không có sản phẩm thì “đã hoàn thành” không kiểm chứng được. Quy tắc chỉ chạy khi văn bản có ghi "
            "sản phẩm cho nhiệm vụ khác."
        ),
        en=(
            "Without a deliverable “done” cannot be verified. The rule only runs where the document names "
            "deliverables for others."
        ),
    ),
    examples=(
        Example(
            bad=(
                "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Sản phẩm |\n|---|---|---|---|---|\n| 1 | Rà "
                "soát quỹ đất | Sở Xây dựng | 6/2026 | Báo cáo |\n| 2 | Tổ chức trồng rừng | Sở Xây dựng | "
                "9/2026 | |\n"
            ),
            good=(
                "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Sản phẩm |\n|---|---|---|---|---|\n| 1 | Rà "
                "soát quỹ đất | Sở Xây dựng | 6/2026 | Báo cáo |\n| 2 | Tổ chức trồng rừng | Sở Xây dựng | "
                "9/2026 | 100 ha |\n"
            ),
        ),
    ),
    basis=("Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)"),
    labels={"task": Words(vi="cũng không nêu sản phẩm", en="names no deliverable either")},
)


_ROW = re.compile(r"PL")


def _table(task: Task) -> str:
    """The annex that a row stands in."""
    return task.label.split(".", 1)[0]


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first row without one in a table that has one for another row."""
    # "Kết quả thực hiện" in a report of progress is a state and no product.
    progress = page.progress(plan)
    rows = [task for task in plan.tasks if _ROW.match(task.label) and not any(task.span in span for span in progress)]
    told = {_table(task) for task in rows if task.deliverable}
    asked = [task for task in rows if _table(task) in told]
    missing = [task for task in asked if task.deliverable is None]
    if missing:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, missing[0]),
            labels=opening.labels(plan, missing),
            missing=str(len(missing)),
            total=str(len(asked)),
            list=opening.names(missing),
        )
