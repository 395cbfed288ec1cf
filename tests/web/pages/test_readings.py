"""Scans through the web: set aside, read by the worker, kept or thrown away; progress, failures, second uploads."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.tiendo.plan.read import scans, test_pdf_mixed
from tests.web.inspect import Browser
from tiendo.plan.read import scan_engine
from tiendo_web.core.access import Role
from tiendo_web.jobs import readings, work
from tiendo_web.ledger import queries as ledger
from tiendo_web.plans import reading
from tiendo_web.plans.models import Page, Plan, Reading
from tiendo_web.work import actions
from tiendo_web.work.models import Job


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"


@pytest.fixture
def office(browser, an):
    return browser.wearing(an)


@pytest.fixture(scope="module")
def scan():
    return scans.pdf(scans.plan().image, scans.plan().image.rotate(180))


def upload(browser, data, name="ban-quet.pdf"):
    form = browser.form("/documents/") | {"file": SimpleUploadedFile(name, data)}
    return browser.post("/documents/", form)


def work_once():
    return readings.do_due(threading.Event())


def job(province):
    return Job.objects.get(jurisdiction_id=province.id, kind=reading.KIND)


def waiting_files(settings):
    return list(settings.FILES.rglob("waiting/*"))


@scans.needs_font
def test_a_scan_waits_and_is_seen_waiting(office, province, scan, settings):
    answer = upload(office, scan)
    assert answer.status_code == 302 and answer["Location"].startswith("/readings/")
    page = office.get(answer["Location"]).content.decode()
    assert "Chờ đọc" in page and 'max="2"' in page and 'http-equiv="refresh"' in page
    assert "ban-quet.pdf" in office.get("/documents/").content.decode()
    assert not Plan.objects.filter(jurisdiction_id=province.id).exists(), "nothing is a fact before it is read"
    assert upload(office, scan, "lại.pdf")["Location"] == answer["Location"], "the same file is read once"
    assert len(waiting_files(settings)) == 1


@scans.needs_engine
def test_a_scan_is_read_with_the_place_of_each_word(office, province, scan, settings, an):
    page = upload(office, scan)["Location"]
    assert work_once() == 1 and work_once() == 0
    bench = office.get(page)
    assert bench.status_code == 302 and bench["Location"].startswith("/plans/")
    assert office.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == bench["Location"]
    shown = office.get(bench["Location"]).content.decode()
    assert "15/KH-UBND" in shown and "Đọc từ ảnh" in shown and "2 trang" in shown
    plan = Plan.objects.get(jurisdiction_id=province.id)
    assert (plan.by_kind, plan.by_id) == (an.actor.kind.value, an.actor.id), "it is hers who handed it in"
    first, second = Page.objects.filter(jurisdiction_id=province.id, plan=plan).order_by("number")
    assert first.ocr and first.word_count > 60 and second.turned == 180
    said = {plan.compiled["text"][word[0] : word[1]] for word in first.words}
    assert {"phòng,", "chống", "15/4/2026."} <= said
    assert all(0 <= left < right <= first.width and 0 <= top < bottom <= first.height
               for _, _, left, top, right, bottom, _ in first.words)  # fmt: skip
    assert waiting_files(settings) == [] and job(province).outcome == "read"
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []


@scans.needs_engine
def test_pages_that_were_read_are_not_read_again(office, province, scan, monkeypatch):
    upload(office, scan)
    work_once()

    def never(*_):
        raise AssertionError("a page was read again")

    monkeypatch.setattr(scan_engine.Engine, "words", never)
    plan = Plan.objects.get(jurisdiction_id=province.id).pk
    page = office.post(f"/plans/{plan}/again/", {"once": "x" * 32})["Location"]
    assert page.startswith("/readings/") and work_once() == 1
    assert office.get(page)["Location"] != f"/plans/{plan}/"


@scans.needs_engine
def test_what_is_no_document_says_so_and_can_be_thrown_away(office, province, settings):
    page = upload(office, scans.data(scans.Sheet().image), "bia.png")["Location"]
    work_once()
    shown = office.get(page).content.decode()
    assert "Không đọc được" in shown and "diagnostic" in shown and "refresh" not in shown
    assert office.post(f"{page}again/").status_code == 302
    assert "Chờ đọc" in office.get(page).content.decode()
    assert office.post(f"{page}drop/")["Location"] == "/documents/"
    assert office.get(page).status_code == 404
    assert waiting_files(settings) == [] and not Job.objects.filter(jurisdiction_id=province.id).exists()
    assert work_once() == 0


def test_without_the_engine_it_is_told_what_to_install(office, province, monkeypatch):
    page = upload(office, scans_picture(), "a.png")["Location"]
    monkeypatch.setenv("PATH", "/nonexistent")
    work_once()
    assert "tesseract-ocr" in office.get(page).content.decode()


@scans.needs_engine
def test_a_scan_that_bears_the_mark_of_a_secret_is_erased_with_its_words(office, province, settings):
    sheet = scans.Sheet().columns(scans.HEAD).down(40).centred("TỐI MẬT", size=34).down(60)
    for text in scans.BODY:
        sheet.paragraph(text)
    page = upload(office, scans.pdf(sheet.image), "ten-mat.pdf")["Location"]
    work_once()
    shown = office.get(page).content.decode()
    assert "L016" in shown and "Đã rõ" in shown and "Đọc lại" not in shown and "ten-mat" not in shown
    assert not list(settings.DATA.rglob("scans/*/*")) and waiting_files(settings) == []
    office.post(f"{page}again/")
    assert work_once() == 0
    assert office.post(f"{page}drop/")["Location"] == "/documents/"


@scans.needs_engine
def test_a_file_of_text_with_a_scanned_page_waits_for_that_page(office, province):
    page = upload(office, test_pdf_mixed.mixed())["Location"]
    assert page.startswith("/readings/") and 'max="2"' in office.get(page).content.decode()
    work_once()
    assert office.get(page).status_code == 302
    pages = Page.objects.filter(jurisdiction_id=province.id).order_by("number")
    assert [one.ocr for one in pages] == [True, False, True]


def scans_picture():
    from PIL import Image

    return scans.data(Image.new("L", (400, 600), 255))


def test_a_worker_that_was_killed_is_followed_by_another_and_after_three_it_has_failed(office, province):
    page = upload(office, scans_picture(), "a.png")["Location"]
    for _ in range(reading.TRIES):
        row = job(province)
        key = {"jurisdiction_id": province.id, "kind": row.kind, "subject": row.subject}
        assert actions.claim(**key, due=row.next_at, next_at=row.next_at + dt.timedelta(microseconds=1))
        assert "Đang đọc" in office.get(page).content.decode()
    assert work_once() == 1
    shown = office.get(page).content.decode()
    assert "Đọc dở dang" in shown and "bị ngắt nhiều lần" in shown
    office.post(f"{page}again/")
    assert job(province).tries == 0 and "Chờ đọc" in office.get(page).content.decode()


def test_nobody_to_read_it_is_said(office, province):
    page = upload(office, scans_picture(), "a.png")["Location"]
    Job.objects.filter(jurisdiction_id=province.id).update(next_at=make.AT)
    assert "tiendo work" in office.get(page).content.decode()


def test_a_reading_given_up_meanwhile_stops_its_worker(office, province, an):
    page = upload(office, scans_picture(), "a.png")["Location"]
    row = job(province)
    key = {"jurisdiction_id": province.id, "kind": row.kind, "subject": row.subject}
    assert actions.tell(**key, done=1, total=2, next_at=row.next_at)
    office.post(f"{page}drop/")
    assert not actions.tell(**key, done=2, total=2, next_at=row.next_at)


def test_a_worker_told_to_end_gives_its_work_back(office, province, monkeypatch):
    upload(office, scans_picture(), "a.png")

    def stopped(**_):
        raise reading.Stopped

    monkeypatch.setattr(reading, "perform", stopped)
    work_once()
    assert (job(province).tries, job(province).outcome) == (0, "")


def test_a_fault_of_ours_is_noted_and_costs_one_file(office, province, monkeypatch, caplog):
    page = upload(office, scans_picture(), "a.png")["Location"]
    monkeypatch.setattr(reading, "perform", lambda **_: 1 / 0)
    assert work_once() == 1
    assert "gặp lỗi" in office.get(page).content.decode() and "ZeroDivisionError" in caplog.text


def test_too_many_files_are_refused_in_words(office, province, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 0)
    answer = upload(office, scans_picture(), "a.png")
    assert answer.status_code == 422 and "quá nhiều bản quét" in answer.content.decode()


@pytest.mark.parametrize("name", ["hỏng.png", "../../x.jpg"])
def test_a_broken_picture_is_refused_at_the_door(office, province, name, settings):
    answer = upload(office, b"\x89PNG\r\n\x1a\n" + b"\0" * 64, name)
    assert answer.status_code == 422 and waiting_files(settings) == []


def test_a_picture_of_too_many_points_is_refused_at_the_door(office):
    from PIL import Image

    bomb = scans.data(Image.new("1", (20_000, 20_000)))
    answer = upload(office, bomb, "bom.png")
    assert answer.status_code == 422 and "F0" in answer.content.decode()


def test_others_see_and_do_nothing(office, province, chi):
    page = upload(office, scans_picture(), "a.png")["Location"]
    stranger = Browser().wearing(chi)
    assert [stranger.get(page).status_code, stranger.post(f"{page}drop/").status_code] == [404, 404]
    leader = Browser().wearing(province.viewer("binh", role=Role.LEADER))
    assert leader.get(page).status_code == 403
    assert "a.png" not in leader.get("/documents/").content.decode()


def test_the_night_forgets_what_came_to_an_end(office, province, settings):
    upload(office, scans_picture(), "a.png")
    orphan = settings.FILES / str(province.id) / "waiting" / "x"
    orphan.write_bytes(b"x")
    Reading.objects.filter(jurisdiction_id=province.id).update(asked_at=make.AT)
    reading.tidy(jurisdiction_id=province.id, at=make.AT)
    assert len(waiting_files(settings)) == 2, "young files are left alone"
    reading.tidy(jurisdiction_id=province.id, at=make.AT + dt.timedelta(days=8))
    assert [path.name for path in waiting_files(settings)] == ["x"]
    assert not Job.objects.filter(jurisdiction_id=province.id).exists()
    assert work.run(once=True) == 0
