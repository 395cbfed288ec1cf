"""Word documents typed in fonts from before Unicode (.VnTime, VNI-Times): rewritten run by run, as their fonts say.

Only the font tells a small letter from a capital there (.VnTimeH). A font may also lie: text that was converted
keeps its old font at times, so what the fonts say is believed only if the words bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tiendo.plan.read import legacy, ooxml
from tiendo.plan.read.ooxml import w
from tiendo.plan.read.styles import Styles

# How their names begin in XML; a document without any of them is not looked through.
NAMES = re.compile(rb'"(?:\.[Vv]n|VNI[- ]|vni-)')
_P, _R, _T = map(w, ("p", "r", "t"))
_AROUND_RUNS = tuple(map(w, ("hyperlink", "ins", "smartTag")))
_P_PROPERTIES, _R_PROPERTIES = w("pPr"), w("rPr")
_P_STYLE, _R_STYLE, _FONTS = w("pStyle"), w("rStyle"), w("rFonts")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and what the font of its run draws."""

    element: etree._Element
    scheme: legacy.Scheme
    capitals: bool


def rewrite(roots: Iterable[etree._Element], styles: Styles) -> legacy.Scheme | None:
    """Put the texts below ``roots`` that stand in old fonts into Unicode; the encoding that most were in."""
    found = [one for root in roots for one in _texts(root, styles)]
    words = [one.element.text or "" for one in found]
    scheme = legacy.told(words)
    if scheme is None and any(legacy.UNICODE_ONLY.search(text) for text in words):
        return None
    for one in found:
        one.element.text = legacy.convert(one.element.text or "", one.scheme, capitals=one.capitals)
    return scheme or (found[0].scheme if found else None)


def _texts(root: etree._Element, styles: Styles) -> Iterator[_Text]:
    for paragraph in root.iter(_P):
        properties = ooxml.child(paragraph, _P_PROPERTIES)
        style = None if properties is None else ooxml.val(ooxml.child(properties, _P_STYLE))
        base = styles.get(style).font
        for run in paragraph.iterchildren(_R, *_AROUND_RUNS):
            for inner in run.iter(_R):
                drawn = legacy.of_font(_font(inner, styles) or base or "")
                if drawn is not None:
                    _show_soft_hyphens(inner)
                    yield from (_Text(text, *drawn) for text in inner.iterchildren(_T))


def _font(run: etree._Element, styles: Styles) -> str | None:
    properties = ooxml.child(run, _R_PROPERTIES)
    if properties is None:
        return None
    own = ooxml.font(ooxml.child(properties, _FONTS))
    style = None if own else ooxml.val(ooxml.child(properties, _R_STYLE))
    return styles.get(style).font if style else own


def _show_soft_hyphens(run: etree._Element) -> None:
    """In TCVN3 the soft hyphen is the letter ư; Word's own mark for it becomes the character."""
    for mark in list(run.iterchildren(w("softHyphen"))):
        text = etree.SubElement(run, _T)
        text.text = _SOFT_HYPHEN
        run.replace(mark, text)
