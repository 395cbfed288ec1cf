"""The names of WordprocessingML that the .docx reader knows, and how its attributes are read.

Where the standard (ISO/IEC 29500-1, 17) lets an attribute be left out, the default is here.
"""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF = frozenset(("0", "false", "off", "none"))
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def m(name: str) -> str:
    """The full name of an element of a formula."""
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}"


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


def value(parent: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of the child at ``path`` (names parted by a slash); None where it is missing."""
    if parent is None:
        return None
    found = parent.find("/".join(w(name) for name in path.split("/")))
    return None if found is None else found.get(w("val"))


def number(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number, or ``otherwise`` where there is none."""
    try:
        return int(text) if text is not None and len(text) < 10 else otherwise
    except ValueError:
        return otherwise


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """An on-off property: on where it stands without a value, None where it does not stand."""
    found = None if parent is None else parent.find(w(name))
    if found is None:
        return None
    return found.get(w("val"), "true").lower() not in _OFF


def font(properties: etree._Element | None) -> str | None:
    """The font that run properties name for letters outside ASCII; None where they name none."""
    found = None if properties is None else properties.find(w("rFonts"))
    return None if found is None else found.get(w("hAnsi")) or found.get(w("ascii"))
