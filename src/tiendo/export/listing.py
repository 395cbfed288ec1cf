"""A list as CSV or Excel: a head row, and rows of words, numbers and days; the same list gives the same bytes."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiendo.export import xlsx as book_of
from tiendo.export.csv import guarded

Cell: TypeAlias = str | int | date | None
_WORDS = Alignment(vertical="top", wrap_text=True)
_HEAD = Font(bold=True)


def csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """In UTF-8 with the mark that spreadsheets need; days as they are written in Viet Nam, nothing that is run."""
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(heads)
    writer.writerows([guarded(_said(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _said(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> bytes:
    """One sheet of this name, its head frozen and with filters; days are days, and no words are a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for column, (words, width) in enumerate(zip(heads, widths, strict=True), 1):
        book_of.put(sheet, 1, column, words).font = _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(rows, 2):
        for column, cell in enumerate(row, 1):
            _put(sheet, at, column, cell)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{sheet.max_row}"
    book.properties.creator = "tiendo"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    return book_of.packed(book)


def _put(sheet: Worksheet, at: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        book_of.put(sheet, at, column, cell).alignment = _WORDS
    elif cell is not None:
        put = sheet.cell(at, column, cell)
        put.alignment = _WORDS
        if isinstance(cell, date):
            put.number_format = "dd/mm/yyyy"
