"""A scan in a real browser: handed in, seen waiting, read by the worker, opened in the workbench."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import stage
from tests.tiendo.plan.read import scans

FILE = {"name": "ban-quet.pdf", "mimeType": "application/pdf"}


def hand_in(page, data):
    page.goto("/documents/")
    page.get_by_label("Tệp văn bản").set_input_files(FILE | {"buffer": data})
    page.get_by_role("button", name="Đọc văn bản").click()


@scans.needs_engine
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_scan_is_waited_for_and_opens_by_itself(sign_in, whole, data, scripts):
    an = sign_in("an", scripts=scripts)
    hand_in(an, scans.pdf(scans.plan().image))
    expect(an.get_by_role("heading", level=2)).to_have_text("Chờ đọc")
    expect(an.get_by_role("progressbar")).to_be_visible()
    if scripts:
        whole(an, "reading")
    assert stage.command(data, "work", "--once").returncode == 0
    expect(an).to_have_url(re.compile(r"/plans/\d+/$"), timeout=15_000)
    expect(an.get_by_role("heading", level=1)).to_have_text("15/KH-UBND")
    expect(an.get_by_text("Đọc từ ảnh")).to_be_visible()
    picture = an.locator("svg.sheet image")
    expect(picture).to_be_visible()
    an.get_by_role("link", name="trang 1 (nhiệm vụ 2)").click()
    expect(an.locator("svg.sheet a.chosen")).to_have_count(1)
    # A page that still loads moves to the task that its address names, away from under the mouse.
    an.wait_for_load_state()
    if scripts:
        whole(an, "workbench-page")
        an.locator("article.task").first.hover()
        expect(an.locator("svg.sheet a.at")).to_have_count(1)
    an.get_by_role("link", name="Chữ đọc được").click()
    expect(an.locator(".words")).to_contain_text("KẾ HOẠCH")
    expect(picture).to_have_count(0)


@scans.needs_engine
def test_what_is_no_document_is_told_and_dropped(sign_in, whole, data):
    an = sign_in("an")
    hand_in(an, scans.pdf(scans.Sheet().image))
    assert stage.command(data, "work", "--once").returncode == 0
    an.reload()
    expect(an.get_by_role("heading", level=2)).to_have_text("Không đọc được")
    whole(an)
    an.goto("/documents/")
    whole(an)
    an.get_by_role("link", name="ban-quet.pdf").click()
    an.get_by_role("button", name="Bỏ tệp này").click()
    expect(an.get_by_role("heading", level=1)).to_have_text("Văn bản")
    expect(an.get_by_text("ban-quet.pdf")).to_have_count(0)
