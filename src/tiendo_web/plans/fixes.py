"""Safe fixes that the compiler's diagnostics carry, as they change what was read. Pure.

A fix is applied as a whole: each of its edits puts words in the place of a stretch of the document's text. The text as
it was handed in is never changed; what shows and what is issued has the fixes in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Words in the place of ``[start, end)`` of the document's text."""

    start: int
    end: int
    text: str


def safe(diagnostic: Mapping[str, Any]) -> tuple[Replacement, ...]:
    """The edits of a diagnostic's safe fix; none where it has no fix, or one that wants a look."""
    fix = diagnostic.get("fix")
    if fix is None or fix["kind"] != "safe":
        return ()
    return tuple(sorted(Replacement(edit["span"][0], edit["span"][1], edit["text"]) for edit in fix["edits"]))


def replacements(diagnostics: Sequence[Mapping[str, Any]], applied: Collection[int]) -> tuple[Replacement, ...]:
    """The edits of the applied fixes in their order; of two that overlap the first holds."""
    wanted = sorted(one for number in applied if number < len(diagnostics) for one in safe(diagnostics[number]))
    kept: list[Replacement] = []
    for one in wanted:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def words(text: str, start: int, end: int, changes: Iterable[Replacement]) -> str:
    """The stretch with the changes in it that lie wholly inside.

    >>> words("các các sở", 0, 10, [Replacement(3, 7, "")])
    'các sở'
    """
    out, at = [], start
    for one in changes:
        if at <= one.start and one.end <= end:
            out += [text[at : one.start], one.text]
            at = one.end
    return "".join((*out, text[at:end]))


def of_task(task: Mapping[str, Any], text: str, changes: Sequence[Replacement]) -> str:
    """What a task says with the changes in it; as it was read where it is not its words one by one."""
    parts = [(start, end) for start, end in task.get("parts", ())]
    if not changes or "\n".join(text[start:end] for start, end in parts) != task["text"]:
        return str(task["text"])
    return "\n".join(words(text, start, end, changes) for start, end in parts)


def of_head(document: Mapping[str, Any], name: str, text: str, changes: Sequence[Replacement]) -> str:
    """What the document says of itself under ``name``, likewise."""
    read = document.get(name) or ""
    if name == "signer" and isinstance(read, Mapping):
        return str(read.get("name") or "")
    span = document.get("spans", {}).get(name)
    if span is None or text[span[0] : span[1]] != read:
        return str(read)
    return words(text, span[0], span[1], changes)
