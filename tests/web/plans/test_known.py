"""What a document is held against when it is taken in: the tasks that were issued already, and the day."""

import datetime as dt

from tests import make
from tests.web.duties.test_levels import take_in
from tiendo_web.core.access import Level
from tiendo_web.duties import actions
from tiendo_web.plans.models import Plan

OTHER = make.PLAN.replace("15/KH", "16/KH")
LATER = make.AT + dt.timedelta(days=60)


def told(plan, viewer, code):
    """The arguments of a plan's findings under a code."""
    row = Plan.objects.get(jurisdiction_id=viewer.jurisdiction_id, pk=plan)
    return [one["args"] for one in row.compiled["diagnostics"] if one["code"] == code]


def test_tasks_that_were_issued_already_are_told_with_where_they_stand(an):
    before = make.plan(an)
    assert told(make.plan(an, OTHER), an, "W004") == []
    actions.issue(plan_id=before, viewer=an, at=make.AT)
    (one,) = told(make.plan(an, OTHER, at=LATER), an, "W004")
    assert (one["where"], one["count"], one["list"]) == ("15/KH-UBND", "3", "I.1, I.2, I.3")
    assert told(make.plan(an, at=LATER), an, "W004") == []


def test_what_not_everybody_may_know_of_is_told_to_nobody(province, an):
    plan = take_in(an, [province.bodies["health"]], level=Level.INTERNAL, text=make.PLAN, at=make.AT)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    assert told(make.plan(an, OTHER, at=LATER), an, "W004") == []


def test_deadlines_that_had_passed_when_it_came_in_are_told(an):
    assert told(make.plan(an), an, "D006") == []
    (one,) = told(make.plan(an, at=LATER), an, "D006")
    assert (one["count"], one["list"]) == ("2", "I.1, I.2")
