"""Diagnostics for people: the sentence, the words underlined, what else bears on it, what to do.

Lines of a directive run to a thousand characters, so only a window around the words is shown. Colour is
the caller's choice: it asks whether a terminal is there, this module does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from tiendo.diagnostic import Diagnostic, FixKind, Severity
from tiendo.render import File, width
from tiendo.rulebook import Lang, Rulebook, Words
from tiendo.source import Span

_SEVERITY = {
    Severity.ERROR: Words(vi="lỗi", en="error"),
    Severity.WARNING: Words(vi="cảnh báo", en="warning"),
    Severity.INFO: Words(vi="lưu ý", en="note"),
}
_HELP = Words(vi="cách xử lý", en="help")
_MORE = Words(vi="và {count} chỗ nữa", en="and {count} more")
_FIX = {
    FixKind.SAFE: Words(vi="có thể tự sửa thành", en="can be mended to"),
    FixKind.UNSAFE: Words(vi="có thể sửa thành, sau khi xem lại", en="can be mended, after a look, to"),
    FixKind.DISPLAY: Words(vi="có lẽ là, cần tra lại", en="perhaps meant, to be looked up"),
}
_BEFORE, _SHOWN = 36, 96
_LABELS_SHOWN = 3


class _Ink(StrEnum):
    ERROR = "\x1b[1;31m"
    WARNING = "\x1b[1;33m"
    INFO = "\x1b[1;36m"
    FRAME = "\x1b[34m"
    BOLD = "\x1b[1m"
    NONE = "\x1b[0m"


_INK = {Severity.ERROR: _Ink.ERROR, Severity.WARNING: _Ink.WARNING, Severity.INFO: _Ink.INFO}


def render(files: Sequence[File], book: Rulebook, lang: Lang, *, colour: bool = False) -> str:
    """Every diagnostic as a block of lines, a blank line after each; empty where nothing was found."""
    blocks = ["\n".join(_block(file, one, book, lang, colour)) for file in files for one in file.diagnostics]
    return "".join(f"{block}\n\n" for block in blocks)


def _block(file: File, one: Diagnostic, book: Rulebook, lang: Lang, colour: bool) -> Iterator[str]:
    ink = _INK[one.severity]
    head = f"{_SEVERITY[one.severity].say(lang)}[{one.code} {one.name}]"
    yield f"{_paint(head, ink, colour)}: {_paint(book.message(one, lang), _Ink.BOLD, colour)}"
    gutter = _gutter(file, one)
    arrow = _paint(f"{' ' * gutter}-->", _Ink.FRAME, colour)
    at = one.span.start if one.span else None
    yield f"{arrow} {file.place(at)}{file.found_at(at, lang)}"
    if file.source and one.span:
        yield from _snippet(file, one.span, "^", "", gutter, ink, colour)
    for label in one.labels[:_LABELS_SHOWN]:
        if file.source:
            words = book.label(one, label, lang)
            yield (
                _paint(f"{' ' * gutter}::: ", _Ink.FRAME, colour)
                + f"{file.place(label.span.start)}{file.found_at(label.span.start, lang)}"
            )
            yield from _snippet(file, label.span, "-", words, gutter, _Ink.FRAME, colour)
    note = _paint(f"{' ' * gutter} = ", _Ink.FRAME, colour)
    if len(one.labels) > _LABELS_SHOWN:
        yield note + _MORE.say(lang, {"count": str(len(one.labels) - _LABELS_SHOWN)})
    yield f"{note}{_HELP.say(lang)}: {book.help(one, lang)}"
    if one.fix:
        yield f"{note}{_FIX[one.fix.kind].say(lang)}: " + ", ".join(f"“{edit.text}”" for edit in one.fix.edits)


def _gutter(file: File, one: Diagnostic) -> int:
    if file.source is None or one.span is None:
        return 2
    last = max(span.start for span in (one.span, *(label.span for label in one.labels[:_LABELS_SHOWN])))
    return max(2, len(str(file.position(last).line)))


def _snippet(file: File, span: Span, mark: str, words: str, gutter: int, ink: _Ink, colour: bool) -> Iterator[str]:
    """The line, and under it marks as wide as the words; a span over several lines is marked on its first."""
    source = file.source
    assert source is not None
    position = source.position(span.start)
    before, marked, after = _window(source.line(position.line), position.column - 1, span.end - span.start)
    bar = _paint(f"{' ' * gutter} |", _Ink.FRAME, colour)
    number = _paint(f"{file.position(span.start).line:>{gutter}} |", _Ink.FRAME, colour)
    marks = " " * width.columns(before) + _paint(mark * max(1, width.columns(marked)), ink, colour)
    yield bar
    yield f"{number} {before}{marked}{after}"
    yield f"{bar} {marks}" + (f" {words}" if words else "")


def _window(line: str, column: int, length: int) -> tuple[str, str, str]:
    """What stands before, in and after the marked words, cut to what fits a screen."""
    start = max(0, column - _BEFORE)
    end = min(len(line), start + max(_SHOWN, column - start + 1))
    stop = min(column + length, end)
    before = ("…" if start else "") + line[start:column]
    after = line[stop:end] + ("…" if end < len(line) else "")
    return width.printable(before), width.printable(line[column:stop]), width.printable(after)


def _paint(text: str, ink: _Ink, colour: bool) -> str:
    return f"{ink.value}{text}{_Ink.NONE.value}" if colour else text
