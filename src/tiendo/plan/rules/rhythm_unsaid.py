"""D011: “regularly” stands without a rhythm; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import opening
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="D011",
    name="rhythm-unsaid",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ ghi “định kỳ” mà không nói bao lâu một lần: {list}",
        en="{count} tasks say “định kỳ” (regularly) and not how often: {list}",
    ),
    help=Words(
        vi="Ghi hằng tháng, hằng quý, hằng năm, và ngày gửi.", en="Say monthly, quarterly or yearly, and on which day."
    ),
    explanation=Words(
        vi="“Định kỳ báo cáo” không tính được kỳ nào đã trễ, nên không ai bị nhắc.",
        en="Of “report regularly” no period can be late, so nobody is reminded.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng định kỳ báo cáo kết quả trồng rừng.\n"),
            good=("1. Sở Xây dựng định kỳ hằng quý báo cáo kết quả trồng rừng.\n"),
        ),
    ),
    basis=(
        "Nghị định 09/2019/NĐ-CP, Điều 8 (chế độ báo cáo định kỳ phải có tần suất, thời gian chốt số liệu, "
        "thời hạn gửi)"
    ),
    labels={"also": Words(vi="cũng không nói kỳ hạn", en="no rhythm either")},
)


_REGULARLY = re.compile(
    r"đ(?<!\wđ)ịnh kỳ(?=(?:,? (?:hoặc |và )?đột xuất,?)?\s(?:báo cáo|tổng hợp|sơ kết|tổng kết|rà soát|đánh giá"
    r"|kiểm tra|gửi|đôn đốc|công bố|công khai|cập nhật|tổ chức|thông tin|thông báo)\b)",
    re.IGNORECASE,
)
_RHYTHM = late.pattern(
    r"h[ằà]ng|mỗi|\d\s*(?:tháng|năm|tuần|ngày|quý)|tháng|quý|tuần|theo quy định|năm\b|đột xuất hoặc định kỳ theo",
    re.IGNORECASE,
)
_NEAR = 60


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such word, with a label at each further one."""
    every = [(task, span) for task in plan.tasks if (span := bare(plan, task))]
    yield from opening.told_once(RULE, plan, every)


def bare(plan: Plan, task: Task) -> Span | None:
    """The first "định kỳ" of a task without any day or rhythm, where none is said near it either."""
    if (task.deadline and task.deadline.values) or "ịnh kỳ" not in task.text.lower():
        return None
    text = plan.source.text
    for part in task.parts:
        for found in _REGULARLY.finditer(text, part.start, part.end):
            if not _RHYTHM.search(text, max(part.start, found.start() - _NEAR), min(part.end, found.end() + _NEAR)):
                return Span(*found.span())
    return None
