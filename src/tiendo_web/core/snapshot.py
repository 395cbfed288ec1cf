"""Reading the database as it was at one moment, in however many queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """While it lasts, every query sees what was committed when the first one began; nothing may be written.

    Within an act, whose lock keeps others from writing, it changes nothing. SQLite reads so in any transaction, and
    is told to begin this one without the lock that writers wait for; PostgreSQL is told before the first query.
    """
    if connection.in_atomic_block:
        yield
        return
    with _without_lock(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _without_lock() -> Iterator[None]:
    """Begin the transactions of SQLite as reading ones."""
    usual = getattr(connection, "transaction_mode", None)
    if usual is not None:
        setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010 (no other database has it)
    try:
        yield
    finally:
        if usual is not None:
            setattr(connection, "transaction_mode", usual)  # noqa: B010
