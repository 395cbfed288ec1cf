"""What can be wrong with a plan: one rule a file, listed here, never found by searching.

A rule's module holds ``RULE`` and ``check(plan, context)``. Families: S structure, C citation, K kind
and symbol, D deadline, B body, T target, W wording. A code is never used twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tiendo.diagnostic import Diagnostic, ordered
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import (
    annex_missing,
    body_unknown,
    citation_after_document,
    citation_date_impossible,
    citation_date_unregistered,
    deadline_before_document,
    deadline_impossible,
    deadline_on_day_off,
    deadline_without_start,
    document_without_date,
    document_without_signer,
    document_without_symbol,
    kind_contradicted,
    label_repeated,
    news_report,
    numbering_gap,
    order_without_verb,
    own_date_contradicted,
    share_above_whole,
    symbol_malformed,
    symbol_year_contradicted,
    task_without_deadline,
    task_without_lead,
    two_leads,
    vague_time,
)
from tiendo.rulebook import Rule


class _Module(Protocol):
    """What a rule's module holds."""

    RULE: Rule

    def check(self, plan: Plan, context: Context) -> Iterator[Diagnostic]:
        """The faults of this rule in the plan."""


MODULES: tuple[_Module, ...] = (
    document_without_symbol,
    document_without_date,
    document_without_signer,
    news_report,
    numbering_gap,
    label_repeated,
    annex_missing,
    own_date_contradicted,
    symbol_year_contradicted,
    citation_date_impossible,
    citation_after_document,
    citation_date_unregistered,
    kind_contradicted,
    symbol_malformed,
    task_without_deadline,
    deadline_before_document,
    deadline_on_day_off,
    deadline_impossible,
    deadline_without_start,
    task_without_lead,
    two_leads,
    body_unknown,
    share_above_whole,
    order_without_verb,
    vague_time,
)

RULES: tuple[Rule, ...] = tuple(module.RULE for module in MODULES)


def check(plan: Plan, context: Context) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in ``plan``, in the total order of diagnostics."""
    return ordered(one for module in MODULES for one in module.check(plan, context))
