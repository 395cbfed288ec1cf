"""Mending a draft in a real browser: safe fixes, splitting, merging, undoing; with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests import make

WRONG = make.PLAN.replace("mùa hè", "cho cho mùa hè").replace("bố trí kinh phí", "bố trí kinh phí cho cho việc")
FILE = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": WRONG.encode()}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_draft_is_fixed_split_merged_and_taken_back(sign_in, whole, scripts):
    look = whole if scripts else (lambda page, name="": None)
    an = sign_in("an", scripts=scripts)
    an.goto("/documents/")
    an.get_by_label("Tệp văn bản").set_input_files(FILE)
    an.get_by_role("button", name="Đọc văn bản").click()
    look(an)
    an.locator("#fixes").get_by_role("button", name="Sửa ngay").first.click()
    expect(an.get_by_text("Đã sửa 1 chỗ.")).to_be_visible()
    an.get_by_role("button", name="Sửa các chỗ đã chọn").click()
    tasks = an.locator("article.task")
    expect(tasks.nth(1)).to_contain_text("bố trí kinh phí cho việc phòng, chống dịch")
    look(an)

    expect(tasks).to_have_count(3)
    tasks.first.get_by_role("link", name="Tách").click()
    look(an)
    an.get_by_label("Các phần").fill("Chuẩn bị thuốc.\n\nChuẩn bị vật tư phòng dịch.")
    an.get_by_role("button", name="Tách").click()
    expect(tasks).to_have_count(4)
    expect(tasks.nth(1)).to_contain_text("tách ra")
    look(an)

    tasks.nth(2).get_by_role("link", name="Gộp").click()
    look(an)
    an.get_by_role("group", name="Gộp vào nhiệm vụ này").get_by_role("checkbox").last.check()
    an.get_by_role("button", name="Gộp").click()
    expect(tasks).to_have_count(3)
    expect(tasks.nth(2)).to_contain_text("đã gộp")

    an.get_by_role("button", name="Hoàn tác: gộp nhiệm vụ").click()
    expect(tasks).to_have_count(4)
    an.get_by_role("button", name="Hoàn tác: tách nhiệm vụ").click()
    expect(tasks).to_have_count(3)
    expect(an.get_by_role("button", name="Hoàn tác: sửa các chỗ an toàn")).to_be_visible()
