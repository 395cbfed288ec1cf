"""A reorganisation in a real browser: written, previewed, decided, and its figures looked at."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests import make

PLAN = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": make.PLAN.encode()}


def issued(page):
    """Hand in the sample plan and issue it."""
    page.goto("/documents/")
    page.get_by_label("Tệp văn bản").set_input_files(PLAN)
    page.get_by_role("button", name="Đọc văn bản").click()
    page.get_by_role("link", name="Ban hành…").click()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_role("heading", name="Nhiệm vụ của các cơ quan")).to_be_visible()


def typed(field, value):
    """Type or choose in a field and leave it, as one does on the way to the next: what it offered goes away."""
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
    field.press("Tab")


def changed(page, verb, **fields):
    """Add one change to the draft."""
    page.get_by_role("navigation", name="Thêm thay đổi").get_by_role("link", name=verb).click()
    for label, value in fields.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        typed(field, value)
    page.get_by_role("button", name="Thêm vào phương án").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phương án")


def divided(an, look, on):
    """Divide Sở Y tế on a day, from the plan that gives it a duty to the two structures held side by side."""
    today, yesterday = on.isoformat(), (on - dt.timedelta(days=1)).isoformat()
    issued(an)
    an.goto("/reforms/")
    look(an)
    an.get_by_role("link", name="Soạn phương án").click()
    an.get_by_label("Số, ký hiệu quyết định").fill("12/2026/QĐ-UBND")
    an.get_by_label("Trích yếu").fill("Sắp xếp Sở Y tế")
    an.get_by_label("Ngày ký").fill(today)
    an.get_by_label("Ngày có hiệu lực").fill(today)
    look(an)
    an.get_by_role("button", name="Bắt đầu").click()
    changed(an, "Lập mới", Tên="Sở Dân số", Loại="Sở, ban, ngành", Cấp="Cấp tỉnh", Trực_thuộc="UBND tỉnh")
    changed(an, "Chia tách", Cơ_quan_bị_chia="so y te", Chia_cho_các_cơ_quan="Sở Dân số\nSTC")
    expect(an.get_by_text("trực thuộc “Sở Y tế”")).to_be_visible()
    an.get_by_role("navigation", name="Thêm thay đổi").get_by_role("link", name="Chuyển trực thuộc").click()
    look(an)
    fold = an.locator("details").filter(has_text="Đơn vị sự nghiệp")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.get_by_label("Trung tâm").check()
    typed(an.get_by_label("Về trực thuộc", exact=True), "Sở Dân số")
    an.get_by_role("button", name="Thêm vào phương án").click()
    expect(an.get_by_role("heading", name="Nhiệm vụ chưa có nơi nhận")).to_be_visible()
    look(an, "reform-draft")
    an.get_by_role("checkbox", name=re.compile("Sở Y tế chủ trì")).check()
    typed(an.get_by_label("Chuyển các nhiệm vụ đã đánh dấu cho"), "Sở Dân số")
    an.get_by_role("button", name="Chuyển các nhiệm vụ đã đánh dấu").click()
    an.get_by_role("button", name="Quyết định").click()
    expect(an.get_by_text("Đã có hiệu lực")).to_be_visible()
    look(an, "reform")
    an.get_by_role("link", name="Hai cơ cấu đặt cạnh nhau").click()
    expect(an.get_by_text("Chưa có nhiệm vụ nào")).to_be_visible()
    an.goto(f"/scorecard/structures/?on={today}&structure={yesterday}")
    expect(an.get_by_text("Tổng hai bảng bằng nhau")).to_be_visible()
    look(an, "structures")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_department_is_divided_and_no_duty_is_lost(sign_in, whole, scripts):
    look = whole if scripts else (lambda page, name="": None)
    an = sign_in("an", scripts=scripts)
    divided(an, look, dt.date.today())
    an.goto("/scorecard/")
    expect(an.locator("table.score tbody")).to_contain_text("Sở Dân số")
    an.get_by_role("link", name="Sở Dân số").click()
    an.locator("main table a").first.click()
    expect(an.locator("ol.timeline")).to_contain_text("Sở Dân số")
    look(an)
