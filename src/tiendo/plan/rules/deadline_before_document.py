"""D002: tasks were due before the document was issued; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tiendo import late
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Deadline, Plan, Task
from tiendo.plan.rules import deadline_day_month_swapped, opening, page, printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="D002",
    name="deadline-before-document",
    severity=Severity.WARNING,
    message=Words(
        vi="{count} nhiệm vụ có hạn trước ngày ban hành văn bản ({own}), như {due}: {list}",
        en="{count} tasks are due before the document's day of issue ({own}), as {due}: {list}",
    ),
    help=Words(
        vi="Sửa năm hoặc tháng của thời hạn; nếu việc đã xong thì bỏ khỏi danh sách giao.",
        en="Mend the year or month of the deadline; if the work is done, leave it out of what is issued.",
    ),
    explanation=Words(
        vi="Nhiệm vụ đã quá hạn ngay khi giao thì mọi báo cáo đều là trễ. Thường là năm cũ còn sót lại khi "
        "dùng kế hoạch năm trước làm mẫu. Ngày nói sự việc có từ khi nào (“hồ sơ tiếp nhận trước ngày …”) không là "
        "hạn.",
        en="A duty overdue when it is given makes every report late. Usually last year's number was left when last "
        "year's plan served as the pattern. A day that says when things arose (“hồ sơ tiếp nhận trước ngày …”) is no "
        "deadline.",
    ),
    examples=(
        Example(
            bad="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 15/01/2026.\n",
            good="ỦY BAN NHÂN DÂN TỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\n\n"
            "KẾ HOẠCH\nTrồng rừng ven biển\n\nI. NHIỆM VỤ\n\n"
            "1. Sở Xây dựng rà soát quỹ đất, hoàn thành trước ngày 15/6/2026.\n",
        ),
    ),
    basis="Lẽ thường: việc không thể đến hạn trước khi được giao",
    labels={
        "own": Words(vi="ngày ban hành", en="day of issue"),
        "due": Words(vi="cũng trước ngày ban hành", en="before it as well"),
    },
)


# What happened to a thing that work is done on.
_UNDERGONE = late.pattern(r"\b(?:bị|được|đã) (?:\w+ ){1,4}$", re.IGNORECASE)
# When things came about that work is done on: a verb right before the day, and behind a noun.
_AROSE = late.pattern(
    r"\b(?!(?:và|để|phải|sẽ|cần|rồi) )[^\W\d_]+ (?:đã |được )?(?P<verb>phát sinh|tiếp nhận|ban hành|sử dụng|khởi công"
    r"|tuyển dụng|nghỉ hưu|xây(?: dựng)?|cấp(?: phép| giấy)?|giao|thành lập|vi phạm|lấn chiếm|tồn đọng|đăng ký"
    r"|ký(?: kết)?|phê duyệt|bổ nhiệm|sinh|mất|lập|nhận|cư trú|mua|gửi|xếp hạng|vào Đảng|vào Đoàn|bàn giao|hy sinh"
    r"|nhập học|tốt nghiệp|đầu tư|nộp|hưởng|vào làm|(?<=dự án )hoàn thành|(?<=công trình )hoàn thành"
    r"|(?<=hạng mục )hoàn thành) $",
    re.IGNORECASE,
)
_YEAR = timedelta(days=366)
_FROM = re.compile(r"từ\b", re.IGNORECASE)
# The next cell of a row says how far the work has come: then its day was set before, and may have passed.
_STANDING = late.pattern(
    r"[^\S\t]*\t\s*(?:đã|đang|chưa|hoàn thành|không hoàn thành|quá hạn|trong hạn|đúng hạn)\b", re.IGNORECASE
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first deadline whose every day lies before a certain day of issue."""
    own, issued = page.issued(plan), plan.head.issued_on
    if own is None or issued is None or issued.span is None:
        return
    told = page.progress(plan)
    over = [
        (task, task.deadline)
        for task in plan.tasks
        if task.deadline
        and _is_over(plan, task.deadline, own)
        and not any(task.span in span for span in told)
        and not _is_of_the_thing(plan, task, task.deadline.spans[0].start)
    ]
    if over:
        first = over[0][1]
        yield RULE.found(
            plan.source.name,
            first.spans[0],
            labels=(Label(issued.span, "own"), *(Label(deadline.spans[0], "due") for _, deadline in over[1:])),
            count=str(len(over)),
            due=printed.iso_to_vietnamese(max(first.values)),
            own=printed.vietnamese(own),
            list=opening.names([task for task, _ in over]),
        )


def _is_over(plan: Plan, deadline: Deadline, own: date) -> bool:
    """Whether its last day is before ``own``; with a second value ("2025 and the years after") a task goes on.

    A day that is only before it because day and month stand in each other's place is D014's.
    """
    last = printed.last_day(deadline)
    # A year and more ago is history: last year's plan, left as a pattern, is not so old.
    if last is None or not (own - _YEAR).isoformat() <= last < own.isoformat() or not _is_stated(plan, deadline):
        return False
    if _STANDING.match(plan.source.text, deadline.spans[-1].end):
        return False
    return not any(deadline_day_month_swapped.swapped(plan, deadline, own))


def _is_of_the_thing(plan: Plan, task: Task, at: int) -> bool:
    """Whether the day says when the things arose that the work is about ("hồ sơ tiếp nhận trước ngày …")."""
    line = plan.source.text[task.span.start : at]
    if _UNDERGONE.search(line):
        return True
    found = _AROSE.search(line)
    if found is None:
        return False
    # The verb of who leads is the task's own.
    begin = task.span.start + found.start("verb")
    return not any(one.span and not plan.source.text[one.span.end : begin].strip(" :,") for one in task.lead)


def _is_stated(plan: Plan, deadline: Deadline) -> bool:
    """Whether the words themselves say the year, and are not the beginning of a period ("từ tháng 10/2025")."""
    return page.states_year(plan, deadline) and not any(_FROM.match(plan.source.slice(one)) for one in deadline.spans)
