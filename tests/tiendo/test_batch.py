"""Folders compiled into folders: nothing done twice, and nothing stopped by one bad file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import waiting
from tiendo import batch, cli

PLAN = "KẾ HOẠCH\n\nTiêm chủng\n\n1. Sở Y tế lập sổ trước ngày {day}/12/2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "vao"
    (made / "sub").mkdir(parents=True)
    for day in (15, 16, 17):
        (made / f"{day}.txt").write_text(PLAN.format(day=day), "utf-8")
    (made / "sub" / "18.md").write_text(PLAN.format(day=18), "utf-8")
    (made / "anh.bmp").write_bytes(b"BM")
    (made / ".an.txt").write_text("x", "utf-8")
    return made


def run(folder: Path, *more: str) -> int:
    return cli.main(["compile", str(folder), "-o", str(folder.parent / "ra"), "--lang", "en", *more])


def outputs(folder: Path) -> dict[str, int]:
    """The plans that were written, each with when."""
    out = folder.parent / "ra"
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*.json")}


def state(folder: Path) -> list[dict[str, object]]:
    lines = (folder.parent / "ra" / batch.STATE).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_file_of_a_folder_has_its_plan(folder: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert run(folder, "-j", jobs) == 1
    assert set(outputs(folder)) == {"15.txt.json", "16.txt.json", "17.txt.json", "sub/18.md.json"}
    said = capsys.readouterr()
    assert said.out == "4 files: 0 clean, 4 with findings, 0 not read; 0 unchanged\n"
    assert said.err == ""
    plan = json.loads((folder.parent / "ra" / "sub" / "18.md.json").read_text("utf-8"))
    assert plan["tasks"][0]["deadline"] == ["2025-12-18"]


def test_a_plan_is_what_the_command_prints_of_the_file_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    capsys.readouterr()
    cli.main(["compile", str(folder / "15.txt"), "--format", "json", "--lang", "en"])
    assert (folder.parent / "ra" / "15.txt.json").read_text("utf-8") == capsys.readouterr().out


def test_a_second_run_does_what_is_new_or_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    before = outputs(folder)
    (folder / "15.txt").write_text(PLAN.format(day=25), "utf-8")
    (folder / "19.txt").write_text(PLAN.format(day=19), "utf-8")
    (folder.parent / "ra" / "16.txt.json").unlink()
    capsys.readouterr()
    assert run(folder) == 1
    assert capsys.readouterr().out.endswith("2 unchanged\n")
    after = outputs(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"15.txt.json", "16.txt.json", "19.txt.json"}
    assert "2025-12-25" in (folder.parent / "ra" / "15.txt.json").read_text("utf-8")


def test_a_bad_file_is_said_and_the_rest_is_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "16.docx").write_text("không phải Word", "utf-8")
    assert run(folder, "-j", "2") == 2
    said = capsys.readouterr()
    assert said.out == "5 files: 0 clean, 4 with findings, 1 not read; 0 unchanged\n"
    assert "16.docx: error[F003]" in said.err
    assert len(outputs(folder)) == 4
    run(folder)
    assert capsys.readouterr().out == "5 files: 0 clean, 4 with findings, 1 not read; 4 unchanged\n"


def test_a_state_that_was_cut_off_is_gone_on_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    path = folder.parent / "ra" / batch.STATE
    path.write_bytes(path.read_bytes()[:-20] + b"\xff\n{}\n[1]\n")
    capsys.readouterr()
    run(folder)
    assert capsys.readouterr().out.endswith("3 unchanged\n")


DIES = """
import os, sys
from tiendo import cli, plan_commands
whole = plan_commands.compiled_one
def compiled_one(name, data, context, scanning):
    if name.endswith("16.txt"):
        os._exit(9)
    if name.endswith("17.txt"):
        raise RuntimeError("a bug")
    return whole(name, data, context, scanning)
plan_commands.compiled_one = compiled_one
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_file_that_takes_its_process_down_costs_only_itself(folder: Path) -> None:
    words = ["compile", str(folder), "-o", str(folder.parent / "ra"), "-j", "2", "--lang", "en"]
    ended = subprocess.run([sys.executable, "-c", DIES, *words], capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stdout == "4 files: 0 clean, 2 with findings, 2 not read; 0 unchanged\n"
    assert "16.txt: the process died" in ended.stderr
    assert "17.txt: RuntimeError: a bug" in ended.stderr
    assert set(outputs(folder)) == {"15.txt.json", "sub/18.md.json"}


# Where the tests run in the background of a shell, their processes are born deaf to the signal.
WAITS = """
import signal, sys
from tiendo import cli, plan_commands
signal.signal(signal.SIGINT, signal.default_int_handler)
whole, gate = plan_commands.compiled_one, sys.argv.pop(1)
def compiled_one(name, data, context, scanning):
    if name.endswith("x7.txt"):
        open(gate).close()
    return whole(name, data, context, scanning)
plan_commands.compiled_one = compiled_one
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_run_that_is_stopped_is_gone_on_with(folder: Path) -> None:
    for number in range(10):
        (folder / f"x{number}.txt").write_text(PLAN.format(day=20), "utf-8")
    words = ["compile", str(folder), "-o", str(folder.parent / "ra"), "--lang", "en"]
    gate = folder.parent / "gate"
    os.mkfifo(gate)
    held_up = [sys.executable, "-c", WAITS, str(gate), *words]
    process = subprocess.Popen(held_up, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    path = folder.parent / "ra" / batch.STATE
    waiting.until(lambda: process.poll() is not None or (path.is_file() and path.stat().st_size))
    process.send_signal(signal.SIGINT)
    opened = os.open(gate, os.O_RDWR)
    _, err = process.communicate(timeout=60)
    os.close(opened)
    assert process.returncode == 2
    assert "the same command goes on from there" in err
    done = len(state(folder))
    ended = subprocess.run([sys.executable, "-m", "tiendo", *words], capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout.endswith(f"{done} unchanged\n")


def test_the_output_may_lie_inside_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        cli.main(["compile", str(folder), "-o", str(folder / "ra"), "--lang", "en"])
    assert capsys.readouterr().out.endswith("4 files: 0 clean, 4 with findings, 0 not read; 4 unchanged\n")


@pytest.mark.parametrize(
    "words", [["-j", "0", "-o", "ra"], ["--format", "xlsx", "-o", "ra"], []], ids=["no process", "a table", "no output"]
)
def test_what_cannot_be_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert cli.main(["compile", str(folder), *words]) == 2
    assert capsys.readouterr().err.startswith("tiendo: a folder is compiled")


def test_a_folder_without_files_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compile", str(tmp_path), "-o", str(tmp_path / "ra"), "--lang", "en"]) == 2
    assert "no file that is read in" in capsys.readouterr().err
    assert not (tmp_path / "ra").exists()


def test_an_archive_is_compiled_to_the_plans_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.txt", PLAN.format(day=15))
        archive.writestr("2.txt", PLAN.format(day=16))
    cli.main(["compile", str(tmp_path / "a.zip"), "--format", "json"])
    names = [plan["source"]["name"] for plan in json.loads(capsys.readouterr().out)]
    assert names == ["1.txt", "2.txt"]
