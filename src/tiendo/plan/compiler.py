"""A source in, a plan and what is wrong with it out; whatever the text is, an answer comes back.

>>> plan, told = compile(Source("a.txt", "1. Sở Y tế lập sổ.", (), "text/plain", ""))
>>> plan.tasks[0].text
'Sở Y tế lập sổ.'
"""

from __future__ import annotations

from tiendo import heap
from tiendo.diagnostic import Diagnostic
from tiendo.plan import rules
from tiendo.plan.context import Context
from tiendo.plan.lower import lower
from tiendo.plan.model import Plan
from tiendo.source import Source

_NOTHING_KNOWN = Context()


def compile(source: Source, context: Context = _NOTHING_KNOWN) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan that ``source`` states, and the findings of every rule in their total order."""
    with heap.uncollected():
        plan = lower(source, context)
        return plan, rules.check(plan, context)
