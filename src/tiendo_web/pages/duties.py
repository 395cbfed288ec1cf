"""Nhiệm vụ: lists of duties, one duty with its story, and the moves that can be made on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import ruleset_text
from tiendo.ageing import Age
from tiendo.duty import OPEN, RUNNING, EventKind, Part
from tiendo.urging import URGED
from tiendo_web.core import files as blobs
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import actions, letters, queries, returns
from tiendo_web.duties import inquiry_queries as inquiries
from tiendo_web.duties.inquiries import LATE
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import in_charge, names, narrowing, picked, said
from tiendo_web.pages import move_forms as acts
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.reforms import queries as reforms

# The events that count a due day, and say how.
COUNTED = frozenset(
    {
        EventKind.ISSUED,
        EventKind.EXTENDED,
        EventKind.RESUMED,
        EventKind.REOPENED,
        EventKind.RECKONED,
        EventKind.BEGAN,
    }
)


@needs(Permission.READ_DUTIES)
@require_safe
def duties(request: SignedIn) -> HttpResponse:
    """One page of duties: which list, whose, in which order."""
    asked, on = picked.asked(request.GET), now.today()
    found = asked.page(request.viewer, on, number=said.page_number(request))
    judges = may(request.viewer, Permission.JUDGE)
    told = _told(asked, request, found, on)
    context = {
        "found": found,
        "narrowing": narrowing.narrowing(asked, judges=judges, told=told),
        "which": asked.which,
        "list_name": names.LISTS[asked.which],
        "filter": asked.narrowed.items(),
        "body": told.get("body", ""),
        "stage": asked.stage,
        "age": asked.age,
        "ages": _ages(asked, request, on),
        "known_until": now.now(),
        "judges": judges,
        "names": in_charge.offered(request.viewer),
    }
    return render(request, "duties/page.html", context)


def _told(asked: picked.Filter, request: SignedIn, found: queries.Page, on: dt.date) -> dict[str, str]:
    """What the list is narrowed to, in words: the name of the body, and of a directive what its duties say of it."""
    told = {}
    if asked.body_id:
        told["body"] = orgs.body_name(viewer=request.viewer, body_id=asked.body_id, on=on)
    line = next(iter(found.lines), None)
    if line is not None and asked.directive_id is not None:
        told["directive"] = line.symbol
        told["task"] = line.label
    return told


@dataclass(frozen=True, slots=True)
class ByAge:
    """The duties without a deadline by age, with the rule by which they are chased."""

    counts: tuple[tuple[Age, str, int, str], ...]
    total: int
    whole: str
    after: str
    citation: str
    trust: str


def _ages(asked: picked.Filter, request: SignedIn, on: dt.date) -> ByAge | None:
    """How many there are of each age, where the list is of those without a deadline."""
    if asked.which is not queries.Which.NO_DEADLINE:
        return None
    found = asked.ages(request.viewer, on)
    return ByAge(
        counts=tuple(
            (age, str(names.AGES[age]), found.counts[age], narrowing.address(asked, age=age.value)) for age in Age
        ),
        total=found.total,
        whole=narrowing.address(asked, age=""),
        after=found.chased_after.words.say(said.lang()) if found.chased_after else "",
        citation=found.ground.citation,
        trust=ruleset_text.TRUST[found.ground.trust].say(said.lang()),
    )


@needs(Permission.READ_DUTIES)
@require_safe
def duty(request: SignedIn, duty_id: int) -> HttpResponse:
    """One duty: the directive's words, the clock, the story, the acts that are possible now."""
    return _page(request, duty_id)


def _page(request: SignedIn, duty_id: int, refused: tuple[EventKind, acts.MoveForm] | None = None) -> HttpResponse:
    on = now.today()
    shown = queries.duty(duty_id=duty_id, viewer=request.viewer, on=on)
    initial = {"until": shown.asked_for, "seen": shown.seen}
    moves = [
        (kind, names.MOVES[kind], _help(kind, shown), acts.FORMS[kind](prefix=kind.value, initial=initial))
        for kind in shown.moves
        if kind is not EventKind.ASKED or (shown.line.due_on or on) >= on
    ]
    first = _first(shown)
    moves.sort(key=lambda one: one[0] not in first)
    if refused is not None:
        kind, form = refused
        moves = [m for m in moves if m[0] is not kind]
        moves.insert(0, (kind, names.MOVES[kind], _help(kind, shown), form))
    for _kind, _name, _words, form in moves:
        if isinstance(form, acts.PartsForm) and not shown.has_open_parts:
            form.without_parts()
        if isinstance(form, acts.LastsForm) and not shown.is_outlived:
            form.without_despite()
    context = {
        "duty": shown,
        "moves": moves,
        "opened": refused[0] if refused else None,
        "reopened": _reopened(shown),
        "events": [
            (event, names.EVENTS[event.kind], names.CLOSINGS[event.reason] if event.reason else "")
            for event in reversed(shown.events)
        ],
        "left": _left(shown, on),
        "bar": bar(shown, on),
        "no_later": _no_later(shown, on),
        "undated": names.UNDATED[shown.line.undated] if shown.line.undated else "",
        "inquiries": [
            (line, names.INQUIRIES[line.kind])
            for line in inquiries.of_duty(duty_id=duty_id, viewer=request.viewer, on=on)
        ],
        "asks": _asks(request, shown),
        "named": in_charge.lines_of(request.viewer, shown),
        "ahead": _ahead(request, shown, on),
        "source": names.source(shown.source),
        "letters": letters.of_duty(duty_id=duty_id, viewer=request.viewer) if shown.line.urged else (),
        "confidence": names.CONFIDENCE[shown.line.level],
        "may_mark": may(request.viewer, Permission.MARK),
        "trace": _trace(shown),
    }
    return render(request, "duties/duty.html", context, status=422 if refused else 200)


def _first(shown: queries.DutyPage) -> frozenset[EventKind]:
    """The moves that somebody waits for: they stand before those that can be made at any time."""
    if shown.asked_for is not None:
        return frozenset({EventKind.EXTENDED, EventKind.DENIED})
    return frozenset({EventKind.BEGAN}) if shown.began_on is None else frozenset()


def _help(kind: EventKind, shown: queries.DutyPage) -> str:
    """What a move does; of a return also what the rules of the duty say of it."""
    words = str(names.MOVE_HELP[kind])
    if kind is EventKind.BEGAN and shown.began_on is not None:
        again = gettext(
            "Đã ghi ngày %(day)s. Ghi nhầm thì ghi lại ngày đúng và nêu lý do; hạn được tính lại từ ngày ấy."
        )
        return again % {"day": f"{shown.began_on:%d/%m/%Y}"}
    if kind is not EventKind.RETURNED:
        return words
    return f"{words} {returns.say(shown.basis, shown.line.due_on, said.lang())}"


def _no_later(shown: queries.DutyPage, on: dt.date) -> str:
    """Why no later day can be asked for or granted, where somebody looks for it in vain; empty where none is missing.

    An extension is asked for before the day is over, and granted as often as the rules allow.
    """
    due_on, often = shown.line.due_on, shown.basis.rules.extensions.value
    if due_on is None or shown.line.stage not in RUNNING or not shown.moves:
        return ""
    if often is not None and shown.put_offs >= often:
        words = gettext("Hạn đã được lùi %(count)s lần; theo “%(rules)s” không gia hạn hay tạm dừng thêm được.")
        return words % {"count": shown.put_offs, "rules": shown.basis.rules.name}
    if Part.DOER in shown.sides and EventKind.EXTENDED not in shown.moves and due_on < on and not shown.asked_for:
        words = gettext("Đã hết hạn ngày %(day)s nên không xin gia hạn được nữa; cơ quan giao việc vẫn có thể gia hạn.")
        return words % {"day": f"{due_on:%d/%m/%Y}"}
    return ""


def _trace(shown: queries.DutyPage) -> str:
    """How the day came about that holds; of a duty without one, by when it is chased."""
    counted = next((one.trace for one in reversed(shown.events) if one.kind in COUNTED and one.trace), "")
    chase = shown.chase.say(said.lang()) if shown.chase else ""
    return "\n".join(words for words in (counted, chase) if words)


def _reopened(shown: queries.DutyPage) -> tuple[dt.date, str] | None:
    """When a duty was opened again, and after what."""
    if shown.reopened is None:
        return None
    again, end = shown.reopened
    told = {"what": names.EVENTS[end.kind], "day": f"{end.recorded_on:%d/%m/%Y}"}
    return again.recorded_on, gettext("sau: %(what)s, ngày %(day)s.") % told


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


def _left(shown: queries.DutyPage, on: dt.date) -> str | None:
    """How long until the due day, in words; None where the clock does not run."""
    calendar = shown.basis.calendar
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
    if move not in {kind.value for kind in acts.FORMS}:
        raise Http404
    kind = EventKind(move)
    form = acts.FORMS[kind](request.POST, request.FILES, prefix=kind.value)
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
