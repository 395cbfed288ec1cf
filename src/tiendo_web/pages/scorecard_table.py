"""The table of a scorecard's figures, made by one typed, escaping function (:func:`table`), not by a template loop."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tiendo import rollup
from tiendo.clock import Standing

# What is done, and what is over: done, or followed no more.
DONE = (Standing.DONE_ON_TIME, Standing.DONE_LATE)
OVER = (*DONE, Standing.CLOSED)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a task of the one directive shown, or a directive of all."""

    key: str
    head: str
    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a body, its counts by column, its sum."""

    body_id: int
    body: str
    cells: tuple[rollup.Counts, ...]
    total: rollup.Counts


@dataclass(frozen=True, slots=True)
class Sheet:
    """Part of a scorecard, ready to be shown: so many bodies and columns; every sum is over all bodies and columns.

    ``page`` counts the parts of the bodies, ``part`` those of the columns.
    """

    on: dt.date
    structure_on: dt.date
    directive_id: int | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sums: tuple[rollup.Counts, ...]
    total: rollup.Counts
    bodies: int
    page: int
    more: bool
    part: int
    more_columns: bool


def heat(counts: rollup.Counts) -> int:
    """How red a cell is, 0 to 5: the share of what is overdue in what is not done; 0 where nothing is."""
    late = counts[Standing.OVERDUE]
    if not late:
        return 0
    still = counts.total - sum(counts[one] for one in OVER)
    return 1 + min(4, late * 4 // still)


def table(sheet: Sheet) -> SafeString:
    """The heat table: in each cell "done/all", and how many are overdue. Cells open their duties today."""
    duties = reverse("duties")
    heads = "".join(
        f'<th scope="col" title="{escape(column.title)}">'
        f"{_link(duties, escape(column.query), escape(column.head))}</th>"
        for column in sheet.columns
    )
    out = [
        f'<table class="score"><caption>{escape(_caption(sheet))}</caption>',
        f'<thead><tr><th scope="col">{escape(_("Cơ quan"))}</th>{heads}'
        f'<th scope="col">{escape(_("Tổng"))}</th></tr></thead><tbody>',
    ]
    ends = [f"&amp;{escape(column.query)}" for column in sheet.columns]
    for line in sheet.lines:
        own = f"body={line.body_id}"
        cells = "".join(_figure(counts, duties, own + end) for counts, end in zip(line.cells, ends, strict=True))
        all_of_body = own if sheet.directive_id is None else f"{own}&amp;directive={sheet.directive_id}"
        out.append(
            f'<tr><th scope="row">{_link(duties, all_of_body, escape(line.body))}</th>{cells}'
            f"{_figure(line.total, duties, all_of_body)}</tr>"
        )
    sums = "".join(
        _figure(counts, duties, escape(column.query)) for counts, column in zip(sheet.sums, sheet.columns, strict=True)
    )
    whole = "" if sheet.directive_id is None else f"directive={sheet.directive_id}"
    out.append(
        f'</tbody><tfoot><tr><th scope="row">{escape(_("Tổng"))}</th>{sums}'
        f"{_figure(sheet.total, duties, whole)}</tr></tfoot></table>"
    )
    return mark_safe("".join(out))  # noqa: S308 - every word is escaped where it is put in


def _caption(sheet: Sheet) -> str:
    words = _("Cơ quan theo nhiệm vụ, hết ngày %(day)s") % {"day": f"{sheet.on:%d/%m/%Y}"}
    if sheet.structure_on == sheet.on:
        return words
    return _("%(words)s, theo cơ cấu ngày %(day)s") % {"words": words, "day": f"{sheet.structure_on:%d/%m/%Y}"}


def _link(path: str, query: str, words: str) -> str:
    return f'<a href="{path}?{query}">{words}</a>'


def _figure(counts: rollup.Counts, path: str, query: str) -> str:
    if not counts:
        return "<td></td>"
    done = sum(counts[one] for one in DONE)
    late = counts[Standing.OVERDUE]
    words = f"{done}/{counts.total}" + (f' <b class="late">▲{late}</b>' if late else "")
    return f'<td class="heat-{heat(counts)}">{_link(path, query, words)}</td>'
