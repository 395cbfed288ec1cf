"""K005: a symbol names a term of the National Assembly that did not sit in its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="K005",
    name="assembly-term-contradicted",
    severity=Severity.WARNING,
    message=Words(
        vi="{symbol}: năm {year} không thuộc Quốc hội khóa {term}",
        en="{symbol}: the National Assembly's term {term} did not sit in {year}",
    ),
    help=Words(vi="Tra lại năm hoặc số khóa.", en="Look up the year or the term."),
    explanation=Words(
        vi=("Luật và nghị quyết được đánh số theo khóa Quốc hội; năm và khóa trái nhau thì một trong hai bị gõ nhầm."),
        en="Laws and resolutions are numbered by term; where year and term differ one was mistyped.",
    ),
    examples=(
        Example(
            bad=("Căn cứ Luật Lâm nghiệp số 16/2017/QH15 ngày 15/11/2017;\n"),
            good=("Căn cứ Luật Lâm nghiệp số 16/2017/QH14 ngày 15/11/2017;\n"),
        ),
    ),
    basis="Luật 64/2025/QH15 (số, ký hiệu của luật gồm năm ban hành và khóa Quốc hội)",
)


_SYMBOL = re.compile(r"\d+/((?:19|20)\d\d)/(?:UBTV)?QH(\d{1,2})")
#: First and last year of each term; in the year of an election two terms sit.
_TERMS = {
    9: (1992, 1997),
    10: (1997, 2002),
    11: (2002, 2007),
    12: (2007, 2011),
    13: (2011, 2016),
    14: (2016, 2021),
    15: (2021, 2026),
    16: (2026, 2031),
}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such citation."""
    told: set[str] = set()
    for citation in plan.citations:
        found = _SYMBOL.fullmatch(citation.symbol)
        if found is None or citation.symbol in told:
            continue
        first, last = _TERMS.get(int(found[2]), (0, 9999))
        if not first <= int(found[1]) <= last:
            told.add(citation.symbol)
            yield RULE.found(
                plan.source.name, citation.mentions[0].span, symbol=citation.symbol, year=found[1], term=found[2]
            )
