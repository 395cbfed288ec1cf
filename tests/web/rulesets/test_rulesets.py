"""Rule sets that an office adopts: from a day on, over what is open, seen and written on pages."""

import datetime as dt

import pytest

from tests import make
from tests.web.pages.test_bodies import words
from tiendo import ruleset_text
from tiendo.errors import Refused
from tiendo_web.core import now
from tiendo_web.core.access import NotAllowed, Role
from tiendo_web.ledger import queries as ledger
from tiendo_web.rulesets import actions, queries

DAY = dt.timedelta(days=1)
# The first day on which what is adopted at make.AT can hold.
TODAY = make.AT.date() + DAY
COMMON, DONG_THAP, THANH_HOA = map(ruleset_text.write, ruleset_text.shipped())


def adopted(viewer, text=DONG_THAP, begins=TODAY, **more):
    return actions.adopt(text=text, valid_from=begins, viewer=viewer, at=make.AT, **more)


def held(viewer, on, **more):
    return queries.rules(jurisdiction_id=viewer.jurisdiction_id, on=on, **more).name


def test_a_set_holds_from_its_day_on_and_ends_where_the_next_begins(an, chi):
    assert held(an, TODAY).startswith("Mẫu chung")
    adopted(an)
    adopted(an, THANH_HOA, TODAY + 30 * DAY)
    names = [held(an, TODAY + days * DAY).split(",")[0] for days in (-1, 0, 29, 30, 900)]
    assert names == ["Mẫu chung theo quy định trung ương", "Đồng Tháp", "Đồng Tháp", "Thanh Hóa", "Thanh Hóa"]
    assert held(chi, TODAY).startswith("Mẫu chung"), "another province has its own"
    assert list(ledger.breaks(jurisdiction_id=an.jurisdiction_id)) == []


def test_what_was_issued_keeps_its_rules_unless_the_act_says_otherwise(an):
    adopted(an, begins=TODAY)
    adopted(an, THANH_HOA, TODAY + 10 * DAY)
    later = {"on": TODAY + 20 * DAY, "issued_on": TODAY + 5 * DAY}
    assert held(an, **later).startswith("Đồng Tháp")
    adopted(an, COMMON, TODAY + 15 * DAY, reaches_open=True)
    assert held(an, **later).startswith("Mẫu chung")
    assert held(an, on=TODAY + 14 * DAY, issued_on=TODAY + 5 * DAY).startswith("Đồng Tháp")


def test_days_that_have_passed_keep_their_rules(an):
    with pytest.raises(Refused) as refused:
        adopted(an, begins=TODAY - DAY)
    assert refused.value.field == "valid_from"


def test_two_sets_for_one_day_are_refused_with_the_reason(an):
    adopted(an, begins=TODAY + 10 * DAY, valid_to=TODAY + 20 * DAY)
    for begins, ends in ((5, 11), (5, None), (19, 25), (12, 13)):
        with pytest.raises(Refused, match="trùng với bộ “Đồng Tháp") as refused:
            adopted(an, COMMON, TODAY + begins * DAY, valid_to=TODAY + ends * DAY if ends else None)
        assert refused.value.field == "valid_from"
    adopted(an, COMMON, TODAY + 5 * DAY, valid_to=TODAY + 10 * DAY)
    adopted(an, THANH_HOA, TODAY + 20 * DAY)
    assert held(an, TODAY).startswith("Mẫu chung")


def test_an_adoption_is_withdrawn_before_its_day_and_the_one_before_goes_on(an):
    first, second = adopted(an), adopted(an, THANH_HOA, TODAY + 10 * DAY)
    later = make.AT + DAY
    actions.withdraw(adoption_id=second, viewer=an, at=later)
    assert held(an, TODAY + 20 * DAY).startswith("Đồng Tháp")
    for gone in (first, second):
        with pytest.raises(actions.Begun):
            actions.withdraw(adoption_id=gone, viewer=an, at=later)
    with pytest.raises(queries.NoAdoption):
        actions.withdraw(adoption_id=10**9, viewer=an, at=later)


def test_faults_and_strangers_are_refused(an, dung, chi):
    with pytest.raises(actions.Faulty) as refused:
        adopted(an, DONG_THAP.replace("1 lần", "vài lần"))
    assert [fault.code for fault in refused.value.diagnostics] == ["Q003"]
    with pytest.raises(NotAllowed):
        adopted(dung)
    with pytest.raises(queries.NoAdoption):
        queries.adoption(adoption_id=adopted(an), viewer=chi)


def test_a_clerk_adopts_a_set_on_the_page_and_sees_what_holds(browser, an):
    office = browser.wearing(an)
    assert "Chưa áp dụng bộ nào" in words(office.get("/rules/"))
    page = "/rules/new/?set=dong-thap-2021"
    data = office.form(page) | {"valid_from": (now.today() + DAY).isoformat()}
    assert data["text"].startswith("Tên: Đồng Tháp")
    wrong = office.post(page, data | {"text": data["text"].replace("1 lần", "vài lần")})
    told = wrong.content.decode()
    line = data["text"][: data["text"].index("1 lần")].count("\n") + 1
    assert wrong.status_code == 422 and f"Dòng {line}" in told and "vài lần" in told
    assert office.post(page, data | {"valid_from": now.today().isoformat()}).status_code == 422
    assert office.post(page, data).status_code == 302
    (line,) = queries.page(viewer=an, on=now.today()).coming
    assert "Sắp áp dụng" in words(office.get("/rules/"))
    shown = words(office.get(f"/rules/{line.id}/"))
    assert "Đồng Tháp, từ năm 2021" in shown and "1 lần" in shown and "tóm tắt" in shown


def test_the_page_shows_the_set_that_holds_and_begins_the_next_with_it(browser, an):
    adopted(an)
    office = browser.wearing(an)
    assert "Đồng Tháp, từ năm 2021 Áp dụng từ ngày" in words(office.get("/rules/"))
    assert office.form("/rules/new/")["text"].startswith("Tên: Đồng Tháp")


def test_the_page_says_from_when_no_set_of_ones_own_holds(browser, an):
    """One for ten days ends the one before it for good: what holds then is told, before it does."""
    office, day = browser.wearing(an), now.today()
    adopted_at = {"viewer": an, "at": now.now()}
    actions.adopt(text=DONG_THAP, valid_from=day + DAY, **adopted_at)
    assert "không có bộ nào của riêng" not in words(office.get("/rules/"))
    actions.adopt(text=THANH_HOA, valid_from=day + 10 * DAY, valid_to=day + 20 * DAY, **adopted_at)
    page = words(office.get("/rules/"))
    ends = f"{day + 20 * DAY:%d/%m/%Y}"
    assert f"Từ ngày {ends} không có bộ nào của riêng cơ quan này: khi đó theo “Mẫu chung" in page
    assert page.count(f"đến trước ngày {ends}") == 1
    actions.adopt(text=DONG_THAP, valid_from=day + 20 * DAY, **adopted_at)
    assert "không có bộ nào của riêng" not in words(office.get("/rules/"))


def test_a_set_to_come_is_withdrawn_on_its_page(browser, an, dung):
    office = browser.wearing(an)
    later = (now.today() + 5 * DAY).isoformat()
    office.post("/rules/new/", office.form("/rules/new/?set=thanh-hoa-2025") | {"valid_from": later})
    (line,) = queries.page(viewer=an, on=now.today()).coming
    page, withdraw = f"/rules/{line.id}/", f"/rules/{line.id}/withdraw/"
    data = office.form(page, withdraw)
    assert "Thanh Hóa" in words(office.get("/rules/")) and office.post(withdraw, data).status_code == 302
    again = office.post(withdraw, data | {"once": "x" * 32})
    assert again.status_code == 409 and "không rút được nữa" in again.content.decode()
    assert "đã rút" in words(office.get("/rules/"))
    officer = type(browser)().wearing(dung)
    assert officer.get(page).status_code == 200 and officer.post(withdraw, data).status_code == 403
    assert Role.OFFICER is dung.role


def test_hostile_text_is_refused_in_words(browser, an):
    office = browser.wearing(an)
    data = office.form("/rules/new/")
    for text in ("x" * 30_000, "<script>: 1", ":", "\u202e: a", "Tên: a\n" * 500):
        assert office.post("/rules/new/", data | {"text": text}).status_code == 422, text[:20]
    assert office.get("/rules/new/?set=../../etc").status_code == 200
