"""What the collector of cycles need not look through: what a program has loaded for good, and what a compile has made.

Neither holds any cycle, and both are large: looking through them takes longer than much of the work.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Kept here, since asking the collector for it has everything counted that was set aside.
_is_set_aside = False


def set_aside() -> None:
    """For the whole run, look no more through what is there by now: for a program that has loaded what it needs."""
    global _is_set_aside
    gc.freeze()
    _is_set_aside = True


@contextmanager
def loading() -> Iterator[None]:
    """Without the collector while modules are loaded; all of it is set aside after."""
    gc.disable()
    try:
        yield
    finally:
        set_aside()
        gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, for work that makes many objects and no cycle.

    Where several threads do so, the one that turned it off turns it on again, which the others feel in speed only.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What is young is counted among the old at once; else all that was made here would be looked through now.
            # Where something is set aside it would come back by this, to be looked through when the program ends.
            if not _is_set_aside:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
