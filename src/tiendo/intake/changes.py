"""What a table of bodies changes on a day: nothing where anything is wrong with it, else all of it at once.

Parents and superiors are looked for among the rows and the bodies of the day together, so that the order of the
rows does not matter. What comes out must be a tree on that day and on every later one that is known of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity, ordered
from tiendo.intake import body_faults, codes, matching, sheet_faults
from tiendo.intake.bodies import BodyTable, Column, Row, has_errors
from tiendo.intake.placing import Placing
from tiendo.orgtree import (
    Body,
    BodyFacts,
    BodyKind,
    Code,
    Misled,
    Name,
    OrgTree,
    Parent,
    Rank,
    Superior,
    body_on,
    misled,
)
from tiendo.orgtree.naming import exactly, same_code
from tiendo.reform import FaultKind, shape
from tiendo.rulebook import Rule

# No body of a province is older than the state; and who writes a day so many years ahead has mistyped it.
EARLIEST = date(1945, 9, 2)
YEARS_AHEAD = 5


class ChangeKind(StrEnum):
    """What changes of a body."""

    FOUND = "found"
    NAME = "name"
    ABBREVIATION = "abbreviation"
    CODE = "code"
    KIND = "kind"
    LEVEL = "level"
    PARENT = "parent"
    SUPERIOR = "superior"


@dataclass(frozen=True, slots=True)
class Change:
    """One change by one row: of a body (its id below zero where it is new), in words before and after.

    Kinds and levels are the values of their enums, parents and superiors names. ``founded`` says what a new body is
    besides its name.
    """

    kind: ChangeKind
    body_id: int
    name: str
    row: int
    before: str
    after: str
    founded: tuple[tuple[ChangeKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does: each change in the order of the rows, and the bodies it touches as they will be.

    ``facts`` of new bodies bear ids below zero, and parents are named by these ids too; ``unchanged`` counts the
    rows that say what is known already.
    """

    changes: tuple[Change, ...]
    facts: tuple[BodyFacts, ...]
    unchanged: int


def plan_import(
    table: BodyTable, facts: Iterable[BodyFacts], on: date, today: date | None = None
) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    """What the table changes from ``on``, and everything wrong with it; None where there is an error.

    ``today`` bounds the day; None where it is known to be meant. Raises :class:`tiendo.orgtree.TreeRefused` where
    the bodies make no tree on that day already.
    """
    known = {one.id: one for one in facts}
    planner = _Planner(table, known, OrgTree(known.values(), on))
    changes = planner.run()
    told = [*table.faults, *_out_of_reach(table, known.values(), on, today or on), *planner.told]
    wrong = {dict(one.args).get("row") for one in told if one.severity is Severity.ERROR} - {None}
    if len(wrong) * 2 >= len(table.rows) > 1:
        counts = {"bad": str(len(wrong)), "all": str(len(table.rows))}
        told.append(table.sheet.found(sheet_faults.HALF_WRONG, None, counts))
    every = ordered(told)
    return (None if has_errors(every) else changes), every


def _out_of_reach(table: BodyTable, known: Iterable[BodyFacts], on: date, today: date) -> Iterator[Diagnostic]:
    """Refuse a day before there was any body, or so far ahead that it is a slip."""
    first = min((one.begins_on for one in known), default=EARLIEST)
    last = today.replace(year=min(today.year + YEARS_AHEAD, date.max.year), day=min(today.day, 28))
    if not first <= on <= max(last, today):
        said = {"day": f"{on:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        yield table.sheet.found(body_faults.DAY_OUT_OF_REACH, None, said)


class _Planner:
    """The rows held against the bodies of the day."""

    def __init__(self, table: BodyTable, known: Mapping[int, BodyFacts], tree: OrgTree) -> None:
        self._table = table
        self._known = known
        self._tree = tree
        self._matched = matching.match(table, tree)
        self.told: list[Diagnostic] = self._matched.told
        self._rows = [row for row in table.rows if row.number in self._matched.bodies]
        self._ids = _ids(self._rows, self._matched.bodies)
        self._names = _Names(table, tree, self._rows, self._ids, self._matched)
        self._top_is_free = not len(tree)
        # By name and parent: the first row of each sort, whether with a code and whether of a new body.
        self._spoken_of: dict[tuple[str, int | None], dict[tuple[bool, bool], Row]] = {}
        self._placing = Placing(tree, known, {self._ids[row.number]: row for row in self._rows})
        self._to_come = _to_come(known.values(), tree.on)

    def run(self) -> Changes:
        """Every change that can be made out, and on the way everything wrong."""
        changes: list[Change] = []
        facts: dict[int, BodyFacts] = {}
        unchanged = 0
        for row in self._rows:
            self._place(row)
        for row in self._rows:
            body = self._matched.bodies[row.number]
            if body is None:
                new = facts[self._ids[row.number]] = self._new(row)
                changes.append(self._founding(row, new))
                continue
            found = [*self._differences(row, body)]
            unchanged += not found
            if found:
                self._not_before_others(row, body)
                changes += found
                facts[body.id] = self._changed(row, body, {one.kind for one in found})
        self._whole({**self._known, **facts})
        return Changes(tuple(changes), tuple(facts.values()), unchanged)

    def _place(self, row: Row) -> None:
        """Look up who will stand above a row's body, and who will lead it."""
        body, body_id = self._matched.bodies[row.number], self._ids[row.number]
        parent = self._above(row, row.parent, self._table.parent_column(row), body.parent_id if body else None)
        superior = self._above(row, row.superior, Column.SUPERIOR, body.superior_id if body else None)
        self._placing.parents[body_id], self._placing.superiors[body_id] = parent, superior
        self._not_twice(row, parent)

    def _above(self, row: Row, words: str, column: Column, present: int | None) -> int | None:
        """The body that the words name; the present one where they name none or several."""
        if not words:
            return present
        ids = self._names.find(words)
        if len(ids) == 1:
            found = next(iter(ids))
            if column is Column.PARENT_CODE:
                self._agrees(row, found)
            return found
        if present in ids or self._names.failed(words):
            return present
        rule = body_faults.PARENT_AMBIGUOUS if ids else body_faults.PARENT_UNKNOWN
        args = {"count": str(len(ids))} if ids else {}
        self._say(rule, row, column, column=self._table.head(column), value=words[:80], **args)
        return present

    def _agrees(self, row: Row, parent: int) -> None:
        """Refuse a parent's code beside the name of another body, as where the code is last year's."""
        said, body, its_row = (
            self._table.says(row, Column.PARENT),
            self._tree.get(parent),
            self._placing.rows.get(parent),
        )
        known = {self._names.of(parent), *((body.name, body.abbreviation) if body else ())}
        known |= {its_row.abbreviation} if its_row else set()
        called = dict.fromkeys(map(same_code, codes.spellings(row.parent)), self._names.of(parent))
        alike = max(codes.likeness(said, one) for one in known)
        if said and (not alike.grade or codes.meant(row.parent, said, self._tree.on, called).then):
            args = {"code": row.parent, "bearer": self._names.of(parent), "value": said[:80]}
            self._say(body_faults.PARENT_DIFFERS, row, Column.PARENT_CODE, **args)

    def _not_twice(self, row: Row, parent: int | None) -> None:
        """Refuse a new body of the same name in the same place as another row's; two codes tell two bodies apart."""
        others = self._spoken_of.setdefault((exactly(row.name), parent), {})
        coded, new = bool(self._matched.codes[row.number]), self._matched.bodies[row.number] is None
        for (other_coded, other_new), first in others.items():
            if (new or other_new) and not (coded and other_coded):
                label = Label(self._table.span(first, Column.NAME), "first")
                self._say(body_faults.BODY_TWICE, row, Column.NAME, label, name=row.name, first=str(first.number))
                break
        others.setdefault((coded, new), row)

    def _new(self, row: Row) -> BodyFacts:
        if row.kind is None and not self._table.says(row, Column.KIND):
            self._say(body_faults.KIND_MISSING, row, Column.KIND, name=row.name)
        if not row.parent and row.kind is not BodyKind.PROVINCE and not self._top_is_free:
            self._say(body_faults.PARENT_MISSING, row, self._table.parent_column(row), name=row.name)
        self._top_is_free = self._top_is_free and bool(row.parent)
        on, body_id = self._tree.on, self._ids[row.number]
        kind, code = self._placing.kind(body_id), self._matched.codes[row.number]
        parent, superior = self._placing.parents[body_id], self._placing.superiors[body_id]
        self._not_to_come(row, code, parent)
        return BodyFacts(
            id=body_id,
            kind=kind,
            names=(Name(row.name, row.abbreviation, on),),
            codes=(Code(code, on),) if code else (),
            parents=(Parent(parent, on),),
            begins_on=on,
            ranks=(Rank(kind, row.level, on),) if row.level not in (None, self._placing.unsaid(body_id)) else (),
            superiors=(Superior(superior, on),) if superior is not None else (),
        )

    def _founding(self, row: Row, new: BodyFacts) -> Change:
        body_id = self._ids[row.number]
        said = (
            (ChangeKind.KIND, new.kind.value),
            (ChangeKind.LEVEL, self._placing.level(body_id).value),
            (ChangeKind.CODE, self._matched.codes[row.number]),
            (ChangeKind.ABBREVIATION, row.abbreviation),
            (ChangeKind.PARENT, self._names.of(self._placing.parents[body_id])),
            (ChangeKind.SUPERIOR, self._names.of(self._placing.superiors[body_id])),
        )
        found = self._change(ChangeKind.FOUND, row, "", row.name)
        return replace(found, founded=tuple((kind, words) for kind, words in said if words))

    def _not_to_come(self, row: Row, code: str, parent: int | None) -> None:
        """Refuse to found what is founded on a later day already."""
        for body in self._to_come.get(exactly(row.name), ()):
            if body.parent_id == parent or (code and same_code(code) == same_code(body.code)):
                self._say(body_faults.BEGINS_LATER, row, Column.NAME, name=row.name, day=f"{body.begins_on:%d/%m/%Y}")
                return

    def _differences(self, row: Row, body: Body) -> Iterator[Change]:
        code, level = self._matched.codes[row.number], self._placing.level(body.id)
        parent, superior = self._placing.parents[body.id], self._placing.superiors[body.id]
        if _renames(row, body):
            yield self._change(ChangeKind.NAME, row, body.name, row.name)
        if row.abbreviation and row.abbreviation != body.abbreviation:
            yield self._change(ChangeKind.ABBREVIATION, row, body.abbreviation, row.abbreviation)
        if code and code != body.code:
            yield self._change(ChangeKind.CODE, row, body.code, code)
        if row.kind is not None and row.kind is not body.kind:
            yield self._change(ChangeKind.KIND, row, body.kind.value, row.kind.value)
        if level is not body.level:
            yield self._change(ChangeKind.LEVEL, row, body.level.value, level.value)
        if parent != body.parent_id:
            yield self._change(ChangeKind.PARENT, row, self._names.of(body.parent_id), self._names.of(parent))
        if superior != body.superior_id:
            yield self._change(ChangeKind.SUPERIOR, row, self._names.of(body.superior_id), self._names.of(superior))

    def _changed(self, row: Row, body: Body, kinds: Set[ChangeKind]) -> BodyFacts:
        facts, on, placing = self._known[body.id], self._tree.on, self._placing
        if kinds & {ChangeKind.NAME, ChangeKind.ABBREVIATION}:
            name = row.name if _renames(row, body) else body.name
            facts = replace(facts, names=(*facts.names, Name(name, row.abbreviation or body.abbreviation, on)))
        if ChangeKind.CODE in kinds:
            facts = replace(facts, codes=(*facts.codes, Code(self._matched.codes[row.number], on)))
        if ChangeKind.KIND in kinds or row.level not in (None, placing.unsaid(body.id)):
            facts = replace(facts, ranks=(*facts.ranks, Rank(placing.kind(body.id), placing.level(body.id), on)))
        if ChangeKind.PARENT in kinds:
            facts = replace(facts, parents=(*facts.parents, Parent(placing.parents[body.id], on)))
        if ChangeKind.SUPERIOR in kinds:
            facts = replace(facts, superiors=(*facts.superiors, Superior(placing.superiors[body.id], on)))
        return facts

    def _not_before_others(self, row: Row, body: Body) -> None:
        """Refuse a change where something is recorded for that day or a later one."""
        later = [day for day in self._known[body.id].days if day >= self._tree.on]
        if later:
            self._say(body_faults.OVERLAP, row, Column.NAME, name=body.name, day=f"{min(later):%d/%m/%Y}")

    def _whole(self, after: Mapping[int, BodyFacts]) -> None:
        """Refuse what makes no tree, on the day or on a later one."""
        rows = {self._ids[row.number]: row for row in self._rows}
        for fault in shape.faults(after, self._tree.on):
            row = next((rows[one] for one in fault.bodies if one in rows), None)
            if row is None:
                continue
            if fault.kind is FaultKind.CIRCLE:
                self._say(body_faults.CIRCLE, row, self._table.parent_column(row), name=row.name)
            else:
                day = f"{fault.day or self._tree.on:%d/%m/%Y}"
                self._say(body_faults.CLASH, row, Column.NAME, name=row.name, other=fault.other, day=day)
        led = [one for one, above in self._placing.superiors.items() if above is not None and rows[one].superior]
        for one in misled(after, led, self._tree.on):
            self._not_led(rows[one.body_id], one)

    def _not_led(self, row: Row, one: Misled) -> None:
        """Say what is wrong with who leads a body."""
        if one.gone is None:
            self._say(body_faults.SUPERIOR_CIRCLE, row, Column.SUPERIOR, name=row.name)
        else:
            day, other = f"{one.day:%d/%m/%Y}", self._names.of(one.gone)
            self._say(body_faults.CLASH, row, Column.SUPERIOR, name=row.name, other=other, day=day)

    def _change(self, kind: ChangeKind, row: Row, before: str, after: str) -> Change:
        return Change(kind, self._ids[row.number], row.name, row.number, before, after)

    def _say(self, rule: Rule, row: Row, at: Column, *labels: Label, **args: str) -> None:
        span = self._table.span(row, at)
        self.told.append(self._table.sheet.found(rule, span, {"row": str(row.number), **args}, labels))


class _Names:
    """What bodies will be called and coded once the table is imported, and what they are called now."""

    def __init__(
        self, table: BodyTable, tree: OrgTree, rows: Sequence[Row], ids: Mapping[int, int], matched: matching.Matched
    ) -> None:
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, set[int]] = {}
        self._before: dict[str, set[int]] = {}
        self._called: dict[int, str] = {}
        meant = {body.id for body in matched.bodies.values() if body}
        for row in rows:
            body = matched.bodies[row.number]
            short = row.abbreviation or (body.abbreviation if body else "")
            self._add(ids[row.number], matched.codes[row.number] or (body.code if body else ""), row.name, short)
        for body in tree:
            if body.id not in meant:
                self._add(body.id, body.code, body.name, body.abbreviation)
            for words in (body.name, body.abbreviation):
                self._before.setdefault(viet.fold(words), set()).add(body.id)
            self._called.setdefault(body.id, body.name)
        done = {row.number for row in rows}
        left = [row for row in table.rows if row.number not in done]
        self._failed = {words for row in left for words in (row.code, viet.fold(row.name)) if words}

    def _add(self, body_id: int, code: str, name: str, short: str) -> None:
        if code:
            self._by_code[same_code(code)] = body_id
        for words in filter(None, (viet.fold(name), viet.fold(short))):
            self._by_name.setdefault(words, set()).add(body_id)
        self._called[body_id] = name

    def find(self, words: str) -> Set[int]:
        """The bodies that a code or a name means: a code before a name, what will be before what is."""
        for code in map(same_code, codes.spellings(words)):
            if code in self._by_code:
                return {self._by_code[code]}
        folded = viet.fold(words)
        found: Set[int] = self._by_name.get(folded) or self._before.get(folded) or frozenset()
        same = {one for one in found if exactly(self._called[one]) == exactly(words)} if len(found) > 1 else set()
        return same or found

    def failed(self, words: str) -> bool:
        """Whether the words name a row that could not be told, which is said there already."""
        return words in self._failed or viet.fold(words) in self._failed

    def of(self, body_id: int | None) -> str:
        """What a body will be called; empty for none."""
        return self._called.get(body_id, "") if body_id is not None else ""


def _to_come(known: Iterable[BodyFacts], on: date) -> dict[str, list[Body]]:
    """The bodies that begin after a day, as they will be first, by name."""
    found: dict[str, list[Body]] = {}
    for one in known:
        if one.begins_on > on and (body := body_on(one, one.begins_on)) is not None:
            found.setdefault(exactly(body.name), []).append(body)
    return found


def _ids(rows: Iterable[Row], bodies: Mapping[int, Body | None]) -> dict[int, int]:
    """The id of each row's body by the row's number; new ones count down from -1."""
    found: dict[int, int] = {}
    new = 0
    for row in rows:
        body = bodies[row.number]
        new -= body is None
        found[row.number] = body.id if body else new
    return found


def _renames(row: Row, body: Body) -> bool:
    """Whether a row gives another name; the same one typed without diacritics is none."""
    typed_bare = row.name.isascii() and viet.fold(row.name) == viet.fold(body.name)
    return not typed_bare and row.name != " ".join(body.name.split())
