"""The rows of every directive, written in two processes, and the chain of acts over all of them."""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.bench.years import stories, tables
from tiendo import ledger, rollup, workdays
from tiendo_web.duties.models import Duty, Event, Tally
from tiendo_web.ledger.actions import instant
from tiendo_web.ledger.models import Entry, Head, Seal
from tiendo_web.plans.models import Directive, Plan, Task
from tiendo_web.plans.queries import directive_key, shown

FILLED = (Plan, Directive, Task, Duty, Event, Seal, Tally, Entry)
# The last day of the history.
TODAY = dt.date(2026, 3, 31)
PROCESSES, AT_ONCE = 2, 20
MORNING = dt.time(1, 0, tzinfo=dt.UTC)
# The place of the clerk in an act; those of bodies count from 0.
_CLERK = 1_000
_GIVERS = frozenset({stories.KIND.RETURNED, stories.KIND.ACCEPTED, stories.KIND.EXTENDED, stories.KIND.CLOSED})
_WORDS = {
    stories.KIND.PROGRESSED: "Đang thực hiện, đã hoàn thành một phần theo kế hoạch.",
    stories.KIND.REPORTED: "Đã hoàn thành, có hồ sơ kèm theo.",
    stories.KIND.RETURNED: "Thiếu biên bản nghiệm thu.",
    stories.KIND.CLOSED: "Nhập vào nhiệm vụ khác.",
    stories.KIND.ASKED: "Chờ vật tư.",
}
# One act: the day, the directive, and who acts (a place among its bodies, or the clerk).
_Key = tuple[dt.date, int, int]


@dataclass(frozen=True, slots=True)
class Size:
    """How many directives, up to which day and how many a day; how many tasks each has, for how many bodies."""

    directives: int
    tasks: int = 40
    bodies: int = 10
    a_day: int = 10
    today: dt.date = TODAY

    @property
    def duties(self) -> int:
        """The duties under one directive."""
        return self.tasks * self.bodies

    @property
    def events(self) -> int:
        """The range of ids that each directive has for events: wider than the longest stories fill."""
        return self.duties * (1 + max(len(steps) for _weight, steps in stories.STORIES))

    @property
    def days(self) -> list[dt.date]:
        """The days on which directives are issued: the last working days up to the end."""
        calendar = workdays.shipped()
        back = (self.today - offset * stories.DAY for offset in itertools.count())
        count = -(-self.directives // self.a_day)
        return sorted(itertools.islice((day for day in back if calendar.is_working(day)), count))


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands before the first directive: a province with bodies, hats, one document that was read, and a chain.

    ``plans`` is the highest id of a plan so far.
    """

    jurisdiction_id: int
    bodies: Sequence[int]
    holders: Mapping[int, int]
    clerk: int
    office: int
    document_id: int
    compiled: Mapping[str, object]
    plans: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Done:
    """An act as the chain needs it."""

    seq: int
    kind: str
    by: int
    at: dt.datetime
    subject: str
    facts: str


def fill(connect: Callable[[], psycopg.Connection[Any]], ground: Ground, size: Size) -> int:
    """Write so many directives with all that came of them; gives how many events there are."""
    issued = size.days
    numbers = _numbered(ground, issued, size)
    with tables.bare(connect, FILLED):
        done = _in_processes(connect, ground, issued, numbers, size)
        _chain(connect, ground, done)
        with connect() as connection:
            for model in FILLED:
                _go_on_from_here(connection, model)
    with connect() as connection:
        connection.execute("ANALYZE")
        return int(connection.execute("SELECT count(*) FROM duties_event").fetchone()[0])  # type: ignore[index]


def _numbered(ground: Ground, issued: Sequence[dt.date], size: Size) -> dict[_Key, tuple[int, dt.datetime]]:
    """The number and time of every act, in the order of days: known before the first row is written."""
    keys = sorted({key for n in range(size.directives) for key in _acts(n, issued[n // size.a_day], size)})
    found: dict[_Key, tuple[int, dt.datetime]] = {}
    seq = ground.seq
    for day, acts in itertools.groupby(keys, key=lambda key: key[0]):
        for second, key in enumerate(acts):
            seq += 1
            found[key] = seq, dt.datetime.combine(day, MORNING) + dt.timedelta(seconds=second)
    return found


def _told(number: int, issued_on: dt.date, size: Size) -> Iterator[tuple[int, int, stories.Story]]:
    """What becomes of each duty of a directive, task by task and body by body; always the same."""
    chance = random.Random(number)
    for task in range(size.tasks):
        due_after = stories.DUE[task % len(stories.DUE)]
        for body, story in enumerate(stories.chosen(chance, size.bodies)):
            yield task, body, stories.story(story, issued_on, due_after, size.today)


def _acts(number: int, issued_on: dt.date, size: Size) -> Iterator[_Key]:
    yield issued_on, number, _CLERK
    for _task, body, story in _told(number, issued_on, size):
        for event in story.events[1:]:
            yield event.recorded_on, number, _CLERK if event.kind in _GIVERS else body


def _in_processes(
    connect: Callable[[], psycopg.Connection[Any]],
    ground: Ground,
    issued: Sequence[dt.date],
    numbers: Mapping[_Key, tuple[int, dt.datetime]],
    size: Size,
) -> list[Done]:
    """The acts that were written, in the order of the chain."""
    context = multiprocessing.get_context("fork")
    told: Any = context.Queue()

    def work(some: Iterable[int]) -> None:
        with connect() as connection:
            told.put(_Writer(ground, size, issued, numbers).write(connection, some))

    workers = [
        context.Process(target=work, args=(range(start, size.directives, PROCESSES),)) for start in range(PROCESSES)
    ]
    for one in workers:
        one.start()
    done = list(itertools.chain.from_iterable(told.get() for _one in workers))
    for one in workers:
        one.join()
    return sorted(done, key=lambda one: one.seq)


class _Writer:
    """Writes directives, a few at a time."""

    def __init__(
        self,
        ground: Ground,
        size: Size,
        issued: Sequence[dt.date],
        numbers: Mapping[_Key, tuple[int, dt.datetime]],
    ) -> None:
        self._ground, self._size, self._issued, self._numbers = ground, size, issued, numbers
        self._seals, self._tallies = tables.Seals(), tables.Lines(Tally)
        self._plans, self._directives, self._tasks, self._duties, self._events = (
            tables.Facts(model, self._seals) for model in (Plan, Directive, Task, Duty, Event)
        )
        self._digests: dict[_Key, list[str]] = {}
        self._subjects: dict[_Key, str] = {}

    def write(self, connection: psycopg.Connection[Any], some: Iterable[int]) -> list[Done]:
        """Write these directives; gives their acts."""
        for place, number in enumerate(some, start=1):
            self._directive(number)
            if place % AT_ONCE == 0:
                self._send(connection)
        self._send(connection)
        return [self._done(key, digests) for key, digests in self._digests.items()]

    def _send(self, connection: psycopg.Connection[Any]) -> None:
        facts = (self._plans, self._directives, self._tasks, self._duties, self._events)
        for lines in (*(one.lines for one in facts), self._seals, self._tallies):
            lines.send(connection)
        connection.commit()

    def _done(self, key: _Key, digests: list[str]) -> Done:
        seq, at = self._numbers[key]
        kind = "duties.issue" if key[0] == self._issued[key[1] // self._size.a_day] else "duties.load"
        return Done(seq, kind, self._by(key), at, self._subjects[key], ledger.act_digest(digests))

    def _by(self, key: _Key) -> int:
        body = self._body(key[1], key[2]) if key[2] != _CLERK else 0
        return self._ground.holders[body] if body else self._ground.clerk

    def _body(self, number: int, place: int) -> int:
        bodies = self._ground.bodies
        return bodies[(number * self._size.bodies + place) % len(bodies)]

    def _fact(self, table: tables.Facts, key: _Key, values: Mapping[str, object]) -> None:
        """One fact under its act."""
        seq, at = self._numbers[key]
        stamp = {
            "jurisdiction_id": self._ground.jurisdiction_id,
            "act": seq,
            "recorded_at": at,
            "by_kind": "holder",
            "by_id": self._by(key),
        }
        self._digests.setdefault(key, []).append(table.write(values, stamp))
        self._subjects.setdefault(key, f"{table.label}:{values['id']}")

    def _directive(self, number: int) -> None:
        issued_on = self._issued[number // self._size.a_day]
        key, pk = (issued_on, number, _CLERK), number + 1
        title = f"Chương trình công tác số {pk}"
        plan = {"document_id": self._ground.document_id, "compiled": self._ground.compiled, "compiler": "bench"}
        read = {"id": self._ground.plans + pk, **plan, **shown(self._ground.compiled)}
        self._fact(self._plans, key, read)
        head = {"plan_id": read["id"], "body_id": self._ground.office, "title": title, "dated_on": issued_on}
        symbol = f"{pk}/KH-UBND"
        self._fact(self._directives, key, {"id": pk, **head, "symbol": symbol, "folded": directive_key(symbol, title)})
        for task in range(self._size.tasks):
            words = f"Rà soát, hoàn thiện nội dung thứ {task + 1} của chương trình số {pk}"
            position = {"directive_id": pk, "position": task + 1, "key": f"{task + 1}", "label": f"{task + 1}"}
            self._fact(self._tasks, key, {"id": number * self._size.tasks + task + 1, **position, "text": words})
        self._all_duties(number, issued_on)

    def _all_duties(self, number: int, issued_on: dt.date) -> None:
        event_id = number * self._size.events
        changes: dict[int, dict[dt.date, dict[str, rollup.Counts]]] = {}
        for place, (task, body, story) in enumerate(_told(number, issued_on, self._size), start=1):
            duty_id = number * self._size.duties + place
            self._duty(number, duty_id, task, body, story)
            for event in story.events:
                event_id += 1
                self._event(number, event_id, duty_id, body, event)
            days = changes.setdefault(body, {})
            for change in story.changes:
                tasks = days.setdefault(change.day, {})
                tasks[str(task + 1)] = tasks.get(str(task + 1), rollup.ZERO) + change.counts
        for body, days in changes.items():
            self._running(number, body, days)

    def _duty(self, number: int, duty_id: int, task: int, place: int, story: stories.Story) -> None:
        body = self._body(number, place)
        last = story.events[-1]
        _seq, last_at = self._numbers[(last.recorded_on, number, _who(last, place))]
        named = {
            "directive_id": number + 1,
            "task_id": number * self._size.tasks + task + 1,
            "body_id": body,
            "owner_id": body,
        }
        values = {"id": duty_id, **named, "last_at": last_at, **dict(story.columns)}
        self._fact(self._duties, (story.events[0].recorded_on, number, _CLERK), values)

    def _event(self, number: int, event_id: int, duty_id: int, place: int, event: Any) -> None:
        values = {
            "id": event_id,
            "duty_id": duty_id,
            "kind": event.kind.value,
            "happened_on": event.recorded_on,
            "text": _WORDS.get(event.kind, ""),
            "due_on": event.due_on,
            "near_on": event.near_on,
        }
        self._fact(self._events, (event.recorded_on, number, _who(event, place)), values)

    def _running(self, number: int, place: int, days: Mapping[dt.date, Mapping[str, rollup.Counts]]) -> None:
        """The running totals of one body under the directive."""
        total, opening = rollup.Vector(), True
        for day in sorted(days):
            total = total.plus(days[day])
            self._tallies.add(
                {
                    "jurisdiction_id": self._ground.jurisdiction_id,
                    "directive_id": number + 1,
                    "body_id": self._body(number, place),
                    "day": day,
                    "opening": opening,
                    "counts": total.encode(),
                }
            )
            opening = False


def _who(event: Any, place: int) -> int:
    return _CLERK if event.kind in _GIVERS or event.kind is stories.KIND.ISSUED else place


def _chain(connect: Callable[[], psycopg.Connection[Any]], ground: Ground, done: Sequence[Done]) -> None:
    """Link the acts and move the end of the chain behind them."""
    lines = tables.Lines(Entry)
    last = ledger.Head(ground.seq, ground.hash)
    with connect() as connection:
        for place, act in enumerate(done, start=1):
            entry = ledger.append(
                last,
                kind=act.kind,
                actor=f"holder:{act.by}",
                recorded_at=instant(act.at),
                subject=act.subject,
                facts=act.facts,
            )
            assert entry.seq == act.seq
            last = ledger.Head(entry.seq, entry.hash)
            kept = {"seq": act.seq, "kind": act.kind, "by_kind": "holder", "by_id": act.by, "recorded_at": act.at}
            chained = {"subject": act.subject, "facts": act.facts, "prev": entry.prev, "hash": entry.hash, "once": None}
            lines.add({"jurisdiction_id": ground.jurisdiction_id, **kept, **chained})
            if place % 50_000 == 0:
                lines.send(connection)
        lines.send(connection)
        connection.execute(
            f"UPDATE {Head._meta.db_table} SET seq = %s, hash = %s, recorded_at = %s WHERE jurisdiction_id = %s",
            [last.seq, last.hash, done[-1].at, ground.jurisdiction_id],
        )


def _go_on_from_here(connection: psycopg.Connection[Any], model: Any) -> None:
    """The next id is the one after the last."""
    table = model._meta.db_table
    connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
