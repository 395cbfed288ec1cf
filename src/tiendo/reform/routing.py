"""Where each open duty goes when its body ends: by hand, by a rule, or with the whole body; never by default.

A body that goes whole to one heir takes its duties along. Every other duty of a body that ends, or that gives
a part of itself away, needs a choice or a rule; what has neither is undecided, and stops the reform. What recurs
under a duty of the same body goes with that duty where a choice was made for it: it may have been issued since.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from tiendo import viet
from tiendo.orgtree import Body, Heir, Share, naming
from tiendo.reform.outcome import Outcome
from tiendo.reform.terms import Rule, Terms

_WORD = re.compile(r"\w+")


class Ground(StrEnum):
    """Why a duty goes where it goes."""

    HAND = "hand"
    UNDER = "under"
    RULE = "rule"
    SUCCESSION = "succession"


@dataclass(frozen=True, slots=True)
class Open:
    """A duty that is not done and not closed: whose it is on the eve of the reform, its words, and the act of the
    ledger that issued it.

    ``under`` is the duty that it is a part of, where the same body owes both: what recurs. ``act`` is that one's then.
    """

    id: int
    body: int
    text: str
    act: int = 0
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """A duty and the body it goes to; ``rule`` is the place of the rule that says so."""

    duty: int
    source: int
    target: int
    ground: Ground
    rule: int | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    """Where the duties go. ``undecided`` have no successor; ``misled`` were given one that does not live then;
    ``stays`` were left by hand or by a rule with a body that lives on.
    """

    passes: tuple[Pass, ...]
    undecided: tuple[Open, ...]
    misled: tuple[Pass, ...]
    stays: tuple[Pass, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every duty has a living successor."""
        return not self.undecided and not self.misled


def route(terms: Terms, outcome: Outcome, duties: Iterable[Open]) -> Routing:
    """Find the successor of each duty whose body ends or sheds a part; other duties are left alone."""
    duties = tuple(duties)
    router = _Router(terms, outcome, {one.id: one.body for one in duties})
    passes: list[Pass] = []
    undecided: list[Open] = []
    misled: list[Pass] = []
    stays: list[Pass] = []
    for duty in duties:
        if duty.body not in outcome.ended and duty.body not in outcome.shed:
            continue
        found = router.successor(duty)
        if found is None:
            undecided.append(duty)
        elif not router.lives(found.target):
            misled.append(found)
        else:
            (stays if found.target == duty.body else passes).append(found)
    return Routing(tuple(passes), tuple(undecided), tuple(misled), tuple(stays))


class _Router:
    """The terms made ready to be asked for many duties."""

    def __init__(self, terms: Terms, outcome: Outcome, owed: Mapping[int, int]) -> None:
        self._terms = terms
        self._outcome = outcome
        self._owed = owed
        self._heirs = {one.id: _of_day(one.heirs, terms.decision.effect_on) for one in outcome.changed}
        self._living = {one.id for one in outcome.facts if one.lives(terms.decision.effect_on)}
        self._words = [tuple(_Words(word) for word in rule.words if word.strip()) for rule in terms.rules]

    def lives(self, body_id: int) -> bool:
        return body_id in self._living

    def successor(self, duty: Open) -> Pass | None:
        if duty.id in self._terms.choices:
            return Pass(duty.id, duty.body, self._terms.choices[duty.id], Ground.HAND)
        under = duty.under
        if under is not None and under in self._terms.choices and self._owed.get(under, duty.body) == duty.body:
            return Pass(duty.id, duty.body, self._terms.choices[under], Ground.UNDER)
        text, body = _Words(duty.text), self._outcome.before.get(duty.body)
        for place, rule in enumerate(self._terms.rules):
            target = self._main(duty.body) if rule.to is None else rule.to
            if target is not None and self._meets(rule, place, body, text):
                return Pass(duty.id, duty.body, target, Ground.RULE, place)
        whole = self._whole(duty.body)
        return Pass(duty.id, duty.body, whole, Ground.SUCCESSION) if whole is not None else None

    def _meets(self, rule: Rule, place: int, body: Body | None, text: _Words) -> bool:
        if rule.bodies and (body is None or body.id not in rule.bodies):
            return False
        if rule.kind is not None and (body is None or body.kind is not rule.kind):
            return False
        return not rule.words or any(word.stand_in(text) for word in self._words[place])

    def _main(self, body_id: int) -> int | None:
        """The heir of the main part, or of the whole; a body that lives on and sheds parts is its own."""
        own = body_id if body_id in self._outcome.shed else None
        return next((heir for heir, share in self._heirs.get(body_id, []) if share is not Share.PART), own)

    def _whole(self, body_id: int) -> int | None:
        heirs = self._heirs.get(body_id, [])
        only = heirs[0] if len(heirs) == 1 else None
        return only[0] if only and only[1] is Share.WHOLE else None


class _Words:
    """Words to be found whole in others: with their diacritics where they were typed so, else without."""

    def __init__(self, text: str) -> None:
        self._plain = " ".join(_WORD.findall(unicodedata.normalize("NFC", text)))

    @cached_property
    def folded(self) -> str:
        return f" {viet.fold(self._plain)} "

    @cached_property
    def exact(self) -> str:
        return f" {naming.exactly(self._plain)} "

    def stand_in(self, text: _Words) -> bool:
        marked = viet.fold(self._plain) != self._plain.casefold()
        return self.folded in text.folded and (not marked or self.exact in text.exact)


def _of_day(heirs: Iterable[Heir], on: date) -> list[tuple[int, Share]]:
    return [(heir.body_id, heir.share) for heir in heirs if heir.begins_on == on]
