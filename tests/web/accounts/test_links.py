"""One-time links: an invitation and a new password, each used once, before its end, by whoever holds it."""

import datetime as dt
import logging
import re

import pytest
from django.conf import settings
from django.core import mail

from tests import make
from tests.web.inspect import Browser
from tiendo.errors import Refused
from tiendo_web.accounts.actions import WeakPassword
from tiendo_web.accounts.models import Session, SignIn, User
from tiendo_web.core import logs
from tiendo_web.core.access import Role
from tiendo_web.invitations import actions, queries
from tiendo_web.invitations.models import Link
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs.models import Holder

CHOICE = "/account/link/"
NEW = "nam cay so hai con duong"


@pytest.fixture
def admin(province):
    return Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))


def invite(admin, province, **more):
    data = admin.form("/people/new/") | {
        "name": "Lê Thị Lan",
        "username": "lan",
        "role": "officer",
        "body": "sở y tế",
    }
    return admin.post("/people/new/", data | more)


def shown(page):
    assert page.status_code == 200, page.content.decode()
    assert "no-store" in page["Cache-Control"]
    return re.search(r"http://testserver(/account/link/[^<]+)", page.content.decode())[1]


def choose(browser, path, password=NEW):
    step = browser.get(path)
    assert step.status_code == 302 and step["Location"] == CHOICE, "the secret leaves the address at once"
    return browser.post(CHOICE, {"password": password, "again": password})


def sign_in(browser, name, password):
    return browser.post("/account/login/", {"login": name, "password": password})


def kinds(province):
    return list(Entry.objects.filter(jurisdiction_id=province.id).order_by("seq").values_list("kind", flat=True))


def test_from_the_invitation_to_the_first_sign_in(admin, browser, province):
    path = shown(invite(admin, province))
    assert sign_in(Browser(), "lan", "").status_code == 200, "without a password nobody enters"
    page = browser.get(path, follow=True).content.decode()
    assert "Lê Thị Lan" in page and "<strong>lan</strong>" in page
    assert choose(browser, path)["Location"] == "/account/login/"
    assert sign_in(browser, "lan", NEW)["Location"] == "/"
    assert browser.get("/duties/").status_code == 200
    assert kinds(province)[-2:] == ["invitations.invite", "invitations.use-link"]
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_no_secret_is_kept_or_logged(admin, browser, province, caplog):
    path = shown(invite(admin, province))
    secret = path.removeprefix(CHOICE).strip("/")
    browser.get(path)
    assert browser.post(CHOICE, {"password": "1", "again": "1"}).status_code == 422
    row = Link.objects.get(jurisdiction_id=province.id)
    assert secret not in str(vars(row)) and len(row.digest) == 64
    assert secret not in str(browser.session.items()) and secret not in caplog.text


@pytest.mark.parametrize("glued", ["", ".", ")", "%22", "/."])
def test_what_a_mail_reader_glues_to_a_link_does_no_harm(admin, browser, province, glued):
    path = shown(invite(admin, province))
    assert "Lê Thị Lan" in browser.get(f"{path.rstrip('/')}{glued}", follow=True).content.decode()


def test_no_line_of_the_log_holds_a_secret(caplog):
    secret = "1-" + "A" * 43
    line = logging.LogRecord("django.request", 30, "", 1, "Not Found: %s", (f"/account/link/{secret}/.",), None)
    assert logs.WithoutLinks().filter(line)
    assert line.getMessage() == "Not Found: /account/link/.../."
    plain = logging.LogRecord("x", 30, "", 1, "100 %% of %s", ("it",), None)
    assert logs.WithoutLinks().filter(plain) and plain.getMessage() == "100 % of it"
    assert "links" in settings.LOGGING["handlers"]["console"]["filters"]


def test_guesses_make_no_sessions(db):
    for n in range(20):
        Browser().get(f"{CHOICE}1-{n:043}/")
        Browser().get(f"{CHOICE}x{n}/")
    assert Session.objects.count() == 20, "only what looks like a link is kept, for an hour"


def test_a_link_that_was_used_is_refused_and_noted(admin, browser, province):
    path = shown(invite(admin, province))
    choose(browser, path)
    again = choose(Browser(), path, "mot cau khac that dai nua")
    assert again.status_code == 409 and "đã được dùng một lần" in again.content.decode()
    assert sign_in(Browser(), "lan", NEW).status_code == 302
    assert SignIn.objects.filter(user__username="lan", outcome="link").count() == 1


def test_a_link_is_refused_after_its_end(province, an):
    handed = actions.hand_link(jurisdiction_id=province.id, user_id=an.user_id, by=make.SYSTEM, at=make.AT)
    ticket = queries.ticket(handed.secret)
    assert handed.expires_at == make.AT + dt.timedelta(days=1)
    queries.live_link(ticket=ticket, at=handed.expires_at - dt.timedelta(microseconds=1))
    with pytest.raises(queries.LinkDead, match="hết hạn"):
        actions.use_link(ticket=ticket, password=NEW, words=(), at=handed.expires_at)


def test_a_newer_link_takes_the_place_of_an_older_one(province, an):
    told = {"jurisdiction_id": province.id, "user_id": an.user_id, "by": make.SYSTEM, "at": make.AT}
    old, new = actions.hand_link(**told), actions.hand_link(**told)
    with pytest.raises(queries.LinkDead, match="mới hơn"):
        queries.live_link(ticket=queries.ticket(old.secret), at=make.AT)
    assert actions.use_link(ticket=queries.ticket(new.secret), password=NEW, words=(), at=make.AT) == an.user_id


@pytest.mark.parametrize("secret", ["closed", "1-" + "A" * 43, "9-" + "A" * 43, "0-x", "１-" + "A" * 43])
def test_a_link_that_is_none_is_refused(db, browser, secret):
    page = browser.get(f"{CHOICE}{secret}/", follow=True)
    assert page.status_code == 409 and "không đúng" in page.content.decode()
    assert not SignIn.objects.exists(), "strangers write nothing"


@pytest.mark.parametrize("bad", ["So-Y-te-2026", "lethilan-2026", "1234", "matkhau2026!"])
def test_a_weak_password_is_refused_and_the_link_still_holds(admin, browser, province, bad):
    path = shown(invite(admin, province))
    assert choose(browser, path, bad).status_code == 422
    assert choose(browser, path).status_code == 302


def test_a_password_leans_not_on_a_body_where_one_will_begin(admin, browser, province):
    later = {"username": "hoa", "body": "xã hải thuận", "holds_from": "2099-01-01"}
    later["holds_from-sure"] = later["holds_from"]
    assert choose(browser, shown(invite(admin, province, **later)), "Hai-Thuan-2026").status_code == 422


def test_two_different_passwords_are_refused(admin, browser, province):
    browser.get(shown(invite(admin, province)))
    page = browser.post(CHOICE, {"password": NEW, "again": NEW + "x"})
    assert page.status_code == 422 and "không giống nhau" in page.content.decode()


def test_a_new_password_by_link_ends_every_session(admin, browser, province, dung):
    officer = Browser().wearing(dung)
    form = admin.form(f"/people/{dung.user_id}/", f"/people/{dung.user_id}/link/")
    path = shown(admin.post(f"/people/{dung.user_id}/link/", form))
    assert officer.get("/duties/").status_code == 200, "until it is used, all stays as it was"
    choose(browser, path)
    assert officer.get("/duties/").status_code == 302
    assert kinds(province)[-2:] == ["invitations.hand-link", "invitations.use-link"]


def test_a_form_sent_twice_invites_once(admin, province):
    data = admin.form("/people/new/") | {
        "name": "Lan",
        "username": "lan",
        "role": "officer",
        "body": "sở y tế",
    }
    assert admin.post("/people/new/", data).status_code == 200
    assert admin.post("/people/new/", data)["Location"] == "/people/"
    assert User.objects.filter(username="lan").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "dung-son-hai"), ("username", "Lan"), ("holds_to", "2020-01-01"), ("body", "999"), ("role", "vua")],
)
def test_an_invitation_that_cannot_be_is_refused_whole(admin, province, dung, field, value):
    page = invite(admin, province, **{field: value})
    assert page.status_code == 422
    assert not User.objects.filter(username="lan").exists()
    assert not Holder.objects.filter(jurisdiction_id=province.id, user__username="lan").exists()


def test_an_invitation_goes_by_mail_too_where_mail_is_set_up(admin, province, settings):
    assert "Thư điện tử" not in admin.get("/people/new/").content.decode()
    settings.MAIL = True
    path = shown(invite(admin, province, mail="lan@example.vn"))
    assert path in mail.outbox[0].body and mail.outbox[0].to == ["lan@example.vn"]


def test_no_administrator_reaches_into_another_province(admin, province, chi):
    assert admin.get(f"/people/{chi.user_id}/").status_code == 404
    assert admin.post(f"/people/{chi.user_id}/link/", {"once": "x" * 20}).status_code == 404
    for act in (actions.hand_link, actions.drop_factors):
        with pytest.raises(Refused):
            act(jurisdiction_id=province.id, user_id=chi.user_id, by=make.SYSTEM, at=make.AT)


def test_an_account_that_is_closed_has_no_session_and_no_link(admin, browser, province, dung):
    officer = Browser().wearing(dung)
    assert officer.get("/duties/").status_code == 200
    page = f"/people/{dung.user_id}/"
    path = shown(admin.post(f"{page}link/", admin.form(page, f"{page}link/")))
    assert admin.post(f"{page}close/", admin.form(page, f"{page}close/")).status_code == 302
    assert officer.get("/duties/")["Location"].startswith("/account/login/")
    assert choose(browser, path).status_code == 409
    assert admin.post(f"{page}reopen/", admin.form(page, f"{page}reopen/")).status_code == 302
    assert sign_in(browser, "dung-son-hai", make.PASSWORD)["Location"] == "/"
    assert kinds(province)[-2:] == ["invitations.close-account", "invitations.reopen-account"]


def test_the_last_administrator_is_not_closed(admin, province):
    quan = User.objects.get(username="quan-son-hai").pk
    page = admin.post(f"/people/{quan}/close/", admin.form(f"/people/{quan}/", f"/people/{quan}/close/"))
    assert page.status_code == 409 and "quản trị cuối cùng" in page.content.decode()
    assert User.objects.get(pk=quan).is_active


def test_a_weak_password_names_the_word(province, an):
    handed = actions.hand_link(jurisdiction_id=province.id, user_id=an.user_id, by=make.SYSTEM, at=make.AT)
    with pytest.raises(WeakPassword, match="Sơn Hải"):
        actions.use_link(ticket=queries.ticket(handed.secret), password="Son Hai 2026!", words=["Sơn Hải"], at=make.AT)
