"""Scans: a PDF of pictures, or a picture, read by Tesseract into text with the place of every word.

Each page is read by a process of its own, several at a time where asked; what was read once comes from the store.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from tiendo import programs
from tiendo.diagnostic import Diagnostic
from tiendo.plan.read import (
    faults,
    format_faults,
    outside,
    scan_engine,
    scan_faults,
    scan_marks,
    scan_mend,
    scan_picture,
    scan_store,
    scan_text,
    scan_view,
)
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.draft import Content
from tiendo.plan.read.scan_engine import Engine
from tiendo.plan.read.scan_layout import Layout
from tiendo.plan.read.scan_marks import LeftOut
from tiendo.plan.read.scan_picture import Sheet
from tiendo.plan.read.scan_text import Text
from tiendo.plan.read.scan_view import Read
from tiendo.plan.read.scanning import DOUBT, Scanning, Store
from tiendo.plan.read.syllable import is_syllable
from tiendo.source import Span

MAX_PAGES = 300
_EXAMPLES = 5
_LEAST_WORDS = 5
_LEAST_SHARE = 0.25
_ENOUGH_TO_TELL = 30
# Three words of four bear a mark in Vietnamese; in other languages the engine sees one where there is a speck.
_MARKED = 0.2


def read(data: bytes, name: str, cleaner: Cleaner, how: Scanning, *, total: int | None = None) -> Content:
    """The text of a scan, of ``total`` pages where that is known.

    Raises Unreadable where there is no engine, no document, or no such file.
    """
    if total is None:
        total = scan_picture.count(data)
    wanted = list(range(1, min(total, MAX_PAGES) + 1))
    reads, unread = pages(data, wanted, how)
    told = [*_unread(name, unread), *_left_out(name, total)]
    words = sum(_is_word(token) for one in reads for view in one.views for token in view.tokens)
    seen = sum(len(view.tokens) for one in reads for view in one.views)
    if words < max(_LEAST_WORDS, _LEAST_SHARE * seen):
        raise faults.Unreadable(scan_faults.NO_DOCUMENT, words=str(words))
    found = content(reads, name, cleaner)
    return replace(found, told=(*told, *found.told))


def content(reads: Sequence[Read], name: str, cleaner: Cleaner) -> Content:
    """What pages that were read add up to, and what there is to tell of them."""
    out = LeftOut()
    text = laid_out(reads, out, cleaner)
    told = (*_of_pages(name, reads), *_of_marks(name, out), *_of_words(name, text))
    return Content(text.text, tuple(text.pieces), told, text.pages(reads))


def pages(data: bytes, wanted: Sequence[int], how: Scanning) -> tuple[list[Read], list[int]]:
    """What is read of the pages ``wanted`` (from 1), and the numbers of those that could not be read.

    Raises Unreadable where there is no engine, where the file is no picture, and where not one page is read.
    """
    engine = scan_engine.engine()
    digest = hashlib.sha256(data).hexdigest()
    keys = {number: scan_store.key(digest, number, engine.key) for number in wanted}
    found = {number: one for number in wanted if (one := _kept(keys[number], how.store)) is not None}
    missing = [number for number in wanted if number not in found]
    if how.progress is not None and found:
        how.progress(len(found), len(wanted))
    failed: list[programs.Failed] = []
    for number, result in _fresh(scan_picture.sheets(data, missing), engine, max(1, how.jobs)):
        if isinstance(result, programs.Failed):
            failed.append(result)
        else:
            found[number] = result
            if how.store is not None:
                how.store.put(keys[number], scan_store.packed(result))
        if how.progress is not None:
            how.progress(len(found) + len(failed), len(wanted))
    if failed and not found:
        raise outside.refusal(failed[0])
    return [found[number] for number in sorted(found)], [number for number in wanted if number not in found]


def laid_out(reads: Sequence[Read], out: LeftOut, cleaner: Cleaner) -> Text:
    """The text of pages that were read; what is not the document is noted in ``out``."""
    views = [(one.number, view) for one in reads for view in one.views]
    kept = scan_marks.kept([view for _, view in views], out)
    layout = Layout()
    for (number, view), tokens in zip(views, kept, strict=True):
        layout.add(number, view, tokens)
    return scan_text.assembled(scan_mend.mended(layout.blocks()), cleaner)


def _kept(key: str, store: Store | None) -> Read | None:
    data = store.get(key) if store is not None else None
    return scan_store.unpacked(data) if data is not None else None


def _fresh(sheets: Iterator[Sheet], engine: Engine, jobs: int) -> Iterator[tuple[int, Read | programs.Failed]]:
    """Sheets as they are read, ``jobs`` at a time; one more is made ready meanwhile, and no more."""
    with ThreadPoolExecutor(jobs) as pool:
        pending: deque[tuple[int, Future[Read]]] = deque()
        for sheet in sheets:
            pending.append((sheet.number, pool.submit(scan_view.read, sheet, engine)))
            if len(pending) > jobs:
                yield _outcome(*pending.popleft())
        while pending:
            yield _outcome(*pending.popleft())


def _outcome(number: int, future: Future[Read]) -> tuple[int, Read | programs.Failed]:
    try:
        return number, future.result()
    except programs.Failed as fault:
        return number, fault


def _is_word(token: scan_engine.Token) -> bool:
    """Whether a token is a word that can be believed."""
    core = token.text.strip(".,;:()“”\"'-–/")
    return token.confidence >= DOUBT and len(core) > 1 and (is_syllable(core) or core.isalnum())


def _unread(name: str, unread: Sequence[int]) -> Iterator[Diagnostic]:
    if unread:
        shown = ", ".join(map(str, unread[: 2 * _EXAMPLES]))
        yield scan_faults.PAGES_UNREAD.found(name, None, count=str(len(unread)), pages=shown)


def _left_out(name: str, total: int) -> Iterator[Diagnostic]:
    if total > MAX_PAGES:
        yield format_faults.PAGES_LEFT_OUT.found(name, None, pages=str(total), limit=str(MAX_PAGES))


def _of_pages(name: str, reads: Sequence[Read]) -> Iterator[Diagnostic]:
    moved = [one.number for one in reads if one.turned or len(one.views) > 1]
    if moved:
        shown = ", ".join(map(str, moved[: 2 * _EXAMPLES]))
        yield scan_faults.TURNED.found(name, None, count=str(len(moved)), pages=shown)


def _of_marks(name: str, out: LeftOut) -> Iterator[Diagnostic]:
    if out.entry_stamps or out.signatures:
        entries, signatures = str(out.entry_stamps), str(len(out.signatures))
        yield scan_faults.STAMPS.found(name, None, entries=entries, signatures=signatures)
    if out.running:
        yield format_faults.FURNITURE.found(name, None, count=str(out.running))
    if out.specks:
        yield scan_faults.SPECKS.found(name, None, count=str(out.specks))


def _of_words(name: str, text: Text) -> Iterator[Diagnostic]:
    words = [word for page in sorted(text.words) for word in text.words[page]]
    doubtful = [word.span for word in words if word.confidence is not None and word.confidence < DOUBT]
    if doubtful:
        yield scan_faults.DOUBTFUL.found(
            name, doubtful[0], count=str(len(doubtful)), words=str(len(words)), examples=_examples(text.text, doubtful)
        )
    if text.mended:
        pairs = [f"{spot.read} → {spot.text}" for _, spot in text.mended]
        shown = ", ".join(dict.fromkeys(pairs[: 4 * _EXAMPLES]))
        yield scan_faults.MENDED.found(name, text.mended[0][0], count=str(len(pairs)), examples=shown)
    if _is_foreign(text.text):
        yield scan_faults.NOT_VIETNAMESE.found(name, None)


def _examples(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{text[span.start : span.end]}”" for span in spans[:_EXAMPLES])


def _is_foreign(text: str) -> bool:
    """Whether hardly a word bears a mark of Vietnamese."""
    words = [word for word in text.split() if sum(map(str.isalpha, word)) > 1]
    marked = sum(not word.isascii() for word in words)
    return len(words) >= _ENOUGH_TO_TELL and marked < _MARKED * len(words)
