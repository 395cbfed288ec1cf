"""Outside programs (antiword, LibreOffice, Tesseract), held on a short lead; the only module that starts any.

A program gets its files in a folder of its own that goes away with it, a clean environment, no network where
the system lets us take it away, and limits on time, memory and what it writes. It is never asked to go on: when
the time is over, it and all that it started are killed. What it wrote is read back only if it is a plain file.

>>> run(["sh", "-c", "tr a-z A-Z < ke-hoach.txt"], files={"ke-hoach.txt": b"giao viec"}).output
b'GIAO VIEC'
>>> find("a-program-that-nobody-has") is None
True
"""

from __future__ import annotations

import contextlib
import functools
import os
import select
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

from tiendo.errors import TiendoError

_MB = 1024 * 1024
_MAX_WORDS = 2_000
_MAX_OPEN_FILES = 1_024
_PROBE_SECONDS = 5.0
_DYING_SECONDS = 5.0


class Why(StrEnum):
    """Why a program gave nothing."""

    ABSENT = "absent"
    TOO_SLOW = "too slow"
    TOO_MUCH = "too much"
    FAILED = "failed"


class Failed(TiendoError):
    """A program that gave nothing: its name, why, and what it said on standard error (for a log, not for users)."""

    def __init__(self, program: str, why: Why, said: str = "") -> None:
        """Take the name of the program, the reason, and its own words."""
        super().__init__(f"{program}: {why.value}{': ' if said else ''}{said}")
        self.program = program
        self.why = why
        self.said = said


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: seconds by the clock, bytes of memory, and bytes of each file that it writes.

    Standard output and standard error are files too.
    """

    seconds: float = 60.0
    memory: int = 2_048 * _MB
    output: int = 64 * _MB


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program gave: standard output, the files that were asked for and are there, standard error's beginning."""

    output: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    said: str = ""


def find(*names: str) -> str | None:
    """The path of the first of the named programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str],
    *,
    files: Mapping[str, bytes] | None = None,
    collect: Sequence[str] = (),
    limits: Limits | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run ``command`` in a new folder that holds ``files``, and give back its output and the files of ``collect``.

    The first word of the command is looked up on the path. ``files`` and ``collect`` are plain names in the
    folder; ``environment`` is added to the little that a program is told. May be called from several threads.
    Raises Failed where the program is not installed, is stopped by a limit, or ends with another code than 0.
    """
    name, bounds = Path(command[0]).name, limits or Limits()
    path = find(command[0])
    if path is None:
        raise Failed(name, Why.ABSENT)
    with tempfile.TemporaryDirectory(prefix="tiendo-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        for file, data in (files or {}).items():
            (work / file).write_bytes(data)
        held = [*_caged(bounds), path, *command[1:]]
        # Nameless files rather than pipes: the kernel bounds them, and nobody has to empty them meanwhile.
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            code = _watched(held, work, output, errors, environment or {}, bounds)
            if code is None:
                raise Failed(name, Why.TOO_SLOW)
            said = _text(errors)
            if code != 0:
                raise Failed(name, Why.TOO_MUCH if _is_full(code, output, errors, bounds) else Why.FAILED, said)
            output.seek(0)
            return Ran(output.read(), dict(_collected(work, collect, bounds)), said)


def _watched(
    command: list[str],
    work: Path,
    output: IO[bytes],
    errors: IO[bytes],
    environment: Mapping[str, str],
    bounds: Limits,
) -> int | None:
    """The exit code, None where the time ran out. Nothing that was started is left, whatever happens."""
    told = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(work),
        "TMPDIR": str(work),
        "LC_ALL": "C.UTF-8",
        **environment,
    }
    ended, alive = os.pipe()
    try:
        # The command is made here and by the readers of this package, never of what a file says.
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=work,
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
            pass_fds=(alive,),
        )
    except OSError:
        os.close(ended)
        raise
    finally:
        os.close(alive)
    try:
        return process.wait(timeout=bounds.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # Readable once nobody holds the other end: the last of the tree is gone, and so may its folder.
        select.select([ended], [], [], _DYING_SECONDS)
        os.close(ended)


def _caged(bounds: Limits) -> list[str]:
    """The words before a command that take away what it does not need."""
    return [*_apart(), *_limited(bounds)]


@functools.cache
def _apart() -> tuple[str, ...]:
    """``unshare`` into an empty network and a tree of processes that dies as one, where the system permits it."""
    path = find("unshare")
    if path is None:
        return ()
    words = (path, "--user", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--")
    try:
        probe = subprocess.run([*words, "true"], capture_output=True, timeout=_PROBE_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if probe.returncode == 0 else ()


def _limited(bounds: Limits) -> tuple[str, ...]:
    """``prlimit`` with the limits that the kernel holds by itself, where it is installed."""
    path = find("prlimit")
    if path is None:
        return ()
    # The clock is watched from outside; the processor's own limit holds should we die first.
    cpu = int(bounds.seconds) * 2 + 2
    return (
        path,
        f"--as={bounds.memory}",
        f"--cpu={cpu}",
        f"--fsize={bounds.output}",
        f"--nofile={_MAX_OPEN_FILES}",
        "--core=0",
        "--",
    )


def _is_full(code: int, output: IO[bytes], errors: IO[bytes], bounds: Limits) -> bool:
    """Whether a program was stopped for writing too much."""
    longest = max(os.fstat(stream.fileno()).st_size for stream in (output, errors))
    return longest >= bounds.output or code in (-signal.SIGXFSZ, 128 + signal.SIGXFSZ)


def _text(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read(_MAX_WORDS).decode("utf-8", "replace").strip()


def _collected(work: Path, names: Sequence[str], bounds: Limits) -> Iterator[tuple[str, bytes]]:
    """The wanted files that are there: plain ones only, for a link could lead anywhere."""
    for name in names:
        with contextlib.suppress(OSError):
            handle = os.open(work / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                found = os.fstat(handle)
                if stat.S_ISREG(found.st_mode):
                    yield name, os.pread(handle, min(found.st_size, bounds.output), 0)
            finally:
                os.close(handle)
