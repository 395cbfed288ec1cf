"""W007: a small word is typed twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import any_of

RULE = Rule(
    code="W007",
    name="word-doubled",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}”: một từ gõ hai lần", en="“{printed}”: one word typed twice"),
    help=Words(vi="Bỏ một từ.", en="Leave one out."),
    explanation=Words(
        vi="Từ lặp là lỗi gõ; trong các từ nối dưới đây tiếng Việt không có từ láy nào.",
        en=("A doubled word is a slip of typing; of the small words looked at, Vietnamese doubles none on purpose."),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất của của các xã ven biển.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất của các xã ven biển.\n"),
        ),
    ),
    basis="Chính tả; gặp trong văn bản đã ban hành (“ngày ngày 01/4/2025”)",
)


_SMALL = (
    "của|và|các|những|được|với|cho|trong|theo|để|tại|về|từ|đến|bị|do|bằng|trên|có|thực hiện|tổ chức|triển khai"
    "|nhân dân|ủy ban|ngày"
)
_DOUBLED = re.compile(rf"({any_of(_SMALL.split('|'))})(\s+\1)(?!\w)")
_NUMBER = re.compile(r"\s+\d")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each pair on one line, the second word taken out as a fix."""
    said = page.said(plan)
    for found in _DOUBLED.finditer(plan.source.text, said.start, said.end):
        is_whole = not plan.source.text[max(0, found.start() - 1) : found.start()].isalnum()
        is_said = found[1] != "ngày" or _NUMBER.match(plan.source.text, found.end())
        if "\n" in found[0] or "\t" in found[0] or not (is_whole and is_said):
            continue
        second = Span(*found.span(2))
        fix = Fix(FixKind.SAFE, (Edit(second, ""),))
        yield RULE.found(plan.source.name, Span(*found.span()), fix=fix, printed=found[0])
