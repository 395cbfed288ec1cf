"""An official letter (công văn) as a Word file, laid out by Decree 30/2020/NĐ-CP, Annex I; one or many in a file.

The signature, the number and the seal are for the office: what is not known is left as the form leaves it open. Letters
are documents of the administration, so they are Vietnamese in every language of the pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_COUNTRY, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_HEADS = ("TT", "Nhiệm vụ", "Cơ quan", "Văn bản giao", "Hạn", "Tình trạng")
_WIDTHS = (1.0, 5.8, 2.6, 2.4, 2.4, 2.5)
_BODY_COLUMN = 2
# More than so many bodies are named by the table and not in the head.
_NAMED = 12
# What XML 1.0 has no place for.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the letter's table."""

    text: str
    body: str
    symbol: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says. ``above`` is the body over the sender, empty for none; ``number`` its number and symbol;
    ``signed_as`` the lines over the signature.
    """

    above: str
    sender: str
    number: str
    about: str
    place: str
    day: date
    to: tuple[str, ...]
    paragraphs: tuple[str, ...]
    lines: tuple[Line, ...]
    signed_as: tuple[str, ...] = ()


def write(letters: Sequence[Letter]) -> bytes:
    """The file's bytes; raises ValueError for no letter."""
    if not letters:
        raise ValueError("no letter to write")
    book = Document()
    _style(book)
    for number, letter in enumerate(letters):
        section = book.add_section(WD_SECTION.NEW_PAGE) if number else book.sections[0]
        _page(section, linked=number > 0)
        _letter(book, letter)
    book.core_properties.title = _legal(letters[0].about)
    book.core_properties.author = _legal(letters[0].sender)
    at = datetime.combine(letters[0].day, datetime.min.time())
    book.core_properties.created = book.core_properties.modified = at
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dated(place: str, day: date) -> str:
    """Place and day as a document says them: a nought before days under ten and before January and February."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _style(book: Docx) -> None:
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(0)


def _page(section: Section, *, linked: bool) -> None:
    """A4 with the margins of the decree; the number of the page above the text from the second page on."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.different_first_page_header_footer = True
    if linked:
        return
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        piece.text = words
        run._r.append(piece)


def _letter(book: Docx, letter: Letter) -> None:
    _head(book, letter)
    _to(book, letter.to)
    for words in letter.paragraphs:
        paragraph = _said(book.add_paragraph(), words)
        paragraph.alignment = _BOTH
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_after = Pt(6)
    _foot(book, letter)
    if letter.lines:
        _table(book, letter)


def _head(book: Docx, letter: Letter) -> None:
    """The sender at the left, the country at the right; beneath them number and subject, place and day."""
    table = _plain(book, (6.5, 10.0), rows=2)
    left, right = table.rows[0].cells
    if letter.above:
        _said(left.paragraphs[0], letter.above.upper(), size=13).alignment = _CENTRE
    _said(_next(left), letter.sender.upper(), size=13, bold=True).alignment = _CENTRE
    _rule(left, indent=2.2)
    _said(right.paragraphs[0], _COUNTRY, size=12, bold=True).alignment = _CENTRE
    _said(_next(right), _MOTTO, size=13, bold=True).alignment = _CENTRE
    _rule(right, indent=2.2)
    left, right = table.rows[1].cells
    _said(left.paragraphs[0], f"Số: {letter.number or '      /'}", size=13).alignment = _CENTRE
    _said(_next(left), f"V/v {letter.about}", size=12).alignment = _CENTRE
    _said(right.paragraphs[0], dated(letter.place, letter.day), size=14, italic=True).alignment = _CENTRE


def _to(book: Docx, to: tuple[str, ...]) -> None:
    named = to if len(to) <= _NAMED else ("Các cơ quan có tên trong danh mục kèm theo",)
    first = _said(book.add_paragraph(), "Kính gửi: " + (named[0] if len(named) == 1 else ""))
    first.alignment = _CENTRE
    first.paragraph_format.space_before = Pt(14)
    last = first
    if len(named) > 1:
        for number, name in enumerate(named, start=1):
            last = _said(book.add_paragraph(), f"- {name}{'.' if number == len(named) else ';'}")
            last.paragraph_format.left_indent = Cm(6)
    last.paragraph_format.space_after = Pt(12)


def _foot(book: Docx, letter: Letter) -> None:
    """Who gets it at the left, the signature at the right."""
    left, right = _plain(book, (8.0, 8.5)).rows[0].cells
    _said(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for words in ("- Như trên;", "- Lưu: VT."):
        _said(_next(left), words, size=11)
    lines = letter.signed_as or ("",)
    for number, words in enumerate(lines):
        paragraph = right.paragraphs[0] if number == 0 else _next(right)
        _said(paragraph, words.upper(), bold=True).alignment = _CENTRE
    for _space in range(5):
        _next(right)


def _table(book: Docx, letter: Letter) -> None:
    """The list of duties, after the signature as an annex; who owes each is said where the letter goes to many."""
    title = _said(book.add_paragraph(), "DANH MỤC NHIỆM VỤ", bold=True)
    title.alignment, title.paragraph_format.page_break_before = _CENTRE, True
    note = _said(book.add_paragraph(), "(Kèm theo văn bản trên)", size=13, italic=True)
    note.alignment, note.paragraph_format.space_after = _CENTRE, Pt(6)
    kept = [place for place in range(len(_HEADS)) if place != _BODY_COLUMN or len(letter.to) > 1]
    table = book.add_table(rows=1 + len(letter.lines), cols=len(kept), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _row(table.rows[0].cells, [_HEADS[place] for place in kept], bold=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for number, (row, line) in enumerate(zip(table.rows[1:], letter.lines, strict=True), start=1):
        values = (str(number), line.text, line.body, line.symbol, line.due, line.state)
        _row(row.cells, [values[place] for place in kept])
    spare = sum(_WIDTHS) - sum(_WIDTHS[place] for place in kept)
    _set_widths(table, [_WIDTHS[place] + (spare if place == 1 else 0) for place in kept])


def _row(cells: Iterable[_Cell], values: Sequence[str], *, bold: bool = False) -> None:
    for number, (cell, words) in enumerate(zip(cells, values, strict=True)):
        paragraph = _said(cell.paragraphs[0], words, size=12, bold=bold)
        if bold or number == 0:
            paragraph.alignment = _CENTRE


def _plain(book: Docx, widths: Sequence[float], *, rows: int = 1) -> Table:
    """A table without lines, for what stands side by side."""
    table: Table = book.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    _set_widths(table, widths)
    return table


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _next(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph()
    return paragraph


def _said(paragraph: Paragraph, words: str, *, size: float = 14, bold: bool = False, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(_legal(words))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _rule(cell: _Cell, *, indent: float) -> None:
    """The rule that the decree draws beneath: half as long as the sender's name, as long as the motto."""
    paragraph = _said(_next(cell), "", size=2)
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(borders)


def _legal(words: str) -> str:
    """The words without what XML has no place for; a vertical tab is a line break to Word."""
    return _ILLEGAL.sub("", words.replace("\v", "\n"))
