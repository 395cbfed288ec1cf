"""W011: a word is misspelt in a way that is common in directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, spelling
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import any_of

RULE = Rule(
    code="W011",
    name="word-misspelt",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}” viết sai; đúng là “{right}”", en="“{printed}” is misspelt; it is “{right}”"),
    help=Words(vi="Sửa thành “{right}”.", en="Write “{right}”."),
    explanation=Words(
        vi=(
            "Danh sách chỉ gồm những cách viết không bao giờ đúng trong tiếng Việt hành chính, như “bổ xung”, "
            "“sát nhập”, “chuyển đối số”, “bố sung”, và chữ đứng giữa tháng và năm mà không phải “năm” (“tháng 12 nám "
            "2026”). Hai chữ của hai từ đứng cạnh nhau (“hồ sơ xuất khẩu”) thì không bị nhắc."
        ),
        en=(
            "The list holds only spellings that are never right in administrative Vietnamese, as “bổ xung” and “bố "
            "sung” for “bổ sung”, “chuyển đối số”, and a word between month and year that is not “năm”. "
            "Two words of two compounds side by side (“hồ sơ xuất khẩu”) are left alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng bổ xung quy hoạch rừng ven biển.\n"),
            good=("1. Sở Xây dựng bổ sung quy hoạch rừng ven biển.\n"),
        ),
        Example(
            bad="1. Sở Xây dựng khắc phục sơ xuất trong quản lý.\n",
            good="1. Sở Xây dựng lập hồ sơ xuất khẩu, tra lịch sử phạt vi phạm.\n",
        ),
        Example(
            bad="1. Sở Xây dựng đẩy mạnh chuyển đối số trước ngày 30 tháng 6 năm 2026.\n",
            good="1. Sở Xây dựng đẩy mạnh chuyển đổi số, thay đối tượng thụ hưởng trước ngày 30 tháng 6 năm 2026.\n",
        ),
        Example(
            bad="1. Sở Xây dựng lập sổ trước ngày 30 tháng 6 nám 2026.\n",
            good="1. Sở Xây dựng lập sổ trước ngày 30 tháng 6 năm 2026.\n",
        ),
    ),
    basis="Chính tả tiếng Việt; Nghị định 30/2020/NĐ-CP, Điều 12 (kiểm tra văn bản trước khi ký ban hành)",
)


_RIGHT = {
    "bổ xung": "bổ sung",
    "sát nhập": "sáp nhập",
    "xát nhập": "sáp nhập",
    "truyên truyền": "tuyên truyền",
    "thăm quan": "tham quan",
    "chuẩn đoán": "chẩn đoán",
    "sử lý": "xử lý",
    "sử phạt": "xử phạt",
    "xử dụng": "sử dụng",
    "giám xát": "giám sát",
    "kiểm xoát": "kiểm soát",
    "khảo xát": "khảo sát",
    "xắp xếp": "sắp xếp",
    "sắp sếp": "sắp xếp",
    "suất sắc": "xuất sắc",
    "xuất xắc": "xuất sắc",
    "trú trọng": "chú trọng",
    "đề suất": "đề xuất",
    "sản suất": "sản xuất",
    "xản xuất": "sản xuất",
    "tần xuất": "tần suất",
    "áp xuất": "áp suất",
    "đột suất": "đột xuất",
    "chiển khai": "triển khai",
    "chỉnh chu": "chỉn chu",
    "sơ xuất": "sơ suất",
    "cọ sát": "cọ xát",
    "đọc giả": "độc giả",
    "vô hình chung": "vô hình trung",
    "trao chuốt": "trau chuốt",
    "chia xẻ": "chia sẻ",
    "san xẻ": "san sẻ",
    "thị hành": "thi hành",
    "thục hiện": "thực hiện",
    "trển khai": "triển khai",
    "hướng đẫn": "hướng dẫn",
    "tăng cưởng": "tăng cường",
    "chuyển đối số": "chuyển đổi số",
    "bố sung": "bổ sung",
    "thay đối": "thay đổi",
    "sửa đối": "sửa đổi",
    "trao đối": "trao đổi",
    "đối mới sáng tạo": "đổi mới sáng tạo",
    "đế bảo đảm": "để bảo đảm",
    "đế thực hiện": "để thực hiện",
    "đế triển khai": "để triển khai",
    "đế phục vụ": "để phục vụ",
    "đế đáp ứng": "để đáp ứng",
    "đế tổ chức": "để tổ chức",
    "phô biến": "phổ biến",
    "tố chức thực hiện": "tổ chức thực hiện",
    "tồ chức": "tổ chức",
}
# Between a month and its year stands one word only.
_YEAR = re.compile(r"tháng\s+\d{1,2}\s+(?P<word>n[^\W\d_]m|[^\W\d_]ăm|n[aăâàáảãạ])\s+(?:19|20)\d\d(?!\d)")
# "Right now" is followed by no number, and neither are stairs.
_DAY = re.compile(
    r"(?P<word>n(?<!\wn)gay(?=\s\d{1,2}\s?(?:/\s?\d|tháng\b))|t(?<!\wt)hang(?=\s\d{1,2}\s?(?:/\s?\d|năm\b)))"
)
_WRONG = re.compile(any_of(_RIGHT) + r"\b(?! hệ| chức| sướng| với| tượng| tác)")
_WORDS = {wrong: frozenset(wrong.split()) for wrong in _RIGHT}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such word in any case of letters."""
    lowered = page.small(plan.source.text)
    said, counts = page.said(plan), spelling.vocabulary(plan)
    is_there = any(words <= counts.keys() and wrong in lowered for wrong, words in _WORDS.items())
    for found in _WRONG.finditer(lowered, said.start, said.end) if is_there else ():
        if not _is_across(lowered, found, said):
            yield _told(plan, Span(*found.span()), _RIGHT[found[0]])
    for found in _YEAR.finditer(lowered, said.start, said.end):
        if found["word"] != "năm":
            yield _told(plan, Span(*found.span("word")), "năm")
    for found in _DAY.finditer(lowered, said.start, said.end) if counts.keys() & {"ngay", "thang"} else ():
        yield _told(plan, Span(*found.span("word")), "ngày" if found["word"] == "ngay" else "tháng")


def _is_across(text: str, found: re.Match[str], within: Span) -> bool:
    """Whether its words belong to two compounds, as in "giám sát nhập khẩu", "lịch sử lý thú", or to longer ones."""
    before, after = spelling.neighbours(text, found, within.start, within.end)
    words = found[0].split()
    is_cut = found.start() > 0 and text[found.start() - 1].isalpha()
    return is_cut or spelling.goes_with(before, words[0]) or spelling.goes_with(words[-1], after)


def _told(plan: Plan, span: Span, right: str) -> Diagnostic:
    """The diagnostic at a word, with the right one in its case of letters as a fix."""
    words = plan.source.slice(span)
    right = right.upper() if words.isupper() else right.capitalize() if words[0].isupper() else right
    fix = Fix(FixKind.UNSAFE, (Edit(span, right),))
    return RULE.found(plan.source.name, span, fix=fix, printed=words, right=right)
