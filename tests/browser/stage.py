"""The stage of the browser tests: a real server, a real database file, a small province.

Run as a program it does to the database that the environment names what it is told: ``found`` the province, or the
``sample`` of ``tiendo demo`` as of a day, or ``serve`` it as if it always were that day.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def found() -> None:
    """Found Sơn Hải with its cast, and another province with Chi."""
    import django

    django.setup()
    from tests import make
    from tiendo_web.core.access import Role

    home = make.province()
    make.reform(home, home.viewer("an", role=Role.CLERK))
    home.viewer("binh", role=Role.LEADER)
    home.viewer("dung", role=Role.OFFICER, body="health")
    home.viewer("quan", role=Role.ADMINISTRATOR)
    make.province("bac-giang-son", "Tỉnh Bắc Giang Sơn").viewer("chi", role=Role.CLERK)


def found_sample(on: dt.date) -> None:
    """Found the province of ``tiendo demo``, with its year of work."""
    import django

    django.setup()
    from tiendo_web.demo import load

    load.load(on)


def serve(port: str, on: dt.date) -> None:
    """Serve what stands there with a clock that stands still, at ten in the morning."""
    import django

    django.setup()
    from tiendo_web import server
    from tiendo_web.core import now, when

    at = when.begin_of(on) + dt.timedelta(hours=10)
    now.now = lambda: at
    server.serve(bind=f"127.0.0.1:{port}", workers=1, threads=4)


def environment(data: Path) -> dict[str, str]:
    """The environment of the server and of the commands beside it."""
    keep = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return keep | {
        "TIENDO_DATA": str(data),
        "TIENDO_SECRET_KEY": "only-for-browser-tests-" + "0" * 32,
        "TIENDO_INSECURE_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "tiendo_web.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }


def command(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``tiendo WORDS`` on the stage's data."""
    call = [sys.executable, "-m", "tiendo_web.cli", *words]
    return subprocess.run(call, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=False)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def set_up(data: Path, which: str = "", *, on: dt.date | None = None) -> None:
    """Make the folder with the database in which the province is founded, or the ``sample``, as of today or a day."""
    data.mkdir()
    migrated.copy_to(data)
    _run(data, *(("sample", (on or dt.date.today()).isoformat()) if which == "sample" else ("found",)))


def _run(data: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "tests.browser.stage", *words], env=environment(data), cwd=ROOT, check=True)


@contextmanager
def serving(data: Path, *, on: dt.date | None = None) -> Iterator[str]:
    """Serve the province that was founded in ``data``, on a day where one is told; gives the address.

    Stopped whatever happens.
    """
    port = str(free_port())
    call = ["tiendo_web.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    if on is not None:
        call = ["tests.browser.stage", "serve", on.isoformat(), port]
    server = subprocess.Popen([sys.executable, "-m", *call], env=environment(data), cwd=ROOT)
    try:
        await_answer(f"http://127.0.0.1:{port}/account/login/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def await_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers; raises RuntimeError where it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise RuntimeError("the server did not come up")


def main(verb: str, on: str = "", *more: str) -> None:
    """Do what the command line says."""
    match verb:
        case "found":
            found()
        case "sample":
            found_sample(dt.date.fromisoformat(on))
        case "serve":
            serve(*more, on=dt.date.fromisoformat(on))


if __name__ == "__main__":
    main(*sys.argv[1:])
