"""What the paragraphs, runs, rows and cells of a Word document say of themselves, found in one pass.

Most say little that matters for reading, among much that does not, and two levels below what it describes: to look
for it at each element takes longer than to read the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from lxml import etree

from tiendo.plan.read import ooxml
from tiendo.plan.read.ooxml import w

_STYLE, _LIST, _OUTLINE, _ALIGNED, _BOLD, _VANISHED = map(w, ("pStyle", "numPr", "outlineLvl", "jc", "b", "vanish"))
_MERGED_DOWN, _SPANS, _SKIPS, _VAL = map(w, ("vMerge", "gridSpan", "gridBefore", "val"))
_DELETED, _MOVED, _CELL_DELETED = map(w, ("del", "moveFrom", "cellDel"))
_READ = (
    *(_STYLE, _LIST, _OUTLINE, _ALIGNED, _BOLD, _VANISHED, _MERGED_DOWN, _SPANS, _SKIPS),
    *(_DELETED, _MOVED, _CELL_DELETED),
)
_OF_PARAGRAPH, _ROW, _CELL = map(w, ("pPr", "tr", "tc"))
_HOLDERS: frozenset[object] = frozenset((_OF_PARAGRAPH, *map(w, ("rPr", "trPr", "tcPr"))))

_Elements = dict[etree._Element, etree._Element]
_Values = dict[etree._Element, str | None]


@dataclass(frozen=True, slots=True)
class Properties:
    """By element; of a property that an element says twice the first counts. What is not said is the style's."""

    style: _Values
    lists: _Elements
    outline: _Values
    aligned: _Values
    bold: dict[etree._Element, bool]
    hidden: frozenset[etree._Element]
    merged_down: frozenset[etree._Element]
    spans: _Values
    skips: _Values
    # By a tracked change that nobody has accepted yet; of a paragraph only its end is.
    taken_out: frozenset[etree._Element | None]

    @classmethod
    def of(cls, roots: Iterable[etree._Element]) -> Self:
        """Gather them from the trees of the body and of the notes."""
        said = _said(roots)
        return cls(
            style=_values(said[_STYLE]),
            lists=said[_LIST],
            outline=_values(said[_OUTLINE]),
            aligned=_values(said[_ALIGNED]),
            bold={owner: ooxml.switch(one) or False for owner, one in said[_BOLD].items()},
            hidden=frozenset(owner for owner, one in said[_VANISHED].items() if ooxml.switch(one)),
            merged_down=frozenset(
                owner for owner, one in said[_MERGED_DOWN].items() if one.get(_VAL, "continue") == "continue"
            ),
            spans=_values(said[_SPANS]),
            skips=_values(said[_SKIPS]),
            taken_out=frozenset(_taken_out(said)),
        )


def _said(roots: Iterable[etree._Element]) -> dict[str, _Elements]:
    """Each property that is read, by its name and by the element that it is said of."""
    said: dict[str, _Elements] = {name: {} for name in _READ}
    for one in (one for root in roots for one in root.iter(*_READ)):
        owner = owner_of(one)
        if owner is not None:
            said[str(one.tag)].setdefault(owner, one)
    return said


def owner_of(one: etree._Element) -> etree._Element | None:
    """What a property is said of; None where it stands among no properties."""
    holder = one.getparent()
    return holder.getparent() if holder is not None and holder.tag in _HOLDERS else None


def _values(said: _Elements) -> _Values:
    return {owner: ooxml.val(one) for owner, one in said.items()}


def _taken_out(said: dict[str, _Elements]) -> Iterator[etree._Element | None]:
    """Paragraphs by their end, which has properties of its own within theirs; rows; and cells."""
    deleted = (*said[_DELETED], *said[_MOVED])
    yield from (owner.getparent() for owner in deleted if owner.tag == _OF_PARAGRAPH)
    yield from (owner for owner in deleted if owner.tag == _ROW)
    yield from (owner for owner in said[_CELL_DELETED] if owner.tag == _CELL)
