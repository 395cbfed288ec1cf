"""Word files: each test writes the XML it is about."""

from __future__ import annotations

import io

import docx
import pytest

from tests.tiendo.plan.read import builders as b
from tiendo.plan.read import read
from tiendo.source import PieceKind, Source


def opened(data: bytes) -> Source:
    source, _ = read(data, "ke-hoach.docx")
    assert source is not None
    return source


def lines(data: bytes) -> list[str]:
    source = opened(data)
    return [source.slice(piece.span) for piece in source.pieces]


def test_a_file_made_by_a_word_library_reads_in_order() -> None:
    made = docx.Document()
    made.add_heading("KẾ HOẠCH", level=1)
    made.add_paragraph("Thực hiện vệ sinh kênh mương.")
    grid = made.add_table(rows=2, cols=2)
    for at, text in enumerate(("Việc", "Hạn", "Nạo vét kênh số 3", "30/6/2026")):
        grid.cell(at // 2, at % 2).text = text
    made.add_paragraph("Giao Sở Thủy lợi theo dõi.")
    out = io.BytesIO()
    made.save(out)
    source = opened(out.getvalue())
    assert [(piece.kind, source.slice(piece.span)) for piece in source.pieces] == [
        (PieceKind.HEADING, "KẾ HOẠCH"),
        (PieceKind.PARAGRAPH, "Thực hiện vệ sinh kênh mương."),
        (PieceKind.ROW, "Việc\tHạn"),
        (PieceKind.ROW, "Nạo vét kênh số 3\t30/6/2026"),
        (PieceKind.PARAGRAPH, "Giao Sở Thủy lợi theo dõi."),
    ]
    assert [source.slice(span) for span in source.pieces[3].cells] == ["Nạo vét kênh số 3", "30/6/2026"]


def test_the_words_of_a_changed_file_are_those_after_accepting_all_changes() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("trước ngày ")
        + '<w:del w:id="1"><w:r><w:delText>15/6</w:delText></w:r></w:del>'
        + '<w:moveFrom w:id="3">' + run.format("tháng") + "</w:moveFrom>"
        + '<w:ins w:id="2">' + run.format("30/6") + "</w:ins></w:p>"
    )  # fmt: skip
    source, told = read(b.docx(body), "a.docx")
    assert source is not None
    assert source.text == "trước ngày 30/6"
    assert [(one.name, dict(one.args)) for one in told] == [("tracked-changes", {"count": "3"})]


NO_END = '<w:rPr><w:del w:id="7"/></w:rPr>'
LIST = b.abstract(1, b.level(0, "decimal", "%1.")) + b.num(1, 1)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def deleted(text: str, *, properties: str = "") -> str:
    words = f'<w:del w:id="8"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    return f"<w:p><w:pPr>{properties}{NO_END}</w:pPr>{words}</w:p>"


def test_an_item_that_was_deleted_whole_does_not_count() -> None:
    body = b.item("Lập sổ.") + deleted("Xóa sổ.", properties=NUMBERED) + b.item("Gửi sổ.")
    assert lines(b.docx(body, numbering=LIST)) == ["1. Lập sổ.", "2. Gửi sổ."]
    before_a_table = deleted("Xóa sổ.", properties=NUMBERED) + b.table((b.cell(b.p("x")), b.cell(b.p("y"))))
    assert lines(b.docx(before_a_table + b.item("Gửi sổ."), numbering=LIST)) == ["x\ty", "1. Gửi sổ."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = b.p("Lập sổ ", properties=NO_END) + b.item("trước ngày 30/6.") + b.p("Gửi sổ", properties=NO_END)
    assert lines(b.docx(body, numbering=LIST)) == ["1. Lập sổ trước ngày 30/6.", "Gửi sổ"]


def test_rows_and_cells_that_were_deleted_are_not_read() -> None:
    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    gone = b.cell(b.p("bỏ"), properties='<w:cellDel w:id="3"/>')
    body = (
        row(b.cell(b.p("1")), b.cell(b.p("Lập sổ")))
        + row(b.cell(b.p("2")), b.cell(b.p("Xóa sổ")), properties='<w:del w:id="2"/>')
        + row(b.cell(b.p("3")), gone, b.cell(b.p("Gửi sổ")))
    )
    assert lines(b.docx(f"<w:tbl>{body}</w:tbl>")) == ["1\tLập sổ", "3\tGửi sổ"]


def test_links_fields_controls_and_hidden_words() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>Nghị quyết 9</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:tab/><w:t>trang</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{b.p('Trong khung')}</w:sdtContent></w:sdt>"
    )
    assert lines(b.docx(body)) == ["Nghị quyết 9 trang-2", "Trong khung"]


def test_a_forced_line_break_begins_a_new_piece_but_a_page_break_does_not() -> None:
    body = '<w:p><w:r><w:t>TỈNH SƠN HẢI</w:t><w:br/><w:t>SỞ Y TẾ</w:t><w:br w:type="page"/><w:t>TW</w:t></w:r></w:p>'
    assert lines(b.docx(body)) == ["TỈNH SƠN HẢI", "SỞ Y TẾ TW"]


def test_signs_and_formulas_are_read_and_pictures_are_not() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Tỷ lệ </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t xml:space="preserve"> theo </w:t></w:r>'
        f'<m:oMath xmlns:m="{space}"><m:r><m:t>a = b</m:t></m:r></m:oMath></w:p>'
    )
    assert lines(b.docx(body)) == ["Tỷ lệ ≥95% theo a = b"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + b.p("HỎA TỐC") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Kính gửi</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(b.docx(body)) == ["Kính gửi", "HỎA TỐC"]


def test_an_old_text_box_without_a_twin_is_read() -> None:
    body = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{b.p('KHẨN')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert lines(b.docx(body)) == ["KHẨN"]


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{b.p("Số liệu năm 2025.")}</w:footnote>'
    )
    body = '<w:p><w:r><w:t>Có 12 xã</w:t><w:footnoteReference w:id="1"/></w:r></w:p>' + b.p("Hết.")
    assert lines(b.docx(body, footnotes=notes)) == ["Có 12 xã", "Hết.", "[1] Số liệu năm 2025."]


def test_merged_cells_keep_their_column_and_say_their_words_once() -> None:
    down, across = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    body = b.table(
        (b.cell(b.p("STT"), properties=down), b.cell(b.p("Thời gian"), properties=across)),
        (b.cell(b.p("lặp"), properties="<w:vMerge/>"), b.cell(b.p("Bắt đầu")), b.cell(b.p("Kết thúc"))),
    )
    assert lines(b.docx(body)) == ["STT\tThời gian\t", "\tBắt đầu\tKết thúc"]


def test_a_nested_table_is_lines_of_its_cell() -> None:
    inner = b.table((b.cell(b.p("x")), b.cell(b.p("y"))))
    source = opened(b.docx(b.table((b.cell(b.p("Ngoài"), inner, b.p()), b.cell(b.p("Bên"))))))
    assert source.text == "Ngoài\nx | y\tBên"
    assert len(source.pieces) == 1


def test_tables_nested_beyond_reason_keep_their_words() -> None:
    opens, closes = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    assert lines(b.docx(opens * 60 + b.p("Còn đây") + closes * 60)) == ["Còn đây"]


def test_a_span_wider_than_any_table_is_cut() -> None:
    wide = '<w:gridSpan w:val="999999"/>'
    source = opened(b.docx(b.table(tuple(b.cell(b.p("x"), properties=wide) for _ in range(40)))))
    assert source.text.split() == ["x"] * 40
    assert len(source.pieces[0].cells) < 200


def test_a_page_set_into_one_cell_is_read_as_paragraphs() -> None:
    source = opened(b.docx(b.table((b.cell(*(b.p(f"Đoạn {n}") for n in range(5))),))))
    assert {piece.kind for piece in source.pieces} == {PieceKind.PARAGRAPH}


def test_bold_and_centred_through_styles_and_by_hand() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ten"><w:basedOn w:val="Goc"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        b.p("Theo kiểu", properties='<w:pStyle w:val="Ten"/>')
        + b.p("Bỏ đậm", properties='<w:pStyle w:val="Ten"/><w:jc w:val="left"/>', run='<w:b w:val="0"/>')
        + b.p("Tự đậm", run="<w:b/>")
    )
    looks = [(piece.bold, piece.centred) for piece in opened(b.docx(body, styles=styles)).pieces]
    assert looks == [(True, True), (False, False), (True, False)]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = b.p("I. MỤC ĐÍCH 1", properties='<w:pStyle w:val="TOC1"/>') + b.p("I. MỤC ĐÍCH")
    assert lines(b.docx(body, styles=styles)) == ["I. MỤC ĐÍCH"]


def test_what_is_written_as_a_look_among_the_words_is_words() -> None:
    body = '<w:p><w:r><w:t><![CDATA[Bỏ thẻ <w:sz w:val="28"/> khỏi mẫu]]></w:t></w:r></w:p>'
    assert lines(b.docx(body)) == ['Bỏ thẻ <w:sz w:val="28"/> khỏi mẫu']


@pytest.mark.parametrize("part", ["word/document.xml", "word/tai-lieu.xml"])
def test_the_document_part_is_the_one_the_package_names(part: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="/{part}"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{b.W}"><w:body>{b.p("Đúng phần")}</w:body></w:document>'
    assert lines(b.package({"_rels/.rels": relations, part: document})) == ["Đúng phần"]


def test_the_strict_form_of_the_format_reads_the_same() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{b.p("Dạng chặt", run="<w:b/>")}</w:body></w:document>'
    source = opened(b.package({"word/document.xml": document}))
    assert (source.text, source.pieces[0].bold) == ("Dạng chặt", True)
