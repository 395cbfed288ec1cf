"""The single orders inside a task.

>>> source = Source("a.txt", "Rà soát hồ chứa; lập sổ cho 100% xã.", (), "text/plain", "")
>>> [one.verb for one in actions(source, (Span(0, 36),))]
['Rà soát', 'lập']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo.plan import owners, verbs
from tiendo.plan.model import Action
from tiendo.source import Source, Span

_CLAUSE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")


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
