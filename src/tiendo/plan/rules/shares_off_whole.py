"""T004: the shares of one whole do not add up to a hundred percent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="T004",
    name="shares-off-whole",
    severity=Severity.WARNING,
    message=Words(
        vi="Các phần của cơ cấu cộng lại được {sum}%, không phải 100%",
        en="The shares of the structure add up to {sum}%, not 100%",
    ),
    help=Words(vi="Kiểm tra từng tỷ lệ.", en="Check each share."),
    explanation=Words(
        vi="Cơ cấu là các phần của một tổng thể; cộng lại khác 100% thì ít nhất một con số sai. Cơ cấu "
        "đại biểu, cán bộ có các phần trùng nhau nên không xét.",
        en=(
            "A structure is made of parts of one whole; where they do not add up to a hundred at least one "
            "figure is wrong. Shares of delegates and of staff overlap, and are left alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng chuyển cơ cấu rừng ven biển: phi lao 50%, đước 30%, bần 30%.\n"),
            good=("1. Sở Xây dựng chuyển cơ cấu rừng ven biển: phi lao 50%, đước 30%, bần 20%.\n"),
        ),
        Example(
            bad=("1. Sở Tài chính phân bổ kinh phí trồng rừng: ngân sách tỉnh 50%, ngân sách xã 30%, đóng góp 30%.\n"),
            good=("1. Sở Tài chính phân bổ kinh phí trồng rừng: ngân sách tỉnh 50%, ngân sách xã 30%, đóng góp 20%.\n"),
        ),
        Example(
            bad=("1. Cơ cấu nguồn vốn trồng rừng:\n\n- Tỉnh: 50%;\n\n- Xã: 30%;\n\n- Đóng góp: 10%.\n"),
            good=("1. Cơ cấu nguồn vốn trồng rừng:\n\n- Tỉnh: 50%;\n\n- Xã: 40%;\n\n- Đóng góp: 10%.\n"),
        ),
    ),
    basis="Số học: các phần cộng lại bằng tổng thể",
)


# In small letters: "cơ cấu" says that what follows makes a whole; of other words only a list behind a colon or "gồm".
_STRUCTURE = re.compile(
    r"(?:cơ cấu\b|tỷ trọng_|phân bổ_|phân chia_|nguồn vốn_|nguồn kinh phí_)"
    r"(?:(?!cơ cấu)[^;\n]){0,240}?(?:\.(?!\d)|;|\n|$)".replace("_", r"\b[^;:.\n%]{0,80}?(?::|\bgồm\b)")
)
_LIKELY = ("cơ cấu", "tỷ trọng", "phân bổ", "phân chia", "nguồn ")
_SHARE = re.compile(r"(?<![\d,.-])(\d{1,2}(?:[,.]\d{1,2})?)\s?%")
_RANGE = late.pattern(
    r"\d\s?%?\s?[-–]\s?\d|tăng|giảm|so với|đến năm|trên|dưới|khoảng|ít nhất|tối thiểu|trở lên|trong đó"
    r"|tối đa|còn lại|\bkhác\b"
    # These overlap: a delegate may be a woman and young.
    r"|cơ cấu (?:đại biểu|cán bộ|nhân sự|cấp ủy|ủy viên|dân số|đảng viên|độ tuổi)",
    re.IGNORECASE,
)
_LEAST = 3
_FROM, _TO, _ROUNDED = 80, 120, 0.5


# In small letters the same as a list: each item with one share, behind a semicolon or a dash of its own.
_HEAD = late.pattern(r"(?:cơ cấu\b|(?:tỷ trọng|phân bổ|nguồn (?:vốn|kinh phí))\b)[^;:.\n%]{0,80}:")
_ITEM = late.pattern(r"\s*(?:\n\s*[-–+]\s*)?(?P<item>[^;\n%]{2,90}%[^;\n%]{0,40})(?:;|\.?(?=\n|$))")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each list of three shares or more behind "cơ cấu" that comes near a hundred and misses it."""
    said = page.said(plan)
    small = page.small(plan.source.text)
    is_told = small.count("%") >= _LEAST and any(word in small for word in _LIKELY)
    for found in _STRUCTURE.finditer(small, said.start, said.end) if is_told else ():
        yield from _summed(plan, Span(*found.span()))
    for found in _HEAD.finditer(small, said.start, said.end) if is_told else ():
        end = found.end()
        while item := _ITEM.match(plan.source.text, end):
            end = item.end()
        # One line of shares is read above; a list of one share each is read here.
        if plan.source.text.count("%", *found.span()) + plan.source.text.count("%", found.end(), end) >= _LEAST:
            yield from _summed(plan, Span(found.start(), end))


def _summed(plan: Plan, whole: Span) -> Iterator[Diagnostic]:
    shares = list(_SHARE.finditer(plan.source.text, whole.start, whole.end))
    added = sum(float(one[1].replace(",", ".")) for one in shares)
    if len(shares) < _LEAST or _RANGE.search(plan.source.slice(whole)) or not _FROM <= added <= _TO:
        return
    if abs(added - 100) > _ROUNDED:
        span = Span(shares[0].start(), shares[-1].end())
        yield RULE.found(plan.source.name, span, sum=f"{added:.2f}".rstrip("0").rstrip(".").replace(".", ","))
