"""Where words of a source are found in a file without lines, as a person looks for them: unit, page, paragraph, cell.

Word has neither lines nor columns to go to, but everybody finds "mục II.3, đoạn 12" or "bảng 2, dòng 5, cột 3". Nothing
is guessed: what the reader of the file did not note is not said.

>>> from tiendo.source import At, Piece, PieceKind
>>> source = Source("a.docx", "Lập sổ", (Piece(PieceKind.PARAGRAPH, Span(0, 6), at=At(paragraph=3)),), "", "")
>>> of(source, ()).at(4).said.vi
'đoạn 3'
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tiendo.plan.model import Section, SectionKind
from tiendo.render import Where
from tiendo.rulebook import Lang, Words
from tiendo.source import At, Source, Span

_OWN_NAMES = {
    SectionKind.ANNEX: Words(vi="Phụ lục {label}", en="Annex {label}"),
    SectionKind.PART: Words(vi="Phần {label}", en="Part {label}"),
    SectionKind.CHAPTER: Words(vi="Chương {label}", en="Chapter {label}"),
    SectionKind.DIVISION: Words(vi="Mục {label}", en="Division {label}"),
    SectionKind.ARTICLE: Words(vi="Điều {label}", en="Article {label}"),
    SectionKind.CLAUSE: Words(vi="khoản {label}", en="clause {label}"),
    SectionKind.POINT: Words(vi="điểm {label}", en="point {label}"),
}
_ITEM = Words(vi="mục {label}", en="item {label}")
_PAGE = Words(vi="trang {number}", en="page {number}")
_PARAGRAPH = Words(vi="đoạn {number}", en="paragraph {number}")
_TABLE = Words(vi="bảng {number}", en="table {number}")
_ROW = Words(vi="dòng {number}", en="row {number}")
_COLUMN = Words(vi="cột {number}", en="column {number}")
_NOTE = Words(vi="chú thích {number}", en="note {number}")


def of(source: Source, outline: Sequence[Section]) -> Whereabouts | None:
    """The places of a source; None where its reader noted none, as of files that have lines."""
    pieces = [piece for piece in source.pieces if piece.at is not None]
    pages = [(page.words[0].span.start, page.number) for page in source.pages if page.words]
    if not (pieces or pages):
        return None
    return Whereabouts(
        starts=tuple(piece.span.start for piece in pieces),
        ats=tuple(piece.at for piece in pieces if piece.at is not None),
        cells=tuple(piece.cells for piece in pieces),
        pages=tuple(sorted(pages)),
        units=tuple(_units(outline, None, ())),
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    """A labelled unit: where it runs, its path and its name; ``above`` is the one around it."""

    span: Span
    path: str
    name: Words
    above: _Unit | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a reader noted of each piece, and the units that the outline tells."""

    starts: tuple[int, ...]
    ats: tuple[At, ...]
    cells: tuple[tuple[Span, ...], ...]
    pages: tuple[tuple[int, int], ...]
    units: tuple[_Unit, ...]

    def at(self, offset: int) -> Where | None:
        """Where a code point of the text stands; None where nothing is known of it."""
        number = bisect_right(self.starts, offset) - 1
        at = self.ats[number] if number >= 0 else At()
        # Notes stand behind the text, whatever they are notes to.
        unit, page = self._unit(offset) if at.note is None else None, self._page(offset)
        column = self._column(number, offset) if at.row is not None else None
        numbers = (
            (_PAGE, page),
            (_NOTE, at.note),
            (_PARAGRAPH, at.paragraph),
            (_TABLE, at.table),
            (_ROW, at.row),
            (_COLUMN, column),
        )
        told = [(words, {"number": str(one)}) for words, one in numbers if one is not None]
        if unit is None and not told:
            return None
        vi, en = (
            ", ".join([*([unit.name.say(lang)] if unit else []), *(words.say(lang, one) for words, one in told)])
            for lang in (Lang.VI, Lang.EN)
        )
        path = unit.path if unit else None
        return Where(path, page, at.paragraph, at.table, at.row, column, at.note, said=Words(vi=vi, en=en))

    def _column(self, number: int, offset: int) -> int | None:
        """The column of a row that a code point stands in, counted over the cells that others cover."""
        starts = [cell.start for cell in self.cells[number]]
        return bisect_right(starts, offset) or None

    def _page(self, offset: int) -> int | None:
        number = bisect_right(self.pages, offset, key=lambda page: page[0])
        return self.pages[max(number - 1, 0)][1] if self.pages else None

    def _unit(self, offset: int) -> _Unit | None:
        number = bisect_right(self.units, offset, key=lambda unit: unit.span.start)
        unit = self.units[number - 1] if number else None
        while unit is not None and offset >= unit.span.end:
            unit = unit.above
        return unit


def _units(level: Iterable[Section], above: _Unit | None, chain: tuple[Section, ...]) -> Iterator[_Unit]:
    """The labelled units of an outline, each before those inside it."""
    for one in level:
        inner, unit = chain, above
        if one.label:
            inner = (*_without_prefix(chain, one), one)
            unit = _Unit(one.span, ".".join(each.label for each in inner), _name(inner), above)
            yield unit
        yield from _units(one.children, unit, inner)


def _without_prefix(chain: tuple[Section, ...], one: Section) -> tuple[Section, ...]:
    """The units around one, without that whose label its own says again ("3.1." under "3.")."""
    is_said = chain and one.kind is SectionKind.PATH and one.label.startswith(f"{chain[-1].label}.")
    return chain[:-1] if is_said else chain


def _name(chain: Sequence[Section]) -> Words:
    """Units by the names that the law gives them; other labels together, as offices cite them ("mục II.3")."""
    item = ".".join(one.label for one in chain if one.kind not in _OWN_NAMES)
    own = [(_OWN_NAMES[one.kind], one.label) for one in chain if one.kind in _OWN_NAMES]
    every = [*own, *([(_ITEM, item)] if item else [])]
    vi, en = (", ".join(words.say(lang, {"label": label}) for words, label in every) for lang in (Lang.VI, Lang.EN))
    return Words(vi=vi, en=en)
