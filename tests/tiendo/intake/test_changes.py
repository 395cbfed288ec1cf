"""What a table of bodies changes: matched by code and day, all or nothing; each way to be wrong, at its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tiendo.intake import tables
from tiendo import units, viet
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.intake import RULES, bodies, changes
from tiendo.intake.bodies import export_rows
from tiendo.intake.changes import Change, ChangeKind, Changes
from tiendo.orgtree import BodyFacts, BodyKind, Code, Level, Name, OrgTree, Parent, Rank, Superior
from tiendo.rulebook import Lang, Rulebook

OLD, ON, LATER = date(2020, 1, 1), date(2027, 1, 1), date(2027, 6, 1)
BOOK = Rulebook(RULES)
HEAD = ("Mã", "Tên", "Viết tắt", "Loại", "Mã cấp trên", "Cấp trên", "Cấp trên về chuyên môn", "Đổi tên", "Đổi mã")


def body(
    number: int, name: str, above: int | None = 1, *, kind: BodyKind = BodyKind.COMMUNE, code: str = "", short: str = ""
) -> BodyFacts:
    codes = (Code(code, OLD),) if code else ()
    return BodyFacts(number, kind, (Name(name, short, OLD),), codes, (Parent(above, OLD),), OLD)


SON_HAI = (
    body(1, "UBND tỉnh Sơn Hải", None, kind=BodyKind.PROVINCE, code="99"),
    body(2, "Sở Tài chính", kind=BodyKind.DEPARTMENT, code="H01", short="STC"),
    body(3, "Sở Y tế", kind=BodyKind.DEPARTMENT, code="H02", short="SYT"),
    body(4, "Xã Đông Hòa", code="90001"),
    body(5, "Xã An Bình", code="90002"),
    body(6, "Phòng Kinh tế", 4, kind=BodyKind.DIVISION),
    body(7, "Phòng Kinh tế", 5, kind=BodyKind.DIVISION),
    body(8, "Trạm Khuyến nông", 4, kind=BodyKind.SERVICE),
)


def planned(
    rows: Sequence[Sequence[str]], facts: Sequence[BodyFacts] = SON_HAI, on: date = ON, head: Sequence[str] = HEAD
) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    table, told = bodies.read(tables.text([head, *rows]), "co-quan.csv")
    assert table is not None, told
    found, told = changes.plan_import(table, facts, on)
    for one in told:
        assert BOOK.message(one, Lang.VI) != BOOK.message(one, Lang.EN)
        assert BOOK.help(one, Lang.EN)
    assert (found is None) == any(one.severity is Severity.ERROR for one in told)
    return found, told


def made(*rows: Sequence[str], facts: Sequence[BodyFacts] = SON_HAI, on: date = ON) -> list[Change]:
    found, told = planned(rows, facts, on)
    assert found is not None, told
    return list(found.changes)


def test_what_is_known_already_changes_nothing() -> None:
    found, _ = planned([("90001", "Xã Đông Hòa"), ("", "Sở Tài chính"), ("", "Phòng Kinh tế", "", "", "90002")])
    assert found == Changes((), (), 3)


@pytest.mark.parametrize(
    ("row", "kind", "body_id", "before", "after"),
    [
        (("90001", "Phường Đông Hòa"), ChangeKind.NAME, 4, "Xã Đông Hòa", "Phường Đông Hòa"),
        (("H02", "Sở Khoa học", "", "", "", "", "", "x"), ChangeKind.NAME, 3, "Sở Y tế", "Sở Khoa học"),
        (("H01", "Sở Tài chính", "TC"), ChangeKind.ABBREVIATION, 2, "STC", "TC"),
        (("90009", "Xã An Bình", "", "", "", "", "", "", "x"), ChangeKind.CODE, 5, "90002", "90009"),
        (("", "Trạm Khuyến nông", "", "Phòng"), ChangeKind.KIND, 8, "service", "division"),
        (("90002", "Xã An Bình", "", "", "90001"), ChangeKind.PARENT, 5, "UBND tỉnh Sơn Hải", "Xã Đông Hòa"),
        (("90002", "Xã An Bình", "", "", "", "xa dong hoa"), ChangeKind.PARENT, 5, "UBND tỉnh Sơn Hải", "Xã Đông Hòa"),
        (("", "Trạm Khuyến nông", "", "", "", "", "SYT"), ChangeKind.SUPERIOR, 8, "", "Sở Y tế"),
    ],
)
def test_each_change_is_found(row: Sequence[str], kind: ChangeKind, body_id: int, before: str, after: str) -> None:
    [found] = made(row)
    assert (found.kind, found.body_id, found.before, found.after, found.row) == (kind, body_id, before, after, 2)


def test_new_bodies_may_stand_before_those_above_them() -> None:
    found, _ = planned(
        [
            ("", "Tổ Một cửa", "", "Phòng", "", "Phường Biển Xanh"),
            ("90003", "Phường Biển Xanh", "PBX", "Phường", "99"),
        ]
    )
    assert found is not None
    assert [(one.kind, one.body_id) for one in found.changes] == [(ChangeKind.FOUND, -1), (ChangeKind.FOUND, -2)]
    tree = OrgTree((*SON_HAI, *found.facts), ON)
    assert [one.name for one in tree.ancestors(-1)] == ["Phường Biển Xanh", "UBND tỉnh Sơn Hải"]
    assert (tree.body(-2).code, tree.body(-2).abbreviation, tree.body(-2).level) == ("90003", "PBX", Level.COMMUNE)
    assert -1 not in OrgTree((*SON_HAI, *found.facts), ON - timedelta(days=1)).ended


def test_zeros_that_a_spreadsheet_took_are_put_back_where_the_name_fits() -> None:
    facts = (*SON_HAI, body(9, "Phường Ba Đình", code="00004"))
    found, told = planned([("4", "Phường Ba Đình")], facts)
    assert found == Changes((), (), 1)
    assert [one.name for one in told] == ["zeros-lost"]


def renamed(facts: BodyFacts, on: date) -> BodyFacts:
    return replace(facts, names=(*facts.names, Name("Xã An Bình Mới", "", on)))


FOUNDED_LATER = BodyFacts(
    9, BodyKind.COMMUNE, (Name("Xã Sau", "", LATER),), (Code("90003", LATER),), (Parent(1, LATER),), LATER
)
ENDING, ENDED = replace(SON_HAI[2], ends_on=LATER), replace(SON_HAI[2], ends_on=ON)
LED, LED_LATER = (replace(SON_HAI[1], superiors=(Superior(3, day),)) for day in (OLD, LATER))
FAULTY: list[tuple[str, int | None, list[Sequence[str]], Sequence[BodyFacts]]] = [
    ("kind-missing", 2, [("90003", "Phường Biển Xanh", "", "", "99")], SON_HAI),
    ("code-twice", 3, [("90001", "Xã Đông Hòa"), ("90001", "Xã An Bình")], SON_HAI),
    ("body-twice", 3, [("H02", "Sở Y tế"), ("", "Sở Y tế")], SON_HAI),
    ("body-twice", 2, [("", "Sở Y tế"), ("H02", "Sở Y tế")], SON_HAI),
    (
        "body-twice",
        3,
        [("", "Sở Nội vụ", "", "Sở", "99"), ("", "Sở Nội vụ", "", "Sở", "", "UBND tỉnh Sơn Hải")],
        SON_HAI,
    ),
    ("body-twice", 3, [("H09", "Sở Nội vụ", "", "Sở", "99"), ("", "Sở Nội vụ", "", "Sở", "99")], SON_HAI),
    ("parent-not-found", 2, [("90002", "Xã An Bình", "", "", "77777")], SON_HAI),
    ("parent-not-found", 2, [("90002", "Xã An Bình", "", "", "", "", "Bộ Lạ")], SON_HAI),
    ("parent-ambiguous", 2, [("90002", "Xã An Bình", "", "", "", "Phòng Kinh tế")], SON_HAI),
    ("parent-missing", 2, [("90003", "Phường Biển Xanh", "", "Phường")], SON_HAI),
    ("parent-circle", 2, [("99", "UBND tỉnh Sơn Hải", "", "", "90001")], SON_HAI),
    ("parent-circle", 2, [("90001", "Xã Đông Hòa", "", "", "90001")], SON_HAI),
    ("code-of-another", 2, [("90001", "Xã An Bình")], SON_HAI),
    ("code-differs", 2, [("90009", "Xã An Bình")], SON_HAI),
    ("name-differs-wholly", 2, [("H01", "Sở Khoa học")], SON_HAI),
    ("name-differs-wholly", 2, [("90002", "Xã An Hòa")], SON_HAI),
    # Codes of last year: 00004 was Trúc Bạch and is Ba Đình; 00001 is nobody's; 412 was a district.
    ("code-of-last-year", 2, [("00004", "Phường Trúc Bạch", "", "Phường", "99")], SON_HAI),
    (
        "code-of-last-year",
        2,
        [("00004", "UBND phường Trúc Bạch")],
        (*SON_HAI, body(9, "UBND phường Ba Đình", code="00004")),
    ),
    ("code-of-last-year", 2, [("00001", "Phường Phúc Xá", "", "Phường", "99")], SON_HAI),
    ("code-of-last-year", 2, [("412", "Thành phố Vinh", "", "Huyện", "99")], SON_HAI),
    ("superior-circle", 2, [("H02", "Sở Y tế", "", "", "", "", "Sở Y tế")], SON_HAI),
    (
        "superior-circle",
        2,
        [("H01", "Sở Tài chính", "", "", "", "", "H02"), ("H02", "Sở Y tế", "", "", "", "", "H01")],
        SON_HAI,
    ),
    ("superior-circle", 2, [("H02", "Sở Y tế", "", "", "", "", "STC")], (*SON_HAI[:1], LED, *SON_HAI[2:])),
    ("superior-circle", 2, [("H02", "Sở Y tế", "", "", "", "", "STC")], (*SON_HAI[:1], LED_LATER, *SON_HAI[2:])),
    ("parent-not-found", 2, [("90001", "Xã Đông Hòa", "", "", "", "", "Sở Y tế")], (*SON_HAI[:2], ENDED, *SON_HAI[3:])),
    (
        "clash-with-what-is-known",
        2,
        [("90001", "Xã Đông Hòa", "", "", "", "", "Sở Y tế")],
        (*SON_HAI[:2], ENDING, *SON_HAI[3:]),
    ),
    ("begins-later", 2, [("", "Xã Sau", "", "Xã", "99")], (*SON_HAI, FOUNDED_LATER)),
    ("begins-later", 2, [("90003", "Xã Sau", "", "Xã", "90001")], (*SON_HAI, FOUNDED_LATER)),
    ("change-already-known", 2, [("90002", "Phường An Bình")], (*SON_HAI[:4], renamed(SON_HAI[4], LATER))),
    ("change-already-known", 2, [("90002", "Phường An Bình")], (*SON_HAI[:4], renamed(SON_HAI[4], ON))),
    ("clash-with-what-is-known", 2, [("90003", "Xã Mới", "", "Xã", "99")], (*SON_HAI, FOUNDED_LATER)),
    ("clash-with-what-is-known", 2, [("", "Phòng Dược", "", "Phòng", "H02")], (*SON_HAI[:2], ENDING)),
    ("name-ambiguous", 2, [("", "Phòng Kinh tế")], SON_HAI),
    ("half-the-rows-wrong", None, [("H01", "Sở Lạ"), ("H02", "Sở Kỳ")], SON_HAI),
    ("half-the-rows-wrong", None, [("", ""), ("H01", ""), ("H02", "Sở Y tế")], SON_HAI),
]


@pytest.mark.parametrize(("rule", "row", "rows", "facts"), FAULTY)
def test_each_fault_is_found_at_its_row(
    rule: str, row: int | None, rows: list[Sequence[str]], facts: Sequence[BodyFacts]
) -> None:
    found, told = planned(rows, facts)
    assert found is None
    hits = [one for one in told if one.name == rule]
    assert hits, told
    assert dict(hits[0].args).get("row") == (str(row) if row else None)


HOA_SON = (*SON_HAI, body(9, "Xã Hoa Sơn", code="90011"), body(10, "Xã Hòa Sơn"), body(11, "Tổ Một", 10))


def test_diacritics_decide_where_they_alone_tell_two_apart() -> None:
    assert made(("", "Xã Hoà Sơn", "XHS"), facts=HOA_SON)[0].body_id == 10
    assert made(("90001", "Xã Đông Hòa", "", "", "", "Xã Hòa Sơn"), facts=HOA_SON)[0].after == "Xã Hòa Sơn"
    assert "code-of-another" in [one.name for one in planned([("90011", "Xã Hòa Sơn")], HOA_SON)[1]]
    assert planned([("90011", "xa hoa son")], HOA_SON)[0] == Changes((), (), 1)
    [short] = made(("90011", "XA HOA SON", "XHS"), facts=HOA_SON)
    assert (short.kind, short.body_id) == (ChangeKind.ABBREVIATION, 9)
    assert [one.kind for one in made(("90001", "Xã Đông Hoà"))] == [ChangeKind.NAME]


def test_one_wrong_row_stops_all_the_others() -> None:
    rows = [("90001", "Phường Đông Hòa"), ("90002", "Phường An Bình"), ("H01", "Sở Khoa học")]
    assert planned(rows)[0] is None
    assert len(made(*rows[:2])) == 2


def test_a_row_under_a_wrong_row_is_not_blamed_as_well() -> None:
    _, told = planned([("90001", "Xã An Bình"), ("", "Tổ Một cửa", "", "Phòng", "90001")])
    assert "parent-not-found" not in [one.name for one in told]


@pytest.mark.parametrize(
    "on", [OLD - timedelta(days=1), date(2006, 1, 1), date(2032, 1, 2), date(2062, 1, 1), date.max]
)
def test_a_day_out_of_reach_is_refused(on: date) -> None:
    table, _ = bodies.read(tables.text([HEAD, ("99", "UBND tỉnh Sơn Hải", "", "Cấp tỉnh")]), "a.csv")
    assert table is not None
    found, told = changes.plan_import(table, SON_HAI, on, ON)
    assert found is None
    assert "day-out-of-reach" in [one.name for one in told]


@pytest.mark.parametrize("on", [OLD, ON, LATER, date(2032, 1, 1)])
def test_a_day_within_reach_is_taken(on: date) -> None:
    table, _ = bodies.read(tables.text([HEAD, ("99", "UBND tỉnh Sơn Hải", "SH")]), "a.csv")
    assert table is not None
    found, told = changes.plan_import(table, SON_HAI, on, ON)
    # What is recorded for the day itself is another matter.
    assert "day-out-of-reach" not in [one.name for one in told]
    assert (found is None) == (on == OLD)


def test_offices_within_a_commune_are_a_communes() -> None:
    tree = OrgTree(SON_HAI, ON)
    assert [tree.body(one).level for one in (2, 4, 6, 8)] == [
        Level.PROVINCE,
        Level.COMMUNE,
        Level.COMMUNE,
        Level.COMMUNE,
    ]
    rows = [("", "Tổ Một cửa", "", "Phòng", "", "Phòng Mới"), ("", "Phòng Mới", "", "Phòng", "90001")]
    found, _ = planned(rows)
    assert found is not None
    after = OrgTree((*SON_HAI, *found.facts), ON)
    assert {after.body(one).level for one in (-1, -2)} == {Level.COMMUNE}
    assert all(not one.ranks for one in found.facts), "nothing is said that follows from the parent"


def test_a_level_follows_the_parent_unless_the_row_says_another() -> None:
    moved = [("", "Trạm Khuyến nông", "", "", "90001", "", ""), ("H02", "Sở Y tế", "", "", "90001")]
    assert [(one.kind, one.before, one.after) for one in made(*moved)] == [
        (ChangeKind.LEVEL, "province", "commune"),
        (ChangeKind.PARENT, "UBND tỉnh Sơn Hải", "Xã Đông Hòa"),
    ]
    head = (*HEAD[:4], "Cấp", *HEAD[4:])
    kept = [("H02", "Sở Y tế", "", "", "Tỉnh", "90001")]
    found, _ = planned(kept, head=head)
    assert found is not None
    assert [one.kind for one in found.changes] == [ChangeKind.PARENT]
    assert OrgTree({one.id: one for one in (*SON_HAI, *found.facts)}.values(), ON).body(3).level is Level.PROVINCE


def test_a_founding_says_what_is_founded() -> None:
    [found] = made(("90003", "Phường Biển Xanh", "PBX", "Phường", "99", "", "SYT"))
    assert dict(found.founded) == {
        ChangeKind.KIND: "commune",
        ChangeKind.LEVEL: "commune",
        ChangeKind.CODE: "90003",
        ChangeKind.ABBREVIATION: "PBX",
        ChangeKind.PARENT: "UBND tỉnh Sơn Hải",
        ChangeKind.SUPERIOR: "Sở Y tế",
    }


def test_two_new_bodies_of_one_name_differ_in_code_or_parent() -> None:
    coded = [("H08", "Sở Nội vụ", "", "Sở", "99"), ("H09", "Sở Nội vụ", "", "Sở", "99")]
    apart = [("", "Tổ Một cửa", "", "Phòng", "90001"), ("", "Tổ Một cửa", "", "Phòng", "90002")]
    tones = [("", "Xã Hoa Sơn", "", "Xã", "99"), ("", "Xã Hòa Sơn", "", "Xã", "99")]
    for rows in (coded, apart, tones):
        assert len(made(*rows)) == 2


def test_a_kind_that_is_not_known_is_said_once() -> None:
    _, told = planned([("90003", "Phường Biển Xanh", "", "Vương quốc", "99")])
    assert [one.name for one in told] == ["kind-unknown"]


def test_a_name_under_another_parent_is_asked_about() -> None:
    found, told = planned([("", "Trạm Khuyến nông", "", "Đơn vị sự nghiệp", "90002")])
    assert found is not None
    assert [one.name for one in told] == ["name-elsewhere"]
    assert [one.kind for one in found.changes] == [ChangeKind.FOUND]


def test_old_codes_are_right_on_an_old_day() -> None:
    found, _ = planned([("00004", "Phường Trúc Bạch", "", "Phường", "99")], on=date(2025, 6, 30))
    assert found is not None


def test_last_years_list_of_a_province_is_refused_and_this_years_is_not() -> None:
    now = units.province("40")
    assert now is not None
    facts = [body(1, now.name, None, kind=BodyKind.PROVINCE, code="40")]
    facts += [body(at, unit.name, code=unit.code) for at, unit in enumerate(now.communes, start=2)]
    then = next(one for one in units.before() if one.code == "40")
    assert planned([(unit.code, unit.name) for unit in now.communes], facts)[0] == Changes((), (), 130)
    found, told = planned([(unit.code, unit.name, "", "Xã", "40") for unit in then.communes], facts)
    assert found is None
    named = [one.name for one in told]
    assert named.count("code-of-last-year") > 300
    assert "half-the-rows-wrong" in named


# Laws.

NAMES = st.sampled_from(
    ["Xã Đông", "Xã Tây", "Phòng Kinh tế", "Sở Y tế", "Ea H’leo", "Ban 5; tổ “2”", "UBND, tỉnh", "Quận 1"]
)


@st.composite
def trees(draw: st.DrawFn) -> list[BodyFacts]:
    """A tree in which each body without a code can be told from its siblings, with ranks and superiors."""
    size = draw(st.integers(1, 9))
    found: list[BodyFacts] = []
    for number in range(1, size + 1):
        facts = body(
            number,
            draw(NAMES),
            draw(st.integers(1, number - 1)) if number > 1 else None,
            kind=draw(st.sampled_from(BodyKind)),
            code=draw(st.sampled_from(["", f"0{number}", f"H{number}", f"9000{number}"])),
            short=draw(st.sampled_from(["", f"V{number}"])),
        )
        if draw(st.booleans()):
            facts = replace(facts, ranks=(Rank(facts.kind, draw(st.sampled_from(Level)), OLD),))
        if number > 1 and draw(st.booleans()):
            facts = replace(facts, superiors=(Superior(draw(st.integers(1, number - 1)), OLD),))
        found.append(facts)
    # What has no code must be the only one of its name.
    names = [viet.fold(one.names[0].name) for one in found]
    assume(all(one.codes or names.count(name) == 1 for one, name in zip(found, names, strict=True)))
    return found


def exported(facts: Sequence[BodyFacts], as_workbook: bool) -> bytes:
    table = export_rows(OrgTree(facts, ON))
    return tables.workbook(table) if as_workbook else tables.text(table, ";")


@given(trees(), st.booleans())
def test_what_is_written_out_and_read_back_changes_nothing(facts: list[BodyFacts], as_workbook: bool) -> None:
    table, told = bodies.read(exported(facts, as_workbook), "co-quan")
    assert table is not None
    assert told == ()
    assert changes.plan_import(table, facts, ON) == (Changes((), (), len(facts)), ())


@given(trees())
def test_what_is_written_out_founds_the_same_tree_elsewhere(facts: list[BodyFacts]) -> None:
    table, _ = bodies.read(exported(facts, as_workbook=False), "co-quan")
    assert table is not None
    found, told = changes.plan_import(table, [], ON)
    assert found is not None, told
    # Siblings of one name and kind stand in the order of their ids, which are new.
    assert sorted(export_rows(OrgTree(found.facts, ON))) == sorted(export_rows(OrgTree(facts, ON)))


CELLS = st.sampled_from(
    [
        "",
        "01",
        "H2",
        "90003",
        "4",
        "00004",
        "Xã Đông",
        "Xã Tây",
        "Phòng Kinh tế",
        "Sở Y tế",
        "Phường Trúc Bạch",
        "x",
        "Xã",
    ]
)


@given(trees(), st.lists(st.tuples(*[CELLS] * len(HEAD)), max_size=6), st.booleans())
def test_an_import_makes_a_tree_or_nothing(facts: list[BodyFacts], rows: list[tuple[str, ...]], later: bool) -> None:
    if later and len(facts) > 1:
        facts[-1] = renamed(facts[-1], LATER)
    table, told = bodies.read(tables.text([HEAD, *rows]), "a.csv")
    assert table is not None, told
    found, told = changes.plan_import(table, facts, ON)
    assert (found is None) == any(one.severity is Severity.ERROR for one in told)
    assert all(BOOK.message(one, Lang.VI) for one in told)
    if found is None:
        return
    after = {one.id: one for one in (*facts, *found.facts)}
    for day in (ON, LATER):
        OrgTree(after.values(), day)
    eve = ON - timedelta(days=1)
    assert [*OrgTree(after.values(), eve)] == [*OrgTree(facts, eve)]
