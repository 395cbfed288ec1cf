"""B005: the leading body is also told to coordinate with itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from itertools import product, takewhile

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import lines, owners
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, SectionKind, Task
from tiendo.plan.rules import counting, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="B005",
    name="leader-coordinates-itself",
    severity=Severity.WARNING,
    message=Words(
        vi="Nhiệm vụ {task}: {body} vừa chủ trì vừa phối hợp với chính mình",
        en="Task {task}: {body} leads and is to coordinate with itself",
    ),
    help=Words(
        vi="Bỏ tên ấy ở phần phối hợp, hoặc sửa tên cơ quan chủ trì.",
        en="Take the name out of those that coordinate, or mend the leader.",
    ),
    explanation=Words(
        vi="Một trong hai tên bị chép nhầm; cơ quan lẽ ra được giao thì không thấy tên mình. Tên chung (“các đơn "
        "vị thuộc Sở”) ở cả hai ô thì không xét.",
        en="One of the two names was copied wrongly; the body that was meant does not find itself. A class of "
        "bodies in both cells is left alone.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Sở Xây dựng rà soát quỹ đất ven biển.\n"),
            good=("1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Sở Y tế rà soát quỹ đất ven biển.\n"),
        ),
        Example(
            bad=(
                sample.HEAD + "| TT | Nhiệm vụ | Chủ trì | Phối hợp |\n|---|---|---|---|\n"
                "| 1 | Rà soát quỹ đất | Sở Xây dựng | Sở Tài chính, Sở Xây dựng |\n"
            ),
            good=(
                sample.HEAD + "| TT | Nhiệm vụ | Chủ trì | Phối hợp |\n|---|---|---|---|\n"
                "| 1 | Rà soát quỹ đất | Sở Xây dựng | Sở Tài chính, Sở Y tế |\n"
            ),
        ),
    ),
    basis="Nghị định 191/2026/NĐ-CP, Điều 2 khoản 2 (một cơ quan chủ trì, các cơ quan khác phối hợp)",
)


_WITH = late.pattern(r"[\s,]*(?:(?:có trách nhiệm|chủ trì|chủ động|tiếp tục)[\s,]*){0,3}phối hợp\b", re.IGNORECASE)
_HELPS = late.pattern(r"[^\n]{0,30}phối hợp", re.IGNORECASE)
_CLASS = late.pattern(r"\s*(?:các|mọi|từng|những|mỗi)\b", re.IGNORECASE)
_NAMED = late.pattern(r"[^,;\n]+")
_STOP = re.compile(r"[.;:\n]")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the second place of a leading body's name, among those its task says it coordinates with."""
    for task in plan.tasks:
        names = {_key(lead.value): lead.span for lead in task.lead if lead.span and len(lead.value.split()) > 1}
        for part in task.parts if names else ():
            text = plan.source.slice(part)
            if not any(_may_help(name, _key(text)) for name in names):
                continue
            helping = owners.coordinating(text)
            for one in owners.reads(plan.source, part.start, helping):
                lead = names.get(_key(one.value))
                if lead and one.span and _is_its_own(plan.source.text[lead.end : one.span.start]):
                    yield RULE.found(plan.source.name, one.span, task=task.label, body=one.value)
    yield from _in_rows(plan)


def _in_rows(plan: Plan) -> Iterator[Diagnostic]:
    """Leading bodies that the cell for those who help names again."""
    tasks = sorted(plan.tasks, key=lambda task: task.span.start)
    for table in (one for one in counting.every(plan.outline) if one.kind is SectionKind.TABLE):
        head = next((row for row in table.children if row.is_head), None)
        columns = [at for at, cell in enumerate(head.cells) if _HELPS.match(plan.source.slice(cell))] if head else []
        for row in table.children if columns else ():
            first = bisect_left(tasks, row.span.start, key=lambda task: task.span.start)
            inside = takewhile(partial(_is_within, row.span), tasks[first : first + len(row.cells)])
            cells = [row.cells[at] for at in columns if at < len(row.cells) and not row.is_head]
            for task, cell in product(inside, cells):
                yield from _named_again(plan, task, row.span, cell)


def _is_within(row: Span, task: Task) -> bool:
    return task.span in row


def _named_again(plan: Plan, task: Task, row: Span, cell: Span) -> Iterator[Diagnostic]:
    leads = {_key(lead.value) for lead in task.lead if lead.span and lead.span in row}
    for found in _NAMED.finditer(plan.source.text, cell.start, cell.end):
        # Of a class each may help the others.
        if _key(found[0].strip()) in leads and not _CLASS.match(found[0]):
            span = lines.trimmed(plan.source.text, Span(*found.span()))
            yield RULE.found(plan.source.name, span, task=task.label, body=plan.source.slice(span))


def _key(words: str) -> str:
    return words.replace("Ủy ban nhân dân", "UBND").replace("Uỷ ban nhân dân", "UBND")


def _may_help(name: str, text: str) -> bool:
    """Whether all words of a name but its first, which a list may share, stand behind "phối hợp"."""
    at = text.find("hối hợp")
    return at >= 0 and all(text.find(word, at) >= 0 for word in name.split()[1:])


def _is_its_own(between: str) -> bool:
    """Whether the "phối hợp" between the two places is the leader's, not that of a second clause's subject."""
    return bool(_WITH.match(between)) and not _STOP.search(between)
