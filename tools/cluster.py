"""A private PostgreSQL for one test run: unix socket only, in a folder that goes away with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A test database that dies with the machine loses nothing; waiting for the disk costs half the run.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def newest() -> Path:
    """The folder with the binaries of the newest PostgreSQL that is installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return max(found, key=lambda path: int(path.parent.name))


def _ordinary_user() -> str | None:
    """Whom to run as: initdb refuses root. None where we are not root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running(*, durable: bool = False, kept: Path | None = None) -> Iterator[str]:
    """Start a cluster, give its DATABASE_URL, and stop it whatever happens.

    ``durable``: write to disk as a server in use does, for figures that mean something. ``kept``: the folder of one
    that is to outlive the run, made where there is none and taken up where there is.
    """
    home = kept or Path(tempfile.mkdtemp(prefix="tiendo-pg-"))
    home.mkdir(parents=True, exist_ok=True)
    user = _ordinary_user()
    prefix = ["runuser", "-u", user, "--"] if user else []
    if user:
        shutil.chown(home, user)
    bin_, data = newest(), home / "data"

    def call(program: str, *args: str) -> None:
        subprocess.run([*prefix, str(bin_ / program), *args], cwd="/", check=True, stdout=subprocess.DEVNULL)

    try:
        if not data.exists():
            made = ("-U", "tiendo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            call("initdb", "-D", str(data), *made)
        options = f"{'' if durable else FAST} -c listen_addresses='' -c unix_socket_directories={home}"
        call("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgresql://tiendo@/tiendo?host={home}"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "fast" if kept else "immediate", "-t", "600", "stop")
    finally:
        if kept is None:
            shutil.rmtree(home, ignore_errors=True)
