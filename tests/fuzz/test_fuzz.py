"""A minute of fuzzing for each target; longer by hand with ``./dev fuzz``."""

import subprocess
import sys

import pytest

SECONDS = 75


@pytest.mark.deep
@pytest.mark.parametrize("target", ["texts", "files"])
def test_no_file_breaks_a_law_of_the_compiler(root, target):
    pytest.importorskip("atheris")
    command = [sys.executable, "-m", "tests.fuzz", target, str(SECONDS)]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace")
    assert ran.returncode == 0, ran.stderr[-4000:]
