"""L002: the motto is not written as it should be."""

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
    code="L002",
    name="motto-miswritten",
    severity=Severity.INFO,
    message=Words(
        vi="Tiêu ngữ viết “{printed}”; đúng là “Độc lập - Tự do - Hạnh phúc”",
        en="The motto reads “{printed}”; it is “Độc lập - Tự do - Hạnh phúc”",
    ),
    help=Words(
        vi="Dùng gạch nối (-), có cách chữ, viết hoa chữ đầu của ba cụm từ.",
        en="Use hyphens with spaces, and a capital at the head of each of the three.",
    ),
    explanation=Words(
        vi="Tiêu ngữ có một cách viết; gạch ngang dài, chữ hoa toàn bộ hay thiếu dấu là sai thể thức.",
        en="The motto is written one way; dashes, capitals throughout or lost marks are out of form.",
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 1 điểm b",
)


_MOTTO = re.compile(
    r"[Đđ][ộỘ][cC]\s+[lL][ậẬ][pP]\s*\W?\s*[tT][ựỰ]\s+[dD][oO]\s*\W?\s*[hH][ạẠ][nN][hH]\s+[pP][hH][úÚ][cC]"
)
_RIGHT = "Độc lập - Tự do - Hạnh phúc"


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first motto of the head, with the right words as a fix."""
    found = _MOTTO.search(plan.source.text, 0, page.head(plan).end)
    if page.kind(plan) and found and " ".join(found[0].split()) != _RIGHT:
        span = Span(*found.span())
        yield RULE.found(plan.source.name, span, fix=Fix(FixKind.SAFE, (Edit(span, _RIGHT),)), printed=found[0])
