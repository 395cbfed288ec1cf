"""How long the reform of 1 July 2025 takes: over Nghệ An with twenty thousand open duties, then over Hà Nội,
whose communes were divided, each of their duties chosen by hand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from tests.bench import database

T = TypeVar("T")
TASKS = 47


def run() -> None:
    """Found, issue, preview, decide, compare; on PostgreSQL."""
    with database.postgresql() as url:
        import os

        os.environ["DATABASE_URL"] = url
        database.prepare()
        _reform("40", TASKS)
        _reform("01", TASKS // 2)


def _timed(name: str, call: Callable[[], T]) -> T:
    start, computing = time.perf_counter(), time.process_time()
    found = call()
    here = time.process_time() - computing
    print(f"{name}: {time.perf_counter() - start:.2f} s, of which this process computed {here:.2f} s", flush=True)
    return found


def _reform(code: str, tasks: int) -> None:
    from tests import reform_case
    from tiendo import units
    from tiendo_web.duties import queries as duties
    from tiendo_web.duties.models import Duty
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.reforms import actions, previews
    from tiendo_web.scorecards import queries as scorecards

    case = _timed(f"province {code} as it was on 30 June 2025", lambda: reform_case.found(code))
    _timed(f"issue {tasks} tasks to each of {len(case.bodies)} bodies", lambda: reform_case.issue(case, tasks))
    count = Duty.objects.filter(jurisdiction_id=case.jurisdiction_id).count()
    eve = scorecards.scorecard(viewer=case.an, on=reform_case.EVE)
    terms = replace(_timed("write the terms", case.drafted).terms, rules=case.rules())
    key = actions.begin(terms=terms, viewer=case.an, at=reform_case.MORNING)
    shown = _timed("preview", lambda: previews.preview(key=key, viewer=case.an, on=reform_case.MORNING.date()))
    chosen = {choice.duty_id: choice.heirs[0][0] for choice in shown.choices}
    print(f"duties of divided communes, chosen one by one: {len(chosen)}")
    actions.save(key=key, seen=1, terms=replace(terms, choices=chosen), viewer=case.an, at=reform_case.MORNING)
    _timed(
        f"decide, {count} open duties", lambda: actions.decide(key=key, seen=2, viewer=case.an, at=reform_case.MORNING)
    )
    again = scorecards.scorecard(viewer=case.an, on=reform_case.EVE)
    same = all(again.row(body) == eve.row(body) for body in {*eve.bodies, *again.bodies})
    print(f"scorecard of 30 June the same before and after: {same}")
    other = _timed(
        "scorecard of 30 June under the bodies of 1 July",
        lambda: scorecards.restructured(viewer=case.an, on=reform_case.EVE, structure_on=units.SINCE),
    )
    print(f"sums under both: {eve.total.total} and {other.total.total}")
    faults = _timed("recount", lambda: duties.drift(case.jurisdiction_id))
    breaks = _timed("verify", lambda: list(ledger.breaks(jurisdiction_id=case.jurisdiction_id)))
    print(f"{len(faults)} differences, {len(breaks)} breaks")
