"""L005: the word “Số” has a colon where there should be none, or none where there should be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L005",
    name="number-mark-of-other-form",
    severity=Severity.INFO,
    message=Words(vi="“{printed}”: {why_vi}", en="“{printed}”: {why_en}"),
    help=Words(vi="Sửa dấu hai chấm sau từ “Số”.", en="Mend the colon after “Số”."),
    explanation=Words(
        vi=(
            "Văn bản hành chính viết “Số: 45/KH-UBND”, văn bản của Đảng viết “Số 12-KH/TU”. Đây là chỗ đầu tiên "
            "người soát thể thức nhìn vào."
        ),
        en=(
            "Administrative documents have “Số: 45/KH-UBND”, those of the Party “Số 12-KH/TU”. It is the first "
            "thing a checker of form looks at."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "Số: 45", "Số 45"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
        Example(
            bad=(
                (sample.PARTY_HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.PARTY_END).replace(
                    "Số 12", "Số: 12"
                )
            ),
            good=(sample.PARTY_HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.PARTY_END),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 3 điểm c (sau từ “Số” có dấu hai chấm); "
        "Hướng dẫn 36-HD/VPTW, mục 1.3.2 (Số 05-QC/BTCTU-BDVTU)"
    ),
)


_BEFORE = re.compile(r"S[ốỐ]\s*(:?)\s*$")
_WANTS = Words(vi="văn bản hành chính có dấu hai chấm sau “Số”", en="an administrative document has a colon after “Số”")
_WANTS_NONE = Words(vi="văn bản của Đảng không có dấu hai chấm sau “Số”", en="a Party document has no colon after “Số”")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the word before the own symbol, with the mended word as a fix."""
    own, kind = plan.head.symbol, page.kind(plan)
    if own is None or own.span is None or kind is None:
        return
    found = _BEFORE.search(plan.source.text, max(0, own.span.start - 6), own.span.start)
    is_party = kind is LayoutKind.PARTY
    if found is None or bool(found[1]) != is_party:
        return
    why = _WANTS_NONE if is_party else _WANTS
    span = Span(found.start(), own.span.start)
    fix = Fix(FixKind.SAFE, (Edit(span, "Số " if is_party else "Số: "),))
    words = plan.source.text[span.start : own.span.end]
    yield RULE.found(plan.source.name, span, fix=fix, printed=words, why_vi=why.vi, why_en=why.en)
