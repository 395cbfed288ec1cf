"""What the fuzzer begins with, and how it changes a document as people and converters might."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from tests.bench import made
from tests.tiendo.plan.read import builders
from tests.tiendo.plan.test_compile import SCRAPS
from tests.tiendo.plan.texts import KE_HOACH

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("TIENDO_SHARED") or _ROOT.parent / "shared").resolve()
# Of a real document its head and its signature: short inputs are tried a hundred times a second.
_LONGEST = 6_000
_WORDS = [scrap.encode("utf-8") for scrap in SCRAPS]


def texts() -> Iterator[bytes]:
    """Plans of our own, and the real ones where they are beside the project."""
    yield KE_HOACH.encode()
    yield made.plan(1).encode()
    for folder, pattern in ((_ROOT / "src/tiendo_web/demo/texts", "*"), (_SHARED / "corpus", "*.[mt][dx]*")):
        for path in sorted(folder.glob(pattern)) if folder.is_dir() else ():
            data = path.read_bytes()
            yield data[:_LONGEST]
            yield data[-_LONGEST:]


def files() -> Iterator[bytes]:
    """One small file of each format that is read, as bytes."""
    yield KE_HOACH.encode()
    yield KE_HOACH.encode("utf-16")
    yield b"<html><body><h1>K</h1><ol><li>x</ol><table><tr><td>y<td>z</table></body></html>"
    yield builders.docx(builders.p("Kế hoạch") + builders.item("x") + builders.table((builders.cell(builders.p("y")),)))


def dictionary() -> Iterator[str]:
    """Words that the grammar waits for, as libFuzzer takes them."""
    for word in _WORDS:
        yield '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"'


def changed(data: bytes, longest: int, chance: random.Random) -> bytes:
    """A text with lines lost, doubled, moved or wrapped, digits changed, words put in, a part said many times over."""
    lines = data.decode("utf-8", "replace").split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(9):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, line)
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        case 4:
            cut = chance.randint(0, len(line))
            lines[at] = line[:cut] + chance.choice(SCRAPS) + line[cut:]
        case 5:
            cut = chance.randint(0, len(line))
            lines[at : at + 1] = [line[:cut], line[cut:]]
        case 6:
            lines[at] = "".join(str(chance.randrange(10)) if char.isdigit() else char for char in line)
        case 7:
            begin, end = sorted((chance.randint(0, len(line)), chance.randint(0, len(line))))
            lines[at] = line[:begin] + line[begin:end] * chance.randint(2, 200) + line[end:]
        case _:
            lines = lines[at:] + lines[:at]
    return "\n".join(lines).encode("utf-8", "replace")[:longest]
