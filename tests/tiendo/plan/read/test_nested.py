"""Tables inside cells of tables, of Word and of web pages: their words whole, in order, and their tasks found."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.tiendo.plan.read import builders as b
from tests.tiendo.plan.texts import names
from tiendo.plan import compiler, read
from tiendo.source import PieceKind, Source

OUTER = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
FIRST = ("1", "Rà soát quỹ đất ven biển", "Sở Xây dựng", "31/5/2026")
LAST = ("3", "Tổng hợp kết quả trồng rừng", "Sở Tài chính", "31/12/2026")
INNER = ("Nội dung công việc", "Cơ quan thực hiện", "Thời hạn")
ROWS = (
    ("Ươm cây phi lao tại vườn của xã", "Ủy ban nhân dân các xã", "30/4/2026"),
    ("Đo đạc bãi cát phía bắc", "Sở Nông nghiệp và Môi trường", "15/5/2026"),
)
FIGURES = (("Loại cây", "Số cây"), ("Phi lao", "1.200"), ("Keo lá tràm", "800"))


def word(*middle: object) -> Source:
    """A table of tasks in Word whose middle row has ``middle`` in the cell of its work: words, or rows of a table."""

    def cells(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(b.cell(b.p(words)) for words in row)

    inside = [b.p(one) if isinstance(one, str) else b.table(*map(cells, one)) for one in middle]
    held = (b.cell(b.p("2")), b.cell(*inside, b.p()), b.cell(b.p("Sở Y tế")), b.cell(b.p("30/6/2026")))
    data = b.docx(b.p("KẾ HOẠCH") + b.table(cells(OUTER), cells(FIRST), held, cells(LAST)))
    source, told = read.read(data, "ke-hoach.docx")
    assert source is not None, told
    return source


def page(*middle: object, root: str = "data-vbpl-content-root") -> Source:
    """The same as a page whose host says where the document stands."""

    def row(cells: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<td>{words}</td>" for words in cells) + "</tr>"

    def table(rows: object) -> str:
        return f"<table>{''.join(map(row, rows))}</table>"

    inside = "".join(f"<p>{one}</p>" if isinstance(one, str) else table(one) for one in middle)
    held = ("2", inside, "Sở Y tế", "30/6/2026")
    body = f"<h1>KẾ HOẠCH</h1>{table((OUTER, FIRST, held, LAST))}"
    source, told = read.read(f"<html><body><div {root}>{body}</div></body></html>".encode(), "ke-hoach.html")
    assert source is not None, told
    return source


FORMATS = pytest.mark.parametrize("made", [word, page])


def rows(source: Source) -> list[tuple[int | None, tuple[str, ...]]]:
    """The rows of every table, each with the number of its table."""
    found = (one for one in source.pieces if one.kind is PieceKind.ROW)
    return [(one.table, tuple(source.slice(cell) for cell in one.cells)) for one in found]


@FORMATS
def test_a_table_of_tasks_stands_behind_the_row_it_is_in(made) -> None:
    source = made("Chuẩn bị trồng rừng, gồm:", (INNER, *ROWS))
    held = ("2", "Chuẩn bị trồng rừng, gồm:", "Sở Y tế", "30/6/2026")
    assert rows(source) == [
        (0, OUTER), (0, FIRST), (0, held), (1, INNER), *((1, row) for row in ROWS), (0, LAST),
    ]  # fmt: skip
    assert [one.level for one in source.pieces if one.kind is PieceKind.ROW] == [0, 0, 0, 1, 1, 1, 0]


@FORMATS
def test_its_rows_are_tasks_and_so_are_those_behind_it(made) -> None:
    plan, _ = compiler.compile(made("Chuẩn bị trồng rừng, gồm:", (INNER, *ROWS)))
    found = [(task.text, names(task.lead), task.deadline and task.deadline.values) for task in plan.tasks]
    assert found == [
        (FIRST[1], ["Sở Xây dựng"], ("2026-05-31",)),
        ("Chuẩn bị trồng rừng, gồm:", ["Sở Y tế"], ("2026-06-30",)),
        (ROWS[0][0], ["Ủy ban nhân dân các xã"], ("2026-04-30",)),
        (ROWS[1][0], ["Sở Nông nghiệp và Môi trường"], ("2026-05-15",)),
        (LAST[1], ["Sở Tài chính"], ("2026-12-31",)),
    ]
    assert len({task.id for task in plan.tasks}) == 5


@FORMATS
def test_what_the_row_says_of_who_and_when_is_handed_into_it(made) -> None:
    inner = (("Nội dung công việc", "Đơn vị phối hợp"), ("Vườn ươm phi lao", "Các xã"), ("Lập sổ cây", "Sở Du lịch"))
    _, _, *within, last = compiler.compile(made("Chuẩn bị trồng rừng, gồm:", inner))[0].tasks
    assert [(task.text, *names(task.coordinating)) for task in within] == list(inner[1:])
    assert {tuple(names(task.lead)) for task in within} == {("Sở Y tế",)}
    assert {task.deadline and task.deadline.values for task in within} == {("2026-06-30",)}
    assert all(one.inferred for task in within for one in task.lead)
    assert names(last.lead) == ["Sở Tài chính"]


@FORMATS
def test_any_other_table_is_a_line_of_its_cell_for_each_row(made) -> None:
    source = made("Trồng đủ số cây sau:", FIGURES, "Báo cáo kết quả.")
    held = "Trồng đủ số cây sau:\nLoại cây | Số cây\nPhi lao | 1.200\nKeo lá tràm | 800\nBáo cáo kết quả."
    assert rows(source)[2] == (0, ("2", held, "Sở Y tế", "30/6/2026"))
    assert {table for table, _ in rows(source)} == {0}
    plan, _ = compiler.compile(source)
    assert held in [task.text for task in plan.tasks]


@FORMATS
def test_tables_in_one_cell_keep_apart(made) -> None:
    source = made((INNER, ROWS[0]), "Và:", (INNER, ROWS[1]))
    assert [table for table, _ in rows(source)] == [0, 0, 0, 1, 1, 2, 2, 0]
    assert len(compiler.compile(source)[0].tasks) == 4


@FORMATS
def test_the_outline_tells_each_stretch_of_a_table_once(made) -> None:
    source = made("Chuẩn bị trồng rừng, gồm:", (INNER, *ROWS))
    spans = [one.span for one in compiler.compile(source)[0].outline if one.cells or one.children]
    assert len(spans) == 3 and all(before.end <= after.start for before, after in pairwise(spans))
    assert "Đo đạc bãi cát phía bắc" in source.slice(spans[1])


def test_of_a_page_whose_main_text_is_looked_for_no_task_is_lost() -> None:
    plan, _ = compiler.compile(page("Chuẩn bị trồng rừng, gồm:", (INNER, *ROWS), root=""))
    assert {task.text for task in plan.tasks} >= {FIRST[1], LAST[1], *(row[0] for row in ROWS)}


def test_a_page_laid_out_by_tables_is_still_text() -> None:
    menu = "<td><ul><li>Trang chủ</li></ul></td>"
    inner = "<table><tr><td>Nhiệm vụ</td><td>Chủ trì</td></tr><tr><td>Lập sổ cây</td><td>Sở Y tế</td></tr></table>"
    data = (
        f"<html><body><table><tr>{menu}<td><h2>KẾ HOẠCH</h2><p>Lời nói đầu.</p>{inner}</td></tr></table></body></html>"
    )
    source, _ = read.read(data.encode(), "trang.html")
    assert [one.kind for one in source.pieces][-2:] == [PieceKind.ROW] * 2
    assert "Lời nói đầu." in source.text.split("\n")


def test_cells_inside_cells_inside_cells_are_read() -> None:
    deepest = b.table(
        (b.cell(b.p("Nhiệm vụ")), b.cell(b.p("Thời hạn"))), (b.cell(b.p("Lập sổ cây giống")), b.cell(b.p("30/4/2026")))
    )
    middle = b.table(
        tuple(b.cell(b.p(words)) for words in INNER),
        (b.cell(b.p("Chuẩn bị giống"), deepest, b.p()), b.cell(b.p("Sở Y tế")), b.cell(b.p("2/5/2026"))),
    )
    outer = b.table(
        tuple(b.cell(b.p(words)) for words in OUTER),
        (
            b.cell(b.p("1")),
            b.cell(b.p("Trồng rừng ven biển"), middle, b.p()),
            b.cell(b.p("Sở Xây dựng")),
            b.cell(b.p("2026")),
        ),
    )
    source, _ = read.read(b.docx(b.p("KẾ HOẠCH") + outer), "ke-hoach.docx")
    tasks = compiler.compile(source)[0].tasks
    assert [task.text for task in tasks] == ["Trồng rừng ven biển", "Chuẩn bị giống", "Lập sổ cây giống"]
    assert names(tasks[2].lead) == ["Sở Y tế"]
