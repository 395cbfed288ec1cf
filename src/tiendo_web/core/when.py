"""Instants and Vietnamese days. ``on=D`` means: what was recorded before 00:00 of D+1, Viet Nam."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(at: dt.datetime) -> dt.date:
    """The Vietnamese day of an instant."""
    return at.astimezone(VIETNAM).date()


def begin_of(day: dt.date) -> dt.datetime:
    """The first instant of a Vietnamese day, in UTC."""
    return dt.datetime.combine(day, dt.time(), VIETNAM).astimezone(dt.UTC)


def end_of(day: dt.date) -> dt.datetime:
    """The instant at which a Vietnamese day is over (exclusive), in UTC; the last day that there is ends with time."""
    if day == dt.date.max:
        return dt.datetime.max.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), VIETNAM).astimezone(dt.UTC)


def day_or_none(text: str) -> dt.date | None:
    """An ISO day, or None where the text is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
