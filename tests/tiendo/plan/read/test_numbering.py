"""The labels that Word prints and does not store."""

from __future__ import annotations

import pytest

from tests.tiendo.plan.read import builders as b
from tiendo.plan.read import labels, read
from tiendo.source import PieceKind


def printed(body: str, numbering: str, styles: str = "") -> list[str]:
    source, _ = read(b.docx(body, numbering=numbering, styles=styles), "a.docx")
    assert source is not None
    return [source.slice(piece.span) for piece in source.pieces]


OUTLINE = b.abstract(
    0,
    b.level(0, "upperRoman", "%1."),
    b.level(1, "decimal", "%2."),
    b.level(2, "lowerLetter", "%3)"),
    b.level(3, "bullet", "\uf0b7"),
) + b.num(1, 0)


def test_levels_count_and_restart_under_a_new_parent() -> None:
    body = "".join(b.item("x", 1, at) for at in (0, 1, 1, 2, 2, 3, 1, 0, 1, 2))
    assert printed(body, OUTLINE) == [
        f"{label} x" for label in ("I.", "1.", "2.", "a)", "b)", "-", "3.", "II.", "1.", "a)")
    ]


def test_items_know_their_depth() -> None:
    source, _ = read(b.docx(b.item("x", 1, 0) + b.item("y", 1, 2) + b.p("z"), numbering=OUTLINE), "a.docx")
    assert source is not None
    assert [(piece.kind, piece.level) for piece in source.pieces] == [
        (PieceKind.ITEM, 0),
        (PieceKind.ITEM, 2),
        (PieceKind.PARAGRAPH, 0),
    ]


def test_patterns_name_higher_levels_and_legal_ones_print_digits() -> None:
    numbering = b.abstract(
        0,
        b.level(0, "upperRoman", "Chương %1"),
        b.level(1, "decimal", "%1.%2."),
        b.level(2, "decimal", "%1.%2.%3", extra="<w:isLgl/>"),
    ) + b.num(1, 0)
    body = "".join(b.item("x", 1, at) for at in (0, 1, 2, 0, 1, 1, 2))
    assert printed(body, numbering) == [
        f"{label} x" for label in ("Chương I", "I.1.", "1.1.1", "Chương II", "II.1.", "II.2.", "2.2.1")
    ]


def test_a_level_without_a_counted_parent_shows_the_parents_start() -> None:
    numbering = b.abstract(0, b.level(0, "decimal", "%1.", start=3), b.level(1, "decimal", "%1.%2.")) + b.num(1, 0)
    assert printed(b.item("x", 1, 1), numbering) == ["3.1. x"]


def test_lists_of_one_definition_go_on_and_an_override_begins_anew() -> None:
    numbering = (
        b.abstract(0, b.level(0, "decimal", "Điều %1.", start=5))
        + b.num(1, 0)
        + b.num(2, 0)
        + b.num(3, 0, b.restart(0))
    )
    body = "".join(b.item("x", of) for of in (1, 1, 2, 3, 3))
    assert printed(body, numbering) == [f"Điều {n}. x" for n in (5, 6, 7, 1, 2)]


def test_a_level_that_never_restarts() -> None:
    numbering = b.abstract(
        0, b.level(0, "upperRoman", "%1."), b.level(1, "decimal", "Điều %2.", extra='<w:lvlRestart w:val="0"/>')
    ) + b.num(1, 0)
    body = "".join(b.item("x", 1, at) for at in (0, 1, 1, 0, 1))
    assert printed(body, numbering) == [f"{label} x" for label in ("I.", "Điều 1.", "Điều 2.", "II.", "Điều 3.")]


def test_numbers_through_a_style_and_switched_off_by_hand() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = b.abstract(
        0, b.level(0, "upperRoman", "%1."), b.level(1, "decimal", "Điều %2.", extra='<w:pStyle w:val="Dieu"/>')
    ) + b.num(1, 0)
    off = '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = b.p("một", properties='<w:pStyle w:val="Dieu"/>') + b.p("không", properties=off)
    assert printed(body, numbering, styles) == ["Điều 1. một", "không"]


def test_a_definition_that_points_at_a_numbering_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        b.abstract(0, extra='<w:numStyleLink w:val="DS"/>')
        + b.abstract(1, b.level(0, "decimal", "%1)"), extra='<w:styleLink w:val="DS"/>')
        + b.num(1, 0)
        + b.num(2, 1)
    )
    assert printed(b.item("x") + b.item("y"), numbering, styles) == ["1) x", "2) y"]


def test_an_empty_numbered_paragraph_counts_but_is_not_a_piece() -> None:
    assert printed(b.item("x") + b.item("") + b.item("y"), OUTLINE) == ["I. x", "III. y"]


def test_a_column_of_automatic_numbers_is_printed_without_other_words() -> None:
    rows = [(b.cell(b.item("")), b.cell(b.p(text))) for text in ("Lập sổ", "Nộp sổ")]
    numbering = b.abstract(0, b.level(0, "decimal", "%1.")) + b.num(1, 0)
    assert printed(b.table(*rows), numbering) == ["1.\tLập sổ", "2.\tNộp sổ"]


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    assert printed(b.item("x", 9), OUTLINE) == ["x"]


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (0, "lowerRoman", "0"),
        (3, "none", ""),
        (3, "chicago", "3"),
    ],
)
def test_forms_of_numbers(number: int, form: str, label: str) -> None:
    assert labels.ordinal(number, form) == label
