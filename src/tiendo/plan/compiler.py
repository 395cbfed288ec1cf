"""A source in, a plan and what is wrong with it out; whatever the text is, an answer comes back.

>>> plan, told = compile(Source("a.txt", "1. Sở Y tế lập sổ.", (), "text/plain", ""))
>>> plan.tasks[0].text
'Sở Y tế lập sổ.'
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from tiendo.diagnostic import Diagnostic
from tiendo.plan import rules
from tiendo.plan.context import Context
from tiendo.plan.lower import lower
from tiendo.plan.model import Plan
from tiendo.source import Source

_NOTHING_KNOWN = Context()


def compile(source: Source, context: Context = _NOTHING_KNOWN) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan that ``source`` states, and the findings of every rule in their total order."""
    with _uncollected():
        plan = lower(source, context)
        return plan, rules.check(plan, context)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: nothing made here has any, and it would look through all of it again and again.

    Where several threads compile, the one that turned it off turns it on again, which the others feel in speed only.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What is young is counted among the old at once; else all that was made here would be looked through now.
            # A program that has frozen what it loaded keeps it so: it would be looked through when the program ends.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
