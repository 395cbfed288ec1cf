"""W001: short tasks order nothing that can be done; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import genre, opening
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W001",
    name="order-without-verb",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ không có động từ chỉ việc phải làm: {list}",
        en="{count} tasks have no verb that says what is to be done: {list}",
    ),
    help=Words(
        vi="Viết rõ việc: rà soát, ban hành, báo cáo, xây dựng, tổ chức …",
        en="Say the work: review, issue, report, draw up, organise …",
    ),
    explanation=Words(
        vi="Một dòng chỉ có danh từ (“Công tác tuyên truyền”) không nói phải làm gì và làm đến đâu là xong, nên không "
        "báo cáo hoàn thành được. Có khi đó là một tiêu đề bị đọc thành nhiệm vụ.",
        en="A line of nouns alone (“Publicity work”) says neither what to do nor when it is done, so nobody can report "
        "it complete. Sometimes it is a heading read as a task.",
    ),
    examples=(
        Example(
            bad="| TT | Nội dung | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
            "| 1 | Quỹ đất ven biển | Sở Xây dựng | Quý II/2026 |\n",
            good="| TT | Nội dung | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
            "| 1 | Rà soát quỹ đất ven biển | Sở Xây dựng | Quý II/2026 |\n",
        ),
    ),
    basis="Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)",
    labels={"task": Words(vi="cũng không có động từ", en="no verb either")},
)

_VERBS = late.pattern(
    r"\b(?:ban hành|bảo đảm|đảm bảo|bảo vệ|bố trí|báo cáo|biên soạn|bổ sung|bồi dưỡng|cập nhật|chấn chỉnh|chấp hành|"
    r"chỉ đạo|chỉnh lý|chịu trách nhiệm|chủ động|chủ trì|chuẩn bị|chú trọng|công bố|công khai|cung cấp|duy trì|"
    r"đánh giá|"
    r"đào tạo|đăng|đầu tư|đẩy mạnh|đề nghị|đề xuất|điều tra|đôn đốc|đổi mới|đưa|gắn|giám sát|giao|giải quyết|"
    r"gửi|hoàn thành|"
    r"hoàn thiện|hỗ trợ|hướng dẫn|huy động|kết hợp|khảo sát|khắc phục|khen thưởng|kiểm tra|kiện toàn|lập|làm|lãnh đạo|"
    r"lấy ý kiến|lồng ghép|mở|nâng cao|nắm|ngăn chặn|nghiên cứu|nộp|phân công|phát động|phát hành|phát huy|"
    r"phát triển|phê duyệt|"
    r"phòng|phổ biến|phối hợp|quan tâm|quản lý|quán triệt|rà soát|sắp xếp|sơ kết|soạn thảo|sử dụng|sửa đổi|"
    r"tăng cường|tạo|tập huấn|"
    r"tập trung|tham gia|tham mưu|thành lập|thanh tra|thẩm định|theo dõi|thiết lập|thống kê|thông báo|thông tin|"
    r"thực hiện|"
    r"thường xuyên|tiếp tục|tiếp nhận|tiếp thu|tổ chức|tổng hợp|tổng kết|trả lời|triển khai|trình|trồng|"
    r"truyền thông|tuyên truyền|"
    r"tuân thủ|ưu tiên|vận động|vận hành|xác định|xây dựng|xem xét|xử lý|yêu cầu|ứng dụng|mua|cấp|tháo gỡ|"
    r"quảng bá|nghiệm thu|lấy mẫu|chăm lo|chụp|ghi|khen|trao|"
    r"sửa|xây|nạo vét|đắp|tu bổ|duy tu|bảo dưỡng|bảo trì|lắp|di dời|trang bị|khám|tiêm|phun|ươm|thả|mời|họp|ký|"
    r"đối thoại|tiếp|khởi công|khánh thành|giải phóng|giải ngân|quyết toán|kiểm kê|thu|chi|bàn giao|đo|vẽ|số hóa|"
    r"số hoá|cắm|đấu giá|đấu thầu|hạn chế|giảm|tăng|trực|cứu|di chuyển|chuyển|tuyển)\b",
    re.IGNORECASE,
)


_CLAUSE = re.compile(r":|\b(?:phải|được|không|là)\b")
_MOST = 15


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first short task with no known order in it; longer ones say it some way."""
    bare = [
        task
        for task in genre.given(plan)
        if not task.actions
        and len(task.text.split()) <= _MOST
        and not _VERBS.search(task.text)
        and not _CLAUSE.search(task.text)
        and not _is_in_group(plan, task)
    ]
    if bare:
        yield RULE.found(
            plan.source.name,
            opening.of(plan, bare[0]),
            labels=opening.labels(plan, bare),
            count=str(len(bare)),
            list=opening.names(bare),
        )


def _is_in_group(plan: Plan, task: Task) -> bool:
    """Whether the row stands in a group of rows whose own row says what is done ("III. TỔ CHỨC CÁC ĐOÀN KIỂM TRA")."""
    rows = [one for one in plan.source.pieces if one.table is not None and one.span.start <= task.span.start]
    if not rows or task.span.start >= rows[-1].span.end:
        return False
    same = [one for one in rows if one.table == rows[-1].table]
    groups = (plan.source.slice(one.span).strip() for one in reversed(same) if one.cells)
    return bool(_VERBS.search(next((words for words in groups if "\t" not in words), "")))
