"""Parts of a duty when bodies move: whoever owes the whole gives the part, sees it and judges it."""

import datetime as dt

import pytest

from tests import make
from tests.web.reforms.deciding import DAY, NOW, TODAY, decided, drafted, holds
from tiendo import duty as rules
from tiendo.errors import Refused
from tiendo.reform import Step, Verb
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties import shares
from tiendo_web.duties.models import Duty
from tiendo_web.reforms import previews

KIND = rules.EventKind


@pytest.fixture
def bodies(province):
    return province.bodies


@pytest.fixture
def part(province, an, dung, bodies):
    """A part of the duty of Sở Y tế, given to the clinic beneath it, which has reported."""
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    whole = Duty.objects.get(jurisdiction_id=province.id, owner_id=bodies["health"]).pk
    share = shares.Part(bodies["clinic"], "Kiểm kê thuốc", dt.date(2026, 4, 10))
    (part,) = shares.break_down(duty_id=whole, parts=[share], viewer=dung, at=make.AT + DAY)
    clinic = province.viewer("hoa", role=Role.OFFICER, body="clinic")
    duties.move(
        duty_id=part, kind=KIND.REPORTED, words=duties.Words(text="Đã kiểm kê."), viewer=clinic, at=make.AT + DAY
    )
    return part


def accepts(part, leader):
    """Whether this leader is offered to confirm the report, and may."""
    try:
        offered = KIND.ACCEPTED in duty_queries.duty(duty_id=part, viewer=leader, on=TODAY).moves
    except Refused:
        offered = False
    try:
        duties.move(duty_id=part, kind=KIND.ACCEPTED, viewer=leader, at=NOW + DAY)
    except Refused:
        assert not offered
        return False
    assert offered
    return True


def test_a_part_that_moves_away_stays_with_who_owes_the_whole(province, an, bodies, part):
    key = drafted(an, Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["finance"]))
    (shown,) = previews.preview(key=key, viewer=an, on=TODAY).parted
    assert (shown.duty_id, shown.body, shown.whole) == (part, "Trung tâm Kiểm soát bệnh tật", "Sở Y tế")
    decided(an, Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["finance"]))
    giver, other = (province.viewer(ref, role=Role.LEADER, body=ref, at=NOW) for ref in ("health", "finance"))
    waiting = duty_queries.duties(viewer=giver, on=TODAY, which=duty_queries.Which.WAITING)
    assert [line.id for line in waiting.lines] == [part]
    whole = Duty.objects.get(jurisdiction_id=province.id, owner_id=bodies["health"]).pk
    assert [line.id for line in duty_queries.duty(duty_id=whole, viewer=giver, on=TODAY).children] == [part]
    assert not accepts(part, other) and accepts(part, giver)
    holds(province)


def test_the_giver_of_a_part_follows_the_whole(province, an, bodies, part):
    """The body is divided: the whole goes one way, who does the part another."""
    whole = Duty.objects.get(jurisdiction_id=province.id, owner_id=bodies["health"]).pk
    split = Step(Verb.SPLIT, (bodies["health"],), into=(bodies["finance"], bodies["binh"]))
    move = Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["binh"])
    decided(an, split, move, choices={whole: bodies["finance"]})
    giver, above = (province.viewer(ref, role=Role.LEADER, body=ref, at=NOW) for ref in ("finance", "binh"))
    assert [line.id for line in duty_queries.duty(duty_id=whole, viewer=giver, on=TODAY).children] == [part]
    assert not accepts(part, above) and accepts(part, giver)


def test_where_one_body_comes_to_owe_whole_and_part_who_stands_above_it_judges(province, an, bodies, part):
    decided(an, Step(Verb.ABOLISH, (bodies["health"],), into=(bodies["binh"],), below=True))
    own = province.viewer("binh", role=Role.LEADER, body="binh", at=NOW)
    assert Duty.objects.get(jurisdiction_id=province.id, pk=part).owner_id == bodies["binh"]
    assert not accepts(part, own) and accepts(part, province.viewer("tinh", role=Role.LEADER, at=NOW))


def test_nobody_judges_a_body_above_his_own(province, an, bodies, part):
    """Who owes the whole comes to stand beneath who does the part: those above both judge it."""
    steps = (
        Step(Verb.MOVE, (bodies["clinic"],), parent=bodies["province"]),
        Step(Verb.MOVE, (bodies["health"],), parent=bodies["clinic"]),
    )
    decided(an, *steps)
    beneath = province.viewer("y", role=Role.LEADER, body="health", at=NOW)
    assert not accepts(part, beneath) and accepts(part, province.viewer("tinh", role=Role.LEADER, at=NOW))
