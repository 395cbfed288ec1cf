"""Printed names of bodies held against the register of bodies, with how each was found; printed words are kept.

One dictionary of keys answers for all names, so that the size of the register costs nothing at each mention. Nothing is
guessed: where several bodies answer all are given and the match says so, where none answers it says that too.

>>> from datetime import date
>>> from tiendo.orgtree import BodyFacts, BodyKind, Name, OrgTree
>>> day = date(2025, 7, 1)
>>> facts = [BodyFacts(1, BodyKind.DEPARTMENT, (Name("Sở Khoa học và Công nghệ", "", day),), (), (), day)]
>>> found = resolved(BodyRef("Giám đốc Sở KH&CN", None), OrgTree(facts, on=day))
>>> found.match, found.bodies, found.value
(<Match.ABBREVIATION: 'abbreviation'>, (1,), 'Giám đốc Sở KH&CN')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from tiendo import viet
from tiendo.orgtree import BodyKind, OrgTree
from tiendo.plan import classes
from tiendo.plan.model import BodyRef, Match, Task

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_SHORT: dict[str, str] = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "vpub": "văn phòng ủy ban nhân dân",
    "bql": "ban quản lý",
    "bch": "ban chỉ huy",
    "tp": "thành phố",
    "nn mt": "nông nghiệp môi trường",
    "nn": "nông nghiệp",
    "nnmt": "nông nghiệp môi trường",
    "gd đt": "giáo dục đào tạo",
    "gdđt": "giáo dục đào tạo",
    "kh cn": "khoa học công nghệ",
    "khcn": "khoa học công nghệ",
    "vhttdl": "văn hóa thể thao du lịch",
    "vh tt dl": "văn hóa thể thao du lịch",
    "vhtt": "văn hóa thể thao",
    "tn mt": "tài nguyên môi trường",
    "kh đt": "kế hoạch đầu tư",
    "tt tt": "thông tin truyền thông",
    "lđtb xh": "lao động thương binh xã hội",
    "lđtbxh": "lao động thương binh xã hội",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "nn ptnt": "nông nghiệp phát triển nông thôn",
    "dttg": "dân tộc tôn giáo",
    "bhxh": "bảo hiểm xã hội",
}
_SHORTENED = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?!\S)")
_OFFICE = re.compile(
    r"(?:đồng chí\s+)?(?:phó\s+)?(?:giám đốc|chủ tịch|thủ trưởng|lãnh đạo|cục trưởng|chi cục trưởng|chánh(?= văn phòng)"
    r"|bí thư|hiệu trưởng|trưởng(?= (?:ban|công an|phòng)))\s+(?=\S)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:^|\s)(tỉnh|thành phố)\s+(\S.*)$")
_Names: TypeAlias = dict[str, list[int]]
_RULED = frozenset((BodyKind.PROVINCE, BodyKind.COMMUNE, BodyKind.DISTRICT))


@dataclass(frozen=True, slots=True)
class _Place:
    """The keys of a province: its kind ("tỉnh") and its kind and name; empty where the tree names none."""

    kind: str = ""
    name: str = ""

    def left_out(self, key: str) -> str:
        """A key without the province at its end: with its name, with its kind alone, or with neither, they are one."""
        for tail in (self.name, self.kind):
            if tail and key.endswith(f" {tail}"):
                return key[: -len(tail) - 1]
        return key


@dataclass(frozen=True, slots=True)
class _Index:
    """Keys of names: borne, short, without their province, no longer borne; and folded, for what lost its marks."""

    place: _Place
    borne: _Names = field(default_factory=dict)
    short: _Names = field(default_factory=dict)
    local: _Names = field(default_factory=dict)
    former: _Names = field(default_factory=dict)
    folded: _Names = field(default_factory=dict)


def tasks(every: Iterable[Task], tree: OrgTree, issuer: str | None) -> tuple[Task, ...]:
    """The tasks with their bodies resolved."""
    is_ours = _is_ours(issuer, tree)
    return tuple(_task(task, tree, is_ours=is_ours) for task in every)


def resolved(ref: BodyRef, tree: OrgTree, *, is_ours: bool = True) -> BodyRef:
    """``ref`` with the bodies that stand for it on the tree's day.

    ``is_ours``: whether "the province" of the document is the tree's own.
    """
    match, bodies = _found(ref.value, tree, is_ours=is_ours)
    return replace(ref, match=match, bodies=bodies)


def _task(task: Task, tree: OrgTree, *, is_ours: bool) -> Task:
    lead, coordinating = (
        tuple(resolved(one, tree, is_ours=is_ours) for one in refs) for refs in (task.lead, task.coordinating)
    )
    told = resolved(task.report_to, tree, is_ours=is_ours) if task.report_to else None
    return replace(task, lead=lead, coordinating=coordinating, report_to=told)


def _found(words: str, tree: OrgTree, *, is_ours: bool) -> tuple[Match, tuple[int, ...]]:
    index = _index(tree)
    plain = _key(_OFFICE.sub("", words, count=1))
    whole = _whole(plain)
    for match, names, key in (
        (Match.ABBREVIATION, index.short, plain),
        (Match.NAME, index.borne, plain),
        (Match.ABBREVIATION, index.borne, whole),
        (Match.COMPLETED, index.local if is_ours else {}, index.place.left_out(whole)),
        (Match.FORMER, index.former, whole),
        (Match.ABBREVIATION, index.folded, _folded(whole)),
    ):
        ids = names.get(key)
        if ids:
            return _told(match, ids, tree)
    return classes.members(words, tree)


def _told(match: Match, ids: Sequence[int], tree: OrgTree) -> tuple[Match, tuple[int, ...]]:
    """One body as it was found, its heirs where it has ended; several as a doubt."""
    living = tuple(dict.fromkeys(one for body in ids for one in tree.represented(body)))
    if not living:
        return Match.NONE, ()
    return (match if len(ids) == 1 else Match.AMBIGUOUS), living


@lru_cache(maxsize=8)
def _index(tree: OrgTree) -> _Index:
    """The keys of all names of a tree; made once for each tree."""
    index = _Index(_place_of(tree))
    for body in tree:
        for key in _names(body.name, body.kind):
            _add(index.borne, key, body.id)
            _add(index.local, index.place.left_out(key), body.id)
            _add(index.folded, _folded(key), body.id)
        if body.abbreviation:
            _add(index.short, _key(body.abbreviation), body.id)
            _add(index.short, _whole(_key(body.abbreviation)), body.id)
        for name in body.former_names:
            _add_all(index.former, _names(name, body.kind), body.id)
    for body in tree.ended:
        _add_all(index.former, _names(body.name, body.kind), body.id)
    return index


def _add_all(names: _Names, keys: Iterable[str], body_id: int) -> None:
    for key in keys:
        _add(names, key, body_id)


def _add(names: _Names, key: str, body_id: int) -> None:
    ids = names.setdefault(key, [])
    if body_id not in ids:
        ids.append(body_id)


def _names(name: str, kind: BodyKind) -> Iterator[str]:
    """A name, and for a commune or province its people's committee, whichever of the two the register holds."""
    key = _whole(_key(name))
    yield key
    if kind in _RULED:
        is_committee = key.startswith(f"{_COMMITTEE} ")
        yield key.removeprefix(f"{_COMMITTEE} ") if is_committee else f"{_COMMITTEE} {key}"


def _folded(key: str) -> str:
    return viet.fold(key).replace(" va ", " ")


def _key(words: str) -> str:
    """Words for comparing: lower case, marks of tone behind the word whichever letter bore them, no "và", no signs."""
    return " ".join(_toned(word) for word in _WORDS.findall(words.lower()) if word != "và")


@lru_cache(maxsize=8192)
def _toned(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in apart if char in _TONES)
    return word if not tone else unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES)) + tone


_LONG = {_key(short): _key(long) for short, long in _SHORT.items()}
_COMMITTEE = _key("ủy ban nhân dân")


def _whole(key: str) -> str:
    """A key with the usual abbreviations written out."""
    return _SHORTENED.sub(lambda found: _LONG.get(found[0], found[0]), key)


def _place_of(tree: OrgTree) -> _Place:
    """The province of a tree, as its top body names it ("tỉnh Sơn Hải")."""
    top = next(iter(tree), None)
    found = _PLACE.search(top.name.lower()) if top else None
    return _Place(_key(found[1]), _key(f"{found[1]} {found[2]}")) if found else _Place()


def _is_ours(issuer: str | None, tree: OrgTree) -> bool:
    """Whether "the province" of a document with this issuer is the tree's: unless the issuer names another one."""
    named = _PLACE.search((issuer or "").lower())
    place = _place_of(tree).name
    return not named or not place or _key(f"{named[1]} {named[2]}").startswith(place)
