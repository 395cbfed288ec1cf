"""The rows of every directive, written in two processes, and the chain of acts over all of them."""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.bench.years import stories, tables
from tests.bench.years.given import MONTHS, RECURS, RHYTHM, WHEN, Given, Size, given, months
from tiendo import inquiry, ledger, occurrence, rollup
from tiendo_web.duties import body_totals, recount
from tiendo_web.duties.models import (
    BodyChange,
    BodyTotal,
    Duty,
    Event,
    Inquiry,
    InquiryStep,
    Letter,
    LetterLine,
    Tally,
)
from tiendo_web.ledger.actions import instant
from tiendo_web.ledger.models import Entry, Fact, Head, Seal
from tiendo_web.plans import deadlines
from tiendo_web.plans.columns import directive_key, shown
from tiendo_web.plans.models import Directive, Plan, Task
from tiendo_web.recurring import queries as recurring
from tiendo_web.recurring.models import Occurrence, Series

_FACTS = (Plan, Directive, Task, Duty, Event, Inquiry, InquiryStep, Letter, LetterLine, Series, Occurrence)
FILLED = (*_FACTS, Seal, Tally, BodyChange, BodyTotal, Entry)
# The last day of the history.
TODAY = Size(1).today
PROCESSES, AT_ONCE = 2, 20
# More steps than an inquiry has, and more days than there are on which a directive's duties are urged.
_MOST_STEPS, _MOST_LETTERS = 10, 1_000
MORNING = dt.time(1, 0, tzinfo=dt.UTC)
# The places of the clerk and of the worker in an act; those of bodies count from 0.
_CLERK, _WORKER = 1_000, 1_001
_DOERS = {stories.KIND.ACKNOWLEDGED, stories.KIND.REFUSED, stories.KIND.ASKED, stories.KIND.PROGRESSED}
_GIVERS = frozenset(stories.KIND) - _DOERS - {stories.KIND.REPORTED}
_DAYS_TO_REPORT = 7 * stories.DAY
_WORDS = {
    stories.KIND.PROGRESSED: "Đang thực hiện, đã hoàn thành một phần theo kế hoạch.",
    stories.KIND.REPORTED: "Đã hoàn thành, có hồ sơ kèm theo.",
    stories.KIND.RETURNED: "Thiếu biên bản nghiệm thu.",
    stories.KIND.CLOSED: "Nhập vào nhiệm vụ khác.",
    stories.KIND.ASKED: "Chờ vật tư.",
    stories.KIND.DENIED: "Không có lý do khách quan.",
    stories.KIND.PAUSED: "Chờ hướng dẫn của Bộ.",
    stories.KIND.RESUMED: "Đã có hướng dẫn.",
    stories.KIND.REFUSED: "Không thuộc chức năng.",
    stories.KIND.INSISTED: "Thuộc chức năng của cơ quan.",
    stories.KIND.REVOKED: "Giao nhầm.",
    stories.KIND.REOPENED: "Vẫn phải làm.",
    stories.KIND.RECKONED: "Lịch nghỉ thay đổi.",
}
# One act: the day, the directive, and who acts (a place among its bodies, or the clerk).
_Key = tuple[dt.date, int, int]


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
            _merged(connection)
            for model in FILLED:
                _go_on_from_here(connection, model)
    _months_begun(ground, issued)
    with connect() as connection:
        connection.execute("ANALYZE")
        return int(connection.execute("SELECT count(*) FROM duties_event").fetchone()[0])  # type: ignore[index]


def _merged(connection: psycopg.Connection[Any]) -> None:
    """One row for what both processes wrote of a body and a day."""
    table, place = BodyChange._meta.db_table, "jurisdiction_id, body_id, level, day"
    sums = ", ".join(f"sum({name})::int AS {name}" for name in body_totals.COLUMNS)
    connection.execute(f"CREATE TEMP TABLE merged AS SELECT {place}, {sums} FROM {table} GROUP BY {place}")
    connection.execute(f"TRUNCATE {table}")
    columns = f"{place}, {', '.join(body_totals.COLUMNS)}"
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM merged ORDER BY day, body_id, level")


def _months_begun(ground: Ground, issued: Sequence[dt.date]) -> None:
    """How every body stood when each month of the history began, as the first act of the month writes it."""
    for day in sorted({day.replace(day=1) for day in issued}):
        body_totals.begin_month(ground.jurisdiction_id, day)


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


def _acts(number: int, issued_on: dt.date, size: Size) -> Iterator[_Key]:
    yield issued_on, number, _CLERK
    for one in given(number, issued_on, size):
        yield _issue(number, one)
        for told in one.story.events[1:]:
            yield told.event.recorded_on, number, _who(one, told, size)
        if one.story.urged_on is not None:
            yield one.story.urged_on, number, _CLERK
        for step in one.story.asked:
            yield step.recorded_on, number, _asker(one, step)


def _issue(number: int, one: Given) -> _Key:
    """The act that gave a duty; each period is an act of its own, as the worker makes it."""
    return one.story.events[0].event.recorded_on, number, _CLERK if one.period is None else _WORKER


def _who(one: Given, told: stories.Told, size: Size) -> int:
    """Who makes a move: the giver, or whoever owes the duty then."""
    return _CLERK if told.event.kind in _GIVERS else (one.body + told.owner) % size.bodies


def _asker(one: Given, step: inquiry.Step) -> int:
    return one.body if step.kind is inquiry.StepKind.ANSWERED else _CLERK


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


def _deadline(days: int | None) -> dict[str, object]:
    """What a task says of its deadline, as the compiler reads it: so many days, or nothing."""
    words, forms = (f"{days} ngày", (f"P{days}D",)) if days is not None else ("", ())
    return {"deadline_text": words, "deadline": deadlines.encode(deadlines.Deadline(words, forms))}


def _heard_of_parts(every: Sequence[Given]) -> dict[int, dt.date]:
    """The day of the last report on what was made out of each duty, by its place."""
    heard: dict[int, dt.date] = {}
    for one in every:
        if one.parent is not None and one.story.spoke_on is not None:
            heard[one.parent] = max(one.story.spoke_on, heard.get(one.parent, dt.date.min))
    return heard


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
        self._seals, self._tallies, self._changes = tables.Seals(), tables.Lines(Tally), tables.Lines(BodyChange)
        self._by_body: dict[tuple[int, dt.date], rollup.Counts] = {}
        self._facts = {model: tables.Facts(model, self._seals) for model in _FACTS}
        self._digests: dict[_Key, list[str]] = {}
        self._subjects: dict[_Key, str] = {}

    def write(self, connection: psycopg.Connection[Any], some: Iterable[int]) -> list[Done]:
        """Write these directives; gives their acts."""
        for place, number in enumerate(some, start=1):
            self._directive(number)
            if place % AT_ONCE == 0:
                self._send(connection)
        self._bodies()
        self._send(connection)
        return [self._done(key, digests) for key, digests in self._digests.items()]

    def _send(self, connection: psycopg.Connection[Any]) -> None:
        for lines in (*(one.lines for one in self._facts.values()), self._seals, self._tallies, self._changes):
            lines.send(connection)
        connection.commit()

    def _done(self, key: _Key, digests: list[str]) -> Done:
        seq, at = self._numbers[key]
        kind = "duties.issue" if key[0] == self._issued[key[1] // self._size.a_day] else "duties.load"
        return Done(seq, kind, self._by(key), at, self._subjects[key], ledger.act_digest(digests))

    def _by(self, key: _Key) -> int:
        body = self._body(key[1], key[2]) if key[2] < _CLERK else 0
        return self._ground.holders[body] if body else self._ground.clerk

    def _body(self, number: int, place: int) -> int:
        bodies = self._ground.bodies
        return bodies[(number * self._size.bodies + place) % len(bodies)]

    def _fact(self, model: type[Fact], key: _Key, values: Mapping[str, object]) -> None:
        """One fact under its act."""
        table = self._facts[model]
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
        self._fact(Plan, key, read)
        head = {"plan_id": read["id"], "body_id": self._ground.office, "title": title, "dated_on": issued_on}
        symbol = f"{pk}/KH-UBND"
        self._fact(Directive, key, {"id": pk, **head, "symbol": symbol, "folded": directive_key(symbol, title)})
        for task in range(self._size.tasks):
            words = f"Rà soát, hoàn thiện nội dung thứ {task + 1} của chương trình số {pk}"
            position = {"directive_id": pk, "position": task + 1, "key": f"{task + 1}", "label": f"{task + 1}"}
            told = {**position, "text": words, **_deadline(stories.DUE[task % len(stories.DUE)])}
            self._fact(Task, key, {"id": number * self._size.tasks + task + 1, **told})
        self._all_duties(number, issued_on)

    def _all_duties(self, number: int, issued_on: dt.date) -> None:
        event_id = number * self._size.events
        changes: dict[int, dict[dt.date, dict[str, rollup.Counts]]] = {}
        every = list(given(number, issued_on, self._size))
        self._asides(number, issued_on, every)
        heard = _heard_of_parts(every)
        for one in every:
            self._duty(number, one, heard.get(one.place))
            for told in one.story.events:
                event_id += 1
                self._event(number, event_id, one, told)
            self._inquiry(number, one)
            for change in one.story.changes:
                days = changes.setdefault((one.body + change.owner) % self._size.bodies, {})
                tasks = days.setdefault(change.day, {})
                tasks[str(one.task + 1)] = tasks.get(str(one.task + 1), rollup.ZERO) + change.counts
        for body, days in changes.items():
            self._running(number, body, days)

    def _id(self, number: int, place: int) -> int:
        return number * self._size.ids + place

    def _duty(self, number: int, one: Given, heard_of_parts: dt.date | None) -> None:
        first, last = one.story.events[0], one.story.events[-1]
        key = _issue(number, one)
        after = (last.event.recorded_on, number, _who(one, last, self._size))
        _seq, last_at = self._numbers[key if last is first else after]
        urged_on = one.story.urged_on
        values = {
            "id": self._id(number, one.place),
            "directive_id": number + 1,
            "task_id": number * self._size.tasks + one.task + 1,
            "body_id": self._body(number, one.body),
            "owner_id": self._body(number, (one.body + last.owner) % self._size.bodies),
            "parent_id": self._id(number, one.parent) if one.parent is not None else None,
            "text": one.text,
            "last_at": last_at,
            "parts_heard_on": heard_of_parts,
            "urged": int(urged_on is not None),
            "urged_on": urged_on,
            **dict(one.story.columns),
        }
        self._fact(Duty, key, values)

    def _event(self, number: int, event_id: int, one: Given, told: stories.Told) -> None:
        event = told.event
        issues = event is one.story.events[0].event
        key = _issue(number, one) if issues else (event.recorded_on, number, _who(one, told, self._size))
        owner = (one.body + told.owner) % self._size.bodies
        values = {
            "id": event_id,
            "duty_id": self._id(number, one.place),
            "kind": event.kind.value,
            "happened_on": event.recorded_on,
            "text": _WORDS.get(event.kind, ""),
            "due_on": event.due_on,
            "near_on": event.near_on,
            "body_id": self._body(number, owner) if event.kind is stories.KIND.PASSED else None,
        }
        self._fact(Event, key, values)

    def _inquiry(self, number: int, one: Given) -> None:
        """What was asked about a duty, and answered: why it is late."""
        if not one.story.asked:
            return
        pk, (asked, *steps) = self._id(number, one.place), one.story.asked
        words = {"kind": "explanation", "text": "Vì sao chưa hoàn thành?", "due_on": asked.by}
        about = {"duty_id": pk, "asker_id": self._ground.office, "body_id": self._body(number, one.body)}
        columns = recount.inquiry_columns(inquiry.replay(one.story.asked))
        self._fact(Inquiry, (asked.recorded_on, number, _CLERK), {"id": pk, **about, **words, **columns})
        for place, step in enumerate(steps, start=1):
            key = (step.recorded_on, number, _asker(one, step))
            said = {"kind": step.kind.value, "text": "Do mưa lũ.", "due_on": step.by}
            self._fact(InquiryStep, key, {"id": pk * _MOST_STEPS + place, "inquiry_id": pk, **said})

    def _asides(self, number: int, issued_on: dt.date, every: Sequence[Given]) -> None:
        """The letters of a directive, one a day, and its series with the periods that were issued."""
        urged: dict[dt.date, list[Given]] = {}
        for one in every:
            if one.story.urged_on is not None:
                urged.setdefault(one.story.urged_on, []).append(one)
        for place, (day, some) in enumerate(sorted(urged.items())):
            letter = number * _MOST_LETTERS + place + 1
            words = {"about": "Đôn đốc thực hiện nhiệm vụ", "text": "Đề nghị khẩn trương.", "place": "Sơn Hải"}
            head = {"id": letter, "body_id": self._ground.office, "report_by": day + _DAYS_TO_REPORT, "each": True}
            self._fact(Letter, (day, number, _CLERK), {**head, **words})
            for one in some:
                pk, due_on = self._id(number, one.place), one.story.events[0].event.due_on
                about = {"id": pk, "letter_id": letter, "duty_id": pk, "body_id": self._body(number, one.body)}
                stood = {"standing": "overdue" if due_on else "no_deadline", "due_on": due_on}
                days = (day - (due_on or issued_on)).days
                self._fact(LetterLine, (day, number, _CLERK), {**about, **stood, "days": days})
        if number % RECURS == 0:
            self._series(number, issued_on, every)

    def _series(self, number: int, issued_on: dt.date, every: Sequence[Given]) -> None:
        pk, task_id = number + 1, (number + 1) * self._size.tasks
        issued = months(issued_on, self._size.today)
        series = Series(terms=occurrence.encode(RHYTHM, WHEN), first_on=issued_on + stories.DAY)
        coming = recurring.next_from(series, issued[-1].number if issued else None)
        values = {"terms": series.terms, "first_on": series.first_on, "next_from": coming}
        self._fact(Series, (issued_on, number, _CLERK), {"id": pk, "task_id": task_id, **values})
        for place, month in enumerate(issued):
            made = [self._id(number, one.place) for one in every if one.period == month.number]
            about = {"series_id": pk, "number": month.number, "duties": made}
            self._fact(Occurrence, (month.first, number, _WORKER), {"id": number * MONTHS + place + 1, **about})

    def _bodies(self) -> None:
        """What changes for each body on each day, under all directives that were written here."""
        for (body_id, day), counts in self._by_body.items():
            place = {"jurisdiction_id": self._ground.jurisdiction_id, "body_id": body_id, "level": 0, "day": day}
            self._changes.add(place | dict(zip(body_totals.COLUMNS, counts.values, strict=True)))

    def _running(self, number: int, place: int, days: Mapping[dt.date, Mapping[str, rollup.Counts]]) -> None:
        """The running totals of one body under the directive."""
        total, opening, body_id = rollup.Vector(), True, self._body(number, place)
        for day in sorted(days):
            total = total.plus(days[day])
            sums = self._by_body.get((body_id, day), rollup.ZERO)
            self._by_body[body_id, day] = sums + rollup.total(days[day].values())
            self._tallies.add(
                {
                    "jurisdiction_id": self._ground.jurisdiction_id,
                    "directive_id": number + 1,
                    "body_id": body_id,
                    "level": 0,
                    "day": day,
                    "opening": opening,
                    "counts": total.encode(),
                }
            )
            opening = False


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
