"""What recurs, what of it is due to be issued, and when the next is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from tiendo import duty as rules
from tiendo import occurrence, period, workdays
from tiendo.errors import Refusal, Refused
from tiendo.orgtree import Level
from tiendo.rulebook import Lang
from tiendo.ruleset import RuleSet
from tiendo_web.core import access
from tiendo_web.core.access import Viewer
from tiendo_web.duties import reach
from tiendo_web.duties.models import Duty
from tiendo_web.plans.models import Task
from tiendo_web.recurring.models import MadeUp, Occurrence, Series, SeriesEnd, Withheld
from tiendo_web.rulesets import queries as rulesets

# A paused duty recurs no more than its clock runs.
RECUR = [stage.value for stage in rules.OPEN if stage is not rules.Stage.PAUSED]
# So many occurrences of a series stand on a page.
SHOWN = 12


class NoSeries(Refused):
    """There is no such series, or no such task, for this viewer."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class Line:
    """A series as a list shows it; ``next_from`` is None where it is over, and ``ended`` says why.

    The words of a task above the level OPEN are read on the page of its document.
    """

    id: int
    directive_id: int
    position: int
    symbol: str
    text: str
    rhythm: str
    due: str
    first_on: dt.date
    next_from: dt.date | None
    issued: int
    ended: str
    level: access.Level
    ground: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One occurrence: its period, when its act was, and its duties as far as the viewer sees them."""

    words: str
    first_on: dt.date
    last_on: dt.date
    recorded_at: dt.datetime
    duties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the occurrences of a series, the latest first; ``more`` where another page follows."""

    issued: tuple[Issued, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A period that is still to be issued, and when it will be due at each level that has a number of its own."""

    words: str
    first_on: dt.date
    last_on: dt.date
    due: tuple[tuple[str, dt.date], ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """The task that is to recur, and the body that issued it."""

    id: int
    directive_id: int
    position: int
    symbol: str
    text: str
    deadline_text: str
    issuer_id: int


def series(*, viewer: Viewer, lang: Lang, page: int = 1, size: int = 50) -> tuple[list[Line], bool]:
    """One page of the series whose duties reach bodies the viewer reads, the next to be issued first, those that are
    over last; and whether another page follows. A fixed number of queries.
    """
    start = (page - 1) * size
    rows = _reached(viewer).order_by(F("next_from").asc(nulls_last=True), "pk")
    held = list(rows[start : start + size + 1])
    return _lines(viewer.jurisdiction_id, held[:size], lang), len(held) > size


def _all(viewer: Viewer) -> QuerySet[Any]:
    """Every series, with the ``level`` of its document."""
    rows = Series.objects.filter(jurisdiction_id=viewer.jurisdiction_id).select_related("task__directive")
    return rows.annotate(level=F("task__directive__plan__level"))


def _reached(viewer: Viewer) -> QuerySet[Any]:
    """The series under whose tasks a body within the viewer's reach owes a duty."""
    owed = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, task_id=OuterRef("task_id"))
    return _all(viewer).filter(Exists(reach.of(viewer).narrow(owed, "owner_id")))


def one(*, series_id: int, viewer: Viewer, lang: Lang, page: int = 1) -> tuple[Line, Page]:
    """A series and a page of its occurrences, the latest first; raises :class:`NoSeries`."""
    found = list(_reached(viewer).filter(pk=series_id))
    if not found:
        raise NoSeries()
    every = Occurrence.objects.filter(jurisdiction_id=viewer.jurisdiction_id, series_id=series_id)
    issued = list(every.order_by("-number")[SHOWN * (page - 1) : SHOWN * page + 1])
    later = _made_up(viewer.jurisdiction_id, series_id, [row.number for row in issued])
    rhythm, _when = occurrence.decode(found[0].terms)
    seen = _seen(viewer, found[0].task_id)
    shown = []
    for row in issued[:SHOWN]:
        made = [one for one in (*row.duties, *later.get(row.number, ())) if seen is None or one in seen]
        shown.append(_issued(row, period.nth(rhythm, row.number), made, lang))
    return _lines(viewer.jurisdiction_id, found, lang)[0], Page(tuple(shown), page, more=len(issued) > SHOWN)


def coming(*, series_id: int, viewer: Viewer, on: dt.date, lang: Lang, number: int = 3) -> list[Coming]:
    """The next periods of a series that is not over, each as it will be issued; where no day table reaches, no day."""
    row = Series.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=series_id).first()
    if row is None or row.next_from is None:
        return []
    rhythm, when = occurrence.decode(row.terms)
    calendar = rulesets.basis(jurisdiction_id=viewer.jurisdiction_id, on=on).calendar
    first = period.number_of(rhythm, row.next_from)
    return [_coming(period.nth(rhythm, first + more), when, calendar, lang) for more in range(number)]


def _coming(about: period.Period, when: occurrence.When, calendar: workdays.Calendar, lang: Lang) -> Coming:
    levels = [None, *(when.levels if isinstance(when, occurrence.AfterEnd) else ())]
    try:
        days = [(_level(level, lang), occurrence.due_on(about, when, calendar, level)) for level in levels]
    except workdays.OutsideCalendar:
        days = []
    return Coming(about.words.say(lang), about.first, about.last, tuple(days))


def _level(level: Level | None, lang: Lang) -> str:
    return occurrence.LEVELS[level].say(lang) if level else ""


def _seen(viewer: Viewer, task_id: int) -> set[int] | None:
    """The duties under a task that are within the viewer's reach; None for all of them, however many thousand."""
    reads = reach.of(viewer)
    if reads.whole:
        return None
    rows = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, task_id=task_id)
    return set(reads.narrow(rows, "owner_id").values_list("pk", flat=True))


def _made_up(jurisdiction_id: int, series_id: int, numbers: Collection[int]) -> dict[int, list[int]]:
    """The duties that bodies got of these periods after their pause, by the periods' numbers; one query."""
    rows = MadeUp.objects.filter(
        jurisdiction_id=jurisdiction_id, withheld__series_id=series_id, withheld__number__in=numbers
    )
    found: dict[int, list[int]] = {}
    for number, made_id in rows.order_by("pk").values_list("withheld__number", "made_id"):
        found.setdefault(number, []).append(made_id)
    return found


def _issued(row: Occurrence, about: period.Period, duties: Iterable[int], lang: Lang) -> Issued:
    return Issued(about.words.say(lang), about.first, about.last, row.recorded_at, tuple(duties))


def _lines(jurisdiction_id: int, rows: Iterable[Any], lang: Lang) -> list[Line]:
    rows = list(rows)
    ids = [row.pk for row in rows]
    counts = dict(
        Occurrence.objects.filter(jurisdiction_id=jurisdiction_id, series_id__in=ids)
        .values_list("series_id")
        .annotate(Count("pk"))
    )
    ends = SeriesEnd.objects.filter(jurisdiction_id=jurisdiction_id, series_id__in=ids)
    reasons = dict(ends.values_list("series_id", "reason"))
    return [_line(row, counts.get(row.pk, 0), reasons.get(row.pk, ""), lang) for row in rows]


def _line(row: Any, issued: int, ended: str, lang: Lang) -> Line:
    rhythm, when = occurrence.decode(row.terms)
    task = row.task
    return Line(
        id=row.pk,
        directive_id=task.directive_id,
        position=task.position,
        symbol=task.directive.symbol,
        text=task.text if row.level == access.Level.OPEN else "",
        rhythm=period.say(rhythm, lang),
        due=occurrence.say_when(when, lang),
        first_on=row.first_on,
        next_from=row.next_from,
        issued=issued,
        ended=ended,
        level=access.Level(row.level),
        ground=row.ground or "",
    )


def task(*, task_id: int, viewer: Viewer) -> TaskLine:
    """The task that is to recur; raises :class:`NoSeries`. Above the level OPEN its words are read in its document."""
    rows = Task.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=task_id).select_related("directive")
    for row in rows.annotate(level=F("directive__plan__level")):
        words = (row.text, row.deadline_text) if row.level == access.Level.OPEN else ("", "")
        issuer_id = row.directive.body_id
        return TaskLine(row.pk, row.directive_id, row.position, row.directive.symbol, *words, issuer_id)
    raise NoSeries()


def rules_of(task: TaskLine, *, viewer: Viewer, on: dt.date) -> RuleSet:
    """The rules by which what is given of a task today is issued: those of its document's issuer."""
    return rulesets.rules(jurisdiction_id=viewer.jurisdiction_id, on=on, issuer_id=task.issuer_id)


def due(*, jurisdiction_id: int, on: dt.date) -> list[int]:
    """The series with an occurrence to issue on a day, the longest overdue first."""
    rows = Series.objects.filter(jurisdiction_id=jurisdiction_id, next_from__lte=on)
    return list(rows.order_by("next_from", "pk").values_list("pk", flat=True))


def withheld(*, jurisdiction_id: int, on: dt.date) -> QuerySet[Withheld]:
    """What was withheld from duties whose clock runs again, of periods that still last, and was not made up for."""
    here = {"jurisdiction_id": jurisdiction_id}
    made_up = MadeUp.objects.filter(withheld_id=OuterRef("pk"), **here)
    rows = Withheld.objects.filter(~Exists(made_up), last_on__gte=on, duty__stage__in=RECUR, **here)
    return rows.select_related("series__task__directive", "duty").order_by("series_id", "number", "pk")


def recurring_at(*, viewer: Viewer, body_ids: Collection[int]) -> dict[int, int]:
    """Under how many tasks that recur each of these bodies owes a duty that is not over."""
    here = {"jurisdiction_id": viewer.jurisdiction_id}
    running = Series.objects.filter(**here).exclude(next_from=None).values("task_id")
    rows = Duty.objects.filter(
        owner_id__in=body_ids,
        parent=None,
        stage__in=[stage.value for stage in rules.OPEN],
        task_id__in=running,
        **here,
    )
    return dict(rows.values_list("owner_id").annotate(Count("task_id", distinct=True)))


def owners(*, jurisdiction_id: int, rows: Collection[Withheld]) -> set[tuple[int, int, int]]:
    """Who owes an occurrence of the periods of these rows today, as (series, number, body); three queries."""
    ids, numbers = {row.series_id for row in rows}, {row.number for row in rows}
    issued = Occurrence.objects.filter(jurisdiction_id=jurisdiction_id, series_id__in=ids, number__in=numbers)
    told = issued.values_list("series_id", "number", "duties")
    found = {duty: (series_id, number) for series_id, number, duties in told for duty in duties}
    later = MadeUp.objects.filter(
        jurisdiction_id=jurisdiction_id, withheld__series_id__in=ids, withheld__number__in=numbers
    )
    for series_id, number, duty in later.values_list("withheld__series_id", "withheld__number", "made_id"):
        found[duty] = series_id, number
    owed = Duty.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=found)
    return {(*found[pk], owner_id) for pk, owner_id in owed.values_list("pk", "owner_id")}


def next_day(*, jurisdiction_id: int) -> dt.date | None:
    """The first day on which an occurrence is to be issued; None where nothing recurs."""
    rows = Series.objects.filter(jurisdiction_id=jurisdiction_id).exclude(next_from=None)
    return rows.order_by("next_from").values_list("next_from", flat=True).first()


def next_from(row: Series, last: int | None) -> dt.date:
    """The first day of the period that follows the last one issued."""
    rhythm, _when = occurrence.decode(row.terms)
    number = period.first_number(rhythm, row.first_on) if last is None else last + 1
    return period.nth(rhythm, number).first


@dataclass(frozen=True, slots=True)
class About:
    """What an occurrence is about: its period, when that is due, and by which rule the periods lie."""

    period: period.Period
    when: occurrence.When
    ground: str


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What each act that issued an occurrence was about, and each duty that was made up later.

    The duties of an occurrence are those of its act; one act may make up several, those of ``made_up_by`` did.
    """

    acts: Mapping[int, About]
    made_up: Mapping[int, About]
    made_up_by: frozenset[int] = frozenset()

    def of(self, *, act: int, duty_id: int) -> About | None:
        """What a duty of an act is about; None where it is no occurrence."""
        return self.made_up.get(duty_id) or self.acts.get(act)


def occurrences(*, jurisdiction_id: int, act: int | None = None) -> Occurrences:
    """Every occurrence, or those of one act; two queries."""
    here = {"jurisdiction_id": jurisdiction_id} | ({"act": act} if act is not None else {})
    issued = Occurrence.objects.filter(**here).values_list("act", "number", "series__terms", "series__ground")
    later = MadeUp.objects.filter(**here)
    series = "withheld__series"
    made_up = list(later.values_list("act", "made_id", "withheld__number", f"{series}__terms", f"{series}__ground"))
    return Occurrences(
        {act: _about(*told) for act, *told in issued},
        {duty_id: _about(*told) for _act, duty_id, *told in made_up},
        frozenset(act for act, *_told in made_up),
    )


def _about(number: int, terms: dict[str, occurrence.Json], ground: str | None) -> About:
    rhythm, when = occurrence.decode(terms)
    return About(period.nth(rhythm, number), when, ground or "")


def drift(jurisdiction_id: int) -> list[str]:
    """Where the day kept for the worker differs from what the series and its occurrences say."""
    over = set(SeriesEnd.objects.filter(jurisdiction_id=jurisdiction_id).values_list("series_id", flat=True))
    issued = Occurrence.objects.filter(jurisdiction_id=jurisdiction_id).values_list("series_id").annotate(Max("number"))
    last = dict(issued)
    rows = Series.objects.filter(jurisdiction_id=jurisdiction_id)
    return [
        f"columns of series {row.pk}"
        for row in rows.iterator(500)
        if row.next_from != (None if row.pk in over else next_from(row, last.get(row.pk)))
    ]
