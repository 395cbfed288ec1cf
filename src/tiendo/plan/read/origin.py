"""Where the words of a source stand in the file they came from, as an editor shows it: for text, Markdown and HTML.

A source's text is folded, without markup and without empty lines. The lines of both are found again by their first
words, in order, and the columns letter by letter; a file without lines (Word, PDF) has no such places.

>>> from tiendo.plan.read import read
>>> data = "<!-- nháp -->\\n\\n# KẾ HOẠCH\\n\\n**Lập** sổ\\n".encode()
>>> source, _ = read(data, "a.md")
>>> of(data, source).position(source.text.index("sổ"))
Position(line=5, column=9)
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from tiendo.plan.read import legacy, text
from tiendo.plan.read.clean import Cleaner
from tiendo.source import Position, Source, Span

_SHOWN = ("text/plain", "text/markdown", "text/html")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_WORD = re.compile(r"\S+")
# A letter with what composes with it or is dropped behind it; of HTML an entity is a letter.
_LETTER = re.compile(r"(?:&#?\w{1,31};|.)[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*", re.DOTALL)
_PROBE = 5  # words by which a line is known again
_NEAR = 300  # characters of markup between two words of one line
_TRIES = 40
_SAMPLE = 50_000


def of(data: bytes, source: Source) -> Origin | None:
    """The places of ``source`` in its file ``data``; None for another file's, and where a file has no lines."""
    if source.media_type not in _SHOWN or hashlib.sha256(data).hexdigest() != source.sha256:
        return None
    return Origin(data, replace(source, pieces=(), pages=()))


@dataclass(frozen=True)
class Origin:
    """Places in a file, found when the first of them is asked for."""

    data: bytes
    source: Source

    def position(self, offset: int) -> Position:
        """Line and column, in the file, of a code point of the text."""
        if self._is_same:
            return self.source.position(offset)
        line, column = self._place(offset)
        return Position(line + 1, column + 1)

    def span(self, span: Span) -> Span | None:
        """The same words in code points of the file, its byte order mark not counted; None where it has them not so."""
        if span.start == span.end or self._decoded.scheme or self._decoded.twice or self._scheme:
            return None
        if self._is_same:
            return span
        line, column = self._place(span.start)
        last, end = self._place(span.end - 1)
        lines, starts = self._file.lines, self._file.starts
        letter = _LETTER.match(lines[last], end) if end < len(lines[last]) else None
        found = Span(
            starts[line] + column, max(starts[line] + column, starts[last] + (letter.end() if letter else end))
        )
        words = self._file.raw[found.start : found.end]
        return found if words and _plain(self._fold(words)) == _plain(self.source.slice(span)) else None

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 0, in the file as it is."""
        at = self._folded_place(offset)
        line = bisect_right(self._file.folded_starts, at) - 1
        folded = self._file.folded[line]
        return line, self._column(line, min(at - self._file.folded_starts[line], len(folded)))

    def _column(self, line: int, column: int) -> int:
        """A column of a folded line in the line as it is."""
        raw = self._file.lines[line]
        if raw == self._file.folded[line]:
            return column
        at = 0
        while column > 0 and (letter := _LETTER.match(raw, at)):
            column -= len(self._fold(letter.group()))
            at = letter.end()
        return at

    def _folded_place(self, offset: int) -> int:
        """Where a code point stands among the folded lines: from the first word of its line, word by word."""
        number = bisect_right(self._anchors[0], offset) - 1
        if number < 0:
            return 0
        start, at = self._anchors[0][number], self._anchors[1][number]
        for word in _WORD.finditer(self.source.text, start):
            found = self._joined.find(word.group(), at, at + _NEAR + len(word.group()))
            if offset < word.end():
                return (found if found >= 0 else at) + max(0, offset - word.start())
            at = found + len(word.group()) if found >= 0 else at
        return at

    def _fold(self, words: str) -> str:
        if self.source.media_type == "text/html":
            import html

            words = html.unescape(words)
        scheme = self._scheme
        return Cleaner().clean(words if scheme is None else legacy.convert(words, scheme)).replace("\n", " ")

    @cached_property
    def _decoded(self) -> text.Decoded:
        return text.decode(self.data)

    @cached_property
    def _is_same(self) -> bool:
        """Whether nothing was folded, which is most often so."""
        return self._decoded.text == self.source.text

    @cached_property
    def _scheme(self) -> legacy.Scheme | None:
        """The old encoding that the decoded text is still in."""
        return None if self._decoded.scheme else legacy.told(self._decoded.text[:_SAMPLE].split("\n"))

    @cached_property
    def _file(self) -> _File:
        return _File.of(self._decoded.text, self._fold)

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self._file.folded)

    @cached_property
    def _anchors(self) -> tuple[list[int], list[int]]:
        """Where lines of the text begin, and where their first word stands among the folded lines; those found only."""
        ours: list[int] = []
        theirs: list[int] = []
        at = 0
        for line in _WORD_LINE.finditer(self.source.text):
            words = list(_WORD.finditer(self.source.text, line.start(), line.end()))[: _PROBE + 1]
            # The first may be a label that only the reader made.
            for probe in (words[:_PROBE], words[1:]):
                found = _found(self._joined, [word.group() for word in probe], at)
                if found is not None:
                    ours.append(probe[0].start())
                    theirs.append(found[0])
                    at = found[1]
                    break
        return ours, theirs


_WORD_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class _File:
    """A file's text in lines without their ends, each as it is and folded, and where each begins."""

    raw: str
    lines: Sequence[str]
    starts: Sequence[int]
    folded: Sequence[str]
    folded_starts: Sequence[int]

    @classmethod
    def of(cls, raw: str, fold: Callable[[str], str]) -> _File:
        """Cut and fold a text."""
        found = [match for match in _LINE.finditer(raw) if match.group() or match.start() == len(raw)]
        lines = [match.group().rstrip("\r\n") for match in found]
        folded = [fold(line) for line in lines]
        folded_starts = [0, *accumulate(len(line) + 1 for line in folded)][: len(lines)]
        return cls(raw, lines, [match.start() for match in found], folded, folded_starts)


def _found(text: str, words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Where words stand in ``text`` behind ``at``, near each other and in order: the start and the end."""
    start = at
    for _ in range(_TRIES if words else 0):
        start = text.find(words[0], start)
        if start < 0:
            return None
        end: int | None = start + len(words[0])
        for word in words[1:]:
            found = text.find(word, end, (end or 0) + _NEAR + len(word))
            end = found + len(word) if found >= 0 else None
            if end is None:
                break
        if end is not None:
            return start, end
        start += 1
    return None


def _plain(words: str) -> str:
    return " ".join(words.split())
