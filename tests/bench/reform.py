"""How long the reform of 1 July 2025 takes over Nghệ An with twenty thousand open duties."""

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
        _reform()


def _timed(name: str, call: Callable[[], T]) -> T:
    start = time.perf_counter()
    found = call()
    print(f"{name}: {time.perf_counter() - start:.2f} s")
    return found


def _reform() -> None:
    from tests import reform_case
    from tiendo import units
    from tiendo_web.duties import queries as duties
    from tiendo_web.duties.models import Duty
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.reforms import actions, queries
    from tiendo_web.scorecards import queries as scorecards

    case = _timed("found 436 bodies of before July 2025", lambda: reform_case.found("40"))
    _timed(f"issue {TASKS} tasks to 432 bodies", lambda: reform_case.issue(case, TASKS))
    count = Duty.objects.filter(jurisdiction_id=case.jurisdiction_id).count()
    eve = scorecards.scorecard(viewer=case.an, on=reform_case.EVE)
    terms = replace(_timed("write the terms", case.drafted).terms, rules=case.rules())
    key = actions.begin(terms=terms, viewer=case.an, at=reform_case.MORNING)
    _timed("preview", lambda: queries.preview(key=key, viewer=case.an))
    _timed(
        f"decide, {count} open duties", lambda: actions.decide(key=key, seen=1, viewer=case.an, at=reform_case.MORNING)
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
