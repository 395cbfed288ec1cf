"""The two ways in which the library says no, and their common parent.

A fault in what people *wrote* is a :class:`tiendo.diagnostic.Diagnostic`, a value. What is raised is
either a request that may not be carried out (:class:`Refused`) or a history that contradicts itself
(:class:`Broken`). Anything else that is raised is a bug.
"""

from __future__ import annotations

from enum import StrEnum


class TiendoError(Exception):
    """Parent of every error that the library raises on purpose."""


class Refusal(StrEnum):
    """Why a request is refused; the web maps these to 404, 403, 409 and 422."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INVALID = "invalid"


class Refused(TiendoError):
    """A request that may not be carried out. ``kind`` says why, ``message`` says it to the user.

    Subclasses live beside the function that raises them and fix ``kind``.
    """

    kind: Refusal = Refusal.INVALID

    def __init__(self, message: str = "", *, kind: Refusal | None = None, field: str | None = None) -> None:
        """Take the words for the user, and the form field they belong beside, if one."""
        super().__init__(message)
        self.message = message
        self.field = field
        if kind is not None:
            self.kind = kind


class Broken(TiendoError):
    """History contradicts itself: writing stops and an operator looks; nothing repairs itself."""
