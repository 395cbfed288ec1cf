"""The changes and rules of a reorganisation in words, with the names of its bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo.orgtree import OrgTree, Share
from tiendo.reform import Fault, Rule, Step, Terms, Verb
from tiendo_web.pages import choice, names, said


@dataclass(frozen=True, slots=True)
class Told:
    """A change or a rule in words, with its place in the draft and the faults that it has."""

    place: int
    verb: str
    words: str
    faults: tuple[str, ...]


class Speaker:
    """Says the changes and rules of a draft with the names of its bodies."""

    def __init__(self, tree: OrgTree, terms: Terms) -> None:
        """Take the bodies of the eve, and those that the reform founds."""
        self._tree = tree
        self._new = {one.id: one for one in terms.newcomers}

    def name(self, body_id: int | None) -> str:
        """What a body is called."""
        if body_id is None:
            return ""
        new = self._new.get(body_id)
        return new.name if new else self._tree.name(body_id)

    def names(self, ids: tuple[int, ...]) -> str:
        """Several bodies; of many the first few and how many more."""
        shown = ", ".join(self.name(one) for one in ids[:4])
        return (
            shown if len(ids) <= 4 else _("%(shown)s và %(more)s cơ quan khác") % {"shown": shown, "more": len(ids) - 4}
        )

    def step(self, step: Step) -> str:
        """A change in words."""
        bodies, into = self.names(step.bodies), self.names(step.into)
        fresh = ", ".join(part for part in (step.name, step.abbreviation, step.code) if part)
        match step.verb:
            case Verb.MERGE:
                words = _("%(bodies)s → %(into)s") % {"bodies": bodies, "into": into}
                shares = {names.SHARES[share] for share in step.shares}
                return f"{words} ({', '.join(map(str, shares)).lower()})" if shares else words
            case Verb.SPLIT:
                return self._split(step, bodies)
            case Verb.ABOLISH:
                return _("%(bodies)s → %(into)s") % {"bodies": bodies, "into": into} if into else bodies
            case Verb.RENAME:
                return _("%(bodies)s: %(fresh)s") % {"bodies": bodies, "fresh": fresh}
            case Verb.MOVE:
                return _("%(bodies)s về trực thuộc %(parent)s") % {"bodies": bodies, "parent": self.name(step.parent)}
            case Verb.RAISE:
                level = str(names.LEVELS[step.level]) if step.level else ""
                return _("%(bodies)s: %(fresh)s") % {"bodies": bodies, "fresh": ", ".join(filter(None, (level, fresh)))}
            case Verb.LEAD if step.superior is None:
                return _("%(bodies)s thôi chịu chỉ đạo về chuyên môn") % {"bodies": bodies}
            case Verb.LEAD:
                led = {"bodies": bodies, "superior": self.name(step.superior)}
                return _("%(bodies)s chịu chỉ đạo về chuyên môn của %(superior)s") % led
            case Verb.FOUND:
                above = ", ".join(self.name(self._new[one].parent) for one in step.into if one in self._new)
                return _("%(into)s, trực thuộc %(parent)s") % {"into": into, "parent": above}

    def _split(self, step: Step, bodies: str) -> str:
        """Who takes which part, and whether the body lives on."""
        shared = zip(step.into, step.shares or (Share.PART,) * len(step.into), strict=False)
        parts = [f"{self.name(one)} ({str(names.SHARES[share]).lower()})" for one, share in shared]
        shown = ", ".join(parts[:4])
        if len(parts) > 4:
            shown = _("%(shown)s và %(more)s cơ quan khác") % {"shown": shown, "more": len(parts) - 4}
        words = _("%(bodies)s → %(into)s") % {"bodies": bodies, "into": shown}
        return f"{words}; {_('cơ quan cũ vẫn hoạt động')}" if step.keeps else words

    def rule(self, rule: Rule) -> str:
        """A rule in words."""
        kind = str(choice.KINDS[rule.kind]) if rule.kind else ""
        of = "; ".join(filter(None, (kind, self.names(rule.bodies)))) or _("Mọi cơ quan")
        held = _("có “%(words)s”") % {"words": "”, “".join(rule.words)} if rule.words else _("mọi nhiệm vụ")
        to = self.name(rule.to) or _("nơi nhận toàn bộ hoặc phần chính")
        return _("%(of)s: %(held)s → %(to)s") % {"of": of, "held": held, "to": to}


def told(terms: Terms, found: Iterable[Fault], speaker: Speaker) -> Iterator[Told]:
    """The changes that have faults first: they are what is to be mended."""
    faults: dict[int, list[str]] = {}
    for fault in found:
        if fault.step is not None:
            faults.setdefault(fault.step, []).append(fault.say(said.lang()))
    order = sorted(range(len(terms.steps)), key=lambda place: (place not in faults, place))
    for place in order:
        step = terms.steps[place]
        yield Told(place, str(names.VERBS[step.verb]), speaker.step(step), tuple(faults.get(place, ())))
