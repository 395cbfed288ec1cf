"""Writing down who saw what, and sealing it into the ledger when its hour has passed."""

from __future__ import annotations

import datetime as dt

from tiendo_web.accesses import queries
from tiendo_web.accesses.models import Digest, Seen
from tiendo_web.core.access import SYSTEM, Level, Viewer
from tiendo_web.ledger import actions as ledger

KIND = "accesses.seal"
# A page that was made before an hour ended writes its line no later than this after it has passed.
SETTLED = dt.timedelta(minutes=10)


def write(*, viewer: Viewer, at: dt.datetime) -> None:
    """Write down what the viewer has opened in this request: before it goes out, and once an hour each."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    lines = [
        Seen(
            jurisdiction_id=viewer.jurisdiction_id,
            holder_id=viewer.holder_id,
            table=one.table,
            key=one.key,
            level=one.level,
            what=one.what.value,
            hour=hour,
            at=at,
        )
        for one in dict.fromkeys(viewer.opened)
        if one.level > Level.OPEN
    ]
    if lines:
        Seen.objects.bulk_create(lines, ignore_conflicts=True)


def seal(*, jurisdiction_id: int, at: dt.datetime) -> int:
    """Seal every hour that has passed, in one act; gives how many there were. Two workers do it once."""
    here = {"jurisdiction_id": jurisdiction_id}
    hours = queries.unsealed(**here, until=at - SETTLED)
    if not hours:
        return 0
    counted = [(hour, *queries.of_hour(**here, hour=hour)) for hour in hours]
    once = f"{KIND}:{ledger.instant(hours[0])}"
    try:
        with ledger.act(**here, kind=KIND, by=SYSTEM, at=at, once=once) as act:
            act.write_all([Digest(hour=hour, count=count, sha256=sha256) for hour, count, sha256 in counted])
    except ledger.Repeated:
        return 0
    return len(hours)
