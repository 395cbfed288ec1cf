"""The shipped units: as many as the decree has, each code once, all succeeded; and those of the tables beside us."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import units
from tiendo.units import SINCE, Share, Tier

EVE = SINCE - timedelta(days=1)
TODAY = {unit.code: unit for province in units.provinces() for unit in province.communes}
BEFORE = {unit.code: unit for province in units.before() for unit in province.communes}


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "domain" / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def test_each_code_of_today_stands_once() -> None:
    assert sum(len(province.communes) for province in units.provinces()) == len(TODAY) == 3321
    assert all(len(code) == 5 and code.isdigit() for code in TODAY)
    assert all(unit.name.split()[0] in ("Xã", "Phường", "Đặc") for unit in TODAY.values())


def test_each_code_of_before_stands_once() -> None:
    districts = [district.code for province in units.before() for district in province.districts]
    assert (len(units.before()), len(districts), len(set(districts)), len(BEFORE)) == (63, 696, 696, 10035)
    assert all(len(code) == 5 and code.isdigit() for code in BEFORE)
    assert all(unit.name.split()[0] in ("Xã", "Phường", "Thị") for unit in BEFORE.values())


def test_codes_were_given_out_anew() -> None:
    assert sum(code in BEFORE and BEFORE[code].name != unit.name for code, unit in TODAY.items()) == 2145


def test_every_unit_of_before_has_heirs_that_live_and_every_commune_of_today_a_past() -> None:
    passages = units.succession()
    assert {passage.unit.code for passage in passages} >= set(BEFORE)
    assert len(passages) == len(BEFORE) + 5
    assert all(TODAY[heir.unit.code] == heir.unit for passage in passages for heir in passage.heirs)
    assert all(units.former(code) for code in TODAY)


def test_shares_are_one_whole_or_a_main_part_and_further_parts() -> None:
    for passage in units.succession():
        first, *others = [heir.share for heir in passage.heirs]
        assert first is (Share.MAIN if others else Share.WHOLE)
        assert all(share is Share.PART for share in others)
    counted = Counter(heir.share for passage in units.succession() for heir in passage.heirs)
    assert counted == {Share.WHOLE: 9569, Share.MAIN: 471, Share.PART: 562}


def test_a_commune_goes_into_the_province_that_its_province_went_into() -> None:
    into = {province.code: province.into for province in units.before()}
    home = {unit.code: province.code for province in units.provinces() for unit in province.communes}
    assert all(home[heir.unit.code] == into[one.province] for one in units.succession() for heir in one.heirs)


def test_nghe_an() -> None:
    then = next(province for province in units.before() if province.code == "40")
    assert (len(then.districts), len(then.communes)) == (20, 412)
    passages = units.succession(before="40")
    assert len(passages) == 412
    assert len({heir.unit.code for passage in passages for heir in passage.heirs}) == 130


def test_a_province_of_today_gathers_those_of_before() -> None:
    assert {passage.province for passage in units.succession(today="25")} == {"17", "25", "26"}
    assert {passage.province for passage in units.succession(before="15")} == {"15"}
    assert units.succession(today="00") == ()


@pytest.mark.parametrize(
    ("code", "on", "tier", "name"),
    [
        ("00004", EVE, Tier.COMMUNE, "Phường Trúc Bạch"),
        ("00004", SINCE, Tier.COMMUNE, "Phường Ba Đình"),
        ("15", EVE, Tier.PROVINCE, "Tỉnh Yên Bái"),
        ("15", SINCE, Tier.PROVINCE, "Tỉnh Lào Cai"),
        ("412", date(2024, 1, 1), Tier.DISTRICT, "Thành phố Vinh"),
        ("11948", SINCE, Tier.COMMUNE, "Đặc khu Bạch Long Vĩ"),
    ],
)
def test_who_bore_a_code(code: str, on: date, tier: Tier, name: str) -> None:
    found = units.bearer(code, on)
    assert found is not None
    assert (found.tier, found.code, found.name) == (tier, code, name)


def test_a_code_that_nobody_bore_has_no_bearer() -> None:
    assert units.bearer("412", SINCE) is None
    assert units.bearer("11948", EVE) is None
    assert units.bearer("", SINCE) is None
    assert units.province("00") is None
    assert units.heirs("412") == units.former("99999") == ()


@given(st.sampled_from(sorted(BEFORE)))
def test_what_went_into_a_commune_is_what_came_of_it(code: str) -> None:
    for heir in units.heirs(code):
        assert (BEFORE[code], heir.share) in [(one.unit, one.share) for one in units.former(heir.unit.code)]


def test_today_is_the_table_beside_the_project(shared: Path) -> None:
    wanted = {(row["province_code"], row["commune_code"], row["commune"]) for row in rows(shared, "units_2025.tsv")}
    assert {(p.code, unit.code, unit.name) for p in units.provinces() for unit in p.communes} == wanted


def test_before_is_the_table_beside_the_project(shared: Path) -> None:
    columns = ("province_code", "province", "district_code", "district", "commune_code", "commune")
    wanted = {tuple(row[name] for name in columns) for row in rows(shared, "units_before_2025.tsv")}
    assert {
        (province.code, province.name, district.code, district.name, unit.code, unit.name)
        for province in units.before()
        for district in province.districts
        for unit in district.communes or (units.Unit("", ""),)
    } == wanted


def test_the_succession_is_the_table_beside_the_project(shared: Path) -> None:
    wanted = Counter(
        (row["old_commune_code"], row["commune_code"], row["commune"], row["main"] or row["share"])
        for row in rows(shared, "succession_2025.tsv")
    )
    ours = Counter(
        (one.unit.code if one.unit.code in BEFORE else "", heir.unit.code, heir.unit.name, heir.share.value)
        for one in units.succession()
        for heir in one.heirs
    )
    assert ours == wanted
