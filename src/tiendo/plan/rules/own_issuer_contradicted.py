"""K008: the document's own symbol is another body's than its letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import sample, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K008",
    name="own-issuer-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Ký hiệu {symbol} là của {right_vi}, còn cơ quan ban hành ghi “{issuer}”",
        en="The symbol {symbol} is that of {right_en}, while the letterhead says “{issuer}”",
    ),
    help=Words(vi="Sửa ký hiệu theo cơ quan ban hành.", en="Put the symbol in step with the issuing body."),
    explanation=Words(
        vi=(
            "Sở ban hành văn bản thì lấy số của sở. Lấy nhầm ký hiệu của ủy ban thường do dùng văn bản cấp trên "
            "làm mẫu."
        ),
        en=(
            "A department's document takes the department's number. The committee's symbol on it usually comes "
            "of using the superior's document as a pattern."
        ),
    ),
    examples=(
        Example(bad=(sample.HEAD.replace("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", "SỞ Y TẾ TỈNH SƠN HẢI")), good=(sample.HEAD)),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm b (ký hiệu gồm chữ viết tắt tên cơ "
        "quan ban hành)"
    ),
    labels={"issuer": Words(vi="cơ quan ban hành", en="the issuing body")},
)


_LETTERS = "abcdđefghiklmnopqrstuvxyâăêôơưủụỷỵ"
_FIRST = 12
#: What is longer is no name but a page that was read as a letterhead.
_LONGEST = 120


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where its end names a body that the letterhead does not."""
    own, issuer = plan.head.symbol, plan.head.issuer
    right = symbol.issuer(own.value) if own else None
    if own is None or own.span is None or issuer is None or issuer.span is None or len(issuer.value) > _LONGEST:
        return
    if right and not _is_so_called(right.name, issuer.value.lower()):
        yield RULE.found(
            plan.source.name,
            own.span,
            labels=(Label(issuer.span, "issuer"),),
            symbol=own.value,
            issuer=issuer.value,
            right_vi=right.called.vi,
            right_en=right.called.en,
        )


def _is_so_called(name: re.Pattern[str], issuer: str) -> bool:
    """Whether the letterhead names that body, a letter or space lost or not: large letters often do."""
    lost = (*(letter + issuer for letter in _LETTERS), *(f"{issuer[:at]} {issuer[at:]}" for at in range(1, _FIRST)))
    return bool(name.match(issuer) or any(map(name.match, lost)))
