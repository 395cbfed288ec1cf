"""B003: a task is led by a body that the register of bodies does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late, viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import BodyRef, Match, Plan, Task
from tiendo.plan.rules import body_abolished, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B003",
    name="body-unknown",
    severity=Severity.WARNING,
    message=Words(
        vi="Không có cơ quan nào tên “{body}” trong danh bạ (nhiệm vụ {tasks})",
        en="No body in the register bears the name “{body}” (tasks {tasks})",
    ),
    help=Words(
        vi="Sửa tên, hoặc chọn cơ quan kế thừa nếu cơ quan ấy đã sáp nhập, đổi tên.",
        en="Mend the name, or choose the successor where the body was merged or renamed.",
    ),
    explanation=Words(
        vi="Sau khi sắp xếp bộ máy, nhiều văn bản vẫn gọi tên cơ quan cũ. Nhiệm vụ giao cho tên không còn ai "
        "mang thì không đến tay ai. Cách gọi chung (“các sở, ngành”) và cơ quan ngoài danh bạ của tỉnh (bộ, tòa án, "
        "kho bạc, hội) không bị xét; tên mà luật đã bỏ thì B004 nhắc. Quy tắc chỉ chạy khi có danh bạ.",
        en="After reorganisation many texts still use old names. A duty given to a name that nobody bears "
        "reaches nobody. Collective names (“the departments”) and bodies outside a province's register (ministries, "
        "courts, treasuries, unions) are left alone; names that the law ended are B004's. The rule only runs where a "
        "register is at hand.",
    ),
    examples=(
        Example(
            bad="1. Sở Nông nghiệp và Phát triển nông thôn chủ trì trồng rừng trước ngày 30/6/2026.\n",
            good="1. Sở Nông nghiệp và Môi trường chủ trì trồng rừng trước ngày 30/6/2026.\n",
        ),
    ),
    basis="Luật 72/2025/QH15 (tổ chức chính quyền địa phương hai cấp từ ngày 01/7/2025)",
)

# "27 xã biên giới" counts bodies; the number of "Phường 12" stands behind.
_COLLECTIVE = late.pattern(
    r"\b(?:các|những|mọi|toàn|cấp|ngành|đơn vị|địa phương|liên quan|\d+ (?:xã|phường|đặc khu|huyện|sở|cơ quan))\b",
    re.IGNORECASE,
)


# What a register of a province holds; courts, banks, unions and offices of the ministries stand outside it.
_HELD = late.pattern(
    r"(?:Sở|Chi cục|Trung tâm|Ban Quản lý|Phòng|Đội|Hạt|Trạm"
    r"|(?:UBND|[ỦU][yỷ] ban nhân dân) (?:xã|phường|đặc khu))\s+\S",
    re.IGNORECASE,
)
# Offices of the ministries are counted by regions.
_OF_REGION = late.pattern(r"\bkhu vực (?:\d|[IVX]+\b)", re.IGNORECASE)
# Every commune has its own of these, and the register names them without it.
_OF_COMMUNE = late.pattern(r"(?<=\w) (?:xã|phường|đặc khu) [^,;]+$", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic for each such name, where it stands first, with all tasks that it leads."""
    if not context.bodies:
        return
    known = {_key(name) for name in context.bodies}
    ended = {dict(one.args)["body"] for one in body_abolished.check(plan, context)}
    unknown: dict[str, list[tuple[Task, BodyRef]]] = {}
    for task in plan.tasks:
        for lead in task.lead:
            if lead.value not in ended and _is_unknown(lead, known):
                unknown.setdefault(_key(lead.value), []).append((task, lead))
    for places in unknown.values():
        task, lead = places[0]
        labels = dict.fromkeys(task.label for task, _ in places)
        span = lead.span or opening.of(plan, task)
        yield RULE.found(plan.source.name, span, body=lead.value, tasks=", ".join(labels))


def _is_unknown(lead: BodyRef, known: set[str]) -> bool:
    """Whether a name is of a kind that the register holds, and none of its bodies bears it today."""
    name = lead.value.partition(" - Cơ quan ")[0]
    if not _HELD.match(name) or _COLLECTIVE.search(name) or _OF_REGION.search(name):
        return False
    whole, unplaced = _key(name), _key(_OF_COMMUNE.sub("", name))
    return not {whole, unplaced} & known and lead.match in (None, Match.NONE, Match.FORMER)


def _key(name: str) -> str:
    return re.sub(r"\bubnd\b", "uy ban nhan dan", viet.fold(name))
