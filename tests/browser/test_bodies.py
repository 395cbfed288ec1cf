"""Bodies in a real browser: completion by keyboard and by hand."""

from __future__ import annotations

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
    expect(an).to_have_url("/gallery/")

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
