"""Days that somebody set, and near days: each says how it came about, in words and as data."""

from __future__ import annotations

from datetime import date

import pytest

from tiendo import ruleset_text, setday, steps, workdays
from tiendo.rulebook import Lang
from tiendo.ruleset import Basis, Clause, Ground, Trust
from tiendo.setday import How, Rule
from tiendo.term import Length, Unit

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


@pytest.mark.parametrize("how", [How.ANSWER, How.AGAIN, How.REPORT])
def test_the_day_of_an_answer_or_a_report_says_who_set_it(how: How) -> None:
    before = BEFORE if how is How.AGAIN else None
    for lang, day in ((Lang.VI, "29/05/2026"), (Lang.EN, "2026-05-29")):
        assert day in setday.SetDay(how, DUE, before, ON).say(lang)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("length", [Length(2, Unit.WORKING_DAY), Length(0, Unit.WORKING_DAY), None])
def test_a_day_that_a_rule_counts_says_from_when_and_on_what_ground(rule: Rule, length: Length | None) -> None:
    clause = Clause(length, Ground("Quy chế 9, Điều 4", "", Trust.OWN))
    found = setday.by_rule(rule, clause, since=ON, basis=BASIS)
    until = None if length is None else ON if length.count == 0 else date(2026, 3, 12)
    assert found.until == until
    for lang in Lang:
        assert "Quy chế 9, Điều 4" in found.say(lang) and BASIS.rules.name in found.say(lang)
    data = steps.by_rule(found)
    assert (data["rule"], data["until"]) == (rule.value, until.isoformat() if until else None)


def test_a_day_beyond_the_table_of_days_off_is_not_made_up() -> None:
    clause = Clause(Length(60, Unit.YEAR), Ground("Quy chế 9", "", Trust.OWN))
    found = setday.by_rule(Rule.CHASE, clause, since=ON, basis=BASIS)
    assert found.until is None and "chưa tính được" in found.say(Lang.VI)
