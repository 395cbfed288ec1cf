"""S010: items are lettered by the English alphabet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S010",
    name="letters-not-vietnamese",
    severity=Severity.INFO,
    message=Words(
        vi="Các điểm không theo bảng chữ cái tiếng Việt: “{label}”",
        en="The items do not follow the Vietnamese alphabet: “{label}”",
    ),
    help=Words(
        vi="Đánh thứ tự a, b, c, d, đ, e, g, h, i, k, l, m, n.", en="Letter them a, b, c, d, đ, e, g, h, i, k, l, m, n."
    ),
    explanation=Words(
        vi=(
            "Bảng chữ cái tiếng Việt có đ và không có f, j, w, z. Bỏ qua đ làm các lời dẫn “điểm đ” không có chỗ "
            "đến, và dễ bị hiểu là mất một mục."
        ),
        en=(
            "The Vietnamese alphabet has đ and no f, j, w or z. Leaving đ out leaves references to “điểm đ” "
            "nowhere, and looks like a lost item."
        ),
    ),
    examples=(
        Example(
            bad=(
                "I. NHIỆM VỤ\n\na) Rà soát quỹ đất.\n\nb) Chuẩn bị cây giống.\n\nc) Trồng rừng.\n\nd) Chăm sóc "
                "rừng.\n\ne) Báo cáo kết quả.\n"
            ),
            good=(
                "I. NHIỆM VỤ\n\na) Rà soát quỹ đất.\n\nb) Chuẩn bị cây giống.\n\nc) Trồng rừng.\n\nd) Chăm sóc "
                "rừng.\n\nđ) Báo cáo kết quả.\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm đ (thứ tự bảng chữ cái tiếng Việt)",
)


_FOREIGN = {"f", "j", "w", "z"}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each item lettered e right after d, and at each letter that Vietnamese lacks."""
    for siblings in counting.families(plan):
        letters = [one for one in siblings if one.kind == "letter" and page.is_vietnamese(one.heading)]
        for before, after in itertools.pairwise(letters):
            if (before.label, after.label) == ("d", "e") or after.label in _FOREIGN:
                yield RULE.found(
                    plan.source.name,
                    counting.first_line(plan, after),
                    label=after.label,
                )
