"""A compiled plan as other programs and offices read it: one file a format.

:func:`render` is the one door. What a format needs is imported when it is asked for, so that a command
that prints none of them starts at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tiendo.diagnostic import Diagnostic
from tiendo.plan.model import Plan
from tiendo.rulebook import Lang, Rulebook


class Format(StrEnum):
    """The formats of one plan, by the word that the command line takes."""

    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"
    AKN = "akn"

    @property
    def is_binary(self) -> bool:
        """Whether a terminal cannot show it."""
        return self is Format.XLSX


def render(plan: Plan, found: Iterable[Diagnostic], wanted: Format, book: Rulebook, lang: Lang) -> bytes:
    """The file's bytes; the same plan and findings give the same bytes."""
    from tiendo.export import table

    match wanted:
        case Format.AKN:
            from tiendo.export import akn

            return akn.write(plan, found, book, lang)
        case Format.TEXT:
            from tiendo.export import text

            return text.write(plan, table.table(plan, found, book, lang), lang)
        case Format.CSV:
            from tiendo.export import csv

            return csv.write(table.table(plan, found, book, lang), lang)
        case Format.XLSX:
            from tiendo.export import xlsx

            return xlsx.write(table.table(plan, found, book, lang), lang)
