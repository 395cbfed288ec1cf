"""A document's text with its tasks and diagnostics marked, as safe HTML made by one escaping function.

The marks may overlap (a diagnostic inside a task), so the text is cut at every edge; each stretch says what
it belongs to by ``data-task`` and by class. Rows of a table stand in a table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tiendo_web.pages.said import Said
from tiendo_web.plans.draft import TaskDraft
from tiendo_web.plans.fixes import Replacement

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, whether they name the columns, and the number of its table."""

    cells: tuple[Span, ...]
    is_head: bool
    table: int

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return min(start for start, _ in self.cells), max(end for _, end in self.cells)


def document(
    text: str,
    tasks: Iterable[TaskDraft],
    diagnostics: Sequence[Said],
    outline: Iterable[Mapping[str, Any]] = (),
    changes: Sequence[Replacement] = (),
    window: Span | None = None,
) -> SafeString:
    """The text, or the stretch of it in ``window``, as HTML.

    Stretches of tasks are ``<span>``, those of diagnostics ``<mark>``, tables tables. What an applied fix
    takes out is ``<del>``, what it puts in ``<ins>``.
    """
    marks = _Marks(text, tasks, diagnostics, changes)
    at, end = window or (0, len(text))
    out = []
    for _number, found in groupby(rows(outline), key=lambda row: row.table):
        table = [row for row in found if row.span[0] >= at and row.span[1] <= end]
        if table:
            out += [marks.lines(at, table[0].span[0]), _table(table, marks)]
            at = max(row.span[1] for row in table)
    out.append(marks.lines(at, end))
    return mark_safe("".join(out))  # noqa: S308 - every piece of text is escaped where it is marked


def rows(outline: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """The rows of the tables of an outline (the public form's), in the order of the text.

    A row of a single cell is a line of text, laid out by a table that nobody sees.
    """
    number, pending = 0, [iter(outline)]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            continue
        number += node["kind"] == "table"
        cells = tuple((start, end) for start, end in node["cells"])
        if len(cells) > 1:
            yield Row(cells, bool(node["head"]), number)
        pending.append(iter(node["children"]))


def _table(table: Sequence[Row], marks: _Marks) -> str:
    body = "".join(f"<tr>{_cells(row, marks)}</tr>" for row in table)
    return f'<div class="scroll"><table class="read">{body}</table></div>'


def _cells(row: Row, marks: _Marks) -> str:
    tag, scope = ("th", ' scope="col"') if row.is_head else ("td", "")
    return "".join(f"<{tag}{scope}>{marks.html(*cell)}</{tag}>" for cell in row.cells)


class _Marks:
    """What is marked in a text, to be asked for stretches of it from its beginning to its end."""

    def __init__(
        self, text: str, tasks: Iterable[TaskDraft], diagnostics: Sequence[Said], changes: Sequence[Replacement]
    ) -> None:
        self._text, self._diagnostics, self._changes = text, diagnostics, changes
        # The shortest comes first: a part lies inside the task that it was taken from.
        owners = ((span, task.key) for task in tasks for span in task.spans)
        self._owners = sorted(owners, key=lambda one: _length(one[0]))
        spans = ((one.span, n) for n, one in enumerate(diagnostics))
        self._faults = [(span, n) for span, n in spans if span and span[0] < span[1]]
        edges = {edge for span, _ in (*self._owners, *self._faults) for edge in span}
        edges |= {edge for change in changes for edge in (change.start, change.end)}
        self._edges = sorted(edge for edge in edges if 0 <= edge <= len(text))
        self._started: set[str | int] = set()

    def lines(self, start: int, end: int) -> str:
        """The stretch as HTML without the line ends about it, which the table beside it stands for."""
        while start < end and self._text[start] == "\n":
            start += 1
        while start < end and self._text[end - 1] == "\n":
            end -= 1
        return self.html(start, end)

    def html(self, start: int, end: int) -> str:
        """The stretch as HTML, cut at every edge of a mark."""
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        owners = [one for one in self._owners if one[0][0] < end and start < one[0][1]]
        faults = [one for one in self._faults if one[0][0] < end and start < one[0][1]]
        return "".join(
            self._stretch(
                self._changed(a, b, start),
                next((key for (left, right), key in owners if left <= a < right), None),
                next((n for (left, right), n in faults if left <= a < right), None),
            )
            for a, b in pairwise((start, *inner, end))
            if a < b
        )

    def _changed(self, start: int, end: int, first: int) -> str:
        """The words of a stretch with what fixes do there; what is put in stands behind what it takes the place of.

        What is only put in stands before the stretch, of which the one that begins at ``first`` has none before it.
        """
        html = str(escape(self._text[start:end]))
        for one in self._changes:
            if one.start <= start and end <= one.end:
                put_in = f"<ins>{escape(one.text)}</ins>" if end == one.end and one.text else ""
                return f"<del>{html}</del>{put_in}"
            if one.start == one.end and (one.end == end or one.start == start == first):
                put_in = f"<ins>{escape(one.text)}</ins>"
                html = html + put_in if one.end == end else put_in + html
        return html

    def _stretch(self, html: str, owner: str | None, fault: int | None) -> str:
        if fault is not None:
            one = self._diagnostics[fault]
            anchor = self._anchor(fault, f"fault-{fault}")
            html = f'<mark class="mark-{escape(one.severity)}"{anchor} title="{escape(one.message)}">{html}</mark>'
        if owner is not None:
            anchor = self._anchor(owner, f"words-{owner}")
            html = f'<span class="mark-task" data-task="{escape(owner)}"{anchor}>{html}</span>'
        return html

    def _anchor(self, key: str | int, name: str) -> str:
        """The id of what begins here; empty where it began before."""
        if key in self._started:
            return ""
        self._started.add(key)
        return f' id="{escape(name)}"'


def _length(span: Span) -> int:
    return span[1] - span[0]
