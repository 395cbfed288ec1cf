"""The audit of sign-ins, as an administrator reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tiendo_web.accounts.models import SignIn, User

Outcome = SignIn.Outcome


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One try: when, who (None: no such account), what came of it, from where."""

    at: dt.datetime
    name: str | None
    outcome: str
    address: str | None


def sign_ins(*, user_ids: Collection[int], limit: int = 200) -> list[SignInLine]:
    """The latest tries of these users; one query."""
    rows = SignIn.objects.filter(user_id__in=user_ids).select_related("user").order_by("-at", "-id")[:limit]
    return [
        SignInLine(row.at, row.user.name if row.user else None, row.get_outcome_display(), row.address) for row in rows
    ]


def by_username(username: str) -> User | None:
    """The account with this sign-in name, or None."""
    return User.objects.filter(username=username).first()
