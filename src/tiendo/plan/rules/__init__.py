"""What can be wrong with a plan: one rule a file, listed here, never found by searching.

A rule's module holds ``RULE`` and ``check(plan, context)``. Families: S structure, L layout, C citation, K kind
and symbol, N date, D deadline, B body, T target, W wording. A code is never used twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tiendo.diagnostic import Diagnostic, ordered
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import (
    annex_missing,
    annex_not_mentioned,
    annex_number_absent,
    assembly_term_contradicted,
    basis_repeated,
    basis_without_date,
    body_unknown,
    citation_after_document,
    citation_date_impossible,
    citation_date_unregistered,
    citation_dates_disagree,
    citation_issuer_contradicted,
    citation_out_of_sequence,
    date_impossible,
    deadline_before_document,
    deadline_impossible,
    deadline_on_day_off,
    deadline_without_start,
    document_as_own_basis,
    document_without_date,
    document_without_issuer,
    document_without_signer,
    document_without_symbol,
    document_without_title,
    draft_mark,
    heading_empty,
    kind_contradicted,
    label_repeated,
    letters_not_vietnamese,
    month_impossible,
    news_report,
    numbering_gap,
    numbering_restarts,
    numbering_starts_late,
    order_without_verb,
    own_date_contradicted,
    own_date_impossible,
    own_date_in_future,
    own_issuer_contradicted,
    own_kind_contradicted,
    own_symbol_of_other_form,
    own_symbol_year_contradicted,
    period_reversed,
    reference_to_absent_part,
    share_above_whole,
    symbol_malformed,
    symbol_number_improbable,
    symbol_without_marks,
    symbol_year_contradicted,
    task_without_deadline,
    task_without_lead,
    two_leads,
    vague_time,
    weekday_contradicted,
    year_cut_short,
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
    numbering_restarts,
    numbering_starts_late,
    letters_not_vietnamese,
    reference_to_absent_part,
    annex_number_absent,
    heading_empty,
    document_without_title,
    document_without_issuer,
    draft_mark,
    annex_not_mentioned,
    own_date_contradicted,
    symbol_year_contradicted,
    citation_date_impossible,
    citation_after_document,
    citation_date_unregistered,
    citation_dates_disagree,
    citation_issuer_contradicted,
    basis_without_date,
    basis_repeated,
    citation_out_of_sequence,
    document_as_own_basis,
    kind_contradicted,
    symbol_malformed,
    own_kind_contradicted,
    own_symbol_of_other_form,
    assembly_term_contradicted,
    symbol_without_marks,
    own_symbol_year_contradicted,
    own_issuer_contradicted,
    symbol_number_improbable,
    own_date_impossible,
    own_date_in_future,
    date_impossible,
    year_cut_short,
    weekday_contradicted,
    period_reversed,
    month_impossible,
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
