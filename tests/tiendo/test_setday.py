"""Days that somebody set, and near days: each says how it came about, in words and as data."""

from __future__ import annotations

from datetime import date

import pytest

from tiendo import ruleset_text, setday, steps, workdays
from tiendo.rulebook import Lang
from tiendo.ruleset import Basis
from tiendo.setday import How

BASIS = Basis(ruleset_text.shipped()[0], workdays.shipped())
BEFORE, DUE, ON = date(2026, 3, 16), date(2026, 5, 29), date(2026, 3, 10)


@pytest.mark.parametrize("how", [How.ASKED, How.GRANTED])
def test_an_extension_says_from_when_to_when_and_by_which_rule(how: How) -> None:
    found = setday.extension(how, before=BEFORE, due_on=DUE, on=ON, basis=BASIS)
    told = found.say(Lang.VI)
    assert all(day in told for day in ("10/03/2026", "16/03/2026", "29/05/2026"))
    assert BASIS.rules.name in told and BASIS.rules.longest.ground.citation in told
    data = steps.data(found)
    assert (data["kind"], data["before"], data["due_on"]) == ("set", "2026-03-16", "2026-05-29")


@pytest.mark.parametrize(("how", "before"), [(How.PART, BEFORE), (How.PART, None), (How.WHOLE, DUE)])
def test_the_day_of_a_part_says_who_set_it(how: How, before: date | None) -> None:
    one = setday.SetDay(how, DUE, before, ON)
    for lang, day in ((Lang.VI, "29/05/2026"), (Lang.EN, "2026-05-29")):
        assert day in one.say(lang)


def test_a_near_day_says_by_which_rule() -> None:
    found = setday.near(BASIS.near_on(DUE), DUE, BASIS)
    assert "3 ngày làm việc trước hạn 29/05/2026" in found.say(Lang.VI)
    assert BASIS.rules.near.ground.citation in found.say(Lang.VI)
    assert steps.near(found)["near_on"] == BASIS.near_on(DUE).isoformat()
