"""``tiendo manage export_ledger PROVINCE``: print a jurisdiction's chain for ``tiendo verify``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.core import queries
from tiendo_web.ledger import queries as ledger


class Command(BaseCommand):
    """The chain as lines of ``tiendo-ledger/1`` on standard output."""

    help = "Print the ledger of a jurisdiction, to be checked anywhere with 'tiendo verify'."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One argument: the jurisdiction's short name."""
        parser.add_argument("jurisdiction")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        wanted = [one for one in queries.jurisdictions() if one.slug == options["jurisdiction"]]
        if not wanted:
            raise CommandError(f"no jurisdiction {options['jurisdiction']!r}", returncode=2)
        for line in ledger.export(jurisdiction_id=wanted[0].id):
            self.stdout.write(line, ending="")
