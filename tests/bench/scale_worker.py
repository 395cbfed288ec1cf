"""The worker over a large province: its pass, alone and beside the night's check, and a decision that moves clocks."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiendo_web.core.access import Viewer

PASSES = 20


def passes() -> None:
    """A pass where nothing is due, as every half minute; then so many in a process whose check is under way."""
    _timed("the worker's pass")
    # Of its own, since a check that is under way is not waited for, and would go on behind what is timed next.
    code = "from tests.bench import scale_worker; scale_worker.beside_the_check()"
    subprocess.run([sys.executable, "-c", code], check=True)


def beside_the_check() -> None:
    """The passes of this process while its check is under way."""
    import django

    django.setup()
    from tiendo_web.core import queries
    from tiendo_web.jobs import checks
    from tiendo_web.work import actions

    here, begins = queries.jurisdictions()[0].id, dt.datetime.now(dt.UTC)
    actions.drop(jurisdiction_id=here, kind=checks.KIND, subject="")
    stop, night = threading.Event(), checks.Checks()
    threading.Thread(target=night.serve, args=(stop,), daemon=True).start()
    _timed("the worker's pass beside its check")
    stop.set()
    night.give_back(begins)
    sys.stdout.flush()
    os._exit(0)


def decision(clerk: Viewer) -> None:
    """A decision on three weeks off that are to come: how long it takes to enter, and to move clocks by batches."""
    from tiendo import workdays
    from tiendo_web.calendars import actions, moving, queries
    from tiendo_web.core import now
    from tiendo_web.rulesets import queries as tables

    here, at = clerk.jurisdiction_id, now.now()
    day = tables.calendar(jurisdiction_id=here).add(now.today(), 8)
    last = day + dt.timedelta(days=20)
    text, status = f"nghỉ {day:%d/%m/%Y} đến {last:%d/%m/%Y}", workdays.Status.CONFIRMED
    start = time.perf_counter()
    decision_id = actions.decide(jurisdiction_id=here, text=text, basis="98/TB-BNV", status=status, by=clerk, at=at)
    print(f"a decision on days off is entered: {time.perf_counter() - start:.2f} s", flush=True)
    took = []
    begun = time.perf_counter()
    more = True
    while more:
        start = time.perf_counter()
        more = moving.go_on(jurisdiction_id=here, at=at)
        took.append((time.perf_counter() - start) * 1e3)
    found = queries.progress(jurisdiction_id=here, decision_id=decision_id, at=at)
    assert found is not None and not found.is_open, found
    told = f"{found.looked_at} clocks looked at, {found.moved} moved"
    print(f"  {told}: {time.perf_counter() - begun:.1f} s in {len(took)} batches, {_spread(took)}", flush=True)


def _timed(name: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tiendo_web.jobs import work

    took = []
    for _pass in range(PASSES):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            work.do_due()
        took.append((time.perf_counter() - start) * 1e3)
    print(f"{name}: {_spread(took)}, {len(captured)} queries", flush=True)


def _spread(took: list[float]) -> str:
    return f"p50 {statistics.median(took):.1f} ms, p95 {sorted(took)[int(len(took) * 0.95)]:.1f} ms"
