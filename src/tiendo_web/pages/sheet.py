"""A page of the document as it looks, with the words of tasks and diagnostics marked on it: one drawing, no script.

Each task is a link to itself, so that it can be chosen by a click, by the keyboard, and without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tiendo.plan import read
from tiendo.source import Box, Page, Source, Span
from tiendo_web.pages.said import Said
from tiendo_web.plans.draft import TaskDraft


@dataclass(frozen=True, slots=True)
class Marked:
    """A page to draw: of which plan, what to mark on it, and the key of the task that was chosen."""

    plan_id: int
    page: Page
    tasks: Sequence[TaskDraft]
    diagnostics: Sequence[Said]
    chosen: str


def drawing(marked: Marked) -> SafeString:
    """The page as an SVG: its picture, beneath the boxes of tasks, diagnostics, and words to be looked at."""
    page = marked.page
    source = Source("", "", (), "", "", (page,))
    label = escape(_("Trang %(number)s") % {"number": page.number})
    href = reverse("page-picture", args=[marked.plan_id, page.number])
    size = f'width="{page.width:g}" height="{page.height:g}"'
    tasks = "".join(_task(one, source, marked) for one in marked.tasks)
    faults = "".join(_fault(one, source) for one in marked.diagnostics)
    return mark_safe(  # noqa: S308 - every word is escaped where it is put in
        f'<svg class="sheet" role="group" aria-label="{label}" viewBox="0 0 {page.width:g} {page.height:g}">'
        f'<image href="{href}" {size}/>{tasks}{faults}{_doubts(page)}</svg>'
    )


def _task(task: TaskDraft, source: Source, marked: Marked) -> str:
    boxes = [box for span in task.spans for box in _boxes(source, span)]
    if not boxes:
        return ""
    key, label = escape(task.key), escape(_("Nhiệm vụ %(label)s") % {"label": task.label or task.key})
    href = escape(address(marked.plan_id, marked.page.number, task.key))
    inner = "".join(map(_rect, boxes))
    chosen = " chosen" if task.key == marked.chosen else ""
    return f'<a class="box-task{chosen}" href="{href}" data-task="{key}" aria-label="{label}">{inner}</a>'


def address(plan_id: int, number: int, key: str = "") -> str:
    """Where a page is shown with a task chosen on it."""
    task = f"&task={quote(key)}#task-{quote(key)}" if key else ""
    return f"{reverse('workbench', args=[plan_id])}?view=page&page={number}{task}"


def _fault(one: Said, source: Source) -> str:
    boxes = _boxes(source, one.span)
    if not boxes:
        return ""
    inner = "".join(map(_rect, boxes))
    return f'<g class="box-{escape(one.severity)}"><title>{escape(one.message)}</title>{inner}</g>'


def _boxes(source: Source, span: tuple[int, int] | None) -> tuple[Box, ...]:
    if span is None or span[0] >= span[1]:
        return ()
    return next((place.boxes for place in source.places(Span(*span))), ())


def _rect(box: Box) -> str:
    width, height = box.right - box.left, box.bottom - box.top
    return f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _doubts(page: Page) -> str:
    """A line beneath each word that the reader was not sure of."""
    boxes: Iterable[Box] = (
        word.box for word in page.words if word.confidence is not None and word.confidence < read.DOUBT
    )
    path = "".join(f"M{box.left:.1f} {box.bottom:.1f}H{box.right:.1f}" for box in boxes)
    return f'<path class="doubt" d="{path}"/>' if path else ""
