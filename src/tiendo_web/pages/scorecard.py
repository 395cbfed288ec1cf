"""Bảng theo dõi: bodies by tasks as of any day, opening into the duties behind each figure, and CSV."""

from __future__ import annotations

import csv as csv_module
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiendo import rollup
from tiendo.clock import Mark, Standing
from tiendo.export.csv import guarded
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import names, said, scorecard_table
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import issued
from tiendo_web.reforms import waiting
from tiendo_web.rulesets import queries as rulesets
from tiendo_web.scorecards import queries

# So many bodies and columns stand on one page; the file has them all.
ROWS, COLUMNS = 100, 40
# So many directives are offered to choose from.
CHOICES = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """The scorecard of one day: the sum of each body, the bodies that have any, by name, what stands in which column.

    ``columns`` are those shown, what comes first, with ``more`` behind them.
    """

    on: dt.date
    structure_on: dt.date
    directive_id: int | None
    card: rollup.Scorecard
    columns: tuple[scorecard_table.Column, ...]
    more: bool
    rows: Mapping[int, rollup.Counts]
    bodies: tuple[tuple[int, str], ...]

    def cell(self, body_id: int, column: scorecard_table.Column) -> rollup.Counts:
        """What one body has in one column."""
        if self.directive_id is None:
            return self.card.cell(body_id, int(column.key))
        return self.card.tasks(body_id, self.directive_id).get(column.key, rollup.ZERO)

    def sum(self, column: scorecard_table.Column) -> rollup.Counts:
        """What all bodies have in one column."""
        if self.directive_id is None:
            return self.card.column(int(column.key))
        return rollup.total(self.cell(body_id, column) for body_id, _name in self.bodies)


@needs(Permission.READ_DUTIES)
@require_safe
def scorecard(request: SignedIn) -> HttpResponse:
    """The page: a day and a directive are chosen in the address."""
    sheet = _sheet(request)
    context = {
        "sheet": sheet,
        "table": scorecard_table.table(sheet),
        "sums": [(name, sheet.total[standing], standing) for standing, name in names.STANDINGS.items()],
        "returned": sheet.total[Mark.RETURNED],
        "returned_ground": rulesets.rules(jurisdiction_id=request.viewer.jurisdiction_id, on=sheet.on).returned.ground,
        "put_off": sheet.total[Mark.PUT_OFF],
        "punctual": _punctual(sheet.total),
        "known_until": said.known_until(sheet.on),
        "directives": _known_directives(request, sheet.on, sheet.directive_id),
        "choices": CHOICES,
        "today": now.today(),
        "query": _query(sheet),
        "day_refused": any(_day(request, name) is None and request.GET.get(name) for name in ("on", "structure")),
    }
    return render(request, "scorecard/page.html", context)


def _query(sheet: scorecard_table.Sheet) -> str:
    """What the address says beside the parts that are shown."""
    structure = sheet.structure_on.isoformat() if sheet.structure_on != sheet.on else ""
    parts = {"on": sheet.on.isoformat(), "directive": sheet.directive_id or "", "structure": structure}
    return urlencode({name: value for name, value in parts.items() if value})


def _punctual(counts: rollup.Counts) -> list[tuple[str, rollup.Punctual, str]]:
    """How duties kept to their days, by the day that holds and by the one set first, each with its rate in words."""
    both = counts.on_time
    held = ((_("Theo hạn đang có"), both.granted), (_("Theo hạn giao ban đầu"), both.first))
    return [(name, one, _rate(one.on_time, one.due)) for name, one in held]


def _punctual_heads() -> list[str]:
    heads = (_("hoàn thành đúng hạn"), _("hoàn thành muộn"), _("quá hạn"), _("phải xong"))
    return [f"{basis}: {head}" for basis, _one, _rate in _punctual(rollup.ZERO) for head in heads]


def _punctual_cells(counts: rollup.Counts) -> list[int]:
    both = counts.on_time
    return [number for one in (both.granted, both.first) for number in (one.on_time, one.late, one.overdue, one.due)]


def _rate(part: int, whole: int) -> str:
    """A share in per cent to one place, as numbers are written here; a dash where there is nothing to share."""
    return f"{part * 100 / whole:.1f}%".replace(".", ",") if whole else "–"


@needs(Permission.READ_DUTIES)
@require_safe
def structures(request: SignedIn) -> HttpResponse:
    """The figures of one day under the bodies of that day and of another, side by side; both add up to the same."""
    on = _day(request, "on") or now.today()
    structure_on = _day(request, "structure") or on
    own, other = _overview(request, on, on), _overview(request, on, structure_on)
    context = {
        "on": on,
        "structure_on": structure_on,
        "tables": [_by_body(request, own, on), _by_body(request, other, structure_on)] if own.total else [],
        "same": own.total == other.total,
        "known_until": said.known_until(on),
    }
    return render(request, "scorecard/structures.html", context)


def _overview(
    request: SignedIn, on: dt.date, structure_on: dt.date, directive_ids: Sequence[int] = ()
) -> queries.Overview:
    """The figures of a day under the bodies of a day."""
    viewer = request.viewer
    if structure_on == on:
        return queries.overview(viewer=viewer, on=on, directive_ids=directive_ids)
    coming = _coming(request, structure_on)
    return queries.overview(viewer=viewer, on=on, directive_ids=directive_ids, structure_on=structure_on, coming=coming)


def _coming(request: SignedIn, structure_on: dt.date) -> Mapping[int, int]:
    """What the decisions that wait will have passed on by a later day."""
    return waiting.coming(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today(), until=structure_on)


def _by_body(request: SignedIn, found: queries.Overview, structure_on: dt.date) -> SafeString:
    """Figures by body, under the bodies of a day."""
    rows = [(name, found.bodies[body_id]) for body_id, name in _bodies_of(request, found.bodies, structure_on)]
    caption = _("Theo cơ cấu ngày %(day)s: %(count)s cơ quan có nhiệm vụ") % {
        "day": f"{structure_on:%d/%m/%Y}",
        "count": len(rows),
    }
    heads = (_("Cơ quan"), _("Đã xong"), _("Dừng theo dõi"), _("Còn mở"), _("Quá hạn"), _("Tổng"))
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    body = "".join(f'<tr data-row><th scope="row">{escape(name)}</th>{_numbers(counts)}</tr>' for name, counts in rows)
    foot = f'<tr><th scope="row">{escape(_("Tổng"))}</th>{_numbers(found.total)}</tr>'
    return mark_safe(  # noqa: S308 - every word is escaped where it is put in
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"
    )


def _numbers(counts: rollup.Counts) -> str:
    """Done, followed no more, still open, overdue among the open, and all."""
    done, stopped = sum(counts[one] for one in scorecard_table.DONE), counts[Standing.CLOSED]
    shown = (done, stopped, counts.total - done - stopped, counts[Standing.OVERDUE], counts.total)
    return "".join(f'<td class="number">{number}</td>' for number in shown)


def _bodies_of(
    request: SignedIn, rows: Mapping[int, rollup.Counts], structure_on: dt.date
) -> Iterator[tuple[int, str]]:
    """The bodies that have figures, in the order of that day's tree; those that did not live then come last.

    A body all of whose duties went to others stands in the totals with nothing.
    """
    tree = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=structure_on)
    order = {body.id: place for place, body in enumerate(tree)}
    found = (body_id for body_id, counts in rows.items() if counts)
    for body_id in sorted(found, key=lambda one: (order.get(one, len(order)), one)):
        yield body_id, tree.name(body_id)


@needs(Permission.READ_DUTIES)
@require_safe
def csv(request: SignedIn) -> StreamingHttpResponse:
    """The same figures as CSV in UTF-8 with a mark that spreadsheets need: one line a body and column."""
    on, structure_on, directive_id = _asked(request)
    whole = None if directive_id is None else _whole(request, directive_id)
    figures = _of_all(request, on, structure_on) if whole is None else _of_one(whole)
    lines = chain([_heads()], _lines(figures, on))
    response = StreamingHttpResponse(_written(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="scorecard-{on.isoformat()}.csv"'
    return response


_Figure: TypeAlias = "tuple[str, scorecard_table.Column, rollup.Counts]"


def _of_one(whole: Whole) -> list[_Figure]:
    """Body by body the tasks of the one directive in which it has something."""
    figures = (
        (body, column, whole.cell(body_id, column)) for body_id, body in whole.bodies for column in whole.columns
    )
    return [figure for figure in figures if figure[2]]


def _of_all(request: SignedIn, on: dt.date, structure_on: dt.date) -> Iterator[_Figure]:
    """Body by body the directives in which it has something; all is read before the first line goes out."""
    viewer = request.viewer
    if structure_on == on:
        found = queries.figures(viewer=viewer, on=on)
    else:
        coming = _coming(request, structure_on)
        found = queries.figures(viewer=viewer, on=on, structure_on=structure_on, coming=coming)
    directives = {directive for cells in found.values() for directive in cells}
    columns = {int(column.key): column for column in _directive_columns(request, directives)}
    sums = {body_id: rollup.total(cells.values()) for body_id, cells in found.items()}
    bodies = list(_bodies_of(request, sums, structure_on))
    return (
        (body, columns[directive], counts)
        for body_id, body in bodies
        for directive, counts in sorted(found[body_id].items())
        if counts and directive in columns
    )


def _heads() -> list[str]:
    marks = [_("Trong đó: %(mark)s") % {"mark": str(name).lower()} for name in names.MARKS.values()]
    standings = map(str, names.STANDINGS.values())
    told = [_("Ngày"), _("Tính đến"), _("Cơ quan"), _("Cột"), _("Nội dung")]
    return [*told, *standings, _("Tổng"), *marks, *_punctual_heads()]


def _lines(figures: Iterable[_Figure], on: dt.date) -> Iterator[Sequence[str | int]]:
    known = said.known_until(on).astimezone(when.VIETNAM).isoformat(timespec="minutes")
    for body, column, counts in figures:
        words = [on.isoformat(), known, body, column.head, column.title]
        stand, bear = [counts[one] for one in names.STANDINGS], [counts[one] for one in names.MARKS]
        yield [*map(guarded, words), *stand, counts.total, *bear, *_punctual_cells(counts)]


def _written(lines: Iterable[Sequence[str | int]]) -> Iterator[str]:
    """The file, some hundred lines at a time."""
    yield "\ufeff"
    waiting = iter(lines)
    while some := list(islice(waiting, 500)):
        out = io.StringIO()
        csv_module.writer(out).writerows(some)
        yield out.getvalue()


def _day(request: SignedIn, name: str) -> dt.date | None:
    return when.day_or_none(request.GET.get(name, ""))


def _known_directives(request: SignedIn, on: dt.date, directive_id: int | None) -> list[issued.DirectiveLine]:
    """The latest directives to choose from, and the one that is chosen; an older one is chosen on its own page."""
    ids = queries.directive_ids(viewer=request.viewer, on=on, size=CHOICES)
    ids += [directive_id] if directive_id is not None else []
    return issued.directives(viewer=request.viewer, on=now.today(), ids=frozenset(ids))


def _asked(request: SignedIn) -> tuple[dt.date, dt.date, int | None]:
    """The day, the day of the bodies, and the one directive, as the address says them."""
    on = _day(request, "on") or now.today()
    return on, _day(request, "structure") or on, said.number(request.GET.get("directive"))


def _whole(request: SignedIn, directive_id: int) -> Whole:
    """The scorecard of one directive with every column, under the bodies of a day."""
    on, structure_on, _one = _asked(request)
    viewer, ids = request.viewer, [directive_id]
    if structure_on == on:
        card = queries.scorecard(viewer=viewer, on=on, directive_ids=ids)
    else:
        coming = _coming(request, structure_on)
        card = queries.restructured(viewer=viewer, on=on, directive_ids=ids, structure_on=structure_on, coming=coming)
    columns = _task_columns(request, card, directive_id)
    return _made(request, card, columns, {body: card.row(body) for body in card.bodies})


def _part(request: SignedIn, part: int) -> Whole:
    """The scorecard of all directives with some of the columns: figures of the others are not looked at."""
    on, structure_on, _none = _asked(request)
    start = COLUMNS * (part - 1)
    ids = queries.directive_ids(viewer=request.viewer, on=on, start=start, size=COLUMNS + 1)
    found = _overview(request, on, structure_on, ids[:COLUMNS])
    columns = _directive_columns(request, found.card.directives)
    return _made(request, found.card, columns, found.bodies, more=len(ids) > COLUMNS)


def _made(
    request: SignedIn,
    card: rollup.Scorecard,
    columns: tuple[scorecard_table.Column, ...],
    rows: Mapping[int, rollup.Counts],
    *,
    more: bool = False,
) -> Whole:
    on, structure_on, directive_id = _asked(request)
    bodies = tuple(_bodies_of(request, rows, structure_on))
    return Whole(on, structure_on, directive_id, card, columns, more, rows, bodies)


def _sheet(request: SignedIn) -> scorecard_table.Sheet:
    """The part of the scorecard that the address asks for."""
    page, part = said.page_number(request), max(1, said.number(request.GET.get("columns")) or 1)
    directive_id = _asked(request)[2]
    if directive_id is None:
        whole = _part(request, part)
        # The latest directives come first; among themselves they stand from left to right.
        columns, more_columns = whole.columns[::-1], whole.more
    else:
        whole = _whole(request, directive_id)
        columns, more_columns = (
            whole.columns[COLUMNS * (part - 1) : COLUMNS * part],
            len(whole.columns) > COLUMNS * part,
        )
    lines = tuple(
        scorecard_table.Line(
            body_id, name, tuple(whole.cell(body_id, column) for column in columns), whole.rows[body_id]
        )
        for body_id, name in whole.bodies[ROWS * (page - 1) : ROWS * page]
    )
    return scorecard_table.Sheet(
        on=whole.on,
        structure_on=whole.structure_on,
        directive_id=whole.directive_id,
        columns=columns,
        lines=lines,
        sums=tuple(whole.sum(column) for column in columns),
        total=rollup.total(whole.rows.values()),
        bodies=len(whole.bodies),
        page=page,
        more=len(whole.bodies) > ROWS * page,
        part=part,
        more_columns=more_columns,
    )


def _task_columns(request: SignedIn, card: rollup.Scorecard, directive_id: int) -> tuple[scorecard_table.Column, ...]:
    keys = {key for body in card.bodies for key in card.tasks(body, directive_id)}
    return tuple(
        scorecard_table.Column(
            str(task.position),
            task.label or str(task.position),
            task.text,
            f"directive={directive_id}&task={task.position}",
        )
        for task in issued.tasks(viewer=request.viewer, directive_id=directive_id)
        if str(task.position) in keys
    )


def _directive_columns(request: SignedIn, directive_ids: Iterable[int]) -> tuple[scorecard_table.Column, ...]:
    known = issued.directives(viewer=request.viewer, on=now.today(), ids=frozenset(directive_ids))
    return tuple(
        scorecard_table.Column(str(one.id), one.symbol or f"#{one.id}", one.title, f"directive={one.id}")
        for one in known
    )
