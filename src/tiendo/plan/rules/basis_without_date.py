"""C008: documents cited as a basis bear no date; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import CitationRole, Mention, Plan
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C008",
    name="basis-without-date",
    severity=Severity.INFO,
    message=Words(
        vi="{count} văn bản được viện dẫn làm căn cứ mà không ghi ngày: {list}",
        en="{count} documents are cited as a basis without their date: {list}",
    ),
    help=Words(
        vi="Ghi ngày ban hành ở lần viện dẫn đầu.", en="Give the day of issue where the document is first cited."
    ),
    explanation=Words(
        vi=(
            "Số của văn bản cá biệt và văn bản Đảng được đánh lại mỗi năm hay mỗi nhiệm kỳ: không có ngày thì "
            "không biết là văn bản nào. Luật và pháp lệnh chỉ cần tên."
        ),
        en=(
            "Numbers of individual decisions and of Party documents start again each year or term; without the "
            "date nobody knows which is meant. Laws and ordinances need their name only."
        ),
    ),
    examples=(
        Example(
            bad=("Căn cứ Quyết định số 301/QĐ-TTg của Thủ tướng Chính phủ về trồng rừng;\n"),
            good=("Căn cứ Quyết định số 301/QĐ-TTg ngày 17/02/2026 của Thủ tướng Chính phủ về trồng rừng;\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm a",
    labels={"also": Words(vi="cũng không ghi ngày", en="bears no date either")},
)


_LAW = re.compile(r"QH\d*$")
_BASIS = re.compile(r"[\s*_–-]*Căn cứ\s", re.IGNORECASE)
_DAY = re.compile(r"[^;\n]{0,60}\bngày\b")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the document, at the first such citation, with a label at each further one."""
    undated = [
        one
        for one in plan.citations
        if one.role is CitationRole.BASIS
        and one.date is None
        and one.printed_date is None
        and not _LAW.search(one.symbol)
        and _is_basis_line(plan, one.mentions[0])
    ]
    if undated:
        yield RULE.found(
            plan.source.name,
            undated[0].mentions[0].span,
            labels=tuple(Label(one.mentions[0].span, "also") for one in undated[1:]),
            count=str(len(undated)),
            list=", ".join(one.symbol for one in undated),
        )


def _is_basis_line(plan: Plan, mention: Mention) -> bool:
    """Whether the line itself opens with "Căn cứ" and no day follows that belongs to several documents."""
    text = plan.source.text
    opens = _BASIS.match(text, text.rfind("\n", 0, mention.span.start) + 1)
    return bool(opens) and not _DAY.match(text, mention.span.end)
