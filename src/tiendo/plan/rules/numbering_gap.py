"""S005: a number is left out between two units of one list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section, SectionKind
from tiendo.plan.rules import counting
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S005",
    name="numbering-gap",
    severity=Severity.WARNING,
    message=Words(
        vi="Thiếu số thứ tự: sau “{before}” đến thẳng “{after}”",
        en="A number is missing: “{before}” is followed by “{after}”",
    ),
    help=Words(
        vi="Đối chiếu bản gốc xem có mất đoạn nào không, rồi đánh số lại.",
        en="Compare with the original for a lost paragraph, then number anew.",
    ),
    explanation=Words(
        vi="Một số bị nhảy thường là dấu vết của một đoạn bị xóa hay bị mất khi chép, quét. Nhiệm vụ trong đoạn ấy sẽ "
        "không được giao cho ai nếu không có người nhìn lại.",
        en="A skipped number is often the trace of a paragraph deleted, or lost in copying or scanning. Whatever duty "
        "it held is given to nobody unless a person looks.",
    ),
    examples=(
        Example(
            bad="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n4. Tổ chức trồng rừng.\n",
            good="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n3. Tổ chức trồng rừng.\n",
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I (bố cục: mục, khoản được đánh số liên tục bằng chữ số Ả Rập)",
    labels={"before": Words(vi="số liền trước", en="the one before")},
)

_MOST = 4
_LONGEST = 60


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each unit whose number does not follow its elder sibling's by one."""
    families = tuple(counting.families(plan))
    counts_d = any(one.kind is SectionKind.LETTER and one.label == "đ" for siblings in families for one in siblings)
    for siblings in families:
        for before, after in itertools.pairwise(siblings):
            if before.kind != after.kind or not _skips(before.label, after.label, counts_d):
                continue
            if not _runs_on(plan, before, after):
                yield _told(plan, before, after.label, counting.first_line(plan, after))
        if siblings and siblings[-1].kind is SectionKind.NUMBER:
            yield from _run_in(plan, siblings[-1])


def _told(plan: Plan, before: Section, after: str, place: Span) -> Diagnostic:
    labels = (Label(counting.first_line(plan, before), "before"),)
    return RULE.found(plan.source.name, place, labels=labels, before=before.label, after=after)


def _run_in(plan: Plan, last: Section) -> Iterator[Diagnostic]:
    """Where the last item of a list runs on into the next but one: "... tốt hơn. 3. Yêu cầu" behind item 1.

    A number in mid-line opens an item only where it counts on, so that one that skips is not read as any.
    """
    value = counting.arabic(last.label)
    if value is None:
        return
    inside = re.compile(rf" {value + 2}\. (?<=[^\W\d_][.;] {value + 2}\. )(?=[^\W\d_a-z][^\W\d_])")
    found = inside.search(plan.source.text, last.span.start, last.span.end)
    if found and plan.source.text[found.end()].isupper():
        end = min(last.span.end, found.start() + _LONGEST)
        yield _told(plan, last, str(value + 2), Span(found.start() + 1, end))


def _runs_on(plan: Plan, before: Section, after: Section) -> bool:
    """Whether the number that seems to be missing stands inside a line between the two."""
    missing = counting.before(after.label)
    start = before.span.start + len(before.label) + 1
    return missing is not None and counting.stands_near(plan, missing, start, after.span.start)


def _skips(before: str, after: str, counts_d: bool) -> bool:
    """Whether both count in the same way and ``after`` leaves something out.

    Where "đ" is counted nowhere in the document, its want is a matter of the alphabet (S010).
    """
    if (before, after) == ("d", "e"):
        return counts_d
    for count in (counting.arabic, counting.roman, counting.letter):
        first, second = count(before), count(after)
        if first is not None and second is not None:
            # More than a few left out is another list or an article's number, not a lost paragraph.
            return 1 < second - first <= _MOST
    return False
