"""What must hold of any file whatever: an answer in time, places that hold their words, and the same answer again."""

from __future__ import annotations

import dataclasses
import json
import time

from tests.tiendo.plan.test_compile import spans_of
from tiendo import plan, workdays
from tiendo.plan.context import Context
from tiendo.source import Source

_CONTEXT = Context(calendar=workdays.shipped())
# Measured while every branch is being counted, on a busy machine: fifty times what an honest text takes.
_SECONDS = 1.0
_SECONDS_A_BYTE = 1 / 20_000

# The first page of HTML loads what finds its main text, which takes a second once.
plan.read.read(b"<html><body><p>x</body></html>", "a.html")


def holds(data: bytes, name: str) -> None:
    """Read and compile; raises AssertionError, or what the compiler raised, where a law is broken."""
    begun = time.process_time()
    source, faults = plan.read.read(data, name)
    if source is None:
        assert faults, "refused without a word"
        return
    made, told = plan.compile(source, _CONTEXT)
    took = time.process_time() - begun
    assert took < _SECONDS + len(data) * _SECONDS_A_BYTE, f"{took:.1f} s for {len(data)} bytes"
    form = plan.emit.to_dict(made, told)
    # Where a text was wrapped its plan has a space for the break: places and words stay.
    assert len(made.source.text) == len(source.text) and made.source.text.split() == source.text.split(), "another text"
    _holds_its_words(made.source, form)
    assert plan.compile(source, _CONTEXT) == (made, told), "another plan the second time"
    printed = json.dumps(form, ensure_ascii=False).encode()
    back, told_back = plan.emit.from_dict(json.loads(printed))
    assert (dataclasses.replace(back, source=made.source), told_back) == (made, told), "not read back"


def _holds_its_words(source: Source, form: dict[str, object]) -> None:
    text = source.text
    said = {key: value for key, value in form.items() if key not in ("source", "text", "diagnostics")}
    # The words of a diagnostic's edit are to be put in, not there yet.
    found = [*spans_of(said), *((span, None) for span, _ in spans_of(form["diagnostics"]))]
    for (start, end), words in found:
        assert 0 <= start <= end <= len(text), f"{start}..{end} of {len(text)}"
        assert words is None or text[start:end] == words, f"{text[start:end]!r} is not {words!r}"
