"""Tables of people: typed rows, each fault at its row and column, and nothing done that the table does not say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.intake import tables
from tiendo.intake import RULES, people, people_faults
from tiendo.intake.people import Column, Held, Known, Planned, Row, Standing
from tiendo.orgtree import BodyFacts, BodyKind, Code, Name, OrgTree, Parent
from tiendo.render import File, full
from tiendo.rulebook import Lang, Rulebook, explain

FOUNDED, ON = dt.date(2025, 7, 1), dt.date(2026, 3, 2)
HEAD = ("Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan", "Từ ngày", "Đến hết trước ngày", "Thư điện tử")
BOOK = Rulebook(RULES)


def body(number: int, name: str, short: str = "", code: str = "", above: int | None = 1, **more: Any) -> BodyFacts:
    codes = (Code(code, FOUNDED),) if code else ()
    kind = BodyKind.DEPARTMENT if above else BodyKind.PROVINCE
    return BodyFacts(number, kind, (Name(name, short, FOUNDED),), codes, (Parent(above, FOUNDED),), FOUNDED, **more)


BODIES = [
    body(1, "UBND tỉnh Sơn Hải", above=None),
    body(2, "Sở Y tế", "SYT", "H05"),
    body(3, "Xã Hòa Sơn", code="90001"),
    body(4, "Xã Hải Thuận", code="90002"),
    body(5, "Phòng Kinh tế", above=3),
    body(6, "Phòng Kinh tế", above=4),
    body(7, "Sở Dân số", "SDS", ends_on=dt.date(2026, 7, 1)),
]
TREE = OrgTree(BODIES, ON)
ROLES = {"lanh dao": "leader", "can bo": "officer", "officer": "officer"}
LAN = Known(7, "Lê Thị Lan", (Held("leader", 2, FOUNDED),))
STANDING = Standing(TREE, ROLES, ("Lãnh đạo", "Cán bộ"), {"lan": LAN}, frozenset({"chi"}))


def plan(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> tuple[Planned | None, list[str]]:
    table, told = people.read(tables.text([head, *rows]), "a.csv")
    if table is None:
        return None, [one.name for one in told]
    planned, every = people.plan_people(table, STANDING)
    for one in every:
        for lang in Lang:
            assert "{" not in full.render([File("a.csv", table.columns.sheet.source, (one,))], BOOK, lang)
    return planned, [one.name for one in every]


GOOD = ("hoa", "Trần Văn Hòa", "Cán bộ", "SYT", "", "", "")


def test_whoever_is_new_is_invited_and_every_role_is_given() -> None:
    planned, told = plan(
        GOOD,
        ("hoa", "", "Lãnh đạo", "Phòng Kinh tế, Xã Hòa Sơn", "1/4/2026", "01/04/2027", "hoa@son-hai.vn"),
        ("lan", "le thi lan", "officer", "90001", "", "", ""),
    )
    assert planned is not None, told
    assert [(one.username, one.name, one.mail, one.row) for one in planned.invited] == [
        ("hoa", "Trần Văn Hòa", "hoa@son-hai.vn", 2)
    ]
    assert [(one.user_id, one.role, one.body_id, one.holds_from, one.holds_to) for one in planned.given] == [
        (None, "officer", 2, ON, None),
        (None, "leader", 5, dt.date(2026, 4, 1), dt.date(2027, 4, 1)),
        (7, "officer", 3, ON, None),
    ]


def test_what_is_so_already_is_no_change() -> None:
    planned, told = plan(("lan", "Lê Thị Lan", "Lãnh đạo", "Sở Y tế", "", "", ""))
    assert (planned, told) == (Planned((), (), 1), [])
    planned, told = plan(("lan", "", "Lãnh đạo", "Sở Y tế", "1/7/2025", "", ""))
    assert planned == Planned((), (), 1)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "Lê Thị Lan", "Cán bộ", "SYT"), "username-missing"),
        (("Lan Lê", "Lê Thị Lan", "Cán bộ", "SYT"), "username-malformed"),
        (("moi", "", "Cán bộ", "SYT"), "person-name-missing"),
        (("lan", "Phạm Văn Lân", "Cán bộ", "SYT"), "person-name-differs"),
        (("hoa", "Trần Thị Hoa", "Cán bộ", "90001"), "person-name-differs"),
        (("chi", "Chi", "Cán bộ", "SYT"), "username-taken"),
        (("moi", "Mới", "Trưởng phòng", "SYT"), "role-unknown"),
        (("moi", "Mới", "", "SYT"), "role-unknown"),
        (("moi", "Mới", "Cán bộ", "Sở Không Có"), "person-body-not-found"),
        (("moi", "Mới", "Cán bộ", ""), "person-body-missing"),
        (("moi", "Mới", "Cán bộ", "Phòng Kinh tế"), "person-body-ambiguous"),
        (("moi", "Mới", "Cán bộ", "Sở Dân số", "1/8/2026"), "person-body-over"),
        (("moi", "Mới", "Cán bộ", "SYT", "31/02/2026"), "day-unreadable"),
        (("moi", "Mới", "Cán bộ", "SYT", "", "hôm nay"), "day-unreadable"),
        (("moi", "Mới", "Cán bộ", "SYT", "1/7/2026", "1/6/2026"), "role-ends-before-it-begins"),
        (("hoa", "Trần Văn Hòa", "Cán bộ", "Sở Y tế"), "role-twice"),
        (("lan", "Lê Thị Lan", "Lãnh đạo", "SYT", "1/1/2026"), "role-held-for-another-period"),
        (("moi", "Mới", "Cán bộ", "SYT", "", "", "moi@"), "mail-malformed"),
        (("moi", "=1+1", "Cán bộ", "SYT"), "formula-in-cell"),
        (("moi", "M" * 121, "Cán bộ", "SYT"), "cell-too-long"),
    ],
)
def test_one_fault_and_nothing_is_planned(row: tuple[str, ...], fault: str) -> None:
    planned, told = plan(GOOD, ("loc", "Lộc", "Cán bộ", "SYT"), ("minh", "Minh", "Cán bộ", "SYT"), row)
    assert planned is None
    assert told == [fault]


@pytest.mark.parametrize("missing", ["Tên đăng nhập", "Vai trò", "Cơ quan"])
def test_a_table_without_a_column_that_must_be_there_is_refused(missing: str) -> None:
    head = tuple("Khác" if words == missing else words for words in HEAD)
    assert plan(GOOD, head=head)[1].count("column-missing") == 1


def test_where_half_is_wrong_the_table_is_in_doubt() -> None:
    assert plan(GOOD, ("x y", "", "Cán bộ", "SYT"))[1][0] == "half-the-rows-wrong"


def test_the_nearest_body_is_named() -> None:
    table, _ = people.read(tables.text([HEAD, ("moi", "Mới", "Cán bộ", "Y tế")]), "a.csv")
    assert table is not None
    _, told = people.plan_people(table, STANDING)
    assert "“Sở Y tế”?" in BOOK.help(told[0], Lang.VI)


def test_days_of_a_workbook_are_read() -> None:
    day = dt.datetime(2026, 4, 1)
    table, told = people.read(tables.workbook([HEAD, ("hoa", "Hòa", "Cán bộ", "SYT", day, None, None)]), "a.xlsx")
    assert table is not None, told
    assert table.rows == (Row(2, "hoa", "Hòa", "Cán bộ", "", "SYT", day.date()),)


NAMES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạẰểỗựỲ", min_size=1, max_size=20)
PEOPLE = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9._-]{0,20}", fullmatch=True).filter(lambda name: name not in ("chi", "lan")),
    st.tuples(
        NAMES, st.sets(st.tuples(st.sampled_from(["leader", "officer"]), st.sampled_from([2, 3, 5, 6])), min_size=1)
    ),
    min_size=1,
    max_size=6,
)


@given(PEOPLE)
def test_what_is_written_out_is_read_back_without_a_change(known: dict[str, Any]) -> None:
    here = {
        username: Known(number, name, tuple(Held(role, body_id, FOUNDED) for role, body_id in sorted(hats)))
        for number, (username, (name, hats)) in enumerate(known.items())
    }
    words = {"leader": "Lãnh đạo", "officer": "Cán bộ"}
    rows = list(people.export_rows([(name, one, "") for name, one in here.items()], TREE, words))
    assert rows[0] == tuple(Column)
    table, told = people.read(tables.text(rows), "a.csv")
    assert table is not None, told
    planned, every = people.plan_people(table, Standing(TREE, ROLES, (), here))
    assert planned == Planned((), (), len(rows) - 1), every


@given(
    st.binary(max_size=400)
    | st.text(max_size=400).map(lambda words: ("Tên đăng nhập;Vai trò;Cơ quan\n" + words).encode())
)
def test_no_bytes_break_it(data: bytes) -> None:
    table, _ = people.read(data, "a.csv")
    if table is not None:
        people.plan_people(table, STANDING)


def test_every_fault_explains_itself() -> None:
    for rule in people_faults.RULES:
        for lang in Lang:
            assert rule.code in explain(rule, lang)
