"""Pages at 50,000 duties on PostgreSQL with the production server, asked by 1 and by 8 signed-in clients.

The data is made through the product's own actions: 21 directives of 40 tasks for 60 bodies, some two thousand
moves, and one duty broken down into 40.
"""

from __future__ import annotations

import datetime as dt
import http.client
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import database
from tests.browser import stage

if TYPE_CHECKING:
    from django.test import Client

BODIES, TASKS, DIRECTIVES, MOVES, PARTS = 60, 40, 21, 2_000, 40
ASKED = {1: 60, 8: 40}
FIRST = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)


def _plan(number: int) -> str:
    start = FIRST.date() + dt.timedelta(days=14 * number)
    tasks = "\n".join(
        f"{n}. Các sở, ban, ngành rà soát nội dung thứ {n} của chương trình {number}, "
        f"hoàn thành trước ngày {start + dt.timedelta(days=9 * n):%d/%m/%Y}."
        for n in range(1, TASKS + 1)
    )
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n\nSố: {number + 1}/KH-UBND\nSơn Hải, ngày {start:%d} tháng {start:%m} năm "
        f"{start:%Y}\n\nKẾ HOẠCH\nChương trình số {number}\n\nI. NHIỆM VỤ\n\n{tasks}\n"
    )


def _fill() -> tuple[int, int]:
    """Make the province; gives the id of the clerk's account and of the duty with many parts."""
    from tests import make
    from tiendo.orgtree import BodyKind
    from tiendo_web.core.access import Role
    from tiendo_web.duties import actions as duties
    from tiendo_web.duties import shares
    from tiendo_web.orgs import actions as orgs

    jurisdiction = orgs.found_jurisdiction(slug="bench", name="Bench")
    new = [orgs.NewBody("root", BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh", make.FOUNDED)]
    new += [
        orgs.NewBody(f"d{n}", BodyKind.DEPARTMENT, f"Sở số {n}", make.FOUNDED, parent="root") for n in range(BODIES)
    ]
    new += [
        orgs.NewBody(f"s{n}", BodyKind.SERVICE, f"Trung tâm số {n}", make.FOUNDED, parent="d0") for n in range(PARTS)
    ]
    bodies = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=new, at=FIRST)
    province = make.Province(jurisdiction.pk, "bench", bodies)
    clerk = province.viewer("an", role=Role.CLERK, body="root")
    officers = [province.viewer(f"o{n}", role=Role.OFFICER, body=f"d{n}") for n in range(BODIES)]
    at = FIRST
    for number in range(DIRECTIVES):
        at = FIRST + dt.timedelta(days=14 * number)
        duties.issue(plan_id=make.plan(clerk, _plan(number), at=at), viewer=clerk, at=at)
    owned = _owned(jurisdiction.pk)
    chance = random.Random(1)
    for step in range(MOVES // 2):
        body, duty_id = owned.pop(chance.randrange(len(owned)))
        officer = officers[[*bodies.values()].index(body) - 1]
        when = at + dt.timedelta(minutes=step)
        words = duties.Words(text="Đã hoàn thành, có hồ sơ kèm theo.")
        duties.move(duty_id=duty_id, kind=duties.KIND.REPORTED, words=words, viewer=officer, at=when)
        duties.move(duty_id=duty_id, kind=duties.KIND.ACCEPTED, viewer=clerk, at=when)
    whole = next(duty_id for body, duty_id in owned if body == bodies["d0"])
    parts = [shares.Part(bodies[f"s{n}"], f"Phần việc số {n}") for n in range(PARTS)]
    shares.break_down(duty_id=whole, parts=parts, viewer=officers[0], at=at + dt.timedelta(days=2))
    return clerk.user_id, whole


def _owned(jurisdiction_id: int) -> list[tuple[int, int]]:
    from tiendo_web.duties.models import Duty

    rows = Duty.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id")
    return list(rows.values_list("body_id", "id"))


def signed_in(user_id: int) -> str:
    """The session cookie of a signed-in clerk."""
    from django.test import Client

    from tiendo_web.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client.cookies["sessionid"].value


def client_of(user_id: int) -> Client:
    """A client within this process, signed in, whose hat is in the session."""
    from django.conf import settings
    from django.test import Client

    from tiendo_web.accounts.models import User

    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"X-Forwarded-Proto": "https"}, raise_request_exception=False)
    client.force_login(User.objects.get(pk=user_id))
    client.get("/")
    return client


def queries(user_id: int, pages: Mapping[str, str]) -> dict[str, int]:
    """How many queries each page runs, once its hat is in the session."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(user_id)
    found = {}
    for name, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, path
        found[name] = len(captured)
    return found


def ask(port: int, cookie: str, path: str, times: int, told: object) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took, size = [], 0
    for _ in range(times):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}", "Accept-Language": "vi"})
        answer = connection.getresponse()
        size = len(answer.read())
        took.append(time.perf_counter() - start)
        assert answer.status == 200, (path, answer.status)
    told.put((took, size))  # type: ignore[attr-defined]


def measure(port: int, cookie: str, path: str, clients: int) -> tuple[float, float, float, int]:
    """p50 and p95 in ms, requests a second, bytes."""
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    ask(port, cookie, path, 3, told)
    told.get()
    asking = [context.Process(target=ask, args=(port, cookie, path, ASKED[clients], told)) for _ in range(clients)]
    for one in asking:
        one.start()
    answers = [told.get() for _ in asking]
    for one in asking:
        one.join()
    took = sorted(one for answer, _ in answers for one in answer)
    busy = max(sum(answer) for answer, _ in answers)
    return statistics.median(took) * 1e3, took[int(len(took) * 0.95)] * 1e3, len(took) / busy, answers[0][1]


def memory(process: subprocess.Popen[bytes]) -> float:
    """Megabytes of the server and its workers: proportional set size, shared pages counted once."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    kilobytes = 0
    for pid in [process.pid, *children]:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def run() -> None:
    """Fill, serve, ask, print."""
    with database.postgresql() as url:
        os.environ["DATABASE_URL"] = url
        database.prepare()
        start = time.perf_counter()
        user_id, whole = _fill()
        from django.db import connection

        from tiendo_web.duties.models import Duty

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        count = Duty.objects.filter(jurisdiction_id=1).count()
        print(f"{count} duties made through the actions in {time.perf_counter() - start:.0f} s")
        pages = {
            "overdue, 50 a page": "/duties/?which=overdue&order=due",
            "a duty with 40 children": f"/duties/{whole}/",
            "scorecard 60 x 40": "/scorecard/?directive=1",
        }
        counted = queries(user_id, pages)
        cookie = signed_in(user_id)
        port = stage.free_port()
        call = [sys.executable, "-m", "tiendo_web.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        server = subprocess.Popen(call, env=os.environ | {"PYTHONPATH": f"{stage.ROOT / 'src'}:{stage.ROOT}"})
        try:
            stage.await_answer(f"http://127.0.0.1:{port}/account/login/", server)
            print(f"{'page':26} clients   p50 ms   p95 ms  req/s   bytes  queries")
            for name, path in pages.items():
                for clients in ASKED:
                    p50, p95, rate, size = measure(port, cookie, path, clients)
                    print(f"{name:26} {clients:7} {p50:8.1f} {p95:8.1f} {rate:6.1f} {size:7} {counted[name]:8}")
            print(f"server and 2 workers: {memory(server):.0f} MB")
        finally:
            server.terminate()
            server.wait(30)
