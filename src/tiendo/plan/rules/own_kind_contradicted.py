"""K003: the document's heading names one kind, its own symbol another."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import sample, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K003",
    name="own-kind-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Tên loại ở tiêu đề là {heading}, còn ký hiệu {symbol} là của {letters}",
        en="The heading says {heading}, while the symbol {symbol} is of the kind {letters}",
    ),
    help=Words(
        vi="Sửa ký hiệu hoặc tên loại cho khớp trước khi phát hành.",
        en="Put the symbol or the heading right before it is issued.",
    ),
    explanation=Words(
        vi=("Văn bản được gọi, lưu và tra theo tên loại trong ký hiệu. Hai tên khác nhau thì nơi nhận dẫn lại sai."),
        en=(
            "Documents are called, filed and found by the kind in their symbol. With two names receivers will "
            "cite it wrongly."
        ),
    ),
    examples=(Example(bad=(sample.HEAD.replace("45/KH-UBND", "45/QĐ-UBND")), good=(sample.HEAD)),),
    basis="Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục III (chữ viết tắt tên loại văn bản)",
    labels={"heading": Words(vi="tên loại ở tiêu đề", en="the kind in the heading")},
)


#: Kinds that share letters: joint documents, Party regulations, notices of conclusions.
_SAME = (
    frozenset({"NQ", "NQLT"}),
    frozenset({"TT", "TTLT"}),
    frozenset({"KH", "KHLT"}),
    frozenset({"QĐ", "QYĐ", "QĐI", "QC"}),
    frozenset({"TB", "KL"}),
    frozenset({"CTR", "CTHĐ"}),
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where the heading was read and the letters are of a known kind."""
    own, kind = plan.head.symbol, plan.head.type
    if own is None or own.span is None or kind is None or kind.inferred or kind.value == "TIN":
        return
    letters = symbol.letters(own.value).kind
    pair = {kind.value.upper(), letters.upper()} if letters else set()
    if letters and len(pair) == 2 and not any(pair <= same for same in _SAME):
        yield RULE.found(
            plan.source.name,
            own.span,
            labels=(Label(kind.span, "heading"),) if kind.span else (),
            heading=kind.value,
            symbol=own.value,
            letters=letters,
        )
