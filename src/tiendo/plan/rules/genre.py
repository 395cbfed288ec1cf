"""What kind of text a document is: whether it gives bodies pieces of work, or lays down rules that stand.

A law, a regulation, guidance on how to do something or the announcement of procedures says what anybody shall do
whenever it applies. Its duties have no day by which they are done, and who bears them is told by the article or by
the title, so that to ask each for a lead and a deadline is to find fault where none is.
"""

from __future__ import annotations

import re

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


def lays_down(plan: Plan) -> bool:
    """Whether the document lays down rules, told by its kind, by the form of its symbol, or by its title."""
    top = plan.head
    if (top.type and top.type.value in _KINDS) or (top.symbol and "VBHN" in top.symbol.value):
        return True
    if top.layout and top.layout.kind is LayoutKind.NORMATIVE:
        return True
    return bool(top.title and _LAID_DOWN.match(top.title.value))


def given(plan: Plan) -> tuple[Task, ...]:
    """The tasks that a document gives as pieces of work: all of a plan's or directive's, none of a text that rules."""
    return () if lays_down(plan) else plan.tasks
