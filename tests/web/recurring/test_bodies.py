"""What recurs where a body pauses, ends, gives its task away, or nobody owes it any more."""

import datetime as dt

import pytest

from tests import make
from tests.web.calendars.test_days_off import decided as day_off
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tests.web.recurring.test_recurring import DUE, MONTHLY, begun, holds, look, made
from tiendo import duty as rules
from tiendo.reform import Decision, Rule, Step, Terms, Verb
from tiendo.rulebook import Lang
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty
from tiendo_web.jobs import work
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Task
from tiendo_web.recurring import actions, queries
from tiendo_web.recurring.models import Occurrence, Series
from tiendo_web.reforms import actions as reforms
from tiendo_web.reforms import previews
from tiendo_web.reforms import queries as reform_queries

DAY = dt.timedelta(days=1)
KIND = rules.EventKind
APRIL, MIDDLE = dt.date(2026, 4, 1), dt.date(2026, 4, 15)


def instant(day):
    return dt.datetime.combine(day, dt.time(2), dt.UTC)


@pytest.fixture
def series(province, an):
    """The third task of the sample plan, owed by both communes, recurs each month."""
    directive = duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    task = Task.objects.get(jurisdiction_id=province.id, directive_id=directive, position=3).pk
    return begun(an, task)


def decided(an, *steps, effect_on=MIDDLE, **more):
    decision = Decision("1/QĐ-UBND", "", dt.date(2026, 3, 20), effect_on)
    terms = Terms(decision, steps=steps, **more)
    key = reforms.begin(terms=terms, viewer=an, at=instant(decision.decided_on))
    return reforms.decide(key=key, seen=1, viewer=an, at=instant(decision.decided_on))


def split(province, *into, keeps=False):
    return Step(Verb.SPLIT, (province.bodies["thuan"],), into=tuple(province.bodies[one] for one in into), keeps=keeps)


def test_a_pause_over_the_first_day_of_a_period_loses_nothing(browser, province, an, series):
    duty = duty_of(province, "thuan")
    move(duty, KIND.PAUSED, an, dt.date(2026, 3, 31))
    look(province, APRIL)
    assert [ref for ref, _day in made(province)] == ["binh"], "the clock stands"
    move(duty, KIND.RESUMED, an, dt.date(2026, 4, 2), text="Tiếp tục.")
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    look(province, dt.date(2026, 4, 2), dt.date(2026, 4, 2), dt.date(2026, 4, 3))
    assert made(province) == [("binh", dt.date(2026, 5, 4)), ("thuan", dt.date(2026, 5, 4))]
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1, "once, in one act"
    line, page = queries.one(series_id=series, viewer=an, lang=Lang.VI)
    assert [len(one.duties) for one in page.issued] == [2] and line.issued == 1
    told = queries.occurrences(jurisdiction_id=province.id)
    rows = Duty.objects.filter(jurisdiction_id=province.id).order_by("pk")
    periods = [told.of(act=row.act, duty_id=row.pk) for row in rows if row.parent_id is not None]
    assert len(periods) == 2 and periods[0] == periods[1] is not None, "counted anew like the others"
    assert Browser().wearing(an).get(f"/recurring/{series}/").status_code == 200
    holds(province)


def test_a_period_that_was_over_before_the_clock_ran_again_is_not_owed(province, an, series):
    duty = duty_of(province, "thuan")
    move(duty, KIND.PAUSED, an, dt.date(2026, 3, 31))
    look(province, APRIL)
    move(duty, KIND.RESUMED, an, dt.date(2026, 5, 2), text="Tiếp tục.")
    look(province, dt.date(2026, 5, 2))
    assert [ref for ref, _day in made(province)].count("thuan") == 1, "May's; all of April the clock stood"
    holds(province)


def test_where_the_paused_duty_goes_to_a_body_that_has_the_period_none_is_made_twice(province, an, series):
    move(duty_of(province, "thuan"), KIND.PAUSED, an, dt.date(2026, 3, 31))
    thuan, binh = province.bodies["thuan"], province.bodies["binh"]
    decided(an, Step(Verb.MERGE, (thuan,), into=(binh,)))
    look(province, APRIL)
    work.take_effect(province.id, instant(MIDDLE))
    move(duty_of(province, "thuan"), KIND.RESUMED, an, dt.date(2026, 4, 16), text="Tiếp tục.")
    look(province, dt.date(2026, 4, 17))
    assert [ref for ref, _day in made(province)] == ["binh"]
    holds(province)


def test_what_recurs_goes_where_its_duty_goes_though_it_was_issued_after_the_decision(province, an, series):
    duty, binh = duty_of(province, "thuan"), province.bodies["binh"]
    decided(an, split(province, "binh", "health"), choices={duty: binh})
    look(province, APRIL)
    assert sorted(ref for ref, _day in made(province)) == ["binh", "thuan"], "until its end the old body reports"
    work.take_effect(province.id, instant(MIDDLE))
    assert reform_queries.unplaced_count(jurisdiction_id=province.id, on=MIDDLE) == 0
    rows = Duty.objects.filter(jurisdiction_id=province.id, parent_id=duty)
    assert [row.owner_id for row in rows] == [binh]
    holds(province)


def test_what_recurs_leaves_with_its_duty_a_body_that_lives_on(province, an, series):
    duty, binh = duty_of(province, "thuan"), province.bodies["binh"]
    decided(an, split(province, "binh", keeps=True), choices={duty: binh})
    look(province, APRIL)
    work.take_effect(province.id, instant(MIDDLE))
    owners = Duty.objects.filter(jurisdiction_id=province.id, parent_id=duty).values_list("owner_id", flat=True)
    assert [*owners] == [binh] == [Duty.objects.get(jurisdiction_id=province.id, pk=duty).owner_id]
    holds(province)


def test_a_choice_for_the_duty_decides_what_recurs_under_it_and_the_preview_says_so(browser, province, an, series):
    duty, binh = duty_of(province, "thuan"), province.bodies["binh"]
    look(province, APRIL)
    terms = Terms(Decision("1/QĐ-UBND", "", APRIL, MIDDLE), steps=(split(province, "binh", "health"),))
    at = instant(APRIL)
    key = reforms.begin(terms=terms, viewer=an, at=at)
    assert len(previews.preview(key=key, viewer=an, on=APRIL).choices) == 2
    chosen = Terms(terms.decision, steps=terms.steps, choices={duty: binh})
    reforms.save(key=key, seen=1, terms=chosen, viewer=an, at=at)
    assert previews.preview(key=key, viewer=an, on=APRIL).ready
    told = words(browser.wearing(an).get(f"/reforms/drafts/{key}/duties/"))
    assert "cùng nhiệm vụ mà việc định kỳ thuộc về" in told
    # A rule is asked where nobody chose; a choice of its own goes first.
    own = Duty.objects.get(jurisdiction_id=province.id, parent_id=duty).pk
    apart = Terms(terms.decision, steps=terms.steps, choices={duty: binh, own: province.bodies["health"]})
    reforms.save(key=key, seen=2, terms=apart, viewer=an, at=at)
    assert {one.duty_id: one.target for one in previews.routed(key=key, viewer=an, on=APRIL)} == {
        duty: "Phường Sơn Bình",
        own: "Sở Y tế",
    }
    ruled = Terms(terms.decision, steps=terms.steps, rules=(Rule(to=binh),))
    reforms.save(key=key, seen=3, terms=ruled, viewer=an, at=at)
    assert previews.preview(key=key, viewer=an, on=APRIL).ready


def test_a_series_that_nobody_owes_any_more_is_over(province, an, series):
    for ref in ("thuan", "binh"):
        said = duties.Words(text="Thôi.", reason=rules.Closing.OTHER)
        duties.move(duty_id=duty_of(province, ref), kind=KIND.CLOSED, words=said, viewer=an, at=make.AT)
    look(province, APRIL, dt.date(2026, 6, 1))
    assert not Occurrence.objects.filter(jurisdiction_id=province.id).exists()
    (row,) = Series.objects.filter(jurisdiction_id=province.id)
    assert row.next_from is None
    assert [line.ended for line in queries.series(viewer=an, lang=Lang.VI)[0]] == [actions.IDLE]
    holds(province)


def test_a_series_whose_duties_are_all_paused_goes_on(province, an, series):
    for ref in ("thuan", "binh"):
        move(duty_of(province, ref), KIND.PAUSED, an, dt.date(2026, 3, 31))
    look(province, APRIL)
    assert Series.objects.get(jurisdiction_id=province.id, pk=series).next_from == dt.date(2026, 5, 1)
    move(duty_of(province, "binh"), KIND.RESUMED, an, dt.date(2026, 4, 20), text="Tiếp tục.")
    look(province, dt.date(2026, 4, 20))
    assert [ref for ref, _day in made(province)] == ["binh"]
    holds(province)


def test_the_day_of_an_occurrence_is_counted_anew_by_the_level_it_was_counted_by(province, an, series):
    assert DUE.days != DUE.levels[next(iter(DUE.levels))] and MONTHLY
    look(province, APRIL)
    thuan, health = province.bodies["thuan"], province.bodies["health"]
    decided(an, Step(Verb.MERGE, (thuan,), into=(health,)), effect_on=dt.date(2026, 4, 10))
    work.take_effect(province.id, instant(dt.date(2026, 4, 10)))
    assert sorted(ref for ref, _day in made(province)) == ["binh", "health"]
    effect = day_off(an, "nghỉ 04/05/2026", days=45)
    assert {(one.due_before, one.due_on) for one in effect.moves} == {(dt.date(2026, 5, 4), dt.date(2026, 5, 5))}
    assert len(effect.moves) == 2
    holds(province)
