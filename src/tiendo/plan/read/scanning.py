"""How scans are to be read: what the caller of a reader decides. It imports no engine and no pictures."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# Of 100: a word that the engine is less sure of is to be looked at.
DOUBT = 60


class Store(Protocol):
    """Where the results of single pages are kept: a folder, rows of a table. What it loses is read again."""

    def get(self, key: str) -> bytes | None:
        """What was put under ``key`` (64 hexadecimal digits), or None."""

    def put(self, key: str, value: bytes) -> None:
        """Keep ``value`` under ``key``; it may be forgotten at any time."""


class Folder:
    """A store in a folder; a folder that cannot be written keeps nothing."""

    def __init__(self, path: Path) -> None:
        """Take the folder, which need not be there yet."""
        self._path = path

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, or None."""
        try:
            return (self._path / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Keep ``value``; whole or not at all, whoever else writes."""
        import tempfile  # for scans alone

        with contextlib.suppress(OSError):
            self._path.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path)
            with os.fdopen(handle, "wb") as file:
                file.write(value)
            Path(name).replace(self._path / key)


@dataclass(frozen=True, slots=True)
class Scanning:
    """Where results are kept, how many pages are read at a time, and whom to tell of each page (done, all)."""

    store: Store | None = None
    jobs: int = 1
    progress: Callable[[int, int], None] | None = None
