"""The whole line in a real browser on the real document: from the seed to the scorecard and the ledger."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import stage

DUE = "31/12/2027"
OWNERS = (
    [("Sở, ban, ngành", "Sở Y tế")],
    [("Sở, ban, ngành", "Sở Tài chính")],
    [("Xã, phường, đặc khu", "Tất cả")],
)


def open_seed(page, seed):
    page.get_by_role("link", name="Văn bản", exact=True).click()
    page.get_by_label("Tệp văn bản").set_input_files(seed)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("77-KH/TU")


def mend(page, number, bodies):
    """Set owners and a deadline on the task at this place."""
    page.locator("article.task").nth(number).get_by_role("link", name=re.compile("^Sửa nhiệm vụ")).click()
    lead = page.get_by_role("group", name="Cơ quan chủ trì")
    expect(lead).to_be_visible()
    while lead.locator("input:checked").count():
        lead.locator("input:checked").first.uncheck()
    for kind, body in bodies:
        fold = lead.locator("details").filter(has_text=kind)
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        fold.get_by_label(body, exact=True).check()
    page.get_by_label("Thời hạn").fill(DUE)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("article.task").nth(number)).to_contain_text(DUE)


def issue(page):
    page.get_by_role("link", name="Ban hành…").click()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_role("heading", name="Nhiệm vụ của các cơ quan")).to_be_visible()


def act(page, name, **fields):
    """Open a move on a duty's page, fill it in and send it."""
    move = page.locator("details.move").filter(has=page.get_by_text(name, exact=True)).first
    if move.get_attribute("open") is None:
        move.locator("summary").click()
    for label, value in fields.items():
        field = move.get_by_label(label.replace("_", " "))
        field.set_input_files(value) if isinstance(value, dict) else field.fill(value)
    move.get_by_role("button", name=name).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_seed_to_the_scorecard(sign_in, whole, shared, data, tmp_path, scripts):
    look = whole if scripts else (lambda page, name="": None)
    an = sign_in("an", scripts=scripts)
    look(an, "today-empty")
    open_seed(an, shared / "corpus" / "seed.txt")
    expect(an.locator("article.task")).to_have_count(12)
    expect(an.get_by_text("C003").first).to_be_visible()
    expect(an.locator("article.task").filter(has_text="OCOP")).to_have_count(0)
    look(an, "workbench")
    for number in range(12):
        mend(an, number, OWNERS[number // 4])
    an.get_by_role("link", name="Ban hành…").click()
    look(an, "issue")
    an.go_back()
    issue(an)
    look(an, "directive")
    directive = an.url

    dung = sign_in("dung", scripts=scripts)
    look(dung, "today")
    dung.get_by_role("heading", name="Chờ tiếp nhận").wait_for()
    dung.locator("main table a").first.click()
    look(dung, "duty")
    proof = {"name": "biên bản.txt", "mimeType": "text/plain", "buffer": "Đã nghiệm thu.".encode()}
    report = {"Nội_dung_báo_cáo": "Đã làm xong.", "Số_liệu": "Số buổi: 3 buổi", "Tài_liệu_chứng_minh": proof}
    act(dung, "Báo cáo hoàn thành", **report)
    expect(dung.locator("ol.timeline")).to_contain_text("biên bản.txt")
    duty = dung.url

    an.goto(duty)
    act(an, "Trả lại", Lý_do="Thiếu số liệu của tuyến xã.")
    expect(an.locator("ol.timeline")).to_contain_text("Thiếu số liệu của tuyến xã.")
    dung.reload()
    act(dung, "Báo cáo hoàn thành", Nội_dung_báo_cáo="Đã bổ sung số liệu.")
    an.reload()
    act(an, "Xác nhận hoàn thành")
    expect(an.get_by_role("heading", level=1).locator("..")).to_contain_text("Đã hoàn thành")
    look(an, "duty-done")

    an.goto(directive)
    an.get_by_role("link", name="Bảng theo dõi").last.click()
    row = an.locator("table.score tbody tr").filter(has_text="Sở Y tế")
    expect(row.locator("td").last).to_contain_text("1/4")
    look(an, "scorecard")
    row.locator("td a").last.click()
    expect(an.locator("main table tbody tr")).to_have_count(4)
    look(an, "duties")

    an.get_by_role("link", name="Nhật ký").click()
    expect(an.get_by_text("duties.accepted").first).to_be_visible()
    look(an, "ledger")
    with an.expect_download() as download:
        an.get_by_role("link", name="Tải toàn bộ").click()
    export = tmp_path / "ledger.jsonl"
    download.value.save_as(export)
    assert stage.command(data, "verify", str(export)).returncode == 0
    assert stage.command(data, "manage", "verify").returncode == 0
    assert stage.command(data, "manage", "recount").returncode == 0


def test_the_other_pages(sign_in, whole):
    quan = sign_in("quan")
    for link in ("Người dùng", "Cơ quan", "Nhật ký"):
        quan.get_by_role("navigation").get_by_role("link", name=link).click()
        whole(quan)
    for path in ("/people/new/", "/people/hats/", "/sign-ins/", "/gallery/", "/hats/", "/nowhere/"):
        quan.goto(path)
        whole(quan, "gallery" if path == "/gallery/" else "")


def test_another_province_finds_nothing(sign_in, address):
    chi = sign_in("chi", province="bac-giang-son")
    expect(chi.get_by_text("Hôm nay không có gì phải làm gấp")).to_be_visible()
    assert chi.goto(f"{address}/duties/1/").status == 404


def test_the_line_by_keyboard(sign_in):
    """Search, rows and the key help answer to the keyboard alone."""
    an = sign_in("an")
    an.goto("/documents/")
    an.keyboard.press("?")
    expect(an.get_by_role("dialog")).to_be_visible()
    an.keyboard.press("Escape")
    an.keyboard.press("/")
    expect(an.get_by_role("searchbox")).to_be_focused()
    an.keyboard.press("Tab")
    an.goto("/bodies/")
    an.locator("h1").click()
    an.keyboard.press("j")
    an.keyboard.press("Enter")
    expect(an).to_have_url(re.compile(r"/bodies/\d+/$"))


def test_in_english(sign_in):
    an = sign_in("an")
    an.get_by_role("button", name="English").click()
    expect(an.get_by_role("heading", level=1)).to_have_text("Today")
