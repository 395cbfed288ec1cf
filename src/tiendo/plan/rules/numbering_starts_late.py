"""S009: a list does not begin with its first number."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section
from tiendo.plan.rules import counting
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S009",
    name="numbering-starts-late",
    severity=Severity.WARNING,
    message=Words(
        vi="Dãy số bắt đầu từ “{first}”, thiếu phần đầu",
        en="The list begins at “{first}”; what comes before is missing",
    ),
    help=Words(vi="Đối chiếu bản gốc xem có mất đoạn đầu không.", en="Compare with the original for a lost beginning."),
    explanation=Words(
        vi="Một dãy bắt đầu từ 2 hay b thường đã mất mục đầu khi chép hoặc quét, cùng với nhiệm vụ trong đó.",
        en=(
            "A list that begins at 2 or b has usually lost its first item in copying or scanning, with the duty in it."
        ),
    ),
    examples=(
        Example(
            bad=("I. NHIỆM VỤ\n\n2. Chuẩn bị cây giống.\n\n3. Tổ chức trồng rừng.\n"),
            good=("I. NHIỆM VỤ\n\n1. Chuẩn bị cây giống.\n\n2. Tổ chức trồng rừng.\n"),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm đ (số thứ tự các khoản trong mỗi mục)"),
)


_LATE = {2, 3}
_LOOK = 2500
_COUNTED = {"number", "section", "letter", "path"}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first counted unit of each family of two or more that starts at two or three."""
    for siblings in counting.families(plan):
        counted = [one for one in siblings if one.kind in _COUNTED]
        if len(counted) < 2 or counted[0].kind != counted[1].kind or (siblings is plan.outline and _is_part(plan)):
            continue
        first, second = (counting.value(one.label) for one in counted[:2])
        if first in _LATE and second == first + 1 and not _runs_on(plan, counted[0]):
            yield RULE.found(plan.source.name, counting.first_line(plan, counted[0]), first=counted[0].label)


def _runs_on(plan: Plan, first: Section) -> bool:
    """Whether the number before stands inside a line shortly above."""
    missing = counting.before(first.label)
    start = max(0, first.span.start - _LOOK)
    return missing is not None and counting.stands_near(plan, missing, start, first.span.start)


def _is_part(plan: Plan) -> bool:
    """An annex or extract may begin anywhere."""
    return plan.head.symbol is None
