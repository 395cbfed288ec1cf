"""What has to hold before a move is made: whose it is, what is said with it, its days, and that nobody moved meanwhile.

What the duty's stage allows is decided by :mod:`tiendo.duty`; what is written, by :mod:`tiendo_web.duties.actions`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import gettext as _

from tiendo import duty as rules
from tiendo import pause, setday, since
from tiendo.errors import Refusal, Refused
from tiendo.rulebook import Lang
from tiendo.ruleset import Approver, Basis, Limit, latest_extension, limit_reached
from tiendo_web.core import when
from tiendo_web.core.access import ActorKind, Permission, Viewer, may, scope
from tiendo_web.duties import fitness, reach, returns
from tiendo_web.duties.models import Duty, Event
from tiendo_web.duties.words import Words
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import deadlines as meanings
from tiendo_web.plans import queries as plans
from tiendo_web.rulesets import queries as rulesets

KIND = rules.EventKind
# Who may move a duty how is a matter of the hat as well as of the duty's state.
PERMISSION: Mapping[rules.EventKind, Permission] = {
    **dict.fromkeys(
        (KIND.ACKNOWLEDGED, KIND.REFUSED, KIND.ASKED, KIND.PROGRESSED, KIND.REPORTED),
        Permission.REPORT,
    ),
    **dict.fromkeys(
        (
            KIND.EXTENDED,
            KIND.DENIED,
            KIND.ACCEPTED,
            KIND.INSISTED,
            KIND.RETURNED,
            KIND.CLOSED,
            KIND.PAUSED,
            KIND.RESUMED,
            KIND.REVOKED,
            KIND.REPLACED,
            KIND.REOPENED,
            KIND.BEGAN,
        ),
        Permission.JUDGE,
    ),
}
# What moves the due day, or answers a request to: an act of whoever gave the duty, and not of whoever stands above. To
# adjust and to stop needs the consent of who assigned the work (Decree 191/2026/NĐ-CP, Art. 20(3); a copy was read).
DAYS = frozenset({KIND.EXTENDED, KIND.DENIED, KIND.PAUSED, KIND.RESUMED, KIND.REOPENED})
# What ends a duty without its being done; the office may end also what others gave.
_ENDS = frozenset({KIND.CLOSED, KIND.REVOKED, KIND.REPLACED})
# What the limits of a rule set forbid, once the day was put off as often as they allow.
_PUT_OFF = frozenset({KIND.ASKED, KIND.EXTENDED, KIND.PAUSED})
_REPORTS = frozenset({KIND.PROGRESSED, KIND.REPORTED})
_REASONS = frozenset(
    {
        KIND.INSISTED,
        KIND.RETURNED,
        KIND.CLOSED,
        KIND.REFUSED,
        KIND.ASKED,
        KIND.DENIED,
        KIND.PAUSED,
        KIND.RESUMED,
        KIND.REVOKED,
        KIND.REPLACED,
        KIND.REOPENED,
    }
)


# What may befall a report that waits without anybody having looked at it.
_WAITS_ON = frozenset({KIND.REPORTED.value, KIND.PASSED.value, KIND.RECKONED.value, KIND.BEGAN.value})


class OwnReport(Refused):
    """Whoever wrote a report does not confirm it."""

    kind = Refusal.FORBIDDEN


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Something that somebody did after the page was opened: what, who, when."""

    kind: rules.EventKind
    by: str
    at: dt.datetime


class MovedMeanwhile(Refused):
    """Somebody acted on the duty after the viewer had opened its page; ``seen`` is the last event now."""

    kind = Refusal.CONFLICT

    def __init__(self, since: Sequence[Meanwhile], seen: int) -> None:
        """Take what was done, in its order."""
        super().__init__(_("Người khác vừa làm việc trên nhiệm vụ này."))
        self.since = tuple(since)
        self.seen = seen


def parts(*, body_id: int, viewer: Viewer, giver_id: int | None = None) -> frozenset[rules.Part]:
    """The sides on which this viewer stands of a duty that ``body_id`` owes; none: only looks on.

    Whoever stands above gives; of a part, the body ``giver_id`` where one is named, and whoever stands above that.
    The office stands on both sides of what it owes itself; that nobody confirms his own report holds there too.
    What only the giver himself may do, :func:`given_by` says.
    """
    own = body_id == viewer.body_id
    judged = scope(viewer, Permission.JUDGE)
    above = body_id if giver_id is None else giver_id
    gives = judged.whole or (above in judged and above not in viewer.records and not own)
    return frozenset(({rules.Part.DOER} if own else set()) | ({rules.Part.GIVER} if gives else set()))


def sides(row: Duty, viewer: Viewer, on: dt.date) -> frozenset[rules.Part]:
    """The same for a stored duty; two queries where it is a part of another."""
    return sides_of([row], viewer, on)[row.pk]


def sides_of(rows: Collection[Duty], viewer: Viewer, on: dt.date) -> dict[int, frozenset[rules.Part]]:
    """The same for several stored duties, by their ids; two queries where one of them is a part of another."""
    givers = reach.givers(rows, viewer, on)
    return {row.pk: parts(body_id=row.owner_id, viewer=viewer, giver_id=givers.get(row.pk)) for row in rows}


def given_by(row: Duty, viewer: Viewer, on: dt.date) -> bool:
    """Whether the viewer acts for whoever gave the duty: the issuing office, or of a part whoever owes the whole."""
    part = reach.giver(row, viewer, on)
    return viewer.body_id == part if part is not None else viewer.office


def side_of(kind: rules.EventKind) -> rules.Part:
    """The side that makes a move."""
    return rules.Part.DOER if PERMISSION[kind] is Permission.REPORT else rules.Part.GIVER


def check_words(kind: rules.EventKind, words: Words, at: dt.datetime) -> None:
    """Raise ``Refused`` beside the field that is missing or wrong."""
    if kind in _REPORTS | _REASONS and not words.text.strip():
        raise Refused(_("Hãy nêu lý do.") if kind in _REASONS else _("Hãy gõ nội dung báo cáo."), field="text")
    if kind is KIND.CLOSED and words.reason is None:
        raise Refused(_("Hãy chọn một lý do trong danh sách."), field="reason")
    if words.happened_on is not None and words.happened_on > when.day_of(at):
        late = _("Sự kiện chưa xảy ra: ngày ghi phải từ hôm nay trở về trước.")
        raise Refused(late if kind is KIND.BEGAN else _("Ngày thực hiện không thể sau hôm nay."), field="happened_on")
    if kind is KIND.BEGAN and words.happened_on is None:
        raise Refused(_("Hãy ghi ngày xảy ra sự kiện."), field="happened_on")


def check_seen(rows: Sequence[Event], seen: int | None, viewer: Viewer) -> None:
    """Raise :class:`MovedMeanwhile` where there are events after the last one that the viewer saw."""
    later = [row for row in rows if seen is not None and row.pk > seen]
    if later:
        names = holders.holder_names(
            jurisdiction_id=viewer.jurisdiction_id, holder_ids={row.by_id for row in later if _by_hat(row)}
        )
        since = [Meanwhile(KIND(row.kind), names.get(row.by_id, ""), row.recorded_at) for row in later]
        raise MovedMeanwhile(since, rows[-1].pk)


def is_author(rows: Sequence[Event], viewer: Viewer, behind: Mapping[int, holders.Behind] | None = None) -> bool:
    """Whether this person, under whichever hat, wrote a report that waits.

    One query, unless it is told who is ``behind`` the hats.
    """
    waits = takewhile(lambda row: row.kind in _WAITS_ON, reversed(rows))
    hats = {row.by_id for row in waits if row.kind == KIND.REPORTED.value and _by_hat(row)}
    if viewer.holder_id in hats or not hats:
        return bool(hats)
    known = holders.behind(jurisdiction_id=viewer.jurisdiction_id, holder_ids=hats) if behind is None else behind
    return any(viewer.persons & known[one].persons for one in hats)


def _by_hat(row: Event) -> bool:
    return row.by_kind == ActorKind.HOLDER.value


def check_author(kind: rules.EventKind, rows: Sequence[Event], viewer: Viewer) -> None:
    """Raise :class:`OwnReport` where somebody would confirm what he reported himself."""
    if kind is KIND.ACCEPTED and is_author(rows, viewer):
        raise OwnReport(_("Báo cáo này do chính bạn nộp, nên người khác phải xác nhận."))


def near(due_on: dt.date | None, basis: Basis) -> dt.date | None:
    """The first day of "near due"; None where there is no due day."""
    return basis.near_on(due_on) if due_on is not None else None


def near_trace(due_on: dt.date | None, near_on: dt.date | None, basis: Basis) -> list[str]:
    """By which rule the near day was counted, in words; nothing where there is none."""
    if due_on is None or near_on is None:
        return []
    return [setday.near(near_on, due_on, basis).say(Lang.VI)]


class NotByRule(Refused):
    """The rules that the duty was issued under leave this to somebody else."""

    kind = Refusal.FORBIDDEN


def basis_of(state: rules.State, row: Duty, on: dt.date) -> Basis:
    """What a duty's days are counted by: the rules of its issuer when it was issued, unless later ones reach it.

    ``row`` comes with its directive.
    """
    here, issuer_id = row.jurisdiction_id, row.directive.body_id
    return rulesets.basis(jurisdiction_id=here, on=on, issued_on=state.issued_on, issuer_id=issuer_id)


def check_approver(kind: rules.EventKind, row: Duty, before: rules.State, viewer: Viewer, on: dt.date) -> None:
    """Raise :class:`NotByRule` where the day, or the end, is for the giver alone, or for a leader of his."""
    if kind not in DAYS | _ENDS:
        return
    given = given_by(row, viewer, on)
    if not given and (kind in DAYS or not scope(viewer, Permission.JUDGE).whole):
        raise NotByRule(_("Chỉ cơ quan giao việc này được lùi hạn, tạm dừng hoặc kết thúc nó."))
    if kind in DAYS and not answers(basis_of(before, row, on), viewer):
        raise NotByRule(_("Theo quy tắc của việc này, chỉ lãnh đạo cơ quan giao việc cho gia hạn hoặc tạm dừng."))


def answers(basis: Basis, viewer: Viewer) -> bool:
    """Whether the rules let this hat of the giver decide about a day; beneath the office it is the head who leads."""
    return basis.rules.approver.value is not Approver.LEADER or may(viewer, Permission.GRANT_TIME)


def within_rules(
    kinds: Sequence[rules.EventKind], row: Duty, state: rules.State, viewer: Viewer, basis: Basis, on: dt.date
) -> tuple[rules.EventKind, ...]:
    """Those of the moves that the rules leave to this hat; what they forbid is not offered."""
    if not set(kinds) & (DAYS | _ENDS | _PUT_OFF):
        return tuple(kinds)
    given = given_by(row, viewer, on)
    barred = set() if given and answers(basis, viewer) else set(DAYS)
    barred |= set() if given or scope(viewer, Permission.JUDGE).whole else set(_ENDS)
    barred |= set(_PUT_OFF) if _too_often(state, basis) else set()
    return tuple(kind for kind in kinds if kind not in barred)


def _too_often(state: rules.State, basis: Basis) -> bool:
    """Whether the day was put off as often as the rules allow; without a day there is nothing to put off."""
    often = basis.rules.extensions.value
    return often is not None and state.due_on is not None and state.put_offs >= often


@dataclass(frozen=True, slots=True)
class Move:
    """A move as the rules know it, how its day came about, and which duty takes the place of this one."""

    event: rules.Event
    trace: str = ""
    other_id: int | None = None


def as_move(kind: rules.EventKind, words: Words, before: rules.State, duty: Duty, viewer: Viewer, on: dt.date) -> Move:
    """The move that these words make; a day or a duty that cannot stand is refused beside its field."""
    match kind:
        case KIND.ASKED | KIND.EXTENDED:
            _check_within(words.until, duty)
            return _about_day(kind, words, before, duty, on)
        case KIND.PAUSED:
            _check_often(before, basis_of(before, duty, on), field="text")
            return Move(rules.Event(kind, on))
        case KIND.RESUMED if before.paused is not None:
            return _again(kind, before, before.paused.since, duty, on)
        case KIND.REOPENED if before.stopped_on is not None and before.due_on is not None:
            return _again(kind, before, before.stopped_on, duty, on)
        case KIND.RETURNED:
            return Move(rules.Event(kind, on), returns.say(basis_of(before, duty, on), before.due_on, Lang.VI))
        case KIND.BEGAN if words.happened_on is not None:
            _check_again(words, before)
            return _from_event(words.happened_on, before, duty, on)
        case KIND.REPLACED:
            return Move(rules.Event(kind, on), other_id=_replacing(words.other, duty, viewer, on))
        case _:
            return Move(rules.Event(kind, on))


# What gives a duty a day, or lets it run on.
_RUNS_ON = frozenset({KIND.EXTENDED, KIND.RESUMED, KIND.REOPENED, KIND.BEGAN})


def check_lasts(made: Move, duty: Duty, before: rules.State, words: Words, on: dt.date) -> None:
    """Raise ``Refused`` where the duty would be due when nobody stands for its body any more, and that was not seen."""
    if made.event.kind not in _RUNS_ON or words.despite:
        return
    tree = orgs.tree(jurisdiction_id=duty.jurisdiction_id, on=on)
    if fault := fitness.outlived(tree, duty.owner_id, made.event.due_on or before.due_on):
        raise Refused(f"{fault} {_('Nếu vẫn làm, hãy đánh dấu ô này.')}", field="despite")


def _again(kind: rules.EventKind, before: rules.State, since: dt.date, duty: Duty, on: dt.date) -> Move:
    """The clock goes on with what was left; a pause puts the day off no further than an extension could."""
    basis = basis_of(before, duty, on)
    halt = pause.Halt.PAUSE if kind is KIND.RESUMED else pause.Halt.END
    again = pause.resume(before.due_on, paused_on=since, resumed_on=on, calendar=basis.calendar, halt=halt)
    due_on, trace = again.due_on, again.say(Lang.VI)
    latest = latest_extension(before.due_on, basis) if before.due_on is not None and kind is KIND.RESUMED else None
    if latest is not None and due_on is not None and due_on > (last := max(latest, on)):
        due_on = last
        trace += f" Theo “{basis.rules.name}”, hạn không lùi quá ngày {latest:%d/%m/%Y}: hạn {last:%d/%m/%Y}."
    near_on = near(due_on, basis) if due_on != before.due_on else before.near_on
    return Move(rules.Event(kind, on, due_on, near_on), trace)


def _check_again(words: Words, before: rules.State) -> None:
    """Raise ``Refused`` where a day that was entered is entered again without saying why, or is the same."""
    if before.began_on is None:
        return
    if words.happened_on == before.began_on:
        raise Refused(_("Ngày này đã được ghi rồi."), field="happened_on")
    if not words.text.strip():
        raise Refused(
            _("Đã ghi ngày %(day)s; sửa thì phải nêu lý do.") % {"day": f"{before.began_on:%d/%m/%Y}"}, field="text"
        )


def _from_event(began_on: dt.date, before: rules.State, duty: Duty, on: dt.date) -> Move:
    """The term of a duty's task counted from the day of its event, by the rules that the duty was issued under.

    What a document waits for has not happened when it is dated: an earlier day is a slip, and would make the duty late
    at once and for good.
    """
    dated_on = min(duty.directive.dated_on or before.issued_on, before.issued_on)
    if began_on < dated_on:
        words = _("Văn bản ngày %(day)s chờ sự kiện này, nên sự kiện không thể xảy ra trước ngày đó.")
        raise Refused(words % {"day": f"{dated_on:%d/%m/%Y}"}, field="happened_on")
    basis = basis_of(before, duty, on)
    days = since.Days(duty.directive.dated_on, given=before.issued_on, event=began_on)
    found = meanings.meant(_deadline(duty, before.issued_on), days, basis)
    event = rules.Event(KIND.BEGAN, on, found.due_on, near(found.due_on, basis), found.undated, began_on)
    return Move(event, found.trace)


def _deadline(duty: Duty, issued_on: dt.date) -> meanings.Deadline:
    """The deadline of a duty's task as it was issued: kept with the task, else as it stands in the plan."""
    if duty.task.deadline is not None:
        return meanings.decode(duty.task.deadline)
    draft = plans.draft_of(plan_id=duty.directive.plan_id, jurisdiction_id=duty.jurisdiction_id, on=issued_on)
    task = draft.task(duty.task.key)
    assert task is not None, "a duty's task stands in its plan"
    return meanings.said(task)


def _about_day(kind: rules.EventKind, words: Words, before: rules.State, duty: Duty, on: dt.date) -> Move:
    if words.until is None:
        raise Refused(_("Hãy chọn ngày."), field="until")
    if kind is KIND.EXTENDED and before.asked_for is None and not words.text.strip():
        raise Refused(_("Cơ quan thực hiện chưa xin gia hạn, nên phải nêu lý do."), field="text")
    basis = basis_of(before, duty, on)
    event = rules.Event(kind, on, words.until, near(words.until, basis) if kind is KIND.EXTENDED else None)
    match rules.extension_fault(before, event):
        case None:
            assert before.due_on is not None
            _check_limits(before, words.until, basis)
            how = setday.How.ASKED if kind is KIND.ASKED else setday.How.GRANTED
            told = setday.extension(how, before=before.due_on, due_on=words.until, on=on, basis=basis)
            return Move(event, "\n".join([told.say(Lang.VI), *near_trace(event.due_on, event.near_on, basis)]))
        case rules.ExtensionFault.NO_DEADLINE:
            raise Refused(_("Nhiệm vụ này không có thời hạn nên không gia hạn."), field="until")
        case rules.ExtensionFault.EXPIRED:
            raise Refused(_("Chỉ xin gia hạn được khi chưa hết hạn."), field="until")
        case rules.ExtensionFault.NOT_LATER:
            raise Refused(_("Ngày mới phải sau hạn đang có."), field="until")
        case rules.ExtensionFault.PAST:
            raise Refused(_("Không gia hạn đến một ngày đã qua."), field="until")


def _check_within(until: dt.date | None, duty: Duty) -> None:
    """Raise ``Refused`` where a part would be due after the whole that it was handed down from."""
    if until is None or duty.parent_id is None:
        return
    whole = Duty.objects.get(jurisdiction_id=duty.jurisdiction_id, pk=duty.parent_id)
    if whole.due_on is not None and until > whole.due_on:
        words = _("Hạn của phần việc không thể sau hạn của nhiệm vụ, ngày %(day)s.")
        raise Refused(words % {"day": f"{whole.due_on:%d/%m/%Y}"}, field="until")


def _check_limits(before: rules.State, until: dt.date, basis: Basis) -> None:
    """Raise ``Refused`` beside the day where the rules allow no extension, or none as long as this."""
    assert before.due_on is not None
    _check_often(before, basis, field="until")
    ground = basis.rules.name
    match limit_reached(extensions=before.put_offs, due_on=before.due_on, until=until, basis=basis):
        case None | Limit.TOO_OFTEN:
            return
        case Limit.TOO_LONG:
            latest = latest_extension(before.due_on, basis)
            words = _("Theo “%(rules)s”, mỗi lần chỉ gia hạn đến hết ngày %(day)s.")
            raise Refused(words % {"rules": ground, "day": f"{latest:%d/%m/%Y}"}, field="until")


def _check_often(before: rules.State, basis: Basis, *, field: str) -> None:
    """Raise ``Refused`` where the day was put off, by extensions or pauses, as often as the rules allow."""
    if _too_often(before, basis):
        words = _("Hạn đã được lùi %(count)s lần; theo “%(rules)s” không gia hạn hay tạm dừng thêm được.")
        raise Refused(words % {"count": before.put_offs, "rules": basis.rules.name}, field=field)


def _replacing(other_id: int | None, duty: Duty, viewer: Viewer, on: dt.date) -> int:
    """The duty that takes the place of this one: another one within the viewer's reach that is not over."""
    if other_id is None:
        raise Refused(_("Hãy ghi số của nhiệm vụ thay thế."), field="other")
    if other_id == duty.pk:
        raise Refused(_("Nhiệm vụ không thể thay thế chính nó."), field="other")
    found = Duty.objects.filter(jurisdiction_id=duty.jurisdiction_id, pk=other_id).select_related("directive")
    other = found.first()
    if other is None or not reach.sees(other, viewer, on):
        raise Refused(_("Không có nhiệm vụ số %(number)s.") % {"number": other_id}, field="other")
    if rules.Stage(other.stage) not in rules.OPEN:
        raise Refused(_("Nhiệm vụ số %(number)s đã kết thúc.") % {"number": other_id}, field="other")
    if other.level < duty.level:
        words = _("Nhiệm vụ số %(number)s có mức bảo mật thấp hơn nhiệm vụ này. Hãy nâng mức của nó trước.")
        raise Refused(words % {"number": other_id}, field="other")
    return other_id
