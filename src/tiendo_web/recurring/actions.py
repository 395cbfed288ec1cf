"""Letting a task recur, issuing each occurrence once, and ending the series.

An occurrence is an act of its own: its duties, the mark that its period was issued, and the day of the next stand
together or not at all. So a worker that is killed leaves whole occurrences, and two workers issue each one once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo import occurrence, period, proposal
from tiendo.errors import Refusal, Refused
from tiendo.orgtree import Level
from tiendo.reporting import Report
from tiendo.rulebook import Lang
from tiendo.ruleset import Basis
from tiendo_web.core.access import SYSTEM, Actor, Permission, Viewer, demand
from tiendo_web.core.when import day_of
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.recurring import queries
from tiendo_web.recurring.models import MadeUp, Occurrence, Series, SeriesEnd, Withheld
from tiendo_web.rulesets import queries as rulesets

# Why a series is over that nobody ended: kept in Vietnamese, as every trace.
IDLE = "Không còn cơ quan nào đang thực hiện nhiệm vụ này."


class Over(Refused):
    """The series is over, or recurs already in this rhythm."""

    kind = Refusal.CONFLICT


def begin(
    *,
    task_id: int,
    rhythm: period.Rhythm,
    when: occurrence.When,
    first_on: dt.date,
    report: Report = Report.ROUTINE,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> int:
    """Let a task recur from the first period on that begins no earlier than ``first_on``; gives the series' id.

    What is kept beside it says whether its periods lie as the rules of the task's issuer have it for such a ``report``.

    Raises ``queries.NoSeries`` for a task that is not there, :class:`Over` where it recurs so already, or ``Refused``
    beside the day: nothing is issued for a period that was over before, and no week is due on a day of the month.
    """
    demand(viewer, Permission.ISSUE)
    occurrence.check(rhythm, when)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="recurring.begin", by=viewer.actor, at=at, once=once
    ) as act:
        task = queries.task(task_id=task_id, viewer=viewer)
        now = period.nth(rhythm, period.number_of(rhythm, act.on))
        if first_on < now.first:
            words = _("Kỳ đầu tiên không thể trước kỳ hiện nay, bắt đầu ngày %(day)s.")
            raise Refused(words % {"day": f"{now.first:%d/%m/%Y}"}, field="first_on")
        terms = occurrence.encode(rhythm, when)
        _refuse_twice(act, task_id, terms)
        held = queries.rules_of(task, viewer=viewer, on=act.on)
        ground = proposal.ground(held, report, rhythm, when).say(Lang.VI)
        row = Series(task_id=task.id, terms=terms, first_on=first_on, ground=ground)
        row.next_from = queries.next_from(row, None)
        return act.write(row).pk


def _refuse_twice(act: ledger.Act, task_id: int, terms: dict[str, occurrence.Json]) -> None:
    """Raise :class:`Over` where the task recurs in this rhythm already."""
    running = Series.objects.filter(jurisdiction_id=act.jurisdiction_id, task_id=task_id).exclude(next_from=None)
    names = ("kind", "window", "every", "anchor")
    if any(all(row.terms[name] == terms[name] for name in names) for row in running):
        raise Over(_("Nhiệm vụ này đã lặp theo kỳ như vậy."), field="kind")


def issue_next(*, series_id: int, jurisdiction_id: int, at: dt.datetime, by: Actor = SYSTEM) -> list[int] | None:
    """Issue the next occurrence of a series, if its period has begun; gives its duties, None where there is none.

    Whoever owes the task gets it: each body with an open duty under the task that was not itself an occurrence. From
    a duty that is paused it is withheld, and made up for by :func:`make_up`. Where nobody owes the task any more the
    series is over.
    """
    if series_id not in queries.due(jurisdiction_id=jurisdiction_id, on=day_of(at)):
        return None
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="recurring.issue", by=by, at=at) as act:
        row = Series.objects.select_related("task__directive").get(jurisdiction_id=jurisdiction_id, pk=series_id)
        # Within the act no other worker is between this look and the writing.
        if row.next_from is None or row.next_from > act.on:
            raise Over(_("Kỳ này đã được giao."))
        act.concerns(row)
        owing = _owing(act.jurisdiction_id, row.task_id)
        paused = _owed(act.jurisdiction_id, row.task_id, [rules.Stage.PAUSED.value])
        if not owing and not paused:
            act.write(SeriesEnd(series=row, reason=IDLE))
            _turn(row, None)
            return []
        rhythm, when = occurrence.decode(row.terms)
        about = period.nth(rhythm, period.number_of(rhythm, row.next_from))
        made = duties.assign(act, _assignments(act, row, about, when, owing))
        act.write(Occurrence(series=row, number=about.number, duties=made))
        act.write_all(
            [Withheld(series=row, number=about.number, duty_id=pk, last_on=about.last) for pk, _owner in paused]
        )
        _turn(row, queries.next_from(row, about.number))
    return made


def make_up(*, jurisdiction_id: int, at: dt.datetime, by: Actor = SYSTEM) -> list[int]:
    """Issue what was withheld from duties whose clock runs again, while its period lasts; gives the new duties.

    A body that has an occurrence of that period under another duty gets no second one.
    """
    if not _lacking(jurisdiction_id, day_of(at)):
        return []
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="recurring.make-up", by=by, at=at) as act:
        made: list[int] = []
        # Within the act no other worker is between this look and the writing.
        for row in _lacking(act.jurisdiction_id, act.on):
            rhythm, when = occurrence.decode(row.series.terms)
            about = period.nth(rhythm, row.number)
            owing = {row.duty.owner_id: row.duty_id}
            (duty_id,) = duties.assign(act, _assignments(act, row.series, about, when, owing))
            act.write(MadeUp(withheld=row, made_id=duty_id))
            act.concerns(row.series)
            made.append(duty_id)
    return made


def _lacking(jurisdiction_id: int, on: dt.date) -> list[Withheld]:
    """What was withheld and is owed now, one for each body, series and period."""
    rows = list(queries.withheld(jurisdiction_id=jurisdiction_id, on=on))
    if not rows:
        return []
    has = queries.owners(jurisdiction_id=jurisdiction_id, rows=rows)
    found: dict[tuple[int, int, int], Withheld] = {}
    for row in rows:
        key = row.series_id, row.number, row.duty.owner_id
        if key not in has:
            found.setdefault(key, row)
    return list(found.values())


def _turn(row: Series, next_from: dt.date | None) -> None:
    Series.objects.filter(jurisdiction_id=row.jurisdiction_id, pk=row.pk).update(next_from=next_from)


def _assignments(
    act: ledger.Act, series: Series, about: period.Period, when: occurrence.When, owing: Mapping[int, int]
) -> Sequence[duties.Assignment]:
    task = series.task
    tree = orgs.tree(jurisdiction_id=act.jurisdiction_id, on=act.on)
    basis = rulesets.basis(jurisdiction_id=act.jurisdiction_id, on=act.on, issuer_id=task.directive.body_id)
    text = f"Kỳ {about.words.vi} ({about.first:%d/%m/%Y} - {about.last:%d/%m/%Y}): {task.text}"
    found = []
    for owner_id, parent_id in owing.items():
        body = tree.known(owner_id)
        due_on, trace, undated = _due(about, when, basis, body.level if body else None, act.on, series.ground or "")
        found.append(
            duties.Assignment(
                directive_id=task.directive_id,
                task=task,
                body_id=owner_id,
                due_on=due_on,
                near_on=basis.near_on(due_on) if due_on else None,
                trace=trace,
                undated=undated,
                parent_id=parent_id,
                text=text,
            )
        )
    return found


def _due(
    about: period.Period, when: occurrence.When, basis: Basis, level: Level | None, on: dt.date, ground: str
) -> tuple[dt.date | None, str, rules.Undated | None]:
    """The due day with its trace; no day, and why, where the day table does not reach."""
    try:
        found = occurrence.reckon(about, when, basis.calendar, level=level, issued_on=on, ground=ground)
    except Refused as refused:
        return None, refused.message, rules.Undated.TABLE
    return found.due_on, found.say(Lang.VI), None


def _owing(jurisdiction_id: int, task_id: int) -> dict[int, int]:
    """The duty under which each body owes the task: the first one, where a reorganisation gave it two."""
    return {owner_id: pk for pk, owner_id in reversed(_owed(jurisdiction_id, task_id, queries.RECUR))}


def _owed(jurisdiction_id: int, task_id: int, stages: Collection[str]) -> list[tuple[int, int]]:
    """The duties under a task that are no part of another, of these stages, each with its owner; one query."""
    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id, task_id=task_id, parent=None, stage__in=stages)
    return list(rows.order_by("pk").values_list("pk", "owner_id"))


def end(*, series_id: int, reason: str, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """End a series: nothing more is issued, what was issued stays. Raises ``queries.NoSeries`` or :class:`Over`."""
    demand(viewer, Permission.ISSUE)
    if not reason.strip():
        raise Refused(_("Hãy nêu lý do."), field="reason")
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="recurring.end", by=viewer.actor, at=at, once=once
    ) as act:
        row = Series.objects.filter(jurisdiction_id=act.jurisdiction_id, pk=series_id).first()
        if row is None:
            raise queries.NoSeries()
        if row.next_from is None:
            raise Over(_("Việc định kỳ này đã dừng."))
        act.write(SeriesEnd(series=row, reason=reason.strip()))
        act.concerns(row)
        _turn(row, None)
