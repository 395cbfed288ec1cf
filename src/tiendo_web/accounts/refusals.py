"""The audit of sign-ins and of what was refused, sealed into the ledger of every jurisdiction, batch after batch.

A refusal is no act: nothing came of it, and a thousand a minute must not stand in line for the head of a chain. So it
is a line of the audit, folded where it repeats, and ``tiendo work`` seals the lines of each hour by one act. After that
no line can be changed, taken out or put in between without :func:`breaks` saying so. A batch holds the lines of all
jurisdictions of the server, as a digest from which nobody learns whose they are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

from django.db.models import Min

from tiendo_web.accounts.models import SignIn, SignInSeal
from tiendo_web.core.access import SYSTEM
from tiendo_web.ledger import actions as ledger

KIND = "accounts.seal-sign-ins"
# A line waits no longer than this to be sealed; what is younger than the other may stand in an open transaction still.
EVERY = dt.timedelta(hours=1)
SETTLED = dt.timedelta(minutes=5)


def seal(*, jurisdiction_id: int, at: dt.datetime) -> bool:
    """Seal what is to be sealed, where a line has waited long enough; whether that was so. Two workers seal once."""
    last = _last(jurisdiction_id)
    rows = SignIn.objects.filter(pk__gt=last)
    if not rows.filter(at__lte=at - EVERY).exists():
        return False
    unsettled = rows.filter(at__gt=at - SETTLED).aggregate(first=Min("pk"))["first"]
    settled = rows if unsettled is None else rows.filter(pk__lt=unsettled)
    ids = settled.order_by("pk").values_list("pk", flat=True)
    first, until = ids.first(), ids.last()
    if first is None or until is None:
        return False
    try:
        once = f"{KIND}:{last}"
        with ledger.act(jurisdiction_id=jurisdiction_id, kind=KIND, by=SYSTEM, at=at, once=once) as act:
            act.write(SignInSeal(first=first, last=until, digest=_digest(first, until)))
    except ledger.Repeated:
        return False
    return True


def _last(jurisdiction_id: int) -> int:
    rows = SignInSeal.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-last")
    return rows.values_list("last", flat=True).first() or 0


def breaks(*, jurisdiction_id: int) -> Iterator[str]:
    """The batches whose lines are not those that were sealed, a line each; nothing where all holds."""
    for row in SignInSeal.objects.filter(jurisdiction_id=jurisdiction_id).order_by("first"):
        if _digest(row.first, row.last) != row.digest:
            yield f"sign-ins {row.first} to {row.last}: they are not those that were sealed"


def _digest(first: int, last: int) -> str:
    """The digest of all lines from ``first`` to ``last``, in their order."""
    found = hashlib.sha256()
    rows = SignIn.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
    columns = ("pk", "at", "user_id", "by_id", "outcome", "address", "device", "tried", "reason")
    for pk, at, *rest, hat in rows.values_list(*columns, "hat").iterator(2000):
        # What was sealed before hats were noted has the digest that it had.
        line = [pk, ledger.instant(at), *rest, *([hat] if hat else [])]
        found.update(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return found.hexdigest()
