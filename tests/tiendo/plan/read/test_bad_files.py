"""Files that are refused, each by its own name, and what it costs to refuse them."""

from __future__ import annotations

import base64
import io
import time
import tracemalloc
import zipfile
import zlib

import pytest

from tests.tiendo.plan.read import builders as b
from tiendo.plan.read import RULES, faults, read
from tiendo.rulebook import Lang, Rulebook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = b.docx(b.p("Kế hoạch"))
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def bad_document(xml: str | bytes) -> bytes:
    return b.package({"word/document.xml": xml})


REFUSED = {
    "empty": (b"", "a.docx", "file-empty"),
    "white space": (b" \r\n\t\xc2\xa0\n", "a.txt", "file-empty"),
    "only NULs": (bytes(40) + b"\n", "a.txt", "encoding-unknown"),
    "pdf as docx": (b"%PDF-1.7\n1 0 obj", "chi-thi.docx", "file-not-what-name-says"),
    "docx as text": (GOOD, "chi-thi.txt", "file-not-what-name-says"),
    "text as docx": ("Kế hoạch".encode(), "chi-thi.docx", "file-not-what-name-says"),
    "web page as text": (b"<!-- x --><!DOCTYPE html><p>x", "a.txt", "file-not-what-name-says"),
    "text as web page": (b"khong co the nao", "a.html", "file-not-what-name-says"),
    "workbook as docx": (b.package({"xl/workbook.xml": "<x/>"}), "a.docx", "file-not-what-name-says"),
    "program as docx": (b"MZ" + bytes(range(256)) * 4, "a.docx", "file-not-what-name-says"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "chi-thi.pdf", "file-damaged"),
    "doc": (OLE + wide("WordDocument"), "chi-thi.doc", "program-failed"),
    "picture": (PICTURE, "trang-1", "pages-without-text"),
    "broken picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "trang-1", "file-damaged"),
    "macros by name": (GOOD, "a.docm", "file-with-macros"),
    "macros inside": (b.package({"word/x.xml": "", "word/vbaProject.bin": b"x"}), "a.docx", "file-with-macros"),
    "password": (OLE + wide("EncryptedPackage"), "mat.docx", "file-encrypted"),
    "cut off": (GOOD[: len(GOOD) // 2], "a.docx", "archive-broken"),
    "cut off late": (GOOD[:-30], "a.docx", "archive-broken"),
    "no document": (b.package({"word/styles.xml": "<x/>"}), "a.docx", "archive-broken"),
    "broken XML": (bad_document("<w:document><w:body></w:document>"), "a.docx", "xml-broken"),
    "external entity": (bad_document(ENTITY + "<x>&e;</x>"), "a.docx", "xml-with-doctype"),
    "entity in UTF-16": (bad_document(b"\xff\xfe" + wide(ENTITY + "<x>&e;</x>")), "a.docx", "xml-with-doctype"),
    "no words": (b.docx("<w:p/>"), "a.docx", "file-without-text"),
    "empty page": (b"<html><body><script>x()</script></body></html>", "a.html", "file-without-text"),
    "a log": (b"x\n" * (faults.MAX_PIECES + 1), "a.txt", "file-too-long"),
    "a log in markdown": (b"- x.\n" * (faults.MAX_PIECES + 1), "a.md", "file-too-long"),
    "too much text": (b"x" * (faults.MAX_TEXT_BYTES + 1), "a.txt", "file-too-large"),
    "binary": (bytes(range(256)) * 20, "a.txt", "encoding-unknown"),
    "binary without a name": (bytes(range(256)) * 20, "", "encoding-unknown"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_by_name(case: str) -> None:
    data, name, rule = REFUSED[case]
    source, told = read(data, name)
    assert (source, [one.name for one in told]) == (None, [rule])
    book = Rulebook(RULES)
    for lang in Lang:
        assert book.message(told[0], lang)
        assert book.help(told[0], lang)


def test_a_docx_that_is_a_pdf_is_told_what_it_is() -> None:
    _, told = read(b"%PDF-1.7 x", "ke-hoach.docx")
    assert dict(told[0].args) == {"claimed": "DOCX", "actual": "PDF"}


def test_nothing_of_an_entity_reaches_the_diagnostics() -> None:
    _, told = read(bad_document(ENTITY + "<x>&e;</x>"), "a.docx")
    assert told[0].args == (("part", "word/document.xml"),)


def test_every_rule_is_told_apart_and_explained_in_both_languages() -> None:
    assert len(list(Rulebook(RULES))) == len(RULES)
    assert all(rule.code.startswith("F") and rule.examples and rule.basis for rule in RULES)
    assert all(
        len({words.vi, words.en}) == 2 for rule in RULES for words in (rule.message, rule.help, rule.explanation)
    )


def bomb(megabytes: int) -> bytes:
    """A document that swells to so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1024 * 1024)
    return out.getvalue()


def lying_bomb(megabytes: int) -> bytes:
    """The same, declaring a size that would pass: 1 MB in both of the entry's headers."""
    data = bytearray(bomb(megabytes))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark)
        data[at + offset : at + offset + 4] = (1024 * 1024).to_bytes(4, "little")
    return bytes(data)


def many_entries(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for number in range(count):
            archive.writestr(f"word/{number}", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        pytest.param(bomb(1024), {"archive-bomb"}, id="a gigabyte"),
        pytest.param(lying_bomb(200), {"archive-broken", "archive-bomb"}, id="declared small"),
        pytest.param(many_entries(6000), {"archive-bomb"}, id="many entries"),
        pytest.param(bytes(faults.MAX_BYTES + 1), {"file-too-large"}, id="too large"),
        pytest.param(zlib.compress(bytes(10_000_000)), {"file-not-what-name-says"}, id="bare deflate"),
    ],
)
def test_bombs_are_refused_at_once_and_in_little_memory(data: bytes, rules: set[str]) -> None:
    tracemalloc.start()
    began = time.process_time()
    source, told = read(data, "a.docx")
    took = time.process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert source is None
    assert {one.name for one in told} <= rules
    assert took < 2
    assert peak < 30_000_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "<!--" * 200_000),
        ("a.md", "|" + "-" * 200_000 + "x"),
        ("a.md", "#" + " " * 200_000 + "x"),
        ("a.md", "[" * 200_000),
        ("a.md", "*_" * 100_000),
        ("a.md", "|\n" * 100_000),
        ("a.md", "|\nx\n\n" * 50_000),
        ("a.html", "<div>" * 50_000),
        ("a.html", "<a href=x>y</a> " * 100_000),
        ("a.html", "<!---->" * 50_000 + "<p>x"),
        ("a.html", "<table><tr><td colspan=999 rowspan=99999>x" * 2_000),
    ],
)
def test_texts_made_to_be_slow_are_not(name: str, text: str) -> None:
    began = time.process_time()
    read(text.encode(), name)
    assert time.process_time() - began < 5
