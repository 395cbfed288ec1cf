"""How fast and how well documents are compiled: plans made as long as asked for, and the real ones where they are.

Beside the plans stand texts without an end, on one line or in rows, which must take no longer by the letter.

What is counted is *text*: the UTF-8 bytes of what was read (a page of HTML is mostly not text), and the seconds of
one core for reading, lowering and every rule: by the processor, and beside it by the clock, which on a machine that
others use too is longer. A page is 2,500 characters.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench import made, plan_accuracy
from tiendo import plan, registry, workdays
from tiendo.plan.context import Context

_READ = {".txt", ".md", ".html", ".docx"}
_PAGES = (10, 100, 1_000, 5_000)
_SHAPES = {"plan": made.plan, "one line": made.one_line, "typed rows": made.typed_rows}
_SHAPED_PAGES = 400
_STARTS = 15
_TRIES = 3


class Took(NamedTuple):
    """Seconds of the processor, and by the clock."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Both, in milliseconds."""
        return f"{self.processor * 1e3:.1f} ms ({self.clock * 1e3:.1f} by the clock)"


def run() -> None:
    """Print the speed on real documents, speed and memory by length, the start-up, and the accuracy."""
    corpus = plan_accuracy.SHARED / "corpus"
    if corpus.is_dir():
        files = [path for path in sorted(corpus.iterdir()) if path.suffix in _READ]
        _speed(files)
    else:
        print("real documents: not beside the project (TIENDO_SHARED)")
    print("made plans, each in a process of its own:")
    for pages in _PAGES:
        print(_row(pages), flush=True)
    for shape in _SHAPES:
        print(f"{shape}:", _row(_SHAPED_PAGES, shape).strip(), flush=True)
    print(_started())
    if corpus.is_dir():
        subprocess.run([sys.executable, "-m", "tests.bench.plan_accuracy"], check=False)


def _speed(files: Iterable[Path]) -> None:
    every: dict[str, list[tuple[Took, int]]] = {}
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    data = {path: path.read_bytes() for path in files}
    # By rounds, since what is asked again of the text before is still at hand.
    rounds = [[_compiled(path.name, data[path], context) for path in data] for _ in range(_TRIES)]
    for path, *tries in zip(data, *rounds, strict=True):
        every.setdefault(path.suffix, []).append(min(tries))
    for suffix, took in sorted(every.items()):
        print(f"real {suffix}: {sum(length for _, length in took) / 1e6:.2f} MB of text, {_rate(took)}")
    print(f"real documents: {_rate([one for took in every.values() for one in took])}")


def _compiled(name: str, data: bytes, context: Context) -> tuple[Took, int]:
    """What a file takes, and bytes of its text."""
    start, clock = time.process_time(), time.perf_counter()
    source, _ = plan.read.read(data, name)
    if source is not None:
        plan.compile(source, context)
    took = Took(time.process_time() - start, time.perf_counter() - clock)
    return took, len(source.text.encode()) if source else 0


def _rate(took: Sequence[tuple[Took, int]]) -> str:
    length = sum(length for _, length in took) / 1e6
    processor, clock = (sum(one[at] for one, _ in took) for at in (0, 1))
    return f"{length / processor:.2f} MB of text a second of one core ({length / clock:.2f} by the clock)"


def _row(pages: int, shape: str = "plan") -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.plans", str(pages), shape], capture_output=True, check=True, text=True
    )
    seconds, length, memory = json.loads(answer.stdout)
    took = Took(*seconds)
    held = f"{memory / length:.0f} bytes of memory for a byte of text" if pages >= 100 else "memory too little to tell"
    return f"{pages:6,} pages: {took}, {_rate([(took, length)])}, {held}"


def measured(pages: int, shape: str) -> tuple[Took, int, int]:
    """What a text of this shape takes, bytes of text, and bytes of memory at the peak beyond those held before."""
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    _compiled("warm.txt", made.plan(1).encode(), context)
    data = _SHAPES[shape](pages).encode()
    before = _most_held()
    took, length = _compiled("made.txt", data, context)
    memory = _most_held() - before
    for _ in range(_TRIES if pages <= 1_000 else 0):
        # Between, another text: what is asked again of the same is still at hand.
        _compiled("warm.txt", made.plan(1).encode(), context)
        took = min(took, _compiled("made.txt", data, context)[0])
    return took, length, memory


def _most_held() -> int:
    """The most memory this process has held, in bytes. Linux only; what getrusage tells is handed on by the parent."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


def _started() -> str:
    """How long ``tiendo check`` takes on a page, with its modules compiled, as installed."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "trang.txt"
        page.write_text(made.plan(1), "utf-8")
        command = [Path(sys.executable).parent / "tiendo", "check", page, "--format", "concise"]
        env = os.environ | {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        took = []
        for _ in range(_STARTS):
            start, before = time.perf_counter(), _of_children()
            subprocess.run(command, capture_output=True, check=False, env=env)
            took.append(Took(_of_children() - before, time.perf_counter() - start))
    work, clock = (statistics.median(one[at] for one in took[1:]) for at in (0, 1))
    least = min(one.clock for one in took[1:])
    return f"tiendo check of one page: {clock:.3f} s by the clock (least {least:.3f}), {work:.3f} s of the processor"


def _of_children() -> float:
    """The seconds of the processor that ended children have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), sys.argv[2])))
