"""Signing in: refused in words, slowed down when tried too often, and nowhere else than here afterwards."""

import datetime as dt

import pytest
from django.contrib.auth import hashers
from django.test import Client

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts import limits
from tiendo_web.accounts.models import SignIn, User
from tiendo_web.core.access import Role
from tiendo_web.orgs import actions as orgs
from tiendo_web.pages import whence

URL = "/account/login/"
ELSEWHERE = "198.51.100.7"


@pytest.fixture
def mai(province):
    return province.viewer("mai", role=Role.OFFICER, body="health")


def try_to_enter(browser, password=make.PASSWORD, *, name="mai-son-hai", address="127.0.0.1", **more):
    return browser.post(URL, {"login": name, "password": password} | more, REMOTE_ADDR=address)


class Counted(hashers.MD5PasswordHasher):
    """A hasher that counts how often a password is computed."""

    computed = 0

    def encode(self, password, salt):
        Counted.computed += 1
        return super().encode(password, salt)


def test_a_wrong_password_is_refused_and_noted(browser, mai):
    assert try_to_enter(browser, "sai").status_code == 200
    assert [one.outcome for one in SignIn.objects.filter(user_id=mai.user_id)] == ["failed"]


def test_a_name_that_is_no_account_is_not_kept(browser, mai):
    browser.post(URL, {"login": "mat-khau-go-nham", "password": "x"})
    row = SignIn.objects.get()
    assert row.user is None and "mat-khau" not in str(vars(row))


@pytest.mark.parametrize("name", ["mai-son-hai", "khong-co-ai"])
def test_too_many_tries_are_refused_in_words_and_tell_nobody_which_accounts_there_are(browser, mai, name):
    answers = [try_to_enter(browser, f"sai {n}", name=name) for n in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    last = try_to_enter(browser, name=name)
    assert last.status_code == 429 and "hãy đợi 5 phút" in last.content.decode()
    assert 0 < int(last["Retry-After"]) <= 300


@pytest.mark.parametrize("spread", [False, True], ids=["one address", "many addresses"])
def test_a_thousand_tries_cost_a_few_computations_and_fill_no_table(browser, mai, settings, spread):
    settings.PASSWORD_HASHERS = [f"{Counted.__module__}.Counted"]
    Counted.computed = 0
    tries = 1_000 if not spread else 100
    codes = [
        try_to_enter(browser, f"sai {n}", address=f"198.51.100.{n}" if spread else ELSEWHERE).status_code
        for n in range(tries)
    ]
    borne = 30 if spread else 5
    assert codes == [200] * borne + [429] * (tries - borne)
    assert Counted.computed <= borne
    assert SignIn.objects.count() <= borne + 1


def test_a_thousand_names_fill_no_table(browser, mai):
    for n in range(200):
        try_to_enter(browser, name=f"ai-do-{n}", address=ELSEWHERE)
    try_to_enter(browser, address=ELSEWHERE)
    told = SignIn.objects.filter(outcome="limited").values_list("user_id", flat=True)
    assert set(told) == {None, mai.user_id} and len(told) == 2


@pytest.mark.parametrize("several", [False, True], ids=["one account", "many accounts"])
def test_a_thousand_sign_ins_a_minute_are_refused_with_the_right_password_too(
    browser, mai, province, settings, several, monkeypatch
):
    settings.PASSWORD_HASHERS = [f"{Counted.__module__}.Counted"]
    names = ["mai-son-hai"]
    if several:
        names = [f"o{n}-son-hai" for n in range(25)]
        for n in range(25):
            province.viewer(f"o{n}", role=Role.OFFICER)
        monkeypatch.setattr(limits, "ENTERED_ADDRESS", limits.Limit(300, dt.timedelta(minutes=10)))
    Counted.computed = 0
    codes = [try_to_enter(Browser(), name=names[n % len(names)], address=ELSEWHERE).status_code for n in range(1_000)]
    borne = 300 if several else 30
    assert codes == [302] * borne + [429] * (1_000 - borne)
    assert Counted.computed <= borne
    assert SignIn.objects.filter(outcome="limited").count() <= len(names)
    assert try_to_enter(Browser(), name=names[0]).status_code == (302 if several else 429)


def test_one_address_does_not_try_many_accounts(browser, mai):
    codes = [try_to_enter(browser, name=f"ai-do-{n}", address=ELSEWHERE).status_code for n in range(22)]
    assert codes == [200] * 20 + [429] * 2
    assert try_to_enter(browser).status_code == 302, "others elsewhere are not held up"


def test_strangers_do_not_keep_the_owner_out_of_a_browser_that_is_known(browser, mai):
    assert try_to_enter(browser).status_code == 302
    browser.post("/account/logout/")
    for address in ("127.0.0.1", *(f"198.51.100.{n}" for n in range(40))):
        for n in range(6 if address == "127.0.0.1" else 1):
            try_to_enter(Browser(), f"sai {n}", address=address)
    assert try_to_enter(Browser()).status_code == 429
    assert try_to_enter(browser).status_code == 302


def test_a_known_browser_is_no_licence_to_guess(browser, mai):
    try_to_enter(browser)
    browser.post("/account/logout/")
    codes = [try_to_enter(browser, f"sai {n}").status_code for n in range(12)]
    assert codes == [200] * 10 + [429] * 2


def test_a_mark_of_a_browser_is_no_other_users(browser, mai, province):
    province.viewer("ke", role=Role.OFFICER)
    try_to_enter(browser, name="ke-son-hai")
    browser.post("/account/logout/")
    codes = [try_to_enter(browser, f"sai {n}").status_code for n in range(7)]
    assert codes[-1] == 429 and 200 in codes[:5]


def test_a_limit_lifts_when_its_time_is_over(browser, mai):
    for n in range(6):
        try_to_enter(browser, f"sai {n}")
    assert try_to_enter(browser).status_code == 429
    for row in SignIn.objects.all():
        SignIn.objects.filter(pk=row.pk).update(at=row.at - dt.timedelta(minutes=5))
    assert try_to_enter(browser).status_code == 302


@pytest.mark.parametrize(
    ("passed", "kept"),
    [
        ("198.51.100.7:4711", "198.51.100.7"),
        ("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("unknown", None),
    ],
)
def test_an_address_is_a_line_and_no_more(rf, settings, passed, kept):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert whence.address(rf.get("/", headers={"x-forwarded-for": passed})) == kept


def test_a_line_of_ipv6_is_one_address(browser, mai):
    codes = [
        try_to_enter(browser, name=f"ai-do-{n}", address=f"2001:db8:1:2::{n + 1:x}").status_code for n in range(22)
    ]
    assert codes == [200] * 20 + [429] * 2


def test_behind_a_web_server_the_address_is_what_it_passes_on(browser, mai, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = {"headers": {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}}
    browser.post(URL, {"login": "mai-son-hai", "password": "x"}, **forged)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    browser.post(URL, {"login": "mai-son-hai", "password": "x"}, **forged)
    assert [row.address for row in SignIn.objects.order_by("pk")] == ["198.51.100.7", "127.0.0.1"]


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(browser, mai, where):
    assert try_to_enter(browser, next=where)["Location"] == "/"
    assert browser.post("/language/setlang/", {"language": "en", "next": where})["Location"] in ("/", URL)


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "'; DROP TABLE", ""])
def test_no_name_breaks_the_page(mai, name):
    # The page gives back what was typed, which our reader of pages would not take for HTML.
    assert try_to_enter(Client(), name=name).status_code == 200


def test_an_inactive_account_is_not_let_in(browser, mai):
    User.objects.filter(pk=mai.user_id).update(is_active=False)
    assert try_to_enter(browser)["Location"] == "/account/help/"
    assert browser.get("/duties/")["Location"].startswith(URL)


def test_the_session_is_a_new_one_after_signing_in(browser, mai):
    browser.get(URL)
    before = browser.session.session_key
    try_to_enter(browser)
    assert browser.session.session_key != before


def test_a_password_of_an_older_kind_is_renewed_at_sign_in(browser, mai, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    old = hashers.PBKDF2PasswordHasher().encode(make.PASSWORD, "muoi-cu", iterations=1000)
    User.objects.filter(pk=mai.user_id).update(password=old)
    assert try_to_enter(browser).status_code == 302
    kept = User.objects.get(pk=mai.user_id).password
    assert kept.startswith("argon2$argon2id$") and browser.get("/duties/").status_code == 200


def test_the_settings_put_argon2_first():
    from tiendo_web import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_a_password_is_changed_and_the_old_one_is_worth_nothing(browser, mai):
    try_to_enter(browser)
    other = Browser()
    try_to_enter(other)
    assert "Mật khẩu hiện nay" in browser.get("/account/password/").content.decode()
    new = "mot-mat-khau-khac-that-dai"
    change = {"oldpassword": make.PASSWORD, "password1": new, "password2": new}
    assert browser.post("/account/password/", change).status_code == 302
    assert browser.get("/duties/").status_code == 200
    assert other.get("/duties/").status_code == 302, "sessions elsewhere have ended"
    assert SignIn.objects.filter(user_id=mai.user_id, outcome="password").count() == 1
    fresh = Browser()
    assert try_to_enter(fresh).status_code == 200
    assert try_to_enter(fresh, new)["Location"] == "/"


@pytest.mark.parametrize("bad", ["SoYTe-2026!!!", "Mai-Son-Hai-1", "matkhau123456", "123456789012", "password1234"])
def test_a_password_that_others_would_guess_is_refused_with_the_reason(browser, mai, bad):
    try_to_enter(browser)
    change = {"oldpassword": make.PASSWORD, "password1": bad, "password2": bad}
    answer = browser.post("/account/password/", change)
    assert answer.status_code == 200 and 'class="errorlist"' in answer.content.decode()
    assert try_to_enter(Browser()).status_code == 302


def test_the_last_administrator_does_not_leave(browser, province):
    quan = province.viewer("quan", role=Role.ADMINISTRATOR)
    admin = browser.wearing(quan)
    page = admin.post(f"/people/hats/{quan.holder_id}/end/")
    assert page.status_code == 409 and "quản trị cuối cùng" in page.content.decode()
    orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=province.viewer("hai", role=Role.OFFICER).user_id,
        role=Role.ADMINISTRATOR,
        body_id=province.bodies["province"],
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    assert admin.post(f"/people/hats/{quan.holder_id}/end/").status_code == 302
