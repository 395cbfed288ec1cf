"""Documents that come together, held against each other: tasks stated before, and what replaces one.

Of each only a summary is kept, some eight bytes a task, so that a folder of any size can be compared and whoever
compiles its files may do so on several processors: what a document is held against hangs on their order alone.

>>> first, again = Summary("1/KH", stated=_digest("lap so")), Summary("2/KH", stated=_digest("lap so"))
>>> [list(one.stated.values()) for one in others([first, again])]
[[], ['1/KH']]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from tiendo import registry
from tiendo.diagnostic import ordered
from tiendo.plan import read
from tiendo.plan.context import Context
from tiendo.plan.model import CitationRole, Plan
from tiendo.plan.rules import document_superseded, task_stated_elsewhere
from tiendo.render import File

Result: TypeAlias = "tuple[File, Plan | None]"
# A document by the key of its symbol and its day as ISO: numbers begin anew each year.
Identity: TypeAlias = "tuple[str, str]"
_BYTES = 8
_DIGITS = 2 * _BYTES


@dataclass(frozen=True, slots=True)
class Summary:
    """What others are held against of one document: its name to others, its tasks by digest, what it replaces."""

    name: str
    identity: Identity | None = None
    stated: str = ""
    replaces: tuple[Identity, ...] = ()

    @classmethod
    def of(cls, plan: Plan | None, name: str) -> Summary:
        """The summary of a plan; an empty one of a file that was not read."""
        if plan is None:
            return cls(name)
        head = plan.head
        return cls(
            name=head.symbol.value if head.symbol else name,
            identity=document_superseded.identity(head),
            stated="".join(map(_digest, task_stated_elsewhere.stated(plan, name))),
            replaces=tuple(
                (registry.key(one.symbol), one.date)
                for one in plan.citations
                if one.role is CitationRole.REPLACES and one.date
            ),
        )

    @classmethod
    def of_json(cls, read: Mapping[str, Any]) -> Summary:
        """What was written of one as JSON; raises TypeError or ValueError where it is none."""
        identity, replaces = read["identity"], tuple(read["replaces"])
        return cls(
            read["name"], _identity(identity) if identity else None, read["stated"], tuple(map(_identity, replaces))
        )

    def digests(self) -> Iterator[str]:
        """The digests of its tasks."""
        return (self.stated[at : at + _DIGITS] for at in range(0, len(self.stated), _DIGITS))


def _identity(read: Sequence[str]) -> Identity:
    symbol, day = read
    return symbol, day


@dataclass(frozen=True, slots=True)
class Others:
    """What of the others bears on one document: where its tasks stand before it, by digest; what replaces it."""

    stated: Mapping[str, str] = field(default_factory=dict)
    successor: str | None = None

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.stated) or self.successor is not None

    @property
    def digest(self) -> str:
        """A digest of all of it; empty where there is nothing."""
        return _digest(f"{sorted(self.stated.items())} {self.successor}") if self else ""


def others(summaries: Sequence[Summary]) -> Iterator[Others]:
    """For each document, in their order, what bears on it: tasks of those before it, replacement by any of them."""
    before: dict[int, int] = {}
    successors = {old: one.name for one in reversed(summaries) for old in one.replaces}
    for number, one in enumerate(summaries):
        own = {digest: int(digest, 16) for digest in one.digests()}
        stated = {digest: summaries[before[key]].name for digest, key in own.items() if key in before}
        yield Others(stated, successors.get(one.identity) if one.identity else None)
        for key in own.values():
            before.setdefault(key, number)


def held(result: Result, against: Others) -> Result:
    """A file with what is found when its plan is held against others."""
    file, plan = result
    if plan is None or not against:
        return result
    successors = {}
    if (identity := document_superseded.identity(plan.head)) and against.successor:
        successors[identity] = against.successor
    context = Context(duties=_ByDigest(against.stated), successors=successors)
    found = [
        *task_stated_elsewhere.check(plan, context),
        *document_superseded.check(plan, context),
    ]
    return replace(file, diagnostics=ordered((*file.diagnostics, *found))), plan


class _ByDigest(Mapping[str, str]):
    """Tasks known by digest, to be asked for by their words."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def __getitem__(self, key: str) -> str:
        return self._known[_digest(key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()


def files(folder: Path, without: Path | None = None) -> Iterator[Path]:
    """The files below a folder that a reader takes, in the order of their names; hidden ones are left out.

    So are those below ``without``.
    """
    inside = without.resolve() if without is not None else None
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or (inside and inside in path.resolve().parents):
            continue
        if path.is_file() and read.takes(path.name):
            yield path
