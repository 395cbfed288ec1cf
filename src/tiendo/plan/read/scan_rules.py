"""Ruled lines of a page: where tables and stamps have their frames.

A picture squeezed along a line shows it as one dark point after another, which text never does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image, ImageDraw

# A rule is a run of this many points, squeezed to one; seven of them are longer than any stroke of a letter.
_SQUEEZE = 12
_RUN = re.compile(rb"\x01{7,}")
_DARK = 110
_THICKEST = 8
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it lies across its direction, and from where to where it runs."""

    at: int
    start: int
    end: int

    @property
    def length(self) -> int:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruled lines of a page."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


def rules(grey: Image.Image) -> Rules:
    """The ruled lines of a grey picture that lies straight."""
    return Rules(_level(grey), _level(grey.transpose(Image.Transpose.TRANSPOSE)))


def painted_over(grey: Image.Image, found: Rules) -> Image.Image:
    """The picture without its ruled frames, which the engine takes for letters; underlines stay.

    Only lines that end at or cross another are painted over.
    """
    if not (found.level and found.upright):
        return grey
    clear = grey.copy()
    pen = ImageDraw.Draw(clear)
    for rule in found.level:
        if any(_meets(rule, other) for other in found.upright):
            pen.rectangle((rule.start - 2, rule.at - 1, rule.end + 2, rule.at + 2), fill=255)
    for rule in found.upright:
        if any(_meets(rule, other) for other in found.level):
            pen.rectangle((rule.at - 1, rule.start - 2, rule.at + 2, rule.end + 2), fill=255)
    return clear


def _meets(one: Rule, other: Rule) -> bool:
    """Whether two rules of different direction touch or cross."""
    slack = 2 * _NEAR
    return one.start - slack <= other.at <= one.end + slack and other.start - slack <= one.at <= other.end + slack


def _level(grey: Image.Image) -> tuple[Rule, ...]:
    """The level rules, each once however thick it is."""
    width = max(1, grey.width // _SQUEEZE)
    squeezed = grey.resize((width, grey.height), Image.Resampling.BOX)
    dark = squeezed.point([1] * _DARK + [0] * (256 - _DARK))
    # One point more at the end of each row, which is not dark, so that no run goes on into the next.
    rows = dark.crop((0, 0, width + 1, grey.height)).tobytes()
    scale = grey.width / width
    runs: list[Rule] = []
    for run in _RUN.finditer(rows):
        at, start = divmod(run.start(), width + 1)
        _note(runs, Rule(at, round(start * scale), round((start + len(run[0])) * scale)))
    return tuple(sorted(_joined(runs), key=lambda rule: (rule.at, rule.start)))


def _note(runs: list[Rule], new: Rule) -> None:
    """Add a run, or widen the one just above it of which it is the next row of points."""
    for index in range(len(runs) - 1, -1, -1):
        old = runs[index]
        if new.at - old.at > _THICKEST:
            break
        if new.start <= old.end and old.start <= new.end:
            runs[index] = Rule(old.at, min(old.start, new.start), max(old.end, new.end))
            return
    runs.append(new)


def _joined(runs: list[Rule]) -> list[Rule]:
    """Runs with those made one that follow each other on one height."""
    joined: list[Rule] = []
    for run in sorted(runs, key=lambda rule: (rule.start, rule.at)):
        partner = next(
            (old for old in joined if abs(old.at - run.at) <= _NEAR and run.start - old.end <= 4 * _NEAR), None
        )
        if partner is not None:
            joined.remove(partner)
            run = Rule(partner.at, partner.start, max(partner.end, run.end))
        joined.append(run)
    return joined
