"""What holds for any bytes under any name."""

from __future__ import annotations

import io
import unicodedata
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders as b
from tiendo.plan.read import read
from tiendo.source import PieceKind, Source

ENDINGS = st.sampled_from([".txt", ".md", ".html", ".docx", ".docm", ".doc", ".pdf", "", ".", ".x"])
NAMES = st.builds("{}{}".format, st.text(max_size=8), ENDINGS)
MARKS = st.lists(
    st.sampled_from(
        (
            *(
                "|",
                "|\n",
                "\n",
                "\n\n",
                "# ",
                "**",
                "*",
                "- ",
                "1. ",
                "a) ",
                "[x](y)",
                "\\*",
                "<!--",
                "-->",
                "---\n",
                "  ",
            ),
            *("<p>", "<table><tr><td>", "</td>", "<ol><li>", "<br>", "Đ", "ngày 5"),
            *("\u00a0", "\u0301", "\u0420", "\u00d0", "\x00", "\ud83d"),
        )
    )
    | st.text(max_size=5),
    max_size=60,
).map("".join)
GOOD = b.docx(
    b.p("Kế hoạch") + b.item("x") + b.table((b.cell(b.p("y")), b.cell(b.p("z")))),
    numbering=b.abstract(0, b.level(0, "decimal", "%1.")) + b.num(1, 0),
)


def holds(source: Source) -> None:
    """The laws of a source: NFC, pieces in order and apart, each with words, cells inside their row."""
    assert unicodedata.is_normalized("NFC", source.text)
    assert source.pieces
    end = 0
    for piece in source.pieces:
        assert piece.span.start >= end
        end = piece.span.end
        words = source.slice(piece.span)
        assert words.strip()
        assert (piece.kind is PieceKind.ROW) == bool(piece.cells)
        if piece.cells:
            assert "\t".join(source.slice(cell) for cell in piece.cells) == words
    assert end <= len(source.text)
    assert source.name
    assert "/" not in source.name
    source.text.encode()


def never_raises(data: bytes, name: str) -> None:
    source, told = read(data, name)
    assert source is not None or [one.severity.value for one in told] == ["error"]
    if source is not None:
        holds(source)


@given(st.binary(max_size=400), NAMES)
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    never_raises(data, name)


@given(MARKS, st.sampled_from(["a.txt", "a.md", "a.html"]), st.sampled_from(["utf-8", "utf-16", "cp1258"]))
def test_any_text_as_any_kind_of_text(text: str, name: str, encoding: str) -> None:
    never_raises(text.encode(encoding, "ignore"), name)


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=4), st.integers(0, len(GOOD)))
def test_any_damage_to_a_docx(at: int, change: bytes, length: int) -> None:
    never_raises(
        (GOOD[:at] + change + GOOD[at + len(change) :])[:length] if length % 3 else GOOD[:at] + change, "a.docx"
    )


TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "gridSpan",
    "vMerge",
    "pPr",
    "numPr",
    "numId",
    "ilvl",
    "br",
    "ins",
    "sdt",
    "lvl",
)
XML = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=("Cc", "Cs")), max_size=4),
    lambda inner: st.builds(
        lambda tag, value, parts: f'<w:{tag} w:val="{value}">{"".join(parts)}</w:{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(["1", "0", "-1", "99999999999", "x", "", "center", "continue"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(XML, XML, XML)
def test_any_tree_inside_a_docx(body: str, numbering: str, styles: str) -> None:
    never_raises(b.docx(b.item("x") + body, numbering=numbering, styles=styles), "a.docx")


@given(st.lists(st.tuples(NAMES, st.binary(max_size=30)), max_size=4))
def test_entries_with_any_names(entries: list[tuple[str, bytes]]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for number, (name, content) in enumerate(entries):
            archive.writestr(f"../word/{number}{name}".encode("utf-8", "ignore").decode().replace("\0", ""), content)
    never_raises(out.getvalue(), "a.docx")
