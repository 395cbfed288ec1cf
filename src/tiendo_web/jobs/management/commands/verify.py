"""``tiendo manage verify``: hold every fact row, every file, the audits and the chain against the ledger."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.accesses import queries as accesses
from tiendo_web.accounts import refusals
from tiendo_web.core import files, queries
from tiendo_web.ledger import queries as ledger


class Command(BaseCommand):
    """Exit 0 where all holds, 1 with a line for each break."""

    help = "Check the ledger's chain, and every fact row and file against it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every jurisdiction."""
        found = 0
        for jurisdiction in queries.jurisdictions():
            breaks = ledger.breaks(jurisdiction_id=jurisdiction.id)
            here = {"jurisdiction_id": jurisdiction.id}
            for line in chain(breaks, files.damaged(**here), refusals.breaks(**here), accesses.breaks(**here)):
                found += 1
                self.stdout.write(f"{jurisdiction.slug}: {line}")
            head = ledger.head(jurisdiction_id=jurisdiction.id)
            self.stdout.write(f"{jurisdiction.slug}: {head.seq} entries, head {head.hash}")
        if found:
            raise CommandError(f"{found} breaks", returncode=1)
