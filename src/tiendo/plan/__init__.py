"""The plan compiler: a document in, a typed plan and its diagnostics out.

:mod:`tiendo.plan.read` makes a source of a file, :func:`compile` a plan of a source, :mod:`tiendo.plan.emit` the public
form ``tiendo-plan/1`` of a plan. What may be known beside the text is a :class:`Context`.

>>> from tiendo import plan
>>> source, told = plan.read.read("1. Sở Y tế lập sổ trước ngày 15/12/2025.".encode(), "ke-hoach.txt")
>>> made, found = plan.compile(source)
>>> made.tasks[0].lead[0].value, made.tasks[0].deadline.values
('Sở Y tế', ('2025-12-15',))
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from tiendo.plan import read
from tiendo.plan.compiler import compile
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Head, Plan, Task

if TYPE_CHECKING:
    from tiendo.plan import emit

__all__ = ["Citation", "Context", "Head", "Plan", "Task", "compile", "emit", "read"]


def __getattr__(name: str) -> ModuleType:
    """The public form, loaded when it is asked for: to check a document takes none of it."""
    if name == "emit":
        return importlib.import_module("tiendo.plan.emit")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
