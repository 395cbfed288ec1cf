"""Words that name a class of bodies ("các sở, ban, ngành", "UBND các xã, phường"), as its members in a tree.

A class that the tree can tell is given as its members; one with words that the tree knows nothing of ("biên giới",
"có liên quan") is a doubt about the same members.

>>> words("UBND các xã biên giới").kinds, words("UBND các xã biên giới").is_sure
(frozenset({<BodyKind.COMMUNE: 'commune'>}), False)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tiendo import viet
from tiendo.orgtree import Body, BodyKind, OrgTree
from tiendo.plan.model import Match

_PLURAL = re.compile(
    r"(?:^|\s)(?:các|mọi|mỗi|tất cả|toàn bộ|từng)\s|^sở, ban"
    r"|^(?:[uủ][yỷ] ban nhân dân|ubnd) (?:cấp xã|xã, phường|phường, xã|xã$)"
)
_KINDS: tuple[tuple[re.Pattern[str], frozenset[BodyKind]], ...] = (
    (re.compile(r"\bso\b"), frozenset((BodyKind.DEPARTMENT,))),
    (re.compile(r"\bban\b(?!\s+(?:nhan|thuong|quan|chi|chap))"), frozenset((BodyKind.OFFICE, BodyKind.DEPARTMENT))),
    (re.compile(r"\bnganh\b"), frozenset((BodyKind.DEPARTMENT, BodyKind.OFFICE))),
    (re.compile(r"\b(?:doan the|hoi|mat tran)\b"), frozenset((BodyKind.FRONT,))),
    (re.compile(r"\b(?:xa|phuong|dac khu|cap xa|dia phuong)\b"), frozenset((BodyKind.COMMUNE,))),
    (re.compile(r"\b(?:huyen|cap huyen)\b"), frozenset((BodyKind.DISTRICT,))),
    (re.compile(r"\bdon vi su nghiep\b"), frozenset((BodyKind.SERVICE,))),
    (re.compile(r"\b(?:dang uy|cap uy|to chuc dang)\b"), frozenset((BodyKind.PARTY,))),
)
_COMMUNES = ("xã", "phường", "đặc khu")
# Words that a class is made of and that narrow nothing.
_PLAIN = re.compile(
    r"cac|moi|tat|ca|toan|bo|tung|so|ban|nganh|doan|the|hoi|mat|tran|to|quoc|viet|nam|xa|phuong|dac|khu|cap|dia|huyen"
    r"|tinh|thanh|pho|don|vi|su|nghiep|dang|uy|chuc|ubnd|nhan|dan|chu|tich|giam|doc|thu|truong|lanh|dao|va|tren|cua"
    r"|thuoc|truc"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The kinds of bodies that a class names, which communes, and whether nothing narrows it further."""

    kinds: frozenset[BodyKind]
    communes: tuple[str, ...]
    is_sure: bool


def words(printed: str) -> Words | None:
    """The class that words name, or None where they name none."""
    key = viet.fold(printed)
    if not _PLURAL.search(printed.lower()):
        return None
    kinds = frozenset(kind for grammar, some in _KINDS if grammar.search(key) for kind in some)
    if not kinds:
        return None
    named = tuple(kind for kind in _COMMUNES if re.search(rf"\b{kind}\b", printed.lower()))
    return Words(kinds, named, all(map(_PLAIN.fullmatch, re.findall(r"\w+", key))))


def members(printed: str, tree: OrgTree) -> tuple[Match, tuple[int, ...]]:
    """The members of the class that words name, and whether they are the class for sure."""
    told = words(printed)
    bodies = _members(told, tree) if told else ()
    if told is None or not bodies:
        return Match.NONE, ()
    return (Match.GROUP if told.is_sure else Match.AMBIGUOUS), bodies


@lru_cache(maxsize=64)
def _members(told: Words, tree: OrgTree) -> tuple[int, ...]:
    return tuple(body.id for body in tree if _belongs(body, told))


def _belongs(body: Body, told: Words) -> bool:
    if body.kind not in told.kinds:
        return False
    if body.kind is not BodyKind.COMMUNE or not told.communes:
        return True
    return any(re.search(rf"\b{kind}\b", body.name.lower()) for kind in told.communes)
