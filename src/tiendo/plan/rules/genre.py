"""What kind of text a document is: whether it gives bodies pieces of work, or lays down rules that stand.

A law, a regulation, guidance on how to do something or the announcement of procedures says what anybody shall do
whenever it applies. Its duties have no day by which they are done, and who bears them is told by the article or by
the title, so that to ask each for a lead and a deadline is to find fault where none is.
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.plan import kinds, orders
from tiendo.plan.model import LayoutKind, Plan, Task

# Laws, decrees, circulars, regulations, guidance, statements of procedure, and the forms of minutes and reports.
_KINDS = frozenset(("L", "NĐ", "TT", "PL", "SL", "QC", "QyĐ", "HD", "QT", "BC", "BB"))
_LAID_DOWN = re.compile(
    r"(?:(?:về )?(?:việc )?)"
    r"(?:(?:sửa đổi|bổ sung|bãi bỏ|hợp nhất|công bố|quy định|phân cấp|kết quả)\b"
    r"|(?:ban hành|phê duyệt|thông qua)(?: (?:kèm theo|bản|các|một số|tạm thời|bộ|nhóm))* "
    r"(?:quy chế|quy định|nội quy|điều lệ|hướng dẫn|quy trình|tiêu chí|tiêu chuẩn|định mức|đơn giá|bảng giá|thủ tục"
    r"|phương án (?:cắt giảm, )?đơn giản hóa|(?:danh mục|danh sách)(?!.*\bnhiệm vụ\b))"
    r"|chức năng, nhiệm vụ\b)",
    re.IGNORECASE,
)


# What is to be done when something arises has no day.
_WHEN_IT_ARISES = re.compile(
    r"(?:Nếu|Khi|(?:Ngay )?[Ss]au khi|Trường hợp"
    r"|(?:Trong )?[Qq]uá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai))\b"
)
_WHEN_IT_IS_ASKED = re.compile(
    r"[^.;]{0,400}\bkhi (?:có yêu cầu|được yêu cầu|cần thiết|xảy ra|có tình huống|Chính phủ|Quốc hội|Luật)\b"
)
_THING = late.pattern(r"(?:Báo cáo|Quyết định|Quy định|Hướng dẫn|Thông báo)\b[^.;:,]{0,60}?\s(?:là|phải)\s")
# The line that ties an annex to what it was issued with; a file may hold the annex alone.
_ATTACHED = late.pattern(
    r"kèm theo\s+(?:Nghị định|Thông tư|Luật|Pháp lệnh|Quy chế|Quy định|Hướng dẫn)\b", re.IGNORECASE
)
_TOP = 1500


def lays_down(plan: Plan) -> bool:
    """Whether the document lays down rules, told by its kind, by the form of its symbol, or by its title."""
    top = plan.head
    if _kind(plan) in _KINDS or (top.symbol and "VBHN" in top.symbol.value):
        return True
    if top.layout and top.layout.kind is LayoutKind.NORMATIVE:
        return True
    if top.symbol is None and _ATTACHED.search(plan.source.text, 0, _TOP):
        return True
    return bool(top.title and _LAID_DOWN.match(top.title.value))


def _kind(plan: Plan) -> str | None:
    """The kind that was read, else that of a first line that is a kind in whatever letters an old font left."""
    return plan.head.type.value if plan.head.type else kinds.of_name(plan.source.text.split("\n", 1)[0])


def given(plan: Plan) -> tuple[Task, ...]:
    """The tasks that a document gives as pieces of work: all of a plan's or directive's, none of a text that rules."""
    return () if lays_down(plan) else plan.tasks


def is_work(task: Task) -> bool:
    """Whether a task's words begin with what is to be done; a report by its name ("Báo cáo … phải …") is a thing."""
    return orders.opens(task.text) and not _THING.match(task.text)


def arises(task: Task) -> bool:
    """Whether a task is to be done when something arises, so that no day can be set for it."""
    return bool(_WHEN_IT_ARISES.match(task.text) or (" khi " in task.text and _WHEN_IT_IS_ASKED.match(task.text)))
