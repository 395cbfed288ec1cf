"""How fast units are loaded, a reform is judged and its duties routed, and a table of bodies is held against them."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from datetime import date
from importlib import resources
from typing import TypeVar

from tiendo import units
from tiendo.intake import bodies, changes
from tiendo.orgtree import BodyFacts, BodyKind, Code, Name, OrgTree, Parent
from tiendo.reform import Decision, Open, Rule, Terms, judge, route
from tiendo.reform.succession import draft

DUTIES, ROWS = 20_000, 19_990
OLD = date(2020, 1, 1)
DECISION = Decision("202/2025/QH15", "Sắp xếp đơn vị hành chính", date(2025, 6, 12), units.SINCE)
T = TypeVar("T")


def _timed(name: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    found = work()
    print(f"{name}: {(time.perf_counter() - start) * 1000:.0f} ms")
    return found


def _province(code: str) -> list[BodyFacts]:
    """The bodies of a province on 30 June 2025, the province itself with the id 1."""
    made: list[BodyFacts] = []

    def found(kind: BodyKind, code: str, name: str, above: int | None) -> int:
        number = len(made) + 1
        made.append(BodyFacts(number, kind, (Name(name, "", OLD),), (Code(code, OLD),), (Parent(above, OLD),), OLD))
        return number

    province = next(one for one in units.before() if one.code == code)
    top = found(BodyKind.PROVINCE, province.code, province.name, None)
    for district in province.districts:
        middle = found(BodyKind.DISTRICT, district.code, district.name, top)
        for commune in district.communes:
            found(BodyKind.COMMUNE, commune.code, commune.name, middle)
    return made


def _table() -> bytes:
    out = io.StringIO()
    head = ("Mã", "Tên", "Loại", "Cấp trên")
    rows = ((f"Z{number:05d}", f"Xã Số {number}", "Xã", "UBND tỉnh") for number in range(ROWS))
    csv.writer(out).writerows([head, ("T", "UBND tỉnh", "Cấp tỉnh", ""), *rows])
    return out.getvalue().encode()


def run() -> None:
    """Print sizes and times, the first ones with nothing cached."""
    shipped = [resources.files("tiendo.data") / name for name in ("units.tsv", "units_before.tsv")]
    print(f"shipped units: {sum(len(one.read_bytes()) for one in shipped) / 1000:.0f} KB")
    _timed("who bore a code, first time", lambda: units.bearer("00004", OLD))
    _timed("what became of all units, first time", units.succession)
    facts = _province("40")
    terms = _timed("draft the reform of Nghệ An", lambda: draft(facts, DECISION, 1, before="40")).terms
    outcome = _timed(f"judge its {len(terms.steps)} steps", lambda: judge(terms, facts))
    duties = [Open(one, facts[one % len(facts)].id, "Rà soát việc quản lý đất đai") for one in range(DUTIES)]
    rules = (Rule(1, kind=BodyKind.DISTRICT, words=("rừng",)), Rule(1, kind=BodyKind.DISTRICT), Rule(None))
    ruled = Terms(terms.decision, terms.newcomers, terms.steps, rules)
    routing = _timed(f"route {DUTIES} duties", lambda: route(ruled, outcome, duties))
    print(f"passed on: {len(routing.passes)}, undecided: {len(routing.undecided)}, misled: {len(routing.misled)}")
    exported = bodies.export_rows(OrgTree(facts, OLD))
    print(f"bodies before: {len(exported) - 1}, after: {len(outcome.tree or ())}")
    table, _ = _timed(f"read a table of {ROWS + 1} rows", lambda: bodies.read(_table(), "co-quan.csv"))
    assert table is not None
    planned, _ = _timed("hold it against the bodies", lambda: changes.plan_import(table, [], date(2027, 1, 1)))
    print(f"bodies to found: {len(planned.facts) if planned else 0}")
