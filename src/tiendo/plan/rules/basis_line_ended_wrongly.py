"""L010: a basis line does not end as it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L010",
    name="basis-line-ended-wrongly",
    severity=Severity.INFO,
    message=Words(
        vi="Dòng căn cứ kết thúc bằng “{printed}” thay vì “{right}”",
        en="A basis line ends with “{printed}” in the place of “{right}”",
    ),
    help=Words(
        vi="Cuối mỗi căn cứ có dấu chấm phẩy, căn cứ cuối cùng có dấu chấm.",
        en="Each basis ends with a semicolon, the last with a full stop.",
    ),
    explanation=Words(
        vi=("Dấu cuối dòng cho biết phần căn cứ còn tiếp hay đã hết; sai dấu là lỗi thể thức hay bị trả lại nhất."),
        en=(
            "The mark at the end says whether more bases follow; a wrong one is the fault of form most often sent back."
        ),
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + (
                    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017,\n\nCăn cứ Quyết định số 301/QĐ-TTg ngày "
                    "17/02/2026 của Thủ tướng Chính phủ.\n\n"
                )
                + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n"
            ),
            good=(
                sample.HEAD
                + (
                    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\n\nCăn cứ Quyết định số 301/QĐ-TTg ngày "
                    "17/02/2026 của Thủ tướng Chính phủ.\n\n"
                )
                + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n"
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm a (cuối dòng có dấu chấm phẩy, dòng "
        "cuối cùng kết thúc bằng dấu chấm)"
    ),
)


_BASIS = re.compile(r"^[ \t*_–-]*Căn cứ\b[^\n]*?(?P<last>\w[”\")]*)(?P<mark>[^\w\n”\")]*)$", re.MULTILINE)
_NEXT = re.compile(r"\s*[*_–-]*\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\b")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each basis line that another follows and no semicolon ends, with that as a fix."""
    if page.kind(plan) not in (LayoutKind.STATE, LayoutKind.NORMATIVE):
        return
    start = plan.head.title.span.end if plan.head.title and plan.head.title.span else 0
    for found in _BASIS.finditer(plan.source.text, start, min(len(plan.source.text), start + _LOOK)):
        mark = found["mark"].strip()
        if mark in (",", ".", ":", "") and _NEXT.match(plan.source.text, found.end()):
            span = Span(found.end("last"), found.end()) if mark else Span(*found.span("last"))
            right = ";" if mark else f"{found['last']};"
            fix = Fix(FixKind.SAFE, (Edit(span, right),))
            yield RULE.found(plan.source.name, span, fix=fix, printed=mark or found["last"], right=";")


_LOOK = 8000
