"""What commands share: exit codes, files and standard streams, in UTF-8 whatever the locale."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, TextIO

STDIN = "-"


class Exit(IntEnum):
    """What a command says to the shell."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2


@contextlib.contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file open for reading, or standard input; raises OSError where it cannot be opened."""
    if name == STDIN:
        yield sys.stdin.buffer
    else:
        with open(name, "rb") as stream:
            yield stream


def data(name: str) -> bytes | None:
    """The file's bytes; None, with a word on standard error, where it cannot be opened."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as fault:
        complain(f"{name}: {fault.strerror}")
        return None


def write(text: str | bytes, output: Path | None = None) -> bool:
    """Write to the file or to standard output, in UTF-8 whatever the locale; says whether it could."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    try:
        output.write_bytes(data)
    except OSError as fault:
        complain(f"{output}: {fault.strerror}")
        return False
    return True


def cache() -> Path:
    """The folder for what can be made again, by the XDG Base Directory Specification; it need not be there."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tiendo"


def progress(name: str, done: int, pages: int) -> None:
    """Say on standard error, on one line, how many pages of a scan are read; the last ends the line."""
    sys.stderr.write(f"\r{name}: {done}/{pages}" + ("\n" if done == pages else ""))
    sys.stderr.flush()


def complain(words: str) -> None:
    """A word on standard error."""
    print(f"tiendo: {words}", file=sys.stderr)


def wants_colour(stream: TextIO) -> bool:
    """Whether a terminal is there that did not ask for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
