"""How fast and how well documents are compiled: plans made as long as asked for, and the real ones where they are.

What is counted is *text*: the UTF-8 bytes of what was read (a page of HTML is mostly not text), and the seconds of
one core for reading, lowering and every rule. A page is 2,500 characters.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.bench import made, plan_accuracy
from tiendo import plan, registry, workdays
from tiendo.plan.context import Context

_READ = {".txt", ".md", ".html", ".docx"}
_PAGES = (10, 100, 1_000, 5_000)
_STARTS = 15
_TRIES = 3


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
    print(_started())
    if corpus.is_dir():
        subprocess.run([sys.executable, "-m", "tests.bench.plan_accuracy"], check=False)


def _speed(files: Iterable[Path]) -> None:
    seconds: dict[str, float] = {}
    length: dict[str, int] = {}
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    for path in files:
        data = path.read_bytes()
        took, text = min(_compiled(path.name, data, context) for _ in range(_TRIES))
        seconds[path.suffix] = seconds.get(path.suffix, 0.0) + took
        length[path.suffix] = length.get(path.suffix, 0) + text
    for suffix in sorted(length):
        print(f"real {suffix}: {length[suffix] / 1e6:.2f} MB of text, {_rate(length[suffix], seconds[suffix])}")
    print(f"real documents: {_rate(sum(length.values()), sum(seconds.values()))}")


def _compiled(name: str, data: bytes, context: Context) -> tuple[float, int]:
    """Seconds of one core, and bytes of text."""
    start = time.process_time()
    source, _ = plan.read.read(data, name)
    if source is not None:
        plan.compile(source, context)
    return time.process_time() - start, len(source.text.encode()) if source else 0


def _rate(length: int, seconds: float) -> str:
    return f"{length / seconds / 1e6:.2f} MB of text a second on one core"


def _row(pages: int) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.plans", str(pages)], capture_output=True, check=True, text=True
    )
    seconds, length, memory = json.loads(answer.stdout)
    held = f"{memory / length:.0f} bytes of memory for a byte of text" if pages >= 100 else "memory too little to tell"
    return f"{pages:6,} pages: {seconds * 1e3:8.1f} ms, {_rate(length, seconds)}, {held}"


def measured(pages: int) -> tuple[float, int, int]:
    """Seconds, bytes of text, and bytes of memory at the peak beyond those held before."""
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    _compiled("warm.txt", made.plan(1).encode(), context)
    data = made.plan(pages).encode()
    before = _most_held()
    seconds, length = _compiled("made.txt", data, context)
    memory = _most_held() - before
    again = [_compiled("made.txt", data, context)[0] for _ in range(_TRIES if pages <= 1_000 else 0)]
    return min([seconds, *again]), length, memory


def _most_held() -> int:
    """The most memory this process has held, in bytes. Linux only; what getrusage tells is handed on by the parent."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


def _started() -> str:
    """How long ``tiendo check`` takes on a page, as people wait for it: with its modules compiled, as installed."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "trang.txt"
        page.write_text(made.plan(1), "utf-8")
        command = [Path(sys.executable).parent / "tiendo", "check", page, "--format", "concise"]
        env = os.environ | {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        took = []
        for _ in range(_STARTS):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False, env=env)
            took.append(time.perf_counter() - start)
    took = took[1:]
    return f"tiendo check of one page: {statistics.median(took):.3f} s (least {min(took):.3f}, most {max(took):.3f})"


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
