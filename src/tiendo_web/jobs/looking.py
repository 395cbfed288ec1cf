"""Looking for work every other second: for what somebody waits for, and for what has a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PAUSE = 2.0


def serve(stop: threading.Event, do_due: Callable[[], object]) -> None:
    """Do what is due until ``stop`` is set, in a thread of its own."""
    from django.db import connections

    while not stop.is_set():
        watch(stop, 60.0, do_due)
    connections.close_all()


def watch(stop: threading.Event, seconds: float, do_due: Callable[[], object]) -> None:
    """Do what is due, and what comes within so many seconds, until ``stop`` is set.

    ``do_due`` gives something true where it may go on at once.
    """
    from django.db import close_old_connections

    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        if not do_due():
            stop.wait(min(PAUSE, left))
            # The server of the database may have gone and come back meanwhile.
            close_old_connections()
