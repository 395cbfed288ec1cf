"""Places in the file itself: where an editor shows the words that were read."""

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders as b
from tests.tiendo.plan.test_compile import TEXTS
from tests.tiendo.plan.texts import KE_HOACH
from tiendo import cli
from tiendo.plan.read import origin, read
from tiendo.source import Position, Span

MARKDOWN = """---
title: nháp
---

<!-- bỏ -->

# KẾ HOẠCH


1. **Sở Y tế** lập
sổ theo dõi.

| Việc | Hạn |
|---|---|
| Gửi sổ | 30/6/2026 |

2. Sở Nội vụ gửi sổ trước ngày 31/6/2026.
"""
PAGE = """<html><head><title>Sổ</title></head>
<body>
<nav>Trang chủ</nav>
<p>Lập&nbsp;<b>s&#7893;</b>
 theo d&otilde;i.</p>
<ul><li>Gửi sổ</li></ul>
</body></html>
"""


def places(data, name):
    source, _ = read(data, name)
    return source, origin.of(data, source)


def found(data, name, words):
    source, there = places(data, name)
    start = source.text.index(words)
    return there.position(start), there.span(Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "line", "column"),
    [("KẾ HOẠCH", 7, 3), ("lập", 10, 16), ("theo dõi", 11, 4), ("Việc", 13, 3), ("30/6/2026", 15, 12)],
)
def test_words_of_markdown_stand_where_the_file_has_them(words, line, column):
    position, span = found(MARKDOWN.encode(), "a.md", words)
    assert position == Position(line, column)
    assert MARKDOWN[span.start : span.end] == words


@pytest.mark.parametrize(("words", "line"), [("Lập", 4), ("theo dõi", 5), ("Gửi sổ", 6)])
def test_words_of_a_page_stand_on_their_line(words, line):
    assert found(PAGE.encode(), "a.html", words)[0].line == line


def test_an_entity_is_a_letter_of_the_file():
    _, span = found(PAGE.encode(), "a.html", "theo dõi.")
    assert PAGE[span.start : span.end] == "theo d&otilde;i."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", ["45/KH-UBND", "Lập bản đồ", "30/6/2026", "Lê Văn Hòa"])
def test_what_was_folded_keeps_its_place(form, end, words):
    raw = unicodedata.normalize(form, KE_HOACH).replace("45/KH", "4\u00ad5/KH").replace("\n", end)
    position, span = found(raw.encode(), "a.txt", words)
    assert unicodedata.normalize("NFC", raw[span.start : span.end]).replace("\u00ad", "") == words
    assert position.line == raw[: span.start].count(end) + 1
    assert position.column == span.start - (raw.rfind(end[-1], 0, span.start) + 1) + 1


def test_a_restored_text_has_lines_but_no_words_to_mend():
    wrong = KE_HOACH.encode().decode("latin-1").encode()
    position, span = found(wrong, "a.txt", "30/6/2026")
    assert (position.line, span) == (15, None)


def test_a_file_without_lines_and_one_that_is_not_the_sources_have_no_places():
    for data, name in ((b.docx(b.p("Lập sổ")), "a.docx"), (b"S\xe1\xbb\x95", "a.txt")):
        source, _ = read(data, name)
        assert origin.of(data + b"?", source) is None
        assert (origin.of(data, source) is None) == name.endswith("docx")


@given(st.sampled_from(["a.txt", "a.md", "a.html"]), TEXTS)
@example("a.txt", "0" * 41 + "\x1f0\n")
def test_any_place_is_one_of_the_file(name, text):
    data = f"<p>{text}</p>".encode("utf-8", "replace") if name == "a.html" else text.encode("utf-8", "replace")
    source, _ = read(data, name)
    there = source and origin.of(data, source)
    raw = data.decode()
    for at in range(0, len(source.text) + 1, 7) if there else ():
        assert there.position(at).line <= len(raw.splitlines()) + 1
        span = there.span(Span(at, min(at + 9, len(source.text))))
        assert span is None or 0 <= span.start < span.end <= len(raw)


def test_the_command_points_into_the_file(tmp_path, capsys):
    file = tmp_path / "ke-hoach.md"
    file.write_text(MARKDOWN, "utf-8")
    cli.main(["check", str(file), "--format", "json"])
    (one,) = [row for row in json.loads(capsys.readouterr().out) if row["code"] == "D004"]
    assert one["position"] == {"line": 17, "column": 32}
    cli.main(["check", str(file)])
    shown = capsys.readouterr().out
    assert f"{file}:17:32\n   |\n17 | 2. Sở Nội vụ gửi sổ" in shown
