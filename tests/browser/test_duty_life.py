"""A duty's life in a real browser: typed in, asked about, paused, confirmed by another, urged; two people at once."""

import datetime as dt
import io

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.test_line import act, issue

PAST = "Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát cơ số thuốc, báo cáo trước ngày {day}"


def typed_and_issued(an, whole):
    """A directive said at a meeting, whose day is over already; gives the address of Sở Y tế's duty."""
    yesterday = dt.date.today() - dt.timedelta(days=1)
    an.get_by_role("link", name="Văn bản", exact=True).click()
    an.get_by_role("link", name="Không có văn bản?").click()
    whole(an)
    an.get_by_label("Trích yếu").fill("Giao ban tuần")
    an.get_by_label("Nhiệm vụ").fill(PAST.format(day=f"{yesterday:%d/%m/%Y}"))
    an.get_by_role("button", name="Đọc thành nhiệm vụ").click()
    expect(an.locator("article.task")).to_have_count(1)
    issue(an)
    expect(an.get_by_text("Kết luận miệng tại cuộc họp").first).to_be_visible()
    an.locator("main table a").first.click()
    return an.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_late_duty_is_asked_about_urged_paused_returned_and_confirmed_by_another(sign_in, whole, scripts):
    look = whole if scripts else (lambda page, name="": None)
    an = sign_in("an", scripts=scripts)
    duty = typed_and_issued(an, look)

    an.goto("/duties/?which=overdue")
    look(an)
    an.get_by_role("checkbox").first.check()
    an.get_by_role("button", name="Yêu cầu giải trình…", exact=True).click()
    look(an)
    an.get_by_role("button", name="Gửi yêu cầu").click()
    look(an)

    dung = sign_in("dung", scripts=scripts)
    look(dung)
    dung.get_by_role("link", name="1 yêu cầu phải trả lời").click()
    dung.locator("main table a").first.click()
    look(dung)
    act(dung, "Trả lời", Nội_dung="Chờ kết quả đấu thầu.")
    expect(dung.locator("ol.timeline")).to_contain_text("Chờ kết quả đấu thầu.")
    dung.goto(duty)
    dung.get_by_role("link", name="Yêu cầu phối hợp…").click()
    dung.get_by_role("checkbox", name="Sở Tài chính").check()
    dung.get_by_label("Nội dung yêu cầu").fill("Góp ý dự toán.")
    look(dung)
    dung.get_by_role("button", name="Gửi yêu cầu").click()
    expect(dung.get_by_text("Góp ý dự toán.")).to_be_visible()
    look(dung)

    an.goto("/duties/?which=overdue")
    an.get_by_role("button", name="Đôn đốc tất cả…").click()
    look(an)
    an.get_by_role("button", name="Ghi nhận và lấy tệp Word").click()
    look(an)
    with an.expect_download() as download:
        an.get_by_role("link", name="Tải tệp Word").click()
    book = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert any("Kính gửi: Sở Y tế" in one.text for one in book.paragraphs)

    an.goto(duty)
    act(an, "Tạm dừng", Lý_do="Chờ ý kiến của bộ.")
    expect(an.get_by_text("Tạm dừng từ")).to_be_visible()
    look(an)
    act(an, "Cho tiếp tục", Lý_do="Đã có ý kiến.")
    dung.goto(duty)
    act(dung, "Báo cáo hoàn thành", Nội_dung_báo_cáo="Đã làm xong.")

    # Bình accepts while An still has the page open to return it.
    an.goto(duty)
    look(an)
    binh = sign_in("binh", scripts=scripts)
    binh.goto(duty)
    act(binh, "Xác nhận hoàn thành")
    act(an, "Trả lại", Lý_do="Thiếu số liệu.")
    expect(an.get_by_role("alert")).to_contain_text("Binh: Xác nhận hoàn thành")
    expect(an.get_by_label("Lý do").first).to_have_value("Thiếu số liệu.")
    look(an)
    an.goto(duty)
    act(an, "Mở lại", Lý_do="Thiếu số liệu.")
    expect(an.get_by_role("heading", level=1).locator("..")).to_contain_text("Chờ tiếp nhận")


def test_the_new_pages_fit_a_phone_and_the_keyboard(sign_in, whole):
    an = sign_in("an", size="phone")
    for path in (
        "/inquiries/",
        "/inquiries/new/",
        "/letters/",
        "/letters/new/",
        "/documents/typed/",
        "/duties/?which=no-deadline",
    ):
        an.goto(path)
        whole(an)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_lists_are_folded_on_a_phone_opened_by_keyboard_and_a_filter_is_taken_away(sign_in, whole, scripts):
    an = sign_in("an", size="phone", scripts=scripts)
    an.goto("/duties/?which=overdue&order=body")
    near, folded = an.get_by_label("Danh sách hay dùng").get_by_role("link"), an.get_by_label("Danh sách", exact=True)
    expect(near).to_have_count(3)
    expect(folded).to_be_hidden()
    top = an.get_by_role("heading", name="Quá hạn").bounding_box()
    assert top["y"] < 740, "the list itself begins on the first screen of a phone"
    an.get_by_text("Danh sách khác, cách xếp").focus()
    an.keyboard.press("Enter")
    expect(folded).to_be_visible()
    if scripts:
        whole(an)
    an.get_by_role("link", name="Bỏ lọc Xếp theo").press("Enter")
    an.wait_for_url("**/duties/?which=overdue")
    an.get_by_role("link", name="Bỏ lọc Danh sách").press("Enter")
    expect(an.get_by_label("Đang lọc theo")).to_have_count(0)
