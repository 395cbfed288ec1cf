"""Markdown: markup goes, printed labels stay."""

from __future__ import annotations

import pytest

from tiendo.plan.read import read
from tiendo.source import PieceKind, Source

H, I, P, R = PieceKind.HEADING, PieceKind.ITEM, PieceKind.PARAGRAPH, PieceKind.ROW  # noqa: E741


def opened(text: str) -> Source:
    source, _ = read(text.encode(), "a.md")
    assert source is not None
    return source


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("# KẾ HOẠCH\n\n## I. Mục đích ##", [(H, "KẾ HOẠCH"), (H, "I. Mục đích")]),
        ("**Điều 1.** Phạm *vi*", [(P, "Điều 1. Phạm vi")]),
        ("- Sở Y tế;\n+ Sở Nội vụ;\n* UBND xã.", [(I, "- Sở Y tế;"), (I, "+ Sở Nội vụ;"), (I, "- UBND xã.")]),
        ("*   Lập sổ.\n*   Nộp sổ.", [(I, "- Lập sổ."), (I, "- Nộp sổ.")]),
        ("- Ứng phó bão từ cấp độ\n3. Lập sổ.", [(I, "- Ứng phó bão từ cấp độ 3. Lập sổ.")]),
        ("3. Lập sổ.\n7. Nộp sổ.\nđ) Lưu sổ.", [(I, "3. Lập sổ."), (I, "7. Nộp sổ."), (I, "đ) Lưu sổ.")]),
        ("1\\. Lập \\*sổ\\*", [(P, "1. Lập *sổ*")]),
        ("Lập sổ[^1] này.\n\n[^1]: Mẫu số 2.", [(P, "Lập sổ này."), (P, "[1] Mẫu số 2.")]),
        ("Theo [Quyết định 5](http://vd.vn/a_(b) \"x\") này", [(P, "Theo Quyết định 5 này")]),
        ("---\ntitle: x\n---\nKế hoạch<br>năm <b>2026</b>", [(P, "Kế hoạch\nnăm 2026")]),
        ("Trước <!-- bỏ\nđi --> sau", [(P, "Trước sau")]),
        ("<Nội dung> = 2", [(P, "<Nội dung> = 2")]),
        ("Giai đoạn\n2026 - 2030 của tỉnh\nSơn Hải", [(P, "Giai đoạn 2026 - 2030 của tỉnh Sơn Hải")]),
        ("giai đoạn 2026\n- 2030", [(P, "giai đoạn 2026 - 2030")]),
        ("**UBND TỈNH\nSƠN HẢI**\n**SỞ Y TẾ**\n------", [(P, "UBND TỈNH SƠN HẢI"), (P, "SỞ Y TẾ")]),
        ("Sở Y tế lập sổ.\n(2) nộp sổ;\n(3) lưu sổ.", [(P, "Sở Y tế lập sổ."), (P, "(2) nộp sổ;"), (P, "(3) lưu sổ.")]),
        ("Sở Y tế lập sổ,\n(2) nộp sổ", [(P, "Sở Y tế lập sổ, (2) nộp sổ")]),
        ("Sở lập sổ (Phụ lục 1).**2. Thời điểm lập sổ**", [(P, "Sở lập sổ (Phụ lục 1)."), (P, "2. Thời điểm lập sổ")]),
        ("Sở lập sổ **mỗi năm.**", [(P, "Sở lập sổ mỗi năm.")]),
        ("Dòng một  \nDòng hai", [(P, "Dòng một"), (P, "Dòng hai")]),
        ("văn bản[1] số 5_6_7", [(P, "văn bản[1] số 5_6_7")]),
        ("| Việc | Hạn |\n|---|:-:|\n| **Nạo** vét | 30/6 |", [(R, "Việc\tHạn"), (R, "Nạo vét\t30/6")]),
        ("|\n**UBND**\n|\nSố: 5\n|\n|\n1\n|\nhai\nba\n|\n\nSau", [(R, "UBND\tSố: 5"), (R, "1\thai ba"), (P, "Sau")]),
    ],
)  # fmt: skip
def test_pieces(text: str, pieces: list[tuple[PieceKind, str]]) -> None:
    source = opened(text)
    assert [(piece.kind, source.slice(piece.span)) for piece in source.pieces] == pieces


def test_levels_bold_and_tables_are_told_apart() -> None:
    source = opened("### Ba\n\n- một\n  - hai\n\n**Đậm**\n\n|a|b|\n\nx\n\n|c|d|")
    assert [(piece.level, piece.bold, piece.table) for piece in source.pieces] == [
        (3, False, None),
        (0, False, None),
        (1, False, None),
        (0, True, None),
        (0, False, 0),
        (0, False, None),
        (0, False, 1),
    ]


def test_empty_cells_between_bars_keep_the_columns() -> None:
    rows = "|\nTT\n|\nViệc\n|\nCơ quan\n|\nHạn\n|\n|\n1\n|\nLập sổ\n|\n|\n2026\n|\n|\n2\n|\nNộp\n|\n|\n|\n"
    source = opened(rows)
    cells = [[source.slice(span) for span in piece.cells] for piece in source.pieces]
    assert cells == [["TT", "Việc", "Cơ quan", "Hạn"], ["1", "Lập sổ", "", "2026"], ["2", "Nộp", "", ""]]


def test_a_document_inside_a_layout_table_is_read_as_paragraphs() -> None:
    page = "\n".join(f"Đoạn {n} của kế hoạch." for n in range(60))
    source = opened(f"|\nĐầu\n|\n{page}\n|\nNơi nhận\n|\n")
    assert len([piece for piece in source.pieces if piece.kind is P]) == 60


def test_a_head_set_line_by_line_keeps_its_lines() -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 8/KH-UBND\n"
        "Sơn Hải, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng ven biển\n"
    )
    source = opened(f"{head}Căn cứ Luật Lâm nghiệp;\nI. NHIỆM VỤ\n1. Sở Y tế lập sổ theo dõi\nvà gửi báo cáo.\n")
    lines = [source.slice(piece.span) for piece in source.pieces]
    assert lines[:7] == head.splitlines()
    assert lines[7:] == ["Căn cứ Luật Lâm nghiệp;", "I. NHIỆM VỤ", "1. Sở Y tế lập sổ theo dõi và gửi báo cáo."]
