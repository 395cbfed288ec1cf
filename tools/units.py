"""Write ``src/tiendo/data/units_before.tsv`` from two tables: the units of 30 June 2025, and what became of them.

python tools/units.py BEFORE.tsv SUCCESSION.tsv

The first has a row for each commune (or district without one) with the codes and names of its province, district
and itself; the second a row for each commune and successor, with ``share`` (whole, part) and ``main``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Provinces, districts and communes of Viet Nam on 30 June 2025, and what became of each on 1 July 2025.
# Codes and names: the national list of administrative units as it stood that day. Successors: Nghị quyết
# 202/2025/QH15 of 12 June 2025 (provinces) and the 34 resolutions of the Standing Committee of the National Assembly
# of 16 June 2025 (communes), as compiled in a table; not each resolution was read. November 2026, tools/units.py.
# Province: code, name, code of the province it went into. District: one tab, code, name. Commune: two tabs, code,
# name, codes of its successors in units.tsv; where there are several it was divided, and the main part stands first.
# Districts had no successors, but for the five that had no communes: theirs stand behind the name.
"""
Row = Mapping[str, str]


def rows(path: str) -> list[Row]:
    """The rows of a table with heads."""
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def successors(passages: list[Row]) -> dict[tuple[str, str], str]:
    """For each old commune (or district, where it had none): the codes of its successors, the main one first."""
    found: dict[tuple[str, str], list[tuple[bool, str]]] = {}
    for row in passages:
        key = ("", row["old_district"]) if not row["old_commune_code"] else (row["old_commune_code"], "")
        found.setdefault(key, []).append((row["main"] != "main", row["commune_code"]))
    return {key: " ".join(code for _, code in sorted(codes)) for key, codes in found.items()}


def lines(before: list[Row], passages: list[Row]) -> Iterator[str]:
    """The lines of the file below its head."""
    heirs = successors(passages)
    now = {row["old_province"]: row["province"] for row in passages}
    codes = {row["name"]: row["code"] for row in today()}
    province = district = ""
    for row in sorted(before, key=lambda row: (row["province_code"], row["district_code"], row["commune_code"])):
        if row["province_code"] != province:
            province = row["province_code"]
            yield f"{province}\t{row['province']}\t{codes[now[row['province']]]}"
        if row["district_code"] != district:
            district = row["district_code"]
            alone = heirs.get(("", row["district"])) if not row["commune_code"] else None
            yield f"\t{district}\t{row['district']}" + (f"\t{alone}" if alone else "")
        if row["commune_code"]:
            yield f"\t\t{row['commune_code']}\t{row['commune']}\t{heirs[row['commune_code'], '']}"


def today() -> Iterator[Row]:
    """The provinces that are shipped, by code and name."""
    for line in (ROOT / "src" / "tiendo" / "data" / "units.tsv").read_text("utf-8").splitlines():
        if line[:1].isdigit():
            code, _, name = line.partition("\t")
            yield {"code": code, "name": name}


if __name__ == "__main__":
    written = HEAD + "".join(line + "\n" for line in lines(rows(sys.argv[1]), rows(sys.argv[2])))
    (ROOT / "src" / "tiendo" / "data" / "units_before.tsv").write_text(written, "utf-8")
