"""A plan as the assignment table of an office: one row a task, in the columns that offices use.

The table is values and words only; :mod:`tiendo.export.xlsx` and :mod:`tiendo.export.csv` write it out.

>>> [column.say(Lang.EN) for column in COLUMNS][:3]
['No.', 'Task', 'Basis']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.export import said
from tiendo.plan.model import Plan, Task
from tiendo.rulebook import Lang, Rulebook, Words
from tiendo.source import Span

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
    """The table of ``plan``; warnings and errors of one task stand in its notes, those of several do not."""
    notable = [one for one in found if one.span and one.severity is not Severity.INFO]
    rows = (
        Row(number, tuple(_cells(plan, task, notable, book, lang)), said.the_day(task.deadline))
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


def _cells(plan: Plan, task: Task, found: list[Diagnostic], book: Rulebook, lang: Lang) -> Iterator[str]:
    """The cells after the number."""
    yield task.text
    yield "; ".join((task.label, *_cited(plan, task)))
    yield said.bodies(task.lead)
    yield said.bodies(task.coordinating)
    yield said.deadline(task.deadline, lang)
    yield said.value(task.deliverable)
    yield _REPORT.say(lang, {"body": task.report_to.value}) if task.report_to else ""
    yield "; ".join((*_inferences(task, lang), *_notes(task, found, book, lang)))


def _cited(plan: Plan, task: Task) -> Iterator[str]:
    """The symbols of the documents that the task's own words cite."""
    for citation in plan.citations:
        if any(mention.span in part for mention in citation.mentions for part in task.parts):
            yield citation.symbol


def _inferences(task: Task, lang: Lang) -> Iterator[str]:
    if task.lead and task.lead[0].inferred:
        yield _INFERRED["lead"].say(lang)
    if task.coordinating and task.coordinating[0].inferred:
        yield _INFERRED["coordinating"].say(lang)
    if task.deadline and task.deadline.inferred:
        yield _INFERRED["deadline"].say(lang)


def _notes(task: Task, found: list[Diagnostic], book: Rulebook, lang: Lang) -> Iterator[str]:
    where = list(places(task))
    for one in found:
        spans = [one.span, *(label.span for label in one.labels)]
        if all(span and any(span.overlaps(place) for place in where) for span in spans):
            yield f"[{one.code}] {book.message(one, lang)}"
