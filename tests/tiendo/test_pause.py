"""What a pause does to a due day, and how it is said."""

from __future__ import annotations

from datetime import date

import pytest

from tiendo import pause, workdays
from tiendo.pause import Effect
from tiendo.rulebook import Lang

CALENDAR = workdays.shipped()


@pytest.mark.parametrize(
    ("due", "since", "until", "effect", "again"),
    [
        (None, date(2026, 11, 2), date(2026, 11, 9), Effect.NO_DEADLINE, None),
        (date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9), Effect.LATE_ALREADY, date(2026, 11, 2)),
        # Friday to Monday: the weekend was no working time, so nothing is gained by the pause.
        (date(2026, 11, 18), date(2026, 11, 13), date(2026, 11, 15), Effect.WORKING_DAYS, date(2026, 11, 18)),
        (date(2026, 11, 18), date(2026, 11, 12), date(2026, 11, 19), Effect.WORKING_DAYS, date(2026, 11, 26)),
        # Over Tết 2026 (16 to 20 February).
        (date(2026, 2, 13), date(2026, 2, 12), date(2026, 2, 15), Effect.WORKING_DAYS, date(2026, 2, 23)),
        (date(9999, 12, 31), date(2026, 2, 12), date(2026, 2, 15), Effect.CALENDAR_DAYS, date(9999, 12, 31)),
        (date(2041, 1, 10), date(2041, 1, 1), date(2041, 1, 5), Effect.CALENDAR_DAYS, date(2041, 1, 14)),
    ],
)
def test_the_day_after_a_pause(due: date | None, since: date, until: date, effect: Effect, again: date | None) -> None:
    found = pause.resume(due, paused_on=since, resumed_on=until, calendar=CALENDAR)
    assert (found.effect, found.due_on) == (effect, again)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("due", [None, date(2026, 11, 2), date(2026, 11, 30), date(2041, 1, 10)])
def test_every_effect_is_said_in_both_languages(lang: Lang, due: date | None) -> None:
    found = pause.resume(due, paused_on=date(2026, 11, 12), resumed_on=date(2026, 11, 19), calendar=CALENDAR)
    words = found.say(lang)
    assert "{" not in words
    if due is not None and found.due_on is not None:
        assert f"{due:%d/%m/%Y}" in words


def test_with_nothing_left_it_is_due_on_a_day_that_is_worked() -> None:
    friday, sunday = date(2026, 11, 13), date(2026, 11, 15)
    again = pause.resume(friday, paused_on=friday, resumed_on=sunday, calendar=workdays.shipped())
    assert again.due_on == date(2026, 11, 16)
