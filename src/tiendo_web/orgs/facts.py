"""Between the tables of bodies and the library's facts. What was withdrawn is left out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from django.db.models import Manager, Q, QuerySet

from tiendo import orgtree, viet
from tiendo_web.ledger.actions import Act
from tiendo_web.ledger.models import Fact
from tiendo_web.orgs.models import (
    Body,
    BodyCode,
    BodyEnd,
    BodyName,
    BodyRank,
    OfBody,
    Parentage,
    Succession,
    Superiority,
    Withdrawal,
)

# The tables whose rows are each one turn in a body's life.
_TURNS: dict[orgtree.Turn, type[BodyName | BodyCode | BodyRank | Parentage | Superiority]] = {
    orgtree.Turn.RENAMED: BodyName,
    orgtree.Turn.RECODED: BodyCode,
    orgtree.Turn.RANKED: BodyRank,
    orgtree.Turn.MOVED: Parentage,
    orgtree.Turn.LED: Superiority,
}
_SUCCESSIONS = frozenset({orgtree.Turn.PASSED, orgtree.Turn.TOOK_OVER})
T = TypeVar("T")
_Row = TypeVar("_Row", bound=Fact)


def read(jurisdiction_id: int, *, without: Collection[int] = ()) -> tuple[orgtree.BodyFacts, ...]:
    """The facts of all bodies, by id, as if the acts ``without`` had said nothing; one query for each table."""
    held = _Held(jurisdiction_id, without)
    ends: dict[int, dt.date] = dict(held.rows(BodyEnd).values_list("body_id", "ends_on"))
    names = held.by_body(BodyName, ("name", "abbreviation", "starts_on"), orgtree.Name)
    codes = held.by_body(BodyCode, ("code", "starts_on"), orgtree.Code)
    parents = held.by_body(Parentage, ("parent_id", "starts_on"), orgtree.Parent)
    superiors = held.by_body(Superiority, ("superior_id", "starts_on"), orgtree.Superior)
    ranks = held.by_body(BodyRank, ("kind", "level", "starts_on"), _rank)
    heirs = held.by_body(Succession, ("heir_id", "share", "starts_on"), _heir)
    return tuple(
        orgtree.BodyFacts(
            id=body_id,
            kind=orgtree.BodyKind(kind),
            names=tuple(names.get(body_id, ())),
            codes=tuple(codes.get(body_id, ())),
            parents=tuple(parents.get(body_id, ())),
            begins_on=begins_on,
            ends_on=ends.get(body_id),
            ranks=tuple(ranks.get(body_id, ())),
            superiors=tuple(superiors.get(body_id, ())),
            heirs=tuple(heirs.get(body_id, ())),
        )
        for body_id, kind, begins_on in held.rows(Body).values_list("id", "kind", "begins_on")
    )


def _rank(kind: str, level: str, begins_on: dt.date) -> orgtree.Rank:
    return orgtree.Rank(orgtree.BodyKind(kind), orgtree.Level(level), begins_on)


def _heir(heir_id: int, share: str, begins_on: dt.date) -> orgtree.Heir:
    return orgtree.Heir(heir_id, orgtree.Share(share), begins_on)


class _Held:
    """The fact rows of one jurisdiction that hold."""

    def __init__(self, jurisdiction_id: int, without: Collection[int] = ()) -> None:
        self._jurisdiction_id = jurisdiction_id
        withdrawn = Withdrawal.objects.filter(jurisdiction_id=jurisdiction_id).values_list("withdrawn", flat=True)
        self._withdrawn = [*withdrawn, *without]

    def rows(self, model: type[_Row]) -> QuerySet[_Row]:
        rows = model._default_manager.filter(jurisdiction_id=self._jurisdiction_id).order_by("pk")
        return rows.exclude(act__in=self._withdrawn) if self._withdrawn else rows

    def by_body(self, model: type[OfBody], columns: tuple[str, ...], make: Callable[..., T]) -> dict[int, list[T]]:
        """One kind of fact, by body, in the order in which the facts begin."""
        found: dict[int, list[T]] = defaultdict(list)
        for body_id, *values in self.rows(model).order_by("starts_on", "pk").values_list("body_id", *columns):
            found[body_id].append(make(*values))
        return found


Said: TypeAlias = tuple[orgtree.Turn, dt.date, int | None]


def other(moment: orgtree.Moment) -> int | None:
    """The other body of a succession; of other turns none."""
    return moment.body_id if moment.turn in _SUCCESSIONS else None


def acts_of(jurisdiction_id: int, body_id: int, turns: Collection[orgtree.Turn]) -> dict[Said, int]:
    """The act that said each of these turns in a body's life: by turn, day, and the other body of a succession.

    One query for each table that has something to say; of two acts that say the same of a day, the later.
    """
    held, acts = _Held(jurisdiction_id), dict[Said, int]()
    for turn in _TURNS.keys() & turns:
        rows = held.rows(_TURNS[turn]).filter(body_id=body_id)
        acts |= {(turn, day, None): act for day, act in rows.values_list("starts_on", "act")}
    founded = held.rows(Body).filter(pk=body_id).values_list("begins_on", "act")
    acts |= {(orgtree.Turn.FOUNDED, day, None): act for day, act in founded}
    if orgtree.Turn.ENDED in turns:
        ended = held.rows(BodyEnd).filter(body_id=body_id).values_list("ends_on", "act")
        acts |= {(orgtree.Turn.ENDED, day, None): act for day, act in ended}
    if _SUCCESSIONS & set(turns):
        acts |= _successions(held, body_id)
    return acts


def _successions(held: _Held, body_id: int) -> dict[Said, int]:
    rows = held.rows(Succession).filter(Q(body_id=body_id) | Q(heir_id=body_id))
    return {
        (orgtree.Turn.PASSED, day, heir) if before == body_id else (orgtree.Turn.TOOK_OVER, day, before): act
        for before, heir, day, act in rows.values_list("body_id", "heir_id", "starts_on", "act")
    }


_TOLD = (BodyName, BodyCode, BodyRank, Parentage, Superiority, BodyEnd, Succession)


def subjects(jurisdiction_id: int, acts: Collection[int]) -> frozenset[int]:
    """The bodies of which one of these acts wrote something; one query."""
    return frozenset().union(*told(jurisdiction_id, acts).values())


def told(jurisdiction_id: int, acts: Collection[int]) -> Mapping[int, set[int]]:
    """The bodies of which each of these acts wrote something; one query over all tables."""
    found: dict[int, set[int]] = defaultdict(set)
    if acts:
        told = Q(jurisdiction_id=jurisdiction_id, act__in=acts)
        about = (_about(model).filter(told).values_list("act", "body_id") for model in _TOLD)
        for act, body_id in Body.objects.filter(told).values_list("act", "pk").union(*about):
            found[act].add(body_id)
    return found


def founded(jurisdiction_id: int, act: int) -> frozenset[int]:
    """The bodies that an act founded."""
    return frozenset(Body.objects.filter(jurisdiction_id=jurisdiction_id, act=act).values_list("pk", flat=True))


def placed(jurisdiction_id: int, act: int) -> frozenset[int]:
    """The bodies that an act put beneath another, those that it founded as well."""
    rows = Parentage.objects.filter(jurisdiction_id=jurisdiction_id, act=act)
    return frozenset(rows.values_list("body_id", flat=True))


def place_beneath(jurisdiction_id: int, body_ids: Collection[int], acts: Collection[int]) -> bool:
    """Whether one of these acts named one of these bodies as parent or superior."""
    told = Q(jurisdiction_id=jurisdiction_id, act__in=acts)
    return (
        Parentage.objects.filter(told, parent_id__in=body_ids).exists()
        or Superiority.objects.filter(told, superior_id__in=body_ids).exists()
    )


def _about(model: type[OfBody]) -> Manager[OfBody]:
    return model._default_manager


def write(act: Act, changed: Iterable[orgtree.BodyFacts], known: Mapping[int, orgtree.BodyFacts]) -> dict[int, int]:
    """Within an act, write what ``changed`` says beyond ``known``.

    New bodies come under ids below zero; gives the id of each by that one.
    """
    changed = list(changed)
    new = [one for one in changed if one.id not in known]
    rows = act.write_all([Body(kind=one.kind.value, begins_on=one.begins_on) for one in new])
    ids = {one.id: row.pk for one, row in zip(new, rows, strict=True)}
    for column in _columns(changed, known, ids):
        act.write_all(column)
    return ids


def _columns(
    changed: Sequence[orgtree.BodyFacts], known: Mapping[int, orgtree.BodyFacts], ids: Mapping[int, int]
) -> Iterator[list[Fact]]:
    """The rows to write, table by table."""

    def above(body_id: int | None) -> int | None:
        return ids.get(body_id, body_id) if body_id is not None else None

    def fresh(kind: Callable[[orgtree.BodyFacts], tuple[T, ...]]) -> Iterator[tuple[int, T]]:
        for one in changed:
            before = kind(known[one.id]) if one.id in known else ()
            yield from ((ids.get(one.id, one.id), fact) for fact in kind(one) if fact not in before)

    yield [
        BodyName(
            body_id=body_id,
            name=name.name,
            abbreviation=name.abbreviation,
            folded=viet.fold(f"{name.name} {name.abbreviation}")[:250],
            starts_on=name.begins_on,
        )
        for body_id, name in fresh(lambda one: one.names)
    ]
    yield [
        BodyCode(body_id=body_id, code=code.code, starts_on=code.begins_on)
        for body_id, code in fresh(lambda one: one.codes)
    ]
    yield [
        Parentage(body_id=body_id, parent_id=above(parent.parent_id), starts_on=parent.begins_on)
        for body_id, parent in fresh(lambda one: one.parents)
    ]
    yield [
        Superiority(body_id=body_id, superior_id=above(superior.superior_id), starts_on=superior.begins_on)
        for body_id, superior in fresh(lambda one: one.superiors)
    ]
    yield [
        BodyRank(body_id=body_id, kind=rank.kind.value, level=rank.level.value, starts_on=rank.begins_on)
        for body_id, rank in fresh(lambda one: one.ranks)
    ]
    yield [
        Succession(
            body_id=body_id,
            heir_id=ids.get(heir.body_id, heir.body_id),
            share=heir.share.value,
            starts_on=heir.begins_on,
        )
        for body_id, heir in fresh(lambda one: one.heirs)
    ]
    yield [
        BodyEnd(body_id=ids.get(one.id, one.id), ends_on=one.ends_on)
        for one in changed
        if one.ends_on is not None and (one.id not in known or known[one.id].ends_on is None)
    ]
