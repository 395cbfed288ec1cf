"""L015: one signs in the place of the head without the rank of a deputy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Authority, Plan, Signer
from tiendo.plan.rules import sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L015",
    name="deputy-not-named",
    severity=Severity.INFO,
    message=Words(
        vi="Ký thay “{printed}” nhưng chức vụ ghi “{position}”, không phải cấp phó",
        en="Signed for “{printed}”, but the rank given is “{position}”, not a deputy's",
    ),
    help=Words(
        vi="Ghi chức vụ cấp phó của người ký, hoặc bỏ “KT.”.", en="Give the signer's rank of deputy, or drop “KT.”."
    ),
    explanation=Words(
        vi=(
            "“KT.” nghĩa là cấp phó ký thay cấp trưởng. Cấp trưởng tự ký thì không ghi “KT.”; người không phải "
            "cấp phó thì không được ký thay."
        ),
        en=(
            "“KT.” means that a deputy signs for the head. The head signs without it; whoever is no deputy may "
            "not sign so."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "PHÓ CHỦ TỊCH", "CHỦ TỊCH"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Điều 13 (cấp phó ký thay); Phụ lục I, Phần I, mục II khoản 7 điểm b",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the rank, where the signer signs in the place of (KT.) somebody."""
    signer = plan.head.signer
    if signer is None or signer.position is None or Authority.KT not in signer.authorities:
        return
    position = signer.position.value
    # Deputies are called phó, thứ trưởng or simply by an office of deputies.
    if signer.position.span and not _DEPUTY.search(position):
        yield RULE.found(plan.source.name, signer.position.span, printed=_head(plan, signer), position=position)


_DEPUTY = re.compile(r"PHÓ|THỨ TRƯỞNG", re.IGNORECASE)


def _head(plan: Plan, signer: Signer) -> str:
    """Whom the deputy signs for, as printed."""
    start = signer.on_behalf.span.start if signer.on_behalf and signer.on_behalf.span else 0
    stop = signer.position.span.start if signer.position and signer.position.span else start
    found = re.compile(r"K/?T\.?\s?([^\n\t]+)").search(plan.source.text, start, max(start, stop))
    return " ".join(found[1].split()) if found else "KT."
