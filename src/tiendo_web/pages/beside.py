"""What stands beside the tasks in the workbench: the text of the document, or a page of it as it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from tiendo_web.pages import marked, sheet
from tiendo_web.pages.doors import SignedIn
from tiendo_web.pages.parts import Part
from tiendo_web.pages.said import Said
from tiendo_web.plans import pages
from tiendo_web.plans.draft import Draft
from tiendo_web.plans.queries import PlanPage


@dataclass(frozen=True, slots=True)
class Beside:
    """The text, or page ``number`` of ``total``; a document without pages has its text only."""

    html: SafeString
    total: int
    number: int = 0

    @property
    def is_page(self) -> bool:
        """Whether it is a page as it looks."""
        return self.number > 0


def beside(
    request: SignedIn,
    plan: PlanPage,
    held: Draft,
    found: Sequence[Said],
    ranges: Sequence[pages.Range],
    part: Part,
    *,
    as_page: bool,
) -> Beside:
    """What the address asks for; a page where ``as_page`` says that pages come first and nothing is asked for."""
    view = request.GET.get("view", "page" if as_page else "text")
    if view != "page" or not ranges:
        window = (part.start, part.end)
        html = marked.document(plan.text, part.tasks, found, plan.compiled["outline"], held.changes, window)
        return Beside(html, len(ranges))
    chosen = request.GET.get("task", "")
    number = _number(request.GET.get("page", ""), ranges) or _of_task(held, chosen, ranges) or ranges[0].number
    page = pages.sheet(plan_id=plan.id, number=number, viewer=request.viewer)
    what = sheet.Marked(plan.id, page, held.tasks, found, chosen)
    return Beside(sheet.drawing(what), len(ranges), number)


def _number(typed: str, ranges: Sequence[pages.Range]) -> int | None:
    """The page typed in an address, where there is such a page."""
    return next((page.number for page in ranges if typed == str(page.number)), None)


def _of_task(held: Draft, key: str, ranges: Sequence[pages.Range]) -> int | None:
    task = held.task(key)
    return pages.holding(ranges, task.span[0]) if task is not None and task.span is not None else None
