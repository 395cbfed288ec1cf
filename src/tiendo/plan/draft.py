"""A task while it is put together: its words, what it inherits, what its attribute lines say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tiendo.plan import sections
from tiendo.plan.attributes import Field
from tiendo.plan.deadlines import Found
from tiendo.plan.model import BodyRef
from tiendo.source import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What headings and lead-ins hand down: how to read what stands below, who and when.

    ``charged`` is the one body whose tasks the document lays down: what it asks of others is its own task. ``powers``
    are listed among the tasks: what somebody may decide is none.
    """

    mode: sections.Mode = sections.Mode.OPEN
    lead: tuple[BodyRef, ...] = ()
    coordinating: tuple[BodyRef, ...] = ()
    deadline: Found | None = None
    charged: BodyRef | None = None
    powers: bool = False

    def under(self, *, mode: sections.Mode, lead: tuple[BodyRef, ...] = (), deadline: Found | None = None) -> Frame:
        """The frame below a heading; a new addressee takes the place of the old one and of who helped it."""
        if mode is self.mode and not lead and deadline is None:
            return self
        return replace(
            self,
            mode=mode,
            lead=lead or self.lead,
            coordinating=self.coordinating if _names(lead) in ((), _names(self.lead)) else (),
            deadline=deadline or self.deadline,
        )


def _names(found: Sequence[BodyRef]) -> tuple[str, ...]:
    return tuple(one.value for one in found)


@dataclass(slots=True)
class Draft:
    """A task's label and parts; ``values`` are the places of its attributes' values."""

    label: str
    parts: list[Span]
    frame: Frame
    values: dict[Field, list[Span]] = field(default_factory=dict)
    is_row: bool = False


def add(values: dict[Field, list[Span]], key: Field, span: Span) -> None:
    """Note one more value of an attribute."""
    values.setdefault(key, []).append(span)


def merged(*every: dict[Field, list[Span]]) -> dict[Field, list[Span]]:
    """Attribute values of several lines as one; an earlier one stands first."""
    result: dict[Field, list[Span]] = {}
    for values in every:
        for key, spans in values.items():
            result.setdefault(key, []).extend(spans)
    return result


def parts_text(text: str, parts: Sequence[Span]) -> str:
    """The words of ``parts`` with one newline between them."""
    return "\n".join(text[part.start : part.end] for part in parts)
