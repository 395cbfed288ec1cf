"""The paragraph styles of a .docx: what a paragraph inherits that matters for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lxml import etree

from tiendo.plan.read import ooxml
from tiendo.plan.read.ooxml import w

_T = TypeVar("_T")
_HEADING = re.compile(r"heading ([1-9])\Z", re.I)
_CONTENTS = re.compile(r"toc \d\Z|table of figures\Z", re.I)
_MAX_CHAIN = 12
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it inherits; None where neither it nor its parents say."""

    level: int = 0
    bold: bool | None = None
    centred: bool | None = None
    numbering: tuple[str | None, int | None] = (None, None)
    is_contents: bool = False
    font: str | None = None


class Styles:
    """Styles by id, resolved through ``w:basedOn``."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the tree of ``styles.xml``; None where the package has none."""
        self._root = root
        self._resolved: dict[str | None, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """The style of a paragraph that names ``style_id``, or the default one."""
        wanted = style_id if style_id in self._by_id else self._default
        if wanted not in self._resolved:
            self._resolved[wanted] = self._resolve(wanted)
        return self._resolved[wanted]

    @cached_property
    def _by_id(self) -> dict[str | None, etree._Element]:
        found = () if self._root is None else self._root.iter(w("style"))
        return {one.get(w("styleId")): one for one in found}

    @cached_property
    def _default(self) -> str | None:
        for style_id, one in self._by_id.items():
            if one.get(w("type")) == "paragraph" and one.get(w("default")) in ("1", "true", "on"):
                return style_id
        return None

    @cached_property
    def _default_font(self) -> str | None:
        path = "/".join(map(w, ("docDefaults", "rPrDefault", "rPr", "rFonts")))
        return None if self._root is None else ooxml.font(self._root.find(path))

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """The style and its parents, nearest first."""
        chain: list[etree._Element] = []
        while style_id in self._by_id and len(chain) < _MAX_CHAIN:
            chain.append(self._by_id[style_id])
            style_id = ooxml.value(chain[-1], "basedOn")
        return chain

    def _resolve(self, style_id: str | None) -> Style:
        chain = self._chain(style_id)
        names = [ooxml.value(one, "name") or "" for one in chain]
        return Style(
            level=_level(chain, names),
            bold=_first(ooxml.switch(one.find(f"{w('rPr')}/{w('b')}")) for one in chain),
            centred=_first(_centred(ooxml.value(one, "pPr/jc")) for one in chain),
            numbering=(
                _first(ooxml.value(one, "pPr/numPr/numId") for one in chain),
                _first(ooxml.number(ooxml.value(one, "pPr/numPr/ilvl")) for one in chain),
            ),
            font=_first(ooxml.font(one.find(f"{w('rPr')}/{w('rFonts')}")) for one in chain) or self._default_font,
            is_contents=any(_CONTENTS.match(name) for name in names[:1]),
        )


def _level(chain: list[etree._Element], names: list[str]) -> int:
    """The heading level, 0 for body text."""
    for one, name in zip(chain, names, strict=True):
        outline = ooxml.number(ooxml.value(one, "pPr/outlineLvl"))
        if outline is not None:
            return outline + 1 if 0 <= outline < _BODY_LEVEL else 0
        if match := _HEADING.match(name):
            return int(match.group(1))
    return 0


def _centred(jc: str | None) -> bool | None:
    return None if jc is None else jc == "center"


def _first(values: Iterable[_T | None]) -> _T | None:
    """What the nearest style says."""
    return next((one for one in values if one is not None), None)
