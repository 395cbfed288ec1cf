"""A plan as the assignment table of an office: one row a task, in the columns that offices use.

The table is values and words only; :mod:`tiendo.export.xlsx` and :mod:`tiendo.export.csv` write it out.

>>> [column.say(Lang.EN) for column in COLUMNS][:3]
['No.', 'Task', 'Basis']
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.export import said
from tiendo.plan.model import Plan, Task
from tiendo.rulebook import Lang, Rulebook, Words
from tiendo.source import Span

T = TypeVar("T")

COLUMNS = (
    Words(vi="STT", en="No."),
    Words(vi="Nội dung nhiệm vụ", en="Task"),
    Words(vi="Căn cứ, điều khoản", en="Basis"),
    Words(vi="Cơ quan chủ trì", en="Lead"),
    Words(vi="Cơ quan phối hợp", en="Coordinating"),
    Words(vi="Thời hạn", en="Deadline"),
    Words(vi="Sản phẩm", en="Deliverable"),
    Words(vi="Chế độ báo cáo", en="Reporting"),
    Words(vi="Ghi chú", en="Notes"),
)
_INFERRED = {
    "lead": Words(vi="Chủ trì suy ra từ đề mục", en="Lead inferred from the heading"),
    "coordinating": Words(vi="Phối hợp suy ra từ đề mục", en="Coordinating bodies inferred from the heading"),
    "deadline": Words(vi="Thời hạn suy ra từ đề mục", en="Deadline inferred from the heading"),
}
_REPORT = Words(vi="Báo cáo {body}", en="Report to {body}")
_GIVEN_AGAIN = Words(vi="Nêu lại ở dòng {row} (STT {number})", en="Given again in row {row} (No. {number})")
_GIVES_AGAIN = Words(vi="Nêu lại nhiệm vụ {tasks}", en="Gives task {tasks} again")
_NUMBERED = Words(vi="{task} (STT {number})", en="{task} (No. {number})")


@dataclass(frozen=True, slots=True)
class Row:
    """One task in the order of :data:`COLUMNS`; ``due_on`` is its day where it names one day only."""

    number: int
    cells: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Table:
    """What stands over the table, and its rows."""

    document: str
    title: str
    rows: tuple[Row, ...]


def table(plan: Plan, found: Iterable[Diagnostic], book: Rulebook, lang: Lang) -> Table:
    """The table of ``plan``; warnings and errors of one task stand in its notes, those of several do not.

    A task that a row of the document's own table gives again, and that row, name each other there.
    """
    notable = _Places((one.span, one) for one in found if one.span and one.severity is not Severity.INFO)
    cited = _Places((mention.span, one.symbol) for one in plan.citations for mention in one.mentions)
    joins = _joins(plan.tasks, lang)
    rows = (
        Row(number, (*_cells(task, cited, lang), _notes(task, joins, notable, book, lang)), said.the_day(task.deadline))
        for number, task in enumerate(plan.tasks, 1)
    )
    return Table(said.document(plan.head, lang), said.value(plan.head.title), tuple(rows))


def places(task: Task) -> Iterator[Span]:
    """Everywhere that a task's words and values stand."""
    yield from task.parts
    for read in (*task.lead, *task.coordinating, task.deliverable, task.report_to):
        if read and read.span and not read.inferred:
            yield read.span
    if task.deadline and not task.deadline.inferred:
        yield from task.deadline.spans


class _Places(Generic[T]):
    """What begins where, so that what begins inside a place is found without asking all."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        """Order them."""
        self._pairs = sorted(pairs, key=lambda pair: pair[0])

    def inside(self, place: Span) -> Iterator[T]:
        """What begins at ``place`` or in it, in order."""
        at = bisect_left(self._pairs, place.start, key=lambda pair: pair[0].start)
        while at < len(self._pairs) and self._pairs[at][0].start < place.end:
            yield self._pairs[at][1]
            at += 1


def _joins(tasks: Sequence[Task], lang: Lang) -> dict[str, str]:
    """What a task of the text and the row that gives it again say of each other, by their ids."""
    numbers = {task.id: str(number) for number, task in enumerate(tasks, 1)}
    named: dict[str, list[str]] = {}
    said_of: dict[str, str] = {}
    for task in tasks:
        if task.row:
            said_of[task.id] = _GIVEN_AGAIN.say(lang, {"row": task.row, "number": numbers[task.row]})
            named.setdefault(task.row, []).append(_NUMBERED.say(lang, {"task": task.id, "number": numbers[task.id]}))
    return said_of | {row: _GIVES_AGAIN.say(lang, {"tasks": ", ".join(them)}) for row, them in named.items()}


def _cells(task: Task, cited: _Places[str], lang: Lang) -> Iterator[str]:
    """The cells between the number and the notes."""
    yield task.text
    yield "; ".join((task.label, *dict.fromkeys(symbol for part in task.parts for symbol in cited.inside(part))))
    yield said.bodies(task.lead)
    yield said.bodies(task.coordinating)
    yield said.deadline(task.deadline, lang)
    yield said.value(task.deliverable)
    yield _REPORT.say(lang, {"body": task.report_to.value}) if task.report_to else ""


def _notes(task: Task, joins: Mapping[str, str], found: _Places[Diagnostic], book: Rulebook, lang: Lang) -> str:
    join = (joins[task.id],) if task.id in joins else ()
    return "; ".join((*join, *_inferences(task, lang), *_found(task, found, book, lang)))


def _inferences(task: Task, lang: Lang) -> Iterator[str]:
    if task.lead and task.lead[0].inferred:
        yield _INFERRED["lead"].say(lang)
    if task.coordinating and task.coordinating[0].inferred:
        yield _INFERRED["coordinating"].say(lang)
    if task.deadline and task.deadline.inferred:
        yield _INFERRED["deadline"].say(lang)


def _found(task: Task, found: _Places[Diagnostic], book: Rulebook, lang: Lang) -> Iterator[str]:
    where = list(places(task))
    for one in dict.fromkeys(one for place in where for one in found.inside(place)):
        if all(any(label.span.overlaps(place) for place in where) for label in one.labels):
            yield f"[{one.code}] {book.message(one, lang)}"
