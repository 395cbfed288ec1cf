"""``tiendo manage recount``: hold totals and derived columns against a count of the events."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.core import queries
from tiendo_web.core.snapshot import snapshot
from tiendo_web.duties import queries as duties
from tiendo_web.plans import columns, marking
from tiendo_web.recurring import queries as recurring


class Command(BaseCommand):
    """Exit 0 where all agree, 1 with a line for each difference."""

    help = "Count everything again from the events and compare."

    def handle(self, *args: Any, **options: Any) -> None:
        """Recount every jurisdiction."""
        found = 0
        for jurisdiction in queries.jurisdictions():
            with snapshot():
                lines = [*duties.drift(jurisdiction.id), *columns.drift(jurisdiction.id)]
                lines += [*recurring.drift(jurisdiction.id), *marking.drift(jurisdiction.id)]
            found += len(lines)
            for line in lines:
                self.stdout.write(f"{jurisdiction.slug}: {line}")
            self.stdout.write(f"{jurisdiction.slug}: recounted, {len(lines)} differences")
        if found:
            raise CommandError(f"{found} differences", returncode=1)
