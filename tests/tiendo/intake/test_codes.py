"""Codes of before July 2025 are never taken for those of today, with their zeros or without; those of today are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from tests.tiendo.intake import tables
from tiendo import units
from tiendo.diagnostic import Diagnostic
from tiendo.intake import bodies, changes
from tiendo.intake.changes import ChangeKind, Changes
from tiendo.orgtree import BodyFacts, BodyKind, Code, Name, Parent

ON = date(2026, 11, 25)
HEAD = ("Mã", "Tên", "Loại", "Cấp trên", "Đổi tên", "Đổi mã")
TODAY = {one.code: one for one in units.provinces()}
BEFORE = {one.code: one for one in units.before()}
LOST = pytest.mark.parametrize("lost", [False, True], ids=["codes whole", "zeros lost"])


@cache
def bodies_of(province: str) -> tuple[BodyFacts, ...]:
    """A province of today as bodies: itself and its communes."""
    above, day = TODAY[province], units.SINCE
    top = BodyFacts(
        1, BodyKind.PROVINCE, (Name(above.name, "", day),), (Code(province, day),), (Parent(None, day),), day
    )
    below = (
        BodyFacts(at, BodyKind.COMMUNE, (Name(one.name, "", day),), (Code(one.code, day),), (Parent(1, day),), day)
        for at, one in enumerate(above.communes, start=2)
    )
    return (top, *below)


def taken(
    listed: Iterable[units.Unit], into: str, *, lost: bool = False, said: tuple[str, str] = ("", "")
) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    """What comes of a list of communes sent to a province of today."""
    rows = [(str(int(one.code)) if lost else one.code, one.name, "Xã", TODAY[into].name, *said) for one in listed]
    table, told = bodies.read(tables.text([HEAD, *rows]), "danh-sach.csv")
    assert table is not None, told
    return changes.plan_import(table, bodies_of(into), ON)


def named(told: Iterable[Diagnostic], rule: str) -> set[str]:
    """The rows at which a rule was broken."""
    return {dict(one.args)["row"] for one in told if one.name == rule}


REUSED = [
    (units.Unit(then.code, then.name), then.province, into)
    for province in TODAY.values()
    for now in province.communes
    if (then := units.bearer(now.code, date(2025, 6, 30))) and then.name != now.name
    for into in {province.code, BEFORE[then.province].into}
]


@LOST
def test_no_row_of_last_year_is_taken_where_its_code_was_given_out_anew(lost: bool) -> None:
    assert len({unit.code for unit, *_ in REUSED}) == 2145
    passed = []
    for unit, _, into in REUSED:
        found, told = taken([unit], into, lost=lost)
        if found is not None or not named(told, "code-of-last-year"):
            passed.append((unit, into, found, told))
    assert not passed, (len(passed), passed[:3])


@LOST
@pytest.mark.parametrize("province", BEFORE.values(), ids=lambda one: one.code)
def test_no_list_of_last_year_is_taken_and_each_row_is_told(province: units.FormerProvince, lost: bool) -> None:
    found, told = taken(province.communes, province.into, lost=lost)
    assert found is None
    now = {(one.code, one.name) for one in TODAY[province.into].communes}
    stale = {str(row) for row, one in enumerate(province.communes, start=2) if (one.code, one.name) not in now}
    assert stale == named(told, "code-of-last-year")


@LOST
@pytest.mark.parametrize("province", TODAY.values(), ids=lambda one: one.code)
def test_the_list_of_today_is_read(province: units.Province, lost: bool) -> None:
    found, told = taken(province.communes, province.code, lost=lost)
    assert found == Changes((), (), len(province.communes)), told
    short = {str(row) for row, one in enumerate(province.communes, start=2) if one.code.startswith("0")}
    assert named(told, "zeros-lost") == (short if lost else set())


@pytest.mark.parametrize("province", TODAY.values(), ids=lambda one: one.code)
def test_the_list_of_today_founds_a_province_though_its_zeros_are_lost(province: units.Province) -> None:
    rows = [(str(int(province.code)), province.name, "Cấp tỉnh", "")]
    rows += [(str(int(one.code)), f"UBND {one.name}", "Xã", province.code) for one in province.communes]
    table, _ = bodies.read(tables.text([HEAD[:4], *rows]), "danh-sach.csv")
    assert table is not None
    found, told = changes.plan_import(table, (), ON)
    assert found is not None, told
    assert [one.codes[0].code for one in found.facts[1:]] == [one.code for one in province.communes]


def test_a_row_may_say_plainly_that_an_old_name_is_given_again() -> None:
    old = units.Unit("00199", "Phường Láng Hạ")
    for lost in (False, True):
        assert taken([old], "01", lost=lost)[0] is None
        found, _ = taken([old], "01", lost=lost, said=("x", ""))
        assert found is not None
        assert [(one.kind, one.before) for one in found.changes] == [(ChangeKind.NAME, "Phường Láng")]


@pytest.mark.parametrize("name", ["UBND phường Láng Hạ", "Láng Hạ", "P. Láng Hạ, quận Đống Đa", "phuong lang ha"])
@pytest.mark.parametrize("code", ["00199", "199"])
def test_last_years_name_is_known_however_it_is_written(code: str, name: str) -> None:
    found, told = taken([units.Unit(code, name)], "01")
    assert found is None
    assert named(told, "code-of-last-year") == {"2"}


@pytest.mark.parametrize("name", ["Phường Láng", "UBND phường Láng", "phuong lang"])
def test_todays_name_is_known_however_it_is_written(name: str) -> None:
    assert taken([units.Unit("199", name)], "01")[0] is not None


def test_another_code_beside_a_known_name_is_asked_about() -> None:
    strange = units.Unit("77777", "Phường Láng")
    found, told = taken([strange], "01")
    assert found is None
    assert named(told, "code-differs") == {"2"}
    found, _ = taken([strange], "01", said=("", "x"))
    assert found is not None
    assert [(one.kind, one.before, one.after) for one in found.changes] == [(ChangeKind.CODE, "00199", "77777")]


def test_a_body_without_a_code_is_given_one_unasked() -> None:
    top, *below = bodies_of("01")
    bare = [top, *(replace(one, codes=()) for one in below)]
    table, _ = bodies.read(tables.text([HEAD[:2], ("00199", "Phường Láng")]), "a.csv")
    assert table is not None
    found, told = changes.plan_import(table, bare, ON)
    assert found is not None, told
    assert [one.kind for one in found.changes] == [ChangeKind.CODE]


def test_the_case_of_a_code_does_not_matter() -> None:
    day = units.SINCE
    health = BodyFacts(
        900, BodyKind.DEPARTMENT, (Name("Sở Y tế", "", day),), (Code("H05", day),), (Parent(1, day),), day
    )
    for rows, rule in (
        ([("h05", "Sở Y tế")], None),
        ([("h05", "Sở Lạ Kỳ")], "name-differs-wholly"),
        ([("x01", "Chi cục Một", "Phòng", "h05"), ("X01", "Chi cục Hai", "Phòng", "H05")], "code-twice"),
    ):
        table, _ = bodies.read(tables.text([HEAD[:4], *rows]), "a.csv")
        assert table is not None
        found, told = changes.plan_import(table, (*bodies_of("01"), health), ON)
        assert found == Changes((), (), 1) if rule is None else rule in [one.name for one in told]


@pytest.mark.parametrize("code", ["00199", "199"])
@pytest.mark.parametrize(
    ("parent", "taken_over"),
    [
        ("Phường Láng", True),
        ("UBND phường Láng", True),
        ("", True),
        ("Phường Láng Hạ", False),
        ("Phường Ba Đình", False),
    ],
)
def test_a_parents_code_is_held_together_with_its_name(code: str, parent: str, taken_over: bool) -> None:
    head = ("Tên", "Loại", "Mã cấp trên", "Cấp trên")
    table, _ = bodies.read(tables.text([head, ("Trạm Y tế số 9", "Đơn vị sự nghiệp", code, parent)]), "a.csv")
    assert table is not None
    found, told = changes.plan_import(table, bodies_of("01"), ON)
    assert (found is not None) == taken_over, told
    assert named(told, "parent-code-and-name-differ") == (set() if taken_over else {"2"})
