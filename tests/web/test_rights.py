"""The matrix: every address and method, every role at a department, on whose data ever.

Deep: also at the office, the seat, a commune and a service beneath the office, for whoever stands in for another, and
for a hat that ended with its body.

What is expected is worked out here, from the table of rights and from where the data stands; the product's own
reading of the table is what is tested.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.web.inspect import Browser
from tests.web.rights_stage import OFFICES, TARGETS, Stage, stage
from tests.web.test_laws import PUBLIC
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.core import now
from tiendo_web.core.access import HATS, TABLE, Permission, Reach, Role, Viewer
from tiendo_web.orgs import deputies
from tiendo_web.pages import rights
from tiendo_web.reforms import actions as reforms

P = Permission
NAMES = {getattr(one, "name", "set_language") for one in get_resolver().url_patterns}
# What whoever is signed in may open, about himself alone.
OWN_AFFAIRS = {"hats", "account", "end-session", "end-sessions", "account_change_password", "account_reauthenticate"}
OWN_AFFAIRS |= {name for name in NAMES if name.startswith("mfa_")}
OWN_AFFAIRS |= {"sso-join", "sso-unjoin"}
FOR_ANY_HAT = {"gallery", "today", "my-accesses"}
# Pages about the province as a whole: what a GET asks for, and what a POST.
OF_PROVINCE = {
    "documents": (P.READ_DOCUMENTS, P.DRAFT),
    "duties": (P.READ_DUTIES, None),
    "duties-csv": (P.READ_DUTIES, None),
    "duties-xlsx": (P.READ_DUTIES, None),
    "inquiries": (P.READ_DUTIES, None),
    "ask-explanations": (P.JUDGE, P.JUDGE),
    "letters": (P.READ_DUTIES, None),
    "typed": (P.DRAFT, P.DRAFT),
    "new-letter": (P.JUDGE, P.JUDGE),
    "name-doer": (P.REPORT, P.REPORT),
    "name-follower": (P.JUDGE, P.JUDGE),
    "scorecard": (P.READ_DUTIES, None),
    "scorecard-csv": (P.READ_DUTIES, None),
    "scorecard-structures": (P.READ_DUTIES, None),
    "scorecard-points": (P.READ_DUTIES, None),
    "ledger": (P.READ_LEDGER, None),
    "ledger-export": (P.READ_LEDGER, None),
    "bodies": (P.READ_BODIES, None),
    "body-names": (P.READ_BODIES, None),
    "bodies-import": (P.MANAGE_BODIES, P.MANAGE_BODIES),
    "bodies-export": (P.MANAGE_BODIES, None),
    "groups": (P.READ_BODIES, None),
    "new-group": (P.MANAGE_BODIES, P.MANAGE_BODIES),
    "reforms": (P.REORGANISE, None),
    "reform-new": (P.REORGANISE, P.REORGANISE),
    "reforms-unplaced": (P.REORGANISE, P.REORGANISE),
    "people": (P.MANAGE_PEOPLE, None),
    "new-person": (P.MANAGE_PEOPLE, P.MANAGE_PEOPLE),
    "give-hat": (P.MANAGE_PEOPLE, P.MANAGE_PEOPLE),
    "people-import": (P.MANAGE_PEOPLE, P.MANAGE_PEOPLE),
    "people-export": (P.MANAGE_PEOPLE, None),
    "deputies": (P.DEPUTISE, P.DEPUTISE),
    "sign-ins": (P.READ_SIGN_INS, None),
    "rights": (P.READ_BODIES, None),
    "rules": (P.READ_DUTIES, None),
    "new-rules": (P.SET_RULES, P.SET_RULES),
    "recurring": (P.READ_DUTIES, None),
    "calendar": (P.READ_DUTIES, None),
    "new-days-off": (P.SET_RULES, P.SET_RULES),
}
# Pages about one thing of the province: the right, and how its address is made of what stands there.
OF_ONE_THING = {
    "plan-table": (P.DRAFT, {"plan_id": "draft", "kind": "=csv"}),
    "plan-head": (P.DRAFT, {"plan_id": "draft"}),
    "plan-new-task": (P.DRAFT, {"plan_id": "draft"}),
    "plan-task": (P.DRAFT, {"plan_id": "draft", "key": "task"}),
    "read-again": (P.DRAFT, {"plan_id": "draft"}),
    "plan-compare": (P.DRAFT, {"plan_id": "draft", "other_id": "paged"}),
    "plan-corrections": (P.DRAFT, {"plan_id": "draft", "kind": "=pairs"}),
    "plan-split": (P.DRAFT, {"plan_id": "draft", "key": "task"}),
    "plan-merge": (P.DRAFT, {"plan_id": "draft", "key": "task"}),
    "plan-fixes": (P.DRAFT, {"plan_id": "draft"}),
    "plan-rows": (P.DRAFT, {"plan_id": "draft"}),
    "plan-undo": (P.DRAFT, {"plan_id": "draft"}),
    "page-picture": (P.DRAFT, {"plan_id": "paged", "number": "=1"}),
    "plan-issue": (P.ISSUE, {"plan_id": "draft"}),
    "reform": (P.REORGANISE, {"reform_id": "reform_id"}),
    "reform-undo": (P.REORGANISE, {"reform_id": "reform_id"}),
    "reform-again": (P.REORGANISE, {"reform_id": "reform_id"}),
    "reform-effect": (P.REORGANISE, {"reform_id": "reform_id"}),
    "reform-step": (P.REORGANISE, {"key": "reform_key", "verb": "=rename"}),
    **{
        f"reform-{part}": (P.REORGANISE, {"key": "reform_key"})
        for part in ("draft", "decision", "rule", "people", "table", "choices", "routed", "remove", "decide", "drop")
    },
    "body-table": (P.MANAGE_BODIES, {"table_id": "table_id"}),
    "body-table-back": (P.MANAGE_BODIES, {"table_id": "table_id"}),
    "group": (P.READ_BODIES, {"key": "group"}),
    "edit-group": (P.MANAGE_BODIES, {"key": "group"}),
    "end-group": (P.MANAGE_BODIES, {"key": "group"}),
    "body-office": (P.MANAGE_PEOPLE, {"body_id": "office_id"}),
    "take-off-hat": (P.MANAGE_PEOPLE, {"holder_id": "holder_id"}),
    "hat-deputy": (P.MANAGE_PEOPLE, {"holder_id": "holder_id"}),
    "leave": (P.MANAGE_PEOPLE, {"user_id": "user_id", "body_id": "body_id"}),
    "person": (P.MANAGE_PEOPLE, {"user_id": "user_id"}),
    **{name: (P.DRAFT, {"reading_id": "reading_id"}) for name in ("reading", "reading-again", "reading-drop")},
    "adoption": (P.READ_DUTIES, {"adoption_id": "adoption_id"}),
    "days-off": (P.READ_DUTIES, {"decision_id": "decision_id"}),
    "plan-level": (P.MARK, {"plan_id": "issued_plan"}),
    "duty-level": (P.MARK, {"duty_id": "issued_duty"}),
    "recur": (P.ISSUE, {"task_id": "issued_task"}),
    "end-series": (P.ISSUE, {"series_id": "issued_series"}),
    "withdraw-rules": (P.SET_RULES, {"adoption_id": "adoption_id"}),
    "person-act": (P.MANAGE_PEOPLE, {"user_id": "user_id", "verb": "=factors"}),
}
# Pages about what belongs to a body: the right whose reach decides.
OF_A_BODY = {
    "workbench": P.READ_DOCUMENTS,
    "document-file": P.READ_DOCUMENTS,
    "directive": P.READ_DOCUMENTS,
    "directive-entry": P.READ_DOCUMENTS,
    "duty": P.READ_DUTIES,
    "duty-day": P.READ_DUTIES,
    "body-people": P.READ_PEOPLE,
    "accesses": P.READ_ACCESSES,
    "series": P.READ_DUTIES,
    "evidence": P.READ_DUTIES,
    "inquiry": P.READ_DUTIES,
    "inquiry-day": P.READ_DUTIES,
    "letter": P.READ_DUTIES,
    "letter-day": P.READ_DUTIES,
    "letter-word": P.READ_DUTIES,
}
PARTS = {
    "workbench": "plan_id",
    "document-file": "plan_id",
    "duty-day": "duty_id",
    "letter-word": "letter_id",
    "letter-day": "letter_id",
    "directive-entry": "directive_id",
    "inquiry-day": "inquiry_id",
    "body-people": "body_id",
    "accesses": "body_id",
}
# A body itself is no secret within its province.
BODY_ITSELF = {"body": P.READ_BODIES}
MOVES = {
    **dict.fromkeys(("acknowledged", "refused", "asked", "progressed", "reported"), P.REPORT),
    **dict.fromkeys(("extended", "denied", "accepted", "insisted", "returned", "closed", "paused", "resumed"), P.JUDGE),
    **dict.fromkeys(("revoked", "replaced", "reopened"), P.JUDGE),
}
# What moves the day of a duty or ends it undone: of a whole one an act of the office, which gave it.
GIVERS = {"extended", "denied", "paused", "resumed", "closed", "revoked", "replaced", "reopened"}
# What is said to an explanation that was asked for.
STEPS = {"answered": P.REPORT, "taken": P.JUDGE, "sent-back": P.JUDGE, "withdrawn": P.JUDGE}
# Ending what stands between two persons: theirs, and that of who manages people.
BETWEEN_TWO = {"deputy-end"}
NEEDED = {"self": Reach.SELF, "own": Reach.OWN, "below": Reach.BELOW, "line": Reach.LINE, "elsewhere": Reach.ALL}


class Answer(Enum):
    """What a request comes to, as far as rights go."""

    OPEN = "open"
    FORBIDDEN = 403
    MISSING = 404


@dataclass(frozen=True)
class Case:
    """One request, and what it must come to."""

    name: str
    path: str
    method: str
    answer: Answer
    data: dict[str, str]

    def holds(self, status: int) -> bool:
        """Whether an answer is the one expected. A method that a page does not know is as good as what is missing."""
        match self.answer:
            case Answer.OPEN:
                return status < 500 and status not in (403, 404)
            case Answer.FORBIDDEN:
                return status == 403
            case Answer.MISSING:
                return status in (404, 405)


def reach(role: Role, place: str, permission: Permission | None) -> Reach | None:
    grant = TABLE[role].get(permission) if permission is not None else None
    return None if grant is None else grant.office if place in OFFICES else grant.body


def answer(role: Role, place: str, permission: Permission, target: str) -> Answer:
    """By the table: no such right is forbidden, out of its reach is missing."""
    far = reach(role, place, permission)
    if far is None:
        return Answer.FORBIDDEN
    return Answer.OPEN if target in NEEDED and far >= NEEDED[target] else Answer.MISSING


def of_move(role: Role, place: str, target: str, *wanted: Permission) -> Answer:
    """A move asks for reading first, then for a right of its own; what one's own body owes only the office judges."""
    seen = answer(role, place, P.READ_DUTIES, target)
    if seen is not Answer.OPEN:
        return seen
    own, far = target == "own", reach(role, place, P.JUDGE)
    reports = own and reach(role, place, P.REPORT) is not None
    judges = far is not None and (far is Reach.ALL if own else far >= NEEDED[target])
    done = (P.REPORT in wanted and reports) or (P.JUDGE in wanted and judges)
    return Answer.OPEN if done else Answer.FORBIDDEN


def sent(prefix: str = "") -> dict[str, str]:
    """What is sent with every POST: enough for a form that asks for words, and for those that ask for none."""
    plain = {
        "once": secrets.token_urlsafe(24),
        "seen": "0",
        "text": "Lý do",
        "until": "2027-01-04",
        "due_on": "2027-01-04",
    }
    plain["due_on"] = "2027-01-04"
    plain |= {"reason": "other", "other": "1"}
    return {(f"{prefix}-{name}" if prefix else name): value for name, value in plain.items()}


def of_province(role: Role, place: str) -> Iterator[Case]:
    for name, (read, write) in OF_PROVINCE.items():
        for method, permission in (("get", read), ("post", write)):
            # Where nobody may write, whoever may read is told that the method is not known.
            opens = answer(role, place, permission or read, "self")
            yield Case(name, reverse(name), method, opens, sent())


def of_one_thing(role: Role, place: str, ids: dict[str, object], *, here: bool) -> Iterator[Case]:
    for name, (permission, parts) in OF_ONE_THING.items():
        told = {part: said[1:] if said.startswith("=") else ids[said] for part, said in parts.items()}
        opens = answer(role, place, permission, "own" if here else "another province")
        for method in ("get", "post"):
            yield Case(name, reverse(name, kwargs=told), method, opens, sent())


def of_a_body(role: Role, place: str, ids: dict[str, int], target: str) -> Iterator[Case]:
    drafts = reach(role, place, P.DRAFT) is not None and target in NEEDED
    for name, permission in OF_A_BODY.items():
        part = PARTS.get(name, f"{name}_id")
        opens = answer(role, place, permission, target)
        if drafts and part == "plan_id":
            opens = Answer.OPEN
        for method in ("get", "post"):
            yield Case(name, reverse(name, kwargs={part: ids[part]}), method, opens, sent())
    known = answer(role, place, P.READ_BODIES, target)
    yield Case("body", reverse("body", kwargs={"body_id": ids["body_id"]}), "get", known, {})
    for kind in MOVES:
        path = reverse("duty-move", kwargs={"duty_id": ids["duty_id"], "move": kind})
        opens = of_move(role, place, target, MOVES[kind])
        if opens is Answer.OPEN and kind in GIVERS and reach(role, place, P.JUDGE) is not Reach.ALL:
            opens = Answer.FORBIDDEN
        yield Case(f"duty-move {kind}", path, "post", opens, sent(kind))
    for step, wanted in STEPS.items():
        path = reverse("inquiry-step", kwargs={"inquiry_id": ids["inquiry_id"], "step": step})
        yield Case(f"inquiry-step {step}", path, "post", of_move(role, place, target, wanted), sent(step))
    path = reverse("letter-word-to", kwargs={"letter_id": ids["letter_id"], "body_id": ids["body_id"]})
    yield Case("letter-word-to", path, "get", answer(role, place, P.READ_DUTIES, target), {})
    path = reverse("break-down", kwargs={"duty_id": ids["duty_id"]})
    for method in ("get", "post"):
        yield Case("break-down", path, method, of_move(role, place, target, P.REPORT), sent())
    path = reverse("ask-contributions", kwargs={"duty_id": ids["duty_id"]})
    for method in ("get", "post"):
        opens = of_move(role, place, target, P.REPORT, P.JUDGE)
        yield Case("ask-contributions", path, method, opens, sent())


def of_two(role: Role, place: str, here: Stage, there: Stage) -> Iterator[Case]:
    """Of two others: who manages people ends it; to anybody else there is no such thing."""
    for whose in (here, there):
        opens = answer(role, place, P.DEPUTISE, "self")
        if opens is Answer.OPEN and (whose is there or reach(role, place, P.MANAGE_PEOPLE) is None):
            opens = Answer.MISSING
        yield Case("deputy-end", reverse("deputy-end", args=[whose.ids["deputy_id"]]), "post", opens, {})


def cases(role: Role, place: str, here: Stage, there: Stage) -> Iterator[Case]:
    yield from of_province(role, place)
    yield from of_one_thing(role, place, here.ids, here=True)
    yield from of_one_thing(role, place, there.ids, here=False)
    for target, body in TARGETS[place].items():
        yield from of_a_body(role, place, here.of_body[body], target)
    yield from of_a_body(role, place, there.of_body["finance"], "another province")
    yield from of_two(role, place, here, there)
    for name in ("workbench", "document-file"):
        path = reverse(name, kwargs={"plan_id": here.ids["draft"]})
        opens = answer(role, place, P.READ_DOCUMENTS, "own")
        drafts = reach(role, place, P.DRAFT) is not None
        yield Case(
            f"{name} of a draft", path, "get", opens if drafts or opens is not Answer.OPEN else Answer.MISSING, {}
        )


def asked(client: Client, case: Case) -> int:
    """The status of a request, whose doing is undone."""
    with transaction.atomic():
        status: int = getattr(client, case.method)(case.path, case.data).status_code
        transaction.set_rollback(True)
    return status


def test_every_address_stands_in_the_matrix():
    told = [
        OF_PROVINCE,
        OF_ONE_THING,
        OF_A_BODY,
        BODY_ITSELF,
        BETWEEN_TWO,
        {"duty-move", "inquiry-step", "ask-contributions", "letter-word-to", "break-down"},
        FOR_ANY_HAT,
        OWN_AFFAIRS | PUBLIC,
    ]
    assert {name for group in told for name in group} == NAMES
    assert sum(map(len, told)) == len(NAMES), "an address stands in the matrix once"


LATE = [pytest.param(place, marks=pytest.mark.deep) for place in ("office", "root", "thuan", "portal")]


@pytest.mark.parametrize("place", ["health", *LATE])
def test_each_hat_opens_what_the_table_says_and_nothing_else(db, place):
    here, there = stage(), stage("bac-giang-son", "Tỉnh Bắc Giang Sơn")
    wrong = []
    for role in HATS:
        client = signed_in(here.home.viewer(f"nguoi-{role.value}", role=role, body=place))
        wrong += [(role.value, *one) for one in broken(client, role, place, here, there)]
        start = client.get("/")
        assert start.status_code == 200
        is_told = str(rights.PURPOSES[role]) in start.content.decode()
        assert is_told == (reach(role, place, P.READ_DUTIES) is None)
    assert wrong == []


def broken(client: Client, role: Role, place: str, here: Stage, there: Stage) -> list[tuple[str, str, str, str, int]]:
    """The requests whose answer is not what the table says."""
    found = [(case, asked(client, case)) for case in cases(role, place, here, there)]
    return [
        (case.name, case.method, case.path, case.answer.name, status)
        for case, status in found
        if not case.holds(status)
    ]


@pytest.mark.deep
@pytest.mark.parametrize("role", [role for role in HATS if P.DEPUTISE in TABLE[role]])
def test_a_deputy_opens_what_the_one_stood_in_for_does(db, role):
    """And so does somebody with two hats what the one he wears opens, whatever the other."""
    here, there = stage(), stage("bac-giang-son", "Tỉnh Bắc Giang Sơn")
    away = here.home.viewer("vang", role=role, body="health")
    stands = here.home.viewer("dung-ho", role=Role.LEADER, body="office")
    today = now.today()
    hat = deputies.give(
        holder_id=away.holder_id,
        user_id=stands.user_id,
        holds_from=today,
        holds_to=today + dt.timedelta(days=2),
        viewer=away,
        at=now.now(),
    )
    client = signed_in(dataclasses.replace(away, user_id=stands.user_id, holder_id=hat))
    assert broken(client, role, "health", here, there) == []


@pytest.mark.deep
def test_a_hat_that_ended_with_its_body_opens_nothing(db):
    here, today = stage(), now.today()
    wearing = {role: signed_in(here.home.viewer(f"o-{role.value}", role=role, body="thuan")) for role in HATS}
    bodies, clerk = here.home.bodies, here.home.viewer("van-thu-moi", role=Role.CLERK, body="root")
    terms = Terms(
        Decision("7/2026/QĐ-UBND", "Nhập xã", today, today),
        steps=(Step(Verb.MERGE, (bodies["thuan"],), into=(bodies["binh"],)),),
        people={bodies["thuan"]: bodies["root"]},
    )
    reforms.decide(key=reforms.begin(terms=terms, viewer=clerk, at=now.now()), seen=1, viewer=clerk, at=now.now())
    for role, client in wearing.items():
        for case in cases(role, "thuan", here, here):
            response = getattr(client, case.method)(case.path, case.data)
            assert (response.status_code, response["Location"]) == (302, "/hats/"), (role, case)


def signed_in(viewer: Viewer) -> Client:
    """Django's own client, fast: the page itself is not what is looked at here."""
    client = Client()
    client.cookies = Browser().wearing(viewer).cookies
    return client


def test_no_page_knows_another_method(db):
    here = stage()
    client = signed_in(here.home.viewer("ai-do", role=Role.CLERK, body="office"))
    paths = {case.path for case in cases(Role.CLERK, "office", here, here)}
    for method in ("put", "patch", "delete"):
        assert {getattr(client, method)(path).status_code for path in paths} <= {403, 405}, method


def test_the_public_has_no_hat_and_no_right(db):
    assert TABLE[Role.PUBLIC] == {}
    here = stage()
    for case in (*of_province(Role.CLERK, "office"), *of_a_body(Role.CLERK, "office", here.of_body["finance"], "own")):
        response = getattr(Client(), case.method)(case.path, case.data)
        assert response.status_code == 302 and response["Location"].startswith("/account/login/"), case


def test_no_right_reaches_further_at_a_body_than_at_the_office():
    for role, grants in TABLE.items():
        for permission, grant in grants.items():
            if (role, permission) == (Role.HEAD, P.GRANT_TIME):
                # What the rules leave to who leads: at the office the leader, at a body its head.
                continue
            assert grant.office is not None, (role, permission)
            assert grant.body is None or grant.body <= grant.office, (role, permission)
    assert set(TABLE) == set(Role)


def test_the_page_says_every_right_of_every_role(db):
    here = stage()
    browser = Browser().wearing(here.home.viewer("ai-do", role=Role.RECEPTION, body="health"))
    page = browser.get("/rights/").content.decode()
    for role in rights.table():
        assert str(role.name) in page and str(role.purpose) in page
        assert len(role.rows) == len(TABLE[role.role])
        for row in role.rows:
            assert str(row.what) in page
    assert page.count("<tr data-row>") == sum(map(len, TABLE.values()))
