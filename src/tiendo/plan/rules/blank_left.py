"""W009: a place to fill in was left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, SectionKind
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="W009",
    name="blank-left",
    severity=Severity.WARNING,
    message=Words(vi="Còn chỗ chưa điền: “{printed}”", en="A place was left blank: “{printed}”"),
    help=Words(
        vi="Điền cho đủ trước khi ban hành, hoặc hỏi lại cơ quan ban hành.",
        en="Fill it in before issuing, or ask the issuing office.",
    ),
    explanation=Words(
        vi=(
            "Chỗ trống trong ngày, số hay thời hạn làm nhiệm vụ không tính được hạn và văn bản được dẫn không "
            "tra được. Mẫu biểu kèm theo có chỗ trống là bình thường nên phần phụ lục không bị xét, trừ dòng “Kèm "
            "theo … số …” gắn phụ lục với chính văn bản này; lời trong ngoặc kép cũng vậy."
        ),
        en=(
            "A blank in a date, a number or a deadline leaves a task without its day and a citation without its "
            "document. Forms are blank on purpose, so annexes are left alone, but for the line “Kèm theo … số …” "
            "that ties an annex to this very document; so are words in quotation marks."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày … tháng … năm 2026.\n"),
            good=(sample.HEAD + "1. Sở Xây dựng rà soát quỹ đất trước ngày 15 tháng 6 năm 2026.\n"),
        ),
        Example(
            bad=(
                sample.HEAD + "1. Sở Xây dựng trồng rừng theo Phụ lục.\n\nPHỤ LỤC\n\n"
                "(Kèm theo Kế hoạch số      /KH-UBND ngày    /    /2026 của Ủy ban nhân dân tỉnh)\n"
            ),
            good=(
                sample.HEAD + "1. Sở Xây dựng trồng rừng theo Phụ lục.\n\nPHỤ LỤC\n\n"
                "(Kèm theo Kế hoạch số 45/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh)\n"
            ),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 và khoản 6 (thời gian, viện dẫn ghi đầy đủ)"),
)


_DOTS = r"(?:…+|\.{3,}|_{3,})"
# Both in small letters.
_BLANK_DAY = re.compile(
    rf"ngày(?<!\w.{{4}})(?:\s*(?:{_DOTS}\s*(?:tháng|/)|\d{{1,2}}\s+tháng\s*{_DOTS}|\s+tháng\s+\d{{1,2}})"
    rf"(?:\s*(?:tháng|năm)?\s*[\d/…._]+){{0,2}}|\s+tháng\s+(?:\d{{1,2}}\s+)?năm\s+\d{{4}})"
)
_BLANK_NUMBER = re.compile(
    rf"số(?<!\w..)\s*:?\s*(?:{_DOTS}\s*[/-]\s?(?:[a-zđ]+-[\w-]+|qđ|kh|nq|ct|tb|bc|ttr|cv)(?!\w)|[/-]\s?[a-zđ]{{2,6}}-[a-zđ]+)"
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each blank of a document that has a symbol: in head and body, and where annexes name it."""
    if page.kind(plan) is None:
        return
    end = next((one.span.start for one in plan.outline if one.kind is SectionKind.ANNEX), len(plan.source.text))
    signer = plan.head.signer
    if signer and signer.name and signer.name.span:
        end = min(end, signer.name.span.start)
    text, small = plan.source.text, page.small(plan.source.text)
    for found in chain(_BLANK_DAY.finditer(small, 0, end), _BLANK_NUMBER.finditer(small, 0, end)):
        span = Span(*found.span())
        if not _is_quoted(text, span.start):
            yield RULE.found(plan.source.name, span, printed=plan.source.slice(span).strip())
    for found in _reference(plan).finditer(text, end):
        span = Span(*found.span("blank"))
        yield RULE.found(plan.source.name, span, printed=" ".join(plan.source.slice(span).split()))


def _is_quoted(text: str, at: int) -> bool:
    """Whether it stands in quotation marks on its line, as the words of a form do."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _reference(plan: Plan) -> re.Pattern[str]:
    """The line that ties an annex to this document, where its number or its day is blank."""
    own = plan.head.symbol.value if plan.head.symbol else ""
    tail = re.escape(own.lstrip("0123456789"))
    return re.compile(
        rf"[Kk]èm theo[^\n;.]{{0,60}}?\s(?P<blank>số\s*:?[\s._…]*{tail}(?!\w)[^\n\d)]{{0,12}}"
        rf"(?:ngày[\s\d/._…]{{0,30}})?"
        rf"|số\s*:?\s*{re.escape(own)}\s*,?\s*ngày[ ._…]*(?:/|tháng)[ ._…]*(?:/|năm))"
    )
