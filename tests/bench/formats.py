"""How fast and how truly files of other formats are read, and what a second process is worth.

Word errors are held against the same document in a format that needs no guessing, where real ones are beside us.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import made, plan_accuracy
from tests.tiendo.plan.read.papers import Sheet, pdf
from tests.tiendo.plan.read.test_doc import wrong_words
from tiendo import programs
from tiendo.plan import read

_PAIRS = ((84, 83), (97, 99))
_PAGES = 100
_LINES = 40
_FILES = 24
_PAGES_EACH = 40
_TRIES = 3


def run() -> None:
    """Print the figures."""
    data = pdf(*_sheets())
    wall, cpu = min(_timed(data, "van-ban.pdf") for _ in range(_TRIES))
    print(f"PDF with text, {_PAGES} pages: {wall:.2f} s, of which {cpu:.2f} s of a processor")
    corpus = plan_accuracy.SHARED / "corpus"
    if corpus.is_dir():
        _real(corpus)
    else:
        print("real documents: not beside the project (TIENDO_SHARED)")
    one, two = _folder(1), _folder(2)
    print(f"a folder of {_FILES} plans of {_PAGES_EACH} pages: {one:.1f} s with -j 1, {two:.1f} s with -j 2")


def _sheets() -> list[Sheet]:
    words = " ".join(re.findall(r"\S+", made.plan(_PAGES)))
    lines = re.findall(r".{1,78}(?:\s|$)", words)
    pages = [lines[at : at + _LINES] for at in range(0, _PAGES * _LINES, _LINES)]
    return [Sheet().lines(*map(str.strip, page), top=60, step=17) for page in pages]


def _timed(data: bytes, name: str) -> tuple[float, float]:
    """Seconds by the clock, and of processors, those of programs with it."""
    wall, before = time.perf_counter(), os.times()
    read.read(data, name)
    after = os.times()
    return time.perf_counter() - wall, sum(after[:4]) - sum(before[:4])


def _text(path: Path) -> str:
    source, told = read.read(path.read_bytes(), path.name)
    assert source is not None, told
    return source.text


def _real(corpus: Path) -> None:
    if programs.find("antiword") is None:
        print("real .doc: antiword is not installed")
        return
    for new, old in _PAIRS:
        truth, other = (next(corpus.glob(f"{number:03d}_*")) for number in (new, old))
        print(f"{other.name}: {wrong_words(_text(truth), _text(other)):.2%} of words wrong, held against {truth.name}")
    files = sorted(corpus.glob("*.doc"))
    walls = sorted((min(_timed(path.read_bytes(), path.name) for _ in range(2))[0], path.name) for path in files)
    print(
        f"{len(files)} real .doc: half of them in {walls[len(walls) // 2][0]:.2f} s, "
        f"the slowest in {walls[-1][0]:.2f} s"
    )


def _folder(jobs: int) -> float:
    """Seconds for a folder, by the clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        text = made.plan(_PAGES_EACH)
        for number in range(_FILES):
            (folder / "in" / f"{number}.txt").write_text(text, "utf-8")
        command = [
            Path(sys.executable).parent / "tiendo",
            "compile",
            folder / "in",
            "-o",
            folder / "out",
            "-j",
            str(jobs),
        ]
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        return time.perf_counter() - start
