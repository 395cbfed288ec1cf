"""What the adopted rules change: deadlines that nobody set, vague months, near days, extensions and who grants them."""

import datetime as dt
from decimal import Decimal

import pytest

from tests import make
from tests.web.duties.test_life import duty_of
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tiendo import duty as rules
from tiendo import ruleset_text
from tiendo.ageing import Age
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo_web.core.access import Role
from tiendo_web.duties import actions, moves, queries, shares
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.plans import actions as plans
from tiendo_web.plans import queries as plan_queries
from tiendo_web.rulesets import actions as rulesets
from tiendo_web.scorecards import points

KIND = rules.EventKind
DAY = dt.timedelta(days=1)
# The day after the adoption, on which it begins to hold.
START = make.AT + DAY
TODAY = START.date()
COMMON = ruleset_text.write(ruleset_text.shipped()[0])


def adopt(viewer, *changes, begins=TODAY, **more):
    """The common set with some values changed, adopted from a day on."""
    text = COMMON
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    rulesets.adopt(text=text, valid_from=begins, viewer=viewer, at=make.AT, **more)


def issued(viewer, text=make.PLAN, days=0):
    at = START + days * DAY
    return actions.issue(plan_id=make.plan(viewer, text, at=at), viewer=viewer, at=at)


def moved(duty_id, kind, viewer, days, until=None):
    said = actions.Words(text="Chờ vật tư.", until=until)
    actions.move(duty_id=duty_id, kind=kind, words=said, viewer=viewer, at=START + days * DAY)


def due_of(province, ref):
    return Duty.objects.get(jurisdiction_id=province.id, pk=duty_of(province, ref)).due_on


def test_a_deadline_that_nobody_set_is_the_one_of_the_rules_with_its_citation(province, an):
    adopt(an, ("ghi: không quy định\n  căn cứ: Chưa tìm", "ghi: 30 ngày\n  căn cứ: Quy chế 9, Điều 4; không tìm"))
    issued(an)
    assert due_of(province, "thuan") == make.AT.date() + 30 * DAY, "from the document's own day"
    event = Event.objects.get(jurisdiction_id=province.id, duty_id=duty_of(province, "thuan"))
    assert "Quy chế 9, Điều 4" in event.trace and "Không ghi" not in event.trace
    assert due_of(province, "health") == dt.date(2026, 4, 15), "what the document sets stays"


def test_without_such_a_rule_no_deadline_is_none(province, an):
    issued(an)
    assert due_of(province, "thuan") is None


@pytest.mark.parametrize(
    ("words", "plain", "worked"),
    [
        ("trong tháng 5/2026", dt.date(2026, 5, 31), dt.date(2026, 5, 29)),
        ("trước ngày 31/5/2026", dt.date(2026, 5, 31), dt.date(2026, 5, 31)),
    ],
)
def test_a_month_ends_as_the_rules_say_and_a_printed_day_stays(province, an, words, plain, worked):
    text = make.PLAN.replace("trước ngày 15/4/2026", words)
    issued(an, text)
    assert due_of(province, "health") == plain
    adopt(an, ("tính đến: ngày cuối cùng", "tính đến: ngày làm việc cuối cùng"), begins=TODAY + DAY)
    again = issued(an, text, days=1)
    row = Duty.objects.get(jurisdiction_id=province.id, directive_id=again, body_id=province.bodies["health"])
    assert row.due_on == worked
    told = Event.objects.get(jurisdiction_id=province.id, duty_id=row.pk).trace
    assert ("giữ nguyên như văn bản" in told) is (plain == worked), "only a printed day is told as printed"
    assert ("Chưa tìm thấy quy định về ngày cụ thể" in told) is (plain != worked), "of any other, by whose rule it is"


def test_near_due_is_counted_by_the_rules_of_the_day_of_issue(province, an):
    first = issued(an)
    adopt(an, ("trước: 3 ngày làm việc", "trước: 10 ngày"), begins=TODAY + DAY)
    second = issued(an, days=1)
    near = {
        row.directive_id: row.due_on - row.near_from
        for row in Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["health"])
    }
    assert near == {first: 5 * DAY, second: 10 * DAY}, "three working days before 15 April are five days"
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_an_extension_too_many_or_too_long_is_refused_with_its_rule(province, an, dung):
    adopt(
        an,
        ("Số lần gia hạn: không quy định", "Số lần gia hạn: 1 lần"),
        ("tối đa: không quy định", "tối đa: 15 ngày"),
        ("Tên: Mẫu chung theo quy định trung ương", "Tên: Quy chế 9"),
    )
    issued(an)
    duty = duty_of(province, "health")
    with pytest.raises(Refused, match="Theo “Quy chế 9”, mỗi lần chỉ gia hạn đến hết ngày 04/05/2026") as refused:
        moved(duty, KIND.ASKED, dung, 5, until=dt.date(2026, 5, 5))
    assert refused.value.field == "until"
    moved(duty, KIND.ASKED, dung, 5, until=dt.date(2026, 5, 4))
    moved(duty, KIND.EXTENDED, an, 6, until=dt.date(2026, 4, 29))
    for kind, who in ((KIND.ASKED, dung), (KIND.EXTENDED, an)):
        with pytest.raises(Refused, match="Hạn đã được lùi 1 lần"):
            moved(duty, kind, who, 7, until=dt.date(2026, 5, 5))
        assert kind not in queries.duty(duty_id=duty, viewer=who, on=TODAY + 7 * DAY).moves
        page = words(Browser().wearing(who).get(f"/duties/{duty}/"))
        assert "Hạn đã được lùi 1 lần; theo “Quy chế 9” không gia hạn" in page, "why the move is not there"
    assert due_of(province, "health") == dt.date(2026, 4, 29)


def test_what_was_issued_keeps_its_limit_until_an_act_reaches_it(province, an, dung):
    issued(an)
    duty = duty_of(province, "health")
    once = ("Số lần gia hạn: không quy định", "Số lần gia hạn: 1 lần")
    adopt(an, once, begins=TODAY + DAY)
    moved(duty, KIND.EXTENDED, an, 2, until=dt.date(2026, 4, 20))
    moved(duty, KIND.EXTENDED, an, 3, until=dt.date(2026, 4, 25))
    adopt(an, once, begins=TODAY + 5 * DAY, reaches_open=True)
    moved(duty, KIND.EXTENDED, an, 4, until=dt.date(2026, 4, 28))
    with pytest.raises(Refused, match="Hạn đã được lùi 3 lần"):
        moved(duty, KIND.EXTENDED, an, 5, until=dt.date(2026, 5, 8))


def test_where_the_rules_want_a_leader_only_a_leader_answers(province, an, binh, dung):
    adopt(an, ("gia hạn: cơ quan giao việc", "gia hạn: lãnh đạo cơ quan giao việc"))
    issued(an)
    duty = duty_of(province, "health")
    moved(duty, KIND.ASKED, dung, 1, until=dt.date(2026, 4, 20))
    for kind in (KIND.EXTENDED, KIND.DENIED):
        with pytest.raises(moves.NotByRule, match="chỉ lãnh đạo"):
            moved(duty, kind, an, 2, until=dt.date(2026, 4, 20))
        assert kind not in queries.duty(duty_id=duty, viewer=an, on=TODAY + 2 * DAY).moves
        assert kind in queries.duty(duty_id=duty, viewer=binh, on=TODAY + 2 * DAY).moves
    assert binh.role is Role.LEADER
    moved(duty, KIND.EXTENDED, binh, 2, until=dt.date(2026, 4, 20))
    assert due_of(province, "health") == dt.date(2026, 4, 20)


def test_the_workbench_shows_what_the_rules_will_set(browser, province, an):
    page = f"/plans/{make.plan(an)}/"
    assert "theo quy tắc" not in words(browser.wearing(an).get(page))
    adopt(an, ("ghi: không quy định\n  căn cứ: Chưa tìm", "ghi: 30 ngày\n  căn cứ: Quy chế 9, Điều 4; không tìm"))
    shown = words(browser.get(page))
    assert shown.count("văn bản không ghi, theo quy tắc") == 1 and "Quy chế 9, Điều 4" in shown


def test_a_pause_goes_by_the_rules_of_an_extension(province, an, binh, dung):
    adopt(
        an,
        ("Số lần gia hạn: không quy định", "Số lần gia hạn: 1 lần"),
        ("tối đa: không quy định", "tối đa: 15 ngày"),
        ("gia hạn: cơ quan giao việc", "gia hạn: lãnh đạo cơ quan giao việc"),
    )
    issued(an)
    duty = duty_of(province, "health")
    with pytest.raises(moves.NotByRule, match="chỉ lãnh đạo"):
        moved(duty, KIND.PAUSED, an, 5)
    moved(duty, KIND.PAUSED, binh, 5)
    with pytest.raises(moves.NotByRule, match="chỉ lãnh đạo"):
        moved(duty, KIND.RESUMED, an, 40)
    moved(duty, KIND.RESUMED, binh, 40)
    # 26 working days were left on 8 March; 15 days past 15 April end on the holidays, the next working day is 4 May.
    assert due_of(province, "health") == dt.date(2026, 5, 4)
    told = Event.objects.filter(jurisdiction_id=province.id, duty_id=duty).latest("pk")
    assert "hạn không lùi quá ngày 04/05/2026" in told.trace
    for kind, who, until in ((KIND.PAUSED, binh, None), (KIND.EXTENDED, binh, dt.date(2026, 5, 8))):
        with pytest.raises(Refused, match="Hạn đã được lùi 1 lần"):
            moved(duty, kind, who, 41, until=until)
        assert kind not in queries.duty(duty_id=duty, viewer=who, on=TODAY + 41 * DAY).moves
    assert queries.drift(province.id) == []


class TestIssuer:
    """Each body that issues goes by its own rules; a duty keeps those of its issuer and day."""

    RULE = ("ghi: không quy định\n  căn cứ: Chưa tìm", "ghi: {} ngày\n  căn cứ: Quy chế {}; không tìm")

    def adopted(self, an, days, **more):
        old, new = self.RULE
        adopt(an, (old, new.format(days, days)), **more)

    def of(self, an, issuer, number, days=0):
        text = make.PLAN.replace("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI", issuer).replace("15/KH-UBND", f"{number}/KH-SYT")
        plan_id = make.plan(an, text, name=f"{number}.txt", at=START + days * DAY)
        head = plan_queries.plan_draft(plan_id=plan_id, viewer=an, on=TODAY + days * DAY)
        plans.mend_head(
            plan_id=plan_id, fields={"issuer": issuer}, seen=head.head_seen, viewer=an, at=START + days * DAY
        )
        directive = actions.issue(plan_id=plan_id, viewer=an, at=START + days * DAY)
        owed = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, directive_id=directive, task__position=3)
        return owed.order_by("pk")[0]

    def test_a_bodys_own_set_goes_before_that_of_the_seat(self, province, an):
        self.adopted(an, 30)
        self.adopted(an, 21, body_id=province.bodies["health"])
        first = make.AT.date()
        assert self.of(an, "Sở Y tế", 21).due_on == first + 21 * DAY
        assert self.of(an, "Sở Tài chính", 22).due_on == first + 30 * DAY, "it has none of its own"
        assert self.of(an, "", 23).due_on == first + 30 * DAY

    def test_its_duties_are_extended_by_its_rules(self, province, an):
        adopt(an, ("Số lần gia hạn: không quy định", "Số lần gia hạn: 1 lần"), body_id=province.bodies["health"])
        duty = self.of(an, "Sở Y tế", 21)
        health = Duty.objects.get(
            jurisdiction_id=province.id, directive_id=duty.directive_id, owner_id=province.bodies["health"]
        )
        moved(health.pk, KIND.EXTENDED, an, 1, until=dt.date(2026, 5, 1))
        with pytest.raises(Refused, match="lần"):
            moved(health.pk, KIND.EXTENDED, an, 2, until=dt.date(2026, 6, 1))

    def test_sets_of_two_bodies_do_not_overlap(self, province, an):
        until = TODAY + 100 * DAY
        self.adopted(an, 30, valid_to=until)
        self.adopted(an, 20, valid_to=until, body_id=province.bodies["health"])
        with pytest.raises(Refused) as refused:
            self.adopted(an, 10, body_id=province.bodies["health"])
        assert refused.value.field == "valid_from"

    def test_a_body_that_is_not_there_adopts_nothing(self, province, an):
        with pytest.raises(Refused) as refused:
            self.adopted(an, 30, body_id=999_999)
        assert refused.value.field == "body"

    def test_on_the_pages(self, province, an, dung):
        from tests.web.inspect import Browser
        from tiendo_web.core import now

        clerk = Browser().wearing(an)
        data = clerk.form("/rules/new/") | {"text": COMMON, "body": "Sở Y tế"}
        assert clerk.post("/rules/new/", data | {"body": "Sở Không Có"}).status_code == 422
        data |= {"valid_from": (now.today() + DAY).isoformat()}
        assert clerk.post("/rules/new/", data).headers["Location"] == f"/rules/?body={province.bodies['health']}"
        assert "Sở Y tế" in words(clerk.get("/rules/"))
        shown = words(clerk.get(f"/rules/?body={province.bodies['health']}"))
        assert "Văn bản của Sở Y tế theo bộ này" in shown
        assert Browser().wearing(dung).get("/rules/new/").status_code == 403


def test_a_set_that_does_not_reach_open_duties_chases_none_of_them_sooner(province, an):
    """Issued before the set began: chased after three months, as before; what is issued under it after a week."""
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    before = duty_of(province, "thuan")
    adopt(an, ("Đôn đốc việc không có hạn sau: 3 tháng", "Đôn đốc việc không có hạn sau: 1 tuần"))
    issued(an, make.PLAN.replace("15/KH-UBND", "16/KH-UBND"))
    on = TODAY + 20 * DAY
    chased = {line.id for line in queries.duties(viewer=an, on=on, which=queries.Which.CHASED).lines}
    after = Duty.objects.filter(jurisdiction_id=province.id, body_id=province.bodies["thuan"]).latest("pk").pk
    assert before not in chased and after in chased
    found = queries.ages(viewer=an, on=on)
    assert (found.counts[Age.RECENT], found.counts[Age.CHASED], found.total) == (2, 2, 4)


def test_one_that_reaches_open_duties_chases_them_too(province, an):
    actions.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    adopt(an, ("Đôn đốc việc không có hạn sau: 3 tháng", "Đôn đốc việc không có hạn sau: 1 tuần"), reaches_open=True)
    assert len(queries.duties(viewer=an, on=TODAY + 20 * DAY, which=queries.Which.CHASED).lines) == 2


def test_a_document_that_is_entered_late_is_told(province, an):
    """Two working days for a document of several tasks: one of 2 March that is entered on the 3rd is in time."""
    rule = "Cập nhật văn bản nhiều việc: không quy định\n  căn cứ: Quyết định 42/2014/QĐ-TTg: yêu cầu kịp thời"
    adopt(an, (rule, "Cập nhật văn bản nhiều việc: 2 ngày làm việc\n  căn cứ: Quy chế 9, Điều 5: yêu cầu kịp thời"))
    soon, late = issued(an), issued(an, make.PLAN.replace("15/KH-UBND", "16/KH-UBND"), days=5)
    clerk = Browser().wearing(an)
    assert "Cập nhật muộn" not in words(clerk.get(f"/directives/{soon}/"))
    told = words(clerk.get(f"/directives/{late}/"))
    assert "Cập nhật muộn nhập ngày 08/03/2026, chậm nhất phải là 04/03/2026" in told and "Quy chế 9, Điều 5" in told
    assert words(clerk.get("/documents/")).count("cập nhật muộn") == 1


def test_bodies_have_points_only_where_the_rules_give_weights_and_with_their_ground(province, an, dung):
    issued(an)
    duty = duty_of(province, "health")
    words = actions.Words(text="Xong.")

    def done(duty_id, viewer, day):
        at = START + (day - TODAY)
        actions.move(duty_id=duty_id, kind=KIND.REPORTED, words=words, viewer=viewer, at=at)
        actions.move(duty_id=duty_id, kind=KIND.ACCEPTED, viewer=an, at=at + DAY)

    done(duty, dung, dt.date(2026, 4, 19))
    assert points.points(viewer=an, on=dt.date(2026, 5, 1)).lines == (), "no rule gives points"
    assert "Không tính điểm" in Browser().wearing(an).get("/scorecard/points/").content.decode()
    rulesets.adopt(
        text=COMMON.replace(
            "quá hạn: không quy định\n  căn cứ: Chưa tìm",
            "quá hạn: từ 1 ngày: -10; từ 3 ngày: -25\n  căn cứ: Quy chế 9; Chưa tìm",
        ).replace("phối hợp: không quy định", "phối hợp: 0,3"),
        valid_from=dt.date(2026, 5, 2),
        viewer=an,
        at=START + (dt.date(2026, 5, 1) - TODAY),
    )
    again = actions.issue(
        plan_id=make.plan(an, at=START + 60 * DAY), viewer=an, at=START + (dt.date(2026, 5, 4) - TODAY)
    )
    second = Duty.objects.get(jurisdiction_id=province.id, directive_id=again, body_id=province.bodies["health"]).pk
    done(second, dung, dt.date(2026, 5, 5))
    found = points.points(viewer=an, on=dt.date(2026, 5, 10))
    bodies = {line.body_id: (line.done, line.late, line.own, line.shared) for line in found.lines}
    assert bodies == {
        province.bodies["health"]: (2, 1, -25, 0),
        province.bodies["finance"]: (0, 0, 0, Decimal("-7.5")),
    }, "what was issued before the rules goes by those it was issued under"
    page = Browser().wearing(an).get("/scorecard/points/").content.decode()
    assert "Quy chế 9" in page and "từ 3 ngày: -25" in page and "không cho người" in page


def test_what_a_return_does_is_said_with_its_ground_before_and_after(province, an, dung):
    adopt(an, ("căn cứ: Quy định của tỉnh Thanh Hóa", "căn cứ: Quy chế 9, Điều 7; Quy định của tỉnh Thanh Hóa"))
    issued(an)
    duty = duty_of(province, "health")
    moved(duty, KIND.REPORTED, dung, 5)
    before = queries.duty(duty_id=duty, viewer=an, on=TODAY + 6 * DAY)
    assert KIND.RETURNED in before.moves and "Quy chế 9, Điều 7" in before.basis.rules.returned.ground.citation
    told = "báo cáo bị trả lại: làm lại, tính là chưa hoàn thành (Quy chế 9, Điều 7"
    page = words(Browser().wearing(an).get(f"/duties/{duty}/"))
    assert told in page
    moved(duty, KIND.RETURNED, an, 6)
    event = Event.objects.filter(jurisdiction_id=province.id, duty_id=duty).latest("pk")
    assert told in event.trace and "hạn 15/04/2026" in event.trace and "tóm tắt" in event.trace
    moved(duty, KIND.REPORTED, dung, 45)
    moved(duty, KIND.ACCEPTED, an, 46)
    found = queries.duty(duty_id=duty, viewer=an, on=TODAY + 46 * DAY)
    assert found.line.standing is Standing.DONE_LATE, "the second report counts, and it came after 15 April"


def test_a_duty_without_a_deadline_says_after_which_day_it_is_chased(province, an, dung):
    issued(an)
    duty = duty_of(province, "thuan")
    clerk = Browser().wearing(an)
    told = clerk.get(f"/duties/{duty}/day/").json()["chase"]
    assert (told["since"], told["length"], told["until"]) == ("2026-03-03", "3 tháng", "2026-06-03")
    assert "không có báo cáo trong 3 tháng kể từ 03/03/2026 thì đôn đốc: sau ngày 03/06/2026" in words(
        clerk.get(f"/duties/{duty}/")
    )
    chased = {
        day: duty in {line.id for line in queries.duties(viewer=an, on=day, which=queries.Which.CHASED).lines}
        for day in (dt.date(2026, 6, 3), dt.date(2026, 6, 4))
    }
    assert chased == {dt.date(2026, 6, 3): False, dt.date(2026, 6, 4): True}
    assert clerk.get(f"/duties/{duty_of(province, 'health')}/day/").json()["chase"] is None


def test_a_later_day_that_was_asked_for_and_that_of_a_part_are_told_as_data(province, an, dung):
    adopt(an, ("tối đa: không quy định", "tối đa: 15 ngày"))
    issued(an)
    duty = duty_of(province, "health")
    moved(duty, KIND.ASKED, dung, 5, until=dt.date(2026, 4, 20))
    clerk = Browser().wearing(an)
    told = clerk.get(f"/duties/{duty}/day/").json()
    assert told["steps"]["due_on"] == "2026-04-15" and told["near"]["near_on"] == told["near_on"]
    asked = {name: told["asked"][name] for name in ("how", "before", "due_on", "latest", "set_on")}
    assert asked == {
        "how": "asked",
        "before": "2026-04-15",
        "due_on": "2026-04-20",
        "latest": "2026-05-04",
        "set_on": (TODAY + 5 * DAY).isoformat(),
    }
    part = shares.Part(province.bodies["clinic"], "Rà soát kho.", dt.date(2026, 4, 10))
    (made,) = shares.break_down(duty_id=duty, parts=[part], viewer=dung, at=START + 6 * DAY)
    told = clerk.get(f"/duties/{made}/day/").json()["steps"]
    assert (told["how"], told["before"], told["due_on"]) == ("part", "2026-04-15", "2026-04-10")


def test_an_urgent_document_is_entered_by_a_day_of_its_own(province, an):
    """The day itself where it bears a stamp, two working days for several tasks; the stamp may be mended by hand."""
    rule = "Cập nhật văn bản {}: không quy định\n  căn cứ: Quyết định 42/2014/QĐ-TTg: yêu cầu kịp thời"
    own = "Cập nhật văn bản {}: {}\n  căn cứ: Quy chế 9, {}: yêu cầu kịp thời"
    adopt(
        an,
        (rule.format("khẩn"), own.format("khẩn", "trong ngày", "Điều 4")),
        (rule.format("nhiều việc"), own.format("nhiều việc", "2 ngày làm việc", "Điều 5")),
    )
    stamped = make.PLAN.replace("\n\nKẾ HOẠCH", "\n\n( HỎA TỐC )\n\nKẾ HOẠCH")
    urgent, plain = issued(an, stamped), issued(an, make.PLAN.replace("15/KH-UBND", "16/KH-UBND"))
    clerk = Browser().wearing(an)
    told = words(clerk.get(f"/directives/{urgent}/"))
    assert "Hỏa tốc" in told and "nhập ngày 03/03/2026, chậm nhất phải là 02/03/2026" in told
    assert "Quy chế 9, Điều 4" in told and "Quy chế 9, Điều 5" not in told
    told = words(clerk.get(f"/directives/{plain}/"))
    assert "đúng hạn" in told and "Quy chế 9, Điều 5" in told and "Hỏa tốc" not in told
    data = clerk.get(f"/directives/{urgent}/entry/").json()
    assert (data["entered_on"], data["by_rule"]["until"], data["by_rule"]["length"]) == (
        "2026-03-03",
        "2026-03-02",
        "trong ngày",
    )
    by_hand = make.plan(an, make.PLAN.replace("15/KH-UBND", "17/KH-UBND"), at=START)
    plans.mend_head(plan_id=by_hand, fields={"urgency": "khẩn"}, seen=0, viewer=an, at=START)
    found = actions.issue(plan_id=by_hand, viewer=an, at=START)
    assert "Khẩn" in words(clerk.get(f"/directives/{found}/"))
