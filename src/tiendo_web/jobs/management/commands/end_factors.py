"""``tiendo manage end_factors``: what is left to do after a secret key has really leaked."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tiendo_web.accounts import actions
from tiendo_web.core import now


class Command(BaseCommand):
    """Asks for a word of confirmation, since everybody with an app has to set it up again."""

    help = "After a secret key has leaked: end every authenticator app and all recovery codes. Passkeys stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The word of confirmation."""
        parser.add_argument("--all", action="store_true", required=True, help="said, so that nobody does it by mistake")

    def handle(self, *args: Any, **options: Any) -> None:
        """End them; each jurisdiction's ledger says so."""
        self.stdout.write(f"{actions.end_factors(at=now.now())} accounts have neither app nor codes any more")
