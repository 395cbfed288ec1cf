"""The pages of a document as they are kept: where each word stands, how sure the reading is, what they look like."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from tiendo import source
from tiendo.errors import Refusal, Refused
from tiendo.plan import read
from tiendo.plan.read import page_picture
from tiendo_web.core.access import Viewer, What
from tiendo_web.plans import queries
from tiendo_web.plans.models import Page, Plan

# Places are kept in whole tenths of a point: finer than any printer, and short in the table.
_FINE = 10
# Raised with every change of what a picture looks like.
_REVISION = "1"
# A large picture takes half a gigabyte while it is unpacked: one at a time in a process.
_drawing = threading.Lock()


class NoPage(Refused):
    """There is no such page, or no picture of it."""

    kind = Refusal.MISSING


@dataclass(frozen=True, slots=True)
class Range:
    """A page with the first and the last offset of its words; ``start`` is None where it has none."""

    number: int
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How a document was read: pages, those read from pictures, words on these, and words to be looked at."""

    pages: int
    pictures: int
    words: int
    doubtful: int

    @property
    def share(self) -> float:
        """Of a hundred words read from pictures, how many are to be looked at."""
        return 100 * self.doubtful / self.words if self.words else 0.0


def row(plan: Plan, page: source.Page) -> Page:
    """A page as a row."""
    return Page(
        plan=plan,
        number=page.number,
        width=round(page.width * _FINE),
        height=round(page.height * _FINE),
        turned=page.turned,
        ocr=page.ocr,
        word_count=len(page.words),
        doubt_count=sum(_is_doubtful(word) for word in page.words),
        words=[_word(word) for word in page.words],
        start=min((word.span.start for word in page.words), default=None),
        end=max((word.span.end for word in page.words), default=None),
    )


def _is_doubtful(word: source.Word) -> bool:
    return word.confidence is not None and word.confidence < read.DOUBT


def _word(word: source.Word) -> list[int | None]:
    box = (word.box.left, word.box.top, word.box.right, word.box.bottom)
    return [word.span.start, word.span.end, *(round(side * _FINE) for side in box), word.confidence]


def sureness(*, plan_id: int, viewer: Viewer) -> Sureness:
    """How the document of a plan was read; one query."""
    rows = _pages(plan_id, viewer).order_by()
    counted = rows.values_list("ocr").annotate(Count("id"), Sum("word_count"), Sum("doubt_count"))
    by = {ocr: (pages, words, doubtful) for ocr, pages, words, doubtful in counted}
    pictures = by.get(True, (0, 0, 0))
    return Sureness(sum(pages for pages, _, _ in by.values()), *pictures)


def ranges(*, plan_id: int, viewer: Viewer) -> list[Range]:
    """The pages of a plan's document in their order, without their words; one query."""
    rows = _pages(plan_id, viewer).order_by("number")
    return [Range(*row) for row in rows.values_list("number", "start", "end")]


def holding(pages: Sequence[Range], at: int) -> int | None:
    """The number of the page that holds the word at an offset, or the nearest word before it."""
    before = [page for page in pages if page.start is not None and page.start <= at]
    return max(before, key=lambda page: page.start or 0).number if before else None


def sheet(*, plan_id: int, number: int, viewer: Viewer) -> source.Page:
    """A page with its words; raises :class:`NoPage`."""
    row = _row(plan_id, number, viewer)
    words = tuple(
        source.Word(source.Span(start, end), source.Box(*(side / _FINE for side in box)), sure)
        for start, end, *box, sure in row.words
    )
    return source.Page(row.number, row.width / _FINE, row.height / _FINE, words, row.turned, row.ocr)


def _pages(plan_id: int, viewer: Viewer) -> QuerySet[Page]:
    """The pages of a plan of a level that the viewer reads."""
    here = {"jurisdiction_id": viewer.jurisdiction_id, "plan_id": plan_id}
    return Page.objects.filter(**here, plan__level__lte=queries.ceiling(viewer))


def _row(plan_id: int, number: int, viewer: Viewer) -> Page:
    found = _pages(plan_id, viewer).filter(number=number).first()
    if found is None:
        raise NoPage(_("Không có trang này."))
    return found


def picture(*, plan_id: int, number: int, viewer: Viewer) -> bytes:
    """What a page looks like, as WebP: drawn once, then kept by the file's digest; raises :class:`NoPage`."""
    page = _row(plan_id, number, viewer)
    viewer.opens(Plan._meta.label, plan_id, queries.level_of(plan_id=plan_id, viewer=viewer), What.PICTURE)
    sha256 = queries.source_of(plan_id=plan_id, viewer=viewer)
    # PDFium turns a page as the file says; what the reader of pictures turned, the file does not know.
    turned = page.turned if page.ocr else 0
    key = hashlib.sha256(f"{sha256} {number} {turned} {_REVISION}".encode()).hexdigest()
    store = read.Folder(Path(settings.DATA) / "pictures" / str(viewer.jurisdiction_id))
    kept = store.get(key)
    if kept is None:
        kept = _drawn(plan_id, number, turned, sha256, viewer)
        store.put(key, kept)
    return kept


def _drawn(plan_id: int, number: int, turned: int, sha256: str, viewer: Viewer) -> bytes:
    name, _media, data = queries.document_bytes(plan_id=plan_id, viewer=viewer, what=What.PICTURE)
    with _drawing:
        file = page_picture.inside(data, name, sha256)
        found = page_picture.drawn(file, number, turned) if file is not None else None
    if found is None:
        raise NoPage(_("Trang này không vẽ lại được."))
    return found
