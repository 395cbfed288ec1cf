"""Between the password and the code: kept in the audit, counted, ended with the password, each code taken once."""

import datetime as dt
import io
import json

import pytest
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts import actions, codes, limits
from tiendo_web.accounts.models import Session, SignIn, User
from tiendo_web.accounts.sessions import SessionStore
from tiendo_web.core.access import Role
from tiendo_web.core.now import now
from tiendo_web.ledger.models import Entry

LOGIN, CODE = "/account/login/", "/account/code/"
ELSEWHERE = "198.51.100.7"
SECRET = "JBSWY3DPEHPK3PXP"


def code(at, steps=0):
    return auth.format_hotp_value(auth.hotp_value(SECRET, int(at.timestamp()) // 30 + steps))


def test_a_session_that_waits_for_a_code_is_its_users_whatever_his_number(db):
    lan = User.objects.create(pk=12_345, username="lan", name="Lan")
    waiting = SessionStore()
    waiting[LOGIN_SESSION_KEY] = {"user_pk": user_pk_to_url_str(lan)}
    waiting.save()
    assert [row.user_id for row in Session.objects.all()] == [lan.pk]


@pytest.fixture
def mai(province):
    """Mai, with an app."""
    mai = province.viewer("mai", role=Role.OFFICER, body="health")
    auth.TOTP.activate(User.objects.get(pk=mai.user_id), SECRET)
    return mai


def begin(browser, address="127.0.0.1", password=make.PASSWORD):
    return browser.post(LOGIN, {"login": "mai-son-hai", "password": password}, REMOTE_ADDR=address)


def told(mai):
    return list(SignIn.objects.filter(user_id=mai.user_id).order_by("pk").values_list("outcome", flat=True))


def test_a_code_is_taken_once_for_as_long_as_it_is_right(mai):
    at = now()
    next_code = code(at, 1)
    assert codes.take(user_id=mai.user_id, code=next_code, at=at)
    for later in (2, 33, 59):
        assert codes.take(user_id=mai.user_id, code=next_code, at=at + dt.timedelta(seconds=later)) is None
    assert codes.take(user_id=mai.user_id, code=code(at), at=at) is None, "nor an earlier one"
    later = at + dt.timedelta(seconds=60)
    assert codes.take(user_id=mai.user_id, code=code(later), at=later)


def test_the_code_that_switched_the_app_on_lets_nobody_in(mai):
    row = Authenticator.objects.get()
    step = codes.step_of(SECRET, code(now()), now())
    codes.keep_step(row, step)
    assert codes.take(user_id=mai.user_id, code=code(now()), at=now()) is None


def test_the_right_password_alone_stands_in_the_audit_and_is_counted(mai):
    answers = [begin(Browser(), ELSEWHERE).status_code for _ in range(40)]
    assert answers == [302] * 30 + [429] * 10
    assert told(mai) == ["half"] * 30 + ["limited"]


def test_who_knows_the_password_keeps_nobody_out_of_a_known_browser(mai):
    owner = Browser()
    begin(owner)
    assert owner.post(CODE, {"code": code(now())})["Location"] == "/"
    owner.post("/account/logout/")
    for n in range(12):
        thief = Browser()
        address = f"198.51.100.{n}"
        begin(thief, address)
        thief.post(CODE, {"code": "000000"}, REMOTE_ADDR=address)
    late = Browser()
    begin(late, "203.0.113.9")
    assert late.post(CODE, {"code": code(now(), 1)}, REMOTE_ADDR="203.0.113.9").status_code == 429
    begin(owner)
    assert owner.post(CODE, {"code": code(now(), 1)})["Location"] == "/"


def wrong(number, every, device="", address=ELSEWHERE):
    at = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    return [limits.Try(at - dt.timedelta(seconds=every * n), "a", address, device) for n in range(number)], at


@given(st.integers(0, 30), st.integers(1, 600), st.sampled_from(["", "d"]))
def test_codes_are_waited_for_an_hour_at_the_most_and_apart_by_known_browser(number, every, device):
    tries, at = wrong(number, every, device)
    wait = limits.code_lifts_at(tries, address=ELSEWHERE, device=device, at=at)
    assert wait is None or at < wait <= at + limits.CODES.within
    assert limits.code_lifts_at(tries, address=ELSEWHERE, device="another", at=at) is None


def test_ten_codes_an_hour_from_wherever_they_come():
    tries, at = wrong(10, 300, address="203.0.113.1")
    assert limits.code_lifts_at(tries, address=ELSEWHERE, device="", at=at) is not None
    assert limits.code_lifts_at(tries[:9], address=ELSEWHERE, device="", at=at) is None


@pytest.mark.parametrize("ended", ["password", "everywhere", "closed"])
def test_what_ends_sessions_ends_a_sign_in_that_waits_for_its_code(mai, ended):
    thief = Browser()
    assert begin(thief)["Location"] == CODE
    match ended:
        case "password":
            actions.replace_password(user_id=mai.user_id, password="mot cau khac hẳn và dài")
        case "everywhere":
            actions.end_sessions(user_id=mai.user_id, at=now(), address=None)
        case "closed":
            actions.set_active(user_id=mai.user_id, active=False)
    assert thief.post(CODE, {"code": code(now())})["Location"] == LOGIN
    assert thief.get("/duties/").status_code == 302


def test_the_secret_of_an_app_is_sealed_before_it_is_switched_on(province):
    lan = province.viewer("lan", role=Role.OFFICER, body="health")
    browser = Browser()
    browser.post(LOGIN, {"login": "lan-son-hai", "password": make.PASSWORD})
    asked = browser.get("/account/app/")
    browser.post(asked["Location"], {"password": make.PASSWORD}, follow=True)
    secret = browser.session["mfa.totp.secret"]
    row = Session.objects.get(user_id=lan.user_id)
    kept = browser.session.__class__.__mro__[1]().decode(row.session_data)
    assert len(secret) == 32 and kept["mfa.totp.secret"] != secret


def test_after_a_leaked_key_all_apps_and_codes_end_and_passkeys_stay(mai, province):
    user = User.objects.get(pk=mai.user_id)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "khóa"})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    out = io.StringIO()
    call_command("end_factors", "--all", stdout=out)
    assert "1 accounts" in out.getvalue()
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["webauthn"]
    assert told(mai) == ["no-factor"]
    assert Entry.objects.filter(jurisdiction_id=province.id, kind="accounts.end-factors").count() == 1


def wrong_key():
    """What a browser sends for a passkey that nobody has."""
    part = "AAAA"
    answer = {"clientDataJSON": part, "authenticatorData": part, "signature": part, "userHandle": part}
    return {"credential": json.dumps({"id": part, "rawId": part, "type": "public-key", "response": answer})}


def test_a_wrong_passkey_counts_like_a_wrong_code(mai):
    Authenticator.objects.create(user_id=mai.user_id, type="webauthn", data={"name": "khóa", "credential": {}})
    browser = Browser()
    answers = [browser.post("/account/passkeys/login/", wrong_key()).status_code for _ in range(3)]
    assert answers == [302] * 3
    assert list(SignIn.objects.filter(outcome="key").values_list("user_id", flat=True)) == [None] * 3
    for _ in range(30):
        last = Browser().post("/account/passkeys/login/", wrong_key(), REMOTE_ADDR=ELSEWHERE)
    assert last.status_code == 429
    assert SignIn.objects.filter(outcome="key", address=ELSEWHERE).count() <= limits.ADDRESS.number
    assert SignIn.objects.filter(outcome="limited", address=ELSEWHERE).count() == 1
    assert begin(Browser(), ELSEWHERE).status_code == 429, "one count for both ways"


def test_a_wrong_passkey_as_second_step_counts_for_its_owner(mai, monkeypatch):
    def never(*_):
        raise ValidationError("no")

    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.parse_authentication_response", never)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.begin_authentication", lambda _user: {})
    Authenticator.objects.create(user_id=mai.user_id, type="webauthn", data={"name": "khóa", "credential": {}})
    browser = Browser()
    begin(browser)
    answers = [browser.post(CODE, wrong_key() | {"action": "webauthn"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert told(mai)[1:] == ["key"] * 5
