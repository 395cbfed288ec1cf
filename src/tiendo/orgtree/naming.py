"""Whom typed or printed words name: one body and no other, or several, or somebody who no longer bears the name.

Names are folded, so that diacritics do not matter; where they alone tell two bodies apart ("Xã Hoa Sơn",
"Xã Hòa Sơn") they decide, in either placing of tones.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tiendo import viet
from tiendo.orgtree.facts import Body, BodyKind

# A commune is as often called by its committee as by its name.
_COMMITTEE = ("uy ban nhan dan ", "ubnd ")
_HAS_COMMITTEE = frozenset({BodyKind.COMMUNE, BodyKind.DISTRICT})
# Grave, acute, hook, tilde and dot: the five tones that are written.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
# The names of bodies are folded for every day's tree anew; they are short, and mostly the same.
folded = lru_cache(maxsize=1 << 15)(viet.fold)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom words name: ``body`` where it is one and no other; else whom they may mean, best first."""

    body: Body | None
    candidates: tuple[Body, ...] = ()


def same_code(code: str) -> str:
    """A code as it is compared: "h05" is "H05"."""
    return code.casefold()


class Directory:
    """The names of the bodies of a day, looked up whole; ``labels`` are of those that share a name."""

    def __init__(self, living: Sequence[Body], gone: Iterable[Body]) -> None:
        """Take the bodies that live on the day, in the order in which they are to be given, and those gone."""
        self._exact: dict[str, list[Body]] = defaultdict(list)
        self._folded: dict[str, list[Body]] = defaultdict(list)
        self._former: dict[str, list[Body]] = defaultdict(list)
        for body in living:
            for words in {body.name, body.abbreviation, body.code} - {""}:
                self._enter(words, body)
            for words in body.former_names:
                self._former[folded(words)].append(body)
        for body in gone:
            for words in {body.name, body.abbreviation, *body.former_names} - {""}:
                self._former[folded(words)].append(body)
        self.labels: Mapping[int, str] = self._label(living, {body.id: body.name for body in living})

    def _enter(self, words: str, body: Body) -> None:
        """One way to name a body; each body once under each."""
        for index, key in ((self._exact, exactly(words)), (self._folded, folded(words))):
            if not any(one is body for one in index[key]):
                index[key].append(body)

    def _label(self, living: Sequence[Body], names: Mapping[int, str]) -> dict[int, str]:
        """For each body that shares its name the words that name it alone; they can be looked up like any name."""
        shared = [body for body in living if len(self._exact[exactly(body.name)]) > 1]
        above = {body.id: f"{body.name}, {names.get(body.parent_id or 0, '')}".rstrip(", ") for body in shared}
        often = Counter(exactly(words) for words in above.values())
        labels = {}
        for body in shared:
            words = above[body.id]
            while exactly(words) in self._exact or often[exactly(words)] > 1:
                words += f" #{body.id}"
            labels[body.id] = words
            self._enter(words, body)
        return labels

    def label(self, body: Body) -> str:
        """The words that name this body and no other that lives: its name where that is enough."""
        return self.labels.get(body.id, body.name)

    def named(self, text: str) -> tuple[Body, ...]:
        """The living bodies of exactly this name, abbreviation or code; one where diacritics tell them apart."""
        exact = self._exact.get(exactly(text), [])
        if len(exact) == 1:
            return (exact[0],)
        key = folded(text)
        return tuple(self._folded.get(key, [])) or tuple(
            body for body in self._folded.get(without_committee(key), []) if body.kind in _HAS_COMMITTEE
        )

    def formerly(self, text: str) -> tuple[Body, ...]:
        """The bodies, living and gone, that bore this name and bear it no longer."""
        key = folded(text)
        return tuple(self._former.get(key, [])) or tuple(
            body for body in self._former.get(without_committee(key), []) if body.kind in _HAS_COMMITTEE
        )


def without_committee(key: str) -> str:
    """Folded words without "UBND" before them; as they are where it is not there, or nothing follows."""
    for prefix in _COMMITTEE:
        if key.startswith(prefix):
            return key.removeprefix(prefix)
    return key


@lru_cache(maxsize=1 << 15)
def exactly(text: str) -> str:
    """Words with their diacritics, in any case; the tone of a word stands at its end, wherever it was placed."""
    letters = unicodedata.normalize("NFD", text.casefold()).split()
    return " ".join("".join(sorted(word, key=_TONES.__contains__)) for word in letters)
