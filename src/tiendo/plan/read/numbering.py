"""Automatic numbering of a .docx: the labels that Word prints and does not store.

Lists that share an abstract definition share their counters, as in Word; an override starts one anew
the first time its list is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from tiendo.plan.read import labels, ooxml
from tiendo.plan.read.ooxml import w

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ODD_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints; ``restart`` is the level whose step restarts it, 0 none."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it: its counters' owner, its levels, and the levels it starts anew."""

    owner: str
    levels: dict[int, Level]
    overrides: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, num_id: str, style_id: str | None) -> int:
        """The level that a list gives to a style that does not say its own."""
        found = self.lists.get(num_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if style_id is not None and level.style == style_id), 0)

    def label(self, num_id: str, index: int) -> str:
        """Count one paragraph of a list at a level and give its label; "" where the list prints none."""
        found = self.lists.get(num_id)
        if found is None or not 0 <= index < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.owner, {})
        self._start_anew(num_id, found, counts, index)
        level = found.levels.get(index, Level())
        counts[index] = counts.get(index, level.start - 1) + 1
        _restart_below(found, counts, index)
        if level.form == "bullet":
            return labels.bullet(level.text)
        printed = _PLACE.sub(lambda place: _ordinal(found, counts, int(place.group(1)) - 1, level), level.text)
        return _ODD_SPACE.sub(" ", printed).strip()

    def _start_anew(self, num_id: str, found: List, counts: dict[int, int], index: int) -> None:
        for level in range(index + 1):
            if level in found.overrides and (num_id, level) not in self._used:
                counts[level] = found.overrides[level] - (1 if level == index else 0)
                for deeper in [one for one in counts if one > level]:
                    del counts[deeper]
            self._used.add((num_id, level))


def _restart_below(found: List, counts: dict[int, int], index: int) -> None:
    """Deeper levels begin again after a step of this one, unless they say after which, or never."""
    for deeper in [one for one in counts if one > index]:
        restart = found.levels.get(deeper, Level()).restart
        if restart is None or index < restart:
            del counts[deeper]


def _ordinal(found: List, counts: dict[int, int], index: int, printing: Level) -> str:
    level = found.levels.get(index, Level())
    form = "decimal" if printing.legal and level.form != "none" else level.form
    return labels.ordinal(counts.get(index, level.start), form)


def load(root: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists of ``numbering.xml``; numbering styles stand in ``styles.xml``."""
    if root is None:
        return Numbering()
    abstract = {one.get(w("abstractNumId"), ""): one for one in root.iter(w("abstractNum"))}
    nums = {one.get(w("numId"), ""): one for one in root.iter(w("num"))}
    owners = {num_id: _owner(one, abstract, nums, styles) for num_id, one in nums.items()}
    defined = {owner: _levels(abstract[owner]) for owner in {*owners.values()} if owner in abstract}
    return Numbering(
        {
            num_id: List(owner, defined[owner] | _redefined(nums[num_id]), _overrides(nums[num_id]))
            for num_id, owner in owners.items()
            if owner in defined
        }
    )


def _owner(
    num: etree._Element,
    abstract: dict[str, etree._Element],
    nums: dict[str, etree._Element],
    styles: etree._Element | None,
) -> str:
    """The abstract definition of a list, through one numbering style where it only points at that."""
    owner = ooxml.value(num, "abstractNumId") or ""
    link = ooxml.value(abstract.get(owner), "numStyleLink")
    if link is None or styles is None:
        return owner
    linked = next((one for one in styles.iter(w("style")) if one.get(w("styleId")) == link), None)
    target = nums.get(ooxml.value(linked, "pPr/numPr/numId") or "")
    return ooxml.value(target, "abstractNumId") or owner


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {ooxml.number(one.get(w("ilvl")), 0) or 0: _level(one) for one in parent.findall(w("lvl"))}


def _redefined(num: etree._Element) -> dict[int, Level]:
    """Levels that the list itself lays down anew."""
    return {index: level for one in num.findall(w("lvlOverride")) for index, level in _levels(one).items()}


def _overrides(num: etree._Element) -> dict[int, int]:
    found = {}
    for one in num.findall(w("lvlOverride")):
        start = ooxml.number(ooxml.value(one, "startOverride"))
        if start is not None:
            found[ooxml.number(one.get(w("ilvl")), 0) or 0] = start
    return found


def _level(one: etree._Element) -> Level:
    said = ooxml.named(one)
    start = ooxml.number(ooxml.val(said.get(w("start"))), 1)
    return Level(
        start=1 if start is None else start,
        form=ooxml.val(said.get(w("numFmt"))) or "decimal",
        text=ooxml.val(said.get(w("lvlText"))) or "",
        legal=ooxml.switch(said.get(w("isLgl"))) or False,
        restart=ooxml.number(ooxml.val(said.get(w("lvlRestart")))),
        style=ooxml.val(said.get(w("pStyle"))),
    )
