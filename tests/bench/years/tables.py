"""A table of facts as COPY takes it, with the seal of each row; and indexes put away while rows come in."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from psycopg import Connection, sql

from tiendo import ledger
from tiendo_web.core.models import Row
from tiendo_web.ledger.models import Fact, Seal

NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


# An encoder made once: ``json.dumps`` makes one at every call that does not want ASCII.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def _document(value: object) -> str:
    return _text(_encode(value)) if value else str(value)


# A value as COPY reads it, by its type: asked a hundred million times, so no chain of questions.
_PLAIN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _value: NULL,
    bool: lambda value: "t" if value else "f",
    int: str,
    str: _text,
    dt.date: dt.date.isoformat,
    dt.datetime: dt.datetime.isoformat,
    list: _document,
    dict: _document,
}


class Lines:
    """The lines of one table that wait to be sent."""

    def __init__(self, model: type[Row]) -> None:
        """Take the table's columns from its model; every row has to say all of them but an id that it does not name."""
        self.model = model
        self.columns = {field.attname: str(field.column) for field in model._meta.concrete_fields}
        self._waiting: list[str] = []
        self._order: tuple[str, ...] = ()

    def add(self, values: Mapping[str, object]) -> None:
        """One row, by attribute; always the same ones in the same order."""
        self._order = self._order or tuple(values)
        self._waiting.append("\t".join([_PLAIN[type(value)](value) for value in values.values()]))

    def send(self, connection: Connection[Any]) -> None:
        """Send what waits."""
        if not self._waiting:
            return
        columns = sql.SQL(", ").join(sql.Identifier(self.columns[name]) for name in self._order)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.model._meta.db_table), columns)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write("\n".join(self._waiting) + "\n")
        self._waiting.clear()


class Facts:
    """A table of facts: each row goes out with its seal, and its digest is handed back for its act."""

    def __init__(self, model: type[Fact], seals: Seals) -> None:
        """Take what a row says where nothing else is given, and which columns a seal is made of."""
        self.lines, self._seals = Lines(model), seals
        self.label = model._meta.label
        fields = model._meta.concrete_fields
        self.usual = {field.attname: field.get_default() if field.has_default() else _blank(field) for field in fields}
        self._sealed = [one.attname for one in fields if one.attname not in model.DERIVED | {"id"}]
        self._added = model.ADDED

    def write(self, values: Mapping[str, object], stamp: Mapping[str, object]) -> str:
        """One row with the stamp of its act (act, time, by whom, jurisdiction); gives the digest of its seal."""
        row = self.usual | values | stamp
        sealed = {name: _json(row[name]) for name in self._sealed}
        for name in self._added:
            if sealed[name] is None:
                del sealed[name]
        self.lines.add(row)
        return self._seals.seal(self.label, row, sealed)


class Seals(Lines):
    """The seals of rows of whatever table."""

    def __init__(self) -> None:
        """The columns in the order in which :meth:`seal` writes them."""
        super().__init__(Seal)
        self._order = ("jurisdiction_id", "act", "table", "key", "salt", "digest")

    def seal(self, table: str, row: Mapping[str, Any], sealed: Mapping[str, Any]) -> str:
        """Seal a row; gives the digest."""
        salt = os.urandom(16)
        digest = ledger.row_digest(salt, table, row["id"], sealed)
        self._waiting.append(
            f"{row['jurisdiction_id']}\t{row['act']}\t{table}\t{row['id']}\t\\\\x{salt.hex()}\t{digest}"
        )
        return digest


def _blank(field: Any) -> object:
    """What Django stores where nothing is said: the empty string in text that may not be null."""
    return None if field.null or not field.empty_strings_allowed else ""


# The types that a seal holds otherwise than as they are.
_SEALED: Mapping[type, Callable[[Any], str]] = {
    dt.datetime: lambda value: str(value.astimezone(dt.UTC).isoformat(timespec="microseconds")),
    dt.date: dt.date.isoformat,
}


def _json(value: object) -> Any:
    as_text = _SEALED.get(type(value))
    return as_text(value) if as_text else value


@contextmanager
def bare(connect: Callable[[], Connection[Any]], models: Iterable[type[Row]]) -> Iterator[None]:
    """Put constraints and indexes of tables away, and lay them again over all rows: sorted once instead of each time.

    The database checks every row against every constraint as it is laid again.
    """
    tables = [model._meta.db_table for model in models]
    with connect() as connection:
        laid = [*_constraints(connection, tables), *_indexes(connection, tables)]
        for drop, _lay in laid:
            connection.execute(drop)
    yield
    with connect() as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        for _drop, lay in reversed(laid):
            connection.execute(lay)


_Pair = tuple[sql.Composed, sql.Composed]


def _constraints(connection: Connection[Any], tables: list[str]) -> list[_Pair]:
    """Foreign keys first, so that what they lean on can go after them."""
    rows = connection.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype FROM pg_constraint"
        " WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('f', 'p', 'u')"
        " OR confrelid::regclass::text = ANY(%s) ORDER BY contype, conname",
        [tables, tables],
    ).fetchall()
    return [
        (
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)),
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} " + definition).format(
                sql.Identifier(table), sql.Identifier(name)
            ),
        )
        for table, name, definition, _kind in rows
    ]


def _indexes(connection: Connection[Any], tables: list[str]) -> list[_Pair]:
    """The indexes that belong to no constraint."""
    rows = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint) ORDER BY indexname",
        [tables],
    ).fetchall()
    return [(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)), sql.Composed([sql.SQL(lay)])) for name, lay in rows]
