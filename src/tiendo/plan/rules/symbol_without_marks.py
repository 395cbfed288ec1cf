"""K006: a symbol is written with D where Đ belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="K006",
    name="symbol-without-marks",
    severity=Severity.WARNING,
    message=Words(
        vi="Ký hiệu {symbol} thiếu dấu; phải là {right}", en="The symbol {symbol} lacks its marks; it should be {right}"
    ),
    help=Words(vi="Viết Đ cho đúng: QĐ, NĐ, HĐND.", en="Write Đ where it belongs: QĐ, NĐ, HĐND."),
    explanation=Words(
        vi="Ký hiệu không dấu không khớp với sổ văn bản và với các lượt dẫn khác, nên máy tra không ra.",
        en="A symbol without marks matches neither the register nor other citations, so that a look-up fails.",
    ),
    examples=(
        Example(
            bad=("Căn cứ Quyết định số 301/QD-TTg ngày 17/02/2026 của Thủ tướng Chính phủ;\n"),
            good=("Căn cứ Quyết định số 301/QĐ-TTg ngày 17/02/2026 của Thủ tướng Chính phủ;\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục III (bảng chữ viết tắt tên loại văn bản)",
)


#: Groups of letters that are no abbreviation as they stand, and what they are without their bar.
_RIGHT = {
    "QD": "QĐ",
    "ND": "NĐ",
    "HDND": "HĐND",
    "BGDDT": "BGDĐT",
    "SGDDT": "SGDĐT",
    "BLDTBXH": "BLĐTBXH",
    "CTHD": "CTHĐ",
}
# QD and ND are kinds of document where a kind stands; at the end of a letter's symbol they may be a department's.
_KINDS = ("QD", "ND")
_GROUP = re.compile(
    r"(?<=/)(?:QD|ND)(?=-)|(?<=-)(?:QD|ND)(?=/)|(?<=[/-])(?:"
    + "|".join(one for one in _RIGHT if one not in _KINDS)
    + r")(?=[/-]|$)"
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such symbol, the document's own first."""
    places = [(own.value, own.span) for own in (plan.head.symbol,) if own]
    places += [(one.symbol, one.mentions[0].span) for one in plan.citations]
    told: set[str] = set()
    text = plan.source.text
    for printed, span in places:
        right = _GROUP.sub(lambda found: _RIGHT[found[0]], printed)
        line = text[text.rfind("\n", 0, span.start) + 1 : span.end] if span else ""
        if span and right != printed and printed not in told and page.is_vietnamese(line):
            told.add(printed)
            at = text.find(printed, span.start, span.end)
            fix = Fix(FixKind.UNSAFE, (Edit(Span(at, at + len(printed)), right),)) if at >= 0 else None
            yield RULE.found(plan.source.name, span, fix=fix, symbol=printed, right=right)
