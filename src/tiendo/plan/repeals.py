"""Which places of another document a text says it abolishes: "Bãi bỏ nhiệm vụ tại điểm a khoản 3 Mục II Kế hoạch ...".

A place is the labels of its sections, the widest first. A task stands in it where its own path runs through it.

>>> found = places("Bãi bỏ nhiệm vụ tại điểm a khoản 3 Mục II Kế hoạch số 15/KH-UBND; các khoản 1 và 2 Mục I.")
>>> found
(('II', '3', 'a'), ('I', '1'), ('I', '2'))
>>> sorted(standing_in(found, ["I.1", "I.2.b", "I.3", "II.3.a", "II.3.b"]))
['I.1', 'I.2.b', 'II.3.a']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from types import MappingProxyType

Place = tuple[str, ...]
_VERB = re.compile(r"\b(?:bãi bỏ|hủy bỏ|huỷ bỏ)\b", re.IGNORECASE)
# Up to the end of the sentence, or to another verb of an amending document.
_END = re.compile(r"[.:]\s+(?=[^\W\d_])|\n|\b(?:sửa đổi|bổ sung|thay thế)\b", re.IGNORECASE)
_LABEL = r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,6}|[a-zđ])(?!\w|/)"
_LABELS = rf"{_LABEL}(?:(?:\s*,\s*|\s+và\s+){_LABEL})*"
# From the narrowest to the widest, as they follow one another: "điểm a khoản 3 Mục II".
_RANK = MappingProxyType(
    {"điểm": 1, "khoản": 2, "nhiệm vụ": 2, "tiểu mục": 3, "điều": 3, "mục": 4, "chương": 4, "phần": 5}
)
_PART = re.compile(
    rf"(?P<many>các\s+)?\b(?P<unit>{'|'.join(sorted(_RANK, key=len, reverse=True))})\s+(?:số\s+)?(?P<labels>{_LABELS})",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*,\s*|\s+và\s+")
_TWIN = re.compile(r"~\d+\Z")
_Level = tuple[int, tuple[str, ...]]


def places(text: str) -> tuple[Place, ...]:
    """The places that a text abolishes, each once, in its order."""
    found: dict[Place, None] = {}
    for verb in _VERB.finditer(text):
        end = _END.search(text, verb.end())
        for place in _named(text[verb.end() : end.start() if end else len(text)]):
            found.setdefault(place)
    return tuple(found)


def _named(words: str) -> Iterator[Place]:
    chains = [chain for piece in words.split(";") for chain in _completed(list(_chains(piece)))]
    for chain in chains:
        for labels in product(*(labels for _rank, labels in reversed(chain))):
            yield tuple(label for one in labels for label in one.split("."))


def _chains(words: str) -> Iterator[list[_Level]]:
    """Runs of units, each wider than the one before and with nothing but space between them."""
    chain: list[_Level] = []
    end = 0
    for part in _PART.finditer(words):
        rank, labels = _RANK[part["unit"].lower()], tuple(_SPLIT.split(part["labels"]))
        if chain and (rank <= chain[-1][0] or words[end : part.start()].strip()):
            yield chain
            chain = []
        chain.append((rank, labels))
        end = part.end()
    if chain:
        yield chain


def _completed(chains: list[list[_Level]]) -> list[list[_Level]]:
    """Of "điểm a khoản 3, khoản 5 Mục II": what is wider stands behind the last and holds for those before it too."""
    for before, behind in zip(chains[-2::-1], chains[:0:-1], strict=False):
        before += [level for level in behind if level[0] > before[-1][0]]
    return chains


def standing_in(abolished: Sequence[Place], paths: Iterable[str]) -> frozenset[str]:
    """The tasks that stand in one of these places; a place that may be in several sections names none."""
    known = {path: tuple(_TWIN.sub("", path).split(".")) for path in paths}
    return frozenset(path for place in abolished for path in _within(place, known))


def _within(place: Place, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    at = {
        path: labels[:start]
        for path, labels in known.items()
        for start in range(len(labels) - len(place) + 1)
        if labels[start : start + len(place)] == place
    }
    if len(set(at.values())) == 1:
        yield from at
