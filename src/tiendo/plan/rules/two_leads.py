"""B002: one task is led by two bodies by name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import BodyRef, Plan
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="B002",
    name="two-leads",
    severity=Severity.INFO,
    message=Words(
        vi="Nhiệm vụ {task} có {count} cơ quan cùng chủ trì: {bodies}",
        en="Task {task} is led by {count} bodies: {bodies}",
    ),
    help=Words(
        vi="Chọn một cơ quan chủ trì, các cơ quan khác là phối hợp; hoặc tách thành hai nhiệm vụ.",
        en="Choose one to lead and let the others coordinate; or make two tasks of it.",
    ),
    explanation=Words(
        vi="Hai cơ quan cùng chủ trì thì khi trễ không biết hỏi ai. Quy tắc chỉ nhắc khi văn bản viết “chủ "
        "trì” cho từ hai "
        "cơ quan có tên riêng; giao chung cho “các sở, ngành” thì mỗi cơ quan tự chịu phần mình.",
        en="With two leaders nobody knows whom to ask when it is late. The rule speaks only where the text "
        "says “chủ trì” "
        "of two or more bodies by name; an order to “the departments” gives each its own part.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng và Sở Tài chính chủ trì rà soát quỹ đất ven biển.\n",
            good="1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát quỹ đất ven biển.\n",
        ),
    ),
    basis="Nghị định 191/2026/NĐ-CP, Điều 2 khoản 2 (mỗi việc một cơ quan chủ trì, các cơ quan khác phối hợp)",
    labels={"also": Words(vi="cũng chủ trì", en="leads as well")},
)

_LEADS = re.compile(r"chủ trì", re.IGNORECASE)
_CLASS = re.compile(r"(?:các|những|mọi|ủy ban nhân dân các|ubnd các|thủ trưởng các)\b", re.IGNORECASE)
_NEAR = 80
# A unit and on the next line what it is a unit of are one name.
_UNIT = re.compile(r"(?:Vụ|Phòng|Chi cục|Cục|Viện|Trung tâm|Văn phòng|Thanh tra)\b")
_OVER_UNITS = re.compile(r"(?:Bộ|Sở|Tổng cục|UBND|[ỦU][yỷ] ban)\b")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first of the leading bodies of each such task."""
    told: set[Span] = set()
    for task in plan.tasks:
        named = [lead for lead in task.lead if lead.span is not None and not _CLASS.match(lead.value)]
        spans = [lead.span for lead in named if lead.span is not None]
        # A cell merged over several rows names its bodies once.
        if len(named) == len(task.lead) >= 2 and spans[0] not in told and _are_told_to_lead(plan, named):
            told.add(spans[0])
            yield RULE.found(
                plan.source.name,
                spans[0],
                labels=tuple(Label(span, "also") for span in spans[1:]),
                task=task.label,
                count=str(len(named)),
                bodies=", ".join(lead.value for lead in named),
            )


def _are_told_to_lead(plan: Plan, leads: list[BodyRef]) -> bool:
    """Whether "chủ trì" stands near the bodies; heirs of a heading ("1. Sở A, Sở B") are not told so."""
    spans = [lead.span for lead in leads if lead.span is not None]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    if any(_is_one_name(plan, first, second) for first, second in itertools.pairwise(leads)):
        return False
    return end - start < 4 * _NEAR and bool(_LEADS.search(plan.source.text, max(0, start - 30), end + _NEAR))


def _is_one_name(plan: Plan, first: BodyRef, second: BodyRef) -> bool:
    if first.span is None or second.span is None or not _UNIT.match(first.value) or not _OVER_UNITS.match(second.value):
        return False
    return not plan.source.text[first.span.end : second.span.start].strip()
