"""The names of WordprocessingML that the .docx reader knows, and how its attributes are read.

Where the standard (ISO/IEC 29500-1, 17) lets an attribute be left out, the default is here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_VALUE, _FONT, _ASCII_FONT = _W + "val", _W + "hAnsi", _W + "ascii"
_OFF = frozenset(("0", "false", "off", "none"))
_NOTHING: Mapping[object, etree._Element] = {}
# What only says how words look, and holds nothing: most of the elements of a document, and none that is asked for.
_ATTRIBUTES = r'(?: [\w:]+="[^"<>&]*")*'
_LOOKS = (
    "sz|szCs|lang|iCs|bCs|spacing|color|i|widowControl|autoSpaceDE|autoSpaceDN|adjustRightInd|ind|tcW|top|bottom|end"
    "|vertAlign"
)
_BUT_FONTS = re.compile(f"<w:(?:{_LOOKS}){_ATTRIBUTES}/>".encode())
_ALL_LOOKS = re.compile(f"<w:(?:rFonts|{_LOOKS}){_ATTRIBUTES}/>".encode())
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def m(name: str) -> str:
    """The full name of an element of a formula."""
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}"


def without_looks(part: bytes, *, fonts: bool) -> bytes:
    """A part without what only says how its words look, which would be most of its tree; with the fonts if asked.

    >>> without_looks(b'<w:rPr><w:rFonts w:cs="Arial"/><w:b/><w:sz w:val="28"/></w:rPr>', fonts=False)
    b'<w:rPr><w:b/></w:rPr>'
    """
    # In a section of raw characters it would be words.
    return part if b"<![CDATA[" in part else (_BUT_FONTS if fonts else _ALL_LOOKS).sub(b"", part)


def transitional(root: etree._Element) -> etree._Element:
    """The tree with the strict namespace, which some programs write, renamed to the usual one."""
    if root.nsmap.get(root.prefix) != _STRICT and _STRICT not in root.nsmap.values():
        return root
    old = f"{{{_STRICT}}}"
    for one in root.iter():
        if isinstance(one.tag, str) and one.tag.startswith(old):
            one.tag = _W + one.tag.removeprefix(old)
        for key, value in one.attrib.items():
            if str(key).startswith(old):
                del one.attrib[key]
                one.set(_W + str(key).removeprefix(old), value)
    return root


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of this full name. Properties stand before all else, so it is mostly found at once."""
    for one in parent:
        if one.tag == name:
            return one
    return None


def named(parent: etree._Element | None) -> Mapping[object, etree._Element]:
    """The children by full name, of each name the first: where several are asked for, one look at each is enough."""
    return _NOTHING if parent is None else {one.tag: one for one in parent.iterchildren(reversed=True)}


def val(found: etree._Element | None) -> str | None:
    """The ``w:val`` of an element; None where there is none."""
    return None if found is None else found.get(_VALUE)


def value(parent: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of the child at ``path`` (names parted by a slash); None where it is missing."""
    if parent is None:
        return None
    return val(parent.find("/".join(w(name) for name in path.split("/"))))


def number(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number, or ``otherwise`` where there is none."""
    try:
        return int(text) if text is not None and len(text) < 10 else otherwise
    except ValueError:
        return otherwise


def switch(found: etree._Element | None) -> bool | None:
    """An on-off property: on where it stands without a value, None where it does not stand."""
    return None if found is None else found.get(_VALUE, "true").lower() not in _OFF


def font(found: etree._Element | None) -> str | None:
    """The font that a ``w:rFonts`` names for letters outside ASCII; None where there is none, or it names none."""
    return None if found is None else found.get(_FONT) or found.get(_ASCII_FONT)
