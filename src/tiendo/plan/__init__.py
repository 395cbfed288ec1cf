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

from tiendo.plan import emit, read
from tiendo.plan.compiler import compile
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Head, Plan, Task

__all__ = ["Citation", "Context", "Head", "Plan", "Task", "compile", "emit", "read"]
