"""A table of people and their roles, as typed rows, and what it would change; people as the same table.

A row gives one role at one body to one person, who is known by the sign-in name. Whoever is not known yet is to be
invited. What roles there are, and who is known, is told by the caller; nothing is guessed.

>>> table, told = read("Tên đăng nhập;Họ và tên;Vai trò;Cơ quan\\nlan;Lê Thị Lan;Lãnh đạo;Sở Y tế\\n".encode(), "a.csv")
>>> table.rows[0].username, table.rows[0].body, told
('lan', 'Sở Y tế', ())
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity, ordered
from tiendo.intake import people_faults, sheet, sheet_faults
from tiendo.intake.columns import Columns
from tiendo.orgtree import Body, OrgTree
from tiendo.rulebook import Rule


class Column(StrEnum):
    """What a column says; the value is its head when people are written out."""

    USERNAME = "Tên đăng nhập"
    NAME = "Họ và tên"
    ROLE = "Vai trò"
    CODE = "Mã cơ quan"
    BODY = "Cơ quan"
    FROM = "Từ ngày"
    UNTIL = "Đến hết trước ngày"
    MAIL = "Thư điện tử"


_HEADS: Mapping[str, Column] = MappingProxyType(
    {
        words: column
        for column, all_words in {
            Column.USERNAME: ("ten dang nhap", "tai khoan", "username", "sign in name", "account"),
            Column.NAME: ("ho va ten", "ho ten", "ten", "name", "full name"),
            Column.ROLE: ("vai tro", "role"),
            Column.CODE: ("ma co quan", "ma don vi", "ma", "body code", "code"),
            Column.BODY: ("co quan", "don vi", "co quan don vi", "noi cong tac", "body"),
            Column.FROM: ("tu ngay", "tu", "from", "holds from"),
            Column.UNTIL: ("den het truoc ngay", "den truoc ngay", "until", "to"),
            Column.MAIL: ("thu dien tu", "email", "e mail", "mail"),
        }.items()
        for words in all_words
    }
)
_LONGEST = {Column.NAME: 120, Column.USERNAME: 60, Column.CODE: 20}
_LONGEST_ELSE = 420
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_MAIL = re.compile(r"[^@\s,;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# As people type days, and as Excel's own days come out of a workbook.
_DAYS = (
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?: 00:00:00)?"),
)
_OPEN = "…"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands; empty or None where it says nothing. ``number`` counts from 1."""

    number: int
    username: str
    name: str = ""
    role: str = ""
    code: str = ""
    body: str = ""
    holds_from: dt.date | None = None
    holds_to: dt.date | None = None
    mail: str = ""


@dataclass(frozen=True, slots=True)
class PersonTable:
    """A table of people: its columns and rows, and what is wrong with it so far."""

    columns: Columns[Column]
    rows: tuple[Row, ...]
    faults: tuple[Diagnostic, ...] = ()

    @property
    def usernames(self) -> frozenset[str]:
        """Of whom the table speaks."""
        return frozenset(row.username for row in self.rows if row.username)


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds already."""

    role: str
    body_id: int
    holds_from: dt.date
    holds_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has an account here."""

    user_id: int
    name: str
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody new."""

    row: int
    username: str
    name: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A role that the table gives; ``user_id`` is None for whom it invites."""

    row: int
    username: str
    name: str
    user_id: int | None
    role: str
    body_id: int
    holds_from: dt.date
    holds_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What a table would do: whom it invites, which roles it gives; how many rows say what is so already."""

    invited: tuple[Invited, ...]
    given: tuple[Given, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the table is held against: the bodies of a day, the roles by their folded words, who is known.

    ``taken`` are sign-in names of accounts that are not ours; ``role_words`` are said where a role is not known.
    """

    tree: OrgTree
    roles: Mapping[str, str]
    role_words: tuple[str, ...]
    known: Mapping[str, Known] = field(default_factory=dict)
    taken: Set[str] = frozenset()


def read(data: bytes, name: str) -> tuple[PersonTable | None, tuple[Diagnostic, ...]]:
    """The table of people in a file and what is wrong with it; None where no rows can be read. Never raises."""
    found, told = sheet.read(data, name)
    if found is None:
        return None, told
    columns = Columns(found, _HEADS, Column.USERNAME)
    there = set(columns.at)
    either = {Column.BODY, Column.CODE}
    lacking = [column for column in (Column.ROLE, Column.BODY) if column not in there]
    if there & either:
        lacking = [column for column in lacking if column not in either]
    if Column.USERNAME in there:
        columns.told += [found.found(sheet_faults.HEAD_MISSING, None, {"column": one.value}) for one in lacking]
    rows = tuple(_rows(columns))
    every = ordered((*told, *columns.told))
    if lacking or Column.USERNAME not in there:
        return None, every
    return PersonTable(columns, rows, every), every


def _rows(columns: Columns[Column]) -> Iterator[Row]:
    for number, said in columns.rows():
        columns.check(number, said, _LONGEST, _LONGEST_ELSE)
        yield Row(
            number,
            username=_username(columns, number, said[Column.USERNAME]),
            name=said.get(Column.NAME, ""),
            role=said.get(Column.ROLE, ""),
            code=said.get(Column.CODE, ""),
            body=said.get(Column.BODY, ""),
            holds_from=_day(columns, number, Column.FROM, said.get(Column.FROM, "")),
            holds_to=_day(columns, number, Column.UNTIL, said.get(Column.UNTIL, "")),
            mail=_mail(columns, number, said.get(Column.MAIL, "")),
        )


def _username(columns: Columns[Column], number: int, words: str) -> str:
    """The sign-in name; empty where it is none."""
    if _USERNAME.fullmatch(words):
        return words
    rule = people_faults.USERNAME_MALFORMED if words else people_faults.USERNAME_MISSING
    columns.fault(rule, number, Column.USERNAME, **({"value": words[:60]} if words else {}))
    return ""


def _day(columns: Columns[Column], number: int, column: Column, words: str) -> dt.date | None:
    day = day_of(words)
    if words and day is None:
        columns.fault(people_faults.DAY_UNREADABLE, number, column, column=columns.called(column), value=words[:40])
    return day


def _mail(columns: Columns[Column], number: int, words: str) -> str:
    if words and not (_MAIL.fullmatch(words) and len(words) <= 254):
        columns.fault(people_faults.MAIL_MALFORMED, number, Column.MAIL, value=words[:60])
    return words


def day_of(words: str) -> dt.date | None:
    """The day that words name, or None.

    >>> day_of("1/7/2026"), day_of("2026-07-01 00:00:00"), day_of("31/2/2026")
    (datetime.date(2026, 7, 1), datetime.date(2026, 7, 1), None)
    """
    for form in _DAYS:
        if found := form.fullmatch(words):
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def plan_people(table: PersonTable, standing: Standing) -> tuple[Planned | None, tuple[Diagnostic, ...]]:
    """What the table would do as things stand, and everything wrong with it; None where there is an error."""
    planner = _Planner(table, standing)
    planned = planner.run()
    told = [*table.faults, *planner.told]
    wrong = {dict(one.args).get("row") for one in told if one.severity is Severity.ERROR} - {None}
    if len(wrong) * 2 >= len(table.rows) > 1:
        counts = {"bad": str(len(wrong)), "all": str(len(table.rows))}
        told.append(table.columns.sheet.found(sheet_faults.HALF_WRONG, None, counts))
    every = ordered(told)
    return (None if any(one.severity is Severity.ERROR for one in every) else planned), every


class _Planner:
    """The rows held against what is known."""

    def __init__(self, table: PersonTable, standing: Standing) -> None:
        self._table = table
        self._now = standing
        self.told: list[Diagnostic] = []
        self._names: dict[str, str] = {}
        self._mails: dict[str, str] = {}
        self._seen: dict[tuple[str, str, int], Row] = {}

    def run(self) -> Planned:
        """All that can be made out, and on the way everything wrong."""
        given, unchanged = list[Given](), 0
        for row in self._table.rows:
            role, body = self._role(row), self._body(row)
            if not (self._person(row) and role and body) or self._repeats(row, role, body):
                continue
            hat = self._hat(row, role, body)
            if hat is None:
                unchanged += 1
            else:
                given.append(hat)
        invited = {
            hat.username: Invited(hat.row, hat.username, hat.name, self._mails.get(hat.username, ""))
            for hat in reversed(given)
            if hat.user_id is None
        }
        return Planned(tuple(reversed(invited.values())), tuple(given), unchanged)

    def _person(self, row: Row) -> bool:
        """Whether it is clear of whom a row speaks."""
        if not row.username:
            return False
        if row.username in self._now.taken:
            self._say(people_faults.USERNAME_TAKEN, row, Column.USERNAME, username=row.username)
            return False
        known = self._now.known.get(row.username)
        bearer = known.name if known else self._names.setdefault(row.username, row.name)
        self._mails[row.username] = self._mails.get(row.username) or row.mail
        if not bearer:
            del self._names[row.username]
            self._say(people_faults.PERSON_NAME_MISSING, row, Column.NAME, username=row.username)
        elif row.name and viet.fold(row.name) != viet.fold(bearer):
            said = {"username": row.username, "bearer": bearer, "name": row.name[:120]}
            self._say(people_faults.PERSON_NAME_DIFFERS, row, Column.NAME, **said)
        else:
            return True
        return False

    def _role(self, row: Row) -> str | None:
        role = self._now.roles.get(sheet.folded_head(row.role))
        if role is None:
            known = ", ".join(f"“{words}”" for words in self._now.role_words)
            self._say(people_faults.ROLE_UNKNOWN, row, Column.ROLE, value=row.role[:40], known=known)
        return role

    def _body(self, row: Row) -> Body | None:
        """The body, by its code, else by its name."""
        column = Column.CODE if row.code else Column.BODY
        words = row.code or row.body
        if not words:
            self._say(people_faults.PERSON_BODY_MISSING, row, column)
            return None
        found = [body for body in self._now.tree.named(words) if not row.code or body.code == words]
        if len(found) == 1:
            return found[0]
        said = {"column": self._table.columns.called(column), "value": words[:80]}
        if found:
            self._say(people_faults.BODY_AMBIGUOUS, row, column, count=str(len(found)), **said)
            return None
        near = self._now.tree.answer(words).candidates[:1]
        label = f": “{near[0].name}”?" if near else ""
        day = f"{self._now.tree.on:%d/%m/%Y}"
        self._say(people_faults.BODY_NOT_FOUND, row, column, day=day, near_vi=label, near_en=label, **said)
        return None

    def _repeats(self, row: Row, role: str, body: Body) -> bool:
        before = self._seen.setdefault((row.username, role, body.id), row)
        if before is row:
            return False
        label = Label(self._table.columns.span(before.number, Column.USERNAME), "first")
        said = {"row": str(row.number), "first": str(before.number), "username": row.username}
        span = self._table.columns.span(row.number, Column.USERNAME)
        self.told.append(self._table.columns.sheet.found(people_faults.ROLE_TWICE, span, said, (label,)))
        return True

    def _hat(self, row: Row, role: str, body: Body) -> Given | None:
        """The role that a row gives; None where it is held already, or where the row cannot give it."""
        known = self._now.known.get(row.username)
        start, end = row.holds_from or self._now.tree.on, row.holds_to
        for held in known.held if known else ():
            if (held.role, held.body_id) == (role, body.id) and _overlap(held, start, end):
                self._same(row, held)
                return None
        over = self._now.tree.facts(body.id).ends_on
        if end is not None and end <= start:
            self._say(people_faults.ENDS_FIRST, row, Column.UNTIL, start=f"{start:%d/%m/%Y}", end=f"{end:%d/%m/%Y}")
        elif over is not None and over <= start:
            self._say(people_faults.BODY_OVER, row, Column.BODY, body=body.name, end=f"{over:%d/%m/%Y}")
        name = known.name if known else self._names[row.username]
        return Given(row.number, row.username, name, known.user_id if known else None, role, body.id, start, end)

    def _same(self, row: Row, held: Held) -> None:
        if row.holds_from in (None, held.holds_from) and row.holds_to in (None, held.holds_to):
            return
        end = f"{held.holds_to:%d/%m/%Y}" if held.holds_to else _OPEN
        said = {"username": row.username, "start": f"{held.holds_from:%d/%m/%Y}", "end": end}
        self._say(people_faults.PERIOD_DIFFERS, row, Column.FROM, **said)

    def _say(self, rule: Rule, row: Row, at: Column, **args: str) -> None:
        span = self._table.columns.span(row.number, at)
        self.told.append(self._table.columns.sheet.found(rule, span, {"row": str(row.number), **args}))


def _overlap(held: Held, start: dt.date, end: dt.date | None) -> bool:
    return (held.holds_to is None or start < held.holds_to) and (end is None or held.holds_from < end)


def export_rows(
    people: Iterable[tuple[str, Known, str]], tree: OrgTree, role_words: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """People as a table: a head, then a row for each role held, of (sign-in name, person, mail).

    Read back on the same day it changes nothing. Roles at bodies that do not live on the day are left out: nobody
    could take them in again.
    """
    yield tuple(Column)
    for username, known, mail in people:
        for held in known.held:
            body = tree.get(held.body_id)
            if body is not None:
                end = f"{held.holds_to:%d/%m/%Y}" if held.holds_to else ""
                role, start = role_words[held.role], f"{held.holds_from:%d/%m/%Y}"
                yield (username, known.name, role, body.code, tree.label(body.id), start, end, mail)
