"""The source map of what has pages: printed words, found again in the text that was made of them.

A reader gives every word as it was seen, in the order of its text; :func:`mapped` finds each in the text.
What the text has besides (labels, joined hyphens) and what it left out (hidden characters) does no harm.

>>> seen = [Seen(1, "Kế", Box(10, 10, 20, 20)), Seen(1, "hoạch", Box(22, 10, 40, 20))]
>>> page, = mapped("KẾ: Kế hoạch", [Sheet(1, 595, 842)], seen, Cleaner())
>>> [word.span for word in page.words]
[Span(start=4, end=6), Span(start=7, end=12)]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tiendo.plan.read.clean import Cleaner
from tiendo.source import Box, Page, Span, Word

# How far ahead a word is looked for: farther than any label, nearer than the next line with the same word.
_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as it stands on the page ``page`` (from 1), before it has a place in the text."""

    page: int
    text: str
    box: Box
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before its words: see :class:`tiendo.source.Page`."""

    number: int
    width: float
    height: float
    turned: int = 0
    ocr: bool = False


def mapped(text: str, sheets: Sequence[Sheet], seen: Iterable[Seen], cleaner: Cleaner) -> tuple[Page, ...]:
    """The pages with those of the words that stand in ``text``, which is what ``cleaner`` made of them."""
    words: dict[int, list[Word]] = {sheet.number: [] for sheet in sheets}
    at = 0
    for one in seen:
        shown = cleaner.clean(one.text).strip()
        start = text.find(shown, at, at + len(shown) + _AHEAD) if shown else -1
        if start >= 0:
            at = start + len(shown)
            words[one.page].append(Word(Span(start, at), one.box, one.confidence))
    return tuple(
        Page(sheet.number, sheet.width, sheet.height, tuple(words[sheet.number]), sheet.turned, sheet.ocr)
        for sheet in sheets
    )
