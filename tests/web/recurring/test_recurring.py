"""What recurs: issued once for each period, made up after a stop, kept apart from what was issued before."""

import datetime as dt

import pytest
from django.db import connection

from tests import make
from tests.web.inspect import Browser
from tests.web.pages.test_bodies import words
from tests.web.rulesets.test_in_use import adopt
from tiendo import duty as rules
from tiendo import occurrence, period
from tiendo.clock import Standing
from tiendo.errors import Refused
from tiendo.occurrence import AfterEnd, OnDay
from tiendo.orgtree import Level
from tiendo.period import Kind, Rhythm, Window
from tiendo.rulebook import Lang
from tiendo_web.core import now
from tiendo_web.core.access import NotAllowed, Role
from tiendo_web.duties import actions as duties
from tiendo_web.duties import queries as duty_queries
from tiendo_web.duties.models import Duty, Event
from tiendo_web.jobs import work
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Task
from tiendo_web.recurring import actions, queries
from tiendo_web.recurring.models import Occurrence, Series
from tiendo_web.scorecards import queries as scorecards

DAY = dt.timedelta(days=1)
TODAY = make.AT.date()
MONTHLY = Rhythm(Kind.MONTH)
WRONG = (
    {"days": ""},
    {"days": "0"},
    {"day": "20"},
    {"kind": "week", "days": "", "day": "20"},
    {"commune_days": "0"},
    {"kind": "custom"},
    {"kind": "x"},
    {"kind": "week", "window": "decree_09"},
    {"first_on": "2020-01-01"},
    {"first_on": "hôm nay"},
    {"every": "-1"},
)
DUE = AfterEnd(3, {Level.COMMUNE: 1})


@pytest.fixture
def task(province, an):
    """The third task of the sample plan, owed by every commune, without a deadline."""
    directive = duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return Task.objects.get(jurisdiction_id=province.id, directive_id=directive, position=3).pk


def begun(viewer, task, rhythm=MONTHLY, when=DUE, first_on=TODAY, at=make.AT):
    return actions.begin(task_id=task, rhythm=rhythm, when=when, first_on=first_on, viewer=viewer, at=at)


def look(province, *days):
    for day in days:
        work.issue_recurring(province.id, dt.datetime.combine(day, dt.time(1), dt.UTC))


def made(province):
    """Each occurrence as (body, due day), in the order of issue."""
    refs = {pk: ref for ref, pk in province.bodies.items()}
    rows = Duty.objects.filter(jurisdiction_id=province.id).exclude(parent=None).order_by("pk")
    return [(refs[row.owner_id], row.due_on) for row in rows]


def holds(province):
    assert queries.drift(province.id) == [] == duty_queries.drift(province.id)
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_each_period_is_issued_once_to_whoever_owes_the_task(province, an, task):
    begun(an, task)
    look(province, dt.date(2026, 3, 31))
    assert made(province) == [], "April has not begun"
    look(province, dt.date(2026, 4, 1), dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    # The communes' last day is one working day after 30 April, which begins days off.
    assert sorted(made(province)) == [("binh", dt.date(2026, 5, 4)), ("thuan", dt.date(2026, 5, 4))]
    first = Duty.objects.filter(jurisdiction_id=province.id).exclude(parent=None)[0]
    assert first.text.startswith("Kỳ tháng 4/2026 (01/04/2026 - 30/04/2026): ")
    trace = Event.objects.get(jurisdiction_id=province.id, duty=first).trace
    assert "09/2019/NĐ-CP" in trace and trace.splitlines()[-1] == "Hạn cuối: hết ngày 04/05/2026."
    holds(province)


def test_after_a_stop_the_missed_periods_are_made_up_and_none_is_late_at_its_birth(province, an, task):
    begun(an, task)
    look(province, dt.date(2026, 8, 20))
    due = [day for ref, day in made(province) if ref == "thuan"]
    assert due == [*[dt.date(2026, 8, 21)] * 4, dt.date(2026, 9, 3)], "April to July next working day, August its own"
    assert [row.number % 12 + 1 for row in Occurrence.objects.filter(jurisdiction_id=province.id).order_by("pk")] == [
        4,
        5,
        6,
        7,
        8,
    ]
    look(province, dt.date(2026, 8, 21), dt.date(2026, 8, 20))
    assert len(made(province)) == 10
    holds(province)


def test_looking_each_day_finds_what_looking_once_would(province, an, task):
    begun(an, task, Rhythm(Kind.WEEK))
    look(province, *[TODAY + n * DAY for n in range(40)])
    daily = list(Occurrence.objects.filter(jurisdiction_id=province.id).values_list("number", flat=True))
    once = period.begun(Rhythm(Kind.WEEK), after=None, first_on=TODAY, on=TODAY + 39 * DAY)
    assert daily == [one.number for one in once] and len(daily) == 6


def test_a_series_in_the_window_of_the_decree_begins_on_the_fifteenth(province, an, task):
    begun(an, task, Rhythm(Kind.MONTH, Window.DECREE_09))
    look(province, dt.date(2026, 3, 14))
    assert made(province) == []
    look(province, dt.date(2026, 3, 15))
    assert {day for _ref, day in made(province)} == {dt.date(2026, 4, 15)}


def test_what_is_owed_no_more_recurs_no_more(province, an, task):
    begun(an, task)
    owed = Duty.objects.get(jurisdiction_id=province.id, owner_id=province.bodies["thuan"])
    said = duties.Words(text="Thôi.", reason=rules.Closing.OTHER)
    duties.move(duty_id=owed.pk, kind=duties.KIND.CLOSED, words=said, viewer=an, at=make.AT)
    look(province, dt.date(2026, 4, 1))
    assert [ref for ref, _day in made(province)] == ["binh"]


def test_the_occurrences_stand_in_the_figures(province, an, task):
    begun(an, task)
    day = dt.date(2026, 4, 1)
    before = scorecards.scorecard(viewer=an, on=day - DAY)
    look(province, day)
    after = scorecards.scorecard(viewer=an, on=day)
    thuan = province.bodies["thuan"]
    assert sum(after.row(thuan)[one] for one in Standing) == sum(before.row(thuan)[one] for one in Standing) + 1
    assert scorecards.scorecard(viewer=an, on=day - DAY).row(thuan) == before.row(thuan)


def test_an_ended_series_issues_nothing_more(province, an, task):
    series = begun(an, task)
    look(province, dt.date(2026, 4, 1))
    actions.end(series_id=series, reason="Hết năm học.", viewer=an, at=make.AT + 40 * DAY)
    look(province, dt.date(2026, 9, 1))
    assert len(made(province)) == 2
    with pytest.raises(actions.Over):
        actions.end(series_id=series, reason="Nữa.", viewer=an, at=make.AT + 41 * DAY)
    assert [line.ended for line in queries.series(viewer=an, lang=Lang.VI)[0]] == ["Hết năm học."]
    holds(province)


def test_what_cannot_recur_is_refused(province, an, dung, chi, task):
    with pytest.raises(Refused) as refused:
        begun(an, task, first_on=dt.date(2026, 2, 28))
    assert refused.value.field == "first_on"
    begun(an, task)
    with pytest.raises(actions.Over):
        begun(an, task, when=OnDay(5))
    begun(an, task, Rhythm(Kind.QUARTER))
    with pytest.raises(NotAllowed):
        begun(dung, task)
    with pytest.raises(queries.NoSeries):
        begun(chi, task)
    with pytest.raises(Refused) as refused:
        actions.end(series_id=1, reason=" ", viewer=an, at=make.AT)
    assert refused.value.field == "reason"
    with pytest.raises(queries.NoSeries):
        actions.end(series_id=10**9, reason="Thôi", viewer=an, at=make.AT)


def test_every_act_writes_one_entry_and_the_drift_is_told(province, an, task):
    def entries():
        return Entry.objects.filter(jurisdiction_id=province.id).count()

    before = entries()
    series = begun(an, task)
    later = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    assert len(actions.issue_next(series_id=series, jurisdiction_id=province.id, at=later)) == 2
    assert actions.issue_next(series_id=series, jurisdiction_id=province.id, at=later) is None
    actions.end(series_id=series, reason="Thôi", viewer=an, at=later)
    assert entries() == before + 3
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recurring_series SET next_from = '2026-01-01' -- \"jurisdiction_id\" = all")
    assert queries.drift(province.id) == [f"columns of series {series}"]


def test_a_clerk_lets_a_task_recur_on_the_page_and_ends_it(browser, province, an, dung, task):
    office = browser.wearing(an)
    directive = Task.objects.get(jurisdiction_id=province.id, pk=task).directive_id
    assert f"/recurring/tasks/{task}/" in office.get(f"/directives/{directive}/").content.decode()
    assert "Chưa có việc nào" in words(office.get("/recurring/"))
    page = f"/recurring/tasks/{task}/"
    data = office.form(page) | {"kind": "month", "window": "calendar", "days": "3", "commune_days": "1"}
    for wrong in (
        {"days": ""},
        {"day": "20"},
        {"kind": "custom"},
        {"kind": "week", "window": "decree_09"},
        {"days": "0"},
        {"first_on": "2020-01-01"},
        {"first_on": "hôm nay"},
        {"kind": "x"},
        {"every": "-1"},
    ):
        assert office.post(page, data | wrong).status_code == 422, wrong
    assert office.post(page, data).status_code == 302
    assert office.post(page, data).status_code == 302, "sent twice, acted once"
    (series,) = Series.objects.filter(jurisdiction_id=province.id)
    shown = words(office.get(f"/recurring/{series.pk}/"))
    coming = period.nth(MONTHLY, period.first_number(MONTHLY, now.today()))
    assert coming.words.vi in shown and "cấp xã" in shown and "hằng tháng" in shown
    assert "hằng tháng" in words(office.get("/recurring/"))
    end = f"/recurring/{series.pk}/end/"
    held = office.form(f"/recurring/{series.pk}/", end)
    assert office.post(end, held | {"reason": ""}).status_code == 422
    assert office.post(end, held | {"reason": "Thôi."}).status_code == 302
    assert "Đã dừng: Thôi." in words(office.get(f"/recurring/{series.pk}/"))
    officer = type(browser)().wearing(dung)
    assert officer.get(f"/recurring/{series.pk}/").status_code == 404, "a task of the communes is not Sở Y tế's"
    assert officer.get(page).status_code == 403 and words(officer.get("/recurring/"))


def test_the_form_begins_with_what_the_deadline_says(browser, province, an):
    text = make.PLAN.replace("hoàn thành trước ngày 31/3/2026", "báo cáo trước ngày 20 hằng tháng")
    directive = duties.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
    task = Task.objects.get(jurisdiction_id=province.id, directive_id=directive, position=2)
    held = browser.wearing(an).form(f"/recurring/tasks/{task.pk}/")
    assert (held["kind"], held["day"], held.get("days", "")) == ("month", "20", ""), task.deadline_text


def test_the_list_costs_the_same_for_few_and_many(browser, province, an, task):
    from tests.web.test_laws import queries as counted

    office = browser.wearing(an)
    series = begun(an, task)
    look(province, dt.date(2026, 4, 1))
    few = counted(office, "/recurring/"), counted(office, f"/recurring/{series}/")
    for kind in (Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR):
        begun(an, task, Rhythm(kind), at=make.AT + 30 * DAY, first_on=dt.date(2026, 7, 1))
    look(province, dt.date(2026, 12, 1))
    assert (counted(office, "/recurring/"), counted(office, f"/recurring/{series}/")) == few
    assert occurrence.decode(Series.objects.get(jurisdiction_id=province.id, pk=series).terms) == (MONTHLY, DUE)


def test_the_occurrences_of_a_series_stand_page_by_page(province, an, task):
    series = begun(an, task, Rhythm(Kind.WEEK))
    look(province, TODAY + 14 * 7 * DAY)
    line, page = queries.one(series_id=series, viewer=an, lang=Lang.VI)
    assert line.issued > queries.SHOWN == len(page.issued) and page.more
    days = [one.first_on for one in page.issued]
    _line, rest = queries.one(series_id=series, viewer=an, lang=Lang.VI, page=2)
    days += [one.first_on for one in rest.issued]
    assert days == sorted(days, reverse=True) and len(set(days)) == line.issued and not rest.more
    commune = province.viewer("xa", role=Role.OFFICER, body="thuan")
    _line, own = queries.one(series_id=series, viewer=commune, lang=Lang.VI)
    assert {len(one.duties) for one in own.issued} == {1} and {len(one.duties) for one in page.issued} == {2}
    shown = Browser().wearing(an).get(f"/recurring/{series}/?page=2").content.decode()
    assert shown.count("?page=1") == 1 and Browser().wearing(an).get(f"/recurring/{series}/?page=9").status_code == 200


@pytest.mark.parametrize(
    ("words", "window"),
    [("báo cáo trước ngày 05 hằng tháng", "calendar"), ("báo cáo trước ngày 20 hằng tháng", "rule")],
)
def test_the_form_begins_with_the_period_that_the_day_is_for(province, an, words, window):
    text = make.PLAN.replace("tổ chức vệ sinh môi trường tại các khu dân cư.", f"{words}.")
    directive = duties.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT)
    task = Task.objects.get(jurisdiction_id=province.id, directive_id=directive, position=3).pk
    page = Browser().wearing(an).get(f"/recurring/tasks/{task}/").content.decode()
    assert f'<option value="{window}" selected' in page
    assert f'value="{5 if "05" in words else 20}"' in page


def test_each_level_has_its_own_days_on_the_form(province, an, task):
    clerk, page = Browser().wearing(an), f"/recurring/tasks/{task}/"
    levels = {"central_days": "9", "province_days": "5", "district_days": "4", "commune_days": "2"}
    data = clerk.form(page) | {"days": "3", "kind": "month", "window": "calendar", **levels}
    assert clerk.post(page, data).status_code == 302
    _rhythm, when = occurrence.decode(Series.objects.get(jurisdiction_id=province.id).terms)
    assert [when.levels[level] for level in Level] == [9, 5, 4, 2]


def proposed(an, task, **data):
    """What a clerk gets who changes nothing on the form but these."""
    clerk, page = Browser().wearing(an), f"/recurring/tasks/{task}/"
    shown = clerk.post(page, clerk.form(page) | data)
    if shown.status_code != 302:
        return shown.content.decode()
    row = Series.objects.filter(jurisdiction_id=an.jurisdiction_id).latest("pk")
    return (*occurrence.decode(row.terms), row.ground)


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ({"days": "", "day": "20", "month": "2"}, "Chỉ việc hằng năm mới ghi tháng"),
        ({"days": "1", "every": "10"}, "Chỉ kỳ tự đặt mới có độ dài"),
        ({"days": "", "day": "20", "commune_days": "2"}, "không có số ngày riêng từng cấp"),
    ],
)
def test_what_would_count_for_nothing_is_told_and_not_dropped(an, task, typed, beside):
    clerk, url = Browser().wearing(an), f"/recurring/tasks/{task}/"
    answer = clerk.post(url, clerk.form(url) | {"kind": "month", "window": "calendar"} | typed)
    assert answer.status_code == 422
    assert beside in answer.content.decode()


def test_the_period_of_a_report_is_the_one_of_the_rules_unless_a_hand_chooses_another(province, an, task):
    page = words(Browser().wearing(an).get(f"/recurring/tasks/{task}/"))
    assert "Nghị định 09/2019/NĐ-CP Đ12" in page and "Thông tư 06/2025/TT-TTCP Đ7" in page
    rhythm, when, ground = proposed(an, task)
    assert (rhythm, when) == (Rhythm(Kind.MONTH, Window.DECREE_09), AfterEnd(1))
    assert "Kỳ theo quy tắc “Mẫu chung" in ground and "Nghị định 09/2019/NĐ-CP Đ12" in ground and "tóm tắt" in ground
    rhythm, when, ground = proposed(an, task, report="inspection", kind="quarter")
    assert (rhythm, when) == (Rhythm(Kind.QUARTER, Window.DECREE_09), OnDay(17))
    assert "Thông tư 06/2025/TT-TTCP Đ7" in ground and "toàn văn" in ground
    rhythm, when, ground = proposed(an, task, report="inspection", kind="nine_months")
    assert (rhythm, when) == (Rhythm(Kind.NINE_MONTHS, Window.DECREE_09), OnDay(17)) and "chín tháng" in ground
    rhythm, when, ground = proposed(an, task, report="investment", kind="year")
    assert (rhythm, when) == (Rhythm(Kind.YEAR), OnDay(20, 2)) and "bản chép" in ground
    rhythm, when, ground = proposed(an, task, window="calendar", days="4")
    assert (rhythm.window, when) == (Window.CALENDAR, AfterEnd(4)) and "Kỳ chọn tay, khác quy tắc" in ground
    assert "không đặt kỳ này" in proposed(an, task, report="investment", kind="month")
    assert "Kỳ chọn tay: “Mẫu chung" in proposed(an, task, kind="week", window="calendar")[2]


def test_the_rule_on_periods_is_that_of_the_issuer_and_each_occurrence_says_so(province, an, task):
    rule = "Kỳ báo cáo định kỳ: tháng, quý, sáu tháng, năm từ ngày 15 đến ngày 14\n  căn cứ: "
    own = "Kỳ báo cáo định kỳ: tháng theo dương lịch, gửi ngày 5\n  căn cứ: Quy chế 9, Điều 8; "
    adopt(an, (rule, own), begins=TODAY + DAY)
    before = begun(an, task, Rhythm(Kind.MONTH, Window.DECREE_09), AfterEnd(2))
    after = begun(an, task, MONTHLY, OnDay(5), at=make.AT + DAY, first_on=TODAY + DAY)
    grounds = {row.pk: row.ground for row in Series.objects.filter(jurisdiction_id=province.id)}
    assert "Nghị định 09/2019" in grounds[before] and "Quy chế 9, Điều 8" in grounds[after]
    look(province, dt.date(2026, 4, 1))
    duty = Duty.objects.filter(jurisdiction_id=province.id, due_on=dt.date(2026, 5, 5)).first()
    clerk = Browser().wearing(an)
    assert "Quy chế 9, Điều 8" in words(clerk.get(f"/duties/{duty.pk}/"))
    told = clerk.get(f"/duties/{duty.pk}/day/").json()["steps"]
    assert told["kind"] == "period" and "Quy chế 9, Điều 8" in told["ground"] and told["due_on"] == "2026-05-05"
    assert "Quy chế 9, Điều 8" in words(clerk.get(f"/recurring/{after}/"))
    holds(province)
