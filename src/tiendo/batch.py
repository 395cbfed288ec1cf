"""Many files at once: a folder compiled into a folder, on several processors, resumed where it was left.

Beside the plans lies ``state.jsonl``, a line for each file as it is done: what it was (sha256), by which version it
was compiled, how it ended, and what the others are held against of it. A second run does what is new or changed. One
bad file never stops the rest, not even one that takes its process down.

Each file is compiled by itself first; those of which the others have something to say (:mod:`tiendo.together`) are
compiled once more with it. So no plan is held for longer than it is written, and the number of processes, and which
one is done first, change no byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

import tiendo
from tiendo import console, plan_commands, registry, together, workdays
from tiendo.console import Exit
from tiendo.diagnostic import Severity
from tiendo.plan import read
from tiendo.plan.context import Context
from tiendo.plan_commands import Compiled
from tiendo.render import concise
from tiendo.rulebook import Lang, Rulebook
from tiendo.together import Others, Summary

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
    """A file to compile: its name in the folder, where it is, where its plan goes, the day to judge by.

    ``against`` is what others say of it, or of each file in it where it is an archive.
    """

    name: str
    path: str
    output: str
    lang: str
    on: str | None = None
    against: tuple[Others, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """How a file ended: the exit code it would have by itself, and in words why it was not read.

    ``summaries`` are those of the plans in it, ``against`` is the digest of what they were held against.
    """

    name: str
    sha256: str
    code: int
    said: str = ""
    version: str = tiendo.__version__
    lang: str = Lang.VI.value
    on: str | None = None
    summaries: tuple[Summary, ...] = ()
    against: str = ""

    @classmethod
    def of(cls, line: str) -> Done:
        """What a line of the state says; raises ValueError or TypeError where it says nothing."""
        read = json.loads(line)
        if not isinstance(read, dict):
            raise TypeError("not an object")
        return cls(**{**read, "summaries": tuple(Summary.of_json(one) for one in read.get("summaries", ()))})


def compile_folder(folder: Path, output: Path, workers: int, lang: Lang, book: Rulebook, on: date | None = None) -> int:
    """Compile every readable file below ``folder`` into ``output``; gives the exit code of the worst.

    Deadlines are held against ``on``, and each file against the others.
    """
    jobs = list(_jobs(folder, output, lang, on))
    if not jobs:
        console.complain(_NONE[lang].format(folder=folder))
        return Exit.COULD_NOT_RUN
    output.mkdir(parents=True, exist_ok=True)
    before = _state(output / STATE)
    kept = {job.name: done for job in jobs if (done := _unchanged(job, before.get(job.name))) is not None}
    ended = dict(kept)
    try:
        with (output / STATE).open("a", encoding="utf-8") as state:
            _do([job for job in jobs if job.name not in kept], ended, state, workers, book)
            _do(list(_told_of(jobs, ended)), ended, state, workers, book)
    except KeyboardInterrupt:
        console.complain(_STOPPED[lang].format(done=len(ended), files=len(jobs)))
        return Exit.COULD_NOT_RUN
    return _finish(list(ended.values()), sum(ended[name] is done for name, done in kept.items()), lang)


def _do(jobs: Sequence[Job], ended: dict[str, Done], state: TextIO, workers: int, book: Rulebook) -> None:
    """Do jobs, and note each as it ends."""
    with _Bar(len(jobs)) as bar:
        for done in _run(jobs, workers, book):
            state.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
            state.flush()
            ended[done.name] = done
            bar.step(done.name)


def _told_of(jobs: Sequence[Job], ended: Mapping[str, Done]) -> Iterator[Job]:
    """The files of which the others have something else to say than when they were compiled."""
    found = together.others([one for job in jobs for one in ended[job.name].summaries])
    for job in jobs:
        against = tuple(islice(found, len(ended[job.name].summaries)))
        if _digest(against) != ended[job.name].against:
            yield replace(job, against=against)


def _digest(against: Sequence[Others]) -> str:
    """A digest of what others say of a file; empty where they say nothing."""
    return ",".join(one.digest for one in against) if any(against) else ""


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


def _jobs(folder: Path, output: Path, lang: Lang, on: date | None) -> Iterator[Job]:
    """The files below a folder that a reader takes, those of the output folder left out."""
    for path in together.files(folder, without=output):
        name = path.relative_to(folder)
        day = on.isoformat() if on else None
        yield Job(name.as_posix(), str(path), str(output / f"{name}.json"), lang.value, day)


def _state(path: Path) -> dict[str, Done]:
    """What the state file says, by name; a line that was not finished counts for nothing."""
    found = {}
    try:
        lines = path.read_text("utf-8", "replace").split("\n")
    except OSError:
        return {}
    for line in lines:
        try:
            done = Done.of(line)
        except (ValueError, TypeError, KeyError):
            continue
        found[done.name] = done
    return found


def _unchanged(job: Job, before: Done | None) -> Done | None:
    """How a file ended before, where nothing has changed since and its plan is still there.

    What could not be read is tried again: a program that it needs may have been installed.
    """
    if before is None or (before.version, before.lang, before.on) != (tiendo.__version__, job.lang, job.on):
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
    lang, on = Lang(job.lang), date.fromisoformat(job.on) if job.on else None
    ended = Done(job.name, "", Exit.COULD_NOT_RUN, lang=job.lang, on=job.on)
    try:
        data = Path(job.path).read_bytes()
    except OSError as fault:
        return replace(ended, said=f"{job.path}: {fault.strerror}")
    ended = replace(ended, sha256=hashlib.sha256(data).hexdigest())
    try:
        found = plan_commands.compiled_one(job.path, data, replace(context, on=on, today=on), scanning)
        summaries = tuple(Summary.of(plan, file.name) for file, plan in found)
        made = Compiled(tuple(map(together.held, found, job.against)) if job.against else tuple(found), is_short=False)
        text = plan_commands.plans_as_json(made, book, lang)
        _write(Path(job.output), text)
    # The edge: whatever goes wrong with one file must not cost the others.
    except Exception as fault:
        return replace(ended, said=f"{job.path}: {type(fault).__name__}: {fault}")
    unread = [file for file, plan in made.results if plan is None]
    said, against = concise.render(unread, book, lang), _digest(job.against)
    return replace(ended, code=_code(made), said=said, summaries=summaries, against=against)


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

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._shown = total > 0 and sys.stderr.isatty()

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
