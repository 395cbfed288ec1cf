"""Documents known by symbol and day, to tell what a citation means.

A symbol alone is no identity: numbers of the Party begin anew with each term (35-CT/TW is of 1998, of 2014 and
of 2024), those of most state bodies with each year. What ships is a table of facts with its trust; documents that a
system already holds are put beside it.

>>> from datetime import date
>>> known = shipped()
>>> [one.on.year for one in known.named("35-CT/TW")]
[1998, 2014, 2024]
>>> known.find("30/2020/nđ-cp", date(2020, 3, 5))[0].issuer
'Chính phủ'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from tiendo import data

_MARKS = re.compile(r"[\s._–—-]+")


class Trust(StrEnum):
    """Where a document's day is known from, the surest first.

    HELD: the document itself is in the system. LISTED: the official code of law names it. ATTESTED: several
    documents cite it under this day. CITED: one document does.
    """

    HELD = "held"
    LISTED = "listed"
    ATTESTED = "attested"
    CITED = "cited"


@dataclass(frozen=True, slots=True)
class Document:
    """A document by symbol and day; ``kind`` is its abbreviation (QĐ, CT ...), issuer and title None where unknown."""

    symbol: str
    kind: str
    on: date
    issuer: str | None
    trust: Trust
    title: str | None = None


class Registry:
    """Documents to look up by symbol; several may bear one symbol."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Take the documents; of two with one symbol and day the first is kept."""
        self._by_symbol: dict[str, dict[date, Document]] = {}
        self._by_day: dict[date, tuple[Document, ...]] | None = None
        self._by_series: dict[str, tuple[int, ...]] | None = None
        for one in documents:
            self._by_symbol.setdefault(key(one.symbol), {}).setdefault(one.on, one)

    def __iter__(self) -> Iterator[Document]:
        """All documents, those of one symbol together."""
        for days in self._by_symbol.values():
            yield from days.values()

    def __len__(self) -> int:
        """How many documents there are."""
        return sum(map(len, self._by_symbol.values()))

    def named(self, symbol: str) -> tuple[Document, ...]:
        """The documents with this symbol, however it is typed, by day."""
        days = self._by_symbol.get(key(symbol), {})
        return tuple(days[day] for day in sorted(days))

    def find(self, symbol: str, on: date) -> tuple[Document, ...]:
        """The one document with this symbol and day, or none."""
        found = self._by_symbol.get(key(symbol), {}).get(on)
        return (found,) if found else ()

    def of(self, day: date) -> tuple[Document, ...]:
        """The documents of this day, by symbol."""
        if self._by_day is None:
            days: dict[date, list[Document]] = {}
            for one in self:
                days.setdefault(one.on, []).append(one)
            self._by_day = {on: tuple(sorted(same, key=lambda one: one.symbol)) for on, same in days.items()}
        return self._by_day.get(day, ())

    def numbers(self, series: str) -> tuple[int, ...]:
        """The numbers known in a series (``/2020/NĐ-CP``), however it is typed, in order."""
        if self._by_series is None:
            found: dict[str, set[int]] = {}
            for symbol in self._by_symbol:
                number, stroke, rest = symbol.partition("/")
                if number.isdecimal():
                    found.setdefault(stroke + rest, set()).add(int(number))
            self._by_series = {one: tuple(sorted(numbers)) for one, numbers in found.items()}
        return self._by_series.get(key(series), ())

    def dates(self, symbol: str) -> tuple[date, ...]:
        """The days under which this symbol is known, in order."""
        return tuple(sorted(self._by_symbol.get(key(symbol), ())))


@lru_cache(maxsize=8_192)
def key(symbol: str) -> str:
    """A symbol with differences of typing taken out, for comparing: case, spaces, dashes, TƯ for TW."""
    return _MARKS.sub("-", symbol.upper()).strip("-").replace("/TƯ", "/TW")


@cache
def shipped() -> Registry:
    """The documents that ship with the product (``data/documents.tsv``)."""
    return Registry(_rows(data.text("documents.tsv")))


def _rows(text: str) -> Iterator[Document]:
    kind, issuer = "", None
    for line in text.splitlines():
        columns = line.split("\t")
        if line.startswith("#"):
            continue
        if columns[0]:
            kind, issuer = columns[0], columns[1] or None
        else:
            yield Document(columns[2], kind, date.fromisoformat(columns[1]), issuer, _trust(columns[3:]))


def _trust(citing: list[str]) -> Trust:
    """No count: a document of the official code; else by how many documents cite it so."""
    if not citing:
        return Trust.LISTED
    return Trust.ATTESTED if int(citing[0]) > 1 else Trust.CITED
