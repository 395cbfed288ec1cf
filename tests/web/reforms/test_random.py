"""Random bodies, random duties, random reforms: whatever is decided, no duty is lost and no earlier day changes."""

import datetime as dt
import secrets

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests import make
from tiendo import duty as rules
from tiendo.orgtree import BodyKind, Level, Share
from tiendo.reform import Decision, Newcomer, Rule, Step, Terms, Verb
from tiendo_web.core.access import Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries as org_queries
from tiendo_web.reforms import actions, previews, queries
from tiendo_web.scorecards import queries as scorecards

DAY = dt.timedelta(days=1)
NOW = make.AT + 10 * DAY
SIZE = 7
NEW = (-1, -2)


@st.composite
def parents(draw):
    """For each body but the first the place of one before it."""
    return [draw(st.integers(0, place)) for place in range(SIZE - 1)]


@st.composite
def steps(draw):
    """One change of bodies named by their place (or of newcomers below zero); lawful or not."""
    verb = draw(st.sampled_from([one for one in Verb if one is not Verb.FOUND]))
    places = st.integers(1, SIZE - 1)
    bodies = tuple(draw(st.lists(places, min_size=1, max_size=2, unique=True)))
    if verb in (Verb.SPLIT, Verb.RENAME, Verb.RAISE):
        bodies = bodies[:1]
    heirs = st.sampled_from([*range(SIZE), *NEW])
    into = tuple(draw(st.lists(heirs, min_size=1, max_size=1 if verb is Verb.MERGE else 2, unique=True)))
    shares = {Verb.MERGE: (Share.WHOLE,) * len(bodies), Verb.SPLIT: (Share.MAIN, Share.PART)[: len(into)]}
    return Step(
        verb,
        bodies,
        into=into if verb in (Verb.MERGE, Verb.SPLIT, Verb.ABOLISH) else (),
        shares=shares.get(verb, ()),
        keeps=verb is Verb.SPLIT and draw(st.booleans()),
        below=verb in (Verb.MERGE, Verb.ABOLISH) and draw(st.booleans()),
        name="Tên mới" if verb is Verb.RENAME else "",
        kind=BodyKind.SERVICE if verb is Verb.RAISE else None,
        level=Level.PROVINCE if verb is Verb.RAISE else None,
        parent=draw(heirs) if verb is Verb.MOVE else None,
        superior=draw(heirs) if verb is Verb.LEAD else None,
    )


def real(ids, step):
    """The same step with ids in the place of places."""
    at = {**dict(enumerate(ids)), **{new: new for new in NEW}}
    return Step(
        step.verb,
        tuple(at[one] for one in step.bodies),
        into=tuple(at[one] for one in step.into),
        shares=step.shares,
        keeps=step.keeps,
        below=step.below,
        name=step.name,
        kind=step.kind,
        level=step.level,
        parent=at[step.parent] if step.parent is not None else None,
        superior=at[step.superior] if step.superior is not None else None,
    )


def reform(ids, symbol, effect_on, changes, *, ruled):
    """The terms of a reform with newcomers to name, and where ``ruled`` a rule that sends every duty to the first."""
    newcomers = tuple(
        Newcomer(number, BodyKind.DEPARTMENT, Level.PROVINCE, f"Sở mới {symbol} {-number}", ids[0]) for number in NEW
    )
    return Terms(
        Decision(symbol, "", min(NOW.date(), effect_on), effect_on),
        newcomers=newcomers,
        steps=tuple(real(ids, step) for step in changes),
        rules=(Rule(to=ids[0]),) if ruled else (),
    )


def owing(an):
    """The bodies that owe a duty which is not over."""
    stages = [stage.value for stage in rules.OPEN]
    rows = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, stage__in=stages)
    return set(rows.values_list("owner_id", flat=True))


def founded(places):
    """A province of its own with a body for each place, two tasks led by every body; gives its clerk and ids."""
    jurisdiction = orgs.found_jurisdiction(slug=f"tinh-{secrets.token_hex(4)}", name="Tỉnh")
    bodies = [orgs.NewBody("0", BodyKind.PROVINCE, "UBND tỉnh", make.FOUNDED)]
    bodies += [
        orgs.NewBody(str(n + 1), BodyKind.DEPARTMENT, f"Sở {n + 1}", make.FOUNDED, parent=str(above))
        for n, above in enumerate(places)
    ]
    ids = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=bodies, at=make.AT)
    home = make.Province(jurisdiction.pk, jurisdiction.slug, {"province": ids["0"]})
    an = home.viewer("an", role=Role.CLERK)
    plan = make.plan(an)
    for task in make.tasks(plan, an):
        make.lead(plan, task, list(ids.values())[1:], an)
    duties.issue(plan_id=plan, viewer=an, at=make.AT)
    return an, list(ids.values())


def figures(an, on):
    card = scorecards.scorecard(viewer=an, on=on)
    return {body: card.row(body).values for body in card.bodies if card.row(body)}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    places=parents(),
    changes=st.lists(steps(), min_size=1, max_size=3),
    ruled=st.booleans(),
    closed=st.lists(st.integers(0, (SIZE - 1) * 3 - 1), max_size=4, unique=True),
    later=st.booleans(),
)
def test_no_duty_is_lost_whatever_is_decided(db, places, changes, ruled, closed, later):
    an, ids = founded(places)
    rows = list(Duty.objects.filter(jurisdiction_id=an.jurisdiction_id).order_by("pk"))
    for place in closed:
        words = duties.Words(text="Thôi", reason=rules.Closing.OTHER)
        duties.move(duty_id=rows[place].pk, kind=rules.EventKind.CLOSED, words=words, viewer=an, at=make.AT + DAY)
    effect_on = (NOW + (5 if later else 0) * DAY).date()
    terms = reform(ids, "1/QĐ-UBND", effect_on, changes, ruled=ruled)
    days = [make.AT.date(), (NOW - DAY).date()]
    before = {day: figures(an, day) for day in days}
    events = Event.objects.filter(jurisdiction_id=an.jurisdiction_id).count()
    key = actions.begin(terms=terms, viewer=an, at=NOW)
    entries = Entry.objects.filter(jurisdiction_id=an.jurisdiction_id).count()
    try:
        reform_id = actions.decide(key=key, seen=1, viewer=an, at=NOW)
    except (actions.Faulty, actions.Undecided) as refused:
        event(type(refused).__name__)
        assert Entry.objects.filter(jurisdiction_id=an.jurisdiction_id).count() == entries
        assert figures(an, effect_on) == before[days[1]] or later
    else:
        event("decided")
        if later:
            assert actions.take_effect(reform_id=reform_id, jurisdiction_id=an.jurisdiction_id, at=NOW + 5 * DAY) == 0
        living = {body.id for body in org_queries.tree(jurisdiction_id=an.jurisdiction_id, on=effect_on)}
        assert owing(an) <= living and queries.unplaced(viewer=an, on=effect_on) == []
        moved = Event.objects.filter(jurisdiction_id=an.jurisdiction_id, kind="passed").count()
        assert Event.objects.filter(jurisdiction_id=an.jurisdiction_id).count() == events + moved
        for structure_on in (days[1], effect_on):
            other = scorecards.restructured(viewer=an, on=effect_on, structure_on=structure_on)
            assert other.total == scorecards.scorecard(viewer=an, on=effect_on).total
    assert {day: figures(an, day) for day in days} == before
    assert duty_queries.drift(an.jurisdiction_id) == []
    assert list(ledger.breaks(jurisdiction_id=an.jurisdiction_id)) == []


@st.composite
def decisions(draw):
    """Changes, the day in so many days on which they take effect, and whether a rule sends every duty somewhere."""
    changes = draw(st.lists(steps(), min_size=1, max_size=2))
    return changes, draw(st.integers(-1, 4)), draw(st.booleans())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(places=parents(), row=st.lists(decisions(), min_size=2, max_size=4), working=st.booleans())
def test_decisions_that_wait_leave_no_duty_that_was_not_shown(db, places, row, working):
    """Whatever is decided in whatever order, the days come, worked on each or all found late at the end."""
    an, ids = founded(places)
    shown, made = set(), 0
    for number, (changes, days, ruled) in enumerate(row):
        effect_on = NOW.date() + days * DAY
        key = actions.begin(terms=reform(ids, f"{number}/QĐ", effect_on, changes, ruled=ruled), viewer=an, at=NOW)
        preview = previews.preview(key=key, viewer=an, on=NOW.date())
        try:
            actions.decide(key=key, seen=1, viewer=an, at=NOW)
        except (actions.Faulty, actions.Undecided):
            assert not preview.ready
            continue
        assert preview.ready
        shown |= {duty for late in preview.late for duty in late.duties}
        made += 1
    for day in range(1, 6):
        if working or day == 5:
            actions.catch_up(jurisdiction_id=an.jurisdiction_id, at=NOW + day * DAY)
    on = NOW.date() + 5 * DAY
    left = [one.duty_id for one in queries.unplaced(viewer=an, on=on)]
    event(f"{made} decided, {'some' if left else 'none'} left")
    assert set(left) <= shown
    if left:
        actions.place(choices=dict.fromkeys(left, ids[0]), viewer=an, at=NOW + 5 * DAY)
    assert owing(an) <= {body.id for body in org_queries.tree(jurisdiction_id=an.jurisdiction_id, on=on)}
    assert duty_queries.drift(an.jurisdiction_id) == []
    assert list(ledger.breaks(jurisdiction_id=an.jurisdiction_id)) == []
