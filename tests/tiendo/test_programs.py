"""Outside programs are real ones here: the shell, and what it starts."""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tiendo import programs
from tiendo.programs import Failed, Limits, Why

MB = 1024 * 1024


def sh(script: str, **how: object) -> programs.Ran:
    return programs.run(["sh", "-c", script], **how)  # type: ignore[arg-type]


def failed(script: str, **how: object) -> Failed:
    with pytest.raises(Failed) as caught:
        sh(script, **how)
    return caught.value


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def running(mark: str) -> list[str]:
    """The processes of this machine whose command line holds ``mark``."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if mark.encode() in line and int(entry.name) != os.getpid():
                found.append(entry.name)
    return found


def test_files_go_in_and_come_out() -> None:
    ran = sh("cat a.txt > b.txt; echo ok; echo hm >&2", files={"a.txt": b"xin"}, collect=("b.txt", "none.txt"))
    assert (ran.output, ran.files, ran.said) == (b"ok\n", {"b.txt": b"xin"}, "hm")


def test_nothing_is_left_behind(temporary: Path) -> None:
    sh("mkdir -p deep/er; echo x > deep/er/x; chmod 500 deep", files={"a": b"x"})
    failed("echo x > x; exit 3")
    failed("sleep 60", limits=Limits(seconds=0.2))
    assert list(temporary.iterdir()) == []


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(Failed) as caught:
        programs.run(["no-such-program-here", "x"])
    assert (caught.value.program, caught.value.why) == ("no-such-program-here", Why.ABSENT)


def test_a_program_that_fails_says_why() -> None:
    fault = failed("echo 'khong doc duoc' >&2; exit 3")
    assert (fault.program, fault.why, fault.said) == ("sh", Why.FAILED, "khong doc duoc")


def test_a_program_that_crashes_has_failed() -> None:
    with pytest.raises(Failed) as caught:
        programs.run([sys.executable, "-c", "import ctypes; ctypes.string_at(0)"])
    assert caught.value.why is Why.FAILED


def test_a_slow_program_is_killed_with_all_that_it_started() -> None:
    mark = f"31{os.getpid()}"
    began = time.monotonic()
    fault = failed(f"sleep {mark} & sleep {mark}", limits=Limits(seconds=0.3))
    assert fault.why is Why.TOO_SLOW
    assert time.monotonic() - began < 10
    assert running(mark) == []


def test_what_a_program_leaves_running_is_killed_when_it_ends() -> None:
    mark = f"32{os.getpid()}"
    sh(f"sleep {mark} >/dev/null 2>&1 &")
    assert running(mark) == []


def test_a_program_that_leaves_its_group_is_killed_too() -> None:
    if not programs._apart():
        pytest.skip("this system does not let a tree of processes be set apart (unshare)")
    mark = f"33{os.getpid()}"
    failed(f"setsid sleep {mark} & sleep 60", limits=Limits(seconds=0.3))
    assert running(mark) == []


def test_output_without_end_is_stopped() -> None:
    assert failed("exec yes", limits=Limits(seconds=20, output=MB)).why is Why.TOO_MUCH


def test_a_file_without_end_is_stopped(temporary: Path) -> None:
    fault = failed("exec yes > big", limits=Limits(seconds=20, output=MB))
    assert fault.why in (Why.TOO_MUCH, Why.FAILED)


def test_memory_is_bounded() -> None:
    fault = failed("exec tail /dev/zero", limits=Limits(seconds=20, memory=64 * MB))
    assert fault.why is Why.FAILED


def test_a_program_is_told_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_SECRET_KEY", "x")
    monkeypatch.setenv("http_proxy", "x")
    told = {line.partition("=")[0] for line in sh("env", environment={"OMP_THREAD_LIMIT": "1"}).output.decode().split()}
    assert told <= {"PATH", "HOME", "TMPDIR", "LC_ALL", "OMP_THREAD_LIMIT", "PWD", "OLDPWD", "SHLVL", "_"}
    assert "OMP_THREAD_LIMIT" in told


def test_a_program_has_no_network() -> None:
    if not programs._apart():
        pytest.skip("this system does not let the network be taken away (unshare)")
    routes = sh("tail -n +2 /proc/self/net/route").output
    assert routes == b""


def test_links_are_not_followed() -> None:
    ran = sh("ln -s /etc/passwd a; mkdir b; mkfifo c", collect=("a", "b", "c"))
    assert ran.files == {}


def test_nothing_waits_for_words_on_standard_input() -> None:
    assert sh("cat").output == b""


def test_several_run_at_once() -> None:
    together = threading.Barrier(4)

    def one(number: int) -> bytes:
        together.wait()
        return sh(f"echo {number} > own; cat own").output

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))) == [b"0\n", b"1\n", b"2\n", b"3\n"]
