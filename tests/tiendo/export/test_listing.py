"""A list as CSV and Excel: days are days, and no words are run."""

import csv
import io
from datetime import date, datetime

from openpyxl import load_workbook

from tiendo.export import listing

HEADS = ("Số", "Việc", "Hạn")
ROWS = ((1, "=1+1", date(2026, 4, 15)), (2, "Rà soát\nhồ sơ", None), ("Còn nữa",))


def test_csv_has_days_as_they_are_written_and_runs_nothing():
    data = listing.csv(HEADS, ROWS)
    assert data.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        [*HEADS],
        ["1", "'=1+1", "15/04/2026"],
        ["2", "Rà soát\nhồ sơ", ""],
        ["Còn nữa"],
    ]


def test_excel_has_days_and_numbers_and_no_formula():
    data = listing.xlsx("Nhiệm vụ", HEADS, ROWS, (5, 40, 12))
    sheet = load_workbook(io.BytesIO(data))["Nhiệm vụ"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [*HEADS],
        [1, "=1+1", datetime(2026, 4, 15)],
        [2, "Rà soát\nhồ sơ", None],
        ["Còn nữa", None, None],
    ]
    assert sheet["B2"].data_type == "s" and sheet.freeze_panes == "A2"
    assert listing.xlsx("Nhiệm vụ", HEADS, ROWS, (5, 40, 12)) == data, "the same list gives the same bytes"
