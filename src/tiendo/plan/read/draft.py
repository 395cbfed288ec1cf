"""Pieces before they have a place: what every reader but the plain one makes, and the text they add up to.

A draft holds the words as the file gave them; :func:`assemble` cleans them, puts them one below the other
and notes where each ended up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tiendo.diagnostic import Diagnostic
from tiendo.plan import attributes
from tiendo.plan.read import faults
from tiendo.plan.read.clean import Cleaner
from tiendo.source import At, Page, Piece, PieceKind, Span

CELL_BREAK = "\t"
CELLS_IN_LINE = " | "
# What a reader puts for a cell that is the one above it, merged downwards.
CARRIED = "\ue001"


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece without its span; ``cells`` holds one text, or one for each cell of a row."""

    kind: PieceKind
    cells: tuple[str, ...]
    level: int = 0
    table: int | None = None
    bold: bool = False
    centred: bool = False
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What the reader of one format makes of a file: clean text, its pieces and pages, and what there is to tell."""

    text: str
    pieces: tuple[Piece, ...]
    told: tuple[Diagnostic, ...] = ()
    pages: tuple[Page, ...] = ()


def in_cell(drafts: Iterable[Draft]) -> tuple[str, list[Draft]]:
    """What stands in a cell of a table: its words, and the rows of tables of tasks inside it, for behind its row.

    Any other table inside it is a line of the words for each of its rows.

    >>> head, row = (Draft(PieceKind.ROW, cells, table=1) for cells in (("Mục", "Số"), ("Sổ", "12")))
    >>> in_cell([Draft(PieceKind.PARAGRAPH, ("Lập:",)), head, row])[0]
    'Lập:\\nMục | Số\\nSổ | 12'
    """
    every = list(drafts)
    rows = [one for one in every if one.table is not None]
    if not rows:
        return "\n".join(cell for one in every for cell in one.cells if cell and cell != CARRIED), []
    of_tasks = {one.table for one in rows if attributes.are_heads(map(attributes.column, one.cells))}
    lines = (_line(one) for one in every if one.table is None or one.table not in of_tasks)
    return "\n".join(line for line in lines if line), [one for one in rows if one.table in of_tasks]


def _line(draft: Draft) -> str:
    """A draft as a line of a cell."""
    cells = [cell for cell in draft.cells if cell and cell != CARRIED]
    if draft.table is None:
        return "\n".join(cells)
    return CELLS_IN_LINE.join(" ".join(cell.split("\n")) for cell in cells)


def assemble(drafts: Iterable[Draft], cleaner: Cleaner) -> tuple[str, tuple[Piece, ...]]:
    """The text of the drafts, one below the other, and the pieces in it; drafts without words are left out.

    Raises Unreadable where there are more than any document has.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for draft in drafts:
        cells = ["" if cell == CARRIED else cleaner.tidy(cell) for cell in draft.cells]
        if not any(cells):
            continue
        if len(pieces) == faults.MAX_PIECES:
            raise faults.Unreadable(faults.TOO_LONG, limit=str(faults.MAX_PIECES))
        text = CELL_BREAK.join(cells)
        pieces.append(_placed(draft, at, cells, len(text)))
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), tuple(pieces)


def _placed(draft: Draft, start: int, cells: list[str], length: int) -> Piece:
    is_row = draft.kind is PieceKind.ROW
    return Piece(
        kind=draft.kind,
        span=Span(start, start + length),
        cells=_cell_spans(start, cells) if is_row else (),
        table=draft.table,
        level=draft.level,
        bold=draft.bold,
        centred=draft.centred,
        carried=tuple(i for i, cell in enumerate(draft.cells) if cell == CARRIED) if is_row else (),
        at=draft.at,
    )


def _cell_spans(start: int, cells: list[str]) -> tuple[Span, ...]:
    spans = []
    for cell in cells:
        end = start + len(cell)
        spans.append(Span(start, end))
        start = end + len(CELL_BREAK)
    return tuple(spans)
