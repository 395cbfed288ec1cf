"""Scans: pages a second, what we add to the engine's own time, what a second process gives, errors in words, marks.

    ./dev bench scans

Processor time is counted beside the clock's, for a machine that does other work; the documents are those beside the
project (TIENDO_SHARED), without which only pages of our own are read.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

from tests.bench import plan_accuracy
from tests.tiendo.plan.read import scans as made
from tiendo.plan import compiler, emit, read
from tiendo.plan.context import Context
from tiendo.plan.read import scan, scan_engine, scan_light, scan_picture, scan_rules, scan_shape
from tools import packages

SHARED = plan_accuracy.SHARED
# Scans of the same document as a file with text stand beside it under the next number.
_PAIRS = (("077", "078"), ("079", "080"), ("081", "082"))
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SPEED = ("081", "106")


def run():
    missing = packages.lacking(*made.NEEDED)
    if missing:
        print(f"needs {', '.join(missing)}")
        return
    documents = [path for number in _SPEED if (path := _document(number)) is not None]
    speed([path.read_bytes() for path in documents] or [made.pdf(*[made.plan().image] * 4)])
    if documents:
        with tempfile.TemporaryDirectory() as folder:
            how = read.Scanning(read.Folder(pathlib.Path(folder)), jobs=2)
            errors(how)
            marks(how)


def _document(number):
    return next((SHARED / "corpus").glob(f"{number}_*"), None)


class Clock:
    """Seconds by the clock and of the processors, ours and those of the programs that we start."""

    def __enter__(self):
        self.wall, self.used = time.perf_counter(), sum(os.times()[:4])
        return self

    def __exit__(self, *_):
        self.wall, self.used = time.perf_counter() - self.wall, sum(os.times()[:4]) - self.used


def speed(files):
    """The engine alone on pictures that lie ready, then all that we do, one page at a time and two."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = list(_ready(files, pathlib.Path(folder)))
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        with Clock() as alone:
            for picture in pictures:
                command = ["tesseract", picture, "-", "-l", scan_engine.LANGUAGE, "--psm", "3", "--dpi", "150", "tsv"]
                subprocess.run(
                    command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
                )
    count = len(pictures)
    counted = {data: scan_picture.count(data) for data in files}
    ours = {}
    for jobs in (1, 2):
        with Clock() as ours[jobs]:
            for data in files:
                scan.pages(data, range(1, counted[data] + 1), read.Scanning(jobs=jobs))
    print(f"{count} pages; the engine alone {alone.wall:.1f} s by the clock, {alone.used:.1f} s of processor")
    for jobs, clock in ours.items():
        print(
            f"  -j {jobs}: {clock.wall:.1f} s by the clock ({count / clock.wall:.2f} pages/s), "
            f"{clock.used:.1f} s of processor"
        )
    print(f"  added to the engine's own: {ours[1].used / alone.used - 1:.1%} of processor time")
    print(f"  -j 2 is {ours[1].wall / ours[2].wall:.2f} times as fast as -j 1")
    again(files)


def again(files):
    """The same once more, from the store."""
    with tempfile.TemporaryDirectory() as folder:
        how = read.Scanning(read.Folder(pathlib.Path(folder)), jobs=2)
        for data in files:
            read.read(data, "a", how)
        with Clock() as clock:
            for data in files:
                read.read(data, "a", how)
    print(f"  a second run: {clock.wall / len(files):.2f} s a document")


def _ready(files, folder):
    """The pictures as the engine is given them."""
    for index, data in enumerate(files):
        for sheet in scan_picture.sheets(data, range(1, scan_picture.count(data) + 1)):
            grey = scan_light.lit(sheet.picture).picture
            angle = scan_shape.skew(scan_shape.small(grey))
            grey = grey.rotate(angle, fillcolor=255) if angle else grey
            path = folder / f"{index}-{sheet.number}.pgm"
            scan_rules.painted_over(grey, scan_rules.rules(grey)).save(path)
            yield path


def errors(how):
    """The share of words read wrongly, left out or put in, against the text of the same document."""
    for number, twin in _PAIRS:
        scanned, text = _document(number), _document(twin)
        if scanned is None or text is None:
            continue
        source, _ = read.read(scanned.read_bytes(), scanned.name, how)
        wanted, told = read.read(text.read_bytes(), text.name)
        if source is None or wanted is None:
            print(f"{twin}: not read ({', '.join(one.name for one in told)})")
            continue
        ours, theirs = _words(source.text), _words(wanted.text)
        wrong = distance(ours, theirs)
        print(f"{number} against {twin}: {len(theirs)} words, error rate {wrong / len(theirs):.1%}")


def _words(text):
    """Words in lower case, each with its tone behind it: hòa and hoà are one word."""
    return [
        _TONES.sub("", word) + "".join(_TONES.findall(word)) for word in re.findall(r"[\w\u0300-\u0323]+", _loose(text))
    ]


def _loose(text):
    return unicodedata.normalize("NFD", text.lower())


def distance(one, other):
    """The least number of words to change, put in or take out (Hyyrö 2003, with a bit for each word)."""
    places = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    full, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    up, down, score = full, 0, len(one)
    for word in other:
        equal = places.get(word, 0)
        across = (((equal & up) + up) ^ up) | equal | down
        raised, lowered = down | ~(across | up) & full, up & across
        score += bool(raised & last) - bool(lowered & last)
        raised, lowered = (raised << 1 | 1) & full, lowered << 1 & full
        up, down = lowered | ~(across | raised) & full, raised & across
    return score


def marks(how):
    """The annotated documents that are scans, by the scorer beside the project."""
    with tempfile.TemporaryDirectory() as folder:
        gold, out = pathlib.Path(folder) / "gold", pathlib.Path(folder) / "out"
        gold.mkdir()
        out.mkdir()
        for path in sorted((SHARED / "bench" / "gold").glob("*.json")):
            document = SHARED / "corpus" / path.name.removesuffix(".json")
            source, _ = read.read(document.read_bytes(), document.name, how)
            if source is None or not source.ocr:
                continue
            plan, found = compiler.compile(source, Context())
            (out / path.name).write_text(json.dumps(emit.to_dict(plan, found), ensure_ascii=False), "utf-8")
            shutil.copy(path, gold / path.name)
        scorer = [sys.executable, str(SHARED / "bench" / "score_plans.py"), str(gold), str(out)]
        subprocess.run([*scorer, "--worst", "9"], check=False)
