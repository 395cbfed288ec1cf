"""Facts that ship with the product, as dated tables.

``calendar.csv`` is our own day table. It was seeded once from the ``holidays`` package and is never
asked of that package at run time, so that an upgrade cannot move an old due date. When a decision on
days off is published: add a row for each day with its document under ``basis``, the day on which it
became known under ``known_since``, and turn the ``projected`` rows of that year into ``announced`` or
``confirmed``. A swap is two rows that name each other under ``swap_with``. A proposal is not loaded.
The test of :mod:`tiendo.workdays` lists every difference from the package.
"""

from __future__ import annotations

from pathlib import Path


def text(name: str) -> str:
    """The words of a table; raises OSError where no such table ships.

    It lies beside this file; ``importlib.resources``, which would find it in an archive too, takes longer to import
    than any table to read.
    """
    return Path(__file__).with_name(name).read_text("utf-8")
