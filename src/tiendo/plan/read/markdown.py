"""Markdown as offices and converters write it: light markup over lines whose labels are typed by hand.

Not a CommonMark parser: that would renumber lists and drop the labels that the compiler reads. Besides pipe tables,
the tables of a common HTML converter are known, which sets each cell on lines of its own between
lines of a single ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tiendo import late
from tiendo.plan.read import stacked
from tiendo.plan.read.draft import Draft
from tiendo.source import PieceKind

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TAG = re.compile(
    r"</?(?:a|b|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_NOTE = re.compile(r"\[\^(\w{1,12})\](:(?=\s))?")
_UNDERLINED = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"[\[<*_`\\]")
_STAR_KEPT = "\ue000"
_HEADING = re.compile(r"[ \t]{0,8}(#{1,6})[ \t]+(\S.*)")
_RULE = re.compile(r"[ \t]*(?:(?:[-*_=][ \t]*){3,}|\*[ \t]+\*|`{3,}.*|~{3,}.*|#+)[ \t]*\Z")
_ITEM = re.compile(r"([ \t]*)(?:([-+*•])[ \t]+|(\d{1,3}(?:\.\d{1,3}){0,4}[.)]|[a-zđ]\))[ \t]+)(?=\S)")
_TABLE_ROW = re.compile(r"[ \t]*\|.")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_QUOTE = re.compile(r"\A[ \t]{0,3}(?:>[ \t]?)+")
_WHOLE = re.compile(r"(\*{1,3}|_{2,3})(?!\1)[^*]+\1(?:\s*\1(?!\1)[^*]+\1)*[:;.,]?\s*\Z")
_RUN_ON = re.compile(r"(?<=[.;:)])\*\*(?=[^\s*])[^*]{4,300}\*\*\Z")
_DENSE = 8
# An ordinal inside a sentence that was wrapped right behind it.
_ORDINAL_LAST = re.compile(r"[;:,.]\s\((?:\d{1,2}|[ivx]{1,4})\)\Z")
_ORDINAL_FIRST = re.compile(r"\s*\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s")
# Words that a number completes: what stands at the head of the next line is that number, not a label.
_NUMBER_WANTED = late.pattern(
    r"\b(?:cấp độ|mức|loại|nhóm|hạng|bậc|điều|khoản|mục|số|ngày|tháng|năm|quý|đợt|lần thứ|phụ lục|chương|phần"
    r"|giai đoạn)\Z",
    re.I,
)
_CLOSED = re.compile(r"[.;:!?…/)\]”\"]\Z")


# Lines of a document's head and end, which stand by themselves however they are set.
_OWN_LINE = late.pattern(
    r"\W*(?:S[ốỐ]\s*:\s*\S|C[ỘO]NG H[ÒO][AÀ] X[ÃA] H[ỘO]I|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]\s*Tự do|[Nn]ơi nhận\s*:"
    r"|(?:TM|KT|TL|TUQ)\.\s?[^\W\d_a-zà-ỹ]{2}|[^,.;:]{2,40}, ngày [\d .…]{0,6}tháng [\d .…]{0,6}năm)"
)
# Where the head ends: at an item, a basis or a line longer than any of a head.
_LONGEST_OF_HEAD = 90
_HEAD = 12
_NUMBER_LINE = re.compile(r"\W*S[ốỐ]\s*:\s*\S")
_BASIS = re.compile(r"\W*(?:Căn cứ|Thực hiện|Xét|Theo)\b")


@dataclass(slots=True)
class _Paragraph:
    """Lines that are one paragraph so far, as they stand in the file; ``in_head`` while none of the text's own came."""

    lines: list[str] = field(default_factory=list)
    dense: bool = False
    in_head: bool = False

    def takes(self, line: str) -> bool:
        """Whether ``line`` is the wrapped rest of this paragraph, not a line of its own."""
        last = self.lines[-1].strip()
        if self.in_head and self._is_of_head(last, line):
            return False
        if self._is_whole(last) or _WHOLE.match(line.strip()) or self.lines[-1].endswith(("  ", "\\")):
            return False
        if _ORDINAL_LAST.search(plain(last)):
            return True
        if self.dense and _CLOSED.search(plain(last)) and _opens_a_sentence(line):
            return False
        item = _ITEM.match(line) or _ITEM.match(line.lstrip("*_"))
        if item is None or (item[3] and _NUMBER_WANTED.search(plain(last))):
            return True
        if self.dense and plain(last).isupper():
            return False
        # "giai đoạn 2025" may be wrapped before "- 2030": only after a closed line is a mark a mark.
        opened_by_item = _ITEM.match(self.lines[0]) is not None
        return not (opened_by_item or _CLOSED.search(plain(last)))

    def _is_of_head(self, last: str, line: str) -> bool:
        """Whether a new line begins in a head that is set line by line: by its form, or where capitals begin or end."""
        if _OWN_LINE.match(line) or _OWN_LINE.match(last) or _BASIS.match(line):
            return True
        return last.isupper() != line.strip().isupper() and _opens_a_sentence(line)

    def _is_whole(self, last: str) -> bool:
        """Whether the lines so far are one stretch of bold or italic words, closed at their end."""
        return last.endswith(("*", "_")) and bool(_WHOLE.match(" ".join(line.strip() for line in self.lines)))


def drafts(text: str) -> Iterator[Draft]:
    """The headings, items, paragraphs and rows of a markdown text, in order."""
    body = _without_comments(_FRONT_MATTER.sub("", text))
    table = 0
    for number, block in enumerate(stacked.blocks(body.split("\n"))):
        if isinstance(block, stacked.Table):
            for row in block.rows:
                yield Draft(PieceKind.ROW, tuple(_lines_of_cell(cell) for cell in row), table=table)
            table += 1
        else:
            for draft in _lines(block.lines, table, is_top=number == 0):
                table = max(table, (draft.table if draft.table is not None else -1) + 1)
                yield draft


def plain(marked: str) -> str:
    """The words of a line without its markup."""
    if not _MARKUP.search(marked):
        return marked
    text = _LINK.sub(r"\1", marked) if "](" in marked else marked
    text = _TAG.sub("", _BREAK_TAG.sub("\n", text)) if "<" in text else text
    text = _NOTE.sub(_note, text) if "[^" in text else text
    text = text.replace(r"\*", _STAR_KEPT).replace("*", "")
    text = (_UNDERLINED.sub(r"\2", text) if "_" in text else text).replace("`", "")
    return (_ESCAPE.sub(r"\1", text) if "\\" in text else text).replace(_STAR_KEPT, "*")


def _note(mark: re.Match[str]) -> str:
    """A note as Word prints it; its mark inside a sentence is no word of that."""
    return f"[{mark[1]}]" if mark[2] else ""


def _without_comments(text: str) -> str:
    """By searching, not by a pattern: a file of nothing but openings must cost no more than another."""
    kept = []
    at = 0
    while (opened := text.find("<!--", at)) >= 0 and (closed := text.find("-->", opened)) >= 0:
        kept.append(text[at:opened])
        at = closed + 3
    return "".join((*kept, text[at:]))


def _lines(lines: list[str], table: int, *, is_top: bool = False) -> Iterator[Draft]:
    """Drafts of lines that hold no stacked table; pipe tables among them count from ``table``; ``is_top`` of a file."""
    is_dense = _is_dense(lines)
    open_one = _Paragraph(dense=is_dense, in_head=is_top and is_dense and any(map(_NUMBER_LINE.match, lines[:_HEAD])))
    in_table = False
    for raw in _apart(lines):
        line = _QUOTE.sub("", raw) if ">" in raw else raw
        if in_table and not _is_row(line, in_table):
            in_table, table = False, table + 1
        if not line.strip() or _RULE.match(line):
            yield from _flush(open_one)
        elif _is_row(line, in_table):
            yield from _flush(open_one)
            in_table = True
            yield from _row(line, table)
        elif heading := _HEADING.match(line):
            yield from _flush(open_one)
            yield from _heading(heading)
        else:
            if open_one.lines and not open_one.takes(line):
                yield from _flush(open_one)
            open_one.lines.append(line)
            open_one.in_head = open_one.in_head and _is_head_line(line)
    yield from _flush(open_one)


def _apart(lines: list[str]) -> Iterator[str]:
    """The lines, cut before a bold one that ran on behind a paragraph's end ("… theo quy định.**3.2. Thời điểm**")."""
    for line in lines:
        run_on = _RUN_ON.search(line) if line.endswith("**") else None
        if run_on:
            yield from (line[: run_on.start()], "", line[run_on.start() :])
        else:
            yield line


def _is_head_line(line: str) -> bool:
    return len(line) < _LONGEST_OF_HEAD and not (_ITEM.match(line) or _BASIS.match(line))


def _is_dense(lines: list[str]) -> bool:
    """Whether paragraphs follow each other without blank lines, so that only their ends part them."""
    return sum(not line.strip() for line in lines) * _DENSE < len(lines)


def _opens_a_sentence(line: str) -> bool:
    words = plain(line)
    return words.lstrip(' \t"“(')[:1].isupper() or bool(_ORDINAL_FIRST.match(words))


def _is_row(line: str, in_table: bool) -> bool:
    return bool(_TABLE_ROW.match(line)) or (in_table and "|" in line)


def _row(line: str, table: int) -> Iterator[Draft]:
    if _TABLE_RULE.match(line):
        return
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith(r"\|") else inner
    yield Draft(PieceKind.ROW, tuple(plain(cell) for cell in _CELL_EDGE.split(inner)), table=table)


def _heading(match: re.Match[str]) -> Iterator[Draft]:
    yield Draft(PieceKind.HEADING, (plain(match.group(2).rstrip("# \t")),), level=len(match.group(1)))


def _flush(paragraph: _Paragraph) -> Iterator[Draft]:
    """The open paragraph as a draft, and an empty one in its place."""
    if not paragraph.lines:
        return
    marked = " ".join(line.strip().removesuffix("\\") for line in paragraph.lines)
    item = _ITEM.match(paragraph.lines[0])
    paragraph.lines.clear()
    bold = _is_bold(marked)
    if item is None:
        yield Draft(PieceKind.PARAGRAPH, (plain(marked),), bold=bold)
        return
    opened = _ITEM.match(marked)
    sign = (item.group(2) or "").replace("*", "-").replace("•", "-")
    words = marked[opened.end() :] if opened else marked
    indent = len(item.group(1).expandtabs(4)) // 2
    yield Draft(PieceKind.ITEM, (f"{item.group(3) or sign} {plain(words)}",), level=indent, bold=bold)


def _is_bold(marked: str) -> bool:
    return marked.startswith(("**", "__")) and bool(_WHOLE.match(marked))


def _lines_of_cell(lines: tuple[str, ...]) -> str:
    """The paragraphs of a cell, one a line."""
    return "\n".join(draft.cells[0] for draft in _lines(list(lines), 0))
