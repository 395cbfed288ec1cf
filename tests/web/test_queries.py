"""No page asks the database more often where there is more to show, and none more often than twenty-five times.

Every address is walked, as in the matrix of rights, in a province that has something of everything, and again when it
has three times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web import test_rights as rights
from tests.web.growth import Growing
from tests.web.rights_stage import Stage, stage
from tiendo.ageing import Age
from tiendo_web.core.access import Role
from tiendo_web.core.models import Row
from tiendo_web.duties import inquiry_queries
from tiendo_web.duties import queries as duties

MOST = 25
# The page that everybody's day begins with.
TODAY = 20
# What each hat opens: the office's clerk and its administrator the whole province, a head what his body sees.
HATS = (
    (Role.CLERK, "office"),
    (Role.ADMINISTRATOR, "office"),
    (Role.HEAD, "health"),
)
# The lists of an address by what narrows them, as the pages offer it.
LISTS = {
    "/duties/": [
        *(f"which={which}&order={order}" for which, order in product(duties.Which, duties.Order)),
        *(f"which=no-deadline&age={age}" for age in Age),
        "which=overdue&directive=1&task=1",
        "which=overdue&stage=returned",
        "page=2",
    ],
    "/inquiries/": [f"which={which}" for which in inquiry_queries.Which],
    "/inquiries/new/": ["all=1", "all=1&which=overdue"],
    "/letters/new/": ["all=1", "all=1&which=overdue", "all=1&which=chased"],
    "/documents/": ["q=ke hoach"],
    "/bodies/": ["q=so", "kind=commune", "ended=1", "on=2026-06-01"],
    "/bodies/names/": ["q=so"],
    "/people/": ["q=nguoi", "role=officer"],
    "/scorecard/": ["directive=1", "on=2026-05-01"],
    "/scorecard/csv/": ["on=2026-05-01"],
    "/ledger/": ["kind=duties.issue"],
}
# What there is one row of, or none: the end of the chain, the stamp of the bodies, and the jobs of the worker.
NOT_GROWN = {"ledger.Head", "orgs.TreeStamp"}


def paths(role: Role, place: str, here: Stage) -> Iterator[tuple[str, str]]:
    """What this hat may open and read, in all its lists: a name that stays, and the path."""
    told = [*rights.of_province(role, place), *rights.of_one_thing(role, place, here.ids, here=True)]
    told += rights.of_a_body(role, place, here.of_body["health"], "own" if place == "health" else "elsewhere")
    opened = {case.name: case.path for case in told if case.method == "get" and case.answer is rights.Answer.OPEN}
    for name, path in {**opened, "today": "/", "account": "/account/", "hats": "/hats/"}.items():
        yield name, path
        yield from ((f"{name}?{narrowed}", f"{path}?{narrowed}") for narrowed in LISTS.get(path, ()))


def asked(client: Client, path: str) -> int | None:
    """How often a page asks; None where it is not shown."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    return len(captured) if response.status_code == 200 else None


def walked(client: Client, wanted: dict[str, str]) -> dict[str, int | None]:
    """How often each page asks once all were opened before: what is kept of bodies and rules is kept then."""
    for path in wanted.values():
        client.get(path)
    return {name: asked(client, path) for name, path in wanted.items()}


def sizes(jurisdiction_id: int) -> dict[str, int]:
    tables = [one for one in apps.get_models() if issubclass(one, Row)]
    return {one._meta.label: one.objects.filter(jurisdiction_id=jurisdiction_id).count() for one in tables}


def test_no_page_asks_more_often_where_there_is_more(db):
    growing = Growing(stage())
    home = growing.stage.home
    hats = {hat: rights.signed_in(home.viewer(f"ai-{hat[0].value}", role=hat[0], body=hat[1])) for hat in HATS}
    before = sizes(home.id)
    few = {hat: walked(client, dict(paths(*hat, growing.ids()))) for hat, client in hats.items()}
    growing.grow()
    growing.grow()
    assert {name for name, number in sizes(home.id).items() if number == before[name]} == NOT_GROWN
    many = {hat: walked(client, dict(paths(*hat, growing.ids()))) for hat, client in hats.items()}
    for hat, pages in many.items():
        shown = {name: number for name, number in pages.items() if number is not None}
        grown = {name: (few[hat][name], number) for name, number in shown.items() if number > (few[hat][name] or 0)}
        assert grown == {}, hat
        assert {name: number for name, number in shown.items() if number > MOST} == {}, hat
        assert shown.get("today", 0) <= TODAY, hat


def previewed(client: Client) -> tuple[int, int]:
    """How often the preview of a decision on days off asks, and at how many open clocks it looks."""
    said = {"basis": "99/TB-BNV", "status": "confirmed", "text": "nghỉ 30/03/2026", "once": "x" * 32}
    with CaptureQueriesContext(connection) as captured:
        page = client.post("/calendar/new/", said).content.decode()
    looked_at = re.search(r"đã xét (\d+)", page)
    assert looked_at is not None
    return len(captured), int(looked_at[1])


def test_a_decision_is_previewed_in_as_many_queries_over_many_directives(db):
    growing = Growing(stage())
    clerk = rights.signed_in(growing.clerk)
    few = previewed(clerk)
    growing.grow()
    growing.grow()
    many = previewed(clerk)
    assert many[0] <= few[0] <= MOST and many[1] > few[1] > 0
