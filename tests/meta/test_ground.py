"""Laws about what the suites stand on: skips that count, a library that is alone, a wheel that is whole."""

import os
import subprocess
import sys
import zipfile

import pytest


def pytest_run(root, folder, text, *args, **env):
    """Run pytest on one file of its own, under our plugins."""
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider", *args, str(folder)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIENDO_")}
    return subprocess.run(command, cwd=root, env=kept | env, capture_output=True, text=True, check=False)


SKIPS = {
    "inside a test": "import pytest\ndef test_it():\n    pytest.skip('no reader here')\n",
    "of a test": "import pytest\n@pytest.mark.skip(reason='no reader here')\ndef test_it(): pass\n",
    "of a module": "import pytest\npytest.skip('no reader here', allow_module_level=True)\n",
    "of a fixture": "def test_it(shared): pass\n",
}


@pytest.mark.parametrize("text", SKIPS.values(), ids=SKIPS)
def test_a_skip_is_named_and_where_all_is_required_a_failure(root, tmp_path, text):
    ours = ("-p", "tests.conftest")
    nowhere = str(tmp_path / "nowhere")
    free = pytest_run(root, tmp_path, text, *ours, TIENDO_SHARED=nowhere)
    assert "1 skipped" in free.stdout
    required = pytest_run(root, tmp_path, text, *ours, TIENDO_SHARED=nowhere, TIENDO_REQUIRE="1")
    assert required.returncode != 0
    assert "TIENDO_REQUIRE=1" in required.stdout


REACHES = {
    "Django": "def test_it():\n    import django.db\n",
    "the web part": "def test_it():\n    import tiendo_web\n",
    "the network": "import socket\ndef test_it():\n    socket.create_connection(('127.0.0.1', 9))\n",
}


@pytest.mark.parametrize("text", REACHES.values(), ids=REACHES)
def test_the_library_suite_cannot_reach(root, tmp_path, text):
    done = pytest_run(root, tmp_path, text, "-p", "tests.bare")
    assert done.returncode == 1
    assert "the library" in done.stdout


def test_a_test_marked_deep_waits_for_deep(root, tmp_path):
    text = "import pytest\n@pytest.mark.deep\ndef test_it(): pass\n"
    assert "1 deselected" in pytest_run(root, tmp_path, text, "-p", "tests.conftest").stdout
    assert "1 passed" in pytest_run(root, tmp_path, text, "-p", "tests.conftest", "--deep").stdout


def test_the_wheel_carries_every_file_of_both_packages(root, tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    listed = ["git", "ls-files", "-z", "src"]
    tracked = subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")
    (wheel,) = tmp_path.glob("*.whl")
    packed = {f"src/{name}" for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in tracked if name and (root / name).exists()} - packed == set()


def test_the_private_database_starts_answers_and_leaves_nothing(root):
    from tools import cluster, packages

    if packages.lacking("postgresql"):
        pytest.skip("needs the system package postgresql")
    import psycopg

    with cluster.running() as url:
        home = url.partition("host=")[2]
        with psycopg.connect(host=home, user="tiendo", dbname="postgres") as connection:
            row = connection.execute("SELECT current_setting('listen_addresses'), current_setting('fsync')").fetchone()
        assert row == ("", "off")
    assert not os.path.exists(home)
