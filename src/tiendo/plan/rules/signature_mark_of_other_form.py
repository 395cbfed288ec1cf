"""L006: the signature is introduced in the other system's way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L006",
    name="signature-mark-of-other-form",
    severity=Severity.INFO,
    message=Words(vi="“{printed}”: {why_vi}", en="“{printed}”: {why_en}"),
    help=Words(
        vi="Văn bản hành chính ghi TM., KT., TL.; văn bản của Đảng ghi T/M, K/T, T/L.",
        en="Administrative documents have TM., KT., TL.; those of the Party T/M, K/T, T/L.",
    ),
    explanation=Words(
        vi=("Cách ghi quyền hạn của người ký khác nhau giữa hai hệ thống; lẫn lộn thường do dùng mẫu của bên kia."),
        en=(
            "The two systems write a signer's authority differently; a mixture usually comes of the other one's "
            "pattern."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "KT. CHỦ", "K/T CHỦ"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
        Example(
            bad=(
                (sample.PARTY_HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.PARTY_END).replace(
                    "T/M", "TM."
                )
            ),
            good=(sample.PARTY_HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.PARTY_END),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 7 điểm b; Hướng dẫn 36-HD/VPTW, mục 1.7 "
        "(đề ký: T/M, K/T, T/L)"
    ),
)


_STATE = late.pattern(r"^[ \t*]*(TM|KT|TL|TUQ)\.(?=\s?[^\W\d_])|\t(TM|KT|TL|TUQ)\.(?=\s?[^\W\d_])", re.MULTILINE)
_PARTY = re.compile(r"^[ \t*]*(T/M|K/T|T/L)(?=\s)|\t(T/M|K/T|T/L)(?=\s)", re.MULTILINE)
_OTHER = {"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "T/L", "T/M": "TM.", "K/T": "KT.", "T/L": "TL."}
_FOR_STATE = Words(vi="văn bản hành chính viết {right}", en="an administrative document has {right}")
_FOR_PARTY = Words(vi="văn bản của Đảng viết {right}", en="a Party document has {right}")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such mark in the signature, with the other as a fix."""
    signer, kind = plan.head.signer, page.kind(plan)
    if kind is None or signer is None or signer.on_behalf is None or signer.on_behalf.span is None:
        return
    is_party = kind is LayoutKind.PARTY
    pattern, words = (_STATE, _FOR_PARTY) if is_party else (_PARTY, _FOR_STATE)
    start = plan.source.text.rfind("\n", 0, signer.on_behalf.span.start) + 1
    end = signer.name.span.end if signer.name and signer.name.span else len(plan.source.text)
    for found in pattern.finditer(plan.source.text, start, end):
        mark = found[1] or found[2]
        span = Span(found.start(1 if found[1] else 2), found.end())
        right = _OTHER[mark]
        why = Words(words.vi.format(right=right), words.en.format(right=right))
        fix = Fix(FixKind.UNSAFE, (Edit(span, right),))
        yield RULE.found(plan.source.name, span, fix=fix, printed=plan.source.slice(span), why_vi=why.vi, why_en=why.en)
