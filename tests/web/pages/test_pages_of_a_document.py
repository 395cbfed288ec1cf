"""Pages of a document as they look, with tasks and diagnostics marked on them, and tables as tables."""

import io
import re
import zipfile

import pytest
from django.test import Client
from PIL import Image

from tests import make
from tests.tiendo.plan.read import scans
from tests.tiendo.plan.read.papers import Sheet, pdf
from tests.web.inspect import Browser, parse
from tiendo.plan import read
from tiendo_web.core.access import Role
from tiendo_web.pages import marked
from tiendo_web.pages.said import Said
from tiendo_web.plans import actions, pages

LINES = [line for line in make.PLAN.split("\n") if line]
TABLE = make.PLAN.replace(
    "2. Sở Tài chính",
    "| Nhiệm vụ | Cơ quan | Hạn |\n|---|---|---|\n| Lập **danh sách** | Sở Y tế | 31/3/2026 |\n"
    "| Rà soát & chốt | Sở Tài chính | 30/4/2026 |\n\n2. Sở Tài chính",
)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"


def paper():
    return pdf(Sheet().lines(*LINES[:8]), Sheet(rotate=90).lines(*LINES[8:]))


def taken_in(viewer, data, name):
    return actions.take_in(data=data, name=name, viewer=viewer, at=make.AT)


def drawing(browser, path):
    return parse(browser.get(path).content.decode()).find(".//{*}svg")


def test_a_page_is_drawn_once_and_kept(browser, an, settings, monkeypatch):
    plan = taken_in(an, paper(), "ke-hoach.pdf")
    clerk = browser.wearing(an)
    answer = clerk.get(f"/plans/{plan}/pages/1/picture/")
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.width) == ("WEBP", 1000) and picture.height > picture.width
    assert answer["Content-Type"] == "image/webp" and len(answer.content) < 100_000
    turned = Image.open(io.BytesIO(clerk.get(f"/plans/{plan}/pages/2/picture/").content))
    assert turned.height < turned.width, "the file itself says that this page lies"
    monkeypatch.setattr(pages.page_picture, "drawn", lambda *_: None)
    assert clerk.get(f"/plans/{plan}/pages/1/picture/").content == answer.content
    assert clerk.get(f"/plans/{plan}/pages/3/picture/").status_code == 404


def test_tasks_are_marked_where_they_stand(browser, an):
    plan = taken_in(an, paper(), "ke-hoach.pdf")
    clerk = browser.wearing(an)
    svg = drawing(clerk, f"/plans/{plan}/?view=page&page=1")
    links = {one.get("data-task") for one in svg.iter("{http://www.w3.org/2000/svg}a")}
    assert links, "the first tasks are on the first page"
    key = sorted(links)[0]
    chosen = drawing(clerk, f"/plans/{plan}/?view=page&task={key}")
    at = [one for one in chosen.iter("{http://www.w3.org/2000/svg}a") if "chosen" in one.get("class").split()]
    assert [one.get("data-task") for one in at] == [key]
    boxes = [rect for one in at for rect in one.iter("{http://www.w3.org/2000/svg}rect")]
    assert all(0 < float(box.get("x")) < 600 and 0 < float(box.get("y")) < 800 for box in boxes)
    shown = clerk.get(f"/plans/{plan}/").content.decode()
    assert "trang 1" in shown and "words-" in shown, "a document of words shows its words first"


def test_turning_a_page_swaps_what_stands_beside_and_nothing_else(browser, an):
    plan = taken_in(an, paper(), "ke-hoach.pdf")
    uninspected = Client()
    uninspected.cookies = browser.wearing(an).cookies
    headers = {"HX-Request": "true", "HX-Target": "source"}
    answer = uninspected.get(f"/plans/{plan}/?view=page&page=2", headers=headers).content.decode().strip()
    assert answer.startswith("<section") and "<h1" not in answer and "2/2" in answer


@scans.needs_engine
def test_a_scan_shows_its_pages_first_and_upright(browser, an):
    data = scans.pdf(scans.plan().image.rotate(180))
    source, told = read.read(data, "a.pdf", read.Scanning())
    plan = actions.keep_read(
        source=source, faults=told, data=data, name="a.pdf", jurisdiction_id=an.jurisdiction_id, by=an.actor, at=make.AT
    )
    clerk = browser.wearing(an)
    assert drawing(clerk, f"/plans/{plan}/") is not None
    assert drawing(clerk, f"/plans/{plan}/?view=text") is None
    picture = Image.open(io.BytesIO(clerk.get(f"/plans/{plan}/pages/1/picture/").content)).convert("L")
    upright = scans.plan().image.convert("L").resize(picture.size)
    head = (0, 0, picture.width, picture.height // 8)
    darkness = [sum(one.crop(head).histogram()[:100]) for one in (picture, upright)]
    assert darkness[0] > darkness[1] / 2, "the head of the page is at its top"


def test_a_page_of_a_file_in_an_archive_is_drawn(browser, an):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("thư mục/ke-hoach.pdf", paper())
    plan = taken_in(an, stream.getvalue(), "goi.zip")
    assert browser.wearing(an).get(f"/plans/{plan}/pages/1/picture/").status_code == 200


def test_pages_are_for_those_who_draft(browser, an, province, chi):
    plan = taken_in(an, paper(), "ke-hoach.pdf")
    path = f"/plans/{plan}/pages/1/picture/"
    assert browser.wearing(chi).get(path).status_code == 404
    assert Browser().wearing(province.viewer("binh", role=Role.LEADER)).get(path).status_code == 403


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", "task=none", "task=%00", "view=x", "page=1&task=<b>"])
def test_any_address_shows_something(browser, an, query):
    plan = taken_in(an, paper(), "ke-hoach.pdf")
    assert browser.wearing(an).get(f"/plans/{plan}/?view=page&{query}").status_code == 200


def test_a_table_is_a_table_with_its_marks(browser, an):
    plan = taken_in(an, TABLE.encode(), "ke-hoach.md")
    tree = parse(browser.wearing(an).get(f"/plans/{plan}/").content.decode())
    table = tree.find(".//table[@class='read']")
    words = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert words[0] == ["Nhiệm vụ", "Cơ quan", "Hạn"] and words[2] == ["Rà soát & chốt", "Sở Tài chính", "30/4/2026"]
    assert [cell.tag for cell in next(table.iter("tr"))] == ["th"] * 3
    assert any(one.get("data-task") for one in table.iter("span"))


def test_what_is_marked_is_the_text_whole():
    text = "Một hai\nba\tbốn\nnăm <b> sáu"
    outline = [{"kind": "table", "cells": [], "head": False, "children": [
        {"kind": "row", "cells": [[8, 10], [11, 14]], "head": False, "children": []}]}]  # fmt: skip
    fault = Said("X", "warning", "một & hai", "", (4, 9))
    html = str(marked.document(text, (), [fault], outline))
    assert re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">") == "Một haibabốnnăm <b> sáu"
    assert html.count('id="fault-0"') == 1 and "một &amp; hai" in html
