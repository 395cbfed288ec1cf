"""The assignment table as CSV for spreadsheets: UTF-8 with a byte order mark, as Excel needs to see it.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV injection");
:func:`unguarded` takes it away again.
"""

from __future__ import annotations

import csv
import io

from tiendo.export.table import COLUMNS, Table
from tiendo.rulebook import Lang

# Full-width signs too: Excel takes them for plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(table: Table, lang: Lang) -> bytes:
    """A head row and one row a task, lines ended by CR LF (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.say(lang) for column in COLUMNS])
    writer.writerows([str(row.number), *map(guarded, row.cells)] for row in table.rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs, without NUL, which some refuse.

    >>> guarded("=1+1"), guarded("Sở Y tế")
    ("'=1+1", 'Sở Y tế')
    """
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if cell.startswith(_FORMULA) or unguarded(cell) != cell else cell


def unguarded(cell: str) -> str:
    """What stood in a guarded cell.

    >>> unguarded("'=1+1"), unguarded("'Sở")
    ('=1+1', "'Sở")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
