"""Many files at once: a folder compiled into a folder, on several processors, resumed where it was left.

Beside the plans lies ``state.jsonl``, a line for each file as it is done: what it was (sha256), by which version it
was compiled, and how it ended. A second run does what is new or changed. One bad file never stops the rest, not even
one that takes its process down.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path

import tiendo
from tiendo import console, plan_commands, registry, workdays
from tiendo.console import Exit
from tiendo.diagnostic import Severity
from tiendo.plan import read
from tiendo.plan.context import Context
from tiendo.plan_commands import Compiled
from tiendo.render import concise
from tiendo.rulebook import Lang, Rulebook

STATE = "state.jsonl"
_SUMMARY = {
    Lang.VI: "{files} tệp: {clean} sạch, {findings} có điều cần xem, {unread} không đọc được; {kept} không đổi",
    Lang.EN: "{files} files: {clean} clean, {findings} with findings, {unread} not read; {kept} unchanged",
}
_NONE = {Lang.VI: "không có tệp nào đọc được trong {folder}", Lang.EN: "no file that is read in {folder}"}
_DIED = {
    Lang.VI: "{name}: chương trình bị dừng giữa chừng khi biên dịch tệp này",
    Lang.EN: "{name}: the process died while this file was compiled",
}
_STOPPED = {
    Lang.VI: "dừng lại khi đã xong {done}/{files} tệp; chạy lại lệnh này để làm tiếp",
    Lang.EN: "stopped with {done} of {files} files done; the same command goes on from there",
}
_BAR = 30


@dataclass(frozen=True, slots=True)
class Job:
    """A file to compile: its name in the folder, where it is, where its plan goes."""

    name: str
    path: str
    output: str
    lang: str


@dataclass(frozen=True, slots=True)
class Done:
    """How a file ended: the exit code it would have by itself, and in words why it was not read."""

    name: str
    sha256: str
    code: int
    said: str = ""
    version: str = tiendo.__version__
    lang: str = Lang.VI.value


def compile_folder(folder: Path, output: Path, workers: int, lang: Lang, book: Rulebook) -> int:
    """Compile every readable file below ``folder`` into ``output``; gives the exit code of the worst."""
    jobs = list(_jobs(folder, output, lang))
    if not jobs:
        console.complain(_NONE[lang].format(folder=folder))
        return Exit.COULD_NOT_RUN
    output.mkdir(parents=True, exist_ok=True)
    before = _state(output / STATE)
    kept = [done for job in jobs if (done := _unchanged(job, before.get(job.name))) is not None]
    names = {done.name for done in kept}
    ended = [*kept]
    try:
        with (output / STATE).open("a", encoding="utf-8") as state, _Bar(len(jobs), len(kept)) as bar:
            for done in _run([job for job in jobs if job.name not in names], workers, book):
                state.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
                state.flush()
                ended.append(done)
                bar.step(done.name)
    except KeyboardInterrupt:
        console.complain(_STOPPED[lang].format(done=len(ended), files=len(jobs)))
        return Exit.COULD_NOT_RUN
    return _finish(ended, len(kept), lang)


def _finish(ended: Sequence[Done], kept: int, lang: Lang) -> int:
    for done in sorted(ended, key=lambda one: one.name):
        if done.said:
            sys.stderr.write(done.said.rstrip("\n") + "\n")
    codes = Counter(done.code for done in ended)
    words = _SUMMARY[lang].format(
        files=len(ended),
        clean=codes[Exit.CLEAN],
        findings=codes[Exit.FINDINGS],
        unread=codes[Exit.COULD_NOT_RUN],
        kept=kept,
    )
    console.write(words + "\n")
    return max(codes)


def _jobs(folder: Path, output: Path, lang: Lang) -> Iterator[Job]:
    """The files below a folder that a reader takes, hidden ones and those of the output folder left out."""
    inside = output.resolve()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or inside in path.resolve().parents:
            continue
        if path.is_file() and read.takes(path.name):
            yield Job(name.as_posix(), str(path), str(output / f"{name}.json"), lang.value)


def _state(path: Path) -> dict[str, Done]:
    """What the state file says, by name; a line that was not finished counts for nothing."""
    found = {}
    try:
        lines = path.read_text("utf-8", "replace").split("\n")
    except OSError:
        return {}
    for line in lines:
        try:
            done = Done(**json.loads(line))
        except (ValueError, TypeError):
            continue
        found[done.name] = done
    return found


def _unchanged(job: Job, before: Done | None) -> Done | None:
    """How a file ended before, where nothing has changed since and its plan is still there.

    What could not be read is tried again: a program that it needs may have been installed.
    """
    if before is None or (before.version, before.lang) != (tiendo.__version__, job.lang):
        return None
    if before.code == Exit.COULD_NOT_RUN or not Path(job.output).is_file():
        return None
    try:
        digest = hashlib.sha256(Path(job.path).read_bytes()).hexdigest()
    except OSError:
        return None
    return before if digest == before.sha256 else None


def _run(jobs: Sequence[Job], workers: int, book: Rulebook) -> Iterator[Done]:
    """Each job done, as they end. Those that were at work when a process died are done again, each by itself."""
    left = {job.name: job for job in jobs}
    try:
        for done in _together(jobs, workers, book):
            del left[done.name]
            yield done
    except BrokenProcessPool:
        for job in left.values():
            try:
                yield from _together([job], 1, book)
            except BrokenProcessPool:
                yield Done(job.name, "", Exit.COULD_NOT_RUN, _DIED[Lang(job.lang)].format(name=job.path))


def _together(jobs: Sequence[Job], workers: int, book: Rulebook) -> Iterator[Done]:
    pool = ProcessPoolExecutor(min(workers, len(jobs)) or 1, initializer=_prepare, initargs=(book, workers))
    try:
        futures: list[Future[Done]] = [pool.submit(_compile, job) for job in jobs]
        for future in as_completed(futures):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_prepared: list[tuple[Context, Rulebook, read.Scanning]] = []


def _prepare(book: Rulebook, workers: int) -> None:
    """What every file needs, loaded once in each process; it is for the first process to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    pages = max((os.cpu_count() or 1) // workers, 1)
    _prepared[:] = [(context, book, read.Scanning(read.Folder(console.cache() / "scans"), pages))]


def _compile(job: Job) -> Done:
    """Compile one file and write its plan; a fault of ours costs that file only, and is said."""
    ((context, book, scanning),) = _prepared
    lang = Lang(job.lang)
    try:
        data = Path(job.path).read_bytes()
    except OSError as fault:
        return Done(job.name, "", Exit.COULD_NOT_RUN, f"{job.path}: {fault.strerror}", lang=job.lang)
    digest = hashlib.sha256(data).hexdigest()
    try:
        made = Compiled(tuple(plan_commands.compiled_one(job.path, data, context, scanning)), is_short=False)
        text = plan_commands.plans_as_json(made, book, lang)
        _write(Path(job.output), text)
    # The edge: whatever goes wrong with one file must not cost the others.
    except Exception as fault:
        return Done(job.name, digest, Exit.COULD_NOT_RUN, f"{job.path}: {type(fault).__name__}: {fault}", lang=job.lang)
    unread = [file for file, plan in made.results if plan is None]
    return Done(job.name, digest, _code(made), concise.render(unread, book, lang), lang=job.lang)


def _write(path: Path, text: str) -> None:
    """Put the plan in its place whole or not at all; nothing is written where there is no plan."""
    if not text:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(path.name + ".part")
    begun.write_text(text, "utf-8")
    begun.replace(path)


def _code(made: Compiled) -> Exit:
    if any(plan is None for _, plan in made.results):
        return Exit.COULD_NOT_RUN
    found = any(one.severity is not Severity.INFO for file in made.files for one in file.diagnostics)
    return Exit.FINDINGS if found else Exit.CLEAN


class _Bar:
    """How far the work is, on standard error where that is a terminal."""

    def __init__(self, total: int, done: int) -> None:
        self._total, self._done = total, done
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> _Bar:
        self._draw("")
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, name: str) -> None:
        """One more file is done."""
        self._done += 1
        self._draw(name)

    def _draw(self, name: str) -> None:
        if not self._shown:
            return
        full = _BAR * self._done // self._total
        line = f"[{'#' * full}{'.' * (_BAR - full)}] {self._done}/{self._total} {name}"
        sys.stderr.write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
