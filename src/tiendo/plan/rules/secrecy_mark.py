"""L016: the document bears a mark of state secrecy."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import secrecy
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Source

RULE = Rule(
    code="L016",
    name="secrecy-mark",
    severity=Severity.ERROR,
    message=Words(
        vi="Văn bản mang dấu chỉ độ mật “{printed}”: không đưa lên hệ thống nối mạng",
        en="The document bears the mark of secrecy “{printed}”: it does not belong on a networked system",
    ),
    help=Words(
        vi="Gỡ tệp khỏi hệ thống và báo người phụ trách bảo vệ bí mật nhà nước của cơ quan.",
        en="Take the file off the system and tell the officer in charge of state secrets.",
    ),
    explanation=Words(
        vi=(
            "Tài liệu bí mật nhà nước chỉ được soạn, lưu trên máy không nối mạng. Hệ thống này là hệ thống nối "
            "mạng nên không nhận. Chữ MẬT đứng riêng một dòng hay một ô gần đầu văn bản là dấu; ô của bảng kê "
            "hàng hóa hay tài liệu, dòng liệt kê các độ mật, mẫu dấu thì không."
        ),
        en=(
            "Documents of state secrecy may be drafted and kept only on machines without a network. This system "
            "has one, and does not take them. The degree alone on a line, or in a cell near the top, is a mark; a "
            "cell of a list of goods (mật is honey too) or of documents, a line of a list of the degrees, and the "
            "forms of stamps are none."
        ),
    ),
    examples=(
        Example(bad=("TỐI MẬT\n\n" + sample.HEAD), good=(sample.HEAD)),
        Example(
            bad=("MẬT - Bản số 02\n\n" + sample.HEAD),
            good=(sample.HEAD + "| TT | Sản phẩm | Số lượng |\n|---|---|---|\n| 1 | MẬT | 50 lít |\n"),
        ),
    ),
    basis=(
        "Luật Bảo vệ bí mật nhà nước 29/2018/QH14, Điều 5 (cấm soạn thảo, lưu giữ trên máy nối mạng); "
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 2 điểm a"
    ),
)


def on(source: Source) -> Diagnostic | None:
    """What is told of a source that bears a stamp; None of any other.

    >>> on(Source("a.txt", "TỐI MẬT\\nKẾ HOẠCH", (), "text/plain", "")).args
    (('printed', 'TỐI MẬT'),)
    """
    span = secrecy.mark(source)
    return RULE.found(source.name, span, printed=source.slice(span)) if span else None


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first stamp."""
    if (told := on(plan.source)) is not None:
        yield told
