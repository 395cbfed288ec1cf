"""Tables as people would send them, made by other programs than ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Table = Sequence[Sequence[object]]


def workbook(table: Table, change: Callable[[Worksheet], Any] | None = None) -> bytes:
    """An .xlsx with the table on its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    for row in table:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(table: Table, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The table as text in columns."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)
