"""C003: a cited document's date cannot be true.

Either there is no such day (31/02, a year of five digits), or the document that is cited speaks of
another one that is younger than it: a conclusion on a directive cannot come before the directive.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from tiendo import late
from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Label, Severity
from tiendo.plan import kinds
from tiendo.plan.context import Context
from tiendo.plan.model import Citation, Mention, Plan
from tiendo.plan.rules import printed, symbol
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="C003",
    name="citation-date-impossible",
    severity=Severity.WARNING,
    message=Words(
        vi="Ngày “{printed}” của {symbol} không thể đúng: {why_vi}",
        en="The date “{printed}” of {symbol} cannot be true: {why_en}",
    ),
    help=Words(
        vi="Tra văn bản được dẫn rồi sửa ngày{likely_vi}.",
        en="Look the cited document up and mend the date{likely_en}.",
    ),
    explanation=Words(
        vi="Có hai cách để một ngày không thể đúng. Một là lịch không có ngày ấy: 31/02, tháng 13, năm năm chữ số. "
        "Hai là trái thứ tự trước sau: một kết luận về thực hiện một chỉ thị thì phải ra đời sau chỉ thị ấy. Số của "
        "văn bản Đảng được đánh lại mỗi nhiệm kỳ nên riêng ký hiệu không nói được năm; chính quan hệ với văn bản kia "
        "mới chứng minh ngày in sai. Khi chỉ đổi một chữ số là hợp lý thì ngày ấy được nêu ra để tra, không tự sửa.",
        en="A date can fail in two ways. The calendar may not have it: 31/02, month 13, a year of five digits. Or it "
        "breaks the order of things: a conclusion on carrying out a directive must come after the directive. Party "
        "symbols restart with each term, so the symbol alone tells no year; it is the relation to the other document "
        "that proves the date wrong. Where one digit changed would make it right, that date is shown as a lead to "
        "follow, and never applied.",
    ),
    examples=(
        Example(
            bad="Căn cứ Kết luận số 12-KL/TW ngày 10/5/2003 của Ban Bí thư về tiếp tục thực hiện "
            "Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư;\n",
            good="Căn cứ Kết luận số 12-KL/TW ngày 10/5/2023 của Ban Bí thư về tiếp tục thực hiện "
            "Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư;\n",
        ),
        Example(
            bad="Căn cứ Quyết định số 1505/QĐ-UBND ngày 20/11/20225 của Ủy ban nhân dân tỉnh;\n",
            good="Căn cứ Quyết định số 1505/QĐ-UBND ngày 20/11/2025 của Ủy ban nhân dân tỉnh;\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I (viện dẫn phải ghi đúng ngày ban hành); "
    "2 ngày không có trong lịch trên 5.774 lượt viện dẫn đo được",
    labels={
        "younger": Words(
            vi="{other} ra ngày {other_date}, sau ngày in ở trên",
            en="{other} dates from {other_date}, after the date printed above",
        )
    },
)

# "A về tiếp tục thực hiện B": the words that make A speak of B. "sửa đổi bởi B" is the other way round.
_SPEAKS_OF = re.compile(
    r"(?<!, )\b(?:thực hiện|thi hành|triển khai|sửa đổi|bổ sung|thay thế|bãi bỏ|hướng dẫn|quy định chi tiết|"
    r"sơ kết|tổng kết|quán triệt|đính chính)"
    r"(?!\s+(?:bởi|theo|tại|bằng))(?:(?!\b(?:bởi|theo|tại|bằng|được|căn cứ|và)\b)[^.,;:\n]){0,60}$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:được|bị)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
# "rà soát A và Quyết định thay thế B", "A và bãi bỏ B": the second half speaks of B, and A does not.
_AND_ANOTHER = late.pattern(rf"\bvà\s+(?:(?:các\s+)?(?:{kinds.ALTERNATIVES})\b|$)", re.IGNORECASE)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class _Dated:
    """A mention with a true day printed at it."""

    citation: Citation
    mention: Mention
    day: date
    at: printed.Printed


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each printed date that is no day, or comes before what its document speaks of."""
    for citation in plan.citations:
        if citation.printed_date is not None or (citation.date and citation.date < printed.EARLIEST.isoformat()):
            yield from _no_such_day(plan, context, citation)
    starts = sorted(one.span.start for citation in plan.citations for one in citation.mentions)
    dated = {one.mention.span.start: one for one in _dated(plan)}
    told: set[tuple[str, date]] = set()
    for elder in dated.values():
        younger = _spoken_of(plan, elder, starts, dated)
        if younger and (elder.citation.symbol, elder.day) not in told:
            told.add((elder.citation.symbol, elder.day))
            yield _contradicted(plan, context, elder, younger)


def _no_such_day(plan: Plan, context: Context, citation: Citation) -> Iterator[Diagnostic]:
    at = next((one for mention in citation.mentions for one in _impossible(plan, mention)), None)
    reason = printed.impossible(at) if at else None
    if at is None or reason is None:
        return
    year = symbol.letters(citation.symbol).year
    until = _latest(plan, context)
    likely = [
        (day, text)
        for day, text in printed.one_digit_away(at)
        if (until is None or day <= until) and (year is None or day.year == year)
    ]
    why = _why(reason, at)
    yield _found(plan, at, likely if len(likely) == 1 else [], citation.symbol, why)


def _impossible(plan: Plan, mention: Mention) -> Iterator[printed.Printed]:
    place = mention.date or mention.span
    for at in printed.find(plan.source.text, place.start, place.end):
        if printed.impossible(at):
            yield at


def _why(reason: printed.Impossible, at: printed.Printed) -> Words:
    day, month, year = at.numbers
    match reason:
        case printed.Impossible.DAY:
            return Words(
                vi=f"tháng {month} năm {year} không có ngày {day}", en=f"month {month} of {year} has no day {day}"
            )
        case printed.Impossible.MONTH:
            return Words(vi=f"không có tháng {month}", en=f"there is no month {month}")
        case printed.Impossible.YEAR:
            return Words(vi=f"không thể là năm {year}", en=f"the year cannot be {year}")
        case _:
            assert_never(reason)


def _dated(plan: Plan) -> Iterator[_Dated]:
    for citation in plan.citations:
        for mention in citation.mentions:
            if mention.date is None:
                continue
            for at in printed.find(plan.source.text, mention.date.start, mention.date.end)[:1]:
                if at.day is not None:
                    yield _Dated(citation, mention, at.day, at)


def _spoken_of(plan: Plan, elder: _Dated, starts: list[int], dated: dict[int, _Dated]) -> _Dated | None:
    """The document that ``elder`` speaks of in its title, where that one is younger.

    Only the next mention can be meant: what stands behind it belongs to another title.
    """
    start = max(elder.mention.span.end, elder.at.span.end)
    place = bisect_left(starts, start)
    nearest = starts[place] if place < len(starts) else -1
    other = dated.get(nearest)
    if other is None or other.day <= elder.day or nearest - start > _LONGEST_TITLE:
        return None
    between = plan.source.text[start:nearest]
    found = _SPEAKS_OF.search(between)
    if found is None or re.search(r"[.;\n]", between) or _PASSIVE.search(between[: found.start()]):
        return None
    return None if _AND_ANOTHER.search(between[: found.start()]) else other


def _contradicted(plan: Plan, context: Context, elder: _Dated, younger: _Dated) -> Diagnostic:
    other, day = younger.citation.symbol, printed.vietnamese(younger.day)
    why = Words(
        vi=f"văn bản này nói về {other}, mà {other} đến {day} mới ban hành",
        en=f"it speaks of {other}, which was not issued until {day}",
    )
    likely = _likely_slip(elder, younger, _latest(plan, context))
    label = Label(younger.at.span, "younger")
    return _found(plan, elder.at, likely, elder.citation.symbol, why, (label,), other=other, other_date=day)


def _likely_slip(elder: _Dated, younger: _Dated, until: date | None) -> list[tuple[date, str]]:
    fitting = sorted(
        (day, text)
        for day, text in printed.one_digit_away(elder.at)
        if day >= younger.day and (until is None or day <= until)
    )
    if until is None and elder.day.year < younger.day.year:
        # Without an upper bound later decades always fit too; the first is the one worth looking up.
        return fitting[:1]
    return fitting if len(fitting) == 1 else []


def _latest(plan: Plan, context: Context) -> date | None:
    """The last day that a citation can have: the document's own, else the day that the compiler is told."""
    issued = plan.head.issued_on
    return date.fromisoformat(issued.value) if issued else context.on


def _found(
    plan: Plan,
    at: printed.Printed,
    likely: list[tuple[date, str]],
    cited: str,
    why: Words,
    labels: tuple[Label, ...] = (),
    **args: str,
) -> Diagnostic:
    fix = Fix(FixKind.DISPLAY, (Edit(at.span, likely[0][1]),)) if likely else None
    shown = likely[0][1] if likely else ""
    return RULE.found(
        plan.source.name,
        at.span,
        labels=labels,
        fix=fix,
        printed=at.text,
        symbol=cited,
        why_vi=why.vi,
        why_en=why.en,
        likely_vi=f"; chỉ đổi một chữ số thì có thể là {shown}" if likely else "",
        likely_en=f"; with one digit changed it may be {shown}" if likely else "",
        **args,
    )
