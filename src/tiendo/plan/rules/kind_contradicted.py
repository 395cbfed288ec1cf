"""K001: a cited document is called one kind, and its symbol says another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Plan
from tiendo.plan.rules import symbol
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="K001",
    name="kind-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="Gọi là “{kind}” nhưng ký hiệu {symbol} là của {letters}",
        en="Called “{kind}”, but the symbol {symbol} is of the kind {letters}",
    ),
    help=Words(
        vi="Tra văn bản được dẫn, sửa tên loại hoặc sửa ký hiệu.",
        en="Look the cited document up; mend its kind or its symbol.",
    ),
    explanation=Words(
        vi="Chữ viết tắt trong ký hiệu nêu tên loại văn bản: NĐ là nghị định, TT là thông tư, QĐ là quyết định. Tên "
        "loại viết ra mà khác thì người đọc không biết phải tìm văn bản nào. Ký hiệu chỉ có cơ quan và đơn vị "
        "(519/SNV-TCCC) là của công văn; vài tên gọi kép (thông báo kết luận) được chấp nhận.",
        en="The abbreviation in a symbol names the kind: NĐ a decree, TT a circular, QĐ a decision. Where the word "
        "written out differs, a reader does not know which to look for. A body and a unit alone (519/SNV-TCCC) are "
        "those of an official letter; a few double names (a notice of conclusions) are accepted.",
    ),
    examples=(
        Example(
            bad="Căn cứ Thông tư số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n",
            good="Căn cứ Nghị định số 17/2025/NĐ-CP ngày 03/02/2025 của Chính phủ;\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn 05-HD/VPTW ngày 27/5/2026; 28 trong 5.774 lượt viện "
    "dẫn đo được",
)

_KIND = re.compile(
    r"(?i:\b(" + "|".join(sorted(symbol.KINDS, key=len, reverse=True)) + r"))(?:\s+(?i:liên tịch))?\s+(?:số\s*:?\s*)?$"
)
_BEFORE = 40
# A body and its unit, and no kind between number and body: only letters bear such symbols (Decree 30/2020, annex I).
_LETTER = re.compile(
    r"\d+/(?:UBND|HĐND|VPCP|S(?:NV|TC|XD|CT|YT|TP|GDĐT|KHCN|NNMT|VHTTDL|DTTG)|B(?:NV|TC|XD|CT|YT|TP|GDĐT|KHCN|NNMT"
    r"|VHTTDL|CA|QP|NG))-[^\W\d_]+"
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each citation whose written kind its symbol cannot bear."""
    for citation in plan.citations:
        letters = symbol.letters(citation.symbol).kind or ("CV" if _LETTER.fullmatch(citation.symbol) else None)
        found = next(_called(plan, citation), None) if letters else None
        if letters and found and letters.upper() not in symbol.KINDS[found[0].lower()]:
            yield RULE.found(plan.source.name, found[1], kind=found[0], symbol=citation.symbol, letters=letters)


def _called(plan: Plan, citation: Citation) -> Iterator[tuple[str, Span]]:
    """The kind written right before the symbol, at each mention that has one."""
    text = plan.source.text
    for mention in citation.mentions:
        # A symbol printed with spaces in it is not found as such; it begins where the mention does.
        at = max(text.find(citation.symbol, mention.span.start, mention.span.end), mention.span.start)
        found = _KIND.search(text, max(0, at - _BEFORE), at)
        if found:
            yield " ".join(found[1].split()), Span(found.start(), min(at + len(citation.symbol), mention.span.end))
