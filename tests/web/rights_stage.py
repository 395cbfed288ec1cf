"""Two provinces in which something of every kind stands for every body: what the matrix of rights is held against."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from tests import make
from tests.tiendo.plan.read.papers import Sheet, pdf
from tests.web.rulesets.test_rulesets import DONG_THAP
from tiendo import orgtree, workdays
from tiendo.occurrence import OnDay
from tiendo.orgtree import BodyKind, Definition
from tiendo.period import Kind, Rhythm
from tiendo.reform import Decision, Terms
from tiendo_web.calendars import actions as calendars
from tiendo_web.core import now
from tiendo_web.core.access import SYSTEM, Role, Viewer
from tiendo_web.duties import actions as duties
from tiendo_web.duties.models import Duty, Evidence, Inquiry, Letter, LetterCopy, LetterLine
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies
from tiendo_web.orgs import queries as org_queries
from tiendo_web.orgs.models import Import, Office
from tiendo_web.plans import actions as plans
from tiendo_web.plans import reading
from tiendo_web.recurring import actions as recurring
from tiendo_web.reforms import actions as reforms
from tiendo_web.reforms.models import Reform
from tiendo_web.rulesets import actions as rulesets
from tiendo_web.rulesets.models import DaysOff

# Beside those of make.BODIES: the office with a service beneath it, a commune that Sở Y tế leads in its line of work,
# one that the office leads.
MORE = (
    orgs.NewBody("root", BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh", make.FOUNDED, "UBND tỉnh"),
    orgs.NewBody("office", BodyKind.OFFICE, "Văn phòng UBND tỉnh", make.FOUNDED, "VP", parent="root"),
    orgs.NewBody("portal", BodyKind.SERVICE, "Cổng thông tin điện tử", make.FOUNDED, "CTT", parent="office"),
    orgs.NewBody("health", BodyKind.DEPARTMENT, "Sở Y tế", make.FOUNDED, "SYT", parent="root"),
    orgs.NewBody("clinic", BodyKind.SERVICE, "Trung tâm Kiểm soát bệnh tật", make.FOUNDED, "CDC", parent="health"),
    orgs.NewBody("finance", BodyKind.DEPARTMENT, "Sở Tài chính", make.FOUNDED, "STC", parent="root"),
    orgs.NewBody("thuan", BodyKind.COMMUNE, "Xã Hải Thuận", make.FOUNDED, code="90001", parent="root"),
    orgs.NewBody("binh", BodyKind.COMMUNE, "Phường Sơn Bình", make.FOUNDED, code="90002", parent="root"),
)
LED = {"thuan": "health", "binh": "office"}
# Whose data the matrix asks for, seen from a hat of the office and from one of a department.
TARGETS = {
    "office": {"own": "office", "below": "portal", "line": "binh", "elsewhere": "finance"},
    "health": {"own": "health", "below": "clinic", "line": "thuan", "elsewhere": "finance"},
    # The seat, a commune, a service beneath the office: these have no body of every kind.
    "root": {"own": "root", "below": "finance"},
    "thuan": {"own": "thuan", "elsewhere": "finance"},
    "portal": {"own": "portal", "elsewhere": "finance"},
}
# Where a hat is one of the issuing office.
OFFICES = {"office", "root"}
WORDS = duties.Words(text="Đã làm xong.", attachments=(duties.Attachment("bien-ban.txt", b"xong"),))


@dataclass(frozen=True)
class Stage:
    """A province with what stands in it: what its addresses can name, for the province and for each of its bodies."""

    home: make.Province
    ids: dict[str, object]
    of_body: dict[str, dict[str, int]]


def _province(slug: str, name: str) -> make.Province:
    home = orgs.found_jurisdiction(slug=slug, name=name)
    bodies = orgs.found_bodies(jurisdiction_id=home.pk, bodies=MORE, at=make.AT)
    known = {one.id: one for one in org_queries.all_facts(jurisdiction_id=home.pk)}
    led = [
        dataclasses.replace(known[bodies[one]], superiors=(orgtree.Superior(bodies[above], make.FOUNDED),))
        for one, above in LED.items()
    ]
    with ledger.act(jurisdiction_id=home.pk, kind="orgs.found", by=SYSTEM, at=make.AT) as act:
        orgs.reshape(act, led)
    with ledger.act(jurisdiction_id=home.pk, kind="orgs.name-office", by=SYSTEM, at=make.AT) as act:
        act.write(Office(body_id=bodies["office"], begins_on=make.FOUNDED, named=True))
    return make.Province(home.pk, slug, bodies)


def _owed(home: make.Province, clerk: Viewer, body: str) -> dict[str, int]:
    """A plan issued to one body, which has reported with evidence."""
    plan = make.plan(clerk, make.PLAN.replace("15/KH", f"{home.bodies[body]}/KH"))
    for task in make.tasks(plan, clerk):
        make.lead(plan, task, [home.bodies[body]], clerk)
    directive = duties.issue(plan_id=plan, viewer=clerk, at=make.AT)
    duty = Duty.objects.filter(jurisdiction_id=home.id, directive_id=directive).order_by("pk")[0]
    officer = home.viewer(f"can-bo-{body}", role=Role.OFFICER, body=body)
    duties.move(duty_id=duty.pk, kind=duties.KIND.REPORTED, words=WORDS, viewer=officer, at=make.AT)
    evidence = Evidence.objects.get(jurisdiction_id=home.id, event__duty_id=duty.pk)
    # It is not late yet, so that no action asks for it; the matrix needs one for each body.
    with ledger.act(jurisdiction_id=home.id, kind="duties.ask-explanation", by=clerk.actor, at=make.AT) as act:
        asked = Inquiry(duty=duty, kind="explanation", asker_id=clerk.body_id, body_id=duty.owner_id, text="Vì sao?")
        asked.due_on, asked.answer_by, asked.status = make.AT.date(), make.AT.date(), "waiting"
        act.write(asked)
        letter = Letter(body_id=clerk.body_id, about="Đôn đốc", text="Đề nghị khẩn trương.", place="Sơn Hải")
        letter.report_by, letter.each = make.AT.date(), True
        act.write(letter)
        act.write(LetterLine(letter=letter, duty=duty, body_id=duty.owner_id, standing="overdue", days=1))
        act.write(LetterCopy(letter=letter, body_id=duty.owner_id, text="Đề nghị khẩn trương."))
    return {
        "body_id": home.bodies[body],
        "plan_id": plan,
        "directive_id": directive,
        "duty_id": duty.pk,
        "evidence_id": evidence.pk,
        "inquiry_id": asked.pk,
        "task_id": duty.task_id,
        "series_id": recurring.begin(
            task_id=duty.task_id,
            rhythm=Rhythm(Kind.YEAR),
            when=OnDay(1),
            first_on=make.AT.date(),
            viewer=clerk,
            at=make.AT,
        ),
        "letter_id": letter.pk,
    }


def stage(slug: str = "son-hai", name: str = "Tỉnh Sơn Hải") -> Stage:
    """A province, its bodies each with a duty, a draft, a reform, a draft of one, a group, people."""
    home = _province(slug, name)
    clerk = home.viewer("ve", role=Role.CLERK, body="root")
    home.viewer("quan-goc", role=Role.ADMINISTRATOR, body="root")
    draft = make.plan(clerk)
    decision = Decision("9/2026/QĐ-UBND", "Phương án", make.AT.date(), make.AT.date())
    by = {"viewer": clerk, "at": make.AT}
    ids: dict[str, object] = {
        "draft": draft,
        "task": make.tasks(draft, clerk)[0],
        "group": orgs.define_group(name="Các sở", definition=Definition(kinds=frozenset({BodyKind.DEPARTMENT})), **by),
        "reform_key": reforms.begin(terms=Terms(decision), **by),
        "user_id": clerk.user_id,
        "holder_id": clerk.holder_id,
        "body_id": clerk.body_id,
        "office_id": home.bodies["office"],
    }
    rename = make.Step(make.Verb.RENAME, (home.bodies["portal"],), name="Cổng thông tin", abbreviation="CTT")
    terms = Terms(dataclasses.replace(decision, symbol="8/2026/QĐ-UBND"), steps=(rename,))
    reforms.decide(key=reforms.begin(terms=terms, **by), seen=1, **by)
    ids["reform_id"] = Reform.objects.get(jurisdiction_id=home.id).pk
    wanted = sorted({body for targets in TARGETS.values() for body in targets.values()})
    ids["adoption_id"] = rulesets.adopt(text=DONG_THAP, valid_from=make.AT.date() + dt.timedelta(days=900), **by)
    told_off = {"text": "nghỉ 04/01/2027", "basis": "1/TB-BNV", "status": workdays.Status.ANNOUNCED}
    calendars.decide(jurisdiction_id=home.id, by=clerk, at=make.AT, **told_off)
    ids["decision_id"] = DaysOff.objects.get(jurisdiction_id=home.id).pk
    ids["paged"] = plans.take_in(data=pdf(Sheet().lines(*["1. Sở Y tế lập sổ theo dõi."] * 9)), name="a.pdf", **by)
    orgs.import_bodies(
        jurisdiction_id=home.id,
        data="Mã;Tên;Loại;Cấp trên\n90009;Xã Mới;Xã;UBND tỉnh\n".encode(),
        name="bang.csv",
        on=make.AT.date(),
        by=clerk,
        at=make.AT,
    )
    ids["table_id"] = Import.objects.get(jurisdiction_id=home.id).pk
    today = now.today()
    period = {"holds_from": today, "holds_to": today + dt.timedelta(days=1)}
    stands = home.viewer("thay", role=Role.CLERK, body="root")
    ids["deputy_id"] = deputies.give(holder_id=clerk.holder_id, user_id=stands.user_id, **period, **by)
    ids["reading_id"] = reading.ask(data=slug.encode(), name="quet.png", pages=1, **by)
    owed = {body: _owed(home, clerk, body) for body in wanted}
    ids["issued_plan"], ids["issued_duty"] = owed["finance"]["plan_id"], owed["finance"]["duty_id"]
    ids["issued_task"], ids["issued_series"] = owed["finance"]["task_id"], owed["finance"]["series_id"]
    return Stage(home, ids, owed)
