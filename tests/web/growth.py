"""A province that grows: more of everything that its pages show, on the very things that they are opened with.

One round adds to a duty (parts, events, evidence, letters, inquiries), a series (occurrences), a plan (edits, tasks),
a person (hats), a group and a body, and adds further duties, directives, drafts, people, reforms, rules, days off and
tables beside them. What is kept grows in every table but those of ``NOT_GROWN``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field

from tests import make
from tests.tiendo.plan.read.papers import Sheet, pdf
from tests.web.rights_stage import Stage
from tests.web.rulesets.test_rulesets import DONG_THAP
from tiendo import orgtree
from tiendo.duty import Part
from tiendo.inquiry import StepKind
from tiendo.occurrence import AfterEnd
from tiendo.orgtree import BodyKind, Definition, Level
from tiendo.period import Kind, Rhythm
from tiendo.reform import Decision, Terms
from tiendo.spoken import SourceKind, Spoken
from tiendo.workdays import Status
from tiendo_web.accesses import actions as accesses
from tiendo_web.accounts import refusals
from tiendo_web.accounts.models import SignInSeal
from tiendo_web.calendars import actions as calendars
from tiendo_web.calendars import moving
from tiendo_web.core import access
from tiendo_web.core.access import SYSTEM, Role, Viewer
from tiendo_web.duties import actions as duties
from tiendo_web.duties import inquiries, letters, marking, naming, origins, shares
from tiendo_web.duties.models import Duty, Event, Evidence, Held
from tiendo_web.invitations import actions as invitations
from tiendo_web.leaving import actions as leaving
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import deputies
from tiendo_web.orgs import queries as org_queries
from tiendo_web.orgs.models import Import
from tiendo_web.plans import actions as plans
from tiendo_web.plans import mending, reading
from tiendo_web.plans import queries as plan_queries
from tiendo_web.recurring import actions as recurring
from tiendo_web.reforms import actions as reforms
from tiendo_web.rulesets import actions as rulesets

DAY = dt.timedelta(days=1)
# The duties that everything hangs on are due on 15 April.
LATE = make.AT + 60 * DAY
KIND = duties.KIND
WORDS = duties.Words(text="Mưa lũ.")
# It adds a task to the directive that everything hangs on, and leaves the others as they are.
AMENDING = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI

Số: {number}/KH-UBND
Sơn Hải, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch số 15/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh về phòng, chống dịch bệnh

I. NHIỆM VỤ

1. Sở Tài chính lập sổ theo dõi số {number}, hoàn thành trước ngày 31/12/2026.
"""


@dataclass
class Growing:
    """The province, who acts in it, and the things that grow; each round is forty days after the last one."""

    stage: Stage
    clerk: Viewer = field(init=False)
    officer: Viewer = field(init=False)
    admin: Viewer = field(init=False)
    rounds: int = 0

    def __post_init__(self) -> None:
        """A directive of three tasks; the first task's duty, broken down and late, and a series under the third."""
        home = self.stage.home
        self.clerk = home.viewer("lon", role=Role.CLERK, body="root")
        self.officer = home.viewer("len", role=Role.OFFICER, body="health")
        self.admin = home.viewer("mai", role=Role.ADMINISTRATOR, body="root")
        self.directive = duties.issue(plan_id=make.plan(self.clerk), viewer=self.clerk, at=make.AT)
        rows = Duty.objects.filter(jurisdiction_id=home.id, directive_id=self.directive)
        self.duty = rows.get(body_id=home.bodies["health"]).pk
        self.task = rows.get(body_id=home.bodies["thuan"]).task_id
        self.series = self._series(self.task, make.AT)
        self.draft = make.plan(self.clerk)
        self.grow()

    def ids(self) -> Stage:
        """The stage as pages are opened: with what grows in the place of what does not."""
        home = self.stage.home
        grown = {
            "duty_id": self.duty,
            "directive_id": self.directive,
            "series_id": self.series,
            "letter_id": self.letter,
        }
        grown |= {
            "inquiry_id": self.asked,
            "evidence_id": Evidence.objects.get(jurisdiction_id=home.id, name="1.txt").pk,
        }
        of_body = {**self.stage.of_body, "health": {**self.stage.of_body["health"], **grown}}
        told = {"draft": self.draft, "task": make.tasks(self.draft, self.clerk)[0], "issued_task": self.task}
        told |= {"issued_series": self.series, "user_id": self.officer.user_id, "body_id": home.bodies["health"]}
        told |= {"holder_id": self.officer.holder_id, "group": self.group, "reform_key": self.reform}
        return dataclasses.replace(self.stage, ids={**self.stage.ids, **told}, of_body=of_body)

    def grow(self) -> None:
        """One round more of everything."""
        self.rounds += 1
        at = LATE + self.rounds * 40 * DAY
        self._directives(at)
        self._duty(at)
        self._drafts(at)
        self._people(at)
        self._bodies(at)
        self._rules(at)
        accesses.seal(jurisdiction_id=self.stage.home.id, at=at + DAY)

    def _series(self, task: int, at: dt.datetime) -> int:
        return recurring.begin(
            task_id=task, rhythm=Rhythm(Kind.MONTH), when=AfterEnd(3), first_on=at.date(), viewer=self.clerk, at=at
        )

    def _directives(self, at: dt.datetime) -> None:
        """A directive with a series of its own, one in the place of an older one, one that was said."""
        by = {"viewer": self.clerk, "at": at}
        text = make.PLAN.replace("15/KH", f"{100 + self.rounds}/KH")
        first = duties.issue(plan_id=make.plan(self.clerk, text, at=at), **by)
        rows = Duty.objects.filter(jurisdiction_id=self.stage.home.id, directive_id=first)
        again = self._series(rows.get(body_id=self.stage.home.bodies["thuan"]).task_id, at)
        recurring.end(series_id=again, reason="Thôi.", **by)
        duties.issue(plan_id=make.plan(self.clerk, text, at=at), replaces=first, **by)
        said = Spoken(SourceKind.ORAL, f"Giao ban {self.rounds}", "UBND", at.date(), ("Sở Y tế trồng cây",))
        origins.type_in(said=said, **by)
        amending = AMENDING.format(number=400 + self.rounds)
        duties.issue(plan_id=make.plan(self.clerk, amending, at=at), amends=self.directive, **by)
        halted = self._owed("binh", self.directive)
        duties.move(duty_id=halted, kind=KIND.PAUSED, words=WORDS, **by)
        while recurring.issue_next(series_id=self.series, jurisdiction_id=self.stage.home.id, at=at):
            pass
        duties.move(duty_id=halted, kind=KIND.RESUMED, words=WORDS, **by)
        recurring.make_up(jurisdiction_id=self.stage.home.id, at=at)

    def _owed(self, body: str, directive: int) -> int:
        rows = Duty.objects.filter(jurisdiction_id=self.stage.home.id, directive_id=directive, parent=None)
        return rows.get(body_id=self.stage.home.bodies[body]).pk

    def _duty(self, at: dt.datetime) -> None:
        """A part, a report with its file, a letter, an explanation given and a contribution asked for."""
        doer, giver = {"viewer": self.officer, "at": at}, {"viewer": self.clerk, "at": at}
        home = self.stage.home
        parts = shares.break_down(duty_id=self.duty, parts=[shares.Part(home.bodies["clinic"], "Một phần")], **doer)
        self.clerk.opens("duties.Duty", parts[0], access.Level.INTERNAL)
        accesses.write(viewer=self.clerk, at=at)
        marking.mark_duty(duty_id=parts[0], level=access.Level.INTERNAL, reason="Nội bộ", **giver)
        words = duties.Words(text="Đang làm.", attachments=(duties.Attachment(f"{self.rounds}.txt", b"x"),))
        duties.move(duty_id=self.duty, kind=KIND.PROGRESSED, words=words, **doer)
        # A picture among the files would need the engine; its row is what the pages ask for.
        told = Event.objects.filter(jurisdiction_id=home.id, duty_id=self.duty).latest("pk")
        Held.objects.create(jurisdiction_id=home.id, event=told, place=2, file=f"{self.rounds}", name="anh.png")
        every = Duty.objects.filter(jurisdiction_id=home.id, stage__in=letters.queries.OPEN)
        late = [row for row in every.order_by("pk") if row.late_from is not None and row.late_from <= at.date()]
        draft = letters.Draft("Đôn đốc", "Đề nghị khẩn trương.", "Sơn Hải", at.date() + 9 * DAY, each=True)
        self.letter = letters.urge(duty_ids=[row.pk for row in late], draft=draft, **giver)
        far = at.date() + 400 * DAY
        self.asked = inquiries.ask_explanations(duty_ids=[self.duty], text="Vì sao?", due_on=far, **giver)[0]
        for kind, who in ((StepKind.ANSWERED, doer), (StepKind.TAKEN, giver)):
            inquiries.step(inquiry_id=self.asked, kind=kind, text="Vì mưa.", **who)
        looks_after = self.officer.user_id if self.rounds % 2 else None
        naming.name(duty_ids=[self.duty], part=Part.DOER, user_id=looks_after, **doer)
        naming.name(duty_ids=parts, part=Part.GIVER, user_id=self.clerk.user_id, **giver)
        inquiries.ask_contributions(
            duty_id=self.duty, body_ids=[home.bodies["finance"]], text="Góp ý", due_on=far, **giver
        )

    def _drafts(self, at: dt.datetime) -> None:
        by = {"viewer": self.clerk, "at": at}
        marked = make.plan(self.clerk, make.PLAN.replace("15/KH", f"{200 + self.rounds}/KH"), at=at)
        marking.mark_document(plan_id=marked, level=access.Level.INTERNAL, reason="Nội bộ", **by)
        seen = plan_queries.plan_draft(plan_id=self.draft, viewer=self.clerk, on=at.date()).number
        plans.mend_head(plan_id=self.draft, fields={"title": f"Kế hoạch {self.rounds}"}, seen=seen, **by)
        plans.add_task(plan_id=self.draft, text="Sở Y tế, Sở Tài chính báo cáo trước ngày 31/12/2026", **by)
        seen = plan_queries.plan_draft(plan_id=self.draft, viewer=self.clerk, on=at.date()).number
        last = make.tasks(self.draft, self.clerk)[-1]
        mending.split(mending.Mend(self.draft, self.clerk, at, seen), task=last, parts=["Một", "Hai"])
        plans.take_in(data=pdf(Sheet().lines(f"1. Sở Y tế lập sổ số {self.rounds}.")), name="a.pdf", **by)
        reading.ask(data=f"{self.rounds}".encode(), name="quet.png", pages=1, **by)

    def _people(self, at: dt.datetime) -> None:
        """Another officer, another hat of one there is, somebody who stands in, who was invited, who leaves."""
        home = self.stage.home
        here = {"jurisdiction_id": home.id, "by": self.admin, "at": at}
        new = home.viewer(f"nguoi-{self.rounds}", role=Role.OFFICER, body="health")
        gone = home.viewer(f"di-{self.rounds}", role=Role.CLERK, body="root")
        hat = {"user_id": self.officer.user_id, "body_id": home.bodies["health"], "holds_from": at.date()}
        orgs.give_hat(role=list(Role)[self.rounds + 1], jurisdiction_id=home.id, at=at, **hat)
        today = dt.date(2026, 11, 1) + self.rounds * 90 * DAY
        deputies.give(
            holder_id=self.clerk.holder_id,
            user_id=new.user_id,
            holds_from=today,
            holds_to=today + 80 * DAY,
            viewer=self.clerk,
            at=at,
        )
        link = invitations.hand_link(user_id=new.user_id, **here)
        invitations.use_link(ticket=invitations.queries.ticket(link.secret), password=make.PASSWORD, words=(), at=at)
        # Of one moment to the next: what the matrix is asked for stays what it is.
        for named in (False, True):
            orgs.name_office(viewer=self.admin, body_id=home.bodies["office"], named=named, at=at)
        # The lines that are sealed bear the clock of the machine, not the day of the round.
        with ledger.act(jurisdiction_id=home.id, kind=refusals.KIND, by=SYSTEM, at=at) as act:
            act.write(SignInSeal(first=self.rounds, last=self.rounds, digest="0" * 64))
        make.plan(gone, make.PLAN.replace("15/KH", f"{300 + self.rounds}/KH"), at=at)
        leaving.leave(user_id=gone.user_id, body_id=home.bodies["root"], successor_id=None, viewer=self.admin, at=at)

    def _bodies(self, at: dt.datetime) -> None:
        """A commune out of a table, a group, a reform that was decided and a draft of one."""
        home, number = self.stage.home, self.rounds
        by = {"viewer": self.clerk, "at": at}
        table = f"Mã;Tên;Loại;Cấp trên\n{91000 + number};Xã Thứ {number};Xã;UBND tỉnh\n".encode()
        orgs.import_bodies(
            jurisdiction_id=home.id, data=table, name="bang.csv", on=at.date() - DAY, by=self.clerk, at=at
        )
        members = Definition(kinds=frozenset({BodyKind.COMMUNE}), added=frozenset({home.bodies["health"]}))
        self.group = orgs.define_group(name=f"Nhóm {number}", definition=members, **by)
        decision = Decision(f"{20 + number}/QĐ-UBND", "Đổi tên", at.date(), at.date())
        step = make.Step(make.Verb.RENAME, (home.bodies["health"],), name=f"Sở Y tế {number}", abbreviation="SYT")
        reforms.decide(key=reforms.begin(terms=Terms(decision, steps=(step,)), **by), seen=1, **by)
        self._ended(at, decision)
        later = dataclasses.replace(decision, symbol=f"{40 + number}/QĐ-UBND", effect_on=dt.date(2027, 1, 1))
        self.reform = reforms.begin(terms=Terms(later, steps=(step,) * number), **by)

    def _ended(self, at: dt.datetime, decision: Decision) -> None:
        """A commune merged away and another raised, a reform that was undone, a table that was taken back."""
        home, number = self.stage.home, self.rounds
        by = {"viewer": self.clerk, "at": at}
        told = {one.name: one.id for one in org_queries.tree(jurisdiction_id=home.id, on=at.date())}
        gone, raised = told[f"Xã Thứ {number}"], home.bodies["clinic"]
        steps = (
            make.Step(make.Verb.MERGE, (gone,), into=(home.bodies["binh"],)),
            make.Step(make.Verb.RAISE, (raised,), kind=BodyKind.SERVICE, level=list(Level)[2 + number % 2]),
        )
        done = dataclasses.replace(decision, symbol=f"{60 + number}/QĐ-UBND")
        reforms.decide(key=reforms.begin(terms=Terms(done, steps=steps), **by), seen=1, **by)
        ahead = dataclasses.replace(decision, symbol=f"{80 + number}/QĐ-UBND", effect_on=at.date() + 9 * DAY)
        rename = make.Step(make.Verb.RENAME, (home.bodies["finance"],), name=f"Sở {number}", abbreviation="STC")
        reform_id = reforms.decide(key=reforms.begin(terms=Terms(ahead, steps=(rename,)), **by), seen=1, **by)
        reforms.undo(reform_id=reform_id, reason="Thôi.", **by)
        table = f"Mã;Tên;Loại;Cấp trên\n{92000 + number};Xã Nhầm {number};Xã;UBND tỉnh\n".encode()
        orgs.import_bodies(jurisdiction_id=home.id, data=table, name="nham.csv", on=at.date(), by=self.clerk, at=at)
        taken = Import.objects.filter(jurisdiction_id=home.id).latest("pk")
        reforms.take_back(table_id=taken.pk, **by)
        (health,) = (one for one in org_queries.all_facts(jurisdiction_id=home.id) if one.id == gone)
        led = orgtree.Superior(home.bodies["health"], health.begins_on)
        with ledger.act(jurisdiction_id=home.id, kind="orgs.found", by=SYSTEM, at=at) as act:
            orgs.reshape(act, [dataclasses.replace(health, superiors=(led,))])

    def _rules(self, at: dt.datetime) -> None:
        """A rule set withdrawn, one that stays, a decision on days off."""
        by = {"viewer": self.clerk, "at": at}
        rulesets.adopt(text=DONG_THAP, valid_from=at.date() + (1000 + self.rounds) * DAY, **by)
        dropped = rulesets.adopt(text=DONG_THAP, valid_from=at.date() + 2000 * DAY, **by)
        rulesets.withdraw(adoption_id=dropped, **by)
        calendars.decide(
            jurisdiction_id=self.stage.home.id,
            text=f"nghỉ {self.rounds + 4:02}/01/2027\n",
            basis=f"{self.rounds}/TB-BNV",
            status=Status.CONFIRMED,
            by=self.clerk,
            at=at,
        )
        while moving.go_on(jurisdiction_id=self.stage.home.id, at=at):
            pass
