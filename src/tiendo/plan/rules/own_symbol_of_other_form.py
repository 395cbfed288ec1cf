"""K004: a Party document bears a state symbol, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="K004",
    name="own-symbol-of-other-form",
    severity=Severity.WARNING,
    message=Words(
        vi="Ký hiệu {symbol} viết theo thể thức {symbol_vi}, còn đầu văn bản theo thể thức {head_vi}",
        en="The symbol {symbol} is of the {symbol_en} form, the head of the {head_en} form",
    ),
    help=Words(
        vi="Văn bản của Đảng viết “Số 12-KH/TU”, văn bản hành chính viết “Số: 12/KH-UBND”.",
        en="A Party document has “Số 12-KH/TU”, an administrative one “Số: 12/KH-UBND”.",
    ),
    explanation=Words(
        vi=(
            "Gạch nối và gạch chéo đổi chỗ làm hai hệ thống số lẫn vào nhau: 12-KH/TU và 12/KH-TU được tra ở hai "
            "sổ khác nhau."
        ),
        en=(
            "Hyphen and stroke in each other's place mix two systems of numbers: 12-KH/TU and 12/KH-TU are "
            "looked up in different registers."
        ),
    ),
    examples=(Example(bad=(sample.PARTY_HEAD.replace("12-KH/TU", "12/KH-TU")), good=(sample.PARTY_HEAD)),),
    basis=(
        "Hướng dẫn 36-HD/VPTW ngày 03/4/2018, mục 1.3 (gạch nối sau số, gạch chéo trước tên cơ quan); Nghị "
        "định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm c"
    ),
)


_PARTY = re.compile(r"\d+[a-zđ]?-[^\W\d_]+/[^\W\d_]", re.IGNORECASE)
_STATE = late.pattern(r"\d+[a-zđ]?/[^\W\d_]+-[^\W\d_]", re.IGNORECASE)
_PARTY_HEAD = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_STATE_HEAD = re.compile(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA")
_PARTY_WORDS = Words(vi="của Đảng", en="Party")
_STATE_WORDS = Words(vi="hành chính", en="state")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where the head shows exactly one of the two mottoes."""
    own = plan.head.symbol
    if own is None or own.span is None:
        return
    head = plan.source.slice(page.head(plan))
    is_party, is_state = bool(_PARTY_HEAD.search(head)), bool(_STATE_HEAD.search(head))
    if is_party and not is_state and _STATE.match(own.value):
        yield _found(plan, own.value, own.span, _STATE_WORDS, _PARTY_WORDS)
    if is_state and not is_party and _PARTY.match(own.value):
        yield _found(plan, own.value, own.span, _PARTY_WORDS, _STATE_WORDS)


def _found(plan: Plan, own: str, span: Span, says: Words, shown: Words) -> Diagnostic:
    return RULE.found(
        plan.source.name, span, symbol=own, symbol_vi=says.vi, symbol_en=says.en, head_vi=shown.vi, head_en=shown.en
    )
