"""Word documents typed in fonts from before Unicode (.VnTime, VNI-Times): rewritten run by run, as their fonts say.

Only the font tells a small letter from a capital there (.VnTimeH). A font may also lie: text that was converted
keeps its old font at times, so what the fonts say is believed only if the words bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tiendo.plan.read import legacy, ooxml
from tiendo.plan.read.ooxml import w
from tiendo.plan.read.properties import Properties, owner_of
from tiendo.plan.read.styles import Styles

# How their names begin in XML; a document without any of them is not looked through.
NAMES = re.compile(rb'"(?:\.[Vv]n|VNI[- ]|vni-)')
_P, _R, _T = map(w, ("p", "r", "t"))
_R_STYLE, _FONTS, _MARK = map(w, ("rStyle", "rFonts", "softHyphen"))
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and what the font of its run draws."""

    element: etree._Element
    scheme: legacy.Scheme
    capitals: bool


def rewrite(roots: Sequence[etree._Element], styles: Styles, properties: Properties) -> legacy.Scheme | None:
    """Put the texts below ``roots`` that stand in old fonts into Unicode; the encoding that most were in."""
    found = list(_texts(roots, styles, properties))
    words = [one.element.text or "" for one in found]
    scheme = legacy.told(words)
    if scheme is None and any(legacy.UNICODE_ONLY.search(text) for text in words):
        return None
    for one in found:
        one.element.text = legacy.convert(one.element.text or "", one.scheme, capitals=one.capitals)
    return scheme or (found[0].scheme if found else None)


def _texts(roots: Sequence[etree._Element], styles: Styles, properties: Properties) -> Iterator[_Text]:
    own = _fonts(roots, styles)
    for run in (run for root in roots for run in root.iter(_R)):
        font = own.get(run) or _font_around(run, styles, properties)
        drawn = legacy.of_font(font or "")
        if drawn is not None:
            _show_soft_hyphens(run)
            yield from (_Text(text, *drawn) for text in run.iterchildren(_T))


def _fonts(roots: Sequence[etree._Element], styles: Styles) -> dict[etree._Element | None, str | None]:
    """The fonts of the runs that name one, or a style of their own, which counts where they name none."""
    by_style = {owner_of(one): styles.get(ooxml.val(one)).font for root in roots for one in root.iter(_R_STYLE)}
    named = {owner_of(one): font for root in roots for one in root.iter(_FONTS) if (font := ooxml.font(one))}
    return by_style | named


def _font_around(run: etree._Element, styles: Styles, properties: Properties) -> str | None:
    """The font of the paragraph that a run stands in."""
    paragraph = next(run.iterancestors(_P), None)
    return styles.get(None if paragraph is None else properties.style.get(paragraph)).font


def _show_soft_hyphens(run: etree._Element) -> None:
    """In TCVN3 the soft hyphen is the letter ư; Word's own mark for it becomes the character."""
    for mark in list(run.iterchildren(_MARK)):
        text = etree.SubElement(run, _T)
        text.text = _SOFT_HYPHEN
        run.replace(mark, text)
