"""The real case: provinces as they were on 30 June 2025, reformed on 1 July by the shipped table."""

from dataclasses import replace

import pytest

from tests import make, reform_case
from tests.reform_case import DAY, EVE, MORNING
from tiendo import duty as rules
from tiendo import units
from tiendo.orgtree import BodyKind
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import actions, previews, queries
from tiendo_web.scorecards import queries as scorecards

OPEN = [stage.value for stage in rules.OPEN]


def lived_in(case):
    """Let some duties be acknowledged, reported on, returned and accepted before the reform."""
    rows = Duty.objects.filter(jurisdiction_id=case.jurisdiction_id).order_by("pk")[:60]
    words = duties.Words(text="Đã làm.")
    home = make.Province(case.jurisdiction_id, f"tinh-{case.code}", case.bodies)
    judge = home.viewer("binh", role=Role.LEADER, at=reform_case.ISSUED)
    hats = {}
    kinds = (rules.EventKind.REPORTED, rules.EventKind.ACCEPTED, rules.EventKind.RETURNED)
    for number, duty in enumerate(rows):
        doer = hats.setdefault(duty.owner_id, replace(case.an, body_id=duty.owner_id, office=False))
        for kind in kinds[: 1 + number % 2] if number % 3 else (kinds[0], kinds[2]):
            viewer = doer if kind is kinds[0] else judge
            duties.move(duty_id=duty.pk, kind=kind, words=words, viewer=viewer, at=reform_case.ISSUED + 9 * DAY)


def card(case, on, structure_on=None):
    """The rows of a scorecard that have figures, and their sum."""
    asked = scorecards.scorecard if structure_on is None else scorecards.restructured
    more = {} if structure_on is None else {"structure_on": structure_on}
    found = asked(viewer=case.an, on=on, **more)
    return {body: found.row(body) for body in found.bodies if found.row(body)}, found.total


def owned_by_the_living(case, on):
    living = {body.id for body in orgs.tree(jurisdiction_id=case.jurisdiction_id, on=on)}
    rows = Duty.objects.filter(jurisdiction_id=case.jurisdiction_id, stage__in=OPEN)
    return set(rows.values_list("owner_id", flat=True)) <= living


def reform(case, terms):
    key = actions.begin(terms=terms, viewer=case.an, at=MORNING)
    return actions.decide(key=key, seen=1, viewer=case.an, at=MORNING)


def holds(case):
    assert duty_queries.drift(case.jurisdiction_id) == []
    assert list(ledger.breaks(jurisdiction_id=case.jurisdiction_id)) == []


def test_nghe_an_loses_its_districts_and_no_duty(db):
    case = reform_case.found("40")
    reform_case.issue(case, 2)
    lived_in(case)
    count, events = (model.objects.filter(jurisdiction_id=case.jurisdiction_id).count() for model in (Duty, Event))
    eve = card(case, EVE)
    assert count == 2 * 432 == eve[1].total
    drafted = case.drafted()
    assert drafted.problems == ()
    reform_id = reform(case, replace(drafted.terms, rules=case.rules()))
    assert owned_by_the_living(case, units.SINCE)
    now = orgs.tree(jurisdiction_id=case.jurisdiction_id, on=units.SINCE)
    kinds = [body.kind for body in now]
    assert (kinds.count(BodyKind.COMMUNE), kinds.count(BodyKind.DISTRICT)) == (130, 0)
    assert card(case, EVE) == eve, "the scorecard of 30 June says what it said"
    passed = sum(flow.count for flow in queries.reform(reform_id=reform_id, viewer=case.an, on=units.SINCE).flows)
    rows = Event.objects.filter(jurisdiction_id=case.jurisdiction_id)
    assert rows.exclude(kind="passed").count() == events, "not one report is lost"
    assert rows.filter(kind="passed").count() == passed
    assert card(case, units.SINCE)[1].total == count
    holds(case)


def test_figures_reconcile_under_either_structure(db):
    case = reform_case.found("40")
    reform_case.issue(case, 2)
    lived_in(case)
    reform(case, replace(case.drafted().terms, rules=case.rules()))
    reform_case_issued_after(case)
    later = units.SINCE + 100 * DAY
    old, new = (orgs.tree(jurisdiction_id=case.jurisdiction_id, on=day) for day in (EVE, units.SINCE))
    for on, structure_on, tree in ((EVE, units.SINCE, new), (later, EVE, old)):
        as_it_was, total = card(case, on)
        other, same = card(case, on, structure_on)
        assert total == same, "the sums agree under both"
        assert other != as_it_was
        strangers = {body for body in other if body not in tree}
        districts = {body.id for body in old if body.kind is BodyKind.DISTRICT}
        assert strangers <= districts if on == EVE else all(body in new for body in strangers)
    assert card(case, EVE, EVE) == card(case, EVE)
    assert card(case, units.SINCE, EVE)[0].keys() >= card(case, EVE)[0].keys()


def reform_case_issued_after(case):
    """A directive to three communes of today."""
    tree = orgs.tree(jurisdiction_id=case.jurisdiction_id, on=units.SINCE)
    communes = [body for body in tree if body.kind is BodyKind.COMMUNE][:3]
    after = replace(case, bodies={body.code: body.id for body in communes})
    reform_case.issue(after, 1, at=MORNING + 5 * DAY)


def test_where_communes_are_divided_the_clerk_decides_duty_by_duty(db):
    case = reform_case.found("22")
    reform_case.issue(case, 1)
    drafted = case.drafted()
    terms = replace(drafted.terms, rules=case.rules())
    key = actions.begin(terms=terms, viewer=case.an, at=MORNING)
    shown = previews.preview(key=key, viewer=case.an, on=MORNING.date())
    divided = [body for body in shown.touched if len(body.heirs) > 1]
    assert not shown.faults and len(shown.choices) == len(divided) > 5
    assert all(len(choice.heirs) > 1 for choice in shown.choices)
    with pytest.raises(actions.Undecided) as refused:
        actions.decide(key=key, seen=1, viewer=case.an, at=MORNING)
    assert refused.value.count == len(shown.choices)
    assert orgs.tree(jurisdiction_id=case.jurisdiction_id, on=units.SINCE).find(divided[0].name), "nothing is half done"
    chosen = {choice.duty_id: choice.heirs[-1][0] for choice in shown.choices}
    actions.save(key=key, seen=1, terms=replace(terms, choices=chosen), viewer=case.an, at=MORNING)
    actions.decide(key=key, seen=2, viewer=case.an, at=MORNING)
    assert owned_by_the_living(case, units.SINCE)
    holds(case)


@pytest.mark.deep
def test_twenty_thousand_open_duties_go_over_at_once(db):
    case = reform_case.found("40")
    reform_case.issue(case, 47)
    eve = card(case, EVE)
    assert eve[1].total == 47 * 432 > 20_000
    reform(case, replace(case.drafted().terms, rules=case.rules()))
    assert owned_by_the_living(case, units.SINCE)
    assert card(case, EVE) == eve
    assert card(case, EVE, units.SINCE)[1] == eve[1]
    holds(case)
