"""The only reader of the system clock. Everything else is told ``at=`` or ``on=``."""

from __future__ import annotations

import datetime as dt

from tiendo_web.core import when


def now() -> dt.datetime:
    """This instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day it is in Viet Nam."""
    return when.day_of(now())
