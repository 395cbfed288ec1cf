"""A stamp of secrecy among the words of a .docx, .xlsx, .pptx or OpenDocument file, in margins and boxes as well."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from tiendo.plan import secrecy
from tiendo.plan.read.package import Package

# What stands on one line, by the last part of the names that the formats of offices give it.
_BLOCKS = frozenset({"p", "h", "si", "is", "v", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"})
# How Excel sets what stands in a margin: &C, &"Times New Roman", &14.
_FORMATTING = re.compile(r'&(?:"[^"]*"|[A-Za-z]|\d+)')

# The rows of a table that may name its columns.
_HEADING = 2
# So many lines before a stamp may say that it is one of the forms that are shown.
_SHOWN = 6


def printed(package: Package) -> str | None:
    """The words of the first stamp; None without one. Raises Unreadable where a part is broken or dangerous."""
    before: deque[str] = deque(maxlen=_SHOWN)
    for line, block in _lines(package):
        if secrecy.is_mark(line) and not _is_listed(line, block) and not secrecy.is_form_of_stamps("\n".join(before)):
            return line
        before.append(line)
    return None


def _lines(package: Package) -> Iterator[tuple[str, etree._Element]]:
    for name in package.archive.namelist():
        root = package.xml(name) if name.lower().endswith(".xml") else None
        for block in root.iter(etree.Element) if root is not None else ():
            if etree.QName(block).localname in _BLOCKS:
                for line in _FORMATTING.sub("\n", "".join(block.itertext())).split("\n"):
                    yield line.strip(), block


def _is_listed(line: str, block: etree._Element) -> bool:
    """Whether a line stands in a table of Word's that lists things."""
    cell = block.getparent()
    row = cell.getparent() if cell is not None else None
    table = row.getparent() if row is not None else None
    if cell is None or row is None or table is None or etree.QName(row).localname != "tr":
        return False
    cells, column = _words(row), len(list(cell.itersiblings("{*}tc", preceding=True)))
    above = [words for one in islice(table.iterchildren("{*}tr"), _HEADING) for words in _words(one)]
    under = row.getnext()
    beneath = dict(enumerate(_words(under))).get(column, "") if under is not None else ""
    return secrecy.is_listed(line, cells, above, beneath)


def _words(row: etree._Element) -> list[str]:
    """The words of the cells of a row of Word's, by turns."""
    return ["".join(cell.itertext()).strip() for cell in row if etree.QName(cell).localname == "tc"]
