"""``tiendo manage import_bodies PROVINCE FILE``: take a table of bodies over, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.intake import RULES, changes
from tiendo.rulebook import Lang, Rulebook
from tiendo_web.core import now, queries
from tiendo_web.core.access import SYSTEM
from tiendo_web.orgs import actions, tables
from tiendo_web.orgs import queries as orgs


class Command(BaseCommand):
    """Exit 0 where it was taken over or would be, 1 with a line for each fault, 2 where it could not run."""

    help = "Take a table of bodies (.xlsx, .csv) over: every change is printed; nothing is written without --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The jurisdiction, the table, the day from which it holds."""
        parser.add_argument("jurisdiction", help="the jurisdiction's short name")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, default=None, help="the day from which it holds (today)"
        )
        parser.add_argument("--apply", action="store_true", help="write it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, and with --apply write."""
        wanted = [one for one in queries.jurisdictions() if one.slug == options["jurisdiction"]]
        if not wanted:
            raise CommandError(f"no jurisdiction {options['jurisdiction']!r}", returncode=2)
        try:
            data = options["file"].read_bytes()
        except OSError as fault:
            raise CommandError(str(fault), returncode=2) from fault
        today = now.today()
        on = options["on"] or today
        known = orgs.all_facts(jurisdiction_id=wanted[0].id)
        planned, told = tables.planned(known, data=data, name=options["file"].name, on=on, today=today)
        self._say(planned, told)
        if planned is None:
            raise CommandError("nothing was written", returncode=1)
        if options["apply"] and planned.facts:
            actions.import_bodies(
                jurisdiction_id=wanted[0].id, data=data, name=options["file"].name, on=on, by=SYSTEM, at=now.now()
            )
            self.stdout.write(f"written: {len(planned.facts)} bodies, from {on.isoformat()}")

    def _say(self, planned: changes.Changes | None, told: tuple[Diagnostic, ...]) -> None:
        """Each remark and each change, a line."""
        book = Rulebook(RULES)
        for one in told:
            rule = book.get(one.code)
            words = rule.message.say(Lang.VI, dict(one.args)) if rule else one.code
            mark = "error" if one.severity is Severity.ERROR else "note"
            self.stdout.write(f"{mark}: {one.code} {words}")
        for change in planned.changes if planned else ():
            self.stdout.write(f"row {change.row}: {change.kind.value} {change.name}: {change.before} -> {change.after}")
        if planned:
            self.stdout.write(f"{len(planned.changes)} changes, {planned.unchanged} rows unchanged")
