"""S006: two tasks bear one number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S006",
    name="label-repeated",
    severity=Severity.WARNING,
    message=Words(
        vi="Số thứ tự đứng hai lần trở lên: {list}",
        en="The same number stands more than once: {list}",
    ),
    help=Words(
        vi="Đánh số lại, hoặc viện dẫn kèm dấu ~2, ~3 theo thứ tự trong văn bản.",
        en="Number anew, or refer to them as ~2, ~3 in the document's order.",
    ),
    explanation=Words(
        vi="Khi hai nhiệm vụ cùng số, báo cáo “nhiệm vụ 2 đã xong” không nói được là nhiệm vụ nào. Trình biên dịch "
        "thêm ~2, ~3 vào mã để phân biệt, nhưng người đọc văn bản giấy thì không thấy dấu ấy.",
        en="Where two tasks share a number, a report that “task 2 is done” does not say which. The compiler tells them "
        "apart by ~2, ~3, but whoever reads the paper does not see that.",
    ),
    examples=(
        Example(
            bad="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n2. Tổ chức trồng rừng.\n",
            good="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n3. Tổ chức trồng rừng.\n",
        ),
    ),
    basis="tiendo-plan/1: mã nhiệm vụ là duy nhất trong một kế hoạch",
    labels={"task": Words(vi="cũng mang số đã dùng", en="bears a number already used")},
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first repetition, with a label at each further one."""
    counts = Counter(task.label for task in plan.tasks)
    repeated = [task for task in plan.tasks if task.id != task.label and not _restarts(task.label, counts)]
    if repeated and not counting.quotes_numbers(plan):
        yield RULE.found(
            plan.source.name,
            opening.of(plan, repeated[0]),
            labels=opening.labels(plan, repeated),
            list=", ".join(dict.fromkeys(task.label for task in repeated)),
        )


def _restarts(label: str, counts: Counter[str]) -> bool:
    """Whether a table counts its rows from one again under each group, so that every label comes again."""
    return label.startswith("PL") and counts[f"{label.rsplit('.', 1)[0]}.1"] > 1
