"""The tree of the bodies that exist on one day, and the bodies that no longer or do not yet exist then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from tiendo.errors import Refusal, Refused
from tiendo.orgtree.facts import Body, BodyFacts, BodyKind, Heir, Level, Share, body_on, current, follows
from tiendo.orgtree.naming import Answer, Directory, folded
from tiendo.orgtree.search import Finder, Match

_DAY = timedelta(days=1)
_KIND_ORDER = {kind: place for place, kind in enumerate(BodyKind)}


class TreeRefused(Refused):
    """The bodies of this day make no tree."""

    kind = Refusal.INVALID


class BodyMissing(Refused):
    """There is no such body on this day."""

    kind = Refusal.MISSING


class OrgTree:
    """The bodies that exist on one day."""

    def __init__(self, facts: Iterable[BodyFacts], on: date) -> None:
        """Take the facts of all bodies.

        Raises :class:`TreeRefused` for an id or code that stands twice, a body without a name, a parent
        that does not exist on the day, or a circle of parents.
        """
        self.on = on
        self._facts: dict[int, BodyFacts] = {}
        for one in facts:
            if one.id in self._facts:
                raise TreeRefused(f"Cơ quan số {one.id} có hai lần.")
            self._facts[one.id] = one
        self._bodies = _levelled(
            {one.id: _body(one, on) for one in self._facts.values() if one.lives(on)}, self._facts, on
        )
        self._bodies |= {one.id: self._under_heir(one) for one in self._bodies.values() if one.superior_id is not None}
        _check_codes(self._bodies.values())
        self._children = _children(self._bodies)
        self._order = self._walk(None)
        if len(self._order) != len(self._bodies):
            reached = {body.id for body in self._order}
            circle = [f"“{body.name}”" for body in self._bodies.values() if body.id not in reached]
            raise TreeRefused(f"Quan hệ trên dưới đi vòng: {', '.join(circle[:5])}.")

    def __iter__(self) -> Iterator[Body]:
        """All bodies, each before its children, siblings by kind and name."""
        return iter(self._order)

    def __len__(self) -> int:
        """How many bodies there are."""
        return len(self._order)

    def __contains__(self, body_id: int) -> bool:
        """Whether the body exists on this day."""
        return body_id in self._bodies

    def body(self, body_id: int) -> Body:
        """The body; raises :class:`BodyMissing`."""
        try:
            return self._bodies[body_id]
        except KeyError as fault:
            raise BodyMissing("Không có cơ quan này vào ngày được hỏi.") from fault

    def get(self, body_id: int) -> Body | None:
        """The body, or None where it does not exist on this day."""
        return self._bodies.get(body_id)

    def known(self, body_id: int) -> Body | None:
        """The body, also where it has ended (as it was last) or has not begun (as it will be first)."""
        body = self._bodies.get(body_id)
        facts = self._facts.get(body_id)
        if body is not None or facts is None:
            return body
        ended = facts.ends_on is not None and facts.ends_on <= self.on
        return body_on(facts, facts.ends_on - _DAY if ended and facts.ends_on else facts.begins_on)

    def name(self, body_id: int) -> str:
        """What the body is called on this day, or was last, or will be first; empty where nothing is known of it."""
        body = self.known(body_id)
        return body.name if body else ""

    def facts(self, body_id: int) -> BodyFacts:
        """All that is known of a body through time; raises :class:`BodyMissing`."""
        try:
            return self._facts[body_id]
        except KeyError as fault:
            raise BodyMissing("Không có cơ quan này.") from fault

    @cached_property
    def ended(self) -> tuple[Body, ...]:
        """The bodies that are gone on this day, as they were last, the latest gone first."""
        gone = [one for one in self._facts.values() if one.ends_on is not None and one.ends_on <= self.on]
        gone.sort(key=lambda one: (one.ends_on or self.on, -one.id), reverse=True)
        return tuple(body for one in gone if (body := self.known(one.id)) is not None)

    def heirs(self, body_id: int) -> tuple[Heir, ...]:
        """Who has taken over from the body by this day, in the order of the decision; empty for none."""
        facts = self._facts.get(body_id)
        return tuple(heir for heir in facts.heirs if heir.begins_on <= self.on) if facts else ()

    def predecessors(self, body_id: int) -> tuple[tuple[int, Share], ...]:
        """The ids of the bodies that this one has taken over by this day, each with how much of it."""
        begun = ((before, heir.share) for before, heir in self.taken(body_id) if heir.begins_on <= self.on)
        return tuple(sorted(begun))

    def taken(self, body_id: int) -> tuple[tuple[int, Heir], ...]:
        """Every succession, whenever it is, that makes this body an heir, with the id of the body before."""
        return self._taken.get(body_id, ())

    @cached_property
    def _taken(self) -> dict[int, tuple[tuple[int, Heir], ...]]:
        found: dict[int, list[tuple[int, Heir]]] = {}
        for one in self._facts.values():
            for heir in one.heirs:
                found.setdefault(heir.body_id, []).append((one.id, heir))
        return {body_id: tuple(before) for body_id, before in found.items()}

    def represented(self, body_id: int) -> tuple[int, ...]:
        """The living bodies that stand for this one: itself, or those that took it over, and so on."""
        found: list[int] = []
        waiting, seen = [body_id], {body_id}
        while waiting:
            one = waiting.pop(0)
            if one in self._bodies:
                found.append(one)
                continue
            following = [heir.body_id for heir in self.heirs(one) if heir.body_id not in seen]
            seen.update(following)
            waiting += following
        return tuple(found)

    def inherited(self, body_id: int, *, parts: bool = False) -> tuple[int, ...]:
        """The ended bodies whose records this one keeps: those it took over whole or in their main part, and theirs.

        With ``parts`` also those of which it took over any part: all that it stands for.
        """
        found: list[int] = []
        waiting = [body_id]
        while waiting:
            for before, share in self.predecessors(waiting.pop(0)):
                if (parts or share is not Share.PART) and before not in self._bodies and before not in found:
                    found.append(before)
                    waiting.append(before)
        return tuple(found)

    def keeper(self, body_id: int) -> int:
        """Who keeps the records of this body: itself while it lives, else who took over its whole or its main part.

        A body without such an heir keeps them itself.
        """
        one, seen = body_id, {body_id}
        while one not in self._bodies:
            above = next((heir.body_id for heir in self.heirs(one) if heir.share is not Share.PART), None)
            if above is None or above in seen:
                return one
            one = above
            seen.add(one)
        return one

    @property
    def roots(self) -> tuple[Body, ...]:
        """The bodies above which none stands."""
        return tuple(self._children.get(None, ()))

    @cached_property
    def seat(self) -> Body | None:
        """The body at the head of all: the root, and of several the one that is or stands for the first founded."""
        return min(self.roots, key=lambda root: min((root.id, *self.inherited(root.id))), default=None)

    def successor(self, body_id: int) -> int | None:
        """The living body that stands for this one alone: itself, or who took over its whole, and so on; else None."""
        last = self.last_of_line(body_id, self.on)
        return last if last in self._bodies else None

    def last_of_line(self, body_id: int, on: date) -> int:
        """Who will stand for this body on a day: itself, or who takes over its whole, and so on.

        Where nobody takes the whole, the last who did: a body that does not live on that day.
        """
        one, seen = body_id, {body_id}
        while (facts := self._facts.get(one)) is not None and not facts.lives(on):
            heir = facts.whole_heir
            if heir is None or heir in seen:
                break
            one = heir
            seen.add(one)
        return one

    def _under_heir(self, body: Body) -> Body:
        """The body under who leads it now: of a superior that has ended the heir of its whole, else nobody.

        Nobody leads himself, also not round about.
        """
        if body.superior_id is None or body.superior_id in self._bodies:
            return body
        heir = self.successor(body.superior_id)
        one, seen = heir, {body.id}
        while one is not None and one not in seen:
            seen.add(one)
            above = self._bodies[one].superior_id
            one = self.successor(above) if above is not None else None
        return replace(body, superior_id=heir if one is None else None)

    def depth(self, body_id: int) -> int:
        """How many bodies stand above it; raises :class:`BodyMissing`."""
        return len(self.ancestors(body_id))

    def parent(self, body_id: int) -> Body | None:
        """The body above, None at the top; raises :class:`BodyMissing`."""
        above = self.body(body_id).parent_id
        return None if above is None else self._bodies[above]

    def children(self, body_id: int) -> tuple[Body, ...]:
        """The bodies directly below; raises :class:`BodyMissing`."""
        return tuple(self._children.get(self.body(body_id).id, ()))

    def ancestors(self, body_id: int) -> tuple[Body, ...]:
        """The bodies above, nearest first; raises :class:`BodyMissing`."""
        found: list[Body] = []
        above = self.parent(body_id)
        while above is not None:
            found.append(above)
            above = self.parent(above.id)
        return tuple(found)

    def descendants(self, body_id: int) -> tuple[Body, ...]:
        """All bodies below, each before its children; raises :class:`BodyMissing`."""
        return self._walk(self.body(body_id).id)

    def led(self, body_ids: Collection[int]) -> frozenset[int]:
        """The bodies that these lead in their line of work, all that is beneath those, whom these lead, and so on.

        None of ``body_ids`` is among them; bodies that do not exist on this day lead nobody.
        """
        own = frozenset(body_ids)
        found: set[int] = set()
        waiting = [one for one in own if one in self._bodies]
        while waiting:
            one = waiting.pop()
            beneath = [child.id for child in self._children.get(one, ())] if one in found else []
            new = set(self._led.get(one, ())).union(beneath) - found - own
            found |= new
            waiting += new
        return frozenset(found)

    @cached_property
    def _led(self) -> dict[int, list[int]]:
        led: dict[int, list[int]] = {}
        for body in self._bodies.values():
            if body.superior_id is not None:
                led.setdefault(body.superior_id, []).append(body.id)
        return led

    def find(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """The bodies whose code, abbreviation or name has ``text``, best first.

        Letters are folded. A whole code, abbreviation or name comes before one that begins with the text, then
        one that has it inside, then one in which each word of the text begins another word; names no longer
        borne come after these and are marked, bodies that no longer exist come last.
        """
        return self._finder.find(text, limit)

    def label(self, body_id: int) -> str:
        """The words that name this living body and no other: its name where that is enough.

        Raises :class:`BodyMissing`.
        """
        return self._directory.label(self.body(body_id))

    def named(self, text: str) -> tuple[Body, ...]:
        """The living bodies of exactly this name, abbreviation, code or label, without regard to diacritics
        unless they tell two apart.
        """
        return self._directory.named(text)

    def formerly(self, text: str) -> tuple[Body, ...]:
        """The living bodies that stand for a name no longer borne: who bore it, or took over from who bore it."""
        bore = self._directory.formerly(text)
        return tuple(self._bodies[one] for one in dict.fromkeys(x for body in bore for x in self.represented(body.id)))

    def answer(self, text: str, limit: int = 5) -> Answer:
        """The one living body that ``text`` names exactly; else whom it may mean, living bodies before ended ones."""
        named = self.named(text)
        if len(named) == 1:
            return Answer(named[0])
        return Answer(None, named[:limit] or tuple(match.body for match in self.find(text, limit)))

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._order, self.ended)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._order, self.ended, self._directory.labels)

    def _walk(self, top: int | None) -> tuple[Body, ...]:
        found: list[Body] = []
        waiting = list(reversed(self._children.get(top, [])))
        while waiting:
            body = waiting.pop()
            found.append(body)
            waiting.extend(reversed(self._children.get(body.id, [])))
        return tuple(found)


def _body(facts: BodyFacts, on: date) -> Body:
    body = body_on(facts, on)
    if body is None:
        raise TreeRefused(f"Cơ quan số {facts.id} không có tên vào ngày {on.isoformat()}.")
    return body


def _levelled(bodies: dict[int, Body], facts: Mapping[int, BodyFacts], on: date) -> dict[int, Body]:
    """The bodies, those of which no level is said at that of the body above: an office in a commune is a commune's."""
    loose = {one.id for one in bodies.values() if follows(one.kind) and current(facts[one.id].ranks, on) is None}

    def level(body: Body) -> Level:
        passed = set[int]()
        while body.id in loose and body.parent_id in bodies and body.id not in passed:
            passed.add(body.id)
            body = bodies[body.parent_id]
        return body.level

    settled = {body_id: level(bodies[body_id]) for body_id in loose}
    return bodies | {one: replace(bodies[one], level=now) for one, now in settled.items() if now != bodies[one].level}


def _check_codes(bodies: Iterable[Body]) -> None:
    bearers: dict[str, Body] = {}
    for body in bodies:
        if body.code and (first := bearers.setdefault(body.code, body)).id != body.id:
            raise TreeRefused(f"Mã {body.code} đang thuộc về hai cơ quan: “{first.name}” và “{body.name}”.")


def _children(bodies: Mapping[int, Body]) -> dict[int | None, list[Body]]:
    found: dict[int | None, list[Body]] = {}
    for body in bodies.values():
        if body.parent_id is not None and body.parent_id not in bodies:
            raise TreeRefused(f"Cơ quan “{body.name}” thuộc cơ quan số {body.parent_id}, nhưng không có cơ quan đó.")
        found.setdefault(body.parent_id, []).append(body)
    for siblings in found.values():
        siblings.sort(key=lambda body: (_KIND_ORDER[body.kind], folded(body.name), body.id))
    return found
