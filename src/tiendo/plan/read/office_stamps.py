"""A stamp of secrecy among the words of a .docx, .xlsx, .pptx or OpenDocument file, in margins and boxes as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tiendo.plan import secrecy
from tiendo.plan.read.package import Package

# What stands on one line, by the last part of the names that the formats of offices give it.
_BLOCKS = frozenset({"p", "h", "si", "is", "v", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"})
# How Excel sets what stands in a margin: &C, &"Times New Roman", &14.
_FORMATTING = re.compile(r'&(?:"[^"]*"|[A-Za-z]|\d+)')


def printed(package: Package) -> str | None:
    """The words of the first stamp; None without one. Raises Unreadable where a part is broken or dangerous."""
    return next((line for line in _lines(package) if secrecy.is_mark(line)), None)


def _lines(package: Package) -> Iterator[str]:
    for name in package.archive.namelist():
        root = package.xml(name) if name.lower().endswith(".xml") else None
        for block in root.iter(etree.Element) if root is not None else ():
            if etree.QName(block).localname in _BLOCKS:
                yield from map(str.strip, _FORMATTING.sub("\n", "".join(block.itertext())).split("\n"))
