"""The assignment table, and what writes it: CSV, Excel, a text to read."""

import csv
import datetime
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.export import plans
from tiendo import cli, export
from tiendo.export import csv as export_csv
from tiendo.export import said, table
from tiendo.export.table import COLUMNS
from tiendo.rulebook import Lang

FORMATS = list(export.Format)
HEAD_ROW = 5


def written(wanted, made=None, lang=Lang.VI):
    plan, found = made or plans.sample()
    return export.render(plan, found, wanted, plans.BOOK, lang)


def rows_of_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_the_command_knows_each_format():
    assert sorted(cli.EXPORTS) == sorted(export.Format)


class TestTable:
    def test_a_row_says_who_when_and_on_what_ground(self):
        plan, found = plans.sample()
        made = table.table(plan, found, plans.BOOK, Lang.VI)
        rows = {task.label: row for task, row in zip(plan.tasks, made.rows, strict=True)}
        ready = dict(zip([column.vi for column in COLUMNS[1:]], rows["II.2"].cells, strict=True))
        assert ready["Cơ quan chủ trì"] == "Sở Nông nghiệp và Môi trường"
        assert ready["Cơ quan phối hợp"] == "Sở Tài chính; Ủy ban nhân dân các xã"
        assert ready["Thời hạn"] == "30/09/2026; thường xuyên"
        assert ready["Căn cứ, điều khoản"] == "II.2"
        assert rows["II.1.[1]"].due_on == datetime.date(2026, 6, 30)
        assert "Chủ trì suy ra từ đề mục" in rows["II.1.[1]"].cells[-1]

    def test_a_finding_of_one_task_stands_in_its_notes_and_one_of_several_in_none(self):
        made = plans.compiled("1. Sở Y tế lập sổ trước ngày 31/02/2026.\n2. Rà soát kho.\n3. Rà soát sổ.\n")
        first, *others = table.table(*made, plans.BOOK, Lang.EN).rows
        assert "[D" in first.cells[-1]
        assert [row.cells[-1] for row in others] == ["", ""]

    def test_a_task_and_the_row_that_gives_it_again_name_each_other(self):
        made = plans.compiled(plans.ANNEXED, name="thu.md")
        notes = {row.number: row.cells[-1].split("; ")[0] for row in table.table(*made, plans.BOOK, Lang.VI).rows}
        assert notes == {1: "Nêu lại ở dòng PLI.2 (STT 3)", 2: "", 3: "Nêu lại nhiệm vụ I.1 (STT 1)"}
        english = table.table(*made, plans.BOOK, Lang.EN).rows
        assert english[0].cells[-1].startswith("Given again in row PLI.2 (No. 3)")
        assert english[2].cells[-1].startswith("Gives task I.1 (No. 1) again")

    @pytest.mark.parametrize("wanted", [export.Format.CSV, export.Format.XLSX, export.Format.TEXT])
    def test_whoever_opens_a_file_of_it_reads_so(self, wanted):
        data = written(wanted, plans.compiled(plans.ANNEXED, name="thu.md"))
        if wanted is export.Format.XLSX:
            words = "\n".join(str(cell.value) for row in sheet_of(data).iter_rows() for cell in row)
        else:
            words = data.decode("utf-8")
        assert "Nêu lại ở dòng PLI.2 (STT 3)" in words and "Nêu lại nhiệm vụ I.1 (STT 1)" in words

    def test_the_document_is_named_as_another_would_cite_it(self):
        made = table.table(*plans.sample(), plans.BOOK, Lang.VI)
        assert made.document == "Kế hoạch số 45/KH-UBND ngày 04/03/2026 của Ủy ban nhân dân tỉnh Sơn Hải"


@pytest.mark.parametrize(
    ("value", "vi"),
    [
        ("2026-06-30", "30/06/2026"),
        ("ongoing", "thường xuyên"),
        ("monthly:20", "ngày 20 hằng tháng"),
        ("annual:12-15", "ngày 15/12 hằng năm"),
        ("halfyearly", "6 tháng một lần"),
        ("P15WD", "15 ngày làm việc"),
        ("PT24H", "24 giờ"),
        ("P3M", "3 tháng"),
    ],
)
def test_each_form_of_a_deadline_has_words(value, vi):
    assert said.due(value, Lang.VI) == vi
    assert said.due(value, Lang.EN).isascii()


class TestCsv:
    def test_excel_sees_utf_8_and_a_head_row(self):
        data = written(export.Format.CSV)
        assert data.startswith(b"\xef\xbb\xbf")
        head, *rows = rows_of_csv(data)
        assert head == [column.vi for column in COLUMNS]
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]

    def test_no_cell_is_a_formula(self):
        cells = [cell for row in rows_of_csv(written(export.Format.CSV, plans.compiled(plans.HOSTILE))) for cell in row]
        assert any(cell.startswith("'=") for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []

    @given(st.text(alphabet="'=+-@\tab＝", max_size=5))
    def test_what_is_guarded_comes_back(self, cell):
        assert export_csv.unguarded(export_csv.guarded(cell)) == cell
        assert not export_csv.guarded(cell).startswith(("=", "+", "-", "@", "\t", "＝"))


class TestXlsx:
    def test_it_opens_with_the_rows_of_the_table(self):
        plan, found = plans.sample()
        sheet = sheet_of(written(export.Format.XLSX))
        assert [cell.value for cell in sheet[HEAD_ROW]] == [column.vi for column in COLUMNS]
        wanted = table.table(plan, found, plans.BOOK, Lang.VI).rows
        for row, cells in zip(wanted, sheet.iter_rows(min_row=HEAD_ROW + 1), strict=True):
            got = [cell.value or "" for cell in cells]
            assert got[0] == row.number
            assert got[1:5] == list(row.cells[:4])
            assert got[6:] == list(row.cells[5:])

    def test_one_day_is_a_day_to_excel_and_everything_else_is_words(self):
        plan, _ = plans.sample()
        sheet = sheet_of(written(export.Format.XLSX))
        due = {task.label: sheet.cell(HEAD_ROW + at, 6) for at, task in enumerate(plan.tasks, 1)}
        assert due["II.1.[1]"].value == datetime.datetime(2026, 6, 30)
        assert due["II.1.[1]"].number_format == "dd/mm/yyyy"
        assert due["II.2"].value == "30/09/2026; thường xuyên"

    def test_it_prints_on_a4_on_its_side_with_the_head_on_each_page(self):
        sheet = sheet_of(written(export.Format.XLSX))
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
        assert sheet.freeze_panes == f"A{HEAD_ROW + 1}"
        assert all(cell.alignment.wrap_text for cell in sheet[HEAD_ROW + 1])
        assert "45/KH-UBND" in sheet["A2"].value

    def test_a_row_is_as_high_as_its_words_and_still_grows(self):
        made = plans.compiled(
            "1. Rà soát sổ.\n2. Rà soát " + "kho lương " * 30 + "\n3. Rà soát " + "kho lương " * 3_000
        )
        data = written(export.Format.XLSX, made)
        short, long, longest = (sheet_of(data).row_dimensions[HEAD_ROW + at].height for at in (1, 2, 3))
        assert short < 3 * 15 < 7 * 15 < long < longest == 409
        rows = re.findall(r"<row [^>]*>", zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode())
        assert "customHeight" not in "".join(rows[-3:])

    def test_no_cell_is_a_formula_and_hidden_controls_do_not_break_the_file(self):
        data = written(export.Format.XLSX, plans.compiled(plans.HOSTILE))
        cells = [cell for row in sheet_of(data).iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        assert any(str(cell.value).startswith("=") for cell in cells)
        assert "<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()

    def test_a_cell_that_is_too_long_for_excel_is_cut(self):
        sheet = sheet_of(written(export.Format.XLSX, plans.compiled("1. Rà soát " + "kho lương " * 5_000)))
        assert len(sheet.cell(HEAD_ROW + 1, 2).value) == 32_767
        assert sheet.cell(HEAD_ROW + 1, 2).value.endswith("…")

    def test_nothing_in_it_was_dated_by_the_clock(self):
        archive = zipfile.ZipFile(io.BytesIO(written(export.Format.XLSX)))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


class TestText:
    def test_a_task_stands_under_its_headings_with_who_and_when(self):
        lines = written(export.Format.TEXT).decode().splitlines()
        at = lines.index("II. NHIỆM VỤ")
        assert lines[at + 1] == "1. Sở Xây dựng"
        assert lines[at + 2].startswith("   1. Lập bản đồ bãi cát")
        assert "      Thời hạn: 30/06/2026" in lines
        assert lines[-1] == "  - 301/QĐ-TTg ngày 17/02/2026"

    def test_english_has_no_vietnamese_words_of_ours(self):
        text = written(export.Format.TEXT, lang=Lang.EN).decode()
        assert "Lead: Sở Xây dựng" in text
        assert "Thời hạn:" not in text

    @given(plans.TEXTS)
    def test_lines_are_short_unless_a_word_is_longer(self, text):
        for line in written(export.Format.TEXT, plans.compiled(text)).decode().splitlines():
            assert len(line) <= 100 or line.startswith("  - ")


@given(plans.TEXTS, st.sampled_from(FORMATS))
def test_any_plan_can_be_written_and_comes_out_the_same_each_time(text, wanted):
    assert written(wanted, plans.compiled(text)) == written(wanted, plans.compiled(text))


def test_real_plans_can_be_written(shared):
    for path in sorted((shared / "corpus").glob("*.md")):
        made = plans.compiled(path.read_text("utf-8"))
        sheet = sheet_of(written(export.Format.XLSX, made))
        assert sheet.max_row >= HEAD_ROW + len(made[0].tasks)
        assert len(rows_of_csv(written(export.Format.CSV, made))) == 1 + len(made[0].tasks)
