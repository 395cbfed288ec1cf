"""Two versions of a plan: what is told of them is what was done to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.texts import source
from tiendo import cli
from tiendo.plan import compile
from tiendo.plan.diff import Change, Field, Kind, compare
from tiendo.plan.model import Plan

WORK = [
    "Sở Y tế lập sổ theo dõi tiêm chủng trước ngày 15/12/2025.",
    "Sở Nội vụ gửi báo cáo về cán bộ chuyên trách trước ngày 20/12/2025.",
    "Sở Tài chính bố trí kinh phí mua sắm thiết bị trước ngày 25/12/2025.",
    "Sở Xây dựng rà soát quy hoạch các khu dân cư trước ngày 30/12/2025.",
    "Công an tỉnh kiểm tra phòng cháy tại các chợ trước ngày 31/12/2025.",
]


def plan(*work: str, heading: str = "NHIỆM VỤ") -> Plan:
    lines = [f"I. {heading}", *(f"{number}. {words}" for number, words in enumerate(work, 1))]
    return compile(source("KẾ HOẠCH\nVề y tế\n" + "\n".join(lines)))[0]


def shown(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.before.id if one.before else "", one.after.id if one.after else "") for one in changes]


def test_a_plan_is_itself() -> None:
    assert compare(plan(*WORK), plan(*WORK)) == ()


def test_a_new_task_does_not_change_those_that_got_another_number() -> None:
    found = compare(plan(*WORK[1:]), plan(*WORK))
    assert shown(found) == [("added", "", "I.1")]


def test_a_task_taken_out_is_told_where_it_was() -> None:
    found = compare(plan(*WORK), plan(WORK[0], *WORK[2:]))
    assert shown(found) == [("removed", "I.2", "")]


def test_a_task_put_elsewhere_has_moved_and_the_others_have_not() -> None:
    found = compare(plan(*WORK), plan(*WORK[1:], WORK[0]))
    assert shown(found) == [("moved", "I.1", "I.5")]
    (place,) = found[0].fields
    assert (place.field, place.before, place.after) == (Field.PLACE, "I.1", "I.5")


@pytest.mark.parametrize(
    ("old", "new", "field", "before", "after"),
    [
        ("15/12/2025", "18/12/2025", Field.DEADLINE, "2025-12-15", "2025-12-18"),
        ("Sở Y tế", "Sở Nội vụ", Field.LEAD, "Sở Y tế", "Sở Nội vụ"),
    ],
)
def test_what_changed_in_a_task_is_told(old: str, new: str, field: Field, before: str, after: str) -> None:
    found = compare(plan(*WORK), plan(WORK[0].replace(old, new), *WORK[1:]))
    assert shown(found) == [("changed", "I.1", "I.1")]
    assert (before, after) in {(one.before, one.after) for one in found[0].fields if one.field is field}


def test_case_spacing_and_tone_places_are_no_change() -> None:
    assert compare(plan("Sở Y tế  hòa giải tranh chấp."), plan("Sở Y tế hoà giải tranh chấp.")) == ()


@given(st.permutations(WORK), st.permutations(WORK), st.integers(0, 5), st.integers(0, 5))
def test_what_is_told_turns_one_version_into_the_other(
    first: list[str], second: list[str], longest: int, other: int
) -> None:
    old, new = plan(*first[:longest]), plan(*second[:other])
    found = compare(old, new)
    gone = {one.before.id for one in found if one.kind is Kind.REMOVED and one.before}
    added = {one.after.id for one in found if one.kind is Kind.ADDED and one.after}
    kept_old = sorted(task.text for task in old.tasks if task.id not in gone)
    kept_new = sorted(task.text for task in new.tasks if task.id not in added)
    assert kept_old == kept_new
    assert {task.text for task in new.tasks if task.id in added} == set(second[:other]) - set(first[:longest])


def test_the_command_tells_by_its_code_and_takes_compiled_plans(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, compiled = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.json"
    old.write_text("1. " + WORK[0], "utf-8")
    new.write_text("1. " + WORK[0].replace("15/12", "18/12") + "\n2. " + WORK[1], "utf-8")
    cli.main(["compile", str(old), "--format", "json", "-o", str(compiled)])
    assert cli.main(["diff", str(old), str(old)]) == 0
    assert cli.main(["diff", str(compiled), str(old)]) == 0
    capsys.readouterr()
    assert cli.main(["diff", str(compiled), str(new), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "    deadline: 2025-12-15 → 2025-12-18\n" in said
    assert said.endswith("1 added, 0 removed, 0 moved, 1 changed\n")
    cli.main(["diff", str(old), str(new), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["kind"], row["after"]["id"]) for row in rows] == [("changed", "1"), ("added", "2")]


def test_the_command_says_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, none = tmp_path / "a.txt", tmp_path / "b.json", tmp_path / "c.docx"
    good.write_text("1. " + WORK[0], "utf-8")
    bad.write_text('{"schema": "x"}', "utf-8")
    none.write_text("x", "utf-8")
    for name in (bad, none, tmp_path / "d.txt"):
        assert cli.main(["diff", str(good), str(name)]) == 2
        assert name.name in capsys.readouterr().err
