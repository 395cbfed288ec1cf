"""The names that Akoma Ntoso gives: FRBR URIs of documents, ``eId`` of elements, references to bodies.

After the Akoma Ntoso Naming Convention 1.0. A document whose day is not known has "undated" in the place
of the day; nothing is made up.

>>> work("KH", "7360/KH-UBND", "2025-11-19", "Sở Y tế")
'/akn/vn/doc/ke-hoach/so-y-te/2025-11-19/7360-KH-UBND'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from tiendo import viet
from tiendo.plan import kinds

UNDATED = "undated"
# Normative documents (Law 64/2025/QH15 on their promulgation, article 4); every other one is a "doc".
_ACTS = frozenset({"L", "PL", "NĐ", "TT", "SL"})
_KINDS = {abbreviation: name for name, abbreviation in reversed(kinds.NAMES.items())}
_YEAR = re.compile(r"/((?:19|20)\d\d)/")


def work(kind: str | None, symbol: str | None, day: str | None, issuer: str | None) -> str:
    """The URI of a document as a work."""
    year = _YEAR.search(symbol or "")
    parts = (
        "/akn/vn",
        "act" if kind in _ACTS else "doc",
        kind_of(kind),
        slug(issuer) if issuer else "",
        day or (year[1] if year else UNDATED),
        _number(symbol) if symbol else "khong-so",
    )
    return "/".join(part for part in parts if part)


def kind_of(kind: str | None) -> str:
    """The kind of a document as part of a name; "van-ban" where it is not known."""
    return slug(_KINDS.get(kind or "", kind or "văn bản"))


def slug(text: str) -> str:
    """Words as part of a URI: lower case, no diacritics, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", viet.fold(text)).strip("-") or "x"


def _number(symbol: str) -> str:
    """A symbol as part of a URI; its case is kept."""
    plain = unicodedata.normalize("NFD", symbol.replace("Đ", "D").replace("đ", "d"))
    return re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-") or "x"


@dataclass(slots=True)
class Register:
    """Gives out ``eId``, each once in a document."""

    _given: dict[str, int] = field(default_factory=dict)

    def give(self, wanted: str) -> str:
        """``wanted``, or with a number behind it where that was given already."""
        count = self._given.get(wanted, 0) + 1
        self._given[wanted] = count
        return wanted if count == 1 else self.give(f"{wanted}~{count}")

    def child(self, parent: str, name: str, label: str) -> str:
        """The ``eId`` of an element ``name`` with ``label`` inside ``parent``."""
        tag = _SHORT.get(name, name)
        number = re.sub(r"[^\w]+", "-", label.lower()).strip("-")
        own = f"{tag}_{number}" if number else tag
        return self.give(f"{parent}__{own}" if parent else own)


# The abbreviations of the naming convention, section 5.6.
_SHORT = {
    "alinea": "al",
    "article": "art",
    "attachment": "att",
    "chapter": "chp",
    "division": "dvs",
    "level": "lvl",
    "paragraph": "para",
    "recitals": "recs",
    "recital": "rec",
    "section": "sec",
    "subparagraph": "subpara",
}
