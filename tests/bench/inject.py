"""Slips put into clean texts: how many the rules find, and how often they cry out over a text left alone.

A slip is *found* by a warning or an error that the text did not have before and whose place touches the changed
words; of a number left out, the label after the gap. What only an ``info`` says is printed beside it. In real
documents slips are put between the motto and the list of recipients: beyond them stand a publisher's own words. A
*false alarm* is a warning or an error on a text left alone: all of those on our own plans, which are clean by
construction; on real documents all but those that were read and found right (``right.tsv``). A page is 2,500
characters.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import pathlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench import database, made, plan_accuracy, slips
from tiendo import registry, workdays
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.source import Source, Span

_TEXTS = {".txt", ".md", ".html"}
_MOTTO = re.compile(r"C[ỘO]NG H[ÒO]A X[ÃA] H[ỘO]I|ĐẢNG\s+CỘNG SẢN VIỆT NAM")
_RECIPIENTS = re.compile(r"n[ơo]i nh[ậa]n", re.IGNORECASE)
_ISSUER = 200
_ANCHOR = dt.date(2026, 3, 2)
_RIGHT = pathlib.Path(__file__).with_name("right.tsv")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A text as it was read, and what was said of it."""

    source: Source
    told: tuple[Diagnostic, ...]

    def said(self) -> set[tuple[object, ...]]:
        """What was said, wherever it stands."""
        return {self.key(one) for one in self.told}

    def words(self, one: Diagnostic) -> str:
        """The words that a diagnostic points at, as ``right.tsv`` has them."""
        return hashlib.sha256((self.source.slice(one.span) if one.span else "").encode()).hexdigest()[:12]

    def key(self, one: Diagnostic) -> tuple[object, ...]:
        """A diagnostic by its rule, its arguments and the words it points at."""
        return one.code, one.args, self.source.slice(one.span) if one.span else None


@dataclass(frozen=True, slots=True)
class Document:
    """A text under a name, and where slips may be put in it."""

    name: str
    text: str
    within: Span


def own() -> Iterator[Document]:
    """Plans made for the purpose and the samples of the demonstration; the draft that shows faults is left out."""
    for number in range(1, 21):
        yield _whole(f"made-{number}.txt", made.plan(3, number))
    database.set_up()
    from tiendo_web.demo import directives

    for sample in (directives.SECURITY, directives.DISASTERS):
        yield _whole(sample.file, directives.written(sample, _ANCHOR).text)


def _whole(name: str, text: str) -> Document:
    return Document(name, text, Span(0, len(text)))


def real() -> Iterator[Document]:
    """The text documents beside the project, where they are."""
    corpus = plan_accuracy.SHARED / "corpus"
    for path in sorted(corpus.iterdir()) if corpus.is_dir() else ():
        if path.suffix in _TEXTS and path.name != "index.tsv":
            text = path.read_bytes().decode("utf-8", "replace")
            yield Document(path.name, text, _ordered(text))


def _ordered(text: str) -> Span:
    """From the issuer beside the motto to the list of recipients; nowhere where either is missing."""
    motto = _MOTTO.search(text)
    recipients = _RECIPIENTS.search(text, motto.end()) if motto else None
    return Span(max(0, motto.start() - _ISSUER), recipients.start()) if motto and recipients else Span(0, 0)


def compiled(name: str, text: str, context: Context) -> Compiled | None:
    """The text read and compiled; None where no reader takes it."""
    source, faults = read.read(text.encode(), name)
    return source and Compiled(source, (*faults, *compiler.compile(source, context)[1]))


def found(slip: slips.Slip, before: Compiled, after: Compiled) -> Severity | None:
    """The worst that is newly said where the words were changed; None where nothing is."""
    place = changed(slip, before.source.text, after.source.text)
    said = before.said()
    touching = [one for one in after.told if one.span and one.span.overlaps(place) and after.key(one) not in said]
    return min((one.severity for one in touching), key=list(Severity).index, default=None)


def changed(slip: slips.Slip, before: str, after: str) -> Span:
    """Where the two texts begin to differ, widened to whole words and to the length of what was put in."""
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    inside = max((at for at in range(len(slip.now) + 1) if slip.was[:at] == slip.now[:at]), default=0)
    first = max(0, start - inside)
    end = re.compile(r"\S*").match(after, max(start, first + len(slip.now)))
    return Span(first, end.end() if end else start)


def injected(documents: Iterable[Document], each: int, context: Context) -> tuple[Tally, int]:
    """What is found of ``each`` slips of each kind in each document; and the number of pages left alone."""
    tally, length, right, met = Tally(), 0, judged_right(), set[tuple[str, str, str]]()
    for document in documents:
        name, text = document.name, document.text
        before = compiled(name, text, context)
        if before is None:
            continue
        length += len(before.source.text)
        for one in before.told:
            if one.severity is not Severity.INFO:
                met.add(key := (name, one.code, before.words(one)))
                tally.alarm(one.name, key in right)
        for slip in chosen(document, each, random.Random(name)):
            after = compiled(name, slip.put(text), context)
            if after is not None and after.source.text != before.source.text:
                tally.note(slip, found(slip, before, after), name)
    tally.gone = len({key for key in right - met if key[0] in {name for name, _, _ in met}})
    return tally, max(1, length // made.PAGE)


def judged_right() -> set[tuple[str, str, str]]:
    """The findings on texts left alone that were read and are right: document, rule and words."""
    rows = (line.split("\t") for line in _RIGHT.read_text("utf-8").splitlines() if line[:1] != "#")
    return {(name, code, words) for name, code, words, _ in rows}


def chosen(document: Document, each: int, chance: random.Random) -> list[slips.Slip]:
    """Up to ``each`` slips of each kind, by lot."""
    kinds: dict[str, list[slips.Slip]] = defaultdict(list)
    for slip in slips.every(document.text):
        if document.within.start <= slip.edits[0][0] < document.within.end:
            kinds[slip.kind].append(slip)
    return [slip for group in kinds.values() for slip in chance.sample(group, min(each, len(group)))]


class Tally:
    """Counts by kind, the slips that nothing was said of, and the alarms by rule."""

    def __init__(self) -> None:
        self.put: Counter[str] = Counter()
        self.found: Counter[tuple[str, bool]] = Counter()
        self.missed: dict[str, list[str]] = defaultdict(list)
        self.alarms: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.gone = 0

    def note(self, slip: slips.Slip, severity: Severity | None, name: str) -> None:
        """Count one slip."""
        self.put[slip.kind] += 1
        if severity is None:
            self.missed[slip.kind].append(f"{name}: {slip.was!r} -> {slip.now!r}")
        else:
            self.found[slip.kind, severity is Severity.INFO] += 1

    def alarm(self, name: str, is_right: bool) -> None:
        """Count a finding on a text left alone: one that is right, or a false alarm."""
        (self.right if is_right else self.alarms)[name] += 1

    def show(self, title: str, pages: int, missed: int) -> None:
        """Print recall by kind, some of what was missed, and the alarms."""
        print(f"{title}: {sum(self.put.values())} slips")
        for kind, put in sorted(self.put.items()):
            loud, soft = self.found[kind, False], self.found[kind, True]
            print(f"  {loud / put:5.2f}  {kind} ({loud} of {put}; {soft} more by an info)")
            for line in random.Random(kind).sample(self.missed[kind], min(missed, len(self.missed[kind]))):
                print(f"           missed in {line}")
        all_put, all_loud = sum(self.put.values()), sum(n for (_, soft), n in self.found.items() if not soft)
        print(f"  {all_loud / max(1, all_put):5.2f}  all kinds")
        alarms = sum(self.alarms.values())
        told = alarms + self.right.total()
        print(f"  left alone: {told} told on {pages} pages, {10 * told / pages:.2f} on ten; of them right, as read:")
        print("    " + ", ".join(f"{name} {count}" for name, count in self.right.most_common()))
        if self.gone:
            print(f"    {self.gone} in the list are told no longer, or of other words")
        print(f"  false alarms: {alarms}, {10 * alarms / pages:.2f} on ten pages")
        print("    " + ", ".join(f"{name} {count}" for name, count in self.alarms.most_common()))


def run(words: Sequence[str] = ()) -> None:
    """Print recall and false alarms, on our own plans and on real documents."""
    asked = argparse.ArgumentParser(prog="./dev bench inject", description=__doc__.split("\n")[0])
    asked.add_argument("--each", type=int, default=3, help="slips of each kind in each document (default 3)")
    asked.add_argument("--missed", type=int, default=0, help="print so many of what was missed, of each kind")
    options = asked.parse_args(words)
    context = Context(calendar=workdays.shipped(), registry=registry.shipped())
    for title, documents in (("our own plans", own()), ("real documents", real())):
        tally, pages = injected(documents, options.each, context)
        tally.show(title, pages, options.missed)


if __name__ == "__main__":
    import sys

    run(sys.argv[1:])
