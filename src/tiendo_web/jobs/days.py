"""The part of ``tiendo work`` that moves open clocks by decisions on days off, a batch at a time between two passes."""

from __future__ import annotations

import threading

from tiendo_web.jobs import looking


def watch(stop: threading.Event, seconds: float) -> None:
    """Move what waits, and what comes within so many seconds, until ``stop`` is set."""
    looking.watch(stop, seconds, do_due)


def serve(stop: threading.Event) -> None:
    """Move what waits until ``stop`` is set, in a thread of its own: for the sample, which has no worker."""
    looking.serve(stop, do_due)


def do_due() -> bool:
    """One batch in each province; gives whether more may wait."""
    from tiendo_web.calendars import moving
    from tiendo_web.core import now, queries

    return sum(moving.go_on(jurisdiction_id=one.id, at=now.now()) for one in queries.jurisdictions()) > 0
