"""How a due day came about, as data: the same steps that are said in words, for a program to count again.

>>> import datetime
>>> found = term.due(datetime.date(2026, 11, 20), "2 ngày làm việc", workdays.shipped())
>>> told = data(found.trace)
>>> told["due_on"], [off["day"] for off in told["skipped"]]
('2026-11-25', ['2026-11-21', '2026-11-22', '2026-11-24'])
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias, assert_never

from tiendo import occurrence, pause, setday, since, term, workdays

FORMAT = "tiendo-steps/1"
Steps: TypeAlias = term.Trace | since.Counted | pause.Resumption | occurrence.Reckoned | setday.SetDay


def data(steps: Steps) -> dict[str, Any]:
    """The steps as JSON values: days in ISO, days off each with its reason, its document and how sure it is."""
    match steps:
        case term.Trace():
            return {"format": FORMAT, "kind": "term", **_term(steps)}
        case since.Counted():
            told = {"kind": steps.since.kind.value, "words": steps.since.words}
            return {"format": FORMAT, "kind": "term", "since": told, **_term(steps.trace)}
        case pause.Resumption():
            return {
                "format": FORMAT,
                "kind": "pause",
                "effect": steps.effect.value,
                "before": _day(steps.before),
                "paused_on": _day(steps.paused_on),
                "resumed_on": _day(steps.resumed_on),
                "left": steps.left,
                "due_on": _day(steps.due_on),
            }
        case setday.SetDay():
            return {
                "format": FORMAT,
                "kind": "set",
                "how": steps.how.value,
                "before": _day(steps.before),
                "set_on": _day(steps.on),
                "rules": steps.rules,
                "citation": steps.citation,
                "latest": _day(steps.latest),
                "due_on": _day(steps.due_on),
            }
        case occurrence.Reckoned():
            return {
                "format": FORMAT,
                "kind": "period",
                "ground": steps.ground,
                "period": steps.period.words.vi,
                "first": _day(steps.period.first),
                "last": _day(steps.period.last),
                "issued_on": _day(steps.issued_on),
                "counted": _day(steps.counted),
                "due_on": _day(steps.due_on),
            }
        case _:
            assert_never(steps)


def near(one: setday.Near) -> dict[str, Any]:
    """The same for the day from which a duty is near due."""
    told = {"near_on": _day(one.near_on), "before": one.before.vi, "rules": one.rules, "citation": one.citation}
    return {"format": FORMAT, "kind": "near", **told}


def by_rule(one: setday.RuleDay) -> dict[str, Any]:
    """The same for a day that a rule set counts from another."""
    told = {
        "rule": one.rule.value,
        "since": _day(one.since),
        "length": one.length.vi if one.length else None,
        "until": _day(one.until),
        "rules": one.rules,
        "citation": one.citation,
    }
    return {"format": FORMAT, "kind": "rule", **told}


def _term(trace: term.Trace) -> dict[str, Any]:
    length = trace.term if isinstance(trace.term, term.Length) else None
    return {
        "start": _day(trace.start),
        "length": {"count": length.count, "unit": length.unit.value} if length else None,
        "counting": trace.counting.citation,
        "reached": _day(trace.reached),
        "due_on": _day(trace.due_on),
        "skipped": [_off(off) for off in trace.skipped],
        "rolled": [_off(off) for off in trace.rolled],
        "off_as_printed": _off(trace.off_as_printed) if trace.off_as_printed else None,
        "projected": trace.projected,
        "period_end": trace.period_end.value if trace.period_end else None,
    }


def _off(off: workdays.Off) -> dict[str, str]:
    return {"day": off.day.isoformat(), "why": off.label.vi, "basis": off.basis, "status": off.status.value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
