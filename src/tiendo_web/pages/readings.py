"""A scan while it is read: how far it is, why it was not read, reading it again, giving it up."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import reading


@needs(Permission.DRAFT)
@require_safe
def progress(request: SignedIn, reading_id: int) -> HttpResponse:
    """How far it is; once it is read, the workbench. Asked for anew by htmx, or by the page itself without it."""
    shown = reading.progress(reading_id=reading_id, viewer=request.viewer, at=now.now())
    if shown.plan_id is not None:
        if request.htmx:
            return HttpResponseClientRedirect(reverse("workbench", args=[shown.plan_id]))
        return redirect("workbench", plan_id=shown.plan_id)
    template = "readings/_progress.html" if request.htmx else "readings/page.html"
    return render(request, template, {"reading": shown, "faults": said.stored(shown.told)})


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def again(request: SignedIn, reading_id: int) -> HttpResponse:
    """Read it again."""
    reading.again(reading_id=reading_id, viewer=request.viewer, at=now.now())
    return redirect("reading", reading_id=reading_id)


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def give_up(request: SignedIn, reading_id: int) -> HttpResponse:
    """Throw the file away."""
    reading.give_up(reading_id=reading_id, viewer=request.viewer)
    return redirect("documents")
