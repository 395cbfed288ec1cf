"""S008: a list starts again from one within one section."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section
from tiendo.plan.rules import counting, page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="S008",
    name="numbering-restarts",
    severity=Severity.WARNING,
    message=Words(
        vi="Đánh số lại từ “{after}” sau “{before}” trong cùng một mục",
        en="Numbers start again at “{after}” after “{before}” within one section",
    ),
    help=Words(
        vi="Đánh số tiếp, hoặc thêm tiêu đề giữa hai dãy.", en="Number on, or put a heading between the two lists."
    ),
    explanation=Words(
        vi=(
            "Hai mục “1” trong cùng một phần thì lời dẫn “theo mục 1” không biết chỉ mục nào. Thường một tiêu đề "
            "ở giữa đã bị mất khi chép."
        ),
        en=(
            "With two items “1” in one section nobody knows which one “item 1” means. Usually a heading between "
            "them was lost in copying."
        ),
    ),
    examples=(
        Example(
            bad=("1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n1. Tổ chức trồng rừng.\n"),
            good=("1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n3. Tổ chức trồng rừng.\n"),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm đ (số thứ tự các khoản trong mỗi mục)"),
    labels={"before": Words(vi="mục liền trước", en="the one before")},
)


_FIRST = {"1", "I", "a"}
# A colon opens a list of its own.
_ENDED = tuple(".;!?”)")
_ISSUED = re.compile(r"kèm theo[^\n]{0,200}\)\s*$", re.IGNORECASE)
_ABOVE = 240
_COUNTED = {"number", "section", "letter", "article"}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each unit that is the first again among its siblings of one kind."""
    for siblings in counting.families(plan):
        for before, after in itertools.pairwise(siblings):
            if before.kind == after.kind and after.kind in _COUNTED and _restarts(plan, before.label, after):
                yield RULE.found(
                    plan.source.name,
                    counting.first_line(plan, after),
                    labels=(Label(counting.first_line(plan, before), "before"),),
                    before=before.label,
                    after=after.label,
                )


def _restarts(plan: Plan, before: str, after: Section) -> bool:
    """Whether ``after`` counts from one again, behind a sentence that has ended: "cấp độ / 1. Tổ chức" has not."""
    if after.label not in _FIRST or before in _FIRST or counting.value(before) is None:
        return False
    above = plan.source.text[max(0, after.span.start - _ABOVE) : after.span.start]
    # What is issued under a decision has articles of its own, behind the line that ties it.
    return above.rstrip()[-1:] in _ENDED and not _ISSUED.search(above) and page.is_vietnamese(after.heading)
