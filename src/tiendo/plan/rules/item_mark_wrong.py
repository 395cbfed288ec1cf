"""L014: numbers or letters of items are followed by the wrong mark; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan, SectionKind
from tiendo.plan.rules import counting, page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L014",
    name="item-mark-wrong",
    severity=Severity.INFO,
    message=Words(
        vi="{count} mục ghi sai dấu sau số hoặc chữ, như “{printed}”",
        en="{count} items have the wrong mark after their number or letter, as “{printed}”",
    ),
    help=Words(
        vi="Khoản viết “1.”, điểm viết “a)”.", en="A number takes a full stop (“1.”), a letter a bracket (“a)”)."
    ),
    explanation=Words(
        vi="Cùng một cách ghi thì lời dẫn “điểm a khoản 1” tìm được ngay chỗ.",
        en="With one way of writing, “điểm a khoản 1” is found at once.",
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + (
                    "1. Giao Sở Xây dựng:\n\na. Rà soát quỹ đất.\n\nb. Trồng rừng.\n\n2. Giao Sở Tài chính bố trí "
                    "kinh phí.\n"
                )
            ),
            good=(
                sample.HEAD
                + (
                    "1. Giao Sở Xây dựng:\n\na) Rà soát quỹ đất.\n\nb) Trồng rừng.\n\n2. Giao Sở Tài chính bố trí "
                    "kinh phí.\n"
                )
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm đ (khoản: sau số có dấu chấm; điểm: "
        "sau chữ có dấu đóng ngoặc đơn)"
    ),
)


_MARKED = re.compile(r"[ \t*]*(?:\d{1,2}(?P<bracket>\))|[a-zđ](?P<stop>\.))(?=\s)")
_ITEMS = {SectionKind.NUMBER, SectionKind.LETTER, SectionKind.CLAUSE, SectionKind.POINT}


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first item of a document of the state, with all marks as a fix."""
    if page.kind(plan) not in (LayoutKind.STATE, LayoutKind.NORMATIVE):
        return
    items = [one for siblings in counting.families(plan) for one in siblings if one.kind in _ITEMS]
    every = [found for one in items if (found := _MARKED.match(plan.source.text, one.span.start))]
    if every:
        edits = tuple(Edit(Span(found.end() - 1, found.end()), "." if found["bracket"] else ")") for found in every)
        yield RULE.found(
            plan.source.name,
            Span(every[0].start(), every[0].end()),
            fix=Fix(FixKind.SAFE, edits),
            count=str(len(every)),
            printed=every[0][0].strip(),
        )
