"""What the sample counts by: a rule set of its own from the first day, and a task that recurs from today on."""

from __future__ import annotations

import datetime as dt

from tiendo import ruleset_text
from tiendo.occurrence import AfterEnd
from tiendo.orgtree import Level
from tiendo.period import Kind, Rhythm, Window
from tiendo_web.core.access import Viewer
from tiendo_web.demo import story
from tiendo_web.recurring import actions as recurring
from tiendo_web.rulesets import actions as rulesets

DAY = dt.timedelta(days=1)
NAME = "Quy chế theo dõi nhiệm vụ của tỉnh Sơn Hải"
_OWN = """  căn cứ: Quyết định 08/2025/QĐ-UBND của tỉnh Sơn Hải, Điều {article}
  độ tin: tự đặt
"""
# The rules that the invented province wrote itself; the others are those of the common set.
_WRITTEN = {"Cập nhật văn bản khẩn": ("trong ngày", 6), "Cập nhật văn bản thường": ("1 ngày làm việc", 6)}


def adopt(an: Viewer, begins: dt.date) -> None:
    """Adopt the province's own set, which holds from the day after it was founded here."""
    blocks = ruleset_text.write(ruleset_text.shipped()[0]).split("\n\n")
    text = "\n\n".join([f"Tên: {NAME}", *map(_own, blocks[1:])])
    rulesets.adopt(text=text, valid_from=begins + DAY, viewer=an, at=story.instant(begins))


def _own(block: str) -> str:
    label = block.partition(":")[0]
    if label not in _WRITTEN:
        return block
    value, article = _WRITTEN[label]
    return f"{label}: {value}\n{_OWN.format(article=article)}".rstrip("\n")


def recur(an: Viewer, task_id: int, today: dt.date) -> None:
    """Let a task recur each quarter in the periods of the decree; its first period begins after today."""
    recurring.begin(
        task_id=task_id,
        rhythm=Rhythm(Kind.QUARTER, Window.DECREE_09),
        when=AfterEnd(5, {Level.COMMUNE: 2}),
        first_on=today,
        viewer=an,
        at=story.instant(today),
    )
