"""C011: a document names itself as its basis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, places, printed, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="C011",
    name="document-as-own-basis",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản nêu chính mình ({symbol}) làm căn cứ", en="The document names itself ({symbol}) as its basis"
    ),
    help=Words(vi="Tra lại số, ký hiệu của văn bản định dẫn.", en="Look up the symbol of the document that was meant."),
    explanation=Words(
        vi=("Không văn bản nào là căn cứ của chính nó; thường là số của mình bị chép vào chỗ số của văn bản cấp trên."),
        en="No document rests on itself; usually its own number was copied where the superior's belongs.",
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "Căn cứ Kế hoạch số 45/KH-UBND của Ủy ban nhân dân tỉnh về trồng rừng;\n"),
            good=(
                sample.HEAD + "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về trồng rừng;\n"
            ),
        ),
        Example(
            bad=(sample.HEAD + "Thực hiện Kế hoạch số 45/KH-UBND của Ủy ban nhân dân tỉnh về trồng rừng;\n"),
            good=(sample.HEAD + "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh về trồng rừng;\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 điểm a (căn cứ ban hành văn bản)",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first basis line that opens with the document's own symbol."""
    own = plan.head.symbol
    if own is None or own.span is None or plan.source.text.find(own.value, own.span.end) < 0:
        return
    # "Thực hiện …" is a basis where the line ends as one; elsewhere it may be an order.
    opens = re.compile(
        r"^[\s*_–-]*(?:Căn cứ|(?:Thực hiện|Theo)(?=[^\n]*;[^\S\n]*$))"
        rf"\s+[^\d\n]{{0,40}}({re.escape(own.value)})(?![\w-])",
        re.MULTILINE,
    )
    found = opens.search(plan.source.text, own.span.end)
    # In an annex or an issued regulation the parent document is a true basis.
    if found is None or found.start() >= page.head(plan).end + _OPENING or _is_of_another_year(plan, found.end()):
        return
    issuer = plan.head.issuer.value if plan.head.issuer else ""
    if not places.is_elsewhere(issuer, places.body_behind(plan.source.text, found.end())):
        yield RULE.found(plan.source.name, Span(*found.span(1)), symbol=own.value)


_OPENING = 3000
_DATED = 40


def _is_of_another_year(plan: Plan, end: int) -> bool:
    """Whether the day behind the symbol is of another year than the document's: numbers begin again each year."""
    issued = page.issued(plan)
    dates = printed.find(plan.source.text, end, end + _DATED)
    day = dates[0].day if dates else None
    return bool(issued and day and day.year != issued.year)
