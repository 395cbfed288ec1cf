"""A newer document issued in the place of an older one: no duty is lost, none given twice."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo import duty as rules
from tiendo.errors import Refused
from tiendo_web.core.access import Level, Role
from tiendo_web.duties import actions, carrying, marking, queries, shares
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans import issued, versions
from tiendo_web.plans import queries as plans

KIND = rules.EventKind
DAY = dt.timedelta(days=1)
LATER = make.AT + 10 * DAY
# Finance has longer; the communes are no longer asked; a new task for health; health's first task stays as it was.
NEWER = (
    make.PLAN.replace("15/KH-UBND", "22/KH-UBND")
    .replace("ngày 02 tháng 3 năm 2026", "ngày 12 tháng 3 năm 2026")
    .replace("trước ngày 31/3/2026", "trước ngày 30/4/2026")
    .replace(
        "3. Ủy ban nhân dân các xã, phường tổ chức vệ sinh môi trường tại các khu dân cư.",
        "3. Sở Y tế tổ chức trực cấp cứu trong mùa hè, hoàn thành trước ngày 30/6/2026.",
    )
)


# Another number, and what it says of the older one: finance has longer, health is on call; the rest is not named.
AMENDING = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI

Số: 31/KH-UBND
Sơn Hải, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch số 15/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh về phòng, chống dịch bệnh

I. NHIỆM VỤ

1. Sở Tài chính bố trí kinh phí phòng, chống dịch, hoàn thành trước ngày 30/4/2026.

2. Sở Y tế tổ chức trực cấp cứu trong mùa hè, hoàn thành trước ngày 30/6/2026.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Sơn
"""


@pytest.fixture
def old(an):
    """The sample plan, issued on 2 March 2026."""
    return actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)


@pytest.fixture
def newer(an):
    return make.plan(an, NEWER, at=LATER)


def stages(province, directive_id):
    refs = {pk: ref for ref, pk in province.bodies.items()}
    rows = Duty.objects.filter(jurisdiction_id=province.id, directive_id=directive_id).order_by("pk")
    return [(refs[body], stage) for body, stage in rows.values_list("owner_id", "stage")]


def test_duties_go_on_make_way_or_are_revoked(province, an, dung, old, newer):
    health = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    actions.move(duty_id=health, kind=KIND.ACKNOWLEDGED, viewer=dung, at=make.AT + DAY)
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    new = actions.issue(plan_id=newer, viewer=an, at=LATER, replaces=old)
    assert stages(province, old) == [
        ("health", "doing"),
        ("finance", "replaced"),
        ("binh", "revoked"),
        ("thuan", "revoked"),
    ]
    assert stages(province, new) == [("finance", "issued"), ("health", "issued")]
    (gone,) = Event.objects.filter(jurisdiction_id=province.id, kind="replaced")
    assert Duty.objects.get(jurisdiction_id=province.id, pk=gone.other_id).due_on == dt.date(2026, 4, 30)
    assert issued.replaced_by(viewer=an, directive_id=old).id == new
    assert [one.id for one in issued.replaced(viewer=an, directive_id=new)] == [old]
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1, "one act"
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_what_was_done_stays_done_and_is_not_given_again(province, an, dung, old, newer):
    health = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    actions.move(duty_id=health, kind=KIND.REPORTED, words=actions.Words(text="Xong."), viewer=dung, at=make.AT + DAY)
    actions.move(duty_id=health, kind=KIND.ACCEPTED, viewer=an, at=make.AT + DAY)
    new = actions.issue(plan_id=newer, viewer=an, at=LATER, replaces=old)
    assert stages(province, old)[0] == ("health", "done")
    given = Duty.objects.filter(jurisdiction_id=province.id, directive_id=new, owner_id=province.bodies["health"])
    assert list(given.values_list("task__key", flat=True)) == ["I.3"]


def test_a_directive_is_replaced_once(province, an, old, newer):
    actions.issue(plan_id=newer, viewer=an, at=LATER, replaces=old)
    another = make.plan(an, NEWER.replace("22/KH-UBND", "23/KH-UBND"), at=LATER)
    with pytest.raises(carrying.ReplacedAlready):
        actions.issue(plan_id=another, viewer=an, at=LATER, replaces=old)
    assert not stages(province, 0) and plans.plan(plan_id=another, viewer=an).directive_id is None


def test_the_page_says_what_becomes_of_each_duty_before(province, an, old, newer):
    clerk = Browser().wearing(an)
    old_plan = issued.directive(viewer=an, directive_id=old).plan_id
    compared = clerk.get(f"/plans/{newer}/compare/{old_plan}/").content.decode()
    page = f"/plans/{newer}/issue/?replaces={old}"
    assert page in compared
    shown = clerk.get(page).content.decode()
    for words in ("Tiếp tục như cũ: 1", "Được thay bằng nhiệm vụ mới: 1", "Bãi bỏ: 2", "2 nhiệm vụ giao mới"):
        assert words in shown
    assert clerk.post(f"/plans/{newer}/issue/", clerk.form(page)).status_code == 302
    assert [stage for _body, stage in stages(province, old)] == ["issued", "replaced", "revoked", "revoked"]
    assert "Đã được thay bằng" in clerk.get(f"/directives/{old}/").content.decode()


def test_another_provinces_directive_cannot_be_replaced(province, an, chi, old):
    theirs = make.plan(chi, NEWER, at=LATER)
    stranger = Browser().wearing(chi)
    assert stranger.get(f"/plans/{theirs}/issue/?replaces={old}").status_code == 404
    with pytest.raises(plans.NoPlan):
        actions.issue(plan_id=theirs, viewer=chi, at=LATER, replaces=old)
    assert all(stage == "issued" for _body, stage in stages(province, old))


def test_a_reader_of_duties_replaces_nothing(province, an, old, newer):
    reader = Browser().wearing(province.viewer("doc", role=Role.INSPECTOR))
    assert reader.get(f"/plans/{newer}/issue/?replaces={old}").status_code == 403


def test_a_document_of_another_number_finds_the_directive_that_it_says_it_amends(province, an, old):
    amending = make.plan(an, AMENDING, at=LATER)
    (named,) = versions.named(plan=plans.plan(plan_id=amending, viewer=an), viewer=an)
    assert (named.directive.id, named.amends, named.settled) == (old, True, False)
    another = make.plan(an, AMENDING.replace("15/KH-UBND ngày 02", "15/KH-UBND ngày 03"), at=LATER)
    assert versions.named(plan=plans.plan(plan_id=another, viewer=an), viewer=an) == [], "of another day"
    clerk = Browser().wearing(an)
    page = f"/plans/{amending}/issue/?amends={old}"
    assert page in clerk.get(f"/plans/{amending}/").content.decode()
    plain = clerk.get(f"/plans/{amending}/issue/").content.decode()
    assert page in plain and "nhiệm vụ dưới đây được giao thêm" in plain, "nobody doubles the duties unawares"
    old_plan = issued.directive(viewer=an, directive_id=old).plan_id
    compared = clerk.get(f"/plans/{amending}/compare/{old_plan}/?amends=1").content.decode()
    assert page in compared and "Không còn" not in compared and "30/4/2026" in compared
    shown = clerk.get(page).content.decode()
    assert "nhiệm vụ sẽ được giao" not in shown and "được giao thêm" not in shown
    assert "Sửa đổi văn bản 15/KH-UBND" in shown and "Bãi bỏ:" not in shown and "2 nhiệm vụ giao mới" in shown
    assert clerk.post(f"/plans/{amending}/issue/", clerk.form(page)).status_code == 302
    assert [stage for _body, stage in stages(province, old)] == ["issued", "replaced", "issued", "issued"]
    (new,) = issued.amended_by(viewer=an, directive_id=old)
    assert stages(province, new.id) == [("finance", "issued"), ("health", "issued")]
    assert [one.id for one in issued.amended(viewer=an, directive_id=new.id)] == [old]
    assert "Đã được sửa đổi bằng" in clerk.get(f"/directives/{old}/").content.decode()
    assert "Sửa đổi văn bản" in clerk.get(f"/directives/{new.id}/").content.decode()
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_what_was_amended_before_is_amended_and_replaced_with_it(province, an, old):
    first = actions.issue(plan_id=make.plan(an, AMENDING, at=LATER), viewer=an, at=LATER, amends=old)
    again = AMENDING.replace("31/KH-UBND", "33/KH-UBND").replace("30/4/2026", "31/5/2026")
    second = actions.issue(plan_id=make.plan(an, again, at=LATER), viewer=an, at=LATER + DAY, amends=old)
    assert stages(province, first) == [("finance", "replaced"), ("health", "issued")]
    assert stages(province, second) == [("finance", "issued")]
    last = actions.issue(plan_id=make.plan(an, NEWER, at=LATER), viewer=an, at=LATER + 2 * DAY, replaces=old)
    assert [stage for _body, stage in stages(province, old)] == ["issued", "replaced", "revoked", "revoked"]
    assert stages(province, second) == [("finance", "replaced")], "longer again, by the newest"
    assert {body for body, _stage in stages(province, last)} == {"finance"}, "health goes on as it was"
    assert queries.drift(province.id) == []


def test_a_document_that_says_it_replaces_another_number_is_offered_to(province, an, old):
    text = AMENDING.replace("Sửa đổi, bổ sung", "Thay thế")
    (named,) = versions.named(plan=plans.plan(plan_id=make.plan(an, text, at=LATER), viewer=an), viewer=an)
    assert not named.amends and named.directive.id == old
    actions.issue(plan_id=make.plan(an, NEWER, at=LATER), viewer=an, at=LATER, replaces=old)
    (named,) = versions.named(plan=plans.plan(plan_id=make.plan(an, text, at=LATER), viewer=an), viewer=an)
    assert named.settled


def test_the_parts_of_what_is_replaced_end_with_it(province, an, old, newer):
    finance = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["finance"])
    head = province.viewer("tien", role=Role.OFFICER, body="health")
    health = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"])
    share = shares.Part(province.bodies["clinic"], "Kiểm kê")
    (part,) = shares.break_down(duty_id=health.pk, parts=[share], viewer=head, at=make.AT)
    gone = NEWER.replace("hoàn thành trước ngày 15/4/2026", "hoàn thành trước ngày 20/5/2026")
    actions.issue(plan_id=make.plan(an, gone, at=LATER), viewer=an, at=LATER, replaces=old)
    assert Duty.objects.get(jurisdiction_id=province.id, pk=part).stage == "revoked"
    assert Duty.objects.get(jurisdiction_id=province.id, pk=finance.pk).stage == "replaced"


def test_what_takes_the_place_of_a_duty_is_no_lower(province, an, dung, old, newer):
    """Its own document is open; the duty whose place it takes was raised by hand."""
    finance = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["finance"])
    marking.mark_duty(duty_id=finance.pk, level=Level.RESTRICTED, reason="Kín", viewer=an, at=make.AT + DAY)
    new = actions.issue(plan_id=newer, viewer=an, at=LATER, replaces=old)
    given = Duty.objects.filter(jurisdiction_id=province.id, directive_id=new).order_by("owner_id")
    assert [(row.owner_id, row.level) for row in given] == [
        (province.bodies["health"], Level.OPEN),
        (province.bodies["finance"], Level.RESTRICTED),
    ]
    (line,) = marking.lines(duty_id=given[1].pk, viewer=an)
    assert (line.level, line.reason) == (Level.RESTRICTED, actions.AS_REPLACED)
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []
    open_one = {"duty_id": given[1].pk, "kind": KIND.REPLACED, "viewer": an, "at": LATER}
    with pytest.raises(Refused, match="mức bảo mật thấp hơn") as refused:
        actions.move(**open_one, words=actions.Words(text="Thay.", other=given[0].pk))
    assert refused.value.field == "other"


# One that also abolishes what the older one says under its third number.
ABOLISHING = AMENDING.replace("TM. ỦY BAN", "Bãi bỏ nhiệm vụ tại khoản 3 Mục I Kế hoạch số 15/KH-UBND.\n\nTM. ỦY BAN")


def of_old(province, old):
    rows = Duty.objects.filter(jurisdiction_id=province.id, directive_id=old, parent=None)
    return {(row.task.key, row.owner_id): row for row in rows.select_related("task")}


def test_a_task_that_the_newer_document_no_longer_has_is_abolished_with_its_reason_and_its_owners_are_told(
    province, an, old, newer
):
    binh = province.viewer("can", role=Role.OFFICER, body="binh")
    actions.issue(plan_id=newer, viewer=an, at=LATER, replaces=old)
    gone = of_old(province, old)["I.3", province.bodies["binh"]]
    event = Event.objects.get(jurisdiction_id=province.id, duty_id=gone.pk, kind="revoked")
    assert (event.reason, event.text) == ("abolished", "Văn bản 22/KH-UBND bãi bỏ nhiệm vụ này.")
    for which in (queries.Which.LATELY, queries.Which.ENDED):
        assert [line.id for line in queries.duties(viewer=binh, on=LATER.date(), which=which).lines] == [gone.pk]
    week = LATER.date() + dt.timedelta(days=8)
    assert queries.duties(viewer=binh, on=week, which=queries.Which.LATELY).lines == ()
    page = Browser().wearing(binh).get(f"/duties/{gone.pk}/").content.decode()
    assert "Bị văn bản khác bãi bỏ" in page and "22/KH-UBND" in page


def test_what_an_amending_document_says_it_abolishes_is_proposed_and_ended_in_the_same_act(province, an, old):
    amending = make.plan(an, ABOLISHING, at=LATER)
    clerk, page = Browser().wearing(an), f"/plans/{amending}/issue/?amends={old}"
    shown = clerk.get(page).content.decode()
    assert "Bãi bỏ: 2" in shown and f'value="{old}:I.3"' in shown
    data = clerk.form(page)
    assert data["abolishes"] in (f"{old}:I.3", [f"{old}:I.3"]), "ticked, for the document says so; the others are not"
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    assert clerk.post(f"/plans/{amending}/issue/", data).status_code == 302
    assert clerk.post(f"/plans/{amending}/issue/", data).status_code == 302, "sent twice, done once"
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1, "one act"
    assert [stage for _body, stage in stages(province, old)] == ["issued", "replaced", "revoked", "revoked"]
    told = Event.objects.filter(jurisdiction_id=province.id, kind="revoked")
    assert {(one.reason, one.text) for one in told} == {("abolished", "Văn bản 31/KH-UBND bãi bỏ nhiệm vụ này.")}
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_the_comparison_lists_what_an_amending_document_says_it_abolishes(province, an, old):
    old_plan = issued.directive(viewer=an, directive_id=old).plan_id
    clerk, at = Browser().wearing(an), "/plans/{}/compare/{}/{}"
    for text, number in ((ABOLISHING, 1), (AMENDING, 0)):
        page = clerk.get(at.format(make.plan(an, text, at=LATER), old_plan, "?amends=1")).content.decode()
        assert page.count(">Bãi bỏ</td>") == number == page.count("vệ sinh môi trường")
    assert (
        "<dt>Bãi bỏ</dt><dd>1</dd>"
        in clerk.get(at.format(make.plan(an, ABOLISHING, at=LATER), old_plan, "?amends=1")).content.decode()
    )


def test_whoever_issues_may_leave_what_was_proposed_and_choose_what_was_not(province, an, old):
    amending = make.plan(an, ABOLISHING, at=LATER)
    new = actions.issue(plan_id=amending, viewer=an, at=LATER, amends=old, abolishes=[(old, "I.1")])
    assert [stage for _body, stage in stages(province, old)] == ["revoked", "replaced", "issued", "issued"]
    assert len(stages(province, new)) == 2


def test_a_document_that_only_abolishes_gives_out_nothing_and_is_issued(province, an, old):
    text = ABOLISHING.split("I. NHIỆM VỤ")[0] + "Bãi bỏ nhiệm vụ tại khoản 3 Mục I Kế hoạch số 15/KH-UBND.\n"
    plan = make.plan(an, text, at=LATER)
    with pytest.raises(actions.NotReady):
        actions.issue(plan_id=plan, viewer=an, at=LATER, amends=old)
    new = actions.issue(plan_id=plan, viewer=an, at=LATER, amends=old, abolishes=[(old, "I.3")])
    assert stages(province, new) == []
    assert [stage for _body, stage in stages(province, old)] == ["issued", "issued", "revoked", "revoked"]


def test_only_tasks_of_the_amended_document_are_abolished(province, an, chi, old):
    other = actions.issue(plan_id=make.plan(an, NEWER, at=LATER), viewer=an, at=LATER)
    amending = make.plan(an, ABOLISHING, at=LATER)
    actions.issue(plan_id=amending, viewer=an, at=LATER, amends=old, abolishes=[(other, "I.1"), (old, "I.9")])
    assert {stage for _body, stage in stages(province, other)} == {"issued"}
