"""Which known body each row of a table means on a day: by code, and by name only where it has no bearer.

A row that means none founds a body. What cannot be told is a diagnostic, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from tiendo import units, viet
from tiendo.diagnostic import Diagnostic, Label
from tiendo.intake import body_faults, codes, match_faults
from tiendo.intake.bodies import BodyTable, Column, Row
from tiendo.orgtree import Body, OrgTree
from tiendo.orgtree.naming import exactly, same_code
from tiendo.rulebook import Rule

_TITLES = (
    "uy ban nhan dan",
    "ubnd",
    "dac khu",
    "thanh pho",
    "thi xa",
    "thi tran",
    "trung tam",
    "van phong",
    "chi cuc",
    "phuong",
    "huyen",
    "phong",
    "quan",
    "tinh",
    "ban",
    "so",
    "xa",
)
_Places: TypeAlias = "dict[tuple[str, str], list[Body]]"


@dataclass(slots=True)
class Matched:
    """The rows that could be told, each with the body it means (None: a new one) and its code with its zeros."""

    bodies: dict[int, Body | None] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    told: list[Diagnostic] = field(default_factory=list)


def match(table: BodyTable, tree: OrgTree) -> Matched:
    """Find the body of each row that has a name."""
    return _Matcher(table, tree).run()


class _Matcher:
    def __init__(self, table: BodyTable, tree: OrgTree) -> None:
        self._table = table
        self._tree = tree
        self._by_code = {same_code(body.code): body for body in tree if body.code}
        self._places = _places(tree, tree)
        self._found = Matched()
        self._taken: dict[int, Row] = {}
        called = {code: body.name for code, body in self._by_code.items()}
        self._meant = {
            row.number: codes.meant(row.code, row.name, tree.on, called) if row.code else codes.Meant("")
            for row in table.rows
        }

    def run(self) -> Matched:
        uncoded = []
        for row in self._unrepeated(row for row in self._table.rows if row.name):
            code = self._meant[row.number].code
            body = self._by_code.get(same_code(code)) if code else None
            self._found.codes[row.number] = body.code if body else code
            if body is None:
                uncoded.append(row)
            elif fault := self._not_meant(row, body):
                self._found.told.append(fault)
            else:
                self._zeros(row)
                self._take(row, body)
        free = _places(self._tree, (body for body in self._tree if body.id not in self._taken))
        for row in uncoded:
            self._by_its_name(row, free)
        return self._found

    def _unrepeated(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows whose code stands in no row before."""
        first: dict[str, Row] = {}
        for row in rows:
            code = self._meant[row.number].code
            before = first.setdefault(same_code(code), row) if code else row
            if before is row:
                yield row
            else:
                self._again(body_faults.CODE_TWICE, row, before, Column.CODE, code=code)

    def _zeros(self, row: Row) -> None:
        """Say where the code was given zeros."""
        code = self._meant[row.number].code
        if code != row.code:
            self._say(match_faults.ZEROS, row, Column.CODE, code=row.code, guess=code)

    def _not_meant(self, row: Row, body: Body) -> Diagnostic | None:
        """Why a row does not mean the body that bears its code, or None where it does."""
        alike = viet.fold(row.name) == viet.fold(body.name)
        if row.renamed or row.name == body.name:
            return None
        if fault := self._last_year(row):
            return fault
        if exactly(row.name) == exactly(body.name):
            return None
        day = f"{self._tree.on:%d/%m/%Y}"
        said = {"row": str(row.number), "code": body.code, "bearer": body.name, "name": row.name}
        others = (one for one in _standing(self._places, row) if one.id != body.id)
        if any(not alike or exactly(one.name) == exactly(row.name) for one in others):
            return self._fault(match_faults.CODE_OF_ANOTHER, row, Column.CODE, day=day, **said)
        if not alike and _wholly_different(row.name, body.name):
            return self._fault(match_faults.OTHER_NAME, row, Column.NAME, **said)
        return None

    def _last_year(self, row: Row) -> Diagnostic | None:
        """Whether code and name are those of before July 2025, on a later day."""
        meant = self._meant[row.number]
        if meant.then is None:
            return None
        now = units.bearer(meant.code, self._tree.on)
        return self._fault(
            match_faults.LAST_YEAR,
            row,
            Column.CODE,
            row=str(row.number),
            code=meant.code,
            name=meant.then.name,
            now_vi=f"thuộc về {now.name}" if now else "không thuộc về đơn vị nào",
            now_en=f"it has been that of {now.name}" if now else "it has been that of no unit",
        )

    def _by_its_name(self, row: Row, free: _Places) -> None:
        """A row whose code nobody bears, or that has none: the only body of its name under its parent, or a new one.

        ``free`` are the bodies that no row means by their code.
        """
        here = _standing(free, row)
        spoken_of = None if here or row.code else self._spoken_of(row)
        if fault := self._not_new(row, here):
            self._found.told.append(fault)
        elif len(here) > 1:
            self._say(match_faults.NAME_AMBIGUOUS, row, Column.NAME, name=row.name, count=str(len(here)))
        elif here:
            self._zeros(row)
            self._take(row, here[0])
        elif spoken_of is not None:
            self._again(body_faults.BODY_TWICE, row, spoken_of, Column.NAME, name=row.name)
        else:
            self._zeros(row)
            if not row.code and (viet.fold(row.name), "") in free:
                self._say(match_faults.NAME_ELSEWHERE, row, Column.NAME, name=row.name)
            self._found.bodies[row.number] = None

    def _spoken_of(self, row: Row) -> Row | None:
        """The row that gives this one's name to a body that stands where this one says."""
        taken = (self._taken.get(body.id) for body in _standing(self._places, row))
        return next((one for one in taken if one is not None and exactly(one.name) == exactly(row.name)), None)

    def _not_new(self, row: Row, here: list[Body]) -> Diagnostic | None:
        """Why a code that nobody bears is not given to the body of the row's name, or to a new one."""
        if here and row.recoded:
            return None
        if fault := self._last_year(row):
            return fault
        if len(here) == 1 and row.code and here[0].code:
            return self._fault(
                match_faults.OTHER_CODE,
                row,
                Column.CODE,
                row=str(row.number),
                code=self._meant[row.number].code,
                name=here[0].name,
                known=here[0].code,
            )
        return None

    def _take(self, row: Row, body: Body) -> None:
        before = self._taken.setdefault(body.id, row)
        if before is row:
            self._found.bodies[row.number] = body
        else:
            self._again(body_faults.BODY_TWICE, row, before, Column.NAME, name=body.name)

    def _again(self, rule: Rule, row: Row, before: Row, at: Column, **args: str) -> None:
        label = Label(self._table.span(before, at), "first")
        said = {"row": str(row.number), "first": str(before.number), **args}
        self._found.told.append(self._table.sheet.found(rule, self._table.span(row, at), said, (label,)))

    def _say(self, rule: Rule, row: Row, at: Column, **args: str) -> None:
        self._found.told.append(self._fault(rule, row, at, row=str(row.number), **args))

    def _fault(self, rule: Rule, at_row: Row, at: Column, **args: str) -> Diagnostic:
        return self._table.sheet.found(rule, self._table.span(at_row, at), args)


def _places(tree: OrgTree, bodies: Iterable[Body]) -> _Places:
    """Bodies by name, and by name and what is above them: its code, name or abbreviation."""
    found: _Places = {}
    for body in bodies:
        name, above = viet.fold(body.name), tree.parent(body.id)
        words = {above.code, viet.fold(above.name), viet.fold(above.abbreviation)} if above else set()
        for place in {"", *words}:
            found.setdefault((name, place), []).append(body)
    return found


def _standing(places: _Places, row: Row) -> list[Body]:
    """The bodies of a row's name that stand where it says; anywhere where it says nothing.

    Where diacritics alone tell them apart ("Xã Hoa Sơn", "Xã Hòa Sơn"), they decide.
    """
    name = viet.fold(row.name)
    found = places.get((name, row.parent)) or places.get((name, viet.fold(row.parent))) or []
    same = [one for one in found if exactly(one.name) == exactly(row.name)] if len(found) > 1 else []
    return same or found


def _wholly_different(one: str, other: str) -> bool:
    """Whether two names share no more than half of the words of the shorter, titles left aside."""
    words, others = _proper(one), _proper(other)
    return len(words & others) * 2 <= min(len(words), len(others))


def _proper(name: str) -> frozenset[str]:
    """The words of a name without its titles; all of them where it is nothing but titles."""
    rest = viet.fold(name)
    while title := next((one for one in _TITLES if rest.startswith(f"{one} ")), None):
        rest = rest.removeprefix(title).lstrip()
    return frozenset(rest.split())
