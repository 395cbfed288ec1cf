"""S020: a form, list or table is said to be attached, and nothing follows the signature."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import kinds
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S020",
    name="attachment-missing",
    severity=Severity.INFO,
    message=Words(
        vi="Văn bản nói có “{what}” nhưng sau chữ ký không có gì",
        en="The document says “{what}” is attached, but nothing follows its signature",
    ),
    help=Words(
        vi="Tải lên tệp đầy đủ, hoặc gửi kèm tệp danh mục, biểu mẫu ấy.",
        en="Upload the whole file, or the list or form as a file of its own.",
    ),
    explanation=Words(
        vi="Danh mục, biểu mẫu, bảng phân công kèm theo hay được để ở tệp riêng. Không có chúng thì người nhận việc "
        "không biết phải làm đến đâu hoặc báo cáo theo mẫu nào.",
        en="Lists, forms and tables of assignment are often kept in files of their own. Whoever is given the work does "
        "not know without them how far it goes, or by which form to report.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng trồng rừng tại các khu vực (có danh mục kèm theo)." + sample.END),
            good=(
                sample.HEAD
                + "1. Sở Xây dựng trồng rừng tại các khu vực (có danh mục kèm theo)."
                + sample.END
                + "DANH MỤC KHU VỰC TRỒNG RỪNG\n\n| TT | Khu vực | Diện tích |\n|---|---|---|\n"
                + "| 1 | Bãi Đông | 12 ha |\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 (phụ lục kèm theo văn bản)",
)

_WITH_IT = ("kèm theo", "đính kèm", "gửi kèm")
# In small letters; begins with a first letter and looks behind it then, so that a search passes over all others.
_ATTACHED = late.pattern(
    r"(?:b(?<!\wb)(?:iểu mẫu|ảng (?:phân công|tổng hợp|kê))"
    r"|m(?<!\wm)(?:ẫu biểu|ẫu số|ẫu(?=\s(?:kèm theo|(?:đính|gửi) kèm)))"
    r"|d(?<!\wd)anh (?:mục|sách)"
    r"|đ(?<!\wđ)ề cương|p(?<!\wp)hụ biểu)\b"
    rf"[^.;:()\n]{{0,60}}?\s(?:{'|'.join(_WITH_IT)})(?!\s+(?:các\s+)?(?:{kinds.ALTERNATIVES})\b(?!\s+này))"
)
# What is shorter than this is a mark of a page, a stamp or the like.
_LEAST = 40


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first mention, where the signature was read and nothing to speak of stands behind it."""
    signer = plan.head.signer
    if page.kind(plan) is None or signer is None or signer.name is None or signer.name.span is None:
        return
    text, end = plan.source.text, signer.name.span.end
    small = page.small(text)
    if len(text[end:].strip()) >= _LEAST or not any(words in small for words in _WITH_IT):
        return
    found = _ATTACHED.search(small, page.head(plan).end, end)
    if found:
        span = Span(*found.span())
        yield RULE.found(plan.source.name, span, what=" ".join(plan.source.slice(span).split()))
