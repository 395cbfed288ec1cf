"""The pages of a document as they are kept: where each word stands, and how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from tiendo import source
from tiendo.plan import read
from tiendo_web.core.access import Viewer
from tiendo_web.plans.models import Page, Plan

# Places are kept in whole tenths of a point: finer than any printer, and short in the table.
_FINE = 10


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
    )


def _is_doubtful(word: source.Word) -> bool:
    return word.confidence is not None and word.confidence < read.DOUBT


def _word(word: source.Word) -> list[int | None]:
    box = (word.box.left, word.box.top, word.box.right, word.box.bottom)
    return [word.span.start, word.span.end, *(round(side * _FINE) for side in box), word.confidence]


def sureness(*, plan_id: int, viewer: Viewer) -> Sureness:
    """How the document of a plan was read; one query."""
    rows = Page.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id=plan_id).order_by()
    counted = rows.values_list("ocr").annotate(Count("id"), Sum("word_count"), Sum("doubt_count"))
    by = {ocr: (pages, words, doubtful) for ocr, pages, words, doubtful in counted}
    pictures = by.get(True, (0, 0, 0))
    return Sureness(sum(pages for pages, _, _ in by.values()), *pictures)
