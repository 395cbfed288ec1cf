"""A thousand tries to sign in, as fast as eight clients can make them, on PostgreSQL with the production server.

Said is what came of them, how long an answer took, what was written, and how long somebody else, whose browser is
known, needed to sign in meanwhile. Passwords are real: Argon2 with the settings of the product.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator

from tests.bench import database
from tests.browser import stage

TRIES, CLIENTS, HONEST = 1_000, 8, 15
STORMS = {
    "right password, one account, one address": ("an-bench", True, False),
    "wrong password, one account, one address": ("an-bench", False, False),
    "wrong password, a thousand names, one address": ("", False, False),
    "wrong password, one account, a thousand addresses": ("an-bench", False, True),
}


class Client:
    """A browser that signs in again and again; it carries the mark of a known one, unless it is ``strange``."""

    def __init__(self, port: int, *, strange: bool = False) -> None:
        self._kept = ("csrftoken",) if strange else ("csrftoken", "known")
        self._port = port
        self.cookies: dict[str, str] = {}
        page = self._ask("GET", "/account/login/", "", "192.0.2.1")[1]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found is not None
        self._token = found[1]

    def _ask(self, method: str, path: str, body: str, address: str) -> tuple[int, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": address,
        }
        line = http.client.HTTPConnection("127.0.0.1", self._port)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        words = answer.read().decode()
        line.close()
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = said.partition(";")[0].partition("=")
            if name in self._kept:
                self.cookies.setdefault(name, value)
        return answer.status, words

    def enter(self, name: str, password: str, address: str) -> tuple[int, float]:
        """Try once: the status and the seconds."""
        told = {"login": name, "password": password, "csrfmiddlewaretoken": self._token}
        start = time.perf_counter()
        status, _ = self._ask("POST", "/account/login/", urllib.parse.urlencode(told), address)
        return status, time.perf_counter() - start


def _storm(port: int, which: str, place: int, told: object) -> None:
    from tests import make

    name, right, spread = STORMS[which]
    client, found = Client(port, strange=True), []
    for n in range(place, TRIES, CLIENTS):
        address = f"198.51.{n // 250}.{n % 250}" if spread else "198.51.100.7"
        found.append(client.enter(name or f"ai-do-{n}", make.PASSWORD if right else f"sai-{n}", address))
    told.put(found)  # type: ignore[attr-defined]


def _honest(client: Client) -> float:
    """Milliseconds that a sign-in in a known browser takes."""
    from tests import make

    status, took = client.enter("binh-bench", make.PASSWORD, "203.0.113.9")
    assert status == 302, status
    return took * 1e3


def _ride(port: int, which: str, honest: Client) -> Iterator[str]:
    """One storm, in lines."""
    from tiendo_web.accounts.models import Session, SignIn

    SignIn.objects.all().delete()
    sessions = Session.objects.count()
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    clients = [context.Process(target=_storm, args=(port, which, place, told)) for place in range(CLIENTS)]
    start = time.perf_counter()
    for one in clients:
        one.start()
    meanwhile = [_honest(honest) for _ in range(HONEST)]
    answers = [one for _ in clients for one in told.get()]
    seconds = time.perf_counter() - start
    for one in clients:
        one.join()
    for words, wanted in (("looked at", (200, 302)), ("refused", (429,))):
        took = sorted(took * 1e3 for status, took in answers if status in wanted)
        if took:
            p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
            yield f"  {len(took):5} {words:10} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms"
    assert all(status in (200, 302, 429) for status, _ in answers)
    rows, made = SignIn.objects.count() - HONEST, Session.objects.count() - sessions - HONEST
    yield f"  {seconds:.1f} s, {rows} lines of the audit, {made} sessions"
    yield f"  another person in a known browser meanwhile: p50 {statistics.median(meanwhile):.0f} ms"


def run() -> None:
    """Fill, serve, storm, print."""
    with database.postgresql() as url:
        os.environ |= {"DATABASE_URL": url, "TIENDO_PROXIES": "1"}
        database.prepare()
        from django.conf import settings

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        from django.db import connections

        from tests import make
        from tiendo_web.core.access import Role

        home = make.province("bench", "Bench")
        for name in ("an", "binh"):
            home.viewer(name, role=Role.OFFICER, body="health")
        port = stage.free_port()
        call = [sys.executable, "-m", "tiendo_web.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        env = os.environ | {"PYTHONPATH": f"{stage.ROOT / 'src'}:{stage.ROOT}"}
        # Each refusal is a line of the server's log.
        server = subprocess.Popen(call, env=env, stderr=subprocess.DEVNULL)
        try:
            stage.await_answer(f"http://127.0.0.1:{port}/account/login/", server)
            honest = Client(port)
            alone = [_honest(honest) for _ in range(HONEST)]
            print(f"a sign-in with nobody else there: p50 {statistics.median(alone):.0f} ms")
            for which in STORMS:
                print(f"{TRIES} tries by {CLIENTS} clients: {which}", flush=True)
                connections.close_all()
                for line in _ride(port, which, honest):
                    print(line, flush=True)
        finally:
            server.terminate()
            server.wait(30)
