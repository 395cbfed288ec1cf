"""The single orders inside a task, and the figures to reach.

>>> source = Source("a.txt", "Rà soát hồ chứa; lập sổ cho 100% xã.", (), "text/plain", "")
>>> [one.verb for one in actions(source, (Span(0, 36),))], [one.value for one in targets(source, Span(0, 36), None)]
(['Rà soát', 'lập'], [100.0])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tiendo.plan import deadlines, owners, verbs
from tiendo.plan.model import Action, Target
from tiendo.source import Source, Span

_CLAUSE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")
_SHARE = re.compile(r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>%)")


def actions(source: Source, parts: Sequence[Span]) -> tuple[Action, ...]:
    """Clauses that begin with an order's verb, after whoever they address."""
    result: list[Action] = []
    for part in parts:
        text = source.slice(part)
        for found in _CLAUSE.finditer(text):
            clause = found[0].strip()
            start = part.start + found.start() + len(found[0]) - len(found[0].lstrip())
            # The first clause of a part opens as the part does, which was read before.
            first = owners.opening(text).end if not found.start() else 0
            skipped = first if 0 < first < len(clause) else owners.opening(clause).end
            rest = clause[skipped:].lstrip(" ,:")
            verb = verbs.opens(rest)
            if verb:
                result.append(Action(verb, clause, Span(start, start + len(clause))))
    return tuple(result)


def targets(source: Source, span: Span, on: date | None) -> Iterator[Target]:
    """Shares to reach, each with its clause and the year it names."""
    for clause in _CLAUSE.finditer(source.slice(span)):
        text = clause[0].strip()
        found = _SHARE.search(text) if "%" in text else None
        if not found:
            continue
        start = span.start + clause.start() + len(clause[0]) - len(clause[0].lstrip())
        by = next((one for one in deadlines.in_value(text, on).values if re.fullmatch(r"\d{4}-\d\d-\d\d", one)), None)
        yield Target(text, float(found["value"].replace(",", ".")), "%", by, Span(start, start + len(text)))
