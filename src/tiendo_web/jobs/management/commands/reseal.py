"""``tiendo manage reseal``: seal the secrets of second factors anew, so that a former secret key can go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.accounts import actions
from tiendo_web.core import now


class Command(BaseCommand):
    """Exit 0 where all are under the key of today, 1 where no key opens some of them."""

    help = "Seal the secrets of second factors with the secret key of today; then TIENDO_FORMER_KEYS may go."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal all of them anew."""
        done, lost = actions.reseal(at=now.now())
        self.stdout.write(f"{done} sealed anew")
        if lost:
            raise CommandError(
                f"{len(lost)} cannot be opened by any key; their owners must set them up again: {', '.join(lost)}",
                returncode=1,
            )
