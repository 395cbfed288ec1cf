"""The second factor: asked for where it is on, used once, kept sealed; recovery codes in its stead."""

import io
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts.models import SignIn
from tiendo_web.core.access import Role
from tiendo_web.invitations import actions as invitations
from tiendo_web.invitations import queries

CODE = "/account/code/"


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(browser, name="mai-son-hai"):
    return browser.post("/account/login/", {"login": name, "password": make.PASSWORD})


@pytest.fixture
def mai(province):
    return province.viewer("mai", role=Role.OFFICER, body="health")


def confirm(browser, path):
    """Open a page that asks who one is; gives the page."""
    answer = browser.get(path)
    if answer.status_code == 302:
        answer = browser.post(answer["Location"], {"password": make.PASSWORD}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def secret(browser, mai, django_capture_on_commit_callbacks):
    """Mai has switched the app on."""
    sign_in(browser)
    page = confirm(browser, "/account/app/")
    found = re.search(r'<code class="long">(\w+)</code>', page)[1]
    assert "<svg" in page and "data:" not in page
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/account/app/", {"code": code(found, -1)}).status_code == 302
    return found


def test_the_code_is_asked_for_and_taken_once(secret):
    one, other = Browser(), Browser()
    assert sign_in(one)["Location"] == CODE
    assert one.get("/duties/").status_code == 302, "the password alone opens nothing"
    now = code(secret)
    assert one.post(CODE, {"code": now})["Location"] == "/"
    assert one.get("/duties/").status_code == 200
    sign_in(other)
    assert other.post(CODE, {"code": now}).status_code == 200, "a code that was used is worth nothing"


def test_wrong_codes_are_noted_and_limited(secret, mai):
    one = Browser()
    sign_in(one)
    pages = [one.post(CODE, {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Mã không đúng" in pages[0] and "Thử quá nhiều lần" in pages[-1]
    assert SignIn.objects.filter(user_id=mai.user_id, outcome="code").count() == 5


def test_a_recovery_code_stands_in_once(browser, secret):
    codes = re.findall(r"<code>(\d+)</code>", browser.get("/account/codes/").content.decode())
    assert len(codes) == 10
    one, other = Browser(), Browser()
    sign_in(one)
    assert one.post(CODE, {"code": codes[0]})["Location"] == "/"
    sign_in(other)
    assert other.post(CODE, {"code": codes[0]}).status_code == 200
    assert "còn 9" in one.get("/account/").content.decode()


def test_secrets_are_sealed_in_the_database(secret):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_switching_on_and_off_is_in_the_audit(browser, secret, mai):
    assert browser.post("/account/app/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    told = SignIn.objects.filter(user_id=mai.user_id).values_list("outcome", flat=True)
    assert {"factor", "no-factor"} <= set(told)
    assert sign_in(Browser())["Location"] == "/"


def test_who_lost_everything_is_let_in_again_by_an_administrator(secret, province, mai):
    admin = Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    page = f"/people/{mai.user_id}/"
    assert admin.post(f"{page}factors/", admin.form(page, f"{page}factors/")).status_code == 302
    assert sign_in(Browser())["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/account/app/", "/account/app/remove/", "/account/codes/new/", "/account/passkeys/new/"]
)
def test_what_matters_asks_again_who_one_is(browser, mai, path):
    browser.wearing(mai)
    answer = browser.get(path)
    assert answer.status_code == 404 or answer["Location"].startswith("/account/again/")


def test_the_pages_are_whole_in_both_languages(browser, secret):
    for language in ("vi", "en"):
        browser.post("/language/setlang/", {"language": language})
        for path in ("", "codes/", "codes/new/", "app/remove/", "passkeys/", "passkeys/new/", "again/", "code/again/"):
            assert browser.get(f"/account/{path}").status_code == 200, path


def renew(settings, *former):
    """Another secret key, with those of before that are still known."""
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = list(former), "another-key-" + "9" * 32


def test_a_changed_secret_key_ends_nothing_while_the_former_one_is_known(browser, secret, settings):
    codes = re.findall(r"<code>(\d+)</code>", browser.get("/account/codes/").content.decode())
    renew(settings, settings.SECRET_KEY)
    page = browser.get("/account/")
    assert page.status_code == 200 and "(phiên này)" in page.content.decode(), "the session goes on"
    assert browser.cookies["known"].value and sign_in(browser)["Location"]
    one, other = Browser(), Browser()
    sign_in(one)
    assert one.post(CODE, {"code": code(secret)})["Location"] == "/"
    sign_in(other)
    assert other.post(CODE, {"code": codes[0]})["Location"] == "/"


def test_sealed_anew_the_former_key_may_go(browser, secret, settings):
    codes = re.findall(r"<code>(\d+)</code>", browser.get("/account/codes/").content.decode())
    renew(settings, settings.SECRET_KEY)
    out = io.StringIO()
    call_command("reseal", stdout=out)
    assert "2 sealed anew" in out.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    one, other = Browser(), Browser()
    sign_in(one)
    assert one.post(CODE, {"code": code(secret)})["Location"] == "/"
    sign_in(other)
    assert other.post(CODE, {"code": codes[0]})["Location"] == "/"
    assert browser.get("/account/").status_code == 302, "sessions of the former key have ended"


def test_what_no_key_opens_is_named(secret, settings):
    renew(settings)
    with pytest.raises(CommandError, match="mai-son-hai") as refused:
        call_command("reseal", stdout=io.StringIO())
    assert refused.value.returncode == 1


def test_a_link_handed_out_before_outlives_the_change(province, mai, settings):
    told = {"jurisdiction_id": province.id, "user_id": mai.user_id, "by": make.SYSTEM, "at": make.AT}
    handed = invitations.hand_link(**told)
    renew(settings)
    assert queries.live_link(ticket=queries.ticket(handed.secret), at=make.AT).user_id == mai.user_id
