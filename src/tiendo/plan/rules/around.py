"""What a document says of a task away from the task's own words: in a row of a table, once for all, or behind a list.

By the annotation guide the task has no lead and no day of its own then, and nothing is handed down to it. But whoever
reads the document knows both, so that to say that it names none would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tiendo import late
from tiendo.plan import bodies, deadlines
from tiendo.plan.model import Plan, Section, SectionKind, Task
from tiendo.source import Span

# "2. Thời gian thực hiện", among the first headings of a plan: of all that it orders.
_TIME = late.pattern(
    r"Thời gian(?: (?:tổ chức|thực hiện|triển khai|tiến hành|thi đua)\b[^:.]{0,60})?(?:[:.]|$)", re.IGNORECASE
)
_TIME_OF = late.pattern(
    r"(?:thời gian|thời hạn|thời điểm)(?: gửi| nộp)? báo cáo\b"
    r"|[^.;]{0,80}\bbáo cáo\b[^.;]{0,60}\b(?:thời gian|thời hạn)\b[^.;]{0,30}\bnhư sau\b",
    re.IGNORECASE,
)
_DOERS = late.pattern(r"Đối tượng(?: và thời gian)? (?:thi đua|thực hiện|tham gia)\b", re.IGNORECASE)
_BARE_DOERS = late.pattern(r"Đối tượng\s*:", re.IGNORECASE)
_CONTEST = late.pattern(r"\bthi đua\b", re.IGNORECASE)
# An annex so called gives out what the text orders, in whatever words.
_GIVES_OUT = late.pattern(
    r"(?:bảng |biểu |danh mục |về việc )*(?:phân công|giao nhiệm vụ)\b|nhiệm vụ của các\b", re.IGNORECASE
)
# Its points are what a meeting does, not what somebody is to do.
_MEETING = r"(?:đại hội|hội nghị|kỳ họp|phiên họp)\b"
_AGENDA = late.pattern(
    rf"(?:nội dung|chương trình|thảo luận|trọng tâm)\b.{{0,24}}\b{_MEETING}"
    rf"|{_MEETING}[^.;]{{0,60}}\b(?:nội dung|nhiệm vụ)\b",
    re.IGNORECASE,
)
_TOP = frozenset(
    (SectionKind.SECTION, SectionKind.CAPITAL, SectionKind.DIVISION, SectionKind.NUMBER, SectionKind.CLAUSE)
)
# "Kế hoạch … năm 2026": its tasks are that year's.
_OF_YEAR = late.pattern(r"(?<!\d )(?<!từ )(?<!đến )\bnăm (?P<year>20\d\d)\b(?!\s?[-–])", re.IGNORECASE)
# "trong dịp Tết Giáp Ngọ 2014": the occasion is the time of all that is to be done for it.
_OCCASION = late.pattern(r"\b(?:trong dịp|dịp|đón) (?:Tết|lễ|nghỉ lễ)\b", re.IGNORECASE)
_MINUTES = frozenset(("TB", "BB", "BC", "TTr", "CV"))
_PLANNED = late.pattern(r"\b(?:kế hoạch|chương trình|nhiệm vụ|phương án)\b", re.IGNORECASE)
_HANDS_IN = late.pattern(r"(?:Báo cáo|Trình|Gửi|Hoàn thành)\b")
# "Các báo cáo trên gửi …": a sentence about all that stands before it.
_OF_ALL = late.pattern(
    r"(?:Các|Những)\s[^.;]{0,60}?\s(?:nêu trên|trên|này)\s[^.;]{0,80}?\b(?:trước|trong|chậm nhất|xong)\b"
)
_DAY = late.pattern(r"\d{4}-\d\d-\d\d")
_AHEAD = 24
_DEEP = 2
_Placed: TypeAlias = tuple[Section, Section | None]


@dataclass(frozen=True, slots=True)
class Around:
    """What is said of many tasks at once, the rows that give single ones again, and the tasks whose parts say it."""

    rows: Mapping[str, Task]
    led: frozenset[str]
    dated: frozenset[str]
    timed: tuple[Span, ...]
    doers: bool
    given_out: tuple[Span, ...]
    agendas: tuple[Span, ...]

    def leads(self, task: Task) -> bool:
        """Whether the document says elsewhere who leads a task, or nobody could."""
        row = self.rows.get(task.row or "")
        return bool(row and row.lead) or task.label in self.led or self.doers or self._is_set(task)

    def dates(self, task: Task) -> bool:
        """Whether the document says elsewhere when a task must be done, or that is told by when a meeting is."""
        row = self.rows.get(task.row or "")
        return (
            bool(row and row.deadline) or task.label in self.dated or _lies_in(task, self.timed) or self._is_set(task)
        )

    def _is_set(self, task: Task) -> bool:
        is_given_out = bool(self.given_out) and not _lies_in(task, self.given_out)
        return is_given_out or _lies_in(task, self.agendas)


def of(plan: Plan) -> Around:
    """What the headings, annexes and rows of a plan say of its tasks."""
    named = {task.row for task in plan.tasks if task.row}
    sections = list(_sections(plan.outline, 0))
    annexes = [one for one, _ in sections if one.kind is SectionKind.ANNEX and _gives_out(one)]
    return Around(
        rows={task.id: task for task in plan.tasks if task.id in named},
        led=_above(task for task in plan.tasks if task.lead and not task.lead[0].inferred),
        dated=_above(task for task in plan.tasks if task.deadline and task.deadline.values),
        timed=_timed(plan, sections),
        doers=any(_says_doers(plan, one, above.heading if above else "") for one, above in sections),
        given_out=tuple(one.span for one in annexes if any(task.lead and task.span in one.span for task in plan.tasks)),
        agendas=tuple(_reach(one) for one, _ in sections if _AGENDA.match(one.heading)),
    )


def _above(tasks: Iterable[Task]) -> frozenset[str]:
    """The labels of the units that these tasks are parts of."""
    return frozenset(above for task in tasks for above in _units(task.label))


def _units(label: str) -> Iterator[str]:
    while label := label.rpartition(".")[0]:
        yield label


def _lies_in(task: Task, places: Sequence[Span]) -> bool:
    return any(task.span in place for place in places)


def _sections(level: Sequence[Section], depth: int, above: Section | None = None) -> Iterator[_Placed]:
    """The first levels of an outline, each with what it stands under."""
    for one in level:
        yield one, above
        if depth < _DEEP:
            yield from _sections(one.children, depth + 1, one)


def _reach(section: Section) -> Span:
    """A section with all that stands under it."""
    return Span(section.span.start, max((section.span.end, *(_reach(child).end for child in section.children))))


def _timed(plan: Plan, sections: Sequence[_Placed]) -> tuple[Span, ...]:
    """The whole text where it says once by when; else the units that have a point on when their reports are due."""
    if _is_of_its_title(plan) or any(one.kind in _TOP and _says_time(plan, one, _TIME) for one, _ in sections):
        return (Span(0, len(plan.source.text)),)
    lettered = ((one, above) for one, above in sections if above and one.kind is SectionKind.LETTER)
    return tuple(_reach(above) for one, above in lettered if above and _says_time(plan, one, _TIME_OF))


def _says_time(plan: Plan, section: Section, words: re.Pattern[str]) -> bool:
    if not words.match(section.heading):
        return False
    reach = _reach(section)
    return bool(deadlines.in_value(plan.source.slice(reach), _on(plan), reach.start).values)


def _says_doers(plan: Plan, section: Section, above: str) -> bool:
    if section.heading[:3].lower() != "đối":
        return False
    is_asked = _DOERS.match(section.heading) or (_BARE_DOERS.match(section.heading) and _CONTEST.search(above))
    return section.kind in _TOP and bool(is_asked) and bool(bodies.START.search(plan.source.slice(_reach(section))))


def _gives_out(annex: Section) -> bool:
    return any(_GIVES_OUT.match(one.heading) for one in (annex, *annex.children) if one.heading)


def _is_of_its_title(plan: Plan) -> bool:
    """Whether the title says when all is done: a plan's year, or an occasion."""
    title, on = plan.head.title, _on(plan)
    kind = plan.head.type.value if plan.head.type else None
    if title is None or kind in _MINUTES:
        return False
    if _OCCASION.search(title.value):
        return True
    is_plan = kind == "KH" or _PLANNED.search(title.value)
    return bool(is_plan) and any(on is None or int(one["year"]) >= on.year for one in _OF_YEAR.finditer(title.value))


def _on(plan: Plan) -> date | None:
    return date.fromisoformat(plan.head.issued_on.value) if plan.head.issued_on else None


def closed(tasks: Sequence[Task]) -> frozenset[str]:
    """The tasks whose day closes the list they stand in: what comes of them is handed in by then."""
    return frozenset(task.id for at, task in enumerate(tasks) if _is_closed(task, tasks[at + 1 : at + 1 + _AHEAD]))


def timed_at_end(tasks: Sequence[Task]) -> frozenset[str]:
    """The tasks of lists whose last one alone has a line of time behind it: that closes the list."""
    lists: dict[str, list[Task]] = {}
    for task in tasks:
        lists.setdefault(task.label.rpartition(".")[0], []).append(task)
    ended = (one for unit, one in lists.items() if unit and _has_line(one[-1]) and not any(map(_has_line, one[:-1])))
    return frozenset(task.id for one in ended for task in one)


def _has_line(task: Task) -> bool:
    """Whether a task has a time that stands outside its own words, and was not handed down to it."""
    time = task.deadline
    return bool(time and not time.inferred and not any(place in part for place in time.spans for part in task.parts))


def _is_closed(task: Task, behind: Sequence[Task]) -> bool:
    unit = task.label.rpartition(".")[0]
    section = unit.rpartition(".")[0] or unit
    is_sentence = task.text.endswith(";")
    for one in behind:
        if not one.label.startswith(section) or (one.lead and not one.lead[0].inferred and one.lead != task.lead):
            return False
        if _is_due(one):
            is_same = one.label.rpartition(".")[0] == unit
            return bool(_HANDS_IN.match(one.text)) or (is_same and (is_sentence or bool(_OF_ALL.search(one.text))))
        is_sentence &= one.text.endswith(";")
    return False


def _is_due(task: Task) -> bool:
    return bool(task.deadline and not task.deadline.inferred and any(map(_DAY.fullmatch, task.deadline.values)))
