"""Waiting until another process has come to something: looking again and again, and leaving the processor to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_BETWEEN = 0.02


def until(look: Callable[[], T], within: float = 300.0) -> T:
    """What ``look`` gives once that is something true; fails where it takes longer than so many seconds."""
    last, pause = time.monotonic() + within, threading.Event()
    while not (found := look()):
        assert time.monotonic() < last, "it did not come to that"
        pause.wait(_BETWEEN)
    return found
