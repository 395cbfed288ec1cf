"""Every page of a large province by the hats that open it: how often it asks, how long it takes, how large it is.

A page that is not shown, or fails, is told as such, and the others are measured all the same. ``TIENDO_SCALE_PAGES`` is
a part of the names of those wanted, where not all are.
"""

from __future__ import annotations

import datetime as dt
import os
import queue
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from tests.bench import web
from tests.browser import stage

if TYPE_CHECKING:
    from django.test import Client

    from tiendo_web.core.access import Viewer

ASKED = 30
WANTED = os.environ.get("TIENDO_SCALE_PAGES", "")
# Of a page slower than this, the slowest query is told as well.
SLOW = 50.0
AIM = 25


def lists() -> Iterator[tuple[str, str]]:
    """Every list of duties with every order, and by every age, as the page offers them."""
    from tiendo.ageing import Age
    from tiendo_web.duties import queries

    for which, order in product(queries.Which, queries.Order):
        yield f"{which}, by {order}", f"/duties/?which={which}&order={order}"
    for age in Age:
        yield f"no deadline, {age}", f"/duties/?which=no-deadline&age={age}"


def pages(told: Mapping[str, int]) -> dict[str, str]:
    """What a clerk of the province opens; ``told`` are the ids of what stands in it."""
    body, directive = told["body"], told["directive"]
    found = {"today": "/", **dict(lists())}
    found |= {
        "overdue of a body": f"/duties/?which=overdue&body={body}",
        "all of a body, the latest first": f"/duties/?order=latest&body={body}",
        "of a directive": f"/duties/?directive={directive}",
        "of a task": f"/duties/?directive={directive}&task=1",
        "overdue, page 200": "/duties/?which=overdue&page=200",
        "all, page 200": "/duties/?page=200",
        "a duty with its parts": f"/duties/{told['duty']}/",
        "how its day came about": f"/duties/{told['duty']}/day/",
        "the directive to all communes": f"/directives/{told['large']}/",
        "inquiries": "/inquiries/",
        "inquiries, silent": "/inquiries/?which=silent",
        "inquiries, answered": "/inquiries/?which=answered",
        "an inquiry": f"/inquiries/{told['inquiry']}/",
        "asking a whole list": "/inquiries/new/?all=1&which=overdue",
        "letters": "/letters/",
        "a letter": f"/letters/{told['letter']}/",
        "urging a whole list": "/letters/new/?all=1&which=overdue",
        "what recurs": "/recurring/",
        "a series": f"/recurring/{told['series']}/",
        "scorecard": "/scorecard/",
        "scorecard of a year ago": f"/scorecard/?on={dt.date(2025, 3, 31)}",
        "scorecard of a directive": f"/scorecard/?directive={directive}",
        "scorecard as CSV": "/scorecard/csv/",
        "structures": "/scorecard/structures/",
        "points": "/scorecard/points/",
        "documents": "/documents/",
        "documents, searched": "/documents/?q=chuong+trinh+so+77",
        "documents, found nowhere": "/documents/?q=khong+co",
        "bodies": "/bodies/",
        "bodies, searched": "/bodies/?q=xa+so+77",
        "a body": f"/bodies/{body}/",
        "names of bodies": "/bodies/names/?q=xa+so+7",
        "days off": "/calendar/",
        "rules": "/rules/",
        "reforms": "/reforms/",
    }
    return found


def own(told: Mapping[str, int]) -> dict[str, str]:
    """What whoever answers for some bodies opens."""
    return {
        "today": "/",
        **dict(lists()),
        "a duty": f"/duties/{told['duty']}/",
        "inquiries": "/inquiries/",
        **{f"inquiries, {which}": f"/inquiries/?which={which}" for which in ("to-answer", "silent", "answered")},
        "letters": "/letters/",
        "what recurs": "/recurring/",
        "a series": f"/recurring/{told['series']}/",
        "documents": "/documents/",
        "documents, searched": "/documents/?q=chuong+trinh+so+77",
        "scorecard": "/scorecard/",
        "scorecard as CSV": "/scorecard/csv/",
        "structures": "/scorecard/structures/",
        "points": "/scorecard/points/",
        "bodies": "/bodies/",
        "a body": f"/bodies/{told['body']}/",
    }


def measure(hats: Mapping[str, tuple[Viewer, Mapping[str, str]]]) -> None:
    """Serve, ask as each hat, print a line for each page as it comes."""
    port = stage.free_port()
    call = [sys.executable, "-m", "tiendo_web.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen(call, env=os.environ | {"PYTHONPATH": f"{stage.ROOT / 'src'}:{stage.ROOT}"})
    try:
        stage.await_answer(f"http://127.0.0.1:{port}/account/login/", server)
        for hat, (viewer, wanted) in hats.items():
            cookie, client = web.signed_in(viewer.user_id), web.client_of(viewer.user_id)
            print(f"{hat:36} p50 ms   p95 ms   bytes  queries", flush=True)
            for name, path in wanted.items():
                if WANTED not in name:
                    continue
                try:
                    _measure(name, path, port, cookie, client)
                except Exception as failed:
                    # One page that fails must not cost the figures of the others, which took an hour to come to.
                    print(f"  {name:34} FAILED: {type(failed).__name__} {str(failed)[:200]}", flush=True)
    finally:
        server.terminate()
        server.wait(30)


def _measure(name: str, path: str, port: int, cookie: str, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path).getvalue()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        status, _whole = response.status_code, response.getvalue()
    if status != 200:
        print(f"  {name:34} not shown: {status}", flush=True)
        return
    told: queue.SimpleQueue[tuple[list[float], int]] = queue.SimpleQueue()
    start = time.perf_counter()
    web.ask(port, cookie, path, 3, told)
    told.get()
    # What takes seconds is not asked for thirty times.
    times = ASKED if time.perf_counter() - start < 3 else 5
    web.ask(port, cookie, path, times, told)
    took, size = told.get()
    p50, p95 = statistics.median(took) * 1e3, sorted(took)[int(len(took) * 0.95)] * 1e3
    many = f"  MORE THAN {AIM}" if len(captured) > AIM else ""
    print(f"  {name:34} {p50:6.1f} {p95:8.1f} {size:7} {len(captured):8}{many}", flush=True)
    if p50 > SLOW and captured.captured_queries:
        slowest = max(captured.captured_queries, key=lambda one: float(one["time"]))
        sql = slowest["sql"][slowest["sql"].find(" FROM ") :][:400]
        print(f"      {float(slowest['time']) * 1e3:.0f} ms in{sql}", flush=True)
