"""The whole line through the pages, without JavaScript: take in, mend, issue, report, return, accept."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.web.inspect import Browser, fields
from tiendo_web.core import now
from tiendo_web.core.access import HATS, Role
from tiendo_web.duties import queries as duties
from tiendo_web.duties.models import Duty, Event
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Edit, Plan

PAGES = ("", "documents", "duties", "scorecard", "ledger", "bodies", "groups", "people", "sign-ins", "gallery", "hats")


def upload(browser, content=None, name="ke-hoach.txt"):
    content = make.PLAN.encode() if content is None else content
    data = browser.form("/documents/") | {"file": SimpleUploadedFile(name, content)}
    return browser.post("/documents/", data)


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


@pytest.fixture
def plan(office):
    response = upload(office)
    assert response.status_code == 302, response.content.decode()
    return int(response["Location"].split("/")[2])


def _tasks(province, plan):
    return Plan.objects.get(jurisdiction_id=province.id, pk=plan).compiled["tasks"]


def key_of(province, plan, label):
    return next(t["id"] for t in _tasks(province, plan) if label in t["text"])


def test_the_line(office, plan, province, dung):
    assert "15/KH-UBND" in office.get(f"/plans/{plan}/").content.decode()
    page = f"/plans/{plan}/issue/"
    response = office.post(page, office.form(page))
    assert response.status_code == 302
    directive = response["Location"]
    assert office.get(directive).status_code == 200
    duty = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["health"]).pk
    officer = Browser().wearing(dung)
    at = f"/duties/{duty}/"
    proof = SimpleUploadedFile("biên bản.txt", "Đã nhập kho.".encode())
    report = officer.form(at, f"{at}reported/") | {
        "reported-text": "Đã nhập đủ thuốc.",
        "reported-figures": "Cơ số thuốc: 1.250 bộ\nChênh lệch: -2.000,5 bộ",
        "reported-evidence": proof,
    }
    assert officer.post(f"{at}reported/", report).status_code == 302
    shown = officer.get(at).content.decode()
    assert "<strong>1.250</strong> bộ" in shown and "<strong>-2.000,5</strong> bộ" in shown, "as they were typed"
    english = officer.get(at, headers={"accept-language": "en"}).content.decode()
    assert "<strong>1,250</strong> bộ" in english and "<strong>-2,000.5</strong> bộ" in english
    back = office.form(at, f"{at}returned/")
    refused = office.post(f"{at}returned/", back | {"returned-text": " "})
    assert refused.status_code == 422 and "Chưa làm được" in refused.content.decode()
    assert office.post(f"{at}returned/", back | {"returned-text": "Thiếu biên bản giao nhận."}).status_code == 302
    again = officer.form(at, f"{at}reported/") | {"reported-text": "Đã bổ sung biên bản."}
    assert officer.post(f"{at}reported/", again).status_code == 302
    assert office.post(f"{at}accepted/", office.form(at, f"{at}accepted/")).status_code == 302
    assert "Đã hoàn thành" in office.get(at).content.decode()
    assert office.get("/scorecard/").status_code == 200
    assert "Sở Y tế" in office.get("/scorecard/csv/").getvalue().decode()
    assert list(ledger.breaks(jurisdiction_id=province.id)) == duties.drift(province.id) == []


def test_a_double_submit_acts_once(office, province):
    data = office.form("/documents/")
    one, two = (
        office.post("/documents/", data | {"file": SimpleUploadedFile("a.txt", make.PLAN.encode())}) for _ in range(2)
    )
    assert one["Location"] == two["Location"]
    assert Plan.objects.filter(jurisdiction_id=province.id).count() == 1


def test_what_was_changed_by_hand_is_told_from_what_was_read(office, plan, province):
    key = key_of(province, plan, "bố trí kinh phí")
    page = f"/plans/{plan}/tasks/{key}/"
    data = office.form(page) | {"deadline": "15 ngày làm việc"}
    assert office.post(page, data).status_code == 302
    assert [(e.field, e.value) for e in Edit.objects.filter(jurisdiction_id=province.id)] == [
        ("deadline", "15 ngày làm việc")
    ]
    shown = office.get(f"/plans/{plan}/").content.decode()
    assert "sửa tay" in shown and "máy đọc:" in shown


def test_two_people_editing_one_task_lose_nothing(office, plan, province):
    other = Browser().wearing(province.viewer("hoa", role=Role.CLERK))
    page = f"/plans/{plan}/tasks/{key_of(province, plan, 'bố trí kinh phí')}/"
    mine, hers = office.form(page), other.form(page)
    assert other.post(page, hers | {"text": "Nội dung của Hoa"}).status_code == 302
    refused = office.post(page, mine | {"text": "Nội dung của An"})
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "Nội dung của Hoa" in words and "Nội dung của An" in words
    again = fields(words)
    assert office.post(page, again).status_code == 302, "having seen the other's words, An may decide"
    assert Edit.objects.filter(jurisdiction_id=province.id, value="Nội dung của An").exists()


def test_a_deadline_that_is_no_day_is_refused_beside_its_field(office, plan, province):
    page = f"/plans/{plan}/tasks/{key_of(province, plan, 'bố trí kinh phí')}/"
    refused = office.post(page, office.form(page) | {"deadline": "31/02/2026"})
    assert refused.status_code == 422
    assert "31/02/2026" in refused.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rỗng.txt", b""),
        ("trống.txt", b"  \n "),
        ("giả.docx", b"%PDF-1.7\n..."),
        ("hỏng.docx", b"PK\x03\x04 broken"),
        ("../../etc/passwd", b"\x00\x01\x02" * 50),
        ("ảnh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(office, province, name, content):
    before = Entry.objects.filter(jurisdiction_id=province.id).count()
    response = upload(office, content, name)
    assert response.status_code == 422
    assert "diagnostic" in response.content.decode()
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before


def test_an_upload_without_a_file_says_so(office):
    assert office.post("/documents/", office.form("/documents/")).status_code == 422


def test_issuing_says_what_is_late_at_once_and_is_over_once_it_is_done(office, plan, province):
    """Two days of this plan are long over; who goes back to the page finds the directive."""
    page = f"/plans/{plan}/issue/"
    assert "2 nhiệm vụ có hạn đã qua" in office.get(page).content.decode()
    directive = office.post(page, office.form(page))["Location"]
    again = office.get(page)
    assert again.status_code == 302 and again["Location"] == directive


def test_whoever_issues_what_a_colleague_has_just_issued_sees_that_directive(office, plan, province):
    page = f"/plans/{plan}/issue/"
    colleague = Browser().wearing(province.viewer("mai", role=Role.CLERK))
    opened = colleague.form(page)
    office.post(page, office.form(page))
    answer = colleague.post(page, opened, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/directives/")
    assert "Văn bản này đã ban hành, không sửa được nữa." in answer.content.decode()
    assert Duty.objects.filter(jurisdiction_id=province.id).count() == 4


def test_another_province_sees_nothing(office, plan, province, chi):
    page = f"/plans/{plan}/issue/"
    directive = office.post(page, office.form(page))["Location"]
    duty = Duty.objects.filter(jurisdiction_id=province.id)[0].pk
    stranger = Browser().wearing(chi)
    hidden = [directive, f"/plans/{plan}/", f"/plans/{plan}/file/", f"/duties/{duty}/", f"/plans/{plan}/issue/"]
    hidden += [f"/bodies/{body}/" for body in province.bodies.values()]
    assert [stranger.get(url).status_code for url in hidden] == [404] * len(hidden)
    token = stranger.form("/documents/")["once"]
    assert stranger.post(f"/duties/{duty}/closed/", {"closed-once": token, "closed-text": "x"}).status_code == 404
    assert "15/KH-UBND" not in stranger.get("/documents/").content.decode()
    assert "Sở Y tế" not in stranger.get("/scorecard/").content.decode()


def test_an_officer_sees_his_own_and_nothing_else(office, plan, province, dung):
    page = f"/plans/{plan}/issue/"
    office.post(page, office.form(page))
    officer = Browser().wearing(dung)
    other = Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies["thuan"]).pk
    assert officer.get(f"/duties/{other}/").status_code == 404
    assert [officer.get(url).status_code for url in (page, f"/plans/{plan}/head/", "/ledger/", "/people/")] == [403] * 4
    assert "Hải Thuận" not in officer.get("/duties/").content.decode()
    assert "Hải Thuận" not in officer.get("/scorecard/").content.decode()


def test_nobody_is_let_in_without_a_sign_in(browser, province):
    for url in ("/", "/documents/", "/duties/", "/scorecard/", "/ledger/export/", "/people/", "/gallery/"):
        response = browser.get(url)
        assert response.status_code == 302 and response["Location"].startswith("/account/login/")


def test_every_page_of_each_role_is_whole(province):
    pages = [f"/{name}/".replace("//", "/") for name in PAGES]
    for role in HATS:
        worn = Browser().wearing(province.viewer(role.value, role=role))
        assert {worn.get(url, follow=True).status_code for url in pages} <= {200, 403}


def test_a_new_person_signs_in_and_it_is_noted(browser, province):
    admin = browser.wearing(province.viewer("quan-tri", role=Role.ADMINISTRATOR))
    province.viewer("moi", role=Role.OFFICER, body="health")
    person = Browser()
    person.get("/account/login/")
    assert person.post("/account/login/", {"login": "moi-son-hai", "password": "sai"}).status_code == 200
    assert person.post("/account/login/", {"login": "moi-son-hai", "password": make.PASSWORD})["Location"] == "/"
    assert person.get("/").status_code == 200
    audit = admin.get("/sign-ins/").content.decode()
    assert "Thành công" in audit and "Sai mật khẩu" in audit


def test_an_earlier_day_shows_what_it_showed(office, plan, province):
    page = f"/plans/{plan}/issue/"
    office.post(page, office.form(page))
    yesterday = now.today() - dt.timedelta(days=1)
    assert "Chưa có nhiệm vụ nào" in office.get(f"/scorecard/?on={yesterday}").content.decode()
    assert Event.objects.filter(jurisdiction_id=province.id).count() == 4
