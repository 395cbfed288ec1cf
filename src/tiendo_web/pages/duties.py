"""Nhiệm vụ: lists of duties, one duty with its story, and the moves that can be made on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo.duty import EventKind
from tiendo_web.core import files as blobs
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.duties import actions, queries
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs

LARGEST_EVIDENCE = 20 * 1024 * 1024
MOST_EVIDENCE = 10
LIST_NAMES = {
    queries.Which.ALL: _("Tất cả"),
    queries.Which.OVERDUE: _("Quá hạn"),
    queries.Which.NEAR: _("Sắp đến hạn"),
    queries.Which.WAITING: _("Chờ xác nhận"),
    queries.Which.RETURNED: _("Bị trả lại"),
    queries.Which.NEW: _("Chờ tiếp nhận"),
    queries.Which.NO_DEADLINE: _("Không thời hạn"),
    queries.Which.DONE: _("Đã hoàn thành"),
}
MOVE_NAMES = {
    EventKind.ACKNOWLEDGED: _("Tiếp nhận"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
}
# What each act will do, said before it is done.
MOVE_HELP = {
    EventKind.ACKNOWLEDGED: _("Ghi nhận cơ quan đã nhận nhiệm vụ."),
    EventKind.PROGRESSED: _("Báo cáo việc đang làm; nhiệm vụ vẫn còn mở, thời hạn vẫn chạy."),
    EventKind.REPORTED: _("Báo cáo đã làm xong và đề nghị văn phòng xác nhận; thời hạn dừng lại ở ngày nộp."),
    EventKind.RETURNED: _("Trả báo cáo về để làm lại; thời hạn cũ tiếp tục chạy."),
    EventKind.ACCEPTED: _("Xác nhận nhiệm vụ đã hoàn thành theo báo cáo gần nhất."),
    EventKind.CLOSED: _("Không theo dõi nhiệm vụ này nữa; lý do được ghi vào nhật ký."),
}
EVENT_NAMES = {
    EventKind.ISSUED: _("Giao nhiệm vụ"),
    EventKind.ACKNOWLEDGED: _("Đã tiếp nhận"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
}


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files; each is checked like one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files, none, or a fault that names the file."""
        given: Sequence[UploadedFile[Any]] = [one for one in data if one] if isinstance(data, (list, tuple)) else []
        if len(given) > MOST_EVIDENCE:
            raise forms.ValidationError(_now("Chỉ đính kèm được nhiều nhất %(most)s tệp.") % {"most": MOST_EVIDENCE})
        for file in given:
            if (file.size or 0) > LARGEST_EVIDENCE:
                raise forms.ValidationError(_now("Tệp “%(name)s” lớn quá 20 MB.") % {"name": file.name})
            super().clean(file, initial)
        return list(given)


class MoveForm(act_forms.ActForm):
    """A move without words: acknowledge, accept."""

    text = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def words(self) -> actions.Words:
        """What is said with the move."""
        return actions.Words(text=self.cleaned_data["text"])


class ReasonForm(MoveForm):
    """A move that needs a reason: return, close."""

    text = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ReportForm(MoveForm):
    """A report: text, one line a figure, files."""

    text = forms.CharField(label=_("Nội dung báo cáo"), widget=forms.Textarea(attrs={"rows": 5}))
    figures = forms.CharField(
        label=_("Số liệu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một số liệu, ví dụ: Số buổi diễn tập: 3 buổi"),
    )
    happened_on = forms.DateField(
        label=_("Ngày thực hiện"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    evidence = ManyFiles(label=_("Tài liệu chứng minh"), required=False)

    def clean_figures(self) -> tuple[actions.Figure, ...]:
        """Each line as name, value, unit; a fault says which line is wrong and why."""
        lines = [line.strip() for line in str(self.cleaned_data["figures"]).splitlines() if line.strip()]
        figures = [(line, actions.figure(line)) for line in lines]
        faults = [line for line, figure in figures if figure is None]
        if faults:
            message = _now("Dòng “%(line)s” cần có dạng “tên: số đơn vị”.")
            raise forms.ValidationError([message % {"line": line} for line in faults])
        return tuple(figure for _line, figure in figures if figure is not None)

    def words(self) -> actions.Words:
        """The report whole."""
        return actions.Words(
            text=self.cleaned_data["text"],
            figures=self.cleaned_data["figures"],
            attachments=tuple(
                actions.Attachment(file.name or "", file.read()) for file in self.cleaned_data["evidence"]
            ),
            happened_on=self.cleaned_data["happened_on"],
        )


FORMS: dict[EventKind, type[MoveForm]] = {
    EventKind.ACKNOWLEDGED: MoveForm,
    EventKind.PROGRESSED: ReportForm,
    EventKind.REPORTED: ReportForm,
    EventKind.RETURNED: ReasonForm,
    EventKind.ACCEPTED: MoveForm,
    EventKind.CLOSED: ReasonForm,
}


@needs(Permission.READ_DUTIES)
@require_safe
def duties(request: SignedIn) -> HttpResponse:
    """One page of duties: which list, whose, in which order."""
    which = _choice(queries.Which, request.GET.get("which"), queries.Which.ALL)
    order = _choice(queries.Order, request.GET.get("order"), queries.Order.DUE)
    number = {name: _number(request.GET.get(name)) for name in ("body", "directive", "task")}
    on = now.today()
    found = queries.duties(
        viewer=request.viewer,
        on=on,
        which=which,
        order=order,
        body_id=number["body"],
        directive_id=number["directive"],
        task_position=number["task"],
        page=said.page_number(request),
    )
    context = {
        "found": found,
        "which": which,
        "order": order,
        "lists": [(one, LIST_NAMES[one]) for one in queries.Which],
        "chosen": number,
        "body": orgs.body_name(viewer=request.viewer, body_id=number["body"], on=on) if number["body"] else "",
        "on": on,
    }
    return render(request, "duties/page.html", context)


def _choice(kind: Any, text: str | None, otherwise: Any) -> Any:
    """The value of an enumeration that an address names; the usual one where it names none."""
    return kind(text) if text in set(kind) else otherwise


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 16 else None


@needs(Permission.READ_DUTIES)
@require_safe
def duty(request: SignedIn, duty_id: int) -> HttpResponse:
    """One duty: the directive's words, the clock, the story, the acts that are possible now."""
    return _page(request, duty_id)


def _page(request: SignedIn, duty_id: int, refused: tuple[EventKind, MoveForm] | None = None) -> HttpResponse:
    on = now.today()
    shown = queries.duty(duty_id=duty_id, viewer=request.viewer, on=on)
    moves = [(kind, MOVE_NAMES[kind], MOVE_HELP[kind], FORMS[kind](prefix=kind.value)) for kind in shown.moves]
    if refused is not None:
        kind, form = refused
        moves = [m for m in moves if m[0] is not kind]
        moves.insert(0, (kind, MOVE_NAMES[kind], MOVE_HELP[kind], form))
    context = {
        "duty": shown,
        "on": on,
        "moves": moves,
        "opened": refused[0] if refused else None,
        "events": [(event, EVENT_NAMES[event.kind]) for event in reversed(shown.events)],
        "left": _left(shown.line.due_on, on),
    }
    return render(request, "duties/duty.html", context, status=422 if refused else 200)


def _left(due_on: dt.date | None, on: dt.date) -> int | None:
    """Days left until the due day; negative: days over it."""
    return (due_on - on).days if due_on else None


@needs(Permission.READ_DUTIES)
@require_http_methods(["POST"])
def move(request: SignedIn, duty_id: int, move: str) -> HttpResponse:
    """Make one move; a refused form comes back filled on the duty's page."""
    if move not in {kind.value for kind in FORMS}:
        raise Http404
    kind = EventKind(move)
    form = FORMS[kind](request.POST, request.FILES, prefix=kind.value)
    if form.is_valid():
        try:
            done, _nothing = act_forms.attempt(
                form,
                lambda: actions.move(
                    duty_id=duty_id,
                    kind=kind,
                    words=form.words(),
                    viewer=request.viewer,
                    at=now.now(),
                    once=form.cleaned_data["once"],
                ),
            )
        except Repeated:
            done = True
        if done:
            return redirect("duty", duty_id=duty_id)
    return _page(request, duty_id, (kind, form))


@needs(Permission.READ_DUTIES)
@require_safe
def evidence(request: SignedIn, evidence_id: int) -> HttpResponse:
    """An evidence file, as a download."""
    name, sha256 = queries.evidence_file(evidence_id=evidence_id, viewer=request.viewer)
    return said.download(name, blobs.read(jurisdiction_id=request.viewer.jurisdiction_id, sha256=sha256))
