"""L010: a basis line does not end as it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

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
        vi=(
            "Dấu cuối dòng cho biết phần căn cứ còn tiếp hay đã hết; sai dấu là lỗi thể thức hay bị trả lại "
            "nhất. Dấu chấm ở căn cứ cuối chỉ xét với quyết định, nghị quyết cá biệt ban hành từ ngày 05/3/2020."
        ),
        en=(
            "The mark at the end says whether more bases follow; a wrong one is the fault of form most often sent "
            "back. The last one's full stop is asked of individual decisions and resolutions since 5 March 2020 only."
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
        Example(
            bad=sample.HEAD + "Theo đề nghị của Giám đốc Sở Xây dựng,\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Trồng rừng.\n",
            good=sample.HEAD + "Theo đề nghị của Giám đốc Sở Xây dựng.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Trồng rừng.\n",
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm a (cuối dòng có dấu chấm phẩy, dòng "
        "cuối cùng kết thúc bằng dấu chấm)"
    ),
)


_BASIS = re.compile(
    r"^[ \t*_–-]*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Trên cơ sở)\b[^\n]*?(?P<last>\w[”\")]*)(?P<mark>[^\w\n”\")]*)$",
    re.MULTILINE,
)
_NEXT = re.compile(r"\s*[*_–-]*\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\b")
_DECIDES = re.compile(r"[\s*_]*QUYẾT (?:ĐỊNH|NGHỊ)\s*:")
_LOOK = 8000
# From this day on Decree 30/2020 ends the last with a full stop; Circular 01/2011/TT-BNV ended it with a comma.
_FULL_STOP_SINCE = date(2020, 3, 5)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each basis that another follows without a semicolon, and at a decision's last without a stop."""
    kind = page.kind(plan)
    if kind not in (LayoutKind.STATE, LayoutKind.NORMATIVE):
        return
    start = plan.head.title.span.end if plan.head.title and plan.head.title.span else 0
    for found in _BASIS.finditer(plan.source.text, start, min(len(plan.source.text), start + _LOOK)):
        mark, right = found["mark"].strip(), _wanted(plan, found.end(), kind)
        if right and mark in (",", ".", ":", ";", "") and mark != right:
            span = Span(found.end("last"), found.end()) if mark else Span(*found.span("last"))
            fix = Fix(FixKind.SAFE, (Edit(span, right if mark else f"{found['last']}{right}"),))
            yield RULE.found(plan.source.name, span, fix=fix, printed=mark or found["last"], right=right)


def _wanted(plan: Plan, end: int, kind: LayoutKind) -> str:
    """The mark that a basis line ends with, by what comes next; "" where it may end in several ways."""
    if _NEXT.match(plan.source.text, end):
        return ";"
    issued = page.issued(plan)
    # Normative documents are enacted by a sentence that carries the bases on.
    if kind is not LayoutKind.STATE or (issued and issued < _FULL_STOP_SINCE):
        return ""
    return "." if _DECIDES.match(plan.source.text, end) else ""
