"""Levels: what is above one's ceiling does not exist, in lists, figures, searches and letters, on any day."""

import datetime as dt
import random
import re
from contextlib import suppress
from functools import lru_cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests import make
from tests.web.duties.test_life import KIND, duty_of, move
from tests.web.inspect import Browser
from tiendo.ageing import Age
from tiendo.errors import Refused
from tiendo.inquiry import InquiryKind
from tiendo.occurrence import OnDay
from tiendo.period import Kind, Rhythm
from tiendo.plan import read
from tiendo_web.core import now
from tiendo_web.core.access import HATS, TABLE, Level, Permission, Reach, Role
from tiendo_web.duties import actions, inquiries, inquiry_queries, letters, marking, passing, queries, shares
from tiendo_web.duties.models import Duty, Inquiry, Tally
from tiendo_web.ledger import actions as acts
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import queries as org_queries
from tiendo_web.plans import actions as plans
from tiendo_web.plans import marking as documents
from tiendo_web.plans import queries as plan_queries
from tiendo_web.plans.models import Plan
from tiendo_web.recurring import actions as recurring
from tiendo_web.scorecards import queries as scorecards

LATER = make.AT + dt.timedelta(days=60)
WORD = "Diệt lăng quăng"
TEXT = make.PLAN.replace("15/KH", "16/KH").replace("Phòng, chống dịch bệnh mùa hè", WORD)
PLACES = ("province", "health", "finance", "clinic", "thuan")
READERS = (Role.CLERK, Role.OFFICER, Role.HEAD, Role.LEADER, Role.INSPECTOR)
# One page shows every list of duties: some are looked at as pages, all that answers for one's reach by what they hold.
AS_PAGES = (queries.Which.ALL, queries.Which.NO_DEADLINE, queries.Which.COORDINATING)
HELD = [which for which in queries.Which if which is not queries.Which.COORDINATING]
LISTS = [
    "/",
    "/documents/",
    "/documents/?q=lang+quang",
    "/documents/?q=16/kh",
    "/inquiries/",
    "/letters/",
    "/recurring/",
    "/scorecard/",
    "/scorecard/?on=2026-03-10",
    "/scorecard/csv/",
    "/scorecard/structures/?structure=2026-03-01",
    *(f"/duties/?which={which.value}" for which in AS_PAGES),
]


def take_in(viewer, leads, level=Level.OPEN, text=TEXT, coordinating=(), at=make.AT):
    """A document of one task more than nothing, whose tasks these bodies lead; gives the plan."""
    plan = plans.take_in(data=text.encode(), name="a.txt", viewer=viewer, at=at, level=level)
    for task in make.tasks(plan, viewer):
        seen = plan_queries.plan_draft(plan_id=plan, viewer=viewer, on=at.date()).number
        fields = {"lead": [*leads], "coordinating": [*coordinating]}
        plans.mend_task(plan_id=plan, task=task, fields=fields, seen=seen, viewer=viewer, at=at)
    return plan


def the(province, *names):
    return [province.bodies[name] for name in names]


@pytest.fixture
def people(province):
    """Somebody of every reading role at every kind of place."""
    return {
        (role, place): province.viewer(f"{role.value}-{place}", role=role, body=place)
        for role in READERS
        for place in PLACES
    }


class _Bare(Client):
    """Django's own client, which inspects nothing, and keeps nothing of how a page was made."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


@lru_cache(maxsize=64)
def _client(viewer):
    client = _Bare()
    client.cookies = Browser().wearing(viewer).cookies
    return client


@pytest.fixture(autouse=True)
def _forget_clients():
    yield
    _client.cache_clear()


def page(viewer, path):
    """What a page says, without what differs at each showing."""
    response = _client(viewer).get(path)
    words = re.sub(
        r'(nonce|name="(once|csrfmiddlewaretoken)" value|value)="[\w-]{20,}"', "", response.getvalue().decode()
    )
    # Figures of today say until which minute they know.
    return response.status_code, re.sub(r"\d\d:\d\d \d\d/\d\d/\d{4}|\d{4}-\d\d-\d\dT[\d:.+]+", "", words)


def view(viewer, province, paths=()):
    """Everything that a hat sees of lists and figures."""
    bodies = [f"/bodies/{body}/" for body in province.bodies.values()]
    on, aged = now.today(), queries.Which.NO_DEADLINE
    held = dict(queries.firsts(viewer=viewer, on=on, which=HELD, size=50))
    by_age = {age: queries.duty_ids(viewer=viewer, on=on, which=aged, age=age, most=50) for age in Age}
    return {**held, **by_age, **{path: page(viewer, path) for path in (*LISTS, *bodies, *paths)}}


# Who knows of a record that the clinic, beneath Sở Y tế, owes under the office, coordinated by Sở Tài chính.
KNOWS = {
    Level.INTERNAL: {
        (role, place)
        for role in (Role.CLERK, Role.OFFICER, Role.HEAD, Role.LEADER)
        for place in ("province", "health", "finance", "clinic")
    },
    Level.RESTRICTED: {
        (role, place) for role in (Role.CLERK, Role.HEAD, Role.LEADER) for place in ("province", "clinic")
    },
}


def hidden_from(people, level):
    """Those who do not know of the record, of each kind some."""
    found = [who for who in people if who not in KNOWS[level] and who[0] in (Role.OFFICER, Role.INSPECTOR)]
    found = [who for who in found if who[1] in ("province", "health", "finance")]
    return [*found, (Role.CLERK, "thuan"), *([(Role.HEAD, "health")] if level is Level.RESTRICTED else [])]


def test_a_record_above_ones_ceiling_changes_nothing_that_he_sees(province, people):
    an = people[Role.CLERK, "province"]
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    paths = [f"/duties/{duty_of(province, 'health')}/"]
    before = {who: view(people[who], province, paths) for who in hidden_from(people, Level.RESTRICTED)}
    for level in (Level.INTERNAL, Level.RESTRICTED):
        # What came before is the same for both.
        with transaction.atomic():
            changes_nothing(province, people, level, before, paths)
            transaction.set_rollback(True)


def changes_nothing(province, people, level, before, paths):
    an, unknowing = people[Role.CLERK, "province"], hidden_from(people, level)

    def unchanged():
        for who in unknowing:
            for what, said in view(people[who], province, paths).items():
                assert said == before[who][what], (level, who, what)

    # It comes in open and is marked later, so that its past has to go as well.
    plan = take_in(an, the(province, "clinic"), coordinating=the(province, "finance"))
    directive = actions.issue(plan_id=plan, viewer=an, at=make.AT)
    duty = Duty.objects.filter(jurisdiction_id=province.id, directive_id=directive).order_by("pk")[0]
    marking.mark_document(plan_id=plan, level=level, reason="Lưu hành nội bộ", viewer=an, at=make.AT)
    unchanged()
    head = people[Role.HEAD, "clinic"]
    move(duty.pk, KIND.PROGRESSED, head, dt.date(2026, 3, 5), text=WORD)
    recurring.begin(
        task_id=duty.task_id, rhythm=Rhythm(Kind.YEAR), when=OnDay(1), first_on=LATER.date(), viewer=an, at=LATER
    )
    with acts.act(jurisdiction_id=province.id, kind="duties.ask-explanation", by=an.actor, at=LATER) as act:
        act.write(inquiries._inquiry(duty, InquiryKind.EXPLANATION, duty.owner_id, WORD, LATER.date(), an))
    urged = letters.Draft("Đôn đốc", "Khẩn trương.", "Sơn Hải", LATER.date(), each=True)
    letters.urge(duty_ids=[duty.pk], draft=urged, viewer=an, at=LATER)
    move(duty.pk, KIND.REPORTED, head, LATER.date())
    unchanged()
    move(duty.pk, KIND.ACCEPTED, an, LATER.date())
    unchanged()
    gone = [f"/duties/{duty.pk}/", f"/duties/{duty.pk}/day/", f"/directives/{directive}/", f"/plans/{plan}/"]
    gone += [f"/plans/{plan}/file/", "/letters/1/", "/letters/1/word/", "/recurring/1/"]
    about = Inquiry.objects.filter(jurisdiction_id=province.id, duty__directive_id=directive)
    gone += [f"/inquiries/{one}/" for one in about.values_list("pk", flat=True)]
    for who in unknowing:
        assert {path: page(people[who], path)[0] for path in gone} == dict.fromkeys(gone, 404), who
    assert queries.drift(province.id) == [] == [*documents.drift(province.id)]


@pytest.mark.parametrize("level", [Level.INTERNAL, Level.RESTRICTED])
def test_who_knows_of_a_record_is_what_the_levels_say(province, people, level):
    an = people[Role.CLERK, "province"]
    plan = take_in(an, the(province, "clinic"), level, coordinating=the(province, "finance"))
    directive = actions.issue(plan_id=plan, viewer=an, at=make.AT)
    duty = Duty.objects.filter(jurisdiction_id=province.id, directive_id=directive).order_by("pk")[0].pk
    for path in (f"/duties/{duty}/", f"/directives/{directive}/", f"/plans/{plan}/file/"):
        opened = {who for who, viewer in people.items() if page(viewer, path)[0] == 200}
        assert opened == KNOWS[level], path


def test_lowering_brings_back_what_raising_took(province, people):
    an, reader = people[Role.CLERK, "province"], people[Role.INSPECTOR, "province"]
    plan = take_in(an, the(province, "clinic", "health"))
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    duty = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["clinic"]).order_by("pk")[0].pk
    move(duty, KIND.PROGRESSED, people[Role.HEAD, "clinic"], dt.date(2026, 3, 5))
    paths = [path for path in LISTS if path != "/documents/"]
    before = {path: page(reader, path) for path in paths}
    days = [dt.date(2026, 3, 2) + dt.timedelta(days=n) for n in range(0, 60, 7)]
    figures = [scorecards.scorecard(viewer=reader, on=day).total for day in days]
    marking.mark_duty(duty_id=duty, level=Level.RESTRICTED, reason="Kín", viewer=an, at=LATER)
    assert {path: page(reader, path) for path in paths} != before
    assert [scorecards.scorecard(viewer=an, on=day).total for day in days] == figures, "who knows sees the same"
    marking.mark_duty(duty_id=duty, level=Level.OPEN, reason="Đã công bố", viewer=an, at=LATER)
    assert {path: page(reader, path) for path in paths} == before
    assert [scorecards.scorecard(viewer=reader, on=day).total for day in days] == figures
    assert set(Tally.objects.filter(jurisdiction_id=province.id).values_list("level", flat=True)) == {Level.OPEN}
    assert queries.drift(province.id) == [] == [*ledger.breaks(jurisdiction_id=province.id)]


def test_a_duty_is_never_below_its_document_nor_a_part_below_its_whole(province, people):
    an, head = people[Role.CLERK, "province"], people[Role.HEAD, "health"]
    plan = take_in(an, the(province, "health"), Level.INTERNAL)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    whole = Duty.objects.filter(jurisdiction_id=province.id).order_by("pk")[0].pk
    (part,) = shares.break_down(
        duty_id=whole, parts=[shares.Part(province.bodies["clinic"], "Phần việc")], viewer=head, at=make.AT
    )

    def levels():
        return [Duty.objects.get(jurisdiction_id=province.id, pk=pk).level for pk in (whole, part)]

    assert levels() == [1, 1]
    marking.mark_duty(duty_id=whole, level=Level.RESTRICTED, reason="Kín", viewer=an, at=make.AT)
    assert levels() == [2, 2]
    for duty, level in ((part, Level.INTERNAL), (whole, Level.OPEN)):
        with pytest.raises(marking.BelowItsDocument):
            marking.mark_duty(duty_id=duty, level=level, reason="Mở", viewer=an, at=make.AT)
    # The giver of a part knows of it, and a clerk of the doer does.
    assert queries.duty(duty_id=part, viewer=head, on=make.AT.date())
    marking.mark_document(plan_id=plan, level=Level.OPEN, reason="Đã công bố", viewer=an, at=make.AT)
    assert levels() == [2, 2], "what a duty was given of its own it keeps"
    marking.mark_duty(duty_id=whole, level=Level.OPEN, reason="Đã công bố", viewer=an, at=make.AT)
    assert levels() == [0, 0]
    assert queries.drift(province.id) == []


def test_one_file_has_one_level_however_often_it_is_read(province, an):
    first = plans.take_in(data=TEXT.encode(), name="a.txt", viewer=an, at=make.AT, level=Level.INTERNAL)
    second = plans.take_in(data=TEXT.encode(), name="b.txt", viewer=an, at=make.AT)
    assert Plan.objects.get(jurisdiction_id=province.id, pk=second).level == Level.INTERNAL
    marking.mark_document(plan_id=second, level=Level.RESTRICTED, reason="Kín", viewer=an, at=make.AT)
    assert Plan.objects.get(jurisdiction_id=province.id, pk=first).level == Level.RESTRICTED
    assert [(line.level, line.reason) for line in documents.lines(plan_id=first, viewer=an)] == [
        (Level.RESTRICTED, "Kín"),
        (Level.INTERNAL, documents.AT_THE_DOOR),
    ]
    Plan.objects.filter(jurisdiction_id=province.id, pk=first).update(level=0)
    assert [*documents.drift(province.id)] == [f"level of plan {first}"]


@pytest.mark.parametrize(
    ("level", "reason", "field"), [(Level.INTERNAL, " ", "reason"), (Level.OPEN, "Vì thế", "level")]
)
def test_a_marking_says_why_and_changes_something(province, an, level, reason, field):
    with pytest.raises(Refused) as refused:
        marking.mark_document(plan_id=make.plan(an), level=level, reason=reason, viewer=an, at=make.AT)
    assert refused.value.field == field


def test_the_compiler_knows_no_document_that_is_not_open(province, an):
    words = "Thực hiện Kế hoạch số 16/KH-UBND ngày 03 tháng 3 năm 2026."
    data = make.PLAN.replace("I. NHIỆM VỤ", f"{words}\n\nI. NHIỆM VỤ").encode()
    source, _faults = read.only(read.read_all(data, "c.txt"), "c.txt")

    def told():
        compiled = plans.compiled(source, (), province.id, LATER.date())
        return [one for one in compiled["diagnostics"] if "16/KH-UBND" in str(one)]

    nothing = told()
    plan = take_in(an, the(province, "health"), Level.INTERNAL)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    assert told() == nothing
    marking.mark_document(plan_id=plan, level=Level.OPEN, reason="Đã công bố", viewer=an, at=make.AT)
    assert told() != nothing, "the day that is cited is not that of the document held here"


def test_whoever_redraws_bodies_drafts_or_issues_reads_every_level():
    """Their pages count everything that is there; whoever marks must see what he marked."""
    whole = Permission.DRAFT, Permission.ISSUE, Permission.REORGANISE, Permission.MARK
    for role, grants in TABLE.items():
        if set(whole) & set(grants):
            assert grants[Permission.READ_RESTRICTED].office is Reach.ALL is grants[Permission.READ_INTERNAL].office
        assert not any(grants[one].body for one in whole if one in grants), role


def test_a_letter_to_many_names_nothing_that_one_of_them_may_not_know(province, an):
    plan = take_in(an, the(province, "clinic", "thuan"), Level.INTERNAL)
    actions.issue(plan_id=plan, viewer=an, at=make.AT)
    ids = Duty.objects.filter(jurisdiction_id=province.id, task__position=1).values_list("pk", flat=True)
    draft = letters.Draft("Đôn đốc", "Khẩn trương.", "Sơn Hải", LATER.date(), each=False)
    with pytest.raises(Refused, match="công văn riêng"):
        letters.urge(duty_ids=[*ids], draft=draft, viewer=an, at=LATER)


def test_a_line_of_the_ledger_above_the_ceiling_says_its_number_and_its_time(province, people):
    an, inspector = people[Role.CLERK, "province"], people[Role.INSPECTOR, "province"]
    plan = take_in(an, the(province, "clinic"))
    directive = actions.issue(plan_id=plan, viewer=an, at=make.AT)
    marking.mark_document(plan_id=plan, level=Level.RESTRICTED, reason="Kín", viewer=an, at=make.AT)
    status, words = page(inspector, "/ledger/")
    assert status == 200 and "Việc trên hồ sơ có mức bảo mật" in words
    for told in ("plans.mark", f"/directives/{directive}/", f"/plans/{plan}/", "duties.issue"):
        assert told not in words and told in page(an, "/ledger/")[1], told
    for kind in ("plans.mark", "duties.issue"):
        assert "data-row" not in page(inspector, f"/ledger/?kind={kind}")[1]
        assert "data-row" in page(an, f"/ledger/?kind={kind}")[1]


def test_the_pages_of_a_level(province, people):
    an = Browser().wearing(people[Role.CLERK, "province"])
    given = an.form("/documents/") | {"level": "1"}
    answer = an.post("/documents/", given | {"file": SimpleUploadedFile("a.txt", TEXT.encode())})
    plan = Plan.objects.get(jurisdiction_id=province.id).pk
    assert answer["Location"] == f"/plans/{plan}/"
    assert "Nội bộ" in an.get(f"/plans/{plan}/").content.decode()
    listed = an.get("/documents/").content.decode()
    assert "Nội bộ" in listed and WORD not in listed, "a list tells no words"
    path = f"/plans/{plan}/level/"
    refused = an.post(path, an.form(path) | {"level": "2", "reason": ""})
    assert refused.status_code == 422
    assert an.post(path, an.form(path) | {"level": "2", "reason": "Kín"}).status_code == 302
    assert Plan.objects.get(jurisdiction_id=province.id).level == Level.RESTRICTED
    assert "Kín" in an.get(path).content.decode()
    silent = an.post(path, an.form(path) | {"level": "", "reason": "Không chọn mức"})
    assert silent.status_code == 422
    assert Plan.objects.get(jurisdiction_id=province.id).level == Level.RESTRICTED, "nothing is opened by no choice"


def counted(viewer, province, on):
    """Every count beside the list behind it."""

    def number(**asked):
        return len(queries.duty_ids(viewer=viewer, on=on, most=10_000, **asked))

    card = scorecards.scorecard(viewer=viewer, on=on)
    yield "all", card.total.total, number()
    for body in card.bodies:
        for directive in card.directives:
            told = card.cell(body, directive).total
            yield "cell", told, number(body_id=body, directive_id=directive)
            for task, counts in card.tasks(body, directive).items():
                listed = number(body_id=body, directive_id=directive, task_position=int(task))
                yield "task", counts.total, listed
    for age, told in queries.ages(viewer=viewer, on=on).counts.items():
        yield age, told, number(which=queries.Which.NO_DEADLINE, age=age)
    waiting = inquiry_queries.waiting(viewer=viewer, on=on)
    for which, told in (
        (inquiry_queries.Which.TO_ANSWER, waiting.to_answer),
        (inquiry_queries.Which.ANSWERED, waiting.answered),
        (inquiry_queries.Which.SILENT, waiting.silent),
    ):
        yield which, told, len(inquiry_queries.inquiries_of(viewer=viewer, on=on, which=which, size=1000)[0])
    for head in letters.letters(viewer=viewer, on=on)[0]:
        shown = letters.letter(letter_id=head.id, viewer=viewer)
        yield "letter", (head.duties, head.bodies), (len(shown.lines), len(shown.bodies))


class Dice:
    """A province in which things happen by chance, some of them at a level; what is refused does not happen."""

    def __init__(self, province, people, seed):
        self.province, self.chance, self.at = province, random.Random(seed), make.AT
        self.an, self.plans = people[Role.CLERK, "province"], []
        self.names = ["health", "finance", "clinic", "thuan", "binh"]
        heads = {name: province.viewer(f"h-{name}", role=Role.HEAD, body=name) for name in self.names}
        self.heads = {province.bodies[name]: head for name, head in heads.items()}
        for level in Level:
            self.issue(level)

    @property
    def by(self):
        return {"viewer": self.an, "at": self.at}

    def throw(self):
        """One thing happens, to one of the open duties."""
        self.at += dt.timedelta(days=3)
        open_ones = Duty.objects.filter(jurisdiction_id=self.province.id, stage__in=("issued", "doing"))
        row, level = self.chance.choice(list(open_ones.order_by("pk"))), self.chance.choice(list(Level))
        what = self.chance.choice([self.mark, self.mark, self.document, self.report, self.part, self.pass_on, self.ask])
        with suppress(Refused):
            what(row, level) if what in (self.mark, self.document) else what(row)

    def issue(self, level):
        text = TEXT.replace("16/KH", f"{len(self.plans) + 20}/KH")
        leads, coordinating = the(self.province, *self.names[1:4]), the(self.province, "health")
        self.plans.append(take_in(self.an, leads, level, text, coordinating, self.at))
        actions.issue(plan_id=self.plans[-1], **self.by)

    def mark(self, row, level):
        marking.mark_duty(duty_id=row.pk, level=level, reason="Vì thế", **self.by)

    def document(self, _row, level):
        marking.mark_document(plan_id=self.chance.choice(self.plans), level=level, reason="Vì thế", **self.by)

    def report(self, row):
        words, head = actions.Words("Xong"), self.heads[row.owner_id]
        actions.move(duty_id=row.pk, kind=KIND.REPORTED, words=words, viewer=head, at=self.at)

    def part(self, row):
        head = self.heads[row.owner_id]
        beneath = sorted(head.bodies - {head.body_id}) or [row.owner_id]
        shares.break_down(duty_id=row.pk, parts=[shares.Part(beneath[0], "Phần việc")], viewer=head, at=self.at)

    def pass_on(self, row):
        here = {"jurisdiction_id": self.province.id, "by": self.an.actor, "at": self.at}
        with acts.act(kind="reforms.place", **here) as act:
            passing.pass_on(act, [passing.Passing(row.pk, self.chance.choice([*self.heads]), "Sắp xếp")])

    def ask(self, row):
        tree = org_queries.tree(jurisdiction_id=self.province.id, on=self.at.date())
        asked = {"text": "Góp ý", "due_on": self.at.date(), **self.by}
        inquiries.ask_contributions(duty_id=row.pk, body_ids=inquiries.coordinating(row, tree), **asked)
        draft = letters.Draft("Đôn đốc", "Khẩn trương.", "Sơn Hải", self.at.date(), each=True)
        letters.urge(duty_ids=[row.pk], draft=draft, **self.by)


@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_the_length_of_the_list_behind_it(province, people, seed):
    dice = Dice(province, people, seed)
    for _ in range(30):
        dice.throw()
    assert queries.drift(province.id) == [] == [*ledger.breaks(jurisdiction_id=province.id)]
    levels = set(Duty.objects.filter(jurisdiction_id=province.id).values_list("level", flat=True))
    assert levels >= {Level.OPEN, Level.RESTRICTED}, "the dice fell badly"
    for viewer in people.values():
        for what, told, listed in counted(viewer, province, dice.at.date()):
            assert told == listed, (viewer.role, viewer.body_id, what)


def test_the_roles_that_read_a_level_are_few():
    """Who watches over others' work, or over the machine, is not who may know of it."""
    readers = {role for role in HATS if Permission.READ_INTERNAL in TABLE[role]}
    assert readers == {Role.CLERK, Role.OFFICER, Role.HEAD, Role.LEADER}
    assert {role for role in HATS if Permission.READ_RESTRICTED in TABLE[role]} == readers - {Role.OFFICER}


def test_a_document_for_inside_use_has_its_level_proposed_and_not_set(province, an):
    text = make.PLAN.replace("Sơn Hải, ngày 02", "LƯU HÀNH NỘI BỘ\n\nSơn Hải, ngày 02")
    plan = make.plan(an, text)
    assert Plan.objects.get(jurisdiction_id=province.id, pk=plan).level == Level.OPEN
    office = Browser().wearing(an)
    page = office.get(f"/plans/{plan}/").content.decode()
    assert "Văn bản ghi “LƯU HÀNH NỘI BỘ”" in page and f"/plans/{plan}/level/?level=1" in page
    form = office.form(f"/plans/{plan}/level/?level=1")
    assert (form["level"], form["reason"]) == ("1", "Văn bản ghi “LƯU HÀNH NỘI BỘ”.")
    assert office.post(f"/plans/{plan}/level/", form).status_code == 302
    assert Plan.objects.get(jurisdiction_id=province.id, pk=plan).level == Level.INTERNAL
    assert "Văn bản ghi" not in office.get(f"/plans/{plan}/").content.decode()
    assert "Văn bản ghi" not in office.get(f"/plans/{make.plan(an)}/").content.decode()
