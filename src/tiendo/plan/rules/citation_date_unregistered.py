"""C005: a document is cited under a date that the register of documents does not know."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C005",
    name="citation-date-unregistered",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol} được dẫn với ngày {printed}, còn sổ văn bản ghi {known}",
        en="{symbol} is cited under {printed}, while the register of documents has {known}",
    ),
    help=Words(
        vi="Tra bản gốc của văn bản được dẫn; sổ cũng có thể sai, nên cả hai ngày được nêu.",
        en="Look at the cited document itself; the register may be wrong too, so both dates are shown.",
    ),
    explanation=Words(
        vi="Khi có sổ văn bản, ngày dẫn được so với ngày trong sổ. Lệch nhau không chứng minh bên nào sai: có "
        "văn bản được "
        "nhiều nơi dẫn cùng một ngày khác với sổ. Văn bản Đảng đánh số lại theo nhiệm kỳ nên một ký hiệu có "
        "thể có nhiều "
        "ngày; khớp một ngày là đủ.",
        en="Where a register of documents is at hand, the cited date is compared with it. A difference does "
        "not show who is "
        "wrong: some documents are cited everywhere under a date that the register does not have. Party "
        "symbols restart "
        "with each term, so one symbol may have several dates; one that agrees is enough.",
    ),
    examples=(
        Example(
            bad="Căn cứ Nghị định số 78/2025/NĐ-CP ngày 04/01/2025 của Chính phủ;\n",
            good="Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ;\n",
        ),
    ),
    basis="Đo trên 5.774 lượt viện dẫn: 21 lượt lệch với sổ, có lượt do sổ sai",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first dated mention of each citation whose date is none of the register's."""
    for citation in plan.citations:
        known = context.registry.dates(citation.symbol) if context.registry else ()
        if not known or citation.date is None or citation.date in {day.isoformat() for day in known}:
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        yield RULE.found(
            plan.source.name,
            dated.date or dated.span,
            symbol=citation.symbol,
            printed=printed.iso_to_vietnamese(citation.date),
            known=", ".join(printed.vietnamese(day) for day in sorted(known)),
        )
