"""Bodies in a real browser: the tree, a life, groups, and names completed; by keyboard and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


def test_a_name_is_completed_by_keyboard(sign_in, whole):
    an: Page = sign_in("an")
    an.goto("/gallery/")
    field = an.get_by_role("combobox", name="Cơ quan theo tên")
    an.get_by_label("Cơ quan theo tên").focus()
    field.fill("so tai")
    options = an.get_by_role("listbox", name="Cơ quan tìm thấy").get_by_role("option")
    expect(options).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    an.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    whole(an)
    an.keyboard.press("Enter")
    expect(field).to_have_value("Sở Tài chính")
    expect(options).to_have_count(0)
    expect(an).to_have_url(re.compile("/gallery/$"))

    field.fill("s")
    expect(options.first).to_be_visible()
    an.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("s")
    field.fill("90001")
    options.filter(has_text="Xã Hải Thuận").click()
    expect(field).to_have_value("Xã Hải Thuận")
    expect(field).to_be_focused()
    field.fill("không có")
    expect(an.get_by_role("status").filter(has_text="Không tìm thấy cơ quan nào")).to_be_attached()


def test_without_scripts_a_refusal_offers_the_names(sign_in):
    an: Page = sign_in("an", scripts=False)
    an.goto("/gallery/")
    field = an.get_by_label("Cơ quan theo tên")
    assert field.get_attribute("list") == "id_named_near"
    assert an.locator('#id_named_near option[value="Sở Y tế"]').count() == 1


def test_from_the_tree_to_the_life_of_an_ended_body_by_keyboard(sign_in, whole):
    an: Page = sign_in("an")
    an.get_by_role("link", name="Cơ quan", exact=True).click()
    whole(an, "bodies")
    fold = an.get_by_text("1 trực thuộc")
    fold.focus()
    an.keyboard.press("Enter")
    expect(an.get_by_role("link", name="Trung tâm Y tế dự phòng")).to_be_visible()
    whole(an)
    an.locator("h1").click()
    an.keyboard.press("/")
    an.keyboard.type("so dan so")
    an.keyboard.press("Enter")
    found = an.locator("li[data-row]")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("đã kết thúc ngày 01/01/2026, nay là Sở Y tế")
    whole(an)
    an.locator("h1").click()
    an.keyboard.press("j")
    an.keyboard.press("Enter")
    expect(an.get_by_role("heading", level=1)).to_have_text("Sở Dân số")
    expect(an.locator("ol.timeline li").last).to_contain_text("12/2025/QĐ-UBND")
    whole(an, "body")
    an.get_by_label("Tính đến ngày").fill("2025-12-31")
    an.get_by_role("button", name="Xem").click()
    expect(an.get_by_text("Cơ quan này")).to_have_text(
        "Lưu ý: Cơ quan này kết thúc hoạt động từ ngày 01/01/2026. Tiếp nhận: Sở Y tế."
    )
    an.locator("ol.timeline").get_by_role("link", name="Sở Y tế").click()
    expect(an).to_have_url(re.compile(r"/bodies/\d+/\?on=2025-12-31$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_group_is_defined_and_ended(sign_in, whole, scripts):
    an: Page = sign_in("an", scripts=scripts)
    look = whole if scripts else (lambda page, name="": None)
    an.goto("/bodies/")
    an.get_by_role("link", name="Nhóm cơ quan").click()
    expect(an.get_by_text("Chưa có nhóm nào")).to_be_visible()
    look(an)
    an.get_by_role("link", name="Đặt nhóm mới").click()
    an.get_by_label("Tên nhóm").fill("Các xã ven biển")
    lines = an.get_by_label("Thêm từng cơ quan")
    if scripts:
        adder = an.get_by_role("combobox", name="Tìm và thêm cơ quan").first
        an.locator("#id_added-add").focus()
        for words in ("hai thuan", "son binh"):
            adder.fill(words)
            expect(an.locator("#id_added-add-names [role=option]")).to_have_count(1)
            an.keyboard.press("ArrowDown")
            an.keyboard.press("Enter")
        expect(lines).to_have_value("Xã Hải Thuận\nPhường Sơn Bình")
    else:
        lines.fill("hai thuan\nPhường Sơn Bình")
        an.get_by_role("button", name="Lưu nhóm").click()
        expect(an.get_by_text("Có phải là: Xã Hải Thuận").first).to_be_visible()
        lines.fill("Xã Hải Thuận\nPhường Sơn Bình")
    look(an, "group-form")
    an.get_by_role("button", name="Lưu nhóm").click()
    expect(an.locator("li[data-row]")).to_have_count(2)
    look(an)
    an.goto("/groups/")
    look(an)
    an.get_by_role("link", name="Các xã ven biển").click()
    an.get_by_text("Bỏ nhóm…").click()
    an.get_by_role("button", name="Bỏ nhóm").click()
    expect(an.get_by_text("Đã bỏ nhóm.")).to_be_visible()


def test_another_province_finds_no_body_of_ours(sign_in, address):
    chi: Page = sign_in("chi", province="bac-giang-son")
    assert chi.goto(f"{address}/bodies/1/").status == 404
    chi.goto("/bodies/?q=so+dan+so")
    expect(chi.get_by_text("Không tìm thấy cơ quan nào")).to_be_visible()
