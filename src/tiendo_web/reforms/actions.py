"""Writing a reform, deciding it as one act, undoing it before its day, and letting it take effect on that day.

What a reform makes of the bodies, and where each duty goes, is decided by :mod:`tiendo.reform`; here it is
written. Nothing is half done: a reform that leaves a duty without a successor is refused whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from django.utils.translation import gettext as _

from tiendo import reform as rules
from tiendo.errors import Refusal, Refused
from tiendo_web.core import when
from tiendo_web.core.access import SYSTEM, Actor, Permission, Viewer, demand
from tiendo_web.duties import passing
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import administrators, facts, moving
from tiendo_web.orgs import tables as taken
from tiendo_web.reforms import queries, studies, tables, waiting
from tiendo_web.reforms.models import Draft, Effect, Reform, Undoing
from tiendo_web.reforms.touched import touched as all_touched


class SavedMeanwhile(Refused):
    """Somebody else saved the draft after this editor had opened it."""

    kind = Refusal.CONFLICT


class Faulty(Refused):
    """The reform cannot be; ``faults`` say why."""

    kind = Refusal.INVALID

    def __init__(self, faults: Sequence[rules.Fault]) -> None:
        """Take the faults."""
        super().__init__(_("Phương án còn chỗ sai, chưa quyết định được."))
        self.faults = tuple(faults)


class Undecided(Refused):
    """Duties are left without a successor, or were given one that does not live then; ``count`` of them."""

    kind = Refusal.INVALID

    def __init__(self, count: int) -> None:
        """Take how many."""
        super().__init__(_("Còn %(count)s nhiệm vụ chưa có cơ quan kế thừa.") % {"count": count})
        self.count = count


class TooLate(Refused):
    """The reform has taken effect, was undone, or others rest on it."""

    kind = Refusal.CONFLICT


def begin(*, terms: rules.Terms, viewer: Viewer, at: dt.datetime, once: str = "") -> str:
    """Begin a draft; gives its key."""
    demand(viewer, Permission.REORGANISE)
    with _act("reforms.draft", viewer, at, once) as act:
        return act.write(Draft(key=secrets.token_urlsafe(12), number=1, terms=terms.encode())).key


def save(*, key: str, seen: int, terms: rules.Terms, viewer: Viewer, at: dt.datetime, once: str = "") -> int:
    """Save a draft whole; gives the number of this save.

    Raises ``queries.NoDraft``, and :class:`SavedMeanwhile` where ``seen`` is not the last save.
    """
    demand(viewer, Permission.REORGANISE)
    with _act("reforms.draft", viewer, at, once) as act:
        _expect(key, seen, viewer)
        return act.write(Draft(key=key, number=seen + 1, terms=terms.encode())).number


def drop(*, key: str, seen: int, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Drop a draft; raises ``queries.NoDraft``, and :class:`SavedMeanwhile` where ``seen`` is not the last save."""
    demand(viewer, Permission.REORGANISE)
    with _act("reforms.draft", viewer, at, once) as act:
        _expect(key, seen, viewer)
        act.write(Draft(key=key, number=seen + 1, terms=None))


def decide(*, key: str, seen: int, viewer: Viewer, at: dt.datetime, once: str = "") -> int:
    """Decide a draft: one act writes what becomes of the bodies; gives the reform's id.

    A reform whose day has come and that was not carried out is carried out first, and the duties that those before
    it will bring are asked for as well. Where its own day has come the duties and hats go over in the same act, else
    ``tiendo work`` passes them on that day. Raises ``queries.NoDraft``, :class:`SavedMeanwhile`, :class:`Faulty`,
    :class:`Undecided` or ``administrators.LastAdministrator``; nothing is written then.
    """
    demand(viewer, Permission.REORGANISE)
    catch_up(jurisdiction_id=viewer.jurisdiction_id, at=at)
    with _act("reforms.decide", viewer, at, once) as act:
        terms = _expect(key, seen, viewer).terms
        known = facts.read(act.jurisdiction_id)
        study = studies.study(terms=terms, known=known, jurisdiction_id=act.jurisdiction_id, on=act.on)
        outcome = study.outcome
        if outcome.faults:
            raise Faulty(outcome.faults)
        if not study.routing.complete:
            raise Undecided(len(study.routing.undecided) + len(study.routing.misled))
        touched = [one.encode() for one in all_touched(study, viewer)]
        effect_on = max(act.on, terms.decision.effect_on)
        managed = administrators.able(jurisdiction_id=act.jurisdiction_id, on=effect_on)
        ids = orgs.reshape(act, outcome.changed)
        people = {body: rules.people_to(terms, outcome, body) for body in outcome.ended}
        heirs = {body: ids.get(to, to) if to is not None else None for body, to in people.items()}
        administrators.demand_one_of(managed, jurisdiction_id=act.jurisdiction_id, on=effect_on, heirs=heirs)
        decision = terms.decision
        reform = act.write(
            Reform(
                key=key,
                symbol=decision.symbol,
                title=decision.title,
                decided_on=decision.decided_on,
                effect_on=decision.effect_on,
                terms=terms.settled(ids).encode(),
                ended=sorted(outcome.ended),
                shed=sorted(outcome.shed),
                founded=sorted(ids.values()),
                touched=touched,
            )
        )
        act.concerns(reform)
        if decision.effect_on <= act.on and (left := _carry_out(act, reform)):
            raise Undecided(left)
    return reform.pk


def catch_up(*, jurisdiction_id: int, at: dt.datetime) -> dict[int, int]:
    """Let every reform take effect whose day has come, in the order of their days, each by an act of its own.

    Gives how many duties each left without a successor; a second call, or a second worker, changes nothing.
    """
    left: dict[int, int] = {}
    for reform_id in queries.due(jurisdiction_id=jurisdiction_id, on=when.day_of(at)):
        with contextlib.suppress(queries.Settled):
            left[reform_id] = take_effect(reform_id=reform_id, jurisdiction_id=jurisdiction_id, at=at)
    return left


def take_effect(*, reform_id: int, jurisdiction_id: int, at: dt.datetime, by: Actor = SYSTEM) -> int:
    """Pass the duties and hats on, once the day has come; gives how many duties are left without a successor.

    A second call changes nothing. What is left (given to a body after the decision, by another reform) stays with
    the body that ended, is listed by ``queries.unplaced``, and waits for :func:`place`.
    """
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="reforms.take-effect", by=by, at=at) as act:
        reform = queries.waiting(jurisdiction_id=jurisdiction_id, reform_id=reform_id)
        if act.on < reform.effect_on:
            raise TooLate(_("Quyết định này chưa đến ngày có hiệu lực."))
        act.concerns(reform)
        return _carry_out(act, reform)


def undo(*, reform_id: int, reason: str, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Undo a reform before its day, by a counter-act; raises :class:`TooLate` where others rest on it."""
    demand(viewer, Permission.REORGANISE)
    if not reason.strip():
        raise Refused(_("Hãy nêu lý do."), field="reason")
    with _act("reforms.undo", viewer, at, once) as act:
        reform = queries.waiting(jurisdiction_id=act.jurisdiction_id, reform_id=reform_id)
        if reform.effect_on <= act.on:
            raise TooLate(_("Quyết định đã đến ngày có hiệu lực nên không hủy được nữa; hãy ra quyết định khác."))
        if resting := queries.resting(reform):
            raise TooLate(" ".join(resting))
        act.concerns(reform)
        act.write(Undoing(reform=reform, reason=reason.strip()))
        orgs.withdraw(act, reform.act)


def take_back(*, table_id: int, viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Take a table of bodies back, by a counter-act: what it said does not hold, as if it had never been said.

    Raises ``orgs.tables.NoTable``, and :class:`TooLate` where it was taken back already or something rests on it.
    """
    demand(viewer, Permission.MANAGE_BODIES)
    with _act("orgs.withdraw-import", viewer, at, once) as act:
        line = taken.table(jurisdiction_id=act.jurisdiction_id, table_id=table_id)
        if line.withdrawn_on is not None:
            raise TooLate(_("Bảng này đã được rút lại."))
        if resting := tables.resting(line, viewer, act.on):
            raise TooLate(" ".join(resting))
        orgs.withdraw_table(act, table_id)


def place(*, choices: Mapping[int, int], viewer: Viewer, at: dt.datetime, once: str = "") -> None:
    """Give duties whose body has ended to living bodies, one by one by hand.

    Raises ``Refused`` where a duty has a living owner already, or the chosen body does not live.
    """
    demand(viewer, Permission.REORGANISE)
    with _act("reforms.place", viewer, at, once) as act:
        tree = queries.tree(viewer, act.on)
        waiting = {one.duty_id for one in queries.unplaced(viewer=viewer, on=act.on)}
        if not choices or any(duty not in waiting for duty in choices):
            raise Refused(_("Nhiệm vụ này đã có cơ quan thực hiện. Hãy tải lại trang."), kind=Refusal.CONFLICT)
        for body_id in choices.values():
            if body_id not in tree:
                raise Refused(_("Cơ quan được chọn không hoạt động vào ngày này."), field="to")
        words = "Chọn từng nhiệm vụ sau khi sắp xếp"
        passing.pass_on(act, [passing.Passing(duty, to, words) for duty, to in sorted(choices.items())])


def _act(kind: str, viewer: Viewer, at: dt.datetime, once: str) -> AbstractContextManager[ledger.Act]:
    return ledger.act(jurisdiction_id=viewer.jurisdiction_id, kind=kind, by=viewer.actor, at=at, once=once)


def _expect(key: str, seen: int, viewer: Viewer) -> queries.DraftPage:
    """The draft, if nobody saved it since."""
    last = queries.draft(key=key, viewer=viewer)
    if last.number != seen:
        raise SavedMeanwhile(_("Người khác vừa sửa phương án này. Hãy xem lại rồi làm tiếp."))
    return last


def _carry_out(act: ledger.Act, reform: Reform) -> int:
    """Within an act, pass on the duties and hats of the bodies that end or shed; gives how many duties are left."""
    decided = waiting.decided(reform, facts.read(act.jurisdiction_id), act.on)
    outcome, terms, now = decided.outcome, decided.terms, decided.now
    owed = passing.owed(jurisdiction_id=act.jurisdiction_id, body_ids=outcome.ended | outcome.shed)
    found = rules.carried(decided, map(waiting.as_open, owed))
    act.write(Effect(reform=reform))
    passing.pass_on(act, [passing.Passing(one.duty, one.target, _why(reform.symbol, one)) for one in found.passes])
    people = {body: rules.people_to(terms, outcome, body) for body in sorted(outcome.ended)}
    heirs = {body: now.successor(to) if to is not None else None for body, to in people.items()}
    moving.move_hats(act, heirs, reform.effect_on)
    return len(found.left)


def _why(symbol: str, one: rules.Pass) -> str:
    """The ground of a passing, as it is kept with the duty: in Vietnamese, as every trace."""
    match one.ground:
        case rules.Ground.HAND:
            ground = "chọn riêng cho nhiệm vụ này"
        case rules.Ground.UNDER:
            ground = "cùng nhiệm vụ mà việc định kỳ này thuộc về"
        case rules.Ground.RULE:
            ground = f"theo quy tắc thứ {(one.rule or 0) + 1}"
        case rules.Ground.SUCCESSION:
            ground = "kế thừa toàn bộ cơ quan cũ"
    return f"{symbol}: {ground}"
