"""The part of ``tiendo work`` that moves open clocks by decisions on days off, a batch at a time between two passes."""

from __future__ import annotations

import threading
import time

PAUSE = 2.0


def watch(stop: threading.Event, seconds: float) -> None:
    """Move what waits, and what comes within so many seconds, until ``stop`` is set."""
    from django.db import close_old_connections

    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        if not do_due():
            stop.wait(min(PAUSE, left))
            # The server of the database may have gone and come back meanwhile.
            close_old_connections()


def serve(stop: threading.Event) -> None:
    """Move what waits until ``stop`` is set, in a thread of its own: for the sample, which has no worker."""
    from django.db import connections

    while not stop.is_set():
        watch(stop, 60.0)
    connections.close_all()


def do_due() -> bool:
    """One batch in each province; gives whether more may wait."""
    from tiendo_web.calendars import moving
    from tiendo_web.core import now, queries

    return sum(moving.go_on(jurisdiction_id=one.id, at=now.now()) for one in queries.jurisdictions()) > 0
