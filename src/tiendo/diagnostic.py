"""A fault in what people wrote, as a value that points at the words.

Documents, tables, rule files and register definitions all give the same :class:`Diagnostic`. It holds
a code and arguments; the words come last, from the rulebook, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tiendo.source import Span


class Severity(StrEnum):
    """How bad: an error stops the line, a warning wants a look, an info is said once."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FixKind(StrEnum):
    """Whether a fix may be applied unseen, only after a look, or is only to be shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in the place of ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together; applied all or none."""

    kind: FixKind
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that explains the fault; ``key`` names its words in the rule's labels."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. ``span`` is None where it concerns the whole file; ``args`` fill the message."""

    code: str
    name: str
    severity: Severity
    source: str
    span: Span | None
    args: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """The total order: by source, place, code, arguments; file-level faults come first."""
        start, end = (self.span.start, self.span.end) if self.span else (-1, -1)
        return (self.source, start, end, self.code, self.args)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics in their total order."""
    return tuple(sorted(diagnostics, key=lambda one: one.sort_key))
