"""``tiendo manage found SLUG NAME``: open a jurisdiction with its first body and its first administrator."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tiendo import units
from tiendo.errors import Refused
from tiendo.orgtree import BodyKind
from tiendo_web.core import now, when
from tiendo_web.core.access import SYSTEM, Role
from tiendo_web.orgs import actions, holders

# The shipped units before July 2025 carry no day of founding: they were there when 2025 began.
LONG_AGO = dt.date(2025, 1, 1)


class Command(BaseCommand):
    """Everything or nothing: a name that is taken or a weak password leaves no jurisdiction behind."""

    help = "Open a jurisdiction with its first body and its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The jurisdiction's short name and name, its first body, the administrator's sign-in name."""
        parser.add_argument("slug", help="short name in addresses and exports, such as son-hai")
        parser.add_argument("name", help="such as 'Tỉnh Sơn Hải'")
        parser.add_argument("--body", required=True, help="the first body, such as 'Ủy ban nhân dân tỉnh Sơn Hải'")
        parser.add_argument("--units", default="", help="code of a province: found its communes too, such as 40")
        parser.add_argument(
            "--before", action="store_true", help="with --units: districts and communes as of 30 June 2025"
        )
        parser.add_argument("--admin", required=True, help="sign-in name of the first administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for the password, then found."""
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            _found(
                options["slug"],
                options["name"],
                options["body"],
                options["admin"],
                password,
                _units_before(options["units"]) if options["before"] else _communes(options["units"]),
            )
        except Refused as refused:
            raise CommandError(refused.message, returncode=2) from refused
        self.stdout.write(f"{options['name']}: {options['admin']} may sign in")


def _communes(code: str) -> list[actions.NewBody]:
    """The communes of a province as shipped, from 1 July 2025 on; none where no code is given."""
    if not code:
        return []
    province = units.province(code)
    if province is None:
        raise CommandError(f"no province has the code {code!r}; they are in src/tiendo/data/units.tsv", returncode=2)
    return [
        actions.NewBody(unit.code, BodyKind.COMMUNE, unit.name, units.SINCE, code=unit.code, parent="first")
        for unit in province.communes
    ]


def _units_before(code: str) -> list[actions.NewBody]:
    """The districts and communes of a province as they were on 30 June 2025."""
    province = next((one for one in units.before() if one.code == code), None)
    if province is None:
        raise CommandError(f"no province had the code {code!r} on 30 June 2025", returncode=2)
    found = []
    for district in province.districts:
        found.append(
            actions.NewBody(
                f"d{district.code}", BodyKind.DISTRICT, district.name, LONG_AGO, code=district.code, parent="first"
            )
        )
        found += [
            actions.NewBody(one.code, BodyKind.COMMUNE, one.name, LONG_AGO, code=one.code, parent=f"d{district.code}")
            for one in district.communes
        ]
    return found


@transaction.atomic
def _found(slug: str, name: str, body: str, admin: str, password: str, communes: Sequence[actions.NewBody]) -> None:
    at = now.now()
    jurisdiction = actions.found_jurisdiction(slug=slug, name=name)
    begins_on = min((body.begins_on for body in communes), default=when.day_of(at))
    first = actions.NewBody("first", BodyKind.PROVINCE, body, begins_on)
    bodies = actions.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=[first, *communes], at=at)
    actions.welcome(
        jurisdiction_id=jurisdiction.pk,
        username=admin,
        name=admin,
        password=password,
        role=Role.ADMINISTRATOR,
        body_id=bodies["first"],
        by=SYSTEM,
        at=at,
        words=holders.spoken(name, body),
    )
