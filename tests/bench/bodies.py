"""Pages of 3,500 bodies on PostgreSQL with the production server: the tree, a search, the completion of a name.

One jurisdiction of 34 provinces with some hundred bodies each, of which every tenth was once called otherwise,
and 400 bodies that ended and were taken over.
"""

from __future__ import annotations

import datetime as dt
import gzip
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.bench import database, web
from tests.browser import stage

PROVINCES, DEPARTMENTS, COMMUNES, ENDED = 34, 20, 82, 400
FIRST = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)
BEGAN, REFORMED = dt.date(2024, 1, 1), dt.date(2025, 7, 1)
_SYLLABLES = "Sơn Hải Thuận Bình Đông Tây Nam Bắc An Hòa Phú Lộc Mỹ Tân Vĩnh Thạnh Quảng Long Đức Khánh"
_FIELDS = ("Tài chính", "Y tế", "Nội vụ", "Xây dựng", "Công Thương", "Tư pháp", "Nông nghiệp và Môi trường")


def _place(number: int) -> str:
    """A name of two or three syllables, another for each number."""
    syllables = _SYLLABLES.split()
    count = len(syllables)
    first, second, third = number % count, number // count % count, number // count**2
    return " ".join([syllables[first], syllables[second], *([syllables[third % count]] if third else [])])


def _facts() -> Iterator[object]:
    """The bodies as facts, new ones under ids below zero."""
    from tiendo.orgtree import BodyFacts, BodyKind, Code, Heir, Name, Parent, Share

    def one(number: int, kind: BodyKind, names: list[str], above: int | None, code: str = "", **more: object) -> object:
        dated = tuple(Name(name, "", day) for name, day in zip(names, (BEGAN, REFORMED), strict=False))
        codes = (Code(code, BEGAN),) if code else ()
        return BodyFacts(-number, kind, dated, codes, (Parent(above, BEGAN),), BEGAN, **more)  # type: ignore[arg-type]

    yield one(1, BodyKind.PROVINCE, ["Cơ quan trung ương"], None)
    number = 1
    for province in range(PROVINCES):
        number += 1
        above = -number
        yield one(number, BodyKind.PROVINCE, [f"Ủy ban nhân dân tỉnh {_place(province * 11 + 3)}"], -1)
        for place in range(DEPARTMENTS):
            number += 1
            kind = BodyKind.DEPARTMENT if place < len(_FIELDS) else BodyKind.SERVICE
            name = f"Sở {_FIELDS[place]}" if place < len(_FIELDS) else f"Trung tâm {_place(place)} {province}"
            yield one(number, kind, [name], above)
        for place in range(COMMUNES):
            number += 1
            name = f"Xã {_place(province * COMMUNES + place)}"
            names = [f"Xã {_place(9_000 + number)}", name] if place % 10 == 0 else [name]
            yield one(number, BodyKind.COMMUNE, names, above, f"{number:05d}")
    for place in range(ENDED):
        number += 1
        heir = Heir(-(2 + DEPARTMENTS + 1 + place % COMMUNES), Share.WHOLE, REFORMED)
        name = f"Xã cũ {_place(place)}"
        yield one(number, BodyKind.COMMUNE, [name], -2, ends_on=REFORMED, heirs=(heir,))


def _fill() -> tuple[int, int]:
    """Make the jurisdiction; gives the ids of a clerk's account and of a province's body."""
    from tests import make
    from tiendo.orgtree import Definition
    from tiendo_web.core.access import SYSTEM, Role
    from tiendo_web.ledger import actions as ledger
    from tiendo_web.orgs import actions as orgs
    from tiendo_web.orgs import queries

    jurisdiction = orgs.found_jurisdiction(slug="bench", name="Bench")
    with ledger.act(jurisdiction_id=jurisdiction.pk, kind="orgs.import", by=SYSTEM, at=FIRST) as act:
        made = orgs.reshape(act, list(_facts()))  # type: ignore[arg-type]
    province = make.Province(jurisdiction.pk, "bench", {"root": made[-1]})
    clerk = province.viewer("an", role=Role.CLERK, body="root")
    border = frozenset(made[-number] for number in range(30, 57))
    orgs.define_group(viewer=clerk, name="27 xã biên giới", definition=Definition(added=border), at=FIRST)
    tree = queries.tree(jurisdiction_id=jurisdiction.pk, on=REFORMED)
    print(f"{len(tree)} bodies live, {len(tree.ended)} have ended")
    return clerk.user_id, made[-2]


def _first_visit(port: int, cookie: str) -> int:
    """Bytes of the tree page, its style and its scripts, as they travel."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"sessionid={cookie}", "Accept-Language": "vi", "Accept-Encoding": "gzip"}

    def fetch(path: str) -> bytes:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().read()

    page = fetch("/bodies/")
    words = gzip.decompress(page).decode()
    parts = [part.split('"')[0] for part in words.split('"/static/')[1:]]
    return len(page) + sum(len(fetch(f"/static/{part}")) for part in parts)


def run() -> None:
    """Fill, serve, ask, print."""
    with database.postgresql() as url:
        os.environ["DATABASE_URL"] = url
        database.prepare()
        start = time.perf_counter()
        user_id, body_id = _fill()
        print(f"founded in {time.perf_counter() - start:.0f} s")
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        pages = {
            "the tree": "/bodies/",
            "the tree beneath one": f"/bodies/?beneath={body_id}",
            "the tree of 1/6/2025": "/bodies/?on=2025-06-01",
            "a search": "/bodies/?q=xa+son",
            "a search by former name": "/bodies/?q=xa+cu+son+hai",
            "communes, page 5": "/bodies/?kind=commune&page=5",
            "a body": f"/bodies/{body_id}/",
            "groups": "/groups/",
            "completion, 2 letters": "/bodies/names/?q=so",
            "completion, a name": "/bodies/names/?q=xa+thuan+hai",
        }
        queries = web.queries(user_id, pages)
        cookie = web.signed_in(user_id)
        port = stage.free_port()
        call = [sys.executable, "-m", "tiendo_web.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        server = subprocess.Popen(call, env=os.environ | {"PYTHONPATH": f"{stage.ROOT / 'src'}:{stage.ROOT}"})
        try:
            stage.await_answer(f"http://127.0.0.1:{port}/account/login/", server)
            print(f"{'page':26} clients   p50 ms   p95 ms  req/s   bytes  queries")
            for name, path in pages.items():
                for clients in web.ASKED:
                    p50, p95, rate, size = web.measure(port, cookie, path, clients)
                    print(f"{name:26} {clients:7} {p50:8.1f} {p95:8.1f} {rate:6.1f} {size:7} {queries[name]:8}")
            print(f"first visit of the tree page, gzip: {_first_visit(port, cookie) / 1024:.1f} KB")
            print(f"server and 2 workers: {web.memory(server):.0f} MB")
        finally:
            server.terminate()
            server.wait(30)
