"""Web pages: the main text, its lists with the labels a browser prints, its tables by column."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tiendo.plan.read import read
from tiendo.source import PieceKind, Source

SENTENCE = "Ủy ban nhân dân tỉnh Sơn Hải yêu cầu các xã rà soát kênh mương trước mùa mưa và báo cáo kết quả. "


def opened(markup: str) -> Source:
    source, _ = read(markup.encode(), "trang.html")
    assert source is not None
    return source


def known(inner: str) -> Source:
    return opened(f'<html><body><nav>Trang chủ</nav><div data-vbpl-content-root="true">{inner}</div>x</body></html>')


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<p>Một <b>hai</b>\n ba<br>bốn</p>", "Một hai ba\nbốn"),
        ("<h2>Mục 1</h2>rời<p>trong</p>sau", "Mục 1\nrời\ntrong\nsau"),
        ("<ol start=3><li>Lập<li>Nộp</ol>", "3. Lập\n4. Nộp"),
        ("<ol type=a><li>Lập<ul><li>sổ</ul><li>Nộp</ol>", "a) Lập\n- sổ\nb) Nộp"),
        ("<table><tr><td colspan=2>A<td>B<tr><td>1<td>2<td>3</table>", "A\t\tB\n1\t2\t3"),
        ("<table><tr><td rowspan=2>A<td>B<tr><td>C</table>", "A\tB\n\tC"),
        ("<table><tr><td><p>Trang</p><p>giấy</p></table>", "Trang\ngiấy"),
        ("<form><p>Một trang trong một mẫu</p></form>", "Một trang trong một mẫu"),
        ("<p>Xem<script>x()</script> <style>p{}</style>lại</p>", "Xem lại"),
    ],
)
def test_the_marked_content_of_a_known_host(inner: str, text: str) -> None:
    assert known(inner).text == text


def test_looks_and_kinds() -> None:
    source = known(
        '<h3>Tên</h3><p align="center"><b>ĐẬM</b></p>'
        '<div style="text-align: center">giữa<p>cũng</p></div><ul><li>mục</ul>'
    )
    assert [(piece.kind, piece.level, piece.bold, piece.centred) for piece in source.pieces] == [
        (PieceKind.HEADING, 3, False, False),
        (PieceKind.PARAGRAPH, 0, True, True),
        (PieceKind.PARAGRAPH, 0, False, True),
        (PieceKind.PARAGRAPH, 0, False, True),
        (PieceKind.ITEM, 0, False, False),
    ]


def test_the_main_text_of_a_news_page_stands_under_its_title() -> None:
    article = "<h2>Việc phải làm</h2>" + "".join(f"<p>{n}. {SENTENCE * 3}</p>" for n in range(1, 6))
    source = opened(
        "<html><head><title>Tỉnh ra kế hoạch phòng lụt</title></head><body><header>Báo Sơn Hải</header>"
        f"<article><h1>Tỉnh ra kế hoạch phòng lụt</h1>{article}</article>"
        "<footer>Giấy phép xuất bản số 1</footer></body></html>"
    )
    words = [source.slice(piece.span) for piece in source.pieces]
    assert words[:2] == ["Tỉnh ra kế hoạch phòng lụt", "Việc phải làm"]
    assert source.pieces[1].kind is PieceKind.HEADING
    assert [word[:2] for word in words[2:]] == ["1.", "2.", "3.", "4.", "5."]
    assert "Giấy phép" not in source.text


def test_a_page_that_is_too_short_to_judge_is_read_whole() -> None:
    assert (
        opened("<html><body><p>Số: 5/KH-UBND</p><p>Giao các xã.</p></body></html>").text
        == "Số: 5/KH-UBND\nGiao các xã."
    )


def test_a_picture_in_a_page_costs_no_word_round_it_and_one_in_the_words_stays() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo=" * 40
    page = known(f'<p>Trước <img src="{picture}" alt="ảnh">sau</p><p>Dán ="{picture} vào ô "mã".</p>')
    assert page.text == f'Trước sau\nDán ="{picture} vào ô "mã".'


def test_entities_of_a_page_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("Điều không ai được đọc")
    entity = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    text = opened(f"{entity}<html><body><p>Trước &e; sau &amp; hết</p></body></html>").text
    assert "không ai" not in text
    assert "sau & hết" in text


def test_reading_other_files_does_not_import_the_extractor() -> None:
    code = "import sys; from tiendo.plan.read import read; read(b'x', 'a.txt'); sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_heading_of_a_known_page_stands_over_a_text_without_a_number():
    body = '<div data-vbpl-content-root="true"><p>{}</p><p>Điều 1. Lập sổ.</p></div>'
    page = "<html><body><h1>Thông tư số 9/2025/TT-BXD Trồng rừng</h1>{}</body></html>"
    assert opened(page.format(body.format("THÔNG TƯ"))).text.startswith(
        "Thông tư số 9/2025/TT-BXD Trồng rừng\nTHÔNG TƯ"
    )
    assert opened(page.format(body.format("Số: 9/2025/TT-BXD"))).text.startswith("Số: 9/2025/TT-BXD")


def test_a_menu_before_the_heading_is_left_out():
    text = opened("<html><body><p>Lược đồ</p><p>Tải về</p><h1>Quyết định số 5/QĐ-UBND</h1><p>Điều 1.</p></body></html>")
    assert text.text.startswith("Quyết định số 5/QĐ-UBND")


@pytest.mark.parametrize(("deep", "told"), [(300, []), (1_500, []), (3_000, ["page-nested-too-deeply"])])
def test_what_stands_deep_or_behind_it_is_read_or_said_to_be_lost(deep: int, told: list[str]) -> None:
    page = "<p>Lập sổ.</p>" + "<div>" * deep + "<p>Gửi sổ.</p>" + "</div>" * deep + "<p>Xem sổ.</p>"
    source, found = read(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert source is not None
    assert source.text == "Lập sổ." + ("" if told else "\nGửi sổ.\nXem sổ.")
    assert [one.name for one in found] == told


def test_merged_cells_of_a_long_page_stay_merged() -> None:
    rows = (
        "<tr><td>1<td>Rà soát đê<td rowspan=2>Sở Xây dựng<td>30/6</tr><tr><td>2<td>Sửa đê<td>30/9</tr>"
        "<tr><td>3<td>Gửi sổ<td>Sở Y tế<td>30/9</tr>"
    )
    words = "".join(f"<p>Ủy ban nhân dân tỉnh giao các sở, các xã việc số {n} về bảo vệ đê.</p>" for n in range(9))
    source, _ = read(f"<html><body><h1>Kế hoạch</h1>{words}<table>{rows}</table></body></html>".encode(), "a.html")
    assert source is not None
    assert [piece.carried for piece in source.pieces[-3:]] == [(), (2,), ()]
