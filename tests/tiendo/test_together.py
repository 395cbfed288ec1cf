"""Documents held against each other: by files named, by folders, and whatever the number of processes."""

from __future__ import annotations

import dataclasses
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import cli, together
from tiendo.together import Summary

HEAD = """ỦY BAN NHÂN DÂN TỈNH SƠN HẢI

Số: {symbol}

Sơn Hải, ngày {day} tháng 3 năm 2026

KẾ HOẠCH

Trồng rừng ven biển

{basis}

"""
SHARED = "Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng phòng hộ trên toàn tỉnh."
OWN = "Sở Tài chính bố trí kinh phí mua cây giống cho vườn ươm của xã {number} trước ngày 30/6/2026."
REPLACES = "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh."


def document(symbol: str, *tasks: str, day: str = "05", basis: str = "") -> str:
    numbered = "\n\n".join(f"{at}. {words}" for at, words in enumerate(tasks, 1))
    return HEAD.format(symbol=symbol, day=day, basis=basis) + numbered + "\n"


DOCUMENTS = {
    "a.txt": document("12/KH-UBND", SHARED, OWN.format(number=1), day="03"),
    "b.txt": document("13/KH-UBND", OWN.format(number=2), SHARED),
    "sub/c.txt": document("14/KH-UBND", OWN.format(number=3), OWN.format(number=2)),
    "sub/d.txt": document("15/KH-UBND", SHARED, OWN.format(number=1), basis=REPLACES),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "vao"
    for name, text in DOCUMENTS.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, "utf-8")
    return made


def compiled(folder: Path, *more: str, to: str = "ra") -> dict[str, bytes]:
    """The plans of a folder by name, as bytes."""
    out = folder.parent / to
    assert cli.main(["compile", str(folder), "-o", str(out), "--lang", "en", *more]) != 2
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.json"))}


def told(plans: dict[str, bytes]) -> list[tuple[str, str]]:
    """What is said of the others, by the name of the file."""
    found = ((name, one) for name, data in plans.items() for one in json.loads(data)["diagnostics"])
    return [(name, one["message"]) for name, one in found if one["code"] in ("W004", "C013")]


SAID = [
    ("a.txt.json", "15/KH-UBND replaces or repeals this document"),
    ("b.txt.json", "1 tasks stand word for word in 12/KH-UBND: 2"),
    ("sub/c.txt.json", "1 tasks stand word for word in 13/KH-UBND: 2"),
]


def test_the_files_of_a_folder_are_held_against_each_other(folder: Path) -> None:
    assert told(compiled(folder)) == SAID, "what d replaces it repeats on purpose"


def test_a_folder_says_what_the_files_say_that_are_named_together(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_folder = compiled(folder)
    capsys.readouterr()
    cli.main(["compile", *(str(folder / name) for name in DOCUMENTS), "--format", "json", "--lang", "en"])
    assert [json.loads(data) for data in by_folder.values()] == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("form", ["concise", "full", "json", "sarif"])
def test_checking_a_folder_is_checking_its_files(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    words = ["--format", form, "--lang", "en", "--on", "2026-07-01"]
    codes = [cli.main(["check", str(folder), *words])]
    by_folder = capsys.readouterr().out
    codes.append(cli.main(["check", *(str(folder / name) for name in DOCUMENTS), *words]))
    assert by_folder == capsys.readouterr().out and codes[0] == codes[1]
    assert all(code in by_folder for code in ("W004", "C013", "D006"))


def test_a_folder_without_files_is_said_and_a_hidden_file_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".an.txt").write_text("x", "utf-8")
    assert cli.main(["check", str(tmp_path)]) == 2
    assert "no file that is read in" in capsys.readouterr().err


def test_the_number_of_processes_changes_no_byte(folder: Path) -> None:
    for number in range(12):
        text = document(f"2{number}/KH-UBND", SHARED, OWN.format(number=number % 5))
        (folder / f"x{number}.txt").write_text(text, "utf-8")
    assert compiled(folder) == compiled(folder, "-j", "3", to="ra-ba")


def test_a_run_that_goes_on_gives_what_one_run_gives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "e.txt").write_text(document("16/KH-UBND", OWN.format(number=9)), "utf-8")
    compiled(folder)
    (folder / "b.txt").unlink()
    (folder / "a.txt").write_text(DOCUMENTS["a.txt"].replace(SHARED, "Sở Y tế lập sổ."), "utf-8")
    (folder / "aa.txt").write_text(document("30/KH-UBND", OWN.format(number=3)), "utf-8")
    capsys.readouterr()
    again = compiled(folder)
    assert capsys.readouterr().out.endswith("1 unchanged\n"), "c and d are held against others than before"
    (folder.parent / "ra" / "b.txt.json").unlink()
    del again["b.txt.json"]
    assert again == compiled(folder, to="ra-moi")
    assert told(again) == [
        ("a.txt.json", "15/KH-UBND replaces or repeals this document"),
        ("sub/c.txt.json", "1 tasks stand word for word in 30/KH-UBND: 1"),
    ]


def test_deadlines_of_a_folder_are_held_against_the_day_that_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert b"D006" not in compiled(folder)["a.txt.json"]
    capsys.readouterr()
    assert b"D006" in compiled(folder, "--on", "2026-07-01")["a.txt.json"]
    assert capsys.readouterr().out.endswith("0 unchanged\n")
    compiled(folder, "--on", "2026-07-01")
    assert capsys.readouterr().out.endswith("4 unchanged\n")


def test_a_state_of_before_is_gone_on_from(folder: Path) -> None:
    fresh = compiled(folder)
    path = folder.parent / "ra" / "state.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    of_before = ("name", "sha256", "code", "said", "version", "lang")
    path.write_text("".join(json.dumps({key: one[key] for key in of_before}) + "\n" for one in lines), "utf-8")
    assert set(compiled(folder)) == set(fresh)


@pytest.mark.parametrize(
    "fault", [[1], [{"name": "x"}], [{"identity": ["a"], "replaces": [], "stated": "", "name": ""}]]
)
def test_a_state_that_nobody_wrote_counts_for_nothing(folder: Path, fault: list[object]) -> None:
    fresh = compiled(folder)
    path = folder.parent / "ra" / "state.jsonl"
    lines = [{**json.loads(line), "summaries": fault} for line in path.read_text("utf-8").splitlines()]
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    assert compiled(folder) == fresh


def test_the_files_of_an_archive_came_together_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(folder.parent / "a.zip", "w") as archive:
        for name, text in DOCUMENTS.items():
            archive.writestr(Path(name).name, text)
    cli.main(["check", str(folder.parent / "a.zip"), "--format", "concise", "--lang", "en"])
    out = capsys.readouterr().out
    assert [words for _, words in SAID if words in out] == [words for _, words in SAID]
    shutil.rmtree(folder / "sub")
    shutil.move(folder.parent / "a.zip", folder / "z.zip")
    plans = json.loads(compiled(folder)["z.zip.json"])
    codes = [[one["code"] for one in plan["diagnostics"] if one["code"] in ("W004", "C013")] for plan in plans]
    assert codes == [["C013"], ["W004"], ["W004"], []], "the copies in the archive are told of nothing else"


DIGEST = st.sampled_from(["0" * 15 + digit for digit in "0123"])
IDENTITY = st.sampled_from([("A", "2026-01-01"), ("B", "2026-01-01"), ("A", "2025-01-01")])
SUMMARIES = st.lists(
    st.builds(
        Summary,
        st.sampled_from(["A", "B", "C"]),
        st.none() | IDENTITY,
        st.lists(DIGEST, max_size=3, unique=True).map("".join),
        st.lists(IDENTITY, max_size=2).map(tuple),
    ),
    max_size=6,
)


@given(SUMMARIES)
def test_each_is_held_against_those_before_it_and_whatever_replaces_it(made: list[Summary]) -> None:
    for at, (one, found) in enumerate(zip(made, together.others(made), strict=True)):
        before = {digest: other.name for other in reversed(made[:at]) for digest in other.digests()}
        assert found.stated == {digest: before[digest] for digest in one.digests() if digest in before}
        replacing = [other.name for other in made if one.identity in other.replaces]
        assert found.successor == (replacing[0] if replacing else None)
        assert Summary.of_json(json.loads(json.dumps(dataclasses.asdict(one)))) == one
