"""A compiled plan for people: head, citations and tasks, as text for a terminal.

What was not found shows as a dash, what was inferred bears a mark; nothing is made up here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tiendo.plan.model import BodyRef, Citation, Deadline, Head, Plan, Read, Task
from tiendo.rulebook import Lang, Words

_NOTHING = "—"
_WIDTH = 96
_SHORTENED = 100

_INFERRED = Words(vi=" (suy ra)", en=" (inferred)")
_HEAD = {
    "issuer": Words(vi="Cơ quan ban hành", en="Issued by"),
    "issued_on": Words(vi="Ngày ban hành", en="Issued on"),
    "signer": Words(vi="Người ký", en="Signed by"),
}
_CITATIONS = Words(vi="Viện dẫn ({count})", en="Citations ({count})")
_TASKS = Words(vi="Nhiệm vụ ({count})", en="Tasks ({count})")
_LEAD = Words(vi="chủ trì", en="lead")
_COORDINATING = Words(vi="phối hợp", en="coordinating")
_DEADLINE = Words(vi="thời hạn", en="deadline")
_ROW = Words(vi="nêu lại ở dòng", en="given again in row")
_AGAIN = Words(vi="nêu lại nhiệm vụ", en="gives again task")
_UNDATED = Words(vi="không ghi ngày", en="no date")
_ONGOING = Words(vi="thường xuyên", en="ongoing")


def full(plan: Plan, lang: Lang) -> str:
    """The whole plan, tasks in full; ends with an empty line."""
    return "\n".join([*_head(plan.head, lang), "", *_citations(plan, lang), *_tasks(plan, lang)]) + "\n"


def concise(plan: Plan, lang: Lang) -> str:
    """A line for the document and one for each task: id, deadline, lead, first words, with tabs between."""
    head = plan.head
    lines = [
        "\t".join(
            (_said(head.symbol, lang), _said(head.issued_on, lang), _said(head.issuer, lang), _said(head.title, lang))
        )
    ]
    for task in plan.tasks:
        first = first_words(task.text, _SHORTENED)
        lines.append("\t".join((task.id, _due(task.deadline, lang), _bodies(task.lead, lang), first)))
    return "\n".join(lines) + "\n"


def first_words(text: str, most: int) -> str:
    """The words of a text in one line of no more than ``most`` characters; a word that is longer is cut itself.

    >>> first_words("Sở Y tế lập  sổ theo dõi", 16), first_words("x" * 30, 8)
    ('Sở Y tế lập sổ …', 'xxxxxx …')
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    kept = words[: most - 1].rpartition(" ")[0] or words[: most - 2]
    return f"{kept} …"


def _head(head: Head, lang: Lang) -> Iterator[str]:
    yield " ".join(one.value for one in (head.type, head.symbol) if one) or _NOTHING
    if head.title:
        yield from textwrap.wrap(head.title.value, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    signer = head.signer.name if head.signer else None
    for key, value in (("issuer", head.issuer), ("issued_on", head.issued_on), ("signer", signer)):
        yield f"  {_HEAD[key].say(lang)}: {_said(value, lang)}"


def _citations(plan: Plan, lang: Lang) -> Iterator[str]:
    if plan.citations:
        yield _CITATIONS.say(lang, {"count": str(len(plan.citations))})
        yield from (f"  {one.symbol}  {_cited_date(one, lang)}" for one in plan.citations)
        yield ""


def _cited_date(citation: Citation, lang: Lang) -> str:
    return citation.date or (f"“{citation.printed_date}”" if citation.printed_date else _UNDATED.say(lang))


def _tasks(plan: Plan, lang: Lang) -> Iterator[str]:
    yield _TASKS.say(lang, {"count": str(len(plan.tasks))})
    given: dict[str, list[str]] = {}
    for task in plan.tasks:
        if task.row:
            given.setdefault(task.row, []).append(task.id)
    for task in plan.tasks:
        yield from _task(task, given.get(task.id, ()), lang)


def _task(task: Task, given: Sequence[str], lang: Lang) -> Iterator[str]:
    name = f"  {task.id}  "
    for paragraph in task.text.split("\n"):
        yield from textwrap.wrap(paragraph, _WIDTH, initial_indent=name, subsequent_indent="      ")
        name = "      "
    yield f"      {_LEAD.say(lang)}: {_bodies(task.lead, lang)}"
    if task.coordinating:
        yield f"      {_COORDINATING.say(lang)}: {_bodies(task.coordinating, lang)}"
    yield f"      {_DEADLINE.say(lang)}: {_due(task.deadline, lang)}"
    if task.row:
        yield f"      {_ROW.say(lang)}: {task.row}"
    if given:
        yield f"      {_AGAIN.say(lang)}: {', '.join(given)}"
    yield ""


def _bodies(bodies: tuple[BodyRef, ...], lang: Lang) -> str:
    return "; ".join(_said(body, lang) for body in bodies) or _NOTHING


def _due(deadline: Deadline | None, lang: Lang) -> str:
    if deadline is None:
        return _NOTHING
    values = [_ONGOING.say(lang) if value == "ongoing" else value for value in deadline.values]
    said = ", ".join(values) or f"“{deadline.text}”"
    return said + (_INFERRED.say(lang) if deadline.inferred else "")


def _said(read: Read | BodyRef | None, lang: Lang) -> str:
    if read is None:
        return _NOTHING
    return read.value + (_INFERRED.say(lang) if read.inferred else "")
