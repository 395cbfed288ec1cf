"""Reforms as they are shown: drafts with their preview, decided ones with what came of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import orgtree
from tiendo import reform as rules
from tiendo.errors import Refusal, Refused
from tiendo.rulebook import Lang
from tiendo_web.core.access import ActorKind, Permission, Viewer, demand
from tiendo_web.duties import involved, passing
from tiendo_web.orgs import facts, holders
from tiendo_web.orgs import queries as orgs
from tiendo_web.orgs import tables as taken
from tiendo_web.reforms import waiting as waits
from tiendo_web.reforms.models import Draft, Effect, Reform, Undoing
from tiendo_web.reforms.touched import Touched


class NoDraft(Refused):
    """There is no such draft: it never was, was dropped, or was decided."""

    kind = Refusal.MISSING


class AlreadyDecided(NoDraft):
    """The draft was decided, as the reform ``reform_id``."""

    def __init__(self, reform_id: int) -> None:
        """Take the reform that came of it."""
        super().__init__(_("Phương án này đã được quyết định."))
        self.reform_id = reform_id


class NoReform(Refused):
    """There is no such reform."""

    kind = Refusal.MISSING


class Settled(Refused):
    """The reform has taken effect or was undone."""

    kind = Refusal.CONFLICT


class Stage(StrEnum):
    """How far a decided reform has come."""

    WAITING = "waiting"
    EFFECTIVE = "effective"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as last saved."""

    key: str
    number: int
    terms: rules.Terms
    saved_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReformLine:
    """A decided reform in a list."""

    id: int
    symbol: str
    title: str
    decided_on: dt.date
    effect_on: dt.date
    stage: Stage
    act: int


@dataclass(frozen=True, slots=True)
class Flow:
    """How many duties a reform passed from one body to another."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class ReformPage:
    """A decided reform whole.

    ``undoable`` before its day; ``resting`` is what stands against undoing it then. ``reason`` where it was undone.
    ``touched`` is what hung on the bodies when it was decided.
    """

    line: ReformLine
    terms: rules.Terms
    ended: tuple[orgtree.Body, ...]
    founded: tuple[orgtree.Body, ...]
    flows: tuple[Flow, ...]
    reason: str
    undoable: bool
    resting: tuple[str, ...]
    due: bool
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A duty that has no successor yet, or one that does not live on the day of effect.

    ``now_with`` is the body that owes it today, where a decision that waits will bring it to ``body`` first.
    """

    duty_id: int
    body: str
    now_with: str
    symbol: str
    label: str
    text: str
    due_on: dt.date | None
    misled: str
    heirs: tuple[tuple[int, str], ...]


def tree(viewer: Viewer, on: dt.date) -> orgtree.OrgTree:
    """The bodies of the viewer's jurisdiction on a day."""
    return orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)


def drafts(*, viewer: Viewer) -> list[DraftPage]:
    """The drafts that were neither dropped nor decided, the last saved first; one query, of the last saves only."""
    demand(viewer, Permission.REORGANISE)
    return [_draft_page(row) for row in _open_drafts(viewer.jurisdiction_id)]


def _open_drafts(jurisdiction_id: int) -> QuerySet[Draft]:
    decided = Reform.objects.filter(jurisdiction_id=jurisdiction_id).values("key")
    saves = Draft.objects.filter(jurisdiction_id=jurisdiction_id).exclude(key__in=decided)
    last = saves.values("key").annotate(last=Max("pk")).values("last")
    rows = Draft.objects.filter(jurisdiction_id=jurisdiction_id, pk__in=last, terms__isnull=False)
    return rows.order_by("-pk")


def drafts_of(*, jurisdiction_id: int, holder_ids: Collection[int], keys: Collection[str]) -> list[DraftPage]:
    """The open drafts that were begun under one of these hats, or are among ``keys``; one query."""
    saves = Draft.objects.filter(jurisdiction_id=jurisdiction_id)
    whose = Q(number=1, by_kind=ActorKind.HOLDER.value, by_id__in=holder_ids) | Q(key__in=keys)
    return [_draft_page(row) for row in _open_drafts(jurisdiction_id).filter(key__in=saves.filter(whose).values("key"))]


def draft(*, key: str, viewer: Viewer) -> DraftPage:
    """One draft as last saved, by one query; raises :class:`NoDraft`, or :class:`AlreadyDecided` which is one."""
    demand(viewer, Permission.REORGANISE)
    here = viewer.jurisdiction_id
    decided = Reform.objects.filter(jurisdiction_id=here, key=OuterRef("key")).values("pk")[:1]
    saves = Draft.objects.filter(jurisdiction_id=here, key=key).annotate(decided=Subquery(decided))
    row = saves.order_by("-number").first()
    if row is not None and row.decided is not None:
        raise AlreadyDecided(row.decided)
    if row is None or row.terms is None:
        raise NoDraft(_("Không có phương án này."))
    return _draft_page(row)


def _draft_page(row: Draft) -> DraftPage:
    return DraftPage(row.key, row.number, rules.Terms.decode(row.terms or {}), row.recorded_at)


def reforms(*, viewer: Viewer) -> list[ReformLine]:
    """The decided reforms, the latest effect first; three queries."""
    rows = Reform.objects.filter(jurisdiction_id=viewer.jurisdiction_id).order_by("-effect_on", "-pk")
    effective, undone = waits.settled_ids(viewer.jurisdiction_id)
    return [_line(row, effective, undone) for row in rows]


def decisions(*, viewer: Viewer, acts: Collection[int]) -> dict[int, ReformLine]:
    """The decisions that these acts of the ledger wrote, by act; three queries, one where there are none."""
    rows = list(Reform.objects.filter(jurisdiction_id=viewer.jurisdiction_id, act__in=acts))
    if not rows:
        return {}
    effective, undone = waits.settled_ids(viewer.jurisdiction_id)
    return {row.act: _line(row, effective, undone) for row in rows}


def _line(row: Reform, effective: set[int], undone: set[int]) -> ReformLine:
    stage = Stage.UNDONE if row.pk in undone else Stage.EFFECTIVE if row.pk in effective else Stage.WAITING
    return ReformLine(row.pk, row.symbol, row.title, row.decided_on, row.effect_on, stage, row.act)


def reform(*, reform_id: int, viewer: Viewer, on: dt.date) -> ReformPage:
    """One decided reform; raises :class:`NoReform`."""
    row = Reform.objects.filter(jurisdiction_id=viewer.jurisdiction_id, pk=reform_id).first()
    if row is None:
        raise NoReform()
    line = _line(row, *waits.settled_ids(viewer.jurisdiction_id))
    then = tree(viewer, row.effect_on)
    undoing = Undoing.objects.filter(jurisdiction_id=viewer.jurisdiction_id, reform_id=row.pk).first()
    waiting = line.stage is Stage.WAITING
    undoable = waiting and on < row.effect_on
    return ReformPage(
        line=line,
        terms=_as_written(row),
        ended=_known(then, row.ended),
        founded=_known(then, row.founded),
        flows=_flows(viewer, row, then),
        reason=undoing.reason if undoing else "",
        undoable=undoable,
        resting=tuple(resting(row)) if undoable else (),
        due=waiting and row.effect_on <= on,
        touched=tuple(map(Touched.decode, row.touched or ())),
    )


def _as_written(row: Reform) -> rules.Terms:
    """The terms of a decided reform as the draft had them: only they name what it founds also where it was undone."""
    return _all_as_written(row.jurisdiction_id, [row])[row.pk]


def _all_as_written(jurisdiction_id: int, rows: Sequence[Reform]) -> Mapping[int, rules.Terms]:
    """The same of several reforms, by their ids; one query."""
    drafts = Draft.objects.filter(jurisdiction_id=jurisdiction_id, key__in=[row.key for row in rows])
    last = dict(drafts.order_by("number").values_list("key", "terms"))
    return {row.pk: rules.Terms.decode(last.get(row.key) or row.terms) for row in rows}


def _known(then: orgtree.OrgTree, ids: Iterable[int]) -> tuple[orgtree.Body, ...]:
    return tuple(body for body_id in ids if (body := then.known(body_id)) is not None)


def _flows(viewer: Viewer, row: Reform, then: orgtree.OrgTree) -> tuple[Flow, ...]:
    effect = Effect.objects.filter(jurisdiction_id=viewer.jurisdiction_id, reform_id=row.pk).first()
    if effect is None:
        return ()
    passed = passing.passed(jurisdiction_id=viewer.jurisdiction_id, act=effect.act)
    counts = Counter((one.source_id, one.target_id) for one in passed)
    return tuple(Flow(then.name(a), then.name(b), count) for (a, b), count in counts.most_common())


def waiting(*, jurisdiction_id: int, reform_id: int) -> Reform:
    """A reform that has neither taken effect nor been undone; raises :class:`NoReform` or :class:`Settled`."""
    row = Reform.objects.filter(jurisdiction_id=jurisdiction_id, pk=reform_id).first()
    if row is None:
        raise NoReform()
    effective, undone = waits.settled_ids(jurisdiction_id)
    if row.pk in effective or row.pk in undone:
        raise Settled(_("Quyết định này đã có hiệu lực hoặc đã bị hủy."))
    return row


def due(*, jurisdiction_id: int, on: dt.date) -> list[int]:
    """The reforms whose day has come and that have not taken effect, in the order of their days; three queries."""
    return [row.pk for row in waits.reforms(jurisdiction_id) if row.effect_on <= on]


def next_day(*, jurisdiction_id: int) -> dt.date | None:
    """The first day on which a reform is still to take effect; None where none is. Three queries."""
    return min((row.effect_on for row in waits.reforms(jurisdiction_id)), default=None)


def resting(row: Reform) -> list[str]:
    """What stands on a reform and would fall with it, in words; empty where it can be undone."""
    jurisdiction_id, founded = row.jurisdiction_id, set(row.founded)
    own = facts.subjects(jurisdiction_id, [row.act])
    words = [
        _("Văn bản %(symbol)s dựa trên quyết định này; hãy hủy văn bản đó trước.") % {"symbol": symbol}
        for symbol in decided_upon(jurisdiction_id, own, founded, act=row.act)
    ]
    if taken.imported_upon(
        jurisdiction_id=jurisdiction_id, body_ids=own, founded=founded, act=row.act, on=row.effect_on
    ):
        words.append(_("Danh sách cơ quan nhập sau đó dựa trên quyết định này."))
    if orgs.any_group(jurisdiction_id=jurisdiction_id, body_ids=founded):
        words.append(_("Có nhóm cơ quan gồm cơ quan mới lập; hãy sửa nhóm đó trước."))
    if involved.any_owed(jurisdiction_id=jurisdiction_id, body_ids=founded):
        words.append(_("Đã giao nhiệm vụ cho cơ quan mới lập."))
    if holders.any_hat(jurisdiction_id=jurisdiction_id, body_ids=founded, on=row.effect_on):
        words.append(_("Đã giao vai trò ở cơ quan mới lập; hãy cho thôi các vai trò đó trước."))
    return words or [fault.say(language()) for fault in rules.unsound(_without(row), row.effect_on)]


def decided_upon(
    jurisdiction_id: int, own: Collection[int], founded: Collection[int], *, act: int, on: dt.date = dt.date.min
) -> list[str]:
    """The symbols of decisions after an act, with effect on a day or later and not undone, that say something of one
    of its ``own`` bodies or name one that it ``founded``.
    """
    _effective, undone = waits.settled_ids(jurisdiction_id)
    rows = Reform.objects.filter(jurisdiction_id=jurisdiction_id, act__gt=act, effect_on__gte=on)
    later = list(rows.exclude(pk__in=undone).order_by("pk"))
    told = facts.told(jurisdiction_id, [row.act for row in later])
    terms = _all_as_written(jurisdiction_id, later)
    return [
        row.symbol
        for row in later
        if not told[row.act].isdisjoint(own) or not _named(terms[row.pk]).isdisjoint(founded)
    ]


def _named(terms: rules.Terms) -> set[int]:
    """Every body that a reform names anywhere in its terms, also above the bodies that it founds."""
    named = {body_id for step in terms.steps for body_id in (*step.bodies, *step.into, step.parent, step.superior)}
    named |= {body_id for rule in terms.rules for body_id in (*rule.bodies, rule.to)}
    named |= {body_id for one in terms.newcomers for body_id in (one.parent, one.superior)}
    named |= {*terms.choices.values(), *terms.people, *terms.people.values()}
    return {body_id for body_id in named if body_id is not None}


def language() -> Lang:
    """The reader's language, for the words of the library."""
    return Lang.EN if get_language() == "en" else Lang.VI


def _without(row: Reform) -> tuple[orgtree.BodyFacts, ...]:
    return orgs.facts_without(jurisdiction_id=row.jurisdiction_id, act=row.act)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What decisions make of an open duty: the body that owes it ends on a day, and who owes it then; empty: nobody."""

    body: str
    ends_on: dt.date
    to: str


def ahead(*, duty_id: int, owner_id: int, viewer: Viewer, on: dt.date) -> Ahead | None:
    """That the body which owes an open duty will end; None where it will not. No query of its own for most."""
    now = tree(viewer, on)
    body = now.get(owner_id)
    if body is None or body.ends_on is None:
        return None
    then = waits.coming(jurisdiction_id=viewer.jurisdiction_id, on=on, until=body.ends_on, duty_id=duty_id)
    return Ahead(body.name, body.ends_on, now.name(then[duty_id]) if duty_id in then else "")


def unplaced_count(*, jurisdiction_id: int, on: dt.date) -> int:
    """How many open duties there are whose body does not live on this day; one query while bodies do not change."""
    now = orgs.tree(jurisdiction_id=jurisdiction_id, on=on)
    return passing.owed_count(jurisdiction_id=jurisdiction_id, body_ids=[body.id for body in now.ended])


def unplaced(*, viewer: Viewer, on: dt.date) -> list[Choice]:
    """The open duties whose body does not live on this day: each waits for a successor."""
    now = tree(viewer, on)
    gone = [body.id for body in now.ended]
    return [
        Choice(
            duty_id=one.id,
            body=now.name(one.owner_id),
            now_with="",
            symbol=one.symbol,
            label=one.label,
            text=one.words,
            due_on=one.due_on,
            misled="",
            heirs=tuple((heir, now.name(heir)) for heir in now.represented(one.owner_id)),
        )
        for one in passing.owed(jurisdiction_id=viewer.jurisdiction_id, body_ids=gone)
    ]
