"""D007: a task is due after the task that it is a part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tiendo import late
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan import deadlines
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan, Task
from tiendo.plan.rules import counting, opening, page, printed
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="D007",
    name="deadline-after-parent",
    severity=Severity.INFO,
    message=Words(
        vi="Nhiệm vụ {task} có hạn {due}, sau nhiệm vụ chứa nó {parent} ({parent_due})",
        en="Task {task} is due {due}, after the task {parent} that holds it ({parent_due})",
    ),
    help=Words(
        vi="Kéo hạn của việc con về trước, hoặc lùi hạn của việc mẹ.",
        en="Bring the part's deadline forward, or put off the whole's.",
    ),
    explanation=Words(
        vi="Việc mẹ không thể xong khi một phần của nó chưa đến hạn; báo cáo việc mẹ sẽ sai hoặc trễ. Báo cáo "
        "kết quả, sơ kết, tổng kết, quyết toán đứng dưới việc mẹ thì làm sau nó và không bị nhắc, cũng như việc "
        "thực hiện một kế hoạch mà việc mẹ xây dựng. Việc nào theo sau việc mẹ thì không kể hết được, nên đây là "
        "lưu ý.",
        en="The whole cannot be done before a part of it is due; its report will be wrong or late. "
        "Reports on results, reviews and settlements that stand under it look back on it, and are left alone; so is "
        "the carrying out of a plan that the whole draws up. What follows a piece of work cannot be listed whole, "
        "so this "
        "is a note.",
    ),
    examples=(
        Example(
            bad=(
                "1. Sở Xây dựng hoàn thành trồng rừng ven biển trước ngày 30/6/2026, gồm các việc:\n\na) Rà "
                "soát quỹ đất trước ngày 15/5/2026.\n\nb) Tổ chức trồng rừng trước ngày 15/9/2026.\n"
            ),
            good=(
                "1. Sở Xây dựng hoàn thành trồng rừng ven biển trước ngày 30/6/2026, gồm các việc:\n\na) Rà "
                "soát quỹ đất trước ngày 15/5/2026.\n\nb) Tổ chức trồng rừng trước ngày 15/6/2026.\n"
            ),
        ),
    ),
    basis="Lẽ thường: phần không thể xong sau toàn thể",
    labels={"parent": Words(vi="nhiệm vụ chứa nó", en="the task that holds it")},
)


# What looks back on the whole comes after it, and is no part of doing it.
_LOOKS_BACK = late.pattern(
    r"(?:(?:tổng hợp,? )?báo cáo (?:về )?(?:kết quả|tình hình|tổng kết|đánh giá)|tổng kết|sơ kết|đánh giá"
    r"|rút kinh nghiệm|(?:thanh toán|thanh lý|quyết toán)|(?:bình xét,? )?khen thưởng)\b",
    re.IGNORECASE,
)


# A plan is drawn up by its day, and carried out after it.
_DRAWN_UP = late.pattern(r"\b(?:ban hành|trình|xây dựng|phê duyệt|thông qua|lập)\b", re.IGNORECASE)
_CARRIED_OUT = late.pattern(r"(?:tổ chức |triển khai )*(?:triển khai|thực hiện)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A unit of the outline that states a last day for all that stands in it."""

    label: str
    whole: Span
    own: Span
    day: str


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each deadline of a task that lies after the day which the nearest unit above it states."""
    due = sorted(_due(plan), key=lambda one: one[0].span.start)
    for at, above in _nearest(plan, [task.span.start for task, _, _ in due]).items():
        task, deadline, day = due[at]
        begin = opening.of(plan, task).start
        if day <= above.day or _LOOKS_BACK.match(plan.source.text, begin) or _is_after_drawing_up(plan, begin, above):
            continue
        yield RULE.found(
            plan.source.name,
            deadline.spans[0] if deadline.spans else opening.of(plan, task),
            labels=(Label(_first_line(plan, above.own), "parent"),),
            task=task.label,
            due=printed.iso_to_vietnamese(day),
            parent=above.label,
            parent_due=printed.iso_to_vietnamese(above.day),
        )


def _due(plan: Plan) -> Iterator[tuple[Task, Deadline, str]]:
    """The tasks with a last day of their own, and it."""
    for task in plan.tasks:
        if task.deadline and not task.deadline.inferred and (day := printed.last_day(task.deadline)):
            yield task, task.deadline, day


def _nearest(plan: Plan, starts: Sequence[int]) -> Mapping[int, _Dated]:
    """To the places among ``starts`` that stand in units which state a last day, the innermost of these."""
    found: dict[int, _Dated] = {}
    for one in _dated(plan, starts):
        first = bisect_left(starts, max(one.own.end, one.whole.start + 1))
        found |= dict.fromkeys(range(first, bisect_left(starts, one.whole.end)), one)
    return found


def _is_after_drawing_up(plan: Plan, begin: int, above: _Dated) -> bool:
    is_carried_out = _CARRIED_OUT.match(plan.source.text, begin)
    return bool(is_carried_out and _DRAWN_UP.search(plan.source.slice(above.own)))


def _dated(plan: Plan, starts: Sequence[int]) -> Iterator[_Dated]:
    """The units with others under them whose own words fix a last day, outermost first; those of ``starts`` only."""
    on = page.issued(plan)
    for one in counting.every(plan.outline) if starts else ():
        if not one.children or bisect_left(starts, one.span.start) == bisect_left(starts, one.span.end):
            continue
        own = Span(one.span.start, max(one.span.start, one.children[0].span.start))
        values = deadlines.in_order(plan.source.slice(own), on, own.start).values
        if values and all(printed.is_iso(value) for value in values):
            yield _Dated(one.label, one.span, own, max(values))


def _first_line(plan: Plan, own: Span) -> Span:
    line = plan.source.slice(own).split("\n", 1)[0]
    return Span(own.start, own.start + len(line))
