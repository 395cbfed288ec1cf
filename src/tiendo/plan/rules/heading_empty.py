"""S013: a heading has nothing under it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S013",
    name="heading-empty",
    severity=Severity.WARNING,
    message=Words(
        vi="Mục “{label}” chỉ có tiêu đề, không có nội dung", en="Section “{label}” has a heading and nothing under it"
    ),
    help=Words(
        vi="Đối chiếu bản gốc; bỏ tiêu đề nếu thật sự không có nội dung.",
        en="Compare with the original; drop the heading if there is nothing to say.",
    ),
    explanation=Words(
        vi="Một tiêu đề trống thường là dấu vết của phần nội dung bị mất khi chép, hoặc của mẫu chưa điền.",
        en="An empty heading is usually the trace of text lost in copying, or of a form left unfilled.",
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + (
                    "I. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n\nII. KINH PHÍ\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Sở "
                    "Xây dựng báo cáo kết quả.\n"
                )
            ),
            good=(
                sample.HEAD
                + (
                    "I. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n\nII. KINH PHÍ\n\nNgân sách tỉnh.\n\nIII. TỔ CHỨC "
                    "THỰC HIỆN\n\n1. Sở Xây dựng báo cáo kết quả.\n"
                )
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm d (tiêu đề chỉ nội dung chính của phần, mục)"
    ),
)


_HEADED = {"section", "part", "capital"}
_LONGEST = 80


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each heading in capitals that the next unit of its kind follows at once."""
    for siblings in counting.families(plan):
        for one, after in itertools.pairwise(siblings):
            is_bare = not one.children and len(one.heading) < _LONGEST and one.heading.isupper()
            # A number that starts again behind a heading is what stands under it, by a number of the wrong kind.
            if one.kind in _HEADED and after.kind == one.kind and is_bare and counting.value(after.label) != 1:
                yield RULE.found(plan.source.name, counting.first_line(plan, one), label=one.label)
