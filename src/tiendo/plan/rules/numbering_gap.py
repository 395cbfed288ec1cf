"""S005: a number is left out between two units of one list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section
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

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ARABIC = re.compile(r"(?:.*\.)?(\d{1,3})")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each unit whose number does not follow its elder sibling's by one."""
    yield from _gaps(plan, plan.outline)


def _gaps(plan: Plan, siblings: tuple[Section, ...]) -> Iterator[Diagnostic]:
    for before, after in itertools.pairwise(siblings):
        if before.kind == after.kind and _skips(before.label, after.label):
            yield RULE.found(
                plan.source.name,
                _first_line(plan, after),
                labels=(Label(_first_line(plan, before), "before"),),
                before=before.label,
                after=after.label,
            )
    for section in siblings:
        yield from _gaps(plan, section.children)


def _skips(before: str, after: str) -> bool:
    """Whether both count in the same way and ``after`` leaves something out.

    A letter that is also a Roman numeral ("c" to "d") is read as a letter in lower case only.
    """
    for count in (_arabic, _roman, _letter):
        first, second = count(before), count(after)
        if first is not None and second is not None:
            # More than a few left out is another list or an article's number, not a lost paragraph.
            return 1 < second - first <= 4
    return False


def _arabic(label: str) -> int | None:
    found = _ARABIC.fullmatch(label)
    return int(found[1]) if found else None


def _roman(label: str) -> int | None:
    last = label.rsplit(".", 1)[-1]
    if not last or not set(last) <= _ROMAN.keys():
        return None
    values = [_ROMAN[char] for char in last]
    return sum(-one if one < max(values[i:]) else one for i, one in enumerate(values))


def _letter(label: str) -> int | None:
    last = label.rsplit(".", 1)[-1].rstrip(")")
    return _ALPHABET.index(last) if len(last) == 1 and last in _ALPHABET else None


def _first_line(plan: Plan, section: Section) -> Span:
    line = plan.source.slice(section.span).split("\n", 1)[0]
    return Span(section.span.start, section.span.start + min(len(line), 60))
