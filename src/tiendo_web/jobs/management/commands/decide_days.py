"""``tiendo manage decide_days``: enter a decision on days off from a file, and count the open clocks anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tiendo import daysoff, workdays
from tiendo.errors import Refused
from tiendo.rulebook import Lang, Rulebook
from tiendo_web.calendars import actions, moving
from tiendo_web.calendars import queries as calendars
from tiendo_web.core import now, queries
from tiendo_web.core.access import SYSTEM
from tiendo_web.rulesets import queries as tables
from tiendo_web.rulesets.actions import Faulty


class Command(BaseCommand):
    """Exit 1 with a line for each fault where the file is wrong; nothing is written then."""

    help = "Enter a decision on days off; a line is: nghỉ 23/11/2026, làm bù 28/11/2026"

    def add_arguments(self, parser: CommandParser) -> None:
        """The jurisdiction, the file, and what the decision is."""
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)
        parser.add_argument("--basis", required=True, help="symbol of the decision, e.g. 9441/TB-BNV")
        parser.add_argument("--announced", action="store_true", help="announced, and not yet read as a decision")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter the decision."""
        known = {one.slug: one.id for one in queries.jurisdictions()}
        if options["slug"] not in known:
            raise CommandError(f"no such jurisdiction: {options['slug']}", returncode=2)
        status = workdays.Status.ANNOUNCED if options["announced"] else workdays.Status.CONFIRMED
        try:
            text = options["file"].read_text(encoding="utf-8")
            decision_id = actions.decide(
                jurisdiction_id=known[options["slug"]],
                text=text,
                basis=options["basis"],
                status=status,
                by=SYSTEM,
                at=now.now(),
            )
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"{options['file']}: {fault}", returncode=2) from fault
        except Faulty as refused:
            book = Rulebook(daysoff.RULES)
            lines = [f"{one.code} {book.message(one, Lang.EN)}" for one in refused.diagnostics]
            raise CommandError("\n".join(lines), returncode=1) from refused
        except Refused as refused:
            raise CommandError(refused.message, returncode=1) from refused
        self._move(known[options["slug"]], decision_id)

    def _move(self, jurisdiction_id: int, decision_id: int) -> None:
        """Move the clocks that wait, and tell how far it has come; the worker goes on where this is stopped."""
        while moving.go_on(jurisdiction_id=jurisdiction_id, at=now.now()):
            pass
        days = len(tables.entered(jurisdiction_id=jurisdiction_id, decision_id=decision_id).days)
        found = calendars.progress(jurisdiction_id=jurisdiction_id, decision_id=decision_id, at=now.now())
        assert found is not None, "it was asked for as the decision was entered"
        if found.is_open:
            raise CommandError(f"entered; {found.looked_at} of {found.total} duties looked at: {found.failed}")
        self.stdout.write(f"{days} days changed, {found.moved} duties counted anew")
