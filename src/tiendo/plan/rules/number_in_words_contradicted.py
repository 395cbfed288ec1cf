"""T005: a number in figures and the same in words differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import amount, page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import any_of

RULE = Rule(
    code="T005",
    name="number-in-words-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="“{printed}”: số bằng chữ và số bằng chữ số khác nhau", en="“{printed}”: the figures and the words differ"
    ),
    help=Words(
        vi="Hỏi lại số đúng; với thời hạn, chênh lệch có thể quyết định đúng hay trễ.",
        en="Ask which is right; of a term the difference may decide whether one is late.",
    ),
    explanation=Words(
        vi="Viết số hai cách là để không ai sửa được; hai cách trái nhau thì chắc chắn có một bên sai.",
        en=("A number is written twice so that nobody can change it; where the two differ one is certainly wrong."),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng báo cáo trong thời hạn 05 (bốn) ngày làm việc kể từ ngày nhận Kế hoạch này.\n"),
            good=("1. Sở Xây dựng báo cáo trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận Kế hoạch này.\n"),
        ),
        Example(
            bad=("1. Sở Tài chính cấp 5.000.000 đồng (Bằng chữ: Năm mươi triệu đồng chẵn) mua cây giống.\n"),
            good=("1. Sở Tài chính cấp 5.000.000 đồng (Bằng chữ: Năm triệu đồng chẵn) mua cây giống.\n"),
        ),
    ),
    basis="Lẽ thường; Nghị định 30/2020/NĐ-CP, Điều 12 khoản 1 (kiểm tra nội dung văn bản trước khi ký)",
)


_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười lăm": 15,
    "hai mươi": 20,
    "hai mươi lăm": 25,
    "ba mươi": 30,
    "bốn mươi lăm": 45,
    "sáu mươi": 60,
    "chín mươi": 90,
}
_BRACKETED = re.compile(rf"\({any_of(_WORDS)}\)")
_PAIR = late.pattern(rf"(\d(?<!\w\d)(?<![.,/]\d)\d{{0,2}})\s\(({any_of(_WORDS)})\)", re.IGNORECASE)
# "5.000.000 đồng (Bằng chữ: Năm triệu đồng chẵn)"
_SUM = re.compile(
    r"(\d{1,3}(?:\.\d{3})+)\s?(?:đồng|VNĐ|VND|đ)\s?\(\s*(?:bằng chữ\s*:\s*)?"
    r"(?P<words>[^()\d]{3,160}?)\s+đồng\b[^()]{0,12}\)",
    re.IGNORECASE,
)
# In small letters, a sum in brackets: most texts have none, which is soon seen.
_SAID = re.compile(r"\([^()\d]{3,180}?\sđồng\b[^()]{0,12}\)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each pair such as "05 (bốn)" whose two sides differ, and at each sum of money."""
    text = plan.source.text
    for found in _SUM.finditer(text) if _SAID.search(page.small(text)) else ():
        said = amount.in_words(found["words"])
        if said is not None and said != int(found[1].replace(".", "")):
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
    for found in _PAIR.finditer(text) if _BRACKETED.search(page.small(text)) else ():
        if int(found[1]) != _WORDS[found[2].lower()]:
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
