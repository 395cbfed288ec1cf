"""Tesseract, run once for each picture as a program of its own: a grey picture in, words with boxes out.

Each run is held to one thread. Several pages side by side take the processors better than one page can.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tiendo import programs
from tiendo.plan.read import faults, format_faults

PROGRAM = "tesseract"
LANGUAGE = "vie"
# Pages as they come, segmented by the engine, without its own test of which way is up.
_SEGMENTATION = "3"
# As much text as there is, in no order: stamps and what else stands about.
_SCATTERED = "11"
_DOTS = "150"
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
_SECONDS = 90.0
_FOLDER = re.compile(r'"(?P<folder>[^"]+)"')
_WORD = "5"
_COLUMNS = 12
# Rules and frames beside a word that the engine takes for part of it.
_STRAY = " \t\r_|¬"


@dataclass(frozen=True, slots=True)
class Token:
    """A word that was read: its letters, how sure the engine is (0 to 100), its box, and the line it says it is of."""

    text: str
    confidence: int
    left: int
    top: int
    right: int
    bottom: int
    line: int

    @property
    def height(self) -> int:
        """How high the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine that is installed; ``key`` tells its version and model from any other."""

    key: str

    def words(self, grey: Image.Image, *, scattered: bool = False) -> list[Token]:
        """The words of a grey picture, line by line; ``scattered`` where they are no page of text.

        Raises programs.Failed where the engine gives nothing.
        """
        header = f"P5 {grey.width} {grey.height} 255\n".encode()
        how = _SCATTERED if scattered else _SEGMENTATION
        command = [PROGRAM, "page.pgm", "-", "-l", LANGUAGE, "--psm", how, "--dpi", _DOTS, "tsv"]
        ran = programs.run(
            command,
            files={"page.pgm": header + grey.tobytes()},
            limits=programs.Limits(seconds=_SECONDS),
            environment=_ONE_THREAD,
        )
        return list(_tokens(ran.output.decode("utf-8", "replace")))


def engine() -> Engine:
    """The installed engine with its Vietnamese model; raises Unreadable where one of the two is missing."""
    path = programs.find(PROGRAM)
    if path is None:
        raise faults.Unreadable(format_faults.PROGRAM_ABSENT, program="tesseract-ocr")
    key = _key(path)
    if key is None:
        raise faults.Unreadable(format_faults.PROGRAM_ABSENT, program="tesseract-ocr-vie")
    return Engine(key)


@functools.cache
def _key(path: str) -> str | None:
    """Version and model of the engine at ``path``; None where it has no Vietnamese model."""
    try:
        listed = programs.run([PROGRAM, "--list-langs"]).output.decode("utf-8", "replace")
        version = programs.run([PROGRAM, "--version"]).output.decode("utf-8", "replace")
    except programs.Failed:
        return None
    names = listed.split("\n")
    found = _FOLDER.search(names[0])
    if LANGUAGE not in names[1:] or found is None:
        return None
    model = Path(found["folder"]) / f"{LANGUAGE}.traineddata"
    # Two models of one language differ in size; reading one whole for its digest would take longer than a page.
    size = model.stat().st_size if model.is_file() else 0
    return f"{version.split(chr(10))[0].strip()} {LANGUAGE} {size}"


def _tokens(table: str) -> Iterator[Token]:
    line = 0
    last: tuple[str, ...] = ()
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not (text := cells[11].strip(_STRAY)):
            continue
        here = tuple(cells[1:5])
        line += here != last
        last = here
        left, top, width, height = map(int, cells[6:10])
        yield Token(text, round(float(cells[10])), left, top, left + width, top + height, line)
