"""Laws that hold for the whole web part: who gets in, whose data is whose, what a list costs."""

import datetime as dt
import inspect as code
import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import UniqueConstraint
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests import make
from tests.web.inspect import Browser
from tests.web.pages.test_rows import AGREEING
from tiendo import ruleset_text
from tiendo.duty import Closing, Part
from tiendo.inquiry import StepKind
from tiendo.orgtree import BodyKind, Definition
from tiendo.spoken import SourceKind, Spoken
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.queries import Identity
from tiendo_web.core.access import SYSTEM, Level, Role
from tiendo_web.core.models import Row
from tiendo_web.duties import actions as duties
from tiendo_web.duties import inquiries, letters, marking, naming, origins, shares
from tiendo_web.duties.models import Duty, Evidence
from tiendo_web.invitations import actions as invitations
from tiendo_web.invitations.queries import ticket
from tiendo_web.leaving import actions as leaving
from tiendo_web.ledger.models import Entry, Fact
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies
from tiendo_web.orgs import queries as org_queries
from tiendo_web.plans import actions as plans
from tiendo_web.plans import mending
from tiendo_web.plans import queries as plan_queries
from tiendo_web.rulesets import actions as rulesets

HELP = {f"account_{name}" for name in ("reset_password", "signup", "inactive", "set_password")}
LINKS = {"link", "choose-password"}
SSO = {"sso", "sso-callback"}
PUBLIC = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "set_language",
    *HELP,
    *LINKS,
    *SSO,
}
# Tables of ours without a jurisdiction: one person may work in two, and the jurisdiction is one.
WITHOUT_TENANT = {"core.Jurisdiction", "accounts.User", "accounts.SignIn", "accounts.Session", "accounts.Tally"}
YEAR = dt.timedelta(days=365)
OURS = (
    "core",
    "ledger",
    "work",
    "accounts",
    "orgs",
    "rulesets",
    "invitations",
    "plans",
    "duties",
    "recurring",
    "reforms",
)
ABSURD = (0, 999_999, 10**18, 10**30)


def addresses(number=1):
    """Every address of ours with its name, ids filled in."""
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "url_patterns", None):
            yield "set_language", "/language/setlang/"
            continue
        path = "/" + str(pattern.pattern)
        for converter in pattern.pattern.converters:
            path = path.replace(f"<int:{converter}>", str(number)).replace(f"<str:{converter}>", "closed")
        yield pattern.name, path


@pytest.fixture
def issued(an):
    return duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_every_address_refuses_a_stranger(db, method):
    for name, path in addresses():
        response = getattr(Browser(), method)(path)
        refused = response.status_code == 302 and response["Location"].startswith("/account/login/")
        assert refused or name in PUBLIC or response.status_code == 405, (name, method, response.status_code)


def keeps_silent(response, *more):
    """Whether an answer says nothing of a row: it is not there, or who asks must first say again who he is."""
    asks = response.status_code == 302 and response["Location"].startswith("/account/again/")
    return asks or response.status_code in (404, 403, 405, *more)


def test_ids_of_others_and_absurd_ids_are_404(province, an, chi, issued):
    stranger, clerk = Browser().wearing(chi), Browser().wearing(an)
    for name, path in addresses():
        if "/1/" in path:
            assert keeps_silent(stranger.get(path)), (name, path)
    for number in ABSURD:
        for name, path in addresses(number):
            if f"/{number}/" in path:
                assert keeps_silent(clerk.get(path)), (name, path)
                assert keeps_silent(clerk.post(path), 422), (name, path)


def test_every_table_belongs_to_a_jurisdiction():
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    assert {model._meta.label for model in models if not issubclass(model, Row)} == WITHOUT_TENANT
    for model in models:
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                assert constraint.fields[0] == "jurisdiction", constraint.name


def test_every_fact_says_by_whom_and_when():
    facts = [model for model in apps.get_models() if issubclass(model, Fact)]
    assert len(facts) > 10
    for model in facts:
        names = {field.name for field in model._meta.get_fields()}
        assert names >= {"act", "recorded_at", "by_kind", "by_id"}, model
        assert names >= {name.removesuffix("_id") for name in model.DERIVED}, model


def test_every_action_writes_one_entry(province, an, dung):
    health = province.bodies["health"]
    hat = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=dung.user_id,
        role=Role.LEADER,
        body_id=health,
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    by = {"viewer": an, "at": make.AT}
    group = orgs.define_group(name="Các xã", definition=Definition(kinds=frozenset({BodyKind.COMMUNE})), **by)
    here = {"jurisdiction_id": province.id, "by": SYSTEM, "at": make.AT}
    plan = make.plan(an, make.PLAN.replace("mùa hè", "cho cho mùa hè"))
    first = make.tasks(plan, an)[0]

    doubled = make.plan(an, AGREEING, name="ke-hoach.md")

    def mend(of=plan):
        seen = plan_queries.plan_draft(plan_id=of, viewer=an, on=make.AT.date()).number
        return mending.Mend(of, an, make.AT, seen)

    def let_apart():
        folded = plan_queries.plan_draft(plan_id=doubled, viewer=an, on=make.AT.date()).folded
        return mending.fold(mend(doubled), apart=folded)

    links, adopted, asked = [], [], []
    far = make.AT.date() + 2 * YEAR

    def owed(body):
        return Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies[body], parent_id=None)[0].pk

    words = duties.Words(text="Lý do", reason=Closing.OTHER)
    mine = invitations.hand_link(user_id=an.user_id, **here)
    admin = province.viewer("quan", role=Role.ADMINISTRATOR)
    new = orgs.import_bodies(
        data="Tên;Loại;Cấp trên\nVăn phòng;Văn phòng;UBND tỉnh\n".encode(), name="b.csv", on=make.AT.date(), **here
    )
    assert new.facts
    tree = org_queries.tree(jurisdiction_id=province.id, on=make.AT.date())
    desk = next(body.id for body in tree if body.kind is BodyKind.OFFICE)
    acts = {
        plans.keep_read: lambda: plans.take_in(data=make.PLAN.encode(), name="b.txt", **by),
        plans.mend_head: lambda: plans.mend_head(plan_id=plan, fields={"title": "Khác"}, seen=0, **by),
        plans.add_task: lambda: plans.add_task(plan_id=plan, text="Việc thêm", **by),
        plans.mend_task: lambda: plans.mend_task(plan_id=plan, task="+1", fields={"removed": True}, seen=99, **by),
        origins.type_in: lambda: origins.type_in(
            said=Spoken(SourceKind.ORAL, "Giao ban", "UBND", make.AT.date(), ("Việc trồng cây",)), **by
        ),
        mending.split: lambda: mending.split(mend(), task=first, parts=["Một", "Hai"]),
        mending.merge: lambda: mending.merge(mend(), into=first, others=["+2"]),
        mending.fold: let_apart,
        mending.fix: lambda: mending.fix(mend(), apply=range(99)),
        mending.undo: lambda: mending.undo(mend()),
        duties.issue: lambda: duties.issue(plan_id=plan, **by),
        shares.break_down: lambda: shares.break_down(
            duty_id=Duty.objects.get(jurisdiction_id=province.id, body_id=health).pk,
            parts=[shares.Part(province.bodies["clinic"], "Phần việc")],
            viewer=dung,
            at=make.AT,
        ),
        inquiries.ask_contributions: lambda: asked.extend(
            inquiries.ask_contributions(
                duty_id=owed("health"), body_ids=[province.bodies["finance"]], text="Góp ý", due_on=far, **by
            )
        ),
        inquiries.step: lambda: inquiries.step(inquiry_id=asked[0], kind=StepKind.WITHDRAWN, text="Thôi", **by),
        duties.move: lambda: duties.move(duty_id=owed("thuan"), kind=duties.KIND.CLOSED, words=words, **by),
        naming.name: lambda: naming.name(duty_ids=[owed("finance")], part=Part.GIVER, user_id=an.user_id, **by),
        orgs.import_bodies: lambda: orgs.import_bodies(
            data="Mã;Tên;Loại;Cấp trên\n90009;Xã Mới;Xã;UBND tỉnh\n".encode(), name="a.csv", on=make.AT.date(), **here
        ),
        orgs.found_bodies: lambda: orgs.found_bodies(bodies=[make.BODIES[0]], **here),
        orgs.give_hat: lambda: orgs.give_hat(
            user_id=dung.user_id, role=Role.INSPECTOR, body_id=health, holds_from=make.FOUNDED, **here
        ),
        orgs.name_office: lambda: orgs.name_office(viewer=admin, body_id=desk, named=True, at=make.AT),
        orgs.take_off_hat: lambda: orgs.take_off_hat(holder_id=hat, ends_on=make.AT.date(), **here),
        deputies.give: lambda: deputies.give(
            holder_id=an.holder_id,
            user_id=dung.user_id,
            holds_from=make.AT.date(),
            holds_to=make.AT.date() + dt.timedelta(days=3),
            **by,
        ),
        deputies.end: lambda: deputies.end(holder_id=deputies.deputies(viewer=an, on=make.AT.date())[0].id, **by),
        orgs.welcome: lambda: orgs.welcome(
            username="moi", name="Mới", password=make.PASSWORD, role=Role.OFFICER, body_id=health, **here
        ),
        orgs.define_group: lambda: orgs.define_group(
            name="Xã biên giới", definition=Definition(added=frozenset({province.bodies["thuan"]})), **by
        ),
        orgs.end_group: lambda: orgs.end_group(key=group, **by),
        invitations.invite: lambda: invitations.invite(
            person=accounts.Person("Lan", "lan"),
            role=Role.OFFICER,
            body_id=health,
            holds_from=make.FOUNDED,
            holds_to=None,
            **here,
        ),
        invitations.import_people: lambda: invitations.import_people(
            data="Tên đăng nhập;Họ và tên;Vai trò;Cơ quan\nhoa;Hoa;officer;Sở Y tế\n".encode(),
            name="a.csv",
            on=make.AT.date(),
            names={},
            **here,
        ),
        invitations.hand_link: lambda: links.append(invitations.hand_link(user_id=dung.user_id, **here)),
        invitations.use_link: lambda: invitations.use_link(
            ticket=ticket(links[0].secret), password=make.PASSWORD, words=(), at=make.AT
        ),
        invitations.use_link_to_join: lambda: invitations.use_link_to_join(
            ticket=ticket(mine.secret), identity=Identity("sso", "1", "an"), at=make.AT, address=None
        ),
        invitations.unjoin: lambda: invitations.unjoin(user_id=an.user_id, **here),
        invitations.drop_factors: lambda: invitations.drop_factors(user_id=dung.user_id, **here),
        rulesets.adopt: lambda: adopted.append(
            rulesets.adopt(
                text=ruleset_text.write(ruleset_text.shipped()[0]),
                valid_from=make.AT.date() + dt.timedelta(days=1),
                **by,
            )
        ),
        rulesets.withdraw: lambda: rulesets.withdraw(adoption_id=adopted[0], **by),
        invitations.set_active: lambda: invitations.set_active(user_id=dung.user_id, active=True, **here),
        leaving.leave: lambda: leaving.leave(
            user_id=dung.user_id,
            body_id=health,
            successor_id=None,
            viewer=admin,
            at=make.AT,
        ),
        marking.mark_document: lambda: marking.mark_document(plan_id=plan, level=Level.INTERNAL, reason="Kín", **by),
        marking.mark_duty: lambda: marking.mark_duty(
            duty_id=owed("health"), level=Level.RESTRICTED, reason="Kín", **by
        ),
        # The last, since no act after them lies before them.
        letters.urge: lambda: letters.urge(
            duty_ids=[owed("finance")],
            draft=letters.Draft("Đôn đốc", "Đề nghị khẩn trương.", "Sơn Hải", far, each=True),
            viewer=an,
            at=make.AT + YEAR,
        ),
        inquiries.ask_explanations: lambda: inquiries.ask_explanations(
            duty_ids=[owed("finance")], text="Vì sao?", due_on=far, viewer=an, at=make.AT + YEAR
        ),
    }
    for action, act in acts.items():
        before = Entry.objects.filter(jurisdiction_id=province.id).count()
        act()
        assert Entry.objects.filter(jurisdiction_id=province.id).count() == before + 1, action.__name__
    modules = (
        *(plans, mending, duties, shares, marking, naming, inquiries, letters, origins),
        *(orgs, deputies, leaving, rulesets, invitations),
    )
    told = {action for module in modules for action in _writers(module)}
    assert told == set(acts), "an action that this law does not know"


def _writers(module):
    """The public functions of a module that open an act."""
    for name, function in vars(module).items():
        mine = code.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
        if mine and re.search(r"ledger\.act\(|with _(mending|upon)\(", code.getsource(function)):
            yield function


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def test_lists_cost_the_same_for_few_and_for_many(province, an):
    clerk = Browser().wearing(an)
    plan = make.plan(an)
    directive = duties.issue(plan_id=plan, viewer=an, at=make.AT)
    draft = make.plan(an)
    duty = Duty.objects.filter(jurisdiction_id=province.id)[0].pk
    paths = [
        "/",
        "/documents/",
        "/duties/",
        "/duties/?which=no-deadline",
        "/duties/?which=chased",
        "/inquiries/",
        "/inquiries/new/?all=1&which=overdue",
        "/letters/",
        "/letters/new/?all=1&which=overdue",
        "/scorecard/",
        f"/scorecard/?directive={directive}",
        "/ledger/",
        "/bodies/",
        "/bodies/?q=so",
        "/bodies/?kind=commune",
        "/bodies/names/?q=so",
        "/groups/",
        "/rules/",
    ]
    paths += [
        f"/directives/{directive}/",
        f"/duties/{duty}/",
        f"/plans/{draft}/",
        f"/bodies/{province.bodies['health']}/",
    ]
    asked_about(province, an, directive, make.AT)
    few = {path: queries(clerk, path) for path in paths}
    for n in range(8):
        at = make.AT + dt.timedelta(days=n)
        asked_about(province, an, duties.issue(plan_id=make.plan(an, at=at), viewer=an, at=at), at)
    assert {path: queries(clerk, path) for path in paths} == few
    assert max(few.values()) <= 25, few


def asked_about(province, an, directive, at):
    """Urge what has no deadline under a directive, and ask for a contribution to what has."""
    rows = Duty.objects.filter(jurisdiction_id=province.id, directive_id=directive)
    draft = letters.Draft("Đôn đốc", "Đề nghị khẩn trương.", "Sơn Hải", at.date() + YEAR, each=True)
    letters.urge(duty_ids=[row.pk for row in rows.filter(due_on=None)], draft=draft, viewer=an, at=at)
    inquiries.ask_contributions(
        duty_id=rows.get(body_id=province.bodies["health"]).pk,
        body_ids=[province.bodies["finance"]],
        text="Góp ý",
        due_on=at.date() + YEAR,
        viewer=an,
        at=at,
    )


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "x" * 100_000, "\u202e" * 20, "'; DROP TABLE", "<script>"])
def test_hostile_words_are_refused_in_words(province, an, issued, text):
    clerk = Browser().wearing(an)
    paths = ("/documents/", "/bodies/", "/bodies/names/", "/groups/", "/ledger/", "/duties/", "/scorecard/")
    paths += ("/inquiries/", "/inquiries/new/", "/letters/", "/letters/new/")
    fields = (
        "duty",
        "all",
        "age",
        "q",
        "kind",
        "level",
        "ended",
        "beneath",
        "which",
        "order",
        "on",
        "directive",
        "body",
        "page",
        "before",
    )
    for path in paths:
        for field in fields:
            assert clerk.get(path, {field: text.encode("utf-8", "replace")}).status_code in (200, 400), (path, field)
    duty = Duty.objects.filter(jurisdiction_id=province.id)[0].pk
    at = f"/duties/{duty}/"
    data = clerk.form(at, f"{at}closed/") | {"closed-text": text.encode("utf-8", "replace")}
    assert clerk.post(f"{at}closed/", data).status_code in (302, 400, 422)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "hôm nay", ""])
def test_any_day_may_be_asked_for(province, an, issued, day):
    clerk = Browser().wearing(an)
    body = f"/bodies/{province.bodies['health']}/"
    for path in ("/scorecard/", "/scorecard/csv/", "/bodies/", "/bodies/names/", body):
        assert clerk.get(path, {"on": day}).status_code == 200, path


def test_a_file_name_cannot_write_headers(province, an, dung, issued):
    duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    name = 'a"\r\nSet-Cookie: x=1\r\n\u202eexe.txt'
    words = duties.Words(text="Đã làm", attachments=(duties.Attachment(name, b"x"),))
    duties.move(duty_id=duty, kind=duties.KIND.REPORTED, words=words, viewer=dung, at=make.AT)
    evidence = Evidence.objects.get(jurisdiction_id=province.id).pk
    response = Browser().wearing(dung).get(f"/evidence/{evidence}/")
    assert response.status_code == 200 and "Set-Cookie: x" not in str(response.headers)
    assert response["Content-Type"] == "application/octet-stream"


def test_a_hat_taken_off_is_off_at_once(province, an, dung):
    officer = Browser().wearing(dung)
    assert officer.get("/duties/").status_code == 200
    orgs.take_off_hat(
        jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=make.FOUNDED, by=SYSTEM, at=make.AT
    )
    assert officer.get("/duties/")["Location"] == "/hats/"


def test_a_spreadsheet_runs_nothing_of_ours(province, an):
    plan = make.plan(an)
    plans.mend_head(plan_id=plan, fields={"symbol": "=1+1", "title": "@x"}, seen=0, viewer=an, at=make.AT)
    duties.issue(plan_id=plan, viewer=an, at=make.AT)
    lines = Browser().wearing(an).get("/scorecard/csv/").getvalue().decode().splitlines()
    assert any(",'=1+1,'@x," in line for line in lines)
    assert not any(",=1+1" in line for line in lines)


def test_a_form_without_its_csrf_token_is_a_whole_page(province, an):
    clerk = Browser(enforce_csrf_checks=True).wearing(an)
    assert clerk.post("/documents/", {"once": "x" * 32}).status_code == 403


def test_a_file_of_two_hundred_megabytes_is_refused_in_words(province, an, tmp_path):
    clerk = Browser().wearing(an)
    large = tmp_path / "to.txt"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    data = clerk.form("/documents/")
    with large.open("rb") as file:
        response = clerk.post("/documents/", data | {"file": file})
    assert response.status_code == 422 and "50 MB" in response.content.decode()
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == 2
