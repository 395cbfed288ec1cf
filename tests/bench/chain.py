"""Two ways to keep the ledger, measured: chained inside the act, or sealed afterwards in commit order.

*Chained*: the act locks the end of the chain and writes its entry, as the product does. *Sealed*: the act
takes no lock and leaves a pending row; one sealer reads them in commit order, hashes batches into a Merkle
tree (RFC 9162) and writes one root a batch. Both write the same fact and its seal, on PostgreSQL, from one
and from eight processes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
import secrets
import statistics
import time
from collections.abc import Callable

from tests.bench import database

ACTS = 400
AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def _chained(jurisdiction_id: int, body_id: int, number: int) -> None:
    from tiendo_web.core.access import SYSTEM
    from tiendo_web.ledger import actions
    from tiendo_web.orgs.models import BodyCode

    with actions.act(jurisdiction_id=jurisdiction_id, kind="bench", by=SYSTEM, at=AT) as act:
        act.write(BodyCode(body_id=body_id, code="1", starts_on=AT.date() + dt.timedelta(days=number)))


def _sealed(jurisdiction_id: int, body_id: int, number: int) -> None:
    from django.db import connection, transaction

    from tiendo import ledger
    from tiendo_web.core.access import SYSTEM
    from tiendo_web.ledger import actions
    from tiendo_web.orgs.models import BodyCode

    with transaction.atomic():
        act = actions.Act(jurisdiction_id=jurisdiction_id, seq=secrets.randbits(60), by=SYSTEM, at=AT)
        act.write(BodyCode(body_id=body_id, code="1", starts_on=AT.date() + dt.timedelta(days=number)))
        facts = act.close()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_pending (facts) VALUES (%s)", [ledger.act_digest([facts])])


def _worker(
    act: Callable[[int, int, int], None], jurisdiction_id: int, body_id: int, first: int, times: object
) -> None:
    from django.db import connection

    took = []
    for number in range(first, first + ACTS):
        start = time.perf_counter()
        act(jurisdiction_id, body_id, number)
        took.append(time.perf_counter() - start)
    connection.close()
    times.put(took)  # type: ignore[attr-defined]


def _measure(
    name: str, act: Callable[[int, int, int], None], processes: int, jurisdiction_id: int, bodies: list[int]
) -> None:
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    times = context.Queue()
    start = time.perf_counter()
    workers = [
        context.Process(target=_worker, args=(act, jurisdiction_id, bodies[n], _measure_first(name, processes), times))
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    took = sorted(one for _ in workers for one in times.get())
    for worker in workers:
        worker.join()
    whole = time.perf_counter() - start
    p50, p95 = statistics.median(took) * 1000, took[int(len(took) * 0.95)] * 1000
    print(
        f"{name:8} {processes} processes: {processes * ACTS / whole:6.0f} acts/s, p50 {p50:5.1f} ms, p95 {p95:5.1f} ms"
    )


def _measure_first(name: str, processes: int) -> int:
    """Days that no other round has used, so that no unique constraint is met."""
    return {"chained": 10_000, "sealed": 20_000}[name] + processes * 1_000


def _seal_all() -> None:
    """What the sealer would do with everything pending."""
    from django.db import connection

    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM bench_pending ORDER BY id")
        level = [hashlib.sha256(b"\0" + bytes.fromhex(row[0])).digest() for row in cursor.fetchall()]
    count = len(level)
    while len(level) > 1:
        level = [
            hashlib.sha256(b"\1" + b"".join(level[n : n + 2])).digest() if n + 1 < len(level) else level[n]
            for n in range(0, len(level), 2)
        ]
    took = time.perf_counter() - start
    print(f"sealer: {count} pending rows into one tree in {took * 1000:.0f} ms")


def run() -> None:
    """Measure both on a private PostgreSQL."""
    with database.postgresql() as url:
        os.environ["DATABASE_URL"] = url
        database.prepare()
        from django.db import connection

        from tests import make

        province = make.province("bench", "Bench")
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_pending (id bigserial PRIMARY KEY, facts text)")
        bodies = [*province.bodies.values()] * 2
        for name, act in (("chained", _chained), ("sealed", _sealed)):
            for processes in (1, 6):
                _measure(name, act, processes, province.id, bodies)
        _seal_all()
