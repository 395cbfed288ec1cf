"""C005: a document is cited under a date that the register of documents does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import printed, symbol
from tiendo.registry import Trust
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

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


#: Bodies of which there is one, so that a number is given out once a year, or once a term.
_CENTRAL = re.compile(r"(?:-TTg|-CP|/TW)$")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first dated mention of each citation whose date is none of the register's."""
    for citation in plan.citations:
        known = _known(citation.symbol, context)
        day = date.fromisoformat(citation.date) if citation.date else None
        if day is None or day in known:
            continue
        other = [one for one in known if _conflicts(citation.symbol, day, one)]
        if not other:
            continue
        dated = next((one for one in citation.mentions if one.date), citation.mentions[0])
        span = dated.date or dated.span
        yield RULE.found(
            plan.source.name,
            span,
            fix=_likely(day, other, span),
            symbol=citation.symbol,
            printed=printed.vietnamese(day),
            known=", ".join(printed.vietnamese(one) for one in sorted(other)),
        )


def _known(cited: str, context: Context) -> list[date]:
    """The days of the symbol; what a single citing document says proves nothing and is left out."""
    found = context.registry.named(cited) if context.registry is not None else ()
    return [one.on for one in found if one.trust is not Trust.CITED]


def _conflicts(cited: str, day: date, known: date) -> bool:
    """Whether both days cannot be true: numbers are used again each year or term, other than of normative documents."""
    if symbol.letters(cited).year is not None or printed.is_slip(day, known):
        return True
    return day.year == known.year and bool(_CENTRAL.search(cited))


def _likely(day: date, known: Iterable[date], span: Span) -> Fix | None:
    """The register's date as a lead, where one slip of typing leads from it to the printed one."""
    near = [one for one in known if printed.is_slip(one, day)]
    return Fix(FixKind.DISPLAY, (Edit(span, printed.vietnamese(near[0])),)) if len(near) == 1 else None
