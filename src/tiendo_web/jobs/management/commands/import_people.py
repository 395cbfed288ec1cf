"""``tiendo manage import_people PROVINCE FILE``: take a table of people over, all of it or nothing."""

from __future__ import annotations

import csv
import datetime as dt
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.errors import Refused
from tiendo.export.csv import guarded
from tiendo.intake import RULES
from tiendo.intake.people import Planned
from tiendo.rulebook import Lang, Rulebook
from tiendo_web.core import now, queries
from tiendo_web.core.access import SYSTEM
from tiendo_web.invitations import actions, table


class Command(BaseCommand):
    """Exit 0 where it was taken over or would be, 1 with a line for each fault, 2 where it could not run."""

    help = "Invite the people of a table (.xlsx, .csv) and give their roles; nothing is written without --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The jurisdiction, the table, the day on which roles begin, where the links go."""
        parser.add_argument("jurisdiction", help="the jurisdiction's short name")
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", type=dt.date.fromisoformat, default=None, help="the day roles begin on (today)")
        parser.add_argument("--apply", action="store_true", help="write it; wants --links")
        parser.add_argument("--links", type=Path, help="a new file for the links of the invited; keep it to yourself")
        parser.add_argument(
            "--site", default="", help="what stands before each link, such as https://tiendo.example.vn"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, and with --apply write."""
        wanted = [one for one in queries.jurisdictions() if one.slug == options["jurisdiction"]]
        if not wanted:
            raise CommandError(f"no jurisdiction {options['jurisdiction']!r}", returncode=2)
        if options["apply"] and options["links"] is None:
            raise CommandError("--apply wants --links FILE: the links are written once and kept nowhere", returncode=2)
        try:
            data = options["file"].read_bytes()
        except OSError as fault:
            raise CommandError(str(fault), returncode=2) from fault
        told = {"jurisdiction_id": wanted[0].id, "data": data, "name": options["file"].name, "names": {}}
        told["on"] = options["on"] or now.today()
        planned, faults = table.planned(**told)
        self._say(planned, faults)
        if planned is None:
            raise CommandError("nothing was written", returncode=1)
        if options["apply"] and planned.given:
            self._take_over(told, options["links"], options["site"].rstrip("/"))

    def _take_over(self, told: dict[str, Any], links: Path, site: str) -> None:
        try:
            descriptor = os.open(links, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as fault:
            raise CommandError(str(fault), returncode=2) from fault
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            try:
                taken = actions.import_people(**told, by=SYSTEM, at=now.now())
            except Refused as refused:
                links.unlink()
                raise CommandError(f"nothing was written: {refused.message}", returncode=1) from refused
            writer = csv.writer(file)
            writer.writerow(("Họ và tên", "Tên đăng nhập", "Đường dẫn", "Dùng trước"))
            for one in taken.guests:
                path = f"{site}/account/link/{one.handed.secret}/"
                writer.writerow((guarded(one.name), one.username, path, one.handed.expires_at.isoformat()))
        self.stdout.write(f"written: {len(taken.guests)} invited, {taken.given} roles; the links are in {links}")

    def _say(self, planned: Planned | None, told: tuple[Diagnostic, ...]) -> None:
        """Each remark and each role, a line."""
        book = Rulebook(RULES)
        for one in told:
            rule = book.get(one.code)
            words = rule.message.say(Lang.VI, dict(one.args)) if rule else one.code
            mark = "error" if one.severity is Severity.ERROR else "note"
            self.stdout.write(f"{mark}: {one.code} {words}")
        for given in planned.given if planned else ():
            new = " (new)" if given.user_id is None else ""
            self.stdout.write(f"row {given.row}: {given.username}{new}: {given.role} from {given.holds_from}")
        if planned:
            counts = f"{len(planned.invited)} to invite, {len(planned.given)} roles, {planned.unchanged} rows unchanged"
            self.stdout.write(counts)
