"""Nhiệm vụ: lists of duties, one duty with its story, and the moves that can be made on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import ruleset_text, workdays
from tiendo.ageing import Age
from tiendo.duty import OPEN, Closing, EventKind, Part
from tiendo.errors import Refused
from tiendo.urging import URGED
from tiendo_web.core import files as blobs
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import actions, letters, origins, queries
from tiendo_web.duties import inquiry_queries as inquiries
from tiendo_web.duties.inquiries import LATE
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import names, picked, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.reforms import queries as reforms
from tiendo_web.rulesets import queries as rulesets

LARGEST_EVIDENCE = 20 * 1024 * 1024
MOST_EVIDENCE = 10


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
            raise forms.ValidationError(gettext("Chỉ đính kèm được nhiều nhất %(most)s tệp.") % {"most": MOST_EVIDENCE})
        for file in given:
            if (file.size or 0) > LARGEST_EVIDENCE:
                raise forms.ValidationError(gettext("Tệp “%(name)s” lớn quá 20 MB.") % {"name": file.name})
            super().clean(file, initial)
        return list(given)


class MoveForm(act_forms.MendForm):
    """A move without words: acknowledge, accept. It knows the last event that its user saw."""

    text = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def words(self) -> actions.Words:
        """What is said with the move."""
        return actions.Words(text=self.cleaned_data["text"])

    def refuse(self, refused: Refused) -> None:
        """Where somebody acted meanwhile: say who did what, keep what was typed, and know that it was shown."""
        if isinstance(refused, actions.MovedMeanwhile):
            self.see_again(Refused(meanwhile(refused, files=bool(self.files))), refused.seen)
        else:
            super().refuse(refused)


def meanwhile(moved: actions.MovedMeanwhile, *, files: bool) -> str:
    """Who did what while a page was open, in words."""
    did = gettext("%(who)s: %(what)s (%(when)s)")
    acts = [
        did
        % {
            "who": one.by or gettext("Hệ thống"),
            "what": names.EVENTS[one.kind],
            "when": f"{one.at.astimezone(when.VIETNAM):%H:%M %d/%m/%Y}",
        }
        for one in moved.since
    ]
    words = gettext("Trong lúc bạn mở trang này – %(acts)s. Nội dung bạn gõ vẫn còn; hãy xem lại rồi gửi lần nữa.")
    again = gettext("Tệp đính kèm phải chọn lại.") if files else ""
    return f"{words % {'acts': '; '.join(acts)}} {again}".strip()


class ReasonForm(MoveForm):
    """A move that needs a reason: return, close."""

    text = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(ReasonForm):
    """A reason out of the list, and in words."""

    reason = forms.ChoiceField(label=_("Vì sao"))
    field_order = ("reason", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; the reasons in the reader's language."""
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [("", gettext("Chọn lý do")), *((one.value, words) for one, words in names.CLOSINGS.items())]

    def words(self) -> actions.Words:
        """The reason, twice."""
        return actions.Words(text=self.cleaned_data["text"], reason=Closing(self.cleaned_data["reason"]))


class ReplaceForm(ReasonForm):
    """Another duty in the place of this one, and why."""

    other = forms.CharField(
        label=_("Nhiệm vụ thay thế"),
        help_text=_("Số của nhiệm vụ mới, ghi trên trang của nó; dán cả địa chỉ trang cũng được."),
    )
    field_order = ("other", "text")

    def clean_other(self) -> int:
        """The number of a duty, typed or out of the address of its page."""
        found = re.fullmatch(r"(?:.*/duties/)?(\d{1,15})/?", self.cleaned_data["other"].strip(), re.ASCII)
        if found is None:
            raise forms.ValidationError(gettext("Hãy ghi số của nhiệm vụ, ví dụ 125."))
        return int(found[1])

    def words(self) -> actions.Words:
        """The reason and the other duty."""
        return actions.Words(text=self.cleaned_data["text"], other=self.cleaned_data["other"])


class DayForm(ReasonForm):
    """A later day, and why: asked for."""

    until = forms.DateField(label=_("Đến ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def words(self) -> actions.Words:
        """The reason and the day."""
        return actions.Words(text=self.cleaned_data["text"], until=self.cleaned_data["until"])


class GrantForm(DayForm):
    """A later day: granted; the reason may be left to the request."""

    text = forms.CharField(
        label=_("Lý do"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Để trống được khi cơ quan đã xin gia hạn và nêu lý do."),
    )


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
            message = gettext("Dòng “%(line)s” cần có dạng “tên: số đơn vị”.")
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


class BeganForm(MoveForm):
    """The day of the event that a term runs from."""

    happened_on = forms.DateField(
        label=_("Sự kiện xảy ra ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ("happened_on", "text")

    def words(self) -> actions.Words:
        """The day, and what is said with it."""
        return actions.Words(text=self.cleaned_data["text"], happened_on=self.cleaned_data["happened_on"])


FORMS: dict[EventKind, type[MoveForm]] = {
    EventKind.ACKNOWLEDGED: MoveForm,
    EventKind.PROGRESSED: ReportForm,
    EventKind.REPORTED: ReportForm,
    EventKind.RETURNED: ReasonForm,
    EventKind.ACCEPTED: MoveForm,
    EventKind.CLOSED: CloseForm,
    EventKind.PAUSED: ReasonForm,
    EventKind.RESUMED: ReasonForm,
    EventKind.REVOKED: ReasonForm,
    EventKind.REPLACED: ReplaceForm,
    EventKind.REOPENED: ReasonForm,
    EventKind.REFUSED: ReasonForm,
    EventKind.ASKED: DayForm,
    EventKind.EXTENDED: GrantForm,
    EventKind.DENIED: ReasonForm,
    EventKind.BEGAN: BeganForm,
}


# The events that count a due day, and say how.
COUNTED = frozenset({EventKind.ISSUED, EventKind.RESUMED, EventKind.RECKONED, EventKind.BEGAN})


@needs(Permission.READ_DUTIES)
@require_safe
def duties(request: SignedIn) -> HttpResponse:
    """One page of duties: which list, whose, in which order."""
    asked, on = picked.asked(request.GET), now.today()
    found = asked.page(request.viewer, on, number=said.page_number(request))
    narrowed = urlencode(asked.narrowed)
    context = {
        "found": found,
        "which": asked.which,
        "order": asked.order,
        "lists": names.LISTS.items(),
        "orders": names.ORDERS.items(),
        "list_name": names.LISTS[asked.which],
        "narrowed": narrowed,
        "filter": asked.narrowed.items(),
        "query": "&".join(
            part
            for part in (
                narrowed,
                f"which={asked.which.value}",
                f"order={asked.order.value}",
                f"age={asked.age.value}" if asked.age else "",
            )
            if part
        ),
        "body": orgs.body_name(viewer=request.viewer, body_id=asked.body_id, on=on) if asked.body_id else "",
        "age": asked.age,
        "ages": _ages(asked, request, on),
        "judges": may(request.viewer, Permission.JUDGE),
    }
    return render(request, "duties/page.html", context)


@dataclass(frozen=True, slots=True)
class ByAge:
    """The duties without a deadline by age, with the rule by which they are chased."""

    counts: tuple[tuple[Age, str, int], ...]
    total: int
    after: str
    citation: str
    trust: str


def _ages(asked: picked.Filter, request: SignedIn, on: dt.date) -> ByAge | None:
    """How many there are of each age, where the list is of those without a deadline."""
    if asked.which is not queries.Which.NO_DEADLINE:
        return None
    found = asked.ages(request.viewer, on)
    return ByAge(
        counts=tuple((age, str(names.AGES[age]), found.counts[age]) for age in Age),
        total=found.total,
        after=found.chased_after.words.say(said.lang()) if found.chased_after else "",
        citation=found.ground.citation,
        trust=ruleset_text.TRUST[found.ground.trust].say(said.lang()),
    )


@needs(Permission.READ_DUTIES)
@require_safe
def duty(request: SignedIn, duty_id: int) -> HttpResponse:
    """One duty: the directive's words, the clock, the story, the acts that are possible now."""
    return _page(request, duty_id)


def _page(request: SignedIn, duty_id: int, refused: tuple[EventKind, MoveForm] | None = None) -> HttpResponse:
    on = now.today()
    shown = queries.duty(duty_id=duty_id, viewer=request.viewer, on=on)
    initial = {"until": shown.asked_for, "seen": shown.seen}
    moves = [
        (kind, names.MOVES[kind], names.MOVE_HELP[kind], FORMS[kind](prefix=kind.value, initial=initial))
        for kind in shown.moves
        if kind is not EventKind.ASKED or (shown.line.due_on or on) >= on
    ]
    if refused is not None:
        kind, form = refused
        moves = [m for m in moves if m[0] is not kind]
        moves.insert(0, (kind, names.MOVES[kind], names.MOVE_HELP[kind], form))
    context = {
        "duty": shown,
        "moves": moves,
        "opened": refused[0] if refused else None,
        "events": [
            (event, names.EVENTS[event.kind], names.CLOSINGS[event.reason] if event.reason else "")
            for event in reversed(shown.events)
        ],
        "left": _left(shown, on, rulesets.calendar(jurisdiction_id=request.viewer.jurisdiction_id)),
        "bar": bar(shown, on),
        "undated": names.UNDATED[shown.line.undated] if shown.line.undated else "",
        "inquiries": [
            (line, names.INQUIRIES[line.kind])
            for line in inquiries.of_duty(duty_id=duty_id, viewer=request.viewer, on=on)
        ],
        "asks": _asks(request, shown),
        "ahead": _ahead(request, shown, on),
        "source": names.source(origins.of_plan(plan_id=shown.plan_id, viewer=request.viewer)),
        "letters": letters.of_duty(duty_id=duty_id, viewer=request.viewer),
        "trace": next((one.trace for one in reversed(shown.events) if one.kind in COUNTED and one.trace), ""),
    }
    return render(request, "duties/duty.html", context, status=422 if refused else 200)


def _ahead(request: SignedIn, shown: queries.DutyPage, on: dt.date) -> str:
    """That the body which owes an open duty will end, whether before its day, and who owes the duty then."""
    line = shown.line
    found = reforms.ahead(duty_id=line.id, owner_id=line.body_id, viewer=request.viewer, on=on)
    if found is None or line.stage not in OPEN:
        return ""
    told = {"body": found.body, "day": f"{found.ends_on:%d/%m/%Y}", "to": found.to}
    if line.due_on is None or line.due_on >= found.ends_on:
        words = gettext("“%(body)s” kết thúc hoạt động từ ngày %(day)s, trước khi nhiệm vụ đến hạn.") % told
    else:
        words = gettext("“%(body)s” kết thúc hoạt động từ ngày %(day)s.") % told
    if not found.to:
        return f"{words} {gettext('Chưa có cơ quan nào nhận nhiệm vụ này; văn phòng sẽ phải chọn.')}"
    return f"{words} {gettext('Khi đó nhiệm vụ còn mở chuyển cho “%(to)s”.') % told}"


@dataclass(frozen=True, slots=True)
class Asks:
    """What the viewer may ask about a duty: why it is late; a contribution; that it, or a part, be done."""

    explanation: bool
    contribution: bool
    letter: bool
    part: bool


def _asks(request: SignedIn, shown: queries.DutyPage) -> Asks:
    sides = shown.sides
    judges = Part.GIVER in sides and may(request.viewer, Permission.JUDGE)
    leads = Part.DOER in sides and may(request.viewer, Permission.REPORT)
    contribution = bool(shown.coordinating) and shown.line.stage in OPEN and (judges or leads)
    letter = judges and shown.line.stage in queries.OPEN and shown.line.standing in URGED
    part = leads and shown.line.stage in OPEN and len(request.viewer.bodies - request.viewer.records) > 1
    return Asks(judges and shown.line.standing in LATE, contribution, letter, part)


def _left(shown: queries.DutyPage, on: dt.date, calendar: workdays.Calendar) -> str | None:
    """How long until the due day, in words; None where the clock does not run."""
    if shown.line.due_on is None or shown.line.stage not in queries.OPEN:
        return None
    days = (shown.line.due_on - on).days
    if days < 0:
        return gettext("quá hạn %(days)s ngày") % {"days": -days}
    if not calendar.covers(shown.line.due_on):
        return gettext("còn %(days)s ngày") % {"days": days}
    return gettext("còn %(days)s ngày làm việc") % {"days": calendar.count(on, shown.line.due_on)}


@dataclass(frozen=True, slots=True)
class Bar:
    """A duty's clock as places on a line from 20 to 620: issued, near due, due, and where it stands.

    ``now`` is today while the clock runs, and the day of the report where it has stopped.
    """

    issued_on: dt.date
    due_on: dt.date
    near: int | None
    due: int
    now: int
    end: int
    words: str


def bar(shown: queries.DutyPage, on: dt.date) -> Bar | None:
    """The clock of a duty that has a due day."""
    due_on = shown.line.due_on
    if due_on is None:
        return None
    reached = on if shown.line.stage in queries.OPEN else shown.paused_on or shown.handed_in_on or due_on
    end = max(due_on, reached)
    span = max((end - shown.issued_on).days, 1)

    def place(day: dt.date) -> int:
        return 20 + max(0, min(600, 600 * (day - shown.issued_on).days // span))

    return Bar(
        issued_on=shown.issued_on,
        due_on=due_on,
        near=place(shown.near_from) if shown.near_from and shown.near_from < due_on else None,
        due=place(due_on),
        now=place(reached),
        end=place(end),
        words=gettext("Giao %(issued)s, hạn %(due)s, đến %(reached)s")
        % {
            "issued": f"{shown.issued_on:%d/%m/%Y}",
            "due": f"{due_on:%d/%m/%Y}",
            "reached": f"{reached:%d/%m/%Y}",
        },
    )


@needs(Permission.READ_DUTIES)
@require_http_methods(["POST"])
def move(request: SignedIn, duty_id: int, move: str) -> HttpResponse:
    """Make one move; a refused form comes back filled on the duty's page."""
    if move not in {kind.value for kind in FORMS}:
        raise Http404
    kind = EventKind(move)
    form = FORMS[kind](request.POST, request.FILES, prefix=kind.value)
    if form.is_valid():
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.move(
                duty_id=duty_id,
                kind=kind,
                words=form.words(),
                seen=form.cleaned_data["seen"],
                viewer=request.viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            return redirect("duty", duty_id=duty_id)
    return _page(request, duty_id, (kind, form))


@needs(Permission.READ_DUTIES)
@require_safe
def evidence(request: SignedIn, evidence_id: int) -> HttpResponse:
    """An evidence file, as a download."""
    name, sha256 = queries.evidence_file(evidence_id=evidence_id, viewer=request.viewer, on=now.today())
    return said.download(name, blobs.read(jurisdiction_id=request.viewer.jurisdiction_id, sha256=sha256))
