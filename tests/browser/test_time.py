"""Rules, days off and what recurs in a real browser: by keyboard, with and without scripts; axe looks at each page."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tiendo import workdays


def typed(page: Page, label: str, words: str) -> None:
    """Fill a field as one does without a mouse."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_rule_set_is_adopted_and_withdrawn(sign_in, whole, scripts):
    # Axe is a script itself.
    look = whole if scripts else (lambda page: None)
    an: Page = sign_in("an", scripts=scripts)
    an.goto("/rules/")
    look(an)
    an.get_by_role("link", name="Áp dụng bộ khác").click()
    an.get_by_role("link", name="Đồng Tháp, từ năm 2021").click()
    field = an.get_by_label("Bộ quy tắc", exact=True)
    text = field.input_value()
    field.fill(text.replace("Số lần gia hạn: 1 lần", "Số lần gia hạn: tùy việc"))
    an.get_by_role("button", name="Áp dụng").press("Enter")
    expect(an.get_by_text("Không hiểu “tùy việc”")).to_be_visible()
    look(an)
    an.get_by_label("Bộ quy tắc", exact=True).fill(text)
    an.get_by_role("button", name="Áp dụng").press("Enter")
    an.get_by_role("link", name="Đồng Tháp, từ năm 2021").press("Enter")
    look(an)
    an.get_by_role("button", name="Rút").press("Enter")
    expect(an.get_by_text("đã rút ·")).to_be_visible()


def test_days_off_are_looked_at_and_entered_by_keyboard(sign_in, whole):
    an: Page = sign_in("an")
    an.goto("/calendar/")
    whole(an)
    an.get_by_role("link", name="Nhập quyết định ngày nghỉ").press("Enter")
    day = workdays.shipped().add(dt.date.today(), 30)
    typed(an, "Số, ký hiệu văn bản", "12/TB-BNV")
    typed(an, "Các ngày", f"nghỉ {day:%d/%m/%Y}")
    an.keyboard.press("Tab")
    expect(an.get_by_role("button", name="Xem trước")).to_be_focused()
    an.keyboard.press("Enter")
    expect(an.get_by_role("heading", level=2)).to_contain_text("nhiệm vụ sẽ được tính lại")
    whole(an)
    an.get_by_role("button", name="Ghi và tính lại").press("Enter")
    expect(an.get_by_text("12/TB-BNV").first).to_be_visible()
    whole(an)


def test_a_task_recurs_and_ends(sign_in, whole):
    an: Page = sign_in("an")
    an.goto("/documents/")
    file = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": make.PLAN.encode()}
    an.get_by_label("Tệp văn bản").set_input_files(file)
    an.get_by_role("button", name="Đọc văn bản").press("Enter")
    an.get_by_role("link", name="Ban hành…").press("Enter")
    an.get_by_role("button", name="Ban hành").press("Enter")
    an.get_by_role("link", name="Giao định kỳ").first.press("Enter")
    whole(an)
    an.get_by_label("Bao lâu một lần").select_option("quarter")
    an.get_by_role("button", name="Đặt việc định kỳ").press("Enter")
    expect(an.get_by_role("heading", name="Các kỳ tới")).to_be_visible()
    whole(an)
    an.get_by_text("Dừng việc định kỳ…").press("Enter")
    typed(an, "Lý do", "Hết đợt.")
    an.get_by_role("button", name="Dừng", exact=True).press("Enter")
    expect(an.get_by_text("Đã dừng: Hết đợt.")).to_be_visible()
    an.goto("/recurring/")
    whole(an)


def test_a_day_that_is_in_no_calendar_is_told_and_not_sent_as_none(sign_in, whole):
    """A part of a duty is due with the whole where no day is said: what a browser cannot read it would leave out."""
    an: Page = sign_in("an")
    an.goto("/documents/typed/")
    an.get_by_label("Trích yếu").fill("Giao ban")
    an.get_by_label("Nhiệm vụ").fill("Sở Y tế rà soát cơ số thuốc")
    day = an.get_by_label("Ngày", exact=True)
    # The browser has the day before the month, or behind it.
    for keys in ("30022026", "02302026"):
        day.fill("2026-03-02")
        an.get_by_label("Trích yếu").focus()
        day.focus()
        an.keyboard.type(keys)
        if day.evaluate("field => field.validity.badInput"):
            break
    an.get_by_role("button", name="Đọc").press("Enter")
    told = an.get_by_text("Không có ngày này trong lịch; hãy xem lại.")
    expect(told).to_be_visible()
    expect(day).to_be_focused()
    expect(an.get_by_label("Trích yếu")).to_have_value("Giao ban")
    assert an.url.endswith("/documents/typed/")
    whole(an)
    an.get_by_role("button", name="Đọc").press("Enter")
    expect(told).to_have_count(1)
    day.fill("2026-03-02")
    an.get_by_role("button", name="Đọc").press("Enter")
    expect(an.get_by_text("Sở Y tế rà soát cơ số thuốc").first).to_be_visible()
    assert "/plans/" in an.url
