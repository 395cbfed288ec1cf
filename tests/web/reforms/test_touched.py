"""What hangs on the bodies that a reform touches: named before it is decided, and kept with the decision."""

import datetime as dt
from dataclasses import replace

import pytest
from django.apps import apps

from tests import make
from tests.web.duties.test_inquiries import contribute, explain, instant
from tests.web.duties.test_letters import DRAFT
from tests.web.duties.test_life import duty_of, move
from tests.web.pages.test_bodies import words
from tests.web.recurring.test_recurring import begun
from tests.web.rulesets.test_in_use import adopt
from tiendo.errors import Broken
from tiendo.orgtree import BodyKind, Definition, Level, Superior
from tiendo.reform import Decision, Newcomer, Step, Terms, Verb
from tiendo_web.accounts import actions as accounts
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import letters
from tiendo_web.invitations import actions as invitations
from tiendo_web.ledger import actions as ledger
from tiendo_web.ledger import queries as entries
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies, facts, viewers
from tiendo_web.orgs.models import Body
from tiendo_web.pages import names
from tiendo_web.plans import actions as plans
from tiendo_web.plans.models import Task
from tiendo_web.reforms import actions, holdings, previews, queries
from tiendo_web.reforms.models import Reform
from tiendo_web.reforms.touched import Fate, Touched

DAY = dt.timedelta(days=1)
LATE = dt.date(2026, 4, 20)
KIND = holdings.Kind
# Every table that names a body, and the kind under which a reform tells what is there; or why it tells nothing.
PLACES = {
    "duties.Duty": "its own columns: the duties themselves",
    "duties.Event": "belongs to the duty",
    "duties.Tally": "derived from the duties",
    "duties.BodyChange": "derived from the duties",
    "duties.BodyTotal": "derived from the duties",
    "duties.Charge": "lapses with the hat of who was named; it holds on in the heir for whoever comes along",
    "duties.Coordination": KIND.COORDINATING,
    "duties.Inquiry": KIND.TO_ANSWER,
    "duties.Letter": "sent when it was written, and signed by who was there then",
    "duties.LetterLine": KIND.URGED,
    "duties.LetterCopy": "the words of a letter as they were sent",
    "orgs.Holder": "its own column: the people",
    "orgs.BodyName": "of the body itself",
    "orgs.BodyCode": "of the body itself",
    "orgs.Parentage": "of the body itself",
    "orgs.Superiority": KIND.LED,
    "orgs.BodyRank": "of the body itself",
    "orgs.BodyEnd": "of the body itself",
    "orgs.Succession": "of the body itself",
    "orgs.Leaving": "over when it was written",
    "orgs.Office": "ends with the body: who manages people names the office of its heir anew",
    "plans.Directive": KIND.DIRECTIVES,
    "rulesets.Adoption": KIND.RULES,
}


def test_every_table_that_names_a_body_has_its_place_in_the_preview():
    """A room that comes to hold something at bodies says here, and in ``holdings``, what a reform makes of it."""
    found = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Body and not field.auto_created
    }
    assert found == set(PLACES)
    assert set(holdings.ROOMS) == set(KIND) == set(names.HOLDINGS)


@pytest.fixture
def full(province, an, dung):
    """Everything there is hangs on the seat or on Sở Y tế."""
    bodies = province.bodies
    adopt(an)
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    duty = duty_of(province, "health")
    begun(an, Task.objects.get(jurisdiction_id=province.id, position=1).pk)
    contribute(province, duty, dung, day=LATE)
    explain([duty], an)
    letters.urge(duty_ids=[duty], draft=DRAFT, viewer=an, at=instant(LATE))
    second = make.plan(an, make.PLAN.replace("15/KH", "16/KH"))
    make.lead(second, make.tasks(second, an)[1], [bodies["health"]], an)
    plans.mend_task(
        plan_id=second,
        task=make.tasks(second, an)[2],
        fields={"coordinating": [bodies["health"]]},
        seen=1,
        viewer=an,
        at=make.AT,
    )
    third = make.plan(an, make.PLAN.replace("15/KH", "17/KH"))
    for task in make.tasks(third, an):
        make.lead(third, task, [bodies["thuan"]], an)
    plans.mend_task(
        plan_id=third,
        task=make.tasks(third, an)[0],
        fields={"coordinating": [bodies["health"]]},
        seen=3,
        viewer=an,
        at=make.AT,
    )
    duties.issue(plan_id=third, viewer=an, at=make.AT)
    orgs.define_group(
        viewer=an, name="Các sở", definition=Definition(kinds=frozenset({BodyKind.DEPARTMENT})), at=make.AT
    )
    known = {one.id: one for one in facts.read(province.id)}
    with ledger.act(jurisdiction_id=province.id, kind="orgs.import", by=an.actor, at=make.AT) as act:
        led = known[bodies["thuan"]]
        orgs.reshape(act, [replace(led, superiors=(Superior(bodies["health"], make.FOUNDED),))])
    away = province.viewer("kien", role=Role.OFFICER, body="health")
    deputies.give(
        holder_id=dung.holder_id,
        user_id=away.user_id,
        holds_from=LATE,
        holds_to=LATE + 30 * DAY,
        viewer=province.viewer("quan-tri", role=Role.ADMINISTRATOR),
        at=make.AT,
    )
    invitations.invite(
        jurisdiction_id=province.id,
        person=accounts.Person("moi-moi", "Mới", ""),
        role=Role.OFFICER,
        body_id=bodies["health"],
        holds_from=make.AT.date(),
        holds_to=None,
        by=make.SYSTEM,
        at=instant(LATE),
    )
    return duty


def terms(province, *more):
    new = Newcomer(-1, BodyKind.PROVINCE, Level.PROVINCE, "Ủy ban nhân dân tỉnh mới", None)
    bodies = province.bodies
    steps = (Step(Verb.MERGE, (bodies["province"], bodies["health"]), into=(-1,), below=True), *more)
    day = LATE + 2 * DAY
    return Terms(Decision("1/QĐ", "Sắp xếp", LATE, day), newcomers=(new,), steps=steps, people={})


def test_all_that_hangs_on_a_body_is_named_before_and_kept_with_the_decision(browser, province, an, dung, full):
    renamed = Step(Verb.RENAME, (province.bodies["binh"],), name="Phường Bình Sơn")
    moved = Step(Verb.MOVE, (province.bodies["binh"],), parent=-1)
    key = actions.begin(terms=terms(province, renamed, moved), viewer=an, at=instant(LATE))
    shown = previews.preview(key=key, viewer=an, on=LATE)
    assert shown.ready, shown.faults
    by_body = {one.body_id: one for one in shown.touched}
    seat, health, binh = (by_body[province.bodies[ref]] for ref in ("province", "health", "binh"))
    assert dict(seat.held) == {KIND.ASKING: 3, KIND.DIRECTIVES: 2, KIND.RULES: 1}, "and what two documents ask"
    assert dict(health.held) == {
        KIND.SERIES: 1,
        KIND.TO_ANSWER: 2,
        KIND.ASKING: 1,
        KIND.URGED: 1,
        KIND.COORDINATING: 1,
        KIND.DRAFTS: 1,
        KIND.GROUPS: 1,
        KIND.LED: 1,
        KIND.DEPUTIES: 1,
        KIND.INVITED: 1,
    }
    assert {*seat.held, *health.held} == set(KIND)
    assert (binh.fate, binh.duties, binh.heirs) == (Fate.GOES_ON, 1, ()), "a name changes, the duties stay"
    assert (health.fate, health.heirs) == (Fate.ENDS, ("Ủy ban nhân dân tỉnh mới",))
    clerk = browser.wearing(an)
    page = words(clerk.get(f"/reforms/drafts/{key}/"))
    # The page shows what is there today: the letter, the deputy and the link are over by then.
    for kind in set(KIND) - {KIND.URGED, KIND.DEPUTIES, KIND.INVITED}:
        assert all(str(said) in page for said in names.HOLDINGS[kind]), kind
    number = actions.decide(key=key, seen=1, viewer=an, at=instant(LATE))
    kept = queries.reform(reform_id=number, viewer=an, on=LATE).touched
    assert kept == shown.touched
    move(full, duties.KIND.REPORTED, dung, LATE)
    assert queries.reform(reform_id=number, viewer=an, on=LATE).touched == kept, "as it was when it was decided"
    actions.catch_up(jurisdiction_id=province.id, at=instant(LATE + 2 * DAY))
    (heir,) = viewers.of_user(user_id=an.user_id, jurisdiction_id=province.id, on=LATE + 3 * DAY)
    page = words(browser.wearing(heir).get(f"/reforms/{number}/"))
    assert "Yêu cầu phải trả lời: 2" in page and str(names.HOLDINGS[KIND.RULES][1]) in page
    assert list(entries.breaks(jurisdiction_id=province.id)) == []


def test_the_queries_are_as_many_for_one_body_as_for_all(province, an, full, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(steps):
        held = terms(province)
        key = actions.begin(terms=Terms(held.decision, steps=steps), viewer=an, at=instant(LATE))
        with CaptureQueriesContext(connection) as counted:
            previews.preview(key=key, viewer=an, on=LATE)
        return len(counted)

    bodies = province.bodies
    few = cost((Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)),))
    ended = tuple(bodies[ref] for ref in ("health", "finance", "thuan", "clinic"))
    assert cost((Step(Verb.MERGE, ended, into=(bodies["binh"],)),)) <= few + 2


@pytest.mark.parametrize("stored", [{}, {"body": 1}, {"body": 1, "name": "x", "fate": "?", "heirs": []}, None])
def test_what_was_kept_and_cannot_be_read_is_broken(stored):
    with pytest.raises(Broken):
        Touched.decode(stored)


def test_a_decision_of_before_has_kept_nothing(browser, province, an):
    renamed = Step(Verb.RENAME, (province.bodies["binh"],), name="Phường Bình Sơn")
    day = make.AT.date()
    key = actions.begin(terms=Terms(Decision("1/QĐ", "", day, day), steps=(renamed,)), viewer=an, at=make.AT)
    number = actions.decide(key=key, seen=1, viewer=an, at=make.AT)
    Reform.objects.filter(jurisdiction_id=province.id, pk=number).update(touched=None)
    page = words(browser.wearing(an).get(f"/reforms/{number}/"))
    assert "Khi quyết định" not in page and "Đổi tên" in page
