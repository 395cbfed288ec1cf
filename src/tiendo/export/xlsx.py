"""The assignment table as an Excel file, laid out for A4 as offices print it; the same plan gives the same bytes.

Every cell is text or a day, never a formula, whatever the document says.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tiendo.export.table import COLUMNS, Row, Table
from tiendo.rulebook import Lang, Words

_NAME = Words(vi="Bảng phân công", en="Assignments")
_TITLE = Words(vi="BẢNG PHÂN CÔNG NHIỆM VỤ", en="ASSIGNMENT TABLE")
_PAGE = Words(vi="Trang &P/&N", en="Page &P of &N")
_WIDTHS = (5, 46, 15, 22, 24, 15, 18, 16, 20)
_HEAD_ROW = 5
_DUE_COLUMN = 6
_MOST = 32_767  # characters in a cell: Excel specifications and limits
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip archive can state
_INCH = 2.54
_LINE = 15  # points that one line of 11 point text takes; 12 points take two more
_MARGIN = 4
_TALLEST = 409  # points a row may be
_CHARACTERS = 150  # of 12 point text over the width of the table
# Decree 30/2020/NĐ-CP, Annex I: Times New Roman for the text of documents.
_FONT = "Times New Roman"
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="D9E2EC")


def write(table: Table, lang: Lang) -> bytes:
    """The file's bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _NAME.say(lang)
    _title(sheet, table, lang)
    _head(sheet, lang)
    _rows(sheet, table)
    _page(sheet, lang)
    book.properties.creator = "tiendo"
    book.properties.title = _legal(table.title or table.document)
    book.properties.created = book.properties.modified = datetime(*_EPOCH)
    return packed(book)


def _title(sheet: Worksheet, table: Table, lang: Lang) -> None:
    """Three lines over the table: what it is, of which document, about what."""
    for row, (words, font) in enumerate(
        (
            (_TITLE.say(lang), Font(name=_FONT, size=14, bold=True)),
            (table.document, Font(name=_FONT, size=12, italic=True)),
            (table.title, Font(name=_FONT, size=12, bold=True)),
        ),
        1,
    ):
        cell = put(sheet, row, 1, words)
        cell.font = font
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        # A merged cell does not grow with its words.
        sheet.row_dimensions[row].height = (_LINE + 2) * (1 + len(words) // _CHARACTERS)


def _head(sheet: Worksheet, lang: Lang) -> None:
    for column, (words, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), 1):
        cell = put(sheet, _HEAD_ROW, column, words.say(lang))
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.fill = _SHADE
        cell.border = _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEAD_ROW] = _Row(sheet, index=_HEAD_ROW, ht=2 * _LINE)


def _rows(sheet: Worksheet, table: Table) -> None:
    font = Font(name=_FONT, size=11)
    centred = Alignment(horizontal="center", vertical="top", wrap_text=True)
    left = Alignment(vertical="top", wrap_text=True)
    for at, row in enumerate(table.rows, _HEAD_ROW + 1):
        cells = [sheet.cell(at, 1, row.number)]
        cells += [put(sheet, at, column, words) for column, words in enumerate(row.cells, 2)]
        if row.due_on:
            cells[_DUE_COLUMN - 1].value = row.due_on
            cells[_DUE_COLUMN - 1].number_format = "dd/mm/yyyy"
        for column, cell in enumerate(cells, 1):
            cell.font, cell.border = font, _BORDER
            cell.alignment = centred if column in (1, _DUE_COLUMN) else left
        sheet.row_dimensions[at] = _Row(sheet, index=at, ht=_height(row))


class _Row(RowDimension):
    """A row whose height is what its words need, and which still grows when they are changed."""

    @property
    def customHeight(self) -> bool:
        """No height of the user's own."""
        return False


def _height(row: Row) -> float:
    """The points that the longest cell of a row takes; programs that do not measure on opening show this."""
    words = (str(row.number), *row.cells)
    counts = (_lines(cell, width) for cell, width in zip(words, _WIDTHS, strict=True))
    return float(min(_TALLEST, _LINE * max(counts) + _MARGIN))


def _lines(words: str, width: int) -> int:
    """How many lines words take in a column; its width is in digits, which are as wide as letters are on average."""
    return sum(max(1, len(textwrap.wrap(line, width))) for line in words[:_MOST].split("\n"))


def _page(sheet: Worksheet, lang: Lang) -> None:
    """Frozen and repeated head, A4 on its side, as wide as the page, numbered."""
    last = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{max(sheet.max_row, _HEAD_ROW)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_area = f"A1:{last}{max(sheet.max_row, _HEAD_ROW)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 1.5 / _INCH
    sheet.page_margins.top = sheet.page_margins.bottom = 2 / _INCH
    assert sheet.oddFooter is not None and sheet.oddFooter.center is not None
    sheet.oddFooter.center.text = _PAGE.say(lang)


def put(sheet: Worksheet, row: int, column: int, words: str) -> Cell:
    """Words in a cell as text, also where they look like a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if words:
        cell.value = _legal(words)
        cell.data_type = "s"
        cell.quotePrefix = words.startswith(("=", "+", "-", "@"))
    return cell


def _legal(words: str) -> str:
    """Words that the XML of the file can hold, no longer than a cell may be."""
    legal = ILLEGAL_CHARACTERS_RE.sub("\ufffd", words).encode("utf-8", "replace").decode()
    return legal if len(legal) <= _MOST else legal[: _MOST - 1] + "…"


def packed(book: Workbook) -> bytes:
    """The archive with every entry dated alike; openpyxl dates them by the clock."""
    written, still = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return still.getvalue()
