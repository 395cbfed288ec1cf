"""A document's text with its tasks and diagnostics marked, as safe HTML made by one escaping function.

The marks may overlap (a diagnostic inside a task), so the text is cut at every edge; each stretch says what
it belongs to by ``data-task`` and by class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tiendo_web.pages.said import Said
from tiendo_web.plans.draft import TaskDraft


def document(text: str, tasks: Iterable[TaskDraft], diagnostics: Sequence[Said]) -> SafeString:
    """The text as HTML: stretches of tasks are ``<span>``, those of diagnostics ``<mark>``."""
    owners = [(task.span, task.key) for task in tasks if task.span]
    faults = [(one.span, n) for n, one in enumerate(diagnostics) if one.span and one.span[0] < one.span[1]]
    edges = {0, len(text)}
    for span, _ in [*owners, *faults]:
        edges.update(span)
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    out: list[str] = []
    started: set[str | int] = set()
    for start, end in pairwise(cuts):
        owner = next((key for (a, b), key in owners if a <= start < b), None)
        fault = next((n for (a, b), n in faults if a <= start < b), None)
        out.append(_stretch(text[start:end], owner, fault, diagnostics, started))
    return mark_safe("".join(out))  # noqa: S308 - every piece of text is escaped above


def _stretch(
    words: str, owner: str | None, fault: int | None, diagnostics: Sequence[Said], started: set[str | int]
) -> str:
    html = str(escape(words))
    if fault is not None:
        anchor = "" if fault in started else f' id="fault-{fault}"'
        started.add(fault)
        one = diagnostics[fault]
        html = f'<mark class="mark-{escape(one.severity)}"{anchor} title="{escape(one.message)}">{html}</mark>'
    if owner is not None:
        anchor = "" if owner in started else f' id="words-{escape(owner)}"'
        started.add(owner)
        html = f'<span class="mark-task" data-task="{escape(owner)}"{anchor}>{html}</span>'
    return html
