"""W004: tasks stand word for word in another document that is at hand; told once for each such document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import registry, viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import document_superseded, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W004",
    name="task-stated-elsewhere",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ đã có nguyên văn trong {where}: {list}",
        en="{count} tasks stand word for word in {where}: {list}",
    ),
    help=Words(
        vi="Xem có phải nhiệm vụ đã giao; nếu phải thì nối với nhiệm vụ ấy thay vì giao lại.",
        en="See whether it was given already; if so, tie it to that duty and do not give it again.",
    ),
    explanation=Words(
        vi=(
            "Cùng một việc giao bằng hai văn bản sẽ có hai hạn và hai đầu báo cáo. Văn bản được so với nhiệm vụ đã "
            "ban hành trên hệ thống, hoặc với các tệp đứng trước khi kiểm tra nhiều tệp một lúc; "
            "câu nói về chính văn bản của mình (“Kế hoạch này”, kinh phí thực hiện theo quy định) không được so."
        ),
        en=(
            "One piece of work given by two documents has two deadlines and two places to report. A document is "
            "held against the tasks that were issued on the system, or the files before it where several are checked; "
            "sentences about their own document (“this plan”, money for it as the law provides) are not."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng phòng hộ trên toàn tỉnh.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất ven biển đã giao năm 2025 nhưng chưa trồng rừng.\n"),
        ),
    ),
    basis="Kết luận 226-KL/TW (một việc chỉ giao một cơ quan chủ trì, không chồng chéo)",
    labels={"task": Words(vi="cũng đã có", en="stands there as well")},
)


_SHORTEST = 40
# What speaks of its own document, of any trouble on the way, stands in every plan and is each one's own.
_OWN = re.compile(
    r"\b(?:kế hoạch|chương trình|chỉ thị|quyết định|công điện|thông báo|nghị quyết|đề án|quy chế|quy định|hướng dẫn"
    r"|văn bản|kết luận) này\b|^(?:trong )?quá trình (?:tổ chức |triển khai )*thực hiện\b"
    # Money for what the plan itself orders, in the way that the law on the budget says.
    r"|\bkinh phí(?: để)?(?: (?:triển khai|tổ chức|bảo đảm|đảm bảo|thực hiện|hoạt động|hằng năm|hàng năm))*"
    r"(?: (?:các )?nhiệm vụ(?: được giao)?)?,? theo (?:đúng )?(?:quy định|phân cấp|luật ngân sách|pháp luật)\b",
    re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic for each document that has tasks of this one, from forty letters on; its own copies left out.

    What this document replaces, and what replaces this one, says the same on purpose.
    """
    if not context.duties:
        return
    own = plan.head.symbol.value if plan.head.symbol else ""
    successor = (context.successors or {}).get(document_superseded.identity(plan.head) or ("", ""), "")
    related = {*document_superseded.replaced(plan), registry.key(successor)}
    alike: dict[str, list[Task]] = {}
    for task in plan.tasks:
        where = context.duties.get(key(task.text)) if _is_given_by_words(task.text) else None
        if where and where != own and registry.key(where) not in related:
            alike.setdefault(where, []).append(task)
    for where, tasks in alike.items():
        yield RULE.found(
            plan.source.name,
            opening.of(plan, tasks[0]),
            labels=opening.labels(plan, tasks),
            count=str(len(tasks)),
            where=where,
            list=opening.names(tasks),
        )


def key(text: str) -> str:
    """A task's words as ``Context.duties`` has them: folded, without the mark at the end."""
    return viet.fold(text).rstrip(" .;/")


def stated(plan: Plan, name: str) -> dict[str, str]:
    """The tasks of a plan as ``Context.duties`` has them; it goes by its symbol, or by ``name`` where it has none."""
    where = plan.head.symbol.value if plan.head.symbol else name
    return {key(task.text): where for task in plan.tasks if _is_given_by_words(task.text)}


def _is_given_by_words(text: str) -> bool:
    """Whether the same words in another document give the same work."""
    return len(text) >= _SHORTEST and not _OWN.search(text)
