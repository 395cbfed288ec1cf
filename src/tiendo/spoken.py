"""A directive that came without a file: said at a meeting, or asked by an inspection or a petition; typed in by hand.

What was typed is laid out as a document, so that it is compiled, looked over and issued like any other, and every
duty still points at its words.

>>> from datetime import date
>>> said = Spoken(SourceKind.ORAL, "Giao ban tháng 4", "UBND tỉnh", date(2026, 4, 6), ("Sở Y tế rà soát cơ số thuốc",))
>>> print(compose(said).splitlines()[-1])
1. Sở Y tế rà soát cơ số thuốc.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SourceKind(StrEnum):
    """Where a directive comes from that has no file of its own."""

    ORAL = "oral"
    INSPECTION = "inspection"
    PETITION = "petition"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was typed: the title, whose word it is, of which day, and what is to be done, one task each."""

    kind: SourceKind
    title: str
    issuer: str
    said_on: date
    tasks: tuple[str, ...]


_HEADS = {
    SourceKind.ORAL: "KẾT LUẬN CUỘC HỌP",
    SourceKind.INSPECTION: "KẾT LUẬN THANH TRA, KIỂM TRA",
    SourceKind.PETITION: "THÔNG BÁO YÊU CẦU GIẢI QUYẾT ĐƠN",
    SourceKind.OTHER: "THÔNG BÁO Ý KIẾN CHỈ ĐẠO",
}
# A number or dash that was typed before a task: the layout gives its own.
_LABEL = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–•*+])\s+")


def tasks(text: str) -> tuple[str, ...]:
    """The tasks in what was typed, one a line; labels before them and empty lines are left out."""
    lines = (" ".join(_LABEL.sub("", line).split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def compose(said: Spoken) -> str:
    """The text of the document: head, title, and each task as a numbered paragraph."""
    day = f"ngày {said.said_on.day:02} tháng {said.said_on.month:02} năm {said.said_on.year}"
    numbered = [f"{number}. {_ended(task)}" for number, task in enumerate(said.tasks, start=1)]
    head = [said.issuer.upper(), day, _HEADS[said.kind], said.title, "I. NHIỆM VỤ"]
    return "\n\n".join([*head, *numbered]) + "\n"


def _ended(task: str) -> str:
    return task if task.endswith((".", ";", "!", "?")) else f"{task}."
