"""Urging bodies to do what they owe: what a letter says of them, proposed from facts, with places that each body fills.

A text is written once for a hundred bodies. Its places (``{cơ quan}``) are filled for each from what it owes, so that
no letter says a number that its own table does not show.

>>> from datetime import date
>>> from tiendo.clock import Standing
>>> owed = [Owed(Standing.OVERDUE, 12), Owed(Standing.NEAR_DUE, 2)]
>>> fill("{cơ quan} còn {tình hình}.", Facts("Sở Y tế", date(2026, 11, 25), date(2026, 12, 1), tuple(owed)))
'Sở Y tế còn 1 nhiệm vụ quá hạn, 1 nhiệm vụ sắp đến hạn.'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiendo.clock import Standing

# What can be urged: what is late, about to be, or has no day and so has to be chased by its age.
URGED = (Standing.OVERDUE, Standing.NEAR_DUE, Standing.UNDATED, Standing.NO_DEADLINE)
_NAMES = {
    Standing.OVERDUE: "quá hạn",
    Standing.NEAR_DUE: "sắp đến hạn",
    Standing.UNDATED: "chưa tính được hạn",
    Standing.NO_DEADLINE: "không có thời hạn",
}
_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")


class Place(StrEnum):
    """The places of a text, by the words that stand in them."""

    BODY = "cơ quan"
    NUMBER = "số nhiệm vụ"
    SITUATION = "tình hình"
    DAY = "ngày"
    REPORT_BY = "hạn báo cáo"


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty in a letter: how it stood on the day of the letter, and by how many days (late, left, without word)."""

    standing: Standing
    days: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the places are filled from: whom the letter goes to, its day, until when to report, what is owed."""

    body: str
    on: date
    report_by: date
    owed: tuple[Owed, ...]


ABOUT = "Đôn đốc thực hiện nhiệm vụ được giao"
PROPOSED = (
    "Qua theo dõi việc thực hiện các nhiệm vụ được giao, tính đến ngày {ngày}, {cơ quan} còn {tình hình} "
    "(có danh mục kèm theo).\n\n"
    "Đề nghị {cơ quan} khẩn trương thực hiện, báo cáo kết quả trước ngày {hạn báo cáo}; đối với nhiệm vụ quá hạn, "
    "nêu rõ lý do chậm, trách nhiệm và thời gian hoàn thành."
)


def unknown_places(text: str) -> tuple[str, ...]:
    """The places in a text that nothing fills, each once; a letter with such a place is not sent."""
    known = {place.value for place in Place}
    return tuple(dict.fromkeys(found[1] for found in _PLACE.finditer(text) if found[1].strip() not in known))


def fill(text: str, facts: Facts) -> str:
    """The text with its places filled; what nothing fills stays as it stands."""
    values = {
        Place.BODY.value: facts.body,
        Place.NUMBER.value: str(len(facts.owed)),
        Place.SITUATION.value: situation(facts.owed),
        Place.DAY.value: f"{facts.on:%d/%m/%Y}",
        Place.REPORT_BY.value: f"{facts.report_by:%d/%m/%Y}",
    }
    return _PLACE.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def situation(owed: tuple[Owed, ...]) -> str:
    """What is owed in words, by standing; what there is none of is not said."""
    counts = Counter(one.standing for one in owed)
    said = [f"{counts[one]} nhiệm vụ {_NAMES[one]}" for one in URGED if counts[one]]
    return ", ".join(said) or "0 nhiệm vụ"


def state(one: Owed) -> str:
    """How one duty stands, as the letter's table says it."""
    match one.standing:
        case Standing.OVERDUE:
            return f"Quá hạn {one.days} ngày"
        case Standing.NEAR_DUE:
            return f"Sắp đến hạn, còn {one.days} ngày"
        case Standing.UNDATED:
            return f"Chưa tính được hạn, {one.days} ngày chưa có báo cáo"
        case _:
            return f"Không có thời hạn, {one.days} ngày chưa có báo cáo"
