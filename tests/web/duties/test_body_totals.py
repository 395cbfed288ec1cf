"""Totals of bodies over all directives: what a scorecard sums is what stands behind it, and what the events say."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tiendo import rollup
from tiendo.errors import Refused
from tiendo_web.core.access import Level, Role
from tiendo_web.duties import actions, body_totals, marking, queries
from tiendo_web.duties.models import BodyChange, BodyTotal, Duty
from tiendo_web.scorecards import queries as scorecards

KIND = actions.KIND
DAY = dt.timedelta(days=1)
START = make.AT.date()
# Every month's beginning and end for most of a year, and some days between.
DAYS = [START + number * DAY for number in range(-1, 200, 9)] + [dt.date(2026, month, 1) for month in range(3, 10)]


def agree(viewer):
    """Whether on every day the sums of bodies are those of the cells behind them."""
    for on in DAYS:
        card = scorecards.scorecard(viewer=viewer, on=on)
        found = scorecards.overview(viewer=viewer, on=on)
        assert {body: counts for body, counts in found.bodies.items() if counts} == {
            body: card.row(body) for body in card.bodies if card.row(body)
        }
        assert found.total == card.total


def rows_of(model, province):
    columns = ("body_id", "level", "day", *body_totals.COLUMNS)
    rows = model.objects.filter(jurisdiction_id=province.id).order_by("body_id", "level", "day")
    return [row for row in rows.values_list(*columns) if any(row[3:])]


def test_a_column_stands_for_each_count():
    for model in (BodyChange, BodyTotal):
        names = [field.name for field in model._meta.concrete_fields]
        assert names[-len(rollup.ORDER) :] == [one.value for one in rollup.ORDER]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["health", "finance", "thuan", "binh"]), st.sampled_from([*KIND, None]), st.integers(0, 25)
    ),
    max_size=14,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_sums_of_bodies_are_what_stands_behind_them(db, steps):
    """Random moves and markings over months, two directives: every reader's sums, and a recount, and rows made anew."""
    province = make.province(f"tinh-{make.orgs.secrets.token_hex(4)}")
    an = province.viewer("an", role=Role.CLERK)
    head = province.viewer("truong", role=Role.HEAD, body="health")
    inspector = province.viewer("tra", role=Role.INSPECTOR)
    officers = {name: province.viewer(name, role=Role.OFFICER, body=name) for name in {step[0] for step in steps}}
    for number in ("15", "16"):
        actions.issue(plan_id=make.plan(an, make.PLAN.replace("15/KH", f"{number}/KH")), viewer=an, at=make.AT)
    at = make.AT
    for place, (name, kind, days) in enumerate(steps):
        at += days * DAY
        rows = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies[name]).order_by("pk")
        duty_id = rows[place % 2].pk
        for viewer in (officers[name], an):
            try:
                if kind is None:
                    level = Level(place % 3)
                    marking.mark_duty(duty_id=duty_id, level=level, reason="Vì thế.", viewer=viewer, at=at)
                else:
                    words = actions.Words(text="Đã làm.", until=at.date() + 40 * DAY)
                    actions.move(duty_id=duty_id, kind=kind, words=words, viewer=viewer, at=at)
            except Refused:
                continue
    for viewer in (an, head, inspector):
        agree(viewer)
    assert queries.drift(province.id) == []
    kept = [rows_of(model, province) for model in (BodyChange, BodyTotal)]
    for model in (BodyChange, BodyTotal):
        model.objects.filter(jurisdiction_id=province.id).delete()
    import_module("tiendo_web.duties.migrations.0020_body_totals").fill(apps, province.id)
    assert rows_of(BodyChange, province) == kept[0]
    assert queries.drift(province.id) == []
    agree(an)


@pytest.fixture
def issued(an):
    """The sample plan, and another act three months later, which keeps how bodies stood when June began."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    at = make.AT + 95 * DAY
    actions.issue(plan_id=make.plan(an, make.PLAN.replace("15/KH", "16/KH"), at=at), viewer=an, at=at)


@pytest.mark.parametrize("model", [BodyChange, BodyTotal])
@pytest.mark.parametrize("lost", [True, False])
def test_the_recount_names_the_body_whose_totals_are_not_what_the_events_say(province, issued, model, lost):
    body = province.bodies["thuan"]
    rows = model.objects.filter(jurisdiction_id=province.id, body_id=body)
    assert rows.exists()
    if lost:
        rows.delete()
    else:
        rows.update(overdue=7)
    assert queries.drift(province.id) == [f"totals of body {body}, level 0"]


def test_a_level_that_changes_later_moves_what_months_began_with(province, an, issued):
    duty = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"]).order_by("pk")[0]
    officer = province.viewer("tra", role=Role.INSPECTOR)
    before = scorecards.overview(viewer=officer, on=dt.date(2026, 6, 10)).total.total
    at = make.AT + 100 * DAY
    marking.mark_duty(duty_id=duty.pk, level=Level.INTERNAL, reason="Vì thế.", viewer=an, at=at)
    levels = BodyTotal.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"])
    assert set(levels.values_list("day", "level")) == {(dt.date(2026, 6, 1), 0), (dt.date(2026, 6, 1), 1)}
    assert scorecards.overview(viewer=officer, on=dt.date(2026, 6, 10)).total.total == before - 1
    agree(an)
    agree(officer)
    assert queries.drift(province.id) == []
