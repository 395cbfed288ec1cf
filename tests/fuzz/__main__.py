"""``./dev fuzz TARGET [SECONDS]``: look for a file that breaks a law of the compiler, led by what code it reaches.

``texts`` changes whole documents line by line, ``files`` changes bytes under every kind of name. A file that
breaks a law is kept under ``.cache/fuzz`` and named; so is what was worth keeping, for the next time.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tiendo"]):
    from tests.fuzz import oracle
from tests.fuzz import seeds

_CACHE = Path(__file__).resolve().parents[2] / ".cache" / "fuzz"
_NAMES = ("a.txt", "a.md", "a.html", "a.docx")
_HANG = 20


def texts(data: bytes) -> None:
    """A document as plain text or Markdown."""
    oracle.holds(data, _NAMES[len(data) % 2])


def files(data: bytes) -> None:
    """Any bytes under the name that their last byte picks."""
    oracle.holds(data[:-1], _NAMES[data[-1] % len(_NAMES)] if data else "")


def _changed(data: bytes, longest: int, seed: int) -> bytes:
    chance = random.Random(seed)
    return seeds.changed(data, longest, chance) if chance.random() < 0.8 else atheris.Mutate(data, longest)


def _kept(folder: Path, contents: Iterable[bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for content in contents:
        (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    return folder


def main(target: str, seconds: str = "60") -> None:
    """Fuzz one target for so many seconds; leaves with the exit code of libFuzzer."""
    corpus = _kept(_CACHE / target, seeds.texts() if target == "texts" else seeds.files())
    words = _CACHE / "words.txt"
    words.write_text("\n".join(seeds.dictionary()) + "\n", "utf-8")
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_HANG}",
        "-max_len=12000",
        "-len_control=0",
        f"-dict={words}",
        f"-artifact_prefix={_CACHE}/{target}-",
        "-print_final_stats=1",
    ]
    call, change = (texts, {"custom_mutator": _changed}) if target == "texts" else (files, {})
    atheris.Setup([sys.argv[0], *options, str(corpus)], call, **change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
