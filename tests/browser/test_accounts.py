"""Accounts in a real browser: invitation, second factor, passkey, sessions; each page looked over by axe."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests import make

NEW = "nam cay so hai con duong"


@pytest.fixture
def stranger(chromium, address):
    """Somebody's browser, before any sign-in. Passkeys belong to a name, so it goes to localhost and to no number."""
    contexts = []

    def enter(*, scripts=True):
        base = address.replace("127.0.0.1", "localhost")
        context = chromium.new_context(base_url=base, locale="vi-VN", java_script_enabled=scripts)
        contexts.append(context)
        return context.new_page()

    yield enter
    for context in contexts:
        context.close()


def fill_in(page, name, password):
    page.goto("/account/login/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập", exact=True).click()


def confirm(page, password=NEW):
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Xác nhận").click()


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_invitation_to_the_second_factor(sign_in, stranger, whole, scripts):
    look = whole if scripts else (lambda page, name="": None)
    quan = sign_in("quan", scripts=scripts)
    quan.get_by_role("navigation", name="Các trang").get_by_role("link", name="Người dùng").click()
    look(quan)
    quan.get_by_role("link", name="Mời người dùng").click()
    look(quan)
    quan.get_by_label("Họ và tên").fill("Lê Thị Lan")
    quan.get_by_label("Tên đăng nhập").fill("lan")
    quan.get_by_label("Vai trò").select_option("officer")
    quan.get_by_label("Cơ quan", exact=True).fill("Sở Y tế")
    quan.get_by_label("Cơ quan", exact=True).press("Tab")
    quan.get_by_role("button", name="Mời").click()
    link = re.sub(r"^https?://[^/]+", "", quan.locator("code.long").inner_text())
    look(quan)

    lan = stranger(scripts=scripts)
    lan.goto(link)
    look(lan)
    lan.get_by_label("Mật khẩu mới", exact=True).fill("matkhau12345")
    lan.get_by_label("Gõ lại").fill("matkhau12345")
    lan.get_by_role("button", name="Đặt mật khẩu").click()
    expect(lan.get_by_role("alert")).to_contain_text("Mật khẩu mới")
    look(lan)
    lan.get_by_label("Mật khẩu mới", exact=True).fill(NEW)
    lan.get_by_label("Gõ lại").fill(NEW)
    lan.get_by_role("button", name="Đặt mật khẩu").click()
    expect(lan.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    look(lan)
    fill_in(lan, "lan", NEW)
    lan.get_by_role("link", name="Tài khoản", exact=True).click()
    look(lan)

    lan.get_by_role("link", name="Bật ứng dụng xác nhận").click()
    look(lan)
    confirm(lan)
    look(lan)
    secret = lan.locator("code.long").inner_text()
    lan.get_by_label("Mã xác nhận").fill(code(secret, -1))
    lan.get_by_role("button", name="Bật").click()
    expect(lan.locator("ul.codes li")).to_have_count(10)
    look(lan)
    lan.goto("/account/")
    lan.get_by_role("button", name="Đăng xuất khỏi mọi nơi").click()

    fill_in(lan, "lan", NEW)
    expect(lan.get_by_role("heading", level=1)).to_have_text("Mã xác nhận")
    look(lan)
    lan.get_by_label("Mã xác nhận").fill(code(secret))
    lan.get_by_role("main").get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(lan.get_by_role("link", name="Tài khoản", exact=True)).to_be_visible()

    quan.goto("/people/")
    quan.get_by_role("link", name="Lê Thị Lan").click()
    look(quan)
    lan.goto(link)
    expect(lan.get_by_text("đã được dùng một lần")).to_be_visible()
    look(lan)


def test_a_passkey_signs_in_without_a_password(stranger, whole):
    page = stranger()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    fill_in(page, "dung-son-hai", make.PASSWORD)
    page.goto("/account/passkeys/new/")
    confirm(page, make.PASSWORD)
    whole(page)
    page.get_by_label("Tên gọi").fill("Máy ở cơ quan")
    page.get_by_role("button", name="Thêm").click()
    expect(page.locator("ul.codes li")).to_have_count(10)
    page.goto("/account/passkeys/")
    expect(page.get_by_role("rowheader", name="Máy ở cơ quan")).to_be_visible()
    whole(page)
    page.goto("/account/")
    page.get_by_role("button", name="Đăng xuất", exact=True).click()

    page.goto("/account/login/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("link", name="Tài khoản", exact=True)).to_be_visible()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()

    fill_in(page, "dung-son-hai", make.PASSWORD)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("link", name="Tài khoản", exact=True)).to_be_visible()


def test_a_passkey_that_is_not_there_is_said_in_the_page(stranger):
    page = stranger()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto("/account/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("Khóa truy cập chưa dùng được")


def test_too_many_tries_by_keyboard(stranger, whole):
    page = stranger()
    for _ in range(6):
        page.goto("/account/login/")
        page.get_by_label("Tên đăng nhập").focus()
        page.keyboard.type("dung-son-hai")
        page.keyboard.press("Tab")
        page.keyboard.type("sai")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thử quá nhiều lần")
    whole(page)
