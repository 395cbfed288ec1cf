"""What returning a report does by the rules of a duty. Pure."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from tiendo import ruleset_text
from tiendo.rulebook import Lang, Words
from tiendo.ruleset import Basis, Returned


def say(basis: Basis, due_on: dt.date | None, lang: Lang) -> str:
    """What returning a report does by the rules of a duty, with their ground: the duty stands as not done."""
    clause = basis.rules.returned
    told = {
        "rules": basis.rules.name,
        "effect": ruleset_text.RETURNS[clause.value].say(lang),
        "citation": clause.ground.citation,
        "trust": ruleset_text.TRUST[clause.ground.trust].say(lang),
    }
    match clause.value:
        case Returned.NOT_DONE if due_on is None:
            return _RETURNED.say(lang, told)
        case Returned.NOT_DONE:
            return f"{_RETURNED.say(lang, told)} {_RUNS_ON.say(lang, {'due': f'{due_on:%d/%m/%Y}'})}"
        case _:
            assert_never(clause.value)


_RETURNED = Words(
    "Theo “{rules}”, báo cáo bị trả lại: {effect} ({citation}; {trust}).",
    "By “{rules}” a report that is returned is {effect} ({citation}; {trust}).",
)
_RUNS_ON = Words(
    "Đồng hồ chạy tiếp theo hạn {due}: báo cáo nộp lại sau ngày đó là hoàn thành muộn.",
    "The clock runs on against {due}: what is handed in again after that day is done late.",
)
