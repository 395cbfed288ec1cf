"""D006: tasks were due before the day they are read on; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan
from tiendo.plan.rules import opening, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D006",
    name="deadline-past",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ đã quá hạn tính đến {today}: {list}",
        en="{count} tasks are past their deadline as of {today}: {list}",
    ),
    help=Words(
        vi="Giao ngay và hỏi kết quả, hoặc xin gia hạn theo quy định.",
        en="Give them at once and ask for the result, or have the time extended by the rules.",
    ),
    explanation=Words(
        vi="Văn bản nhập muộn thì có nhiệm vụ đến tay đã trễ. Người giao cần biết trước khi hệ thống báo đỏ. Việc chỉ "
        "ghi ngày bắt đầu (“từ ngày 10/3/2026”) thì không quá hạn.",
        en=(
            "Where a document is entered late, some duties arrive overdue. Whoever gives them should know before "
            "they show red. Work with a beginning only (“từ ngày 10/3/2026”) is never overdue."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2026.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15/6/2027.\n"),
        ),
    ),
    basis="Quyết định 42/2014/QĐ-TTg (theo dõi, đôn đốc nhiệm vụ quá hạn)",
    labels={"task": Words(vi="cũng đã quá hạn", en="past as well")},
)

_BEGINS = late.pattern(r"\b(?:từ|kể từ|bắt đầu)\b", re.IGNORECASE)
_ENDS = late.pattern(r"\b(?:đến|tới|hết|trước)\b[^\n]*\d", re.IGNORECASE)
_BEFORE = 14


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, where the context says what day it is and the document is not younger."""
    own, now = page.issued(plan), context.today
    if now is None or own is None or own > now:
        return
    today = now.isoformat()
    past = [
        task
        for task in plan.tasks
        if (last := printed.last_day(task.deadline))
        and own.isoformat() <= last < today
        and not _is_beginning(plan, task.deadline)
    ]
    if past:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, past[0]),
            labels=opening.labels(plan, past),
            count=str(len(past)),
            today=printed.vietnamese(now),
            list=opening.names(past),
        )


def _is_beginning(plan: Plan, deadline: Deadline | None) -> bool:
    """Whether the words name a day from which the work goes on, and none until which."""
    text = plan.source.text
    words = [(one, text[max(0, one.start - _BEFORE) : one.end]) for one in deadline.spans] if deadline else []
    return any(_BEGINS.search(each) and not _ENDS.search(text, one.start, one.end) for one, each in words)
