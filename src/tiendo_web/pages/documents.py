"""Văn bản: the documents taken in, dropping a new one, and an issued directive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import steps
from tiendo.plan import urgency
from tiendo_web.core import now
from tiendo_web.core.access import Level, Permission, demand, may
from tiendo_web.duties import involved, origins
from tiendo_web.duties import queries as duties
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.actions import Repeated
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import level_forms, names, refusals, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.plans import actions, entries, issued, queries, reading, versions

# More than any directive has, and little enough for the memory of a small server; the readers refuse
# anything larger than 50 MB with their own words, so this only guards the request.
LARGEST = 60 * 1024 * 1024


class UploadForm(act_forms.ActForm):
    """One file."""

    # An empty file is let through to the readers, which say what is wrong with it in their own words.
    file = forms.FileField(
        label=_("Tệp văn bản"),
        help_text=_(
            "Word (.docx, .doc), PDF, bản quét hoặc ảnh chụp, trang web (.html), thư (.eml), gói (.zip), .md, .txt"
        ),
        allow_empty_file=True,
    )

    level = level_forms.LevelField(at_the_door=True)

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn quá 50 MB. Hãy tách bớt ảnh hoặc phụ lục."))
        return file


@needs(Permission.READ_DOCUMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: SignedIn) -> HttpResponse:
    """The list with search, and the door for new documents."""
    form = UploadForm()
    faults: list[said.Said] = []
    known: list[queries.PlanLine] = []
    if request.method == "POST":
        demand(request.viewer, Permission.DRAFT)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            data, once = file.read(), form.cleaned_data["once"]
            try:
                known = _known(request, data, once)
                if not known:
                    return _taken_in(request, data, file.name, once, form.cleaned_data["level"])
            except actions.UnreadableFile as refused:
                refusals.note(request, refused)
                form.refuse(refused)
                faults = said.diagnostics(refused.diagnostics)
            except reading.TooMany as refused:
                form.refuse(refused)
    is_drafter = may(request.viewer, Permission.DRAFT)
    search, page = said.typed(request, "q"), said.page_number(request)
    found = queries.plans(
        viewer=request.viewer,
        on=now.today(),
        search=search,
        seen=involved.directives_seen(viewer=request.viewer),
        limit=51,
        offset=50 * (page - 1),
    )
    context = {
        "form": form if is_drafter else None,
        "faults": faults,
        "known": known,
        "again_token": act_forms.token(),
        "readings": reading.unread(viewer=request.viewer, at=now.now()) if is_drafter else [],
        "plans": found[:50],
        "late": entries.late(viewer=request.viewer, plan_ids=[one.id for one in found[:50]], on=now.today()),
        "search": search,
        "page": page,
        "more": len(found) > 50,
        "pager_query": urlencode({"q": search}) if search else "",
    }
    return render(request, "documents/page.html", context, status=422 if form.errors else 200)


def _known(request: SignedIn, data: bytes, once: str) -> list[queries.PlanLine]:
    """The plans that were made of this very file; none where the form was sent twice, which finds its own."""
    if ledger.acted_on(jurisdiction_id=request.viewer.jurisdiction_id, once=once):
        return []
    return versions.of_file(data=data, viewer=request.viewer, on=now.today())


@needs(Permission.DRAFT)
@require_http_methods(["POST"])
def read_again(request: SignedIn, plan_id: int) -> HttpResponse:
    """Read the file of a plan anew, into a plan of its own."""
    name, _media, data = queries.document_bytes(plan_id=plan_id, viewer=request.viewer)
    form = act_forms.ActForm(request.POST)
    if form.is_valid():
        try:
            return _taken_in(request, data, name, form.cleaned_data["once"])
        except (actions.UnreadableFile, reading.TooMany) as refused:
            messages.error(request, refused.message)
    return redirect("documents")


def _taken_in(request: SignedIn, data: bytes, name: str, once: str, level: Level = Level.OPEN) -> HttpResponse:
    """The way on after a file was handed in: to its plan, or to where its reading as a scan is shown."""
    at = now.now()
    try:
        plan_id = actions.take_in(data=data, name=name, viewer=request.viewer, at=at, level=level, once=once)
        return redirect("workbench", plan_id=plan_id)
    except Repeated as repeated:
        return redirect(said.address(repeated.subject))
    except actions.UnreadableFile as refused:
        if not refused.pictures:
            raise
        pages, by = refused.pictures, request.viewer
        reading_id = reading.ask(data=data, name=name, pages=pages, viewer=by, at=at, level=level)
        return redirect("reading", reading_id=reading_id)


@needs(Permission.READ_DOCUMENTS)
@require_safe
def file(request: SignedIn, plan_id: int) -> HttpResponse:
    """The document as it was handed in; always a download, never shown as a page of ours."""
    demand_plan(request, plan_id)
    name, _media, data = queries.document_bytes(plan_id=plan_id, viewer=request.viewer)
    return said.download(name, data)


def demand_plan(request: SignedIn, plan_id: int) -> None:
    """Raise ``NoPlan`` unless the viewer may know of a plan: of a draft who drafts, of others who has to do with it."""
    if not may(request.viewer, Permission.DRAFT):
        _demand_known(request, issued.directive_of(plan_id=plan_id, viewer=request.viewer))


def _demand_known(request: SignedIn, directive_id: int | None) -> None:
    """What the viewer may not know of does not exist; a draft is known to those who draft."""
    if directive_id is None or not involved.knows(viewer=request.viewer, directive_id=directive_id):
        raise queries.NoPlan()


def _visible(found: Iterable[issued.DirectiveLine], seen: frozenset[int] | None) -> list[issued.DirectiveLine]:
    """Those of these directives that are among those that the viewer may know of; None are all."""
    return [one for one in found if seen is None or one.id in seen]


@needs(Permission.READ_DOCUMENTS)
@require_safe
def directive(request: SignedIn, directive_id: int) -> HttpResponse:
    """An issued directive: its tasks and the duties under them."""
    seen = involved.directives_seen(viewer=request.viewer)
    if seen is not None and directive_id not in seen:
        raise queries.NoPlan()
    shown = issued.directive(viewer=request.viewer, directive_id=directive_id)
    tasks = issued.tasks(viewer=request.viewer, directive_id=directive_id, opened=True)
    found = duties.duties(
        viewer=request.viewer, on=now.today(), directive_id=directive_id, page=said.page_number(request)
    )
    may_issue = may(request.viewer, Permission.ISSUE)
    source = names.source(origins.of_plan(plan_id=shown.plan_id, viewer=request.viewer))
    newer = issued.replaced_by(viewer=request.viewer, directive_id=directive_id)
    entry = _entry(request, shown)
    context = {
        "source": source,
        "entry": entry,
        "entry_said": entry.by_rule.say(said.lang()) if entry else "",
        "urgency": urgency.DEGREES[shown.urgency].say(said.lang()) if shown.urgency else "",
        "directive": shown,
        "tasks": tasks,
        "duties": found,
        "may_issue": may_issue,
        "confidence": names.CONFIDENCE[shown.level],
        "may_mark": may(request.viewer, Permission.MARK),
        "replaced": _visible(issued.replaced(viewer=request.viewer, directive_id=directive_id), seen),
        "replaced_by": next(iter(_visible([newer] if newer else [], seen)), None),
        "amended": _visible(issued.amended(viewer=request.viewer, directive_id=directive_id), seen),
        "amended_by": _visible(issued.amended_by(viewer=request.viewer, directive_id=directive_id), seen),
    }
    return render(request, "directives/page.html", context)


def _entry(request: SignedIn, shown: issued.DirectiveLine) -> entries.Entry | None:
    """When a directive was entered, and by when it had to be; None for one without a day of its own."""
    return entries.entries(viewer=request.viewer, plan_ids=[shown.plan_id], on=now.today()).get(shown.plan_id)


@needs(Permission.READ_DOCUMENTS)
@require_safe
def entry_day(request: SignedIn, directive_id: int) -> HttpResponse:
    """By when a directive had to be entered, as JSON."""
    _demand_known(request, directive_id)
    entry = _entry(request, issued.directive(viewer=request.viewer, directive_id=directive_id))
    told = {
        "directive": directive_id,
        "entered_on": entry.entered_on if entry else None,
        "by_rule": steps.by_rule(entry.by_rule) if entry else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
