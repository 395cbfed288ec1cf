"""Tables of bodies as they come: any program, encoding, order of columns; each fault at its row and column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.tiendo.intake import tables
from tiendo.intake import RULES, bodies, sheet
from tiendo.intake.bodies import KINDS, Column
from tiendo.orgtree import BodyKind, Level
from tiendo.render import File, full
from tiendo.rulebook import Lang, Rulebook, explain

HEAD = ("Mã", "Tên", "Viết tắt", "Loại", "Cấp", "Cấp trên")
TABLE = [
    HEAD,
    ("00101", "Xã Đông Hòa", "", "Xã", "Xã", "UBND tỉnh Sơn Hải"),
    ("H01", "Sở Tài chính", "STC", "Sở", "Tỉnh", "UBND tỉnh Sơn Hải"),
]
BOOK = Rulebook(RULES)
WORKBOOK = tables.workbook(TABLE)


def names(told: tuple[Any, ...]) -> list[str]:
    return [one.name for one in told]


def rows(data: bytes, name: str = "co-quan.csv") -> tuple[bodies.Row, ...]:
    table, told = bodies.read(data, name)
    assert table is not None, told
    return table.rows


EXPECTED = (
    bodies.Row(2, "Xã Đông Hòa", "00101", "", BodyKind.COMMUNE, Level.COMMUNE, "UBND tỉnh Sơn Hải"),
    bodies.Row(3, "Sở Tài chính", "H01", "STC", BodyKind.DEPARTMENT, Level.PROVINCE, "UBND tỉnh Sơn Hải"),
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_whatever_its_marks(delimiter: str, encoding: str) -> None:
    table, told = bodies.read(tables.text(TABLE, delimiter, encoding), "co-quan.csv")
    assert table is not None
    assert (table.rows, told) == (EXPECTED, ())


def test_commas_in_names_do_not_part_columns_that_semicolons_part() -> None:
    words = "Tên;Loại\n" + "Văn phòng A, B, C;Sở, ban, ngành\n" * 3
    assert [(row.name, row.kind) for row in rows(words.encode())] == [("Văn phòng A, B, C", BodyKind.DEPARTMENT)] * 3


def test_an_old_encoding_is_read_and_told() -> None:
    # Windows-1258 writes tones apart from their letters.
    words = "Ma,Ten\n00101,Xa\u0303 Đông Ho\u0300a\n".encode("cp1258")
    table, told = bodies.read(words, "co-quan.csv")
    assert table is not None
    assert table.rows[0].name == "Xã Đông Hòa"
    assert "encoding-guessed" in names(told)


def test_a_workbook_is_read() -> None:
    assert rows(tables.workbook(TABLE), "co-quan.xlsx") == EXPECTED


@pytest.mark.parametrize(
    "head",
    [
        ("MA", "TEN", "VIET TAT", "LOAI", "CAP", "CAP TREN"),
        ("Code", "Name", "Abbreviation", "Kind", "Level", "Parent"),
        ("Mã (nếu có)", "Tên cơ quan, đơn vị:", "Tên viết tắt", "Loại cơ quan", "Cấp hành chính", "Trực thuộc"),
    ],
)
def test_heads_are_known_in_both_languages_and_without_marks(head: tuple[str, ...]) -> None:
    assert rows(tables.text([head, *TABLE[1:]])) == EXPECTED


def test_columns_stand_in_any_order_and_strange_ones_are_left_alone() -> None:
    turned = [tuple(reversed((*row, note))) for row, note in zip(TABLE, ("Ghi chú", "a", "b"), strict=True)]
    table, told = bodies.read(tables.text(turned), "a.csv")
    assert table is not None
    assert (table.rows, names(told)) == (EXPECTED, ["column-not-used"])


def test_titles_above_and_numbers_below_the_head_are_no_rows() -> None:
    printed = [("DANH SÁCH CƠ QUAN",), (), HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), *TABLE[1:], ()]
    assert [(row.number, row.name) for row in rows(tables.workbook(printed), "a.xlsx")] == [
        (5, "Xã Đông Hòa"),
        (6, "Sở Tài chính"),
    ]


def test_every_word_for_a_kind_is_understood() -> None:
    words = [(kind, word) for kind, all_words in KINDS.items() for word in (*all_words, kind.value)]
    table = [("Tên", "Loại"), *(("Cơ quan", word) for _, word in words)]
    assert [row.kind for row in rows(tables.text(table))] == [kind for kind, _ in words]


def test_numbers_keep_the_zeros_that_their_format_shows() -> None:
    def formatted(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "00000"

    table = [("Mã", "Tên"), (101, "Xã A"), (101, "Xã B"), (7.0, "Xã C")]
    assert [row.code for row in rows(tables.workbook(table, formatted), "a.xlsx")] == ["00101", "101", "7"]


def test_a_line_of_the_source_is_a_row_of_the_sheet() -> None:
    table, _ = bodies.read(tables.text([HEAD, (), ("1", "Xã\nĐông", "", "Xã")]), "a.csv")
    assert table is not None
    row = table.rows[0]
    span = table.span(row, Column.NAME)
    assert (row.number, table.sheet.source.slice(span)) == (3, "Xã Đông")
    assert str(table.sheet.source.position(span.start)) == "3:3"


def merge(cells: str) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.merge_cells(cells)


def second(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    book.create_sheet("Ghi chú")


def only_hidden(sheet: Worksheet) -> None:
    second(sheet)
    sheet.sheet_state = "hidden"


NAMED = ("Mã", "Tên", "Loại")
FAULTY: dict[str, tuple[bytes, str, int | None]] = {
    "nothing": (b"", "file-empty", None),
    "only space": (b" \n\n ", "file-empty", None),
    "only separators": (b",,,\n,,\n", "file-empty", None),
    "a pdf": (b"%PDF-1.7 x", "table-format-not-read", None),
    "a cut workbook": (tables.workbook(TABLE)[:900], "table-damaged", None),
    "an open quote": (b'Ten\n"' + b"x" * 200_000, "table-damaged", None),
    "too many rows": (b"Ten\n" + b"Xa\n" * 20_001, "table-too-long", None),
    "no head": (tables.text([("00101", "Xã Đông Hòa", "Xã")]), "column-missing", None),
    "two names": (tables.text([("Tên", "Tên cơ quan"), ("Xã A", "Xã B")]), "column-twice", 1),
    "no name": (tables.text([NAMED, ("00101", "", "Xã")]), "name-missing", 2),
    "a strange kind": (tables.text([NAMED, ("00101", "Xã A", "Thành phố")]), "kind-unknown", 2),
    "a strange level": (tables.text([("Tên", "Cấp"), ("Xã A", "2")]), "level-unknown", 2),
    "a formula": (tables.workbook([NAMED, ("=A1", "Xã A", "Xã")]), "formula-in-cell", 2),
    "words that run": (tables.text([NAMED, ("1", "=HYPERLINK(1)", "Xã")]), "formula-in-cell", 2),
    "an error": (tables.workbook([NAMED, ("#REF!", "Xã A", "Xã")]), "formula-in-cell", 2),
    "a date": (tables.workbook([NAMED, (date(2026, 5, 1), "Xã A", "Xã")]), "cell-is-no-text", 2),
    "a fraction": (tables.workbook([NAMED, (1.5, "Xã A", "Xã")]), "cell-is-no-text", 2),
    "a truth": (tables.workbook([NAMED, (True, "Xã A", "Xã")]), "cell-is-no-text", 2),
    "a date for a name": (tables.workbook([NAMED, ("1", datetime(2026, 5, 1, 7, 30), "Xã")]), "cell-is-no-text", 2),
    "a long name": (tables.text([NAMED, ("1", "Xã " * 100, "Xã")]), "cell-too-long", 2),
    "merged rows": (
        tables.workbook([NAMED, ("1", "A", "Xã"), ("2", "B", "Xã")], merge("C2:C3")),
        "merged-cells",
        2,
    ),
    "several sheets": (tables.workbook(TABLE, second), "several-sheets", None),
}


@pytest.mark.parametrize("case", FAULTY)
def test_each_fault_is_found_at_its_row(case: str) -> None:
    data, rule, row = FAULTY[case]
    table, told = bodies.read(data, "co-quan")
    found = [one for one in told if one.name == rule]
    assert len(found) == 1, told
    if row is None:
        assert found[0].span is None
    else:
        assert table is not None or rule == "column-twice"
        assert found[0].span is not None
        assert sheet.read(data, "a")[0].source.position(found[0].span.start).line == row  # type: ignore[union-attr]


def test_merged_titles_do_no_harm() -> None:
    table = [("DANH SÁCH", "", ""), NAMED, ("1", "Xã A", "Xã")]
    assert bodies.read(tables.workbook(table, merge("A1:C1")), "a.xlsx")[1] == ()


def test_a_hidden_sheet_is_not_read() -> None:
    assert names(bodies.read(tables.workbook(TABLE, only_hidden), "a.xlsx")[1]) == ["file-empty"]


def empty_before(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    book.create_sheet("Bìa", 0)


def test_the_first_sheet_with_words_is_read() -> None:
    table, told = bodies.read(tables.workbook(TABLE, empty_before), "a.xlsx")
    assert table is not None
    assert told == bodies.read(tables.workbook(TABLE), "a.xlsx")[1]
    assert table.rows == bodies.read(tables.workbook(TABLE), "a.xlsx")[0].rows  # type: ignore[union-attr]
    merged = tables.workbook(
        [NAMED, ("1", "A", "Xã"), ("2", "B", "Xã")], lambda one: (empty_before(one), merge("C2:C3")(one))
    )
    assert names(bodies.read(merged, "a.xlsx")[1]) == ["merged-cells"]


def test_whole_numbers_are_codes_and_true_is_a_yes() -> None:
    table, told = bodies.read(tables.workbook([(*NAMED, "Đổi tên"), (101.0, "Xã A", "Xã", True)]), "a.xlsx")
    assert table is not None
    assert (table.rows[0].code, table.rows[0].renamed, told) == ("101", True, ())


def test_macros_and_declared_entities_are_refused() -> None:
    def with_part(name: str, words: bytes) -> bytes:
        out = io.BytesIO(tables.workbook(TABLE))
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, words)
        return out.getvalue()

    assert names(bodies.read(with_part("xl/vbaProject.bin", b"x"), "a.xlsm")[1]) == ["table-with-macros"]
    doctype = b'<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'
    assert names(bodies.read(with_part("xl/comments1.xml", doctype), "a.xlsx")[1]) == ["xml-with-doctype"]


def test_a_cell_far_out_is_not_passed_over() -> None:
    def far(sheet: Worksheet) -> None:
        sheet["B1048576"] = "x"

    assert names(bodies.read(tables.workbook(TABLE, far), "a.xlsx")[1]) == ["table-too-long"]


def test_faults_are_shown_by_the_same_renderers() -> None:
    data = tables.text([NAMED, ("00101", "Xã A", "Thành phố"), ("1", "", "Xã")])
    table, told = bodies.read(data, "co-quan.csv")
    assert table is not None
    shown = full.render([File("co-quan.csv", table.sheet.source, told)], BOOK, Lang.VI, colour=False)
    assert "co-quan.csv:2:12" in shown
    assert "Dòng 2: không có loại cơ quan “Thành phố”" in shown
    assert "Dòng 3: chưa ghi tên." in shown


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.text(max_size=20))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    table, told = bodies.read(data, name)
    assert table is not None or told


@given(st.integers(0, 6000), st.integers(0, 255))
def test_no_damage_to_a_workbook_raises(at: int, byte: int) -> None:
    data = bytearray(WORKBOOK)
    data[at % len(data)] = byte
    bodies.read(bytes(data), "a.xlsx")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_speaks_both_languages_and_explains_itself(rule: Any) -> None:
    for words in (rule.message, rule.help, rule.explanation, *rule.labels.values()):
        assert words.vi.strip() and words.en.strip() and words.vi != words.en
    assert rule.code.startswith("I")
    assert all(rule.basis in explain(rule, lang) for lang in Lang)


@pytest.mark.parametrize("mark", [("TỐI MẬT",), ("", "MẬT", ""), ("Độ mật: Tuyệt mật",)])
@pytest.mark.parametrize("made", [tables.workbook, lambda rows: "\n".join(map(";".join, rows)).encode()])
def test_a_table_with_the_stamp_of_a_state_secret_is_refused(mark: tuple[str, ...], made: Callable[..., bytes]) -> None:
    table, told = bodies.read(made([mark, *TABLE]), "co-quan.csv")
    assert table is None and names(told) == ["table-of-state-secret"]
    table, _ = bodies.read(made([("Danh sách có tài liệu MẬT",), *TABLE]), "co-quan.csv")
    assert table is not None
