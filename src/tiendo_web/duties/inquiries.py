"""Asking about duties, and answering: explanations of lateness, contributions of those who coordinate.

What is lawful is decided by :mod:`tiendo.inquiry`. An inquiry never moves the clock of its duty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo import clock, inquiry, orgtree, setday
from tiendo import duty as rules
from tiendo.errors import Refusal, Refused
from tiendo.inquiry import InquiryKind, Side, StepKind
from tiendo.ruleset import Basis, RuleSet
from tiendo_web.core import when
from tiendo_web.core.access import Permission, Viewer, demand, may
from tiendo_web.duties import asked, awaiting, fitness, lines, moves, queries, reach, recount
from tiendo_web.duties.models import Coordination, Duty, Inquiry, InquiryStep
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.rulesets import queries as rulesets

# So many duties may be asked about in one act.
MOST = 4000
WAITING = (inquiry.Status.WAITING.value, inquiry.Status.ASKED_AGAIN.value, inquiry.Status.ANSWERED.value)
# Nothing is asked any more about what is over; why it was done late may be asked after it was done. What a document
# asks about a task lasts as long as anybody owes that.
_EXPLAINED = rules.OPEN | {rules.Stage.DONE}
LIVE = (
    Q(task=None, duty__stage__in=[stage.value for stage in rules.OPEN])
    | Q(kind=InquiryKind.EXPLANATION.value, duty__stage=rules.Stage.DONE.value)
    | Q(task__isnull=False, live=True)
)
LATE = frozenset({clock.Standing.OVERDUE, clock.Standing.DONE_LATE})
_WITHOUT_WORDS = frozenset({StepKind.TAKEN})


class NoInquiry(Refused):
    """There is no such inquiry for this viewer."""

    kind = Refusal.MISSING


class NotYourInquiry(Refused):
    """The viewer sees the inquiry, and may not take this step."""

    kind = Refusal.FORBIDDEN


class SteppedMeanwhile(Refused):
    """Somebody took a step after the viewer had opened the page; ``seen`` is the last one now."""

    kind = Refusal.CONFLICT

    def __init__(self, seen: int) -> None:
        """Take the last step."""
        super().__init__(_("Trong lúc bạn mở trang này đã có bước mới trong diễn biến; hãy xem lại rồi gửi lần nữa."))
        self.seen = seen


def ask_explanations(
    *, duty_ids: Collection[int], text: str, due_on: dt.date, viewer: Viewer, at: dt.datetime, once: str = ""
) -> list[int]:
    """Ask whoever owes these duties, one act for all, why they are late; gives the ids of the inquiries.

    Raises ``Refused`` where a duty is not late, or is asked about already; ``duties.actions.NoDuty`` or
    ``NotYourDuty`` where the viewer is not the giver.
    """
    demand(viewer, Permission.JUDGE)
    here = viewer.jurisdiction_id
    with (
        awaiting.counted(jurisdiction_id=here, duty_ids=duty_ids, at=at),
        ledger.act(jurisdiction_id=here, kind="duties.ask-explanation", by=viewer.actor, at=at, once=once) as act,
    ):
        _check_asked(text, due_on, act.on, len(set(duty_ids)))
        rows = queries.bare(viewer=viewer, duty_ids=duty_ids)
        standing = dict(explainable(rows, viewer, act.on))
        for row in rows:
            if fault := standing[row.pk]:
                raise Refused(_("Nhiệm vụ số %(number)s: %(fault)s") % {"number": row.pk, "fault": fault})
        made = [_inquiry(row, InquiryKind.EXPLANATION, row.owner_id, text, due_on, viewer) for row in rows]
        return [row.pk for row in act.write_all(made)]


def explainable(rows: Sequence[Duty], viewer: Viewer, on: dt.date) -> Iterator[tuple[int, str]]:
    """Each duty with why no explanation can be asked for it; empty where it can. Three queries at most."""
    open_ones = set(
        Inquiry.objects.filter(
            jurisdiction_id=viewer.jurisdiction_id,
            duty_id__in=[row.pk for row in rows],
            kind=InquiryKind.EXPLANATION.value,
            status__in=WAITING,
        ).values_list("duty_id", flat=True)
    )
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    sides = moves.sides_of(rows, viewer, on)
    for row in rows:
        if rules.Part.GIVER not in sides[row.pk]:
            yield row.pk, _("việc này do cơ quan khác giao.")
        elif gone := fitness.absent(tree, row.owner_id):
            yield row.pk, gone
        elif lines.standing_of(row, on) not in LATE:
            yield row.pk, _("không quá hạn và không hoàn thành muộn.")
        elif row.pk in open_ones:
            yield row.pk, _("đang có yêu cầu giải trình chưa xong.")
        else:
            yield row.pk, ""


def ask_contributions(
    *,
    duty_id: int,
    body_ids: Collection[int],
    text: str,
    due_on: dt.date,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> list[int]:
    """Ask bodies that coordinate a duty's task for their part, each on a record of its own; gives the ids.

    The lead asks, or the giver. Raises ``Refused`` where a body does not coordinate, ``duties.actions.NoDuty``.
    """
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="duties.ask-contribution", by=viewer.actor, at=at, once=once
    ) as act:
        (row,) = queries.rows(viewer=viewer, duty_ids=[duty_id])
        check_asks(row, viewer, act.on)
        if rules.Stage(row.stage) not in rules.OPEN:
            raise Refused(_("Nhiệm vụ này đã kết thúc."), kind=Refusal.CONFLICT)
        if row.level > reach.COORDINATED:
            raise Refused(_("Ở mức bảo mật của nhiệm vụ này, cơ quan phối hợp không được biết."), field="bodies")
        _check_asked(text, due_on, act.on, len(body_ids), field="bodies")
        tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=act.on)
        if not set(body_ids) <= set(coordinating(row, tree)):
            raise Refused(_("Chỉ yêu cầu được cơ quan phối hợp của nhiệm vụ này."), field="bodies")
        ground = _silence(row, act.on, due_on)
        made = [_inquiry(row, InquiryKind.CONTRIBUTION, body_id, text, due_on, viewer, ground) for body_id in body_ids]
        return [one.pk for one in act.write_all(made)]


def check_asks(row: Duty, viewer: Viewer, on: dt.date) -> None:
    """Raise :class:`NotYourInquiry` where the viewer may ask for no contribution to a duty."""
    if not _asks(viewer, row, InquiryKind.CONTRIBUTION, on):
        raise NotYourInquiry(_("Chỉ cơ quan chủ trì hoặc cơ quan giao việc yêu cầu phối hợp."))


def by_silence(row: Duty, on: dt.date, *, until: int | None = None) -> setday.RuleDay:
    """How the rules of who gave a duty count silence of who is asked about it on a day; by the table that was known
    after the act ``until``, else by today's. ``row`` comes with its directive.
    """
    held = _rules(row, on)
    basis = Basis(held, rulesets.calendar(jurisdiction_id=row.jurisdiction_id, until=until))
    return setday.by_rule(setday.Rule.SILENCE, held.silence, since=on, basis=basis)


def _rules(row: Duty, on: dt.date) -> RuleSet:
    """Those that a duty was issued under, of its issuer, unless later ones reach it."""
    issued_on, issuer_id = when.day_of(row.recorded_at), row.directive.body_id
    return rulesets.rules(jurisdiction_id=row.jurisdiction_id, on=on, issued_on=issued_on, issuer_id=issuer_id)


def _silence(row: Duty, on: dt.date, due_on: dt.date) -> str:
    """On what ground silence will count as agreement; empty where it will not, or less time is given than the rule."""
    return asked.silence(due_on, by_silence(row, on).until, _rules(row, on).silence)


def coordinating(row: Duty, tree: orgtree.OrgTree) -> list[int]:
    """The living bodies that coordinate a duty's task: those that were named, or who took them over; one query."""
    named = Coordination.objects.filter(jurisdiction_id=row.jurisdiction_id, task_id=row.task_id)
    ids = named.order_by("pk").values_list("body_id", flat=True)
    living = dict.fromkeys(one for body_id in ids for one in tree.represented(body_id))
    return [body_id for body_id in living if body_id != row.owner_id]


def _check_asked(text: str, due_on: dt.date, on: dt.date, number: int, *, field: str | None = None) -> None:
    if not text.strip():
        raise Refused(_("Hãy ghi rõ yêu cầu điều gì."), field="text")
    if due_on < on:
        raise Refused(_("Ngày phải trả lời không thể trước hôm nay."), field="due_on")
    if not number:
        raise Refused(_("Chưa chọn nhiệm vụ hay cơ quan nào."), field=field)
    if number > MOST:
        raise Refused(_("Mỗi lần chỉ yêu cầu được %(most)s nơi.") % {"most": MOST}, field=field)


def _inquiry(
    row: Duty, kind: InquiryKind, body_id: int, text: str, due_on: dt.date, viewer: Viewer, silence: str = ""
) -> Inquiry:
    return Inquiry(
        duty_id=row.pk,
        kind=kind.value,
        asker_id=viewer.body_id,
        body_id=body_id,
        text=text.strip(),
        due_on=due_on,
        silence=silence,
        status=inquiry.Status.WAITING.value,
        answer_by=due_on,
    )


def step(
    *,
    inquiry_id: int,
    kind: StepKind,
    text: str = "",
    due_on: dt.date | None = None,
    seen: int | None = None,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
) -> None:
    """Answer an inquiry, take the answer, send it back by another day, or withdraw what was asked.

    ``seen`` is the last step that the viewer saw, 0 for none: raises :class:`SteppedMeanwhile` where there is a later
    one. Raises :class:`NoInquiry`, :class:`NotYourInquiry`, ``tiendo.inquiry.StepRefused``, or ``Refused`` beside the
    field.
    """
    if kind is StepKind.SENT_BACK and due_on is None:
        raise Refused(_("Hãy chọn ngày phải trả lời lại."), field="due_on")
    if kind not in _WITHOUT_WORDS and not text.strip():
        raise Refused(_("Hãy gõ nội dung trả lời.") if kind is StepKind.ANSWERED else _("Hãy nêu lý do."), field="text")
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind=f"duties.inquiry-{kind.value}", by=viewer.actor, at=at, once=once
    ) as act:
        row = of(inquiry_id, viewer, act.on)
        if kind not in possible(row, viewer, act.on, lawful=False):
            raise NotYourInquiry(_("Việc này do cơ quan khác thực hiện."))
        if ended(row):
            raise inquiry.StepRefused(_("Nhiệm vụ đã kết thúc nên yêu cầu này kết thúc theo."))
        if due_on is not None and due_on < act.on:
            raise Refused(_("Ngày phải trả lời không thể trước hôm nay."), field="due_on")
        rows = _steps(row)
        if seen is not None and rows and rows[-1].pk > seen:
            raise SteppedMeanwhile(rows[-1].pk)
        by = due_on if kind is StepKind.SENT_BACK else None
        state = _applied(row, rows, inquiry.Step(kind, act.on, by))
        act.write(InquiryStep(inquiry_id=row.pk, kind=kind.value, text=text.strip(), due_on=by))
        act.concerns(row)
        Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=row.pk).update(
            **recount.inquiry_columns(state)
        )


def of(inquiry_id: int, viewer: Viewer, on: dt.date) -> Inquiry:
    """An inquiry about a duty that this viewer may open; raises :class:`NoInquiry`.

    Of what is asked about a whole task, ``duty`` is the one that his own body owes under it, where it owes one.
    """
    found = Inquiry.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=inquiry_id)
    row = found.select_related("duty__task", "duty__directive").first()
    if row is None:
        raise NoInquiry()
    if row.task_id is not None and row.duty.owner_id != viewer.body_id:
        wholes = Duty.objects.filter(jurisdiction_id=viewer.jurisdiction_id, task_id=row.task_id, parent=None)
        own = wholes.filter(owner_id=viewer.body_id).select_related("task", "directive").order_by("pk").first()
        row.duty = own or row.duty
    queries.open_duty(row.duty_id, viewer, on)
    return row


def ended(row: Inquiry) -> bool:
    """Whether the duty is over, and with it what is asked about it and was not settled before."""
    if row.task_id is not None:
        return row.status in WAITING and not row.live
    lasting = _EXPLAINED if row.kind == InquiryKind.EXPLANATION.value else rules.OPEN
    return row.status in WAITING and rules.Stage(row.duty.stage) not in lasting


def possible(row: Inquiry, viewer: Viewer, on: dt.date, *, lawful: bool = True) -> tuple[StepKind, ...]:
    """What this viewer may do with an inquiry; with ``lawful`` just what its state allows."""
    sides = {Side.ASKER} if _asks(viewer, row.duty, InquiryKind(row.kind), on) else set()
    if _is_asked(row, viewer, on):
        sides.add(Side.ASKED)
    state = inquiry.State(inquiry.Status(row.status), row.recorded_on, row.answer_by)
    if lawful and ended(row):
        return ()
    if lawful:
        return tuple(kind for side in Side if side in sides for kind in inquiry.steps(state, side))
    answers = (StepKind.ANSWERED,) if Side.ASKED in sides else ()
    return (*answers, StepKind.TAKEN, StepKind.SENT_BACK, StepKind.WITHDRAWN) if Side.ASKER in sides else answers


def _asks(viewer: Viewer, duty: Duty, kind: InquiryKind, on: dt.date) -> bool:
    """Whether the viewer stands on the side that asks: the giver; for a contribution also the lead."""
    sides = moves.sides(duty, viewer, on)
    lead = kind is InquiryKind.CONTRIBUTION and rules.Part.DOER in sides and may(viewer, Permission.REPORT)
    return lead or (rules.Part.GIVER in sides and may(viewer, Permission.JUDGE))


def _is_asked(row: Inquiry, viewer: Viewer, on: dt.date) -> bool:
    """Whether the viewer answers: for who owes the duty now, a body that was asked, or one that it took over."""
    if not may(viewer, Permission.REPORT):
        return False
    asked = row.duty.owner_id if row.kind == InquiryKind.EXPLANATION.value else row.body_id
    return asked in answered_for(viewer, on)


def answered_for(viewer: Viewer, on: dt.date) -> frozenset[int]:
    """The bodies for which a viewer's own body answers: itself, and those that it took over, whole or in part."""
    tree = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    return frozenset({viewer.body_id, *tree.inherited(viewer.body_id, parts=True)})


def owed_by(viewer: Viewer, on: dt.date) -> Q:
    """The inquiries that the viewer's own body answers, as a condition."""
    explained, contributed = ways_to_owe(viewer, on)
    return explained | contributed


def ways_to_owe(viewer: Viewer, on: dt.date) -> tuple[Q, Q]:
    """The same in two parts: why a duty of the body's is late, and what it is asked as one that coordinates."""
    explanation, bodies = Q(kind=InquiryKind.EXPLANATION.value), answered_for(viewer, on)
    return explanation & Q(duty__owner_id__in=bodies), ~explanation & Q(body_id__in=bodies)


def _applied(row: Inquiry, steps: Sequence[InquiryStep], made: inquiry.Step) -> inquiry.State:
    """The state after a step; refused in the user's language where the state does not allow it."""
    history = [recount.as_question(row), *map(recount.as_step, steps)]
    try:
        return inquiry.apply(inquiry.replay(history), made)
    except inquiry.StepRefused as fault:
        words = _("Yêu cầu này vừa sang bước khác nên không làm được việc này nữa. Hãy tải lại trang.")
        raise inquiry.StepRefused(words) from fault


def _steps(row: Inquiry) -> list[InquiryStep]:
    return list(InquiryStep.objects.filter(jurisdiction_id=row.jurisdiction_id, inquiry_id=row.pk).order_by("pk"))
