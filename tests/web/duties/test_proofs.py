"""Evidence with pictures: shown to nobody until it is looked through for a stamp, then taken in or thrown away."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import make
from tests.tiendo.plan.read import scans
from tests.tiendo.plan.test_admission import locked_member, stamped
from tests.web.inspect import Browser
from tiendo_web.accounts.models import SignIn
from tiendo_web.core.models import Blob
from tiendo_web.duties import actions as duties
from tiendo_web.duties import proofs
from tiendo_web.duties.models import Duty, Event, Evidence, Held
from tiendo_web.jobs import readings, work
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans.models import Plan, Reading

pytestmark = scans.needs_engine


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"


@pytest.fixture
def at(province, an):
    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    return f"/duties/{Duty.objects.get(jurisdiction_id=province.id, body_id=province.bodies['health']).pk}/"


def report(browser, at, *files):
    data = browser.form(at, f"{at}reported/") | {"reported-text": "Đã làm xong."}
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(f"{at}reported/", data | {"reported-evidence": sent})


def look_through():
    return readings.do_due(threading.Event())


def on_disk(settings):
    return sorted(path for path in settings.FILES.rglob("*") if path.is_file())


def kinds(province):
    return list(Entry.objects.filter(jurisdiction_id=province.id).order_by("seq").values_list("kind", flat=True))


def test_a_photo_is_shown_to_nobody_before_it_is_looked_through(province, at, an, dung, settings):
    officer, office = Browser().wearing(dung), Browser().wearing(an)
    photo = scans.data(Image.new("RGB", (900, 700), (120, 150, 180)), "JPEG")
    assert report(officer, at, ("bien-ban.txt", b"Xong."), ("anh.jpg", photo)).status_code == 302
    for browser in (officer, office):
        page = browser.get(at).content.decode()
        assert "Tệp thứ 2: đang kiểm tra dấu mật" in page and "anh.jpg" not in page and "bien-ban.txt" in page
    assert Evidence.objects.filter(jurisdiction_id=province.id).count() == 1
    assert look_through() == 1
    page = office.get(at).content.decode()
    assert "anh.jpg" in page and "đang kiểm tra" not in page
    taken = Evidence.objects.get(jurisdiction_id=province.id, name="anh.jpg")
    assert (taken.by_kind, taken.by_id) == (dung.actor.kind.value, dung.actor.id), "it is his who handed it in"
    assert b"".join(office.get(f"/evidence/{taken.pk}/")) == photo
    assert kinds(province)[-1] == "duties.attach" and list(ledger.breaks(jurisdiction_id=province.id)) == []
    assert not Held.objects.filter(jurisdiction_id=province.id).exists() and look_through() == 0
    assert not list(settings.FILES.rglob("waiting/*"))


def test_a_picture_with_a_stamp_leaves_nothing_but_why(province, at, an, dung, settings):
    officer = Browser().wearing(dung)
    before, blobs = on_disk(settings), Blob.objects.filter(jurisdiction_id=province.id).count()
    assert report(officer, at, ("ten-mat.png", scans.data(stamped("TỐI MẬT", 20)))).status_code == 302
    look_through()
    page = officer.get(at).content.decode()
    assert "Tệp thứ 1 mang dấu chỉ độ mật nên bị từ chối" in page and "ten-mat" not in page
    assert on_disk(settings) == before and Blob.objects.filter(jurisdiction_id=province.id).count() == blobs
    assert not Evidence.objects.filter(jurisdiction_id=province.id).exists()
    row = Held.objects.get(jurisdiction_id=province.id)
    assert (row.file, row.name) == ("", "")
    last = Entry.objects.filter(jurisdiction_id=province.id).latest("seq")
    assert (last.kind, last.by_kind, last.subject) == ("duties.refuse-evidence", "system", f"duties.Duty:{at[8:-1]}")
    assert "Từ chối một tài liệu chứng minh" in Browser().wearing(an).get("/ledger/").content.decode()
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


def test_what_cannot_be_looked_through_is_refused_with_its_reason(province, at, dung, settings, monkeypatch):
    officer = Browser().wearing(dung)
    before, events = on_disk(settings), Event.objects.filter(jurisdiction_id=province.id).count()
    for name, data, why in (
        ("a.zip", locked_member(), "có mật khẩu"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00\x81" * 40, "Không mở được tệp này"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "Không mở được tệp này"),
    ):
        answer = report(officer, at, (name, data))
        assert answer.status_code == 422 and why in answer.content.decode(), name
    monkeypatch.setenv("PATH", "/nonexistent")
    answer = report(officer, at, ("anh.png", scans.data(Image.new("RGB", (400, 300), "white"))))
    assert answer.status_code == 422 and "chưa cài chương trình đọc ảnh" in answer.content.decode()
    assert on_disk(settings) == before and Event.objects.filter(jurisdiction_id=province.id).count() == events


def test_a_stamp_that_is_refused_at_once_is_a_line_that_the_hour_seals(province, at, an, dung):
    assert report(Browser().wearing(dung), at, ("a.txt", "TỐI MẬT\n\nBáo cáo".encode())).status_code == 422
    file = SimpleUploadedFile("a.txt", f"MẬT\n\n{make.PLAN}".encode())
    office = Browser().wearing(an)
    assert office.post("/documents/", office.form("/documents/") | {"file": file}).status_code == 422
    lines = SignIn.objects.filter(outcome="refused").order_by("pk").values_list("user_id", "reason")
    assert list(lines) == [(dung.user_id, "secret"), (an.user_id, "secret")]


def test_what_waits_is_not_tidied_away_and_what_nobody_comes_for_is(province, at, dung, settings):
    photo = scans.data(Image.new("RGB", (900, 700), (120, 150, 180)))
    report(Browser().wearing(dung), at, ("anh.png", photo))
    row = Held.objects.get(jurisdiction_id=province.id)
    told = Event.objects.get(pk=row.event_id, jurisdiction_id=province.id).recorded_at
    work.do_due_in(province.id, told + dt.timedelta(days=3))
    assert list(settings.FILES.rglob("waiting/*"))
    proofs.tidy(jurisdiction_id=province.id, at=told + dt.timedelta(days=8))
    assert not list(settings.FILES.rglob("waiting/*")) and look_through() == 0
    page = Browser().wearing(dung).get(at).content.decode()
    assert "không kiểm tra được dấu mật nên không nhận" in page


def test_a_document_whose_stamp_is_a_picture_is_refused_after_it_waited(province, an, settings):
    office = Browser().wearing(an)
    file = SimpleUploadedFile("ten-mat.png", scans.data(stamped("TUYỆT MẬT", 12)))
    page = office.post("/documents/", office.form("/documents/") | {"file": file})["Location"]
    assert page.startswith("/readings/") and look_through() == 1
    shown = office.get(page).content.decode()
    assert "L016" in shown and "ten-mat" not in shown
    assert not Plan.objects.filter(jurisdiction_id=province.id).exists() and on_disk(settings) == []
    assert Reading.objects.get(jurisdiction_id=province.id).name == ""
    assert kinds(province)[-1] == "plans.refuse-stamped" and list(ledger.breaks(jurisdiction_id=province.id)) == []
