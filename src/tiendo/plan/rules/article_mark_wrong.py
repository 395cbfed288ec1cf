"""L013: an article's number is followed by something else than a full stop; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L013",
    name="article-mark-wrong",
    severity=Severity.INFO,
    message=Words(
        vi="{count} điều không có dấu chấm sau số: {list}",
        en="{count} articles have no full stop after their number: {list}",
    ),
    help=Words(vi="Viết “Điều 1.”.", en="Write “Điều 1.”."),
    explanation=Words(
        vi="Dấu chấm sau số là cách trình bày thống nhất; máy tách điều, khoản dựa vào dấu này.",
        en="The full stop is the agreed form, and what machines tell articles apart by.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "Điều 1: Giao Sở Xây dựng trồng rừng.\n\nĐiều 2. Giao Sở Tài chính bố trí kinh phí.\n"),
            good=(sample.HEAD + "Điều 1. Giao Sở Xây dựng trồng rừng.\n\nĐiều 2. Giao Sở Tài chính bố trí kinh phí.\n"),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm đ (sau số thứ tự của điều có dấu chấm)"),
)


_WRONG = re.compile(r"^[ \t*]*Điều\s+(\d{1,3}[a-zđ]?)\s*([:\-–])(?=\s)", re.MULTILINE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first, with the full stops of all as a fix."""
    every = list(_WRONG.finditer(plan.source.text)) if page.kind(plan) and "Điều" in plan.source.text else []
    if every:
        edits = tuple(Edit(Span(found.end(1), found.end(2)), ".") for found in every)
        yield RULE.found(
            plan.source.name,
            Span(every[0].start(1), every[0].end(2)),
            fix=Fix(FixKind.SAFE, edits),
            count=str(len(every)),
            list=", ".join(found[1] for found in every),
        )
