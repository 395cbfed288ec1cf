"""A private PostgreSQL for the figures, and Django set up on it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import cluster


@contextmanager
def postgresql(*, kept: Path | None = None) -> Iterator[str]:
    """A cluster that writes to disk as a province's would; gives the address of its database: an empty one, or what an
    earlier run left in the folder ``kept``.
    """
    with cluster.running(durable=True, kept=kept) as url:
        import psycopg

        with psycopg.connect(url.replace("/tiendo?", "/postgres?"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'tiendo'").fetchone():
                connection.execute("CREATE DATABASE tiendo")
        yield url


def set_up() -> None:
    """Set Django up, so that its modules can be imported."""
    os.environ.setdefault("TIENDO_SECRET_KEY", "only-for-figures-" + "0" * 32)
    os.environ.setdefault("TIENDO_DATA", tempfile.mkdtemp(prefix="tiendo-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
    os.environ["TIENDO_INSECURE_HTTP"] = "1"
    import django

    django.setup()


def prepare() -> None:
    """Set Django up on DATABASE_URL and migrate."""
    set_up()
    from django.conf import settings

    # Making sixty accounts is not what is measured.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
