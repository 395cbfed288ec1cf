"""What is given under a directive: its tasks to its bodies, parts of the first task, the periods of the last one."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tests.bench.years import stories
from tiendo import occurrence, period, workdays

# Every tenth directive has a task that recurs each month, due three working days after it.
RECURS = 10
RHYTHM, WHEN = period.Rhythm(period.Kind.MONTH), occurrence.AfterEnd(3)
# A part is handed on two days after the whole was issued.
PARTS_AFTER = 2
# More months than any history has.
MONTHS = 36


@dataclass(frozen=True, slots=True)
class Size:
    """How many directives, up to which day and how many a day; how many tasks each has, for how many bodies."""

    directives: int
    tasks: int = 40
    bodies: int = 10
    a_day: int = 10
    today: dt.date = dt.date(2026, 3, 31)

    @property
    def duties(self) -> int:
        """The duties that issuing one directive makes."""
        return self.tasks * self.bodies

    @property
    def ids(self) -> int:
        """The range of ids that each directive has for duties: with its parts and all its periods."""
        return self.duties + self.bodies * (1 + MONTHS)

    @property
    def days(self) -> list[dt.date]:
        """The days on which directives are issued: the last working days up to the end."""
        calendar = workdays.shipped()
        back = (self.today - offset * stories.DAY for offset in itertools.count())
        count = -(-self.directives // self.a_day)
        return sorted(itertools.islice((day for day in back if calendar.is_working(day)), count))

    @property
    def events(self) -> int:
        """The range of ids that each directive has for events: wider than the longest stories fill."""
        return self.ids * (1 + max(len(tale.steps) for tale in stories.STORIES))


@dataclass(frozen=True, slots=True)
class Given:
    """A duty: its place among those of the directive, its task, its body, its story; the whole that it is a part of.

    ``period`` is the number of the period that it is the occurrence of.
    """

    place: int
    task: int
    body: int
    story: stories.Story
    parent: int | None = None
    text: str = ""
    period: int | None = None


def given(number: int, issued_on: dt.date, size: Size) -> Iterator[Given]:
    """Every duty of a directive with what becomes of it; always the same."""
    chance = random.Random(number)
    place = 0
    for task in range(size.tasks):
        due_after = stories.DUE[task % len(stories.DUE)]
        for body, story in enumerate(stories.chosen(chance, size.bodies)):
            place += 1
            yield Given(place, task, body, stories.story(story, issued_on, due_after, size.today))
    handed_on = issued_on + PARTS_AFTER * stories.DAY
    due_after = stories.DUE[0]
    if handed_on <= size.today and due_after is not None:
        for body in range(size.bodies):
            place += 1
            story = stories.story(chance.choice(stories.ONLY_SOME), handed_on, due_after - PARTS_AFTER, size.today)
            yield Given(place, 0, (body + 1) % size.bodies, story, body + 1, f"Phần việc của cơ quan thứ {body + 1}")
    if number % RECURS == 0:
        yield from _recurring(chance, place, issued_on, size)


def _recurring(chance: random.Random, place: int, issued_on: dt.date, size: Size) -> Iterator[Given]:
    """The last task's duties of each month that began since."""
    first = (size.tasks - 1) * size.bodies + 1
    for month in months(issued_on, size.today):
        due_after = _due_after(month)
        for body in range(size.bodies):
            place += 1
            story = stories.story(chance.choice(stories.ONLY_SOME), month.first, due_after, size.today)
            words = f"Kỳ {month.words.vi}: báo cáo kết quả"
            yield Given(place, size.tasks - 1, body, story, first + body, words, month.number)


def months(issued_on: dt.date, today: dt.date) -> list[period.Period]:
    """The periods that began after the issue."""
    return list(period.begun(RHYTHM, after=None, first_on=issued_on + stories.DAY, on=today))


@lru_cache(maxsize=64)
def _due_after(month: period.Period) -> int:
    return (occurrence.due_on(month, WHEN, workdays.shipped(), None) - month.first).days
