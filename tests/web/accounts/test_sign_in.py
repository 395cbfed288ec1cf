"""Signing in: refused in words, slowed down when tried too often, and nowhere else than here afterwards."""

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts.models import SignIn, User
from tiendo_web.core.access import Role

URL = "/account/login/"


@pytest.fixture
def mai(province):
    return province.viewer("mai", role=Role.OFFICER, body="health")


def try_to_enter(browser, password=make.PASSWORD, **more):
    return browser.post(URL, {"login": "mai-son-hai", "password": password} | more)


def test_a_wrong_password_is_refused_and_noted(browser, mai):
    assert try_to_enter(browser, "sai").status_code == 200
    assert [one.outcome for one in SignIn.objects.filter(user_id=mai.user_id)] == ["failed"]


def test_a_name_that_is_no_account_is_not_kept(browser, mai):
    browser.post(URL, {"login": "mat-khau-go-nham", "password": "x"})
    assert SignIn.objects.get().user is None


def test_too_many_tries_are_slowed_down_in_words(browser, mai):
    answers = [try_to_enter(browser, f"sai {n}") for n in range(12)]
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert try_to_enter(browser).status_code in (200, 429), "the right password is not let in either"


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(browser, mai, where):
    assert try_to_enter(browser, next=where)["Location"] == "/"
    assert browser.post("/language/setlang/", {"language": "en", "next": where})["Location"] in ("/", URL)


def test_an_inactive_account_is_not_let_in(browser, mai):
    User.objects.filter(pk=mai.user_id).update(is_active=False)
    assert try_to_enter(browser)["Location"] == "/account/help/"
    assert browser.get("/duties/")["Location"].startswith(URL)


def test_the_session_is_a_new_one_after_signing_in(browser, mai):
    browser.get(URL)
    before = browser.session.session_key
    try_to_enter(browser)
    assert browser.session.session_key != before


def test_a_password_is_changed_and_the_old_one_is_worth_nothing(browser, mai):
    try_to_enter(browser)
    assert "Mật khẩu hiện nay" in browser.get("/account/password/").content.decode()
    new = "mot-mat-khau-khac-that-dai"
    change = {"oldpassword": make.PASSWORD, "password1": new, "password2": new}
    assert browser.post("/account/password/", change).status_code == 302
    fresh = Browser()
    assert try_to_enter(fresh).status_code == 200
    assert try_to_enter(fresh, new)["Location"] == "/"


def test_an_administrator_replaces_a_forgotten_password(browser, province, mai):
    admin = browser.wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    page = f"/people/{mai.user_id}/password/"
    assert admin.post(page, admin.form(page) | {"password": "1234"}).status_code == 422
    assert admin.post(page, admin.form(page) | {"password": "mat-khau-dat-lai-2026"}).status_code == 302
    assert try_to_enter(Browser(), "mat-khau-dat-lai-2026")["Location"] == "/"


def test_no_administrator_reaches_into_another_province(browser, province, chi):
    admin = browser.wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    assert admin.get(f"/people/{chi.user_id}/password/").status_code == 404
