"""Pages about 10,000 people on PostgreSQL with the production server: the list, searches, one person, a table of them.

One province with 130 bodies. Names are made of the commonest Vietnamese ones, so that a search finds many.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import time
import urllib.parse

from tests.bench import database, web
from tests.browser import stage

PEOPLE, DEPARTMENTS, COMMUNES, TIMES, TRIES = 10_000, 20, 109, 60, 100_000
FIRST = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)
_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
_MIDDLE = ["Thị", "Văn", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quang", "Xuân", "Thu"]
_GIVEN = [
    "An",
    "Ánh",
    "Bình",
    "Chi",
    "Dung",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hòa",
    "Hùng",
    "Hương",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phúc",
    "Quân",
    "Sơn",
    "Thảo",
    "Vy",
]


def _name(number: int) -> str:
    family, middle, given = (
        words[number // step % len(words)] for words, step in ((_FAMILY, 230), (_MIDDLE, 23), (_GIVEN, 1))
    )
    return f"{family} {middle} {given}"


def _table() -> bytes:
    """Everybody as the table that an administrator would send."""
    head = "Tên đăng nhập;Họ và tên;Vai trò;Cơ quan\n"
    bodies = [f"Sở số {n}" for n in range(DEPARTMENTS)] + [f"Xã số {n}" for n in range(COMMUNES)]
    rows = (f"nguoi.{n:05d};{_name(n)};Cán bộ cơ quan;{bodies[n % len(bodies)]}\n" for n in range(PEOPLE))
    return (head + "".join(rows)).encode()


def _fill() -> tuple[int, int]:
    """Found the province and take the table over; gives the ids of an administrator and of somebody."""
    from tests import make
    from tiendo.orgtree import BodyKind
    from tiendo_web.accounts.models import SignIn, User
    from tiendo_web.core.access import Role
    from tiendo_web.invitations import actions as invitations
    from tiendo_web.invitations import table
    from tiendo_web.orgs import actions as orgs

    jurisdiction = orgs.found_jurisdiction(slug="bench", name="Bench")
    new = [orgs.NewBody("root", BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh", make.FOUNDED)]
    for kind, words, count in ((BodyKind.DEPARTMENT, "Sở số", DEPARTMENTS), (BodyKind.COMMUNE, "Xã số", COMMUNES)):
        new += [orgs.NewBody(f"{words} {n}", kind, f"{words} {n}", make.FOUNDED, parent="root") for n in range(count)]
    province = make.Province(
        jurisdiction.pk, "bench", orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=new, at=FIRST)
    )
    quan = province.viewer("quan", role=Role.ADMINISTRATOR, body="root")
    told = {"jurisdiction_id": jurisdiction.pk, "data": _table(), "name": "a.csv", "on": FIRST.date(), "names": {}}
    start = time.perf_counter()
    table.planned(**told)  # type: ignore[arg-type]
    middle = time.perf_counter()
    taken = invitations.import_people(**told, by=quan, at=FIRST)  # type: ignore[arg-type]
    end = time.perf_counter()
    print(f"a table of {PEOPLE} people: looked at in {middle - start:.1f} s, taken over in {end - middle:.1f} s")
    assert len(taken.guests) == PEOPLE
    ids = range(taken.guests[0].handed.user_id, taken.guests[-1].handed.user_id + 1)
    tries = [SignIn(user_id=ids[n % PEOPLE], at=FIRST + dt.timedelta(seconds=n), outcome="ok") for n in range(TRIES)]
    SignIn.objects.bulk_create(tries, batch_size=5_000)
    return quan.user_id, User.objects.get(username="nguoi.04321").pk


def _queries_alone(user_id: int) -> None:
    """What the search itself takes, without page, server and network."""
    from tiendo_web.orgs import holders, viewers

    (hat,) = holders.hats(user_id=user_id, on=FIRST.date())
    viewer = viewers.viewer(user_id=user_id, jurisdiction_id=hat.jurisdiction_id, holder_id=hat.id, on=FIRST.date())
    for text in ("", "nguyen thi", "Nguyễn Thị Hòa", "nguoi.04321", "khong co ai"):
        took = []
        for _ in range(TIMES):
            start = time.perf_counter()
            found = holders.holder_page(viewer=viewer, on=FIRST.date(), text=text)
            took.append((time.perf_counter() - start) * 1e3)
        took.sort()
        p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"search {text!r:18} finds {found.number:6}   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms")


def run() -> None:
    """Fill, search, serve, ask, print."""
    with database.postgresql() as url:
        os.environ["DATABASE_URL"] = url
        database.prepare()
        user_id, somebody = _fill()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        _queries_alone(user_id)
        pages = {
            "people": "/people/",
            "people, page 100": "/people/?page=100",
            "search, no diacritics": "/people/?q=nguyen+thi",
            "search, with diacritics": f"/people/?{urllib.parse.urlencode({'q': 'Nguyễn Thị Hòa'})}",
            "search by body": "/people/?q=xa+so+7",
            "search in vain": "/people/?q=khong+co+ai",
            "one role": "/people/?role=officer",
            "one person": f"/people/{somebody}/",
            "audit of sign-ins": "/sign-ins/",
        }
        counted = web.queries(user_id, pages)
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
                    print(f"{name:26} {clients:7} {p50:8.1f} {p95:8.1f} {rate:6.1f} {size:7} {counted[name]:8}")
            print(f"server and 2 workers: {web.memory(server):.0f} MB")
        finally:
            server.terminate()
            server.wait(30)
