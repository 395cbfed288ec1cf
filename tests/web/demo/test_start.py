"""``tiendo demo`` as it is typed: first start, a port in use, second start, a folder that is somebody else's."""

import os
import socket
import subprocess
import sys
import urllib.request

import pytest


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo(root, data, port, *words):
    """The command, begun. Its "browser" prints a line, which is how a reader knows that the server is ready."""
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "BROWSER": "echo ready %s", "DISPLAY": ":0"}
    return subprocess.Popen(
        [sys.executable, "-m", "tiendo_web.cli", "demo", "--data", str(data), "--port", str(port), *words],
        cwd=data.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_ready(started):
    """What it prints until it is ready, or until it ends."""
    lines = []
    for line in started.stdout:
        lines.append(line)
        if line.startswith("ready "):
            break
    return "".join(lines)


def test_first_start_second_start_and_a_port_in_use(root, tmp_path, port):
    data = tmp_path / "sample"
    with demo(root, data, port) as first:
        said = until_ready(first)
        assert f"ready http://127.0.0.1:{port}/" in said
        assert "Đang nạp" in said and "mot-nam-o-son-hai" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/") as page:
            assert page.status == 200
        with demo(root, data, port, "--fresh") as other:
            assert "đang được chương trình khác dùng" in other.stdout.read()
        assert other.returncode == 2
        first.terminate()
    assert first.returncode == 0
    with demo(root, data, port) as second:
        said = until_ready(second)
        second.terminate()
    assert f"ready http://127.0.0.1:{port}/" in said
    assert "Đang nạp" not in said


def test_a_folder_with_other_data_is_left_alone(root, tmp_path, port):
    data = tmp_path / "province"
    data.mkdir()
    (data / "tiendo.sqlite3").write_bytes(b"precious")
    with demo(root, data, port, "--fresh") as refused:
        assert "không phải của tỉnh mẫu" in refused.stdout.read()
    assert refused.returncode == 2
    assert (data / "tiendo.sqlite3").read_bytes() == b"precious"
