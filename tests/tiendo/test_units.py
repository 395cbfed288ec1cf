"""The shipped units: as many as the decree has, each code once, and those of the table beside the project."""

import csv

from tiendo import units


def test_each_code_stands_once():
    codes = [unit.code for province in units.provinces() for unit in province.communes]
    assert len(codes) == len(set(codes)) == 3321
    assert all(len(code) == 5 and code.isdigit() for code in codes)
    assert all(unit.name.split()[0] in ("Xã", "Phường", "Đặc") for p in units.provinces() for unit in p.communes)


def test_they_are_those_of_the_source(shared):
    with (shared / "domain" / "units_2025.tsv").open(encoding="utf-8") as table:
        wanted = {
            (row["province_code"], row["commune_code"], row["commune"]) for row in csv.DictReader(table, delimiter="\t")
        }
    assert {(p.code, unit.code, unit.name) for p in units.provinces() for unit in p.communes} == wanted


def test_an_unknown_province_is_none():
    assert units.province("00") is None
