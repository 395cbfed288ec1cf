"""A duty that would be due after the last day of its body: refused with that day and the heirs, or done knowingly."""

import datetime as dt

import pytest

from tests import make
from tests.web.duties.test_life import duty_of, move
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.errors import Refused
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.duties import actions, moves, queries
from tiendo_web.ledger import queries as ledger
from tiendo_web.pages import move_forms
from tiendo_web.reforms import actions as reforms

KIND = rules.EventKind
ISSUED = make.AT.date()
ENDS = dt.date(2026, 4, 20)
# Sở Y tế's duty is due on 15 April 2026; from 20 April on nobody stands for it as a whole.
WITHIN, BEYOND = dt.date(2026, 4, 17), dt.date(2026, 5, 15)
TOLD = "“Sở Y tế” hoạt động đến hết ngày 19/04/2026.*“Sở Tài chính”, “Xã Hải Thuận”"


@pytest.fixture
def duty(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return duty_of(province, "health")


def divided(province, an, duty, *, whole=False):
    """Sở Y tế will end: in two others, or with ``whole`` in one."""
    health, clinic = province.bodies["health"], province.bodies["clinic"]
    into = (province.bodies["finance"],) if whole else (province.bodies["finance"], province.bodies["thuan"])
    step = Step(Verb.MERGE if whole else Verb.SPLIT, (health,), into=into)
    moved = Step(Verb.MOVE, (clinic,), parent=into[0])
    terms = Terms(Decision("1/QĐ", "", ISSUED, ENDS), steps=(step, moved), choices={duty: into[0]})
    key = reforms.begin(terms=terms, viewer=an, at=make.AT)
    reforms.decide(key=key, seen=1, viewer=an, at=make.AT)


def paused(duty, an):
    move(duty, KIND.PAUSED, an, dt.date(2026, 3, 3))


def closed(duty, an):
    move(duty, KIND.CLOSED, an, dt.date(2026, 3, 3), reason=rules.Closing.OTHER)


@pytest.mark.parametrize(
    ("before", "kind", "day", "until"),
    [
        (None, KIND.EXTENDED, dt.date(2026, 3, 10), BEYOND),
        (paused, KIND.RESUMED, dt.date(2026, 4, 10), None),
        (closed, KIND.REOPENED, dt.date(2026, 4, 10), None),
    ],
)
def test_what_would_outlive_its_body_is_refused_with_its_last_day_and_its_heirs_or_done_knowingly(
    province, an, duty, before, kind, day, until
):
    divided(province, an, duty)
    if before:
        before(duty, an)
    head = ledger.head(jurisdiction_id=province.id)
    with pytest.raises(Refused, match=TOLD) as refused:
        move(duty, kind, an, day, until=until)
    assert refused.value.field == "despite" and ledger.head(jurisdiction_id=province.id) == head
    move(duty, kind, an, day, until=until, despite=True)
    line = queries.duty(duty_id=duty, viewer=an, on=day).line
    assert line.due_on > ENDS and line.stage in rules.OPEN
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_within_its_life_or_with_one_heir_of_the_whole_nothing_is_asked(province, an, duty):
    divided(province, an, duty)
    move(duty, KIND.EXTENDED, an, dt.date(2026, 3, 10), until=WITHIN)
    other = duty_of(province, "finance")
    move(other, KIND.EXTENDED, an, dt.date(2026, 3, 10), until=BEYOND)


def test_where_one_body_takes_over_the_whole_the_duty_goes_along(province, an, duty):
    divided(province, an, duty, whole=True)
    move(duty, KIND.EXTENDED, an, dt.date(2026, 3, 10), until=BEYOND)


def test_the_form_asks_only_where_the_body_will_end(province, an, monkeypatch, duty):
    monkeypatch.setattr("tiendo_web.core.now.now", lambda: make.AT + dt.timedelta(days=2))
    clerk, at_page = Browser().wearing(an), f"/duties/{duty}/"
    assert "extended-despite" not in clerk.get(at_page).content.decode()
    divided(province, an, duty)
    data = clerk.form(at_page, f"{at_page}extended/") | {"extended-until": "2026-05-15", "extended-text": "Chờ vốn."}
    data.pop("extended-despite", None)
    shown = clerk.post(f"{at_page}extended/", data)
    assert shown.status_code == 422 and "19/04/2026" in shown.content.decode()
    assert clerk.post(f"{at_page}extended/", data | {"extended-despite": "on"}).status_code == 302


@pytest.mark.parametrize("kind", [KIND.RESUMED, KIND.REOPENED, KIND.CLOSED, KIND.REVOKED, KIND.REPLACED, KIND.RETURNED])
def test_a_form_demands_the_reason_that_its_move_demands(kind):
    with pytest.raises(Refused) as refused:
        moves.check_words(kind, actions.Words(), make.AT)
    assert refused.value.field == "text" and move_forms.FORMS[kind].base_fields["text"].required
