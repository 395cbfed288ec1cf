"""Each refusal is a line of the audit, folded where it repeats, sealed into the ledger, seen by who looks after it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.web.inspect import Browser
from tiendo.errors import Refused
from tiendo_web.accounts import actions, refusals
from tiendo_web.accounts.models import SignIn, SignInSeal
from tiendo_web.core.access import Role
from tiendo_web.core.now import now, today
from tiendo_web.jobs import checks, work
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs

LOGIN = "/account/login/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def quan(province):
    return province.viewer("quan", role=Role.ADMINISTRATOR)


@pytest.fixture
def admin(quan):
    return Browser().wearing(quan)


def told(**asked):
    rows = SignIn.objects.filter(outcome="refused", **asked).order_by("pk")
    return list(rows.values_list("reason", flat=True))


def tried(name, address="198.51.100.7", password="sai"):
    Browser().post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)


def test_what_the_issue_names_is_kept_with_its_reason(admin, quan, province, dung):
    admin.post(f"/people/hats/{quan.holder_id}/end/")
    hat = admin.form("/people/hats/") | {"user": "dung-son-hai", "role": "head", "body": "sở y tế"}
    late = {"holds_from": "2026-12-01", "holds_to": "2026-11-01"}
    for _again in range(5):
        assert admin.post("/people/hats/", hat | late).status_code == 422
    assert told(user_id=quan.user_id) == ["last", "period"], "folded to one a minute"
    officer = Browser()
    officer.post(LOGIN, {"login": "dung-son-hai", "password": make.PASSWORD})
    officer.get("/duties/")
    weak = {"oldpassword": make.PASSWORD, "password1": "password1234", "password2": "password1234"}
    officer.post("/account/password/", weak)
    officer.post("/account/password/", weak | {"oldpassword": "sai"})
    orgs.take_off_hat(jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=today(), by=quan, at=now())
    assert officer.get("/duties/")["Location"] == "/hats/"
    assert told(user_id=dung.user_id) == ["weak", "old", "over"]


def test_a_dead_link_opened_again_and_again_is_one_line(admin, province, dung):
    page = f"/people/{dung.user_id}/"
    answer = admin.post(f"{page}link/", admin.form(page, f"{page}link/")).content.decode()
    path = re.search(r"http://testserver(/account/link/[^<]+)", answer)[1]
    new = "nam cay so hai con duong"
    for _browser in range(3):
        browser = Browser()
        browser.get(path)
        for _again in range(3):
            browser.post("/account/link/", {"password": new, "again": new})
    assert SignIn.objects.filter(outcome="link").count() == 1


def test_lines_are_sealed_by_the_hour_and_cannot_be_changed_unseen(province, dung):
    for n in range(7):
        tried("dung-son-hai", f"198.51.100.{n}")
    assert not refusals.seal(jurisdiction_id=province.id, at=now()), "the hour is not over"
    later = now() + HOUR
    assert refusals.seal(jurisdiction_id=province.id, at=later)
    assert not refusals.seal(jurisdiction_id=province.id, at=later), "once"
    assert Entry.objects.filter(jurisdiction_id=province.id, kind=refusals.KIND).count() == 1
    assert list(refusals.breaks(jurisdiction_id=province.id)) == list(ledger.breaks(jurisdiction_id=province.id)) == []
    row = SignIn.objects.order_by("pk")[3]
    for change in ({"address": "192.0.2.1"}, {"outcome": "ok"}, {"user": None}):
        SignIn.objects.filter(pk=row.pk).update(**change)
        assert len(list(refusals.breaks(jurisdiction_id=province.id))) == 1
        row.save()
    assert list(refusals.breaks(jurisdiction_id=province.id)) == []
    row.delete()
    assert len(list(refusals.breaks(jurisdiction_id=province.id))) == 1
    assert "not those that were sealed" in checks.verify(province.id, today())


def test_what_comes_later_makes_the_next_batch_without_a_gap(province, dung):
    tried("dung-son-hai")
    assert refusals.seal(jurisdiction_id=province.id, at=now() + HOUR)
    tried("dung-son-hai")
    actions.note_refusal(user_id=None, reason=None, at=now() + 2 * HOUR, address=None)
    assert refusals.seal(jurisdiction_id=province.id, at=now() + 2 * HOUR)
    ids = list(SignIn.objects.order_by("pk").values_list("pk", flat=True))
    batches = list(
        SignInSeal.objects.filter(jurisdiction_id=province.id).order_by("first").values_list("first", "last")
    )
    assert batches == [(ids[0], ids[0]), (ids[1], ids[1])], "the last may stand in an open transaction still"


def test_the_worker_seals_each_province(province, chi, dung):
    tried("dung-son-hai")
    SignIn.objects.update(at=now() - HOUR)
    work.run(once=True)
    for jurisdiction_id in (province.id, chi.jurisdiction_id):
        assert Entry.objects.filter(jurisdiction_id=jurisdiction_id, kind=refusals.KIND).count() == 1


def test_the_page_shows_strangers_page_by_page_and_finds(admin, province, dung):
    for n in range(60):
        tried(f"khong-co-{n}", f"203.0.113.{n}")
    tried("dung-son-hai")
    first, second = (admin.get(f"/sign-ins/?page={n}").content.decode() for n in (1, 2))
    assert first.count("<tr data-row>") == 50 and second.count("<tr data-row>") == 12
    assert "203.0.113.3" in second and "khong-co" not in first + second
    found = admin.get("/sign-ins/?q=203.0.113.59").content.decode()
    assert found.count("<tr data-row>") == 1
    found = admin.get("/sign-ins/?q=dung&outcome=failed").content.decode()
    assert found.count("<tr data-row>") == 1 and "Dung" in found
    assert "Không có dòng nào" in admin.get("/sign-ins/?q=x%00y&outcome=none&page=9").content.decode()


def test_who_has_gone_on_to_another_province_is_no_longer_its_business(admin, province, dung, chi, quan):
    tried("dung-son-hai", "198.51.100.44")
    assert "198.51.100.44" in admin.get("/sign-ins/?q=dung").content.decode()
    other = province.__class__(chi.jurisdiction_id, "x", {"x": chi.body_id})
    orgs.give_hat(
        jurisdiction_id=other.id,
        user_id=dung.user_id,
        role=Role.OFFICER,
        body_id=chi.body_id,
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    assert "198.51.100.44" in admin.get("/sign-ins/?q=dung").content.decode(), "he works here still"
    orgs.take_off_hat(jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=today(), by=quan, at=now())
    assert "198.51.100.44" not in admin.get("/sign-ins/?q=dung").content.decode()
    assert admin.get(f"/people/{dung.user_id}/").status_code == 404


def test_whom_an_administrator_does_something_to_is_told_and_so_is_the_head(admin, province, dung):
    page = f"/people/{dung.user_id}/"
    admin.post(f"{page}link/", admin.form(page, f"{page}link/"))
    hat = admin.form("/people/hats/") | {"user": "dung-son-hai", "role": "leader", "body": "ubnd tỉnh"}
    assert admin.post("/people/hats/", hat).status_code == 302
    mine = Browser().wearing(dung).get("/account/").content.decode()
    head = Browser().wearing(province.viewer("ha", role=Role.HEAD, body="health"))
    for seen in (mine, head.get(f"/bodies/{dung.body_id}/people/").content.decode()):
        assert "Quản trị trao đường dẫn đặt mật khẩu" in seen and "Được quản trị giao vai trò" in seen
        assert "Quan" in seen
    other = Browser().wearing(province.viewer("ke", role=Role.HEAD, body="finance"))
    assert "trao đường dẫn" not in other.get(f"/bodies/{other_body(province)}/people/").content.decode()


def other_body(province):
    return province.bodies["finance"]


def test_an_account_without_a_role_is_found_and_closed(admin, province, dung, quan):
    orgs.take_off_hat(jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=today(), by=quan, at=now())
    assert "dung-son-hai" in admin.get("/people/?role=none").content.decode()
    assert "dung-son-hai" in admin.get("/people/?role=none&q=dung").content.decode()
    assert "dung-son-hai" not in admin.get("/people/?role=none&q=mai").content.decode()
    page = f"/people/{dung.user_id}/"
    assert "Không còn vai trò nào ở đây" in admin.get(page).content.decode()
    assert admin.post(f"{page}close/", admin.form(page, f"{page}close/")).status_code == 302
    assert Browser().post(LOGIN, {"login": "dung-son-hai", "password": make.PASSWORD})["Location"] == "/account/help/"


def test_standing_in_ends_with_the_last_role_of_ones_own(province, dung, quan):
    from tiendo_web.orgs import deputies, holders

    head = province.viewer("ha", role=Role.HEAD, body="health")
    period = {"holds_from": make.AT.date(), "holds_to": make.AT.date() + dt.timedelta(days=300)}
    deputies.give(holder_id=head.holder_id, user_id=dung.user_id, viewer=head, at=make.AT, **period)
    day = make.AT.date() + dt.timedelta(days=5)
    assert len(holders.hats(user_id=dung.user_id, on=day)) == 2
    orgs.take_off_hat(jurisdiction_id=province.id, holder_id=dung.holder_id, ends_on=day, by=quan, at=make.AT)
    assert len(holders.hats(user_id=dung.user_id, on=day - dt.timedelta(days=1))) == 2
    assert holders.hats(user_id=dung.user_id, on=day) == []


def test_a_table_of_names_does_not_tell_who_works_elsewhere(admin, quan, province):
    elsewhere = make.province("xa-la", "Tỉnh Xa Lạ")
    names = [f"nguoi{n}" for n in range(9)]
    for name in names:
        elsewhere.viewer(name, role=Role.OFFICER)
    rows = "".join(f"{name}-xa-la;Ai Đó;officer;Sở Y tế\n" for name in names)
    table = SimpleUploadedFile("a.csv", f"Tên đăng nhập;Họ và tên;Vai trò;Cơ quan\n{rows}".encode())
    page = admin.post("/people/import/", admin.form("/people/import/") | {"file": table, "on": f"{today()}"})
    assert page.status_code == 422 and page.content.decode().count("I205") == 5
    assert told(user_id=quan.user_id) == ["name"]


def test_names_that_differ_by_case_alone_are_one(province, dung):
    with pytest.raises(actions.NameTaken):
        actions.open_account(username="Dung-Son-Hai", name="Dũng", password=make.PASSWORD)


def test_nobody_stands_in_for_longer_than_a_year(province, dung):
    from tiendo_web.orgs import deputies

    head = province.viewer("ha", role=Role.HEAD, body="health")
    period = {"holds_from": make.AT.date(), "holds_to": make.AT.date() + dt.timedelta(days=367)}
    with pytest.raises(Refused) as refused:
        deputies.give(holder_id=head.holder_id, user_id=dung.user_id, viewer=head, at=make.AT, **period)
    assert refused.value.field == "holds_to"
