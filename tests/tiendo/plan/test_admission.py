"""What is read for a stamp of secrecy before a file is let in, and what is turned away because nobody can tell."""

import io
import zipfile

import openpyxl
import pytest
from PIL import Image, ImageDraw

from tests.tiendo.plan.read import builders, papers, scans
from tiendo.intake import sheet
from tiendo.plan import admission
from tiendo.plan.read import Scanning

RED, BLACK = (205, 30, 45), (20, 20, 20)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("_", "."), data)
    return out.getvalue()


def stamped(words, angle=0, colour=RED, page=None):
    """A page with a stamp under its number, framed, set at an angle."""
    page = (page or scans.plan()).image
    face = scans.font(44, True)
    stamp = Image.new("RGBA", (int(face.getlength(words)) + 50, 88), (255, 255, 255, 0))
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((3, 3, stamp.width - 4, 84), outline=(*colour, 255), width=5)
    pen.text((stamp.width / 2, 44), words, font=face, fill=(*colour, 255), anchor="mm")
    turned = stamp.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    page.paste(turned, (250, 240), turned)
    return page


def looked(image, name="a.png"):
    data = scans.data(image)
    assert admission.look(data, name).pictures == 1
    return admission.stamp_in_pictures(data, name, Scanning())


@scans.needs_engine
@pytest.mark.parametrize(
    ("words", "angle", "colour"),
    [
        ("MẬT", 0, RED),
        ("MẬT", -12, RED),
        ("TỐI MẬT", 20, RED),
        ("TUYỆT MẬT", -24, RED),
        ("TUYỆT MẬT", 0, BLACK),
        ("TỐI MẬT", 20, BLACK),
    ],
)
def test_a_stamp_is_read_from_a_picture(words, angle, colour):
    told = looked(stamped(words, angle, colour))
    assert told is not None and told.code == "L016" and "M" in dict(told.args)["printed"].upper()


@scans.needs_engine
def test_a_page_without_a_stamp_and_a_round_seal_are_let_in():
    assert looked(scans.plan().image) is None
    assert looked(scans.plan().seal(900, 1300).image) is None


@scans.needs_engine
def test_pictures_inside_documents_and_archives_are_counted_and_read():
    picture = scans.data(stamped("MẬT", 10))
    docx = builders.package({"word/document.xml": _body("Báo cáo."), "word/media/image1.png": picture})
    for data, name in ((docx, "a.docx"), (zipped(a_docx=docx, b_txt=b"Xong."), "a.zip")):
        assert admission.look(data, name) == admission.Looked(pictures=1)
        assert admission.stamp_in_pictures(data, name, Scanning()).code == "L016"
    logo = scans.data(Image.new("RGB", (40, 40), "red"))
    small = builders.package({"word/document.xml": _body("Báo cáo."), "word/media/image1.png": logo})
    assert admission.look(small, "a.docx") == admission.Looked()


def _body(words):
    return f'<w:document xmlns:w="{builders.W}"><w:body>{builders.p(words)}</w:body></w:document>'


def test_words_are_read_wherever_they_stand():
    head = f'<w:hdr xmlns:w="{builders.W}">{builders.p("TỐI MẬT")}</w:hdr>'
    docx = builders.package({"word/document.xml": _body("Báo cáo."), "word/header1.xml": head})
    assert admission.look(docx, "a.docx").stamp.code == "L016"
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Kết quả"])
    book.create_sheet("Phụ lục").append(["MẬT"])
    out = io.BytesIO()
    book.save(out)
    assert admission.look(out.getvalue(), "a.xlsx").stamp.code == "L016"
    assert admission.look(zipped(b_xlsx=out.getvalue()), "a.zip").stamp.code == "L016"
    table, told = sheet.read(out.getvalue(), "a.xlsx")
    assert table is None and told[0].code == "I014"


def test_a_plain_workbook_and_a_plain_text_are_let_in():
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Đã xử lý hồ sơ mật"])
    out = io.BytesIO()
    book.save(out)
    assert admission.look(out.getvalue(), "a.xlsx") == admission.Looked()
    assert admission.look(b"xong", "a.txt") == admission.Looked()
    assert admission.look(papers.pdf(papers.Sheet().lines("1. Lập sổ.")), "a.pdf") == admission.Looked()


LOCKED = papers.pdf(
    papers.Sheet().lines("1."),
    encrypt="/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + "00" * 32 + "> /U <" + "00" * 32 + "> /P -4 >> "
    "/ID [<00><00>]",
)


def locked_member():
    data = bytearray(zipped(a_txt=b"xong"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (locked_member(), "a.zip", "F032"),
        (zipped(b_zip=locked_member(), c_txt=b"xong"), "a.zip", "F032"),
        (LOCKED, "a.pdf", "F006"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00\x81" * 40, "a.7z", "F012"),
        (b"Rar!\x1a\x07\x01\x00" + b"\x00\x81" * 40, "a.rar", "F012"),
        (zipped(b_rar=b"Rar!\x1a\x07\x01\x00" + b"\x00\x81" * 40), "a.zip", "F012"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "F026"),
        (b"%PDF-1.7 xx", "a.pdf", "F026"),
        (b"PK\x03\x04xxxx", "a.zip", "F007"),
    ],
)
def test_what_cannot_be_looked_through_is_not_let_in(data, name, code):
    assert admission.look(data, name).shut.code == code


def test_without_the_engine_no_picture_is_let_in(monkeypatch):
    picture = scans.data(Image.new("RGB", (400, 300), "white"))
    monkeypatch.setenv("PATH", "/nonexistent")
    assert admission.look(picture, "a.png").shut.code == "F022"
    assert admission.look(b"xong", "a.txt") == admission.Looked(), "what has letters needs none"


def test_a_table_with_pictures_is_refused():
    data = builders.package({"xl/workbook.xml": "<a/>", "xl/media/image1.png": b"x"})
    table, told = sheet.read(data, "a.xlsx")
    assert table is None and told[0].code == "I015"
