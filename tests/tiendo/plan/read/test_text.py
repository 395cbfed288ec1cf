"""Plain text, its encodings, and names."""

from __future__ import annotations

import pytest

from tiendo.plan.read import read
from tiendo.plan.read.sniff import plain_name
from tiendo.source import PieceKind

TEXT = "KẾ HOẠCH\n\n  1. Lập sổ theo dõi.  \nHết."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word_about_it(encoding: str) -> None:
    source, told = read(TEXT.encode(encoding), "a.txt")
    assert source is not None
    assert (source.text, told) == (TEXT, ())


def test_windows_1258_is_read_and_said() -> None:
    # It writes the tone apart from the letter: "ế" is "ê" and a combining acute.
    source, told = read("Ho\u0323p ba\u0300n".encode("cp1258"), "a.txt")
    assert source is not None
    assert source.text == "Họp bàn"
    assert [dict(one.args) for one in told if one.name == "encoding-guessed"] == [{"encoding": "Windows-1258"}]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_and_said(encoding: str) -> None:
    source, told = read(TEXT.encode(encoding), "a.txt")
    assert source is not None
    assert source.text == TEXT
    assert [dict(one.args) for one in told] == [{"encoding": encoding.upper()}]


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_was_saved_in_a_wrong_encoding_is_restored_and_said(wrong: str, name: str) -> None:
    text = "Sở Xây dựng chủ trì lập kế hoạch trồng rừng, trình trước ngày 30/6."
    page = f"<html><body><p>{text}</p></body></html>" if name.endswith("html") else text
    signs = "".join(bytes([code]).decode(wrong, "ignore") or chr(code) for code in page.encode())
    source, told = read(signs.encode(), name)
    assert source is not None
    assert (source.text, [one.name for one in told]) == (text, ["text-encoded-twice"])


@pytest.mark.parametrize(
    "text", ["Thư « Quá trình » gửi Paris, à côté; Ærø, Ça va, Ñ, château.", "Kế hoạch “á»” của xã."]
)
def test_other_signs_are_left_alone(text: str) -> None:
    source, told = read(text.encode(), "a.txt")
    assert source is not None
    assert (source.text, told) == (text, ())


def test_a_damaged_byte_does_not_make_the_rest_unreadable() -> None:
    source, told = read(TEXT.encode() + b"\xff", "a.txt")
    assert source is not None
    assert source.text.startswith(TEXT)
    assert [one.name for one in told] == ["encoding-guessed"]


def test_each_line_that_is_not_empty_is_a_paragraph_where_it_stands() -> None:
    source, _ = read(TEXT.encode(), "a.txt")
    assert source is not None
    found = [(str(source.position(piece.span.start)), source.slice(piece.span)) for piece in source.pieces]
    assert found == [("1:1", "KẾ HOẠCH"), ("3:3", "1. Lập sổ theo dõi."), ("4:1", "Hết.")]
    assert {piece.kind for piece in source.pieces} == {PieceKind.PARAGRAPH}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/ke-hoach.txt", "ke-hoach.txt"),
        ("C:\\Users\\an\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("Ke\u0302\u0301 hoạch.md", "Kế hoạch.md"),
        ("/", "?"),
        ("x" * 900 + ".txt", "x" * 196 + ".txt"),
        ("\u202etxt.exe", "txt.exe"),
    ],
)
def test_only_the_last_part_of_a_name_is_kept(name: str, kept: str) -> None:
    assert plain_name(name) == kept
