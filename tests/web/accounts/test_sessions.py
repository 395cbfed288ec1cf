"""Where somebody is signed in: seen by himself only, ended one by one or everywhere."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts.models import Session, SignIn, User
from tiendo_web.core.access import Role
from tiendo_web.core.now import now
from tiendo_web.jobs import work

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(name="mai-son-hai", address="192.0.2.7"):
    browser = Browser(headers={"user-agent": AGENT}, REMOTE_ADDR=address)
    assert browser.post("/account/login/", {"login": name, "password": make.PASSWORD}).status_code == 302
    browser.get("/duties/")
    return browser


@pytest.fixture
def mai(province):
    return province.viewer("mai", role=Role.OFFICER, body="health")


def test_each_session_says_where_when_and_which_hat(mai):
    one, _other = sign_in(), sign_in(address="192.0.2.8")
    page = one.get("/account/").content.decode()
    assert "192.0.2.7" in page and "192.0.2.8" in page and "Firefox, Linux" in page
    assert page.count("Cán bộ cơ quan · Sở Y tế") >= 2 and page.count("(phiên này)") == 1


def test_a_session_is_ended_from_another(mai):
    one, other = sign_in(), sign_in()
    ends = [row.session_key for row in Session.objects.filter(user_id=mai.user_id)]
    mine = one.get("/account/").content.decode().split("(phiên này)")[1].split("/end/")[0].rpartition("/")[2]
    ends.remove(mine)
    assert one.post(f"/account/sessions/{ends[0]}/end/").status_code == 302
    assert other.get("/duties/").status_code == 302 and one.get("/duties/").status_code == 200
    assert SignIn.objects.filter(user_id=mai.user_id, outcome="ended").count() == 1


def test_nobody_ends_the_session_of_another(mai, province):
    province.viewer("ke", role=Role.OFFICER)
    one, other = sign_in(), sign_in("ke-son-hai")
    key = Session.objects.get(user_id=mai.user_id).session_key
    assert other.post(f"/account/sessions/{key}/end/").status_code == 404
    assert one.get("/duties/").status_code == 200


def test_signing_out_everywhere(mai):
    browsers = [sign_in() for _ in range(3)]
    assert browsers[0].post("/account/sessions/end/")["Location"] == "/account/login/"
    assert [one.get("/duties/").status_code for one in browsers] == [302] * 3
    assert SignIn.objects.filter(user_id=mai.user_id, outcome="everywhere").count() == 1


def test_the_table_holds_no_key_that_opens_a_session(mai):
    one = sign_in()
    held = one.cookies["sessionid"].value
    assert not Session.objects.filter(session_key=held).exists()
    thief = Browser()
    thief.cookies["sessionid"] = Session.objects.get(user_id=mai.user_id).session_key
    assert thief.get("/duties/").status_code == 302


def test_who_has_no_hat_still_has_an_account(mai, province):
    one = sign_in()
    from tiendo_web.orgs import actions as orgs

    orgs.take_off_hat(
        jurisdiction_id=province.id, holder_id=mai.holder_id, ends_on=make.FOUNDED, by=make.SYSTEM, at=make.AT
    )
    assert one.get("/duties/")["Location"] == "/hats/"
    assert one.get("/account/").status_code == 200


def aged(browser, **told):
    """The session of this browser, as if it had begun or been used earlier."""
    session = browser.session
    began = session["began"]
    session["began"] = began | {name: (now() - ago).isoformat() for name, ago in told.items()}
    session.save()


def left(mai):
    return Session.objects.get(user_id=mai.user_id).expire_date - now()


def test_a_session_ends_unused_and_ends_however_much_it_is_used(mai):
    one = sign_in()
    assert dt.timedelta(hours=3, minutes=59) < left(mai) <= dt.timedelta(hours=4), "unused"
    aged(one, at=dt.timedelta(hours=10), seen=dt.timedelta(minutes=11))
    assert one.get("/duties/").status_code == 200
    assert left(mai) <= dt.timedelta(hours=2, minutes=1), "used, it ends twelve hours after its beginning"
    aged(one, at=dt.timedelta(hours=12, minutes=1), seen=dt.timedelta(0))
    assert one.get("/duties/")["Location"].startswith("/account/login/")


def test_ended_sessions_are_deleted_and_open_ones_stay(mai):
    sign_in()
    open_one = sign_in()
    for row in Session.objects.filter(user_id=mai.user_id)[:1]:
        Session.objects.filter(pk=row.pk).update(expire_date=now() - dt.timedelta(seconds=1))
    before = Session.objects.count()
    work.run(once=True)
    assert Session.objects.count() == before - 1
    assert Session.objects.filter(expire_date__lt=now()).count() == 0
    del open_one


def test_who_has_nothing_to_say_again_who_he_is_signs_in_anew_before_he_adds_a_factor(mai):
    one = sign_in()
    User.objects.filter(pk=mai.user_id).update(password="!nothing")
    session = one.session
    session["_auth_user_hash"] = User.objects.get(pk=mai.user_id).get_session_auth_hash()
    session.save()
    assert one.get("/account/app/").status_code == 200, "just signed in"
    aged(one, at=dt.timedelta(minutes=16))
    for path in ("/account/app/", "/account/passkeys/new/"):
        page = one.get(path)
        assert page.status_code == 403 and "đăng nhập lại" in page.content.decode()
