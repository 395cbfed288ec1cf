"""Where somebody is signed in: seen by himself only, ended one by one or everywhere."""

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts.models import Session, SignIn
from tiendo_web.core.access import Role

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
        jurisdiction_id=province.id, holder_id=mai.holder_id, ends_on=make.FOUNDED, by=mai.actor, at=make.AT
    )
    assert one.get("/duties/")["Location"] == "/hats/"
    assert one.get("/account/").status_code == 200
