"""Finding bodies by what people type: names with or without diacritics, abbreviations, codes, former names.

The words of all bodies are folded once; a search is then a walk over plain strings.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from tiendo import viet
from tiendo.orgtree.facts import Body
from tiendo.orgtree.naming import folded, without_committee


@dataclass(frozen=True, slots=True)
class Match:
    """A body that was searched for; ``former`` says that only a name it no longer bears matched."""

    body: Body
    words: str
    former: bool


class _Rank(IntEnum):
    WHOLE = 0
    BEGINS = 1
    PHRASE = 2
    WORDS = 3
    FORMER = 4
    GONE = 5


@dataclass(slots=True)
class _Key:
    """One way to name one body, folded, with a space before each word so that beginnings can be looked for."""

    folded: str
    spaced: str
    words: str
    place: int
    former: bool
    gone: bool


class Finder:
    """The words of bodies, ready to be searched; those that no longer exist come after all others."""

    def __init__(
        self, living: Iterable[Body], gone: Iterable[Body] = (), labels: Mapping[int, str] = MappingProxyType({})
    ) -> None:
        """Take the bodies in the order in which equal matches are to be given.

        ``labels`` are longer words for those that share a name; they are looked at where nothing else is found.
        """
        self._bodies = [*living]
        first_gone = len(self._bodies)
        self._bodies += gone
        self._keys = [
            _key(words, place, former=former, gone=place >= first_gone)
            for place, body in enumerate(self._bodies)
            for words, former in _ways(body)
        ]
        self._labels = [
            _key(labels[body.id], place, former=False, gone=False)
            for place, body in enumerate(self._bodies[:first_gone])
            if body.id in labels
        ]

    def find(self, text: str, limit: int) -> tuple[Match, ...]:
        """The bodies whose code, abbreviation or name has ``text``, best first; each once."""
        wanted = viet.fold(text)
        if not wanted:
            return ()
        return (
            _found(self._keys, wanted, limit, self._bodies)
            or _found(self._keys, without_committee(wanted), limit, self._bodies)
            or _found(self._labels, wanted, limit, self._bodies)
        )


def _found(keys: Iterable[_Key], wanted: str, limit: int, bodies: Sequence[Body]) -> tuple[Match, ...]:
    # The longest word rules out most; only what is left is looked at word by word.
    first, *others = sorted(wanted.split(), key=len, reverse=True)
    sought = f" {first}"
    best: dict[int, tuple[_Rank, _Key]] = {}
    for key in [key for key in keys if sought in key.spaced]:
        if not others or _has_each([first, *others], key.folded.split()):
            rank = _rank(key, wanted)
            if key.place not in best or rank < best[key.place][0]:
                best[key.place] = (rank, key)
    ranked = heapq.nsmallest(limit, best.items(), key=lambda found: (found[1][0], found[0]))
    return tuple(Match(bodies[place], key.words, key.former) for place, (_, key) in ranked)


def _has_each(parts: Iterable[str], words: list[str]) -> bool:
    """Whether each part, the longest first, begins a word of its own."""
    for part in parts:
        begun = next((word for word in words if word.startswith(part)), None)
        if begun is None:
            return False
        words.remove(begun)
    return True


def _ways(body: Body) -> Iterable[tuple[str, bool]]:
    """What a body answers to, and whether it no longer bears it; what it bore last first."""
    yield from ((words, False) for words in (body.code, body.abbreviation, body.name) if words)
    yield from ((words, True) for words in (*reversed(body.former_names), *reversed(body.former_codes)))


def _key(words: str, place: int, *, former: bool, gone: bool) -> _Key:
    key = folded(words)
    return _Key(key, f" {key}", words, place, former, gone)


def _rank(key: _Key, wanted: str) -> _Rank:
    """How well a key that has all the words answers."""
    if key.gone:
        return _Rank.GONE
    if key.former:
        return _Rank.FORMER
    if key.folded == wanted:
        return _Rank.WHOLE
    if key.folded.startswith(wanted):
        return _Rank.BEGINS
    return _Rank.PHRASE if f" {wanted}" in key.spaced else _Rank.WORDS
