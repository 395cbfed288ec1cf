"""W010: a bracket in a line of the document is not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="W010",
    name="bracket-unclosed",
    severity=Severity.INFO,
    message=Words(
        vi="Dấu “(” mở mà không đóng trong đoạn này", en="A bracket is opened in this paragraph and not closed"
    ),
    help=Words(vi="Đóng dấu ngoặc, hoặc xem có đoạn nào bị cắt.", en="Close it, or see whether words were cut off."),
    explanation=Words(
        vi=(
            "Dấu mở không đóng thường là dấu vết của một đoạn bị cắt khi chép; phần trong ngoặc hay là thời hạn "
            "hoặc cơ quan phối hợp."
        ),
        en=(
            "A bracket left open is often the trace of words cut off in copying; what stands in brackets tends "
            "to be a deadline or a body."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất ven biển (phối hợp với Sở Tài chính trước ngày 15/6/2026.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất ven biển (phối hợp với Sở Tài chính) trước ngày 15/6/2026.\n"),
        ),
    ),
    basis="Chính tả; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6",
)


_ENDED = (".", ";", ":")
_BRACKET = re.compile(r"[()]")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the last bracket that is left open in each line outside tables that ends in a mark."""
    said = page.said(plan)
    start = said.start
    for line in plan.source.slice(said).split("\n"):
        at = _left_open(line) if "\t" not in line and line.endswith(_ENDED) else None
        if at is not None:
            yield RULE.found(plan.source.name, Span(start + at, start + at + 1))
        start += len(line) + 1


def _left_open(line: str) -> int | None:
    """Where the last bracket without its other half stands; a bracket that closes nothing ("a)") is passed over."""
    stack: list[int] = []
    for found in _BRACKET.finditer(line) if "(" in line else ():
        if found[0] == "(":
            stack.append(found.start())
        elif stack:
            stack.pop()
    return stack[-1] if stack else None
