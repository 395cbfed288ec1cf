"""What a draft would do, shown before it is decided: every body it touches, and every duty it sends on."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tiendo import orgtree
from tiendo import reform as rules
from tiendo_web.core.access import Viewer
from tiendo_web.duties import passing
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import queries, studies
from tiendo_web.reforms import waiting as waits
from tiendo_web.reforms.studies import Names, Study
from tiendo_web.reforms.touched import Touched, touched


@dataclass(frozen=True, slots=True)
class Late:
    """Duties that a decision made before will leave without a body on its later day, because of this reform."""

    body: str
    symbol: str
    effect_on: dt.date
    duties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A part of a duty whose whole will be owed by a body that no longer stands above who owes the part."""

    duty_id: int
    label: str
    text: str
    body: str
    whole: str


@dataclass(frozen=True, slots=True)
class Routed:
    """A duty and where it would go, or that it stays; ``rule`` is the place of the rule that says so.

    A duty chosen by hand that the reform is not about any more has no words: it is over, or not with these bodies.
    """

    duty_id: int
    source: str
    now_with: str
    target: str
    symbol: str
    label: str
    text: str
    due_on: dt.date | None
    ground: rules.Ground
    rule: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would do. ``late`` stops nothing: those duties will wait to be placed by hand.

    ``unled`` are the bodies whose superior in their line of work ends without an heir of the whole; ``caught`` counts
    the duties that each rule sends somewhere, or leaves where they are, by the rule's place.
    """

    faults: tuple[rules.Fault, ...]
    touched: tuple[Touched, ...]
    flows: tuple[queries.Flow, ...]
    grounds: tuple[tuple[rules.Ground, int], ...]
    caught: Counter[int]
    choices: tuple[queries.Choice, ...]
    late: tuple[Late, ...]
    parted: tuple[Parted, ...]
    unled: tuple[str, ...]
    bodies_before: int
    bodies_after: int

    @property
    def ready(self) -> bool:
        """Whether it can be decided."""
        return not self.faults and not self.choices


def _study(key: str, viewer: Viewer, on: dt.date) -> Study:
    terms = queries.draft(key=key, viewer=viewer).terms
    known = orgs.all_facts(jurisdiction_id=viewer.jurisdiction_id)
    return studies.study(terms=terms, known=known, jurisdiction_id=viewer.jurisdiction_id, on=on)


def preview(*, key: str, viewer: Viewer, on: dt.date) -> Preview:
    """What a draft would do, down to each duty, as things stand on ``on`` (today); raises ``queries.NoDraft``."""
    study = _study(key, viewer, on)
    outcome, routing, names = study.outcome, study.routing, study.names
    flows = Counter((one.source, one.target) for one in routing.passes)
    grounds = Counter(one.ground for one in routing.passes)
    return Preview(
        faults=outcome.faults,
        touched=touched(study, viewer),
        flows=tuple(queries.Flow(names[a], names[b], count) for (a, b), count in flows.most_common()),
        grounds=tuple((ground, grounds[ground]) for ground in rules.Ground if grounds[ground]),
        caught=Counter(one.rule for one in (*routing.passes, *routing.stays) if one.rule is not None),
        choices=tuple(_choices(study)),
        late=tuple(_late(study.foresight.late(routing), names)),
        parted=tuple(_parted(viewer, study)),
        unled=tuple(_unled(outcome)),
        bodies_before=len(outcome.before),
        bodies_after=len(outcome.tree) if outcome.tree is not None else 0,
    )


def routed(*, key: str, viewer: Viewer, on: dt.date) -> list[Routed]:
    """Every duty that the draft sends somewhere or leaves where it is, and every choice made by hand, by duty.

    Raises ``queries.NoDraft``.
    """
    study = _study(key, viewer, on)
    routing, names = study.routing, study.names
    duties_found = {one.duty.id: one for one in study.found}
    passes = {one.duty: one for one in (*routing.passes, *routing.stays)}
    lines = [_routed(duties_found[one.duty], one, names) for one in passes.values()]
    for duty, target in study.terms.choices.items():
        if duty not in duties_found:
            lines.append(Routed(duty, "", "", names[target], "", "", "", None, rules.Ground.HAND, None))
    return sorted(lines, key=lambda one: one.duty_id)


def _routed(coming: waits.Coming, one: rules.Pass, names: Names) -> Routed:
    duty = coming.duty
    now_with = names[duty.owner_id] if duty.owner_id != coming.body_id else ""
    return Routed(
        duty_id=duty.id,
        source=names[one.source],
        now_with=now_with,
        target=names[one.target],
        symbol=duty.symbol,
        label=duty.label,
        text=duty.words,
        due_on=duty.due_on,
        ground=one.ground,
        rule=one.rule,
    )


def _choices(study: Study) -> Iterator[queries.Choice]:
    outcome, routing, names = study.outcome, study.routing, study.names
    misled = {one.duty: names[one.target] for one in routing.misled}
    open_ids = {one.id for one in routing.undecided} | set(misled)
    for one in study.found:
        duty = one.duty
        if duty.id in open_ids:
            yield queries.Choice(
                duty_id=duty.id,
                body=names[one.body_id],
                now_with=names[duty.owner_id] if duty.owner_id != one.body_id else "",
                symbol=duty.symbol,
                label=duty.label,
                text=duty.words,
                due_on=duty.due_on,
                misled=misled.get(duty.id, ""),
                heirs=tuple((heir.body_id, names[heir.body_id]) for heir in outcome.heirs(one.body_id)),
            )


def _late(found: Iterable[waits.Late], names: Names) -> Iterator[Late]:
    left: dict[tuple[int, str, dt.date], list[int]] = defaultdict(list)
    for one in found:
        left[one.body_id, one.symbol, one.effect_on].append(one.duty.id)
    for (body_id, symbol, effect_on), ids in left.items():
        yield Late(names[body_id], symbol, effect_on, tuple(ids))


def _parted(viewer: Viewer, study: Study) -> Iterator[Parted]:
    """The open parts of duties that their givers stand above on the eve, and on the day itself no longer."""
    before, after = study.outcome.before, study.outcome.tree
    passed = {one.duty: one.target for one in study.routing.passes}
    for part in passing.open_parts(jurisdiction_id=viewer.jurisdiction_id) if after is not None else ():
        assert after is not None
        eve = [study.foresight.owner(*one) for one in ((part.id, part.owner_id), (part.whole_id, part.whole_owner_id))]
        doer, giver = (passed.get(duty, owner) for duty, owner in zip((part.id, part.whole_id), eve, strict=True))
        if _is_above(before, eve[1], eve[0]) and not _is_above(after, giver, doer):
            names = study.names
            yield Parted(part.id, part.label, part.text, names[doer], names[giver])


def _unled(outcome: rules.Outcome) -> Iterator[str]:
    for body in outcome.before if outcome.tree is not None else ():
        assert outcome.tree is not None
        now = outcome.tree.get(body.id)
        if body.superior_id in outcome.ended and now is not None and now.superior_id is None:
            yield body.name


def _is_above(tree: orgtree.OrgTree, above: int, body_id: int) -> bool:
    return body_id in tree and any(one.id == above for one in tree.ancestors(body_id))
