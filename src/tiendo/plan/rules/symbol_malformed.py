"""K002: a symbol, cited or the document's own, lacks a part that every symbol of its form has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="K002",
    name="symbol-malformed",
    severity=Severity.WARNING,
    message=Words(
        vi="Ký hiệu {symbol} viết chưa đủ hoặc sai dạng: {why_vi}",
        en="The symbol {symbol} is incomplete or malformed: {why_en}",
    ),
    help=Words(
        vi="Tra văn bản được dẫn và chép lại đủ số, năm, tên loại, cơ quan.",
        en="Look the cited document up and copy number, year, kind and body in full.",
    ),
    explanation=Words(
        vi="Luật và nghị quyết của Quốc hội được đánh số theo khóa, nên thiếu số khóa (QH thay vì QH15) thì có "
        "nhiều văn "
        "bản cùng ký hiệu. Năm phải có bốn chữ số. Gạch nối hay gạch chéo thừa làm máy tra cứu không tìm ra văn bản.",
        en="Laws and resolutions of the National Assembly are numbered by term; without it (QH for QH15) several "
        "documents share one symbol. A year has four digits. A stray hyphen or slash makes look-ups fail.",
    ),
    examples=(
        Example(
            bad="Căn cứ Luật Bảo vệ rừng số 202/2025/QH ngày 27/6/2025;\n",
            good="Căn cứ Luật Bảo vệ rừng số 202/2025/QH15 ngày 27/6/2025;\n",
        ),
        Example(
            bad=("Căn cứ Quyết định số 12/QĐ/-UBND ngày 05/02/2026;\n"),
            good=("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/02/2026;\n"),
        ),
    ),
    basis="Luật 64/2025/QH15 và Nghị định 78/2025/NĐ-CP (số, ký hiệu); Nghị định 30/2020/NĐ-CP, Phụ lục III",
)

_YEAR = Words(vi="năm không đúng", en="the year cannot be right")
_FAULTS: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile(r"/(?:UBTV)?QH$"), Words(vi="thiếu số khóa Quốc hội", en="the National Assembly's term is missing")),
    (re.compile(r"/\d{5,}/|/(?!19|20)\d{4}/"), _YEAR),
    (re.compile(r"^0+[/-]"), Words(vi="số không thể là 0", en="a number cannot be nought")),
    (re.compile(r"[-/]{2,}"), Words(vi="thừa dấu gạch", en="a stroke too many")),
    (re.compile(r"[-/]$"), Words(vi="thiếu chữ sau dấu gạch cuối", en="nothing follows the last stroke")),
)


#: What would be a symbol, had its year four digits; the reader of citations passes it over.
_BAD_PART = re.compile(r"/(?:(?!19|20)\d{4}|\d{3}|\d{5})/")
_BAD_YEAR = late.pattern(
    rf"\d(?<!\w\d)(?<![/.-]\d)\d{{0,3}}(?:\.\d{{1,3}})?{_BAD_PART.pattern}(?:NĐ|NQ|QĐ|TT|TTLT|QH\d*|UBTVQH\d*|CT|PL)(?:-[A-ZĐ]\w+)*"
)
# Two strokes where one belongs, which the reader of citations passes over as well.
_KINDS = r"(?:QĐ|KH|CT|NQ|TB|BC|TTr|CĐ|HD|KL|NĐ|TT|CTr)"
_BAD_STROKES = late.pattern(
    rf"\d(?<!\w\d)(?<![/.-]\d)\d{{0,4}}(?:/(?:(?:19|20)\d\d/)?{_KINDS}(?:/-|-/|//|--)[A-ZĐ]{{2,}}|(?:/-|-/|//){_KINDS}-[A-ZĐ]{{2,}})(?:-[A-ZĐ]\w+)*"
)
_STROKES = next(why for pattern, why in _FAULTS if pattern.search("12//KH"))


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first place of each symbol that has one of the known faults."""
    told: set[str] = set()
    for symbol, span, why in (*_own(plan), *_cited(plan), *_unread(plan)):
        if symbol not in told:
            told.add(symbol)
            yield RULE.found(plan.source.name, span, symbol=symbol, why_vi=why.vi, why_en=why.en)


def _own(plan: Plan) -> Iterator[tuple[str, Span, Words]]:
    own = plan.head.symbol
    if own and own.span and (why := _fault(own.value)):
        yield own.value, own.span, why


def _cited(plan: Plan) -> Iterator[tuple[str, Span, Words]]:
    for citation in plan.citations:
        if why := _fault(citation.symbol):
            yield citation.symbol, citation.mentions[0].span, why


def _fault(symbol: str) -> Words | None:
    return next((words for pattern, words in _FAULTS if pattern.search(symbol)), None)


def _unread(plan: Plan) -> Iterator[tuple[str, Span, Words]]:
    text, said = plan.source.text, page.said(plan)
    for found in _BAD_STROKES.finditer(text, said.start, said.end):
        yield found[0], Span(*found.span()), _STROKES
    for found in _BAD_YEAR.finditer(text, said.start, said.end) if _BAD_PART.search(text) else ():
        yield found[0], Span(*found.span()), _YEAR
