"""``tiendo manage export_corrections PROVINCE FOLDER``: what people corrected in all plans, to measure by."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.core import now, queries
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import corrections
from tiendo_web.plans import queries as plans


class Command(BaseCommand):
    """Two files for each corrected plan: its pairs, and the whole document as an annotation."""

    help = "Write what people corrected in the plans of a jurisdiction, as pairs and as annotations, into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The jurisdiction's short name, and a folder that is empty or not there yet."""
        parser.add_argument("jurisdiction")
        parser.add_argument("folder", type=Path, help="empty or not there yet; it holds the words of the documents")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them; the number before each name keeps documents of one name apart."""
        wanted = [one for one in queries.jurisdictions() if one.slug == options["jurisdiction"]]
        if not wanted:
            raise CommandError(f"no jurisdiction {options['jurisdiction']!r}", returncode=2)
        here, on, folder = wanted[0].id, now.today(), options["folder"]
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is there already and not empty", returncode=2)
        tree = orgs.tree(jurisdiction_id=here, on=on)
        found = plans.corrected(jurisdiction_id=here)
        for plan_id in found:
            page, held = plans.opened(plan_id=plan_id, jurisdiction_id=here, on=on)
            pairs = corrections.told(held, page.compiled, page.name, page.compiler, tree.name)
            whole = corrections.annotation(held, page.compiled, page.name, tree.name)
            for kind, told in (("pairs", pairs), ("annotations", whole)):
                self._write(folder / kind / f"{plan_id}_{Path(page.name).name}.json", told)
        self.stdout.write(f"{len(found)} corrected plans")

    def _write(self, path: Path, told: dict[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
