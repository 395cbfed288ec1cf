"""Rights, deputies and leaving in a real browser: with scripts and without, by keyboard, looked over by axe."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tiendo_web.core import now


def day(page, label, value):
    page.get_by_label(label).fill(value.isoformat())


def press(page, role, name):
    """Reach something by the keyboard and press Enter, as one does without a mouse."""
    page.get_by_role(role, name=name).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_is_away_and_then_leaves(sign_in, whole, scripts):
    look = whole if scripts else (lambda page, name="": None)
    today = now.today()
    quan = sign_in("quan", scripts=scripts)
    press(quan, "link", "Người dùng")
    press(quan, "link", "Binh")
    look(quan)
    press(quan, "link", "Cử người làm thay")
    quan.get_by_label("Tên đăng nhập của người làm thay").fill("an-son-hai")
    day(quan, "Thôi làm thay từ ngày", today - dt.timedelta(days=1))
    press(quan, "button", "Cử làm thay")
    expect(quan.get_by_role("alert")).to_contain_text("phải sau ngày bắt đầu")
    look(quan)
    day(quan, "Thôi làm thay từ ngày", today + dt.timedelta(days=5))
    press(quan, "button", "Cử làm thay")
    expect(quan.get_by_role("status")).to_contain_text("Đã cử người làm thay")

    an = sign_in("an", scripts=scripts)
    expect(an.get_by_role("heading", level=1)).to_have_text("Bạn làm việc với vai trò nào?")
    look(an)
    press(an, "button", "thay mặt Binh")
    expect(an.get_by_role("banner")).to_contain_text("Lãnh đạo · Ủy ban nhân dân tỉnh Sơn Hải · thay mặt Binh")
    an.goto("/deputies/")
    expect(an.get_by_role("main")).to_contain_text("không cử người khác làm thay tiếp")
    look(an)
    an.goto("/rights/")
    expect(an.get_by_role("main")).to_contain_text("Lãnh đạo (vai trò bạn đang giữ)")
    look(an)

    quan.goto("/people/")
    press(quan, "link", "Binh")
    press(quan, "link", "Rời cơ quan")
    expect(quan.get_by_role("main")).to_contain_text("Người đang làm thay cũng thôi")
    look(quan)
    press(quan, "button", "Cho rời cơ quan")
    expect(quan.get_by_role("status")).to_contain_text("Binh đã rời cơ quan")
    an.goto("/duties/")
    expect(an.get_by_role("heading", level=1)).to_have_text("Bạn làm việc với vai trò nào?")
    expect(an.get_by_role("status")).to_contain_text("đã hết. Việc vừa gửi chưa được làm")
    look(an)
