"""A large province on PostgreSQL: 200,000 tasks given to bodies two million times, with ten million events.

``TIENDO_SCALE`` is the number of tasks, where another is wanted. The rows are written by ``tests.bench.years``; then
the ledger is verified, the totals are recounted, and the pages, one issue to every commune and the worker are timed.
Writing and proving take most of an hour: with ``TIENDO_SCALE_KEPT=FOLDER`` the database stays there, and a later run
takes it up (migrated, if need be) where it stood. ``TIENDO_SCALE_STEPS`` names the steps wanted, of ``proofs``,
``issue``, ``parts``, ``worker``, ``preview``, ``decision`` (which moves clocks for good) and ``pages``.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.bench import database, scale_pages, scale_worker, web

if TYPE_CHECKING:
    from tests.bench.years.load import Ground
    from tiendo_web.core.access import Viewer
    from tiendo_web.orgs.models import Holder

T = TypeVar("T")
TASKS = int(os.environ.get("TIENDO_SCALE", "200000"))
STEPS = os.environ.get("TIENDO_SCALE_STEPS", "proofs,issue,parts,worker,preview,decision,pages").split(",")
DEPARTMENTS, SERVICES, COMMUNES = 50, 130, 3_321
FOUNDED = datetime(2023, 1, 2, 2, 0, tzinfo=UTC)
READ = "1. Các sở, ban, ngành rà soát quy định thuộc lĩnh vực quản lý, hoàn thành trước ngày 30/9/2027.\n"
ORDER = "1. Ủy ban nhân dân các xã, phường tổ chức vệ sinh môi trường, hoàn thành trước ngày 30/6/2027.\n"


def _plan(number: int, order: str) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n\nSố: {number}/KH-UBND\nSơn Hải, ngày 02 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
        f"Chương trình công tác năm 2026\n\nI. NHIỆM VỤ\n\n{order}"
    )


def timed(name: str, call: Callable[[], T]) -> T:
    """Do it, print how long it took."""
    start = time.perf_counter()
    found = call()
    print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)
    return found


def ground() -> tuple[Ground, Viewer, Viewer, Viewer]:
    """The province before its first directive, its clerk, the clerk of a department with 130 bodies beneath, and the
    officer of a commune.
    """
    from tests import make
    from tests.bench.years.load import Ground
    from tiendo.orgtree import BodyKind
    from tiendo_web.core.access import Role
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.orgs import actions as orgs
    from tiendo_web.plans.models import Plan

    jurisdiction = orgs.found_jurisdiction(slug="bench", name="Bench")
    began = date(2023, 1, 1)
    new = [orgs.NewBody("root", BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh Sơn Hải", began, "UBND tỉnh")]
    for kind, count, words, above in (
        (BodyKind.DEPARTMENT, DEPARTMENTS, "Sở số", "root"),
        (BodyKind.SERVICE, SERVICES, "Trung tâm số", "Sở số 0"),
        (BodyKind.COMMUNE, COMMUNES, "Xã số", "root"),
    ):
        new += [orgs.NewBody(f"{words} {n}", kind, f"{words} {n}", began, parent=above) for n in range(count)]
    bodies = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=new, at=FOUNDED)
    province = make.Province(jurisdiction.pk, "bench", bodies)
    clerk = province.viewer("an", role=Role.CLERK, body="root", at=FOUNDED)
    head = province.viewer("so", role=Role.CLERK, body="Sở số 0", at=FOUNDED)
    officer = province.viewer("xa", role=Role.OFFICER, body="Xã số 0", at=FOUNDED)
    plan_id = make.plan(clerk, _plan(1, READ), at=FOUNDED)
    plan = Plan.objects.get(jurisdiction_id=jurisdiction.pk, pk=plan_id)
    owing = [one for ref, one in bodies.items() if ref.startswith(("Sở", "Xã"))]
    hats = _hats(jurisdiction.pk, owing)
    end = ledger.head(jurisdiction_id=jurisdiction.pk)
    laid = Ground(
        jurisdiction_id=jurisdiction.pk,
        bodies=owing,
        holders=hats,
        clerk=clerk.holder_id,
        office=bodies["root"],
        document_id=plan.document_id,
        compiled=plan.compiled,
        plans=plan_id,
        seq=end.seq,
        hash=end.hash,
    )
    return laid, clerk, head, officer


def _hats(jurisdiction_id: int, bodies: list[int]) -> dict[int, int]:
    """Somebody who reports for each body; gives the id of the hat by body."""
    from tiendo_web.accounts.models import User
    from tiendo_web.core.access import SYSTEM, Role
    from tiendo_web.ledger import actions as ledger
    from tiendo_web.orgs.models import Holder

    people = User.objects.bulk_create([User(username=f"u{body}", name=f"Người số {body}") for body in bodies])
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.give-hat", by=SYSTEM, at=FOUNDED) as act:
        hats = [
            Holder(user=user, role=Role.OFFICER.value, body_id=body, holds_from=FOUNDED.date())
            for user, body in zip(people, bodies, strict=True)
        ]
        return {hat.body_id: hat.pk for hat in act.write_all(hats)}


def _fill(url: str, laid: Ground) -> None:
    import psycopg

    from tests.bench.years import load
    from tiendo_web.core import now
    from tiendo_web.duties.models import Duty

    def connect() -> psycopg.Connection[object]:
        connection = psycopg.connect(url)
        connection.execute("SET synchronous_commit = off")
        return connection

    # The history ends on the eve of the day on which its pages are looked at.
    size = load.Size(TASKS // 40, today=now.today() - dt.timedelta(days=1))
    events = timed("written by COPY", lambda: load.fill(connect, laid, size))
    duties = Duty.objects.filter(jurisdiction_id=laid.jurisdiction_id).count()
    print(f"{TASKS} tasks, {duties} assignments, {events} events, {len(laid.bodies)} bodies", flush=True)


def _proved(jurisdiction_id: int) -> None:
    """Totals against events, rows against seals and chain."""
    from tiendo_web.duties import queries as duties
    from tiendo_web.ledger import queries as ledger
    from tiendo_web.recurring import queries as recurring

    faults = timed("recount", lambda: [*duties.drift(jurisdiction_id), *recurring.drift(jurisdiction_id)])
    print(f"{len(faults)} differences {faults[:3]}", flush=True)
    breaks = timed("verify", lambda: list(ledger.breaks(jurisdiction_id=jurisdiction_id)))
    print(f"{len(breaks)} breaks {breaks[:3]}", flush=True)


def _issued_to_all(clerk: Viewer) -> None:
    """One task to every commune, in one act."""
    from tests import make
    from tiendo_web.core import now
    from tiendo_web.duties import actions

    at = now.now()
    plan_id = make.plan(clerk, _plan(int(at.timestamp()), ORDER), at=at)
    timed(f"issue one task to {COMMUNES} communes", lambda: actions.issue(plan_id=plan_id, viewer=clerk, at=at))


def _broken_down(head: Viewer) -> int:
    """A duty of the department handed to all its bodies beneath; gives its id."""
    from tests.bench.years import load
    from tiendo_web.duties import shares
    from tiendo_web.duties.models import Duty

    at = datetime.combine(load.TODAY, datetime.min.time(), UTC).replace(hour=10)
    beneath = sorted(head.bodies - {head.body_id})
    open_duties = Duty.objects.filter(
        jurisdiction_id=head.jurisdiction_id, owner_id=head.body_id, stage="doing", parent=None
    )
    divided = Duty.objects.filter(jurisdiction_id=head.jurisdiction_id, parent__in=open_duties).values("parent")
    duty_id = open_duties.exclude(pk__in=divided).values_list("pk", flat=True)[0]
    parts = [shares.Part(body, f"Phần việc số {place}") for place, body in enumerate(beneath)]
    shares.break_down(duty_id=duty_id, parts=parts, viewer=head, at=at)
    return duty_id


def _told(jurisdiction_id: int, body_id: int) -> dict[str, int]:
    """The ids of what stands in the province, for addresses that name one."""
    from tiendo_web.duties.models import Duty, Inquiry, Letter
    from tiendo_web.plans.models import Directive
    from tiendo_web.recurring.models import Series

    here = {"jurisdiction_id": jurisdiction_id}
    own = Duty.objects.filter(**here, owner_id=body_id, parent=None).order_by("-last_at")
    large = Directive.objects.filter(**here).order_by("-pk")
    kinds = {"inquiry": Inquiry, "letter": Letter, "series": Series}
    firsts = {name: kind.objects.filter(**here).order_by("pk") for name, kind in kinds.items()}
    # Where there is none the page is told as not shown.
    found = {name: rows.values_list("pk", flat=True).first() or 0 for name, rows in {**firsts, "large": large}.items()}
    duty_id, directive_id = own.values_list("pk", "directive_id").first() or (0, 0)
    return {"body": body_id, "duty": duty_id, "directive": directive_id, **found}


def _preview(clerk: Viewer) -> None:
    """What a decision on days off would move, which looks at every open clock due later."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tiendo_web.core import now

    day = now.today() + dt.timedelta(days=7 + (7 - now.today().weekday()) % 7)
    said = {"basis": "99/TB-BNV", "status": "confirmed", "text": f"nghỉ {day:%d/%m/%Y}", "once": "x" * 32}
    client = web.client_of(clerk.user_id)
    with CaptureQueriesContext(connection) as captured:
        page = timed("preview of a decision on days off", lambda: client.post("/calendar/new/", said))
    found = re.search(r"đã xét (\d+)", page.content.decode())
    print(f"  status {page.status_code}, {len(captured)} queries, {found[1] if found else '?'} clocks", flush=True)


def step(name: str, call: Callable[[], T]) -> T | None:
    """A step whose failing costs none of the figures after it; nothing where it is not wanted."""
    if name not in STEPS:
        return None
    try:
        return call()
    except Exception:
        print(f"{name}: FAILED", flush=True)
        traceback.print_exc()
        sys.stderr.flush()
        return None


def _written(url: str) -> tuple[Viewer, Viewer, Viewer]:
    """The clerk of the province, the clerk of a department and an officer, over rows written now or by a run before."""
    from tiendo_web.orgs.models import Holder

    users = ("an-bench", "so-bench", "xa-bench")
    before = {hat.user.username: hat for hat in Holder.objects.filter(user__username__in=users).select_related("user")}
    if not before:
        laid, *viewers_ = timed("a province with its bodies and people", ground)
        _fill(url, laid)
        return viewers_[0], viewers_[1], viewers_[2]
    clerk, head, officer = (_taken_up(before[user]) for user in users)
    print("taken up from a run before", flush=True)
    return clerk, head, officer


def _taken_up(hat: Holder) -> Viewer:
    from tiendo_web.core import now
    from tiendo_web.orgs import viewers

    jurisdiction_id = hat.body.jurisdiction_id
    return viewers.viewer(user_id=hat.user_id, jurisdiction_id=jurisdiction_id, holder_id=hat.pk, on=now.today())


def run() -> None:
    """Fill, prove, time; every figure is printed as it comes, and one that fails costs none of the others."""
    kept = os.environ.get("TIENDO_SCALE_KEPT")
    with database.postgresql(kept=Path(kept) if kept else None) as url:
        os.environ["DATABASE_URL"] = url
        database.prepare()
        clerk, head, officer = _written(url)
        step("proofs", lambda: _proved(clerk.jurisdiction_id))
        step("issue", lambda: _issued_to_all(clerk))
        broken_down = step("parts", lambda: _broken_down(head))
        step("worker", scale_worker.passes)
        step("preview", lambda: _preview(clerk))
        step("decision", lambda: scale_worker.decision(clerk))
        step("pages", lambda: _pages(clerk, head, officer, broken_down))


def _pages(clerk: Viewer, head: Viewer, officer: Viewer, broken_down: int | None) -> None:
    """Every page as each of three hats; ``broken_down`` is the duty with the most parts."""
    told = {viewer: _told(viewer.jurisdiction_id, viewer.body_id) for viewer in (head, officer)}
    if broken_down is not None:
        told[head]["duty"] = broken_down
    hats = {
        "clerk of the province": (clerk, scale_pages.pages(told[head])),
        f"clerk of a body with {SERVICES} beneath": (head, scale_pages.own(told[head])),
        "officer of a commune": (officer, scale_pages.own(told[officer])),
    }
    scale_pages.measure(hats)
