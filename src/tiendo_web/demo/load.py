"""Loading the sample: every fact through the action that a user would have called, at its own instant.

All in one transaction, so that a load cut short leaves nothing behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import hashers
from django.db import transaction

from tiendo import since
from tiendo_web.accounts import queries as accounts
from tiendo_web.core import queries
from tiendo_web.core.access import SYSTEM, Viewer
from tiendo_web.demo import chase, directives, province, reforms, rules, story
from tiendo_web.duties import actions as duties
from tiendo_web.duties import shares
from tiendo_web.duties.models import Duty
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import holders, viewers
from tiendo_web.plans import actions as plans
from tiendo_web.plans import deadlines, draft, issued
from tiendo_web.plans import queries as plan_queries
from tiendo_web.rulesets import queries as rulesets

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts, and where: viewers by sign-in name, bodies by short name."""

    bodies: Mapping[str, int]
    viewers: Mapping[str, Viewer]


@transaction.atomic
def load(today: dt.date) -> None:
    """Write both provinces and the year of life before ``today``; nothing where a province is there already."""
    if queries.jurisdictions():
        return
    begins = today - story.BEGINS * DAY
    with _cheap_hashes():
        cast = _found(
            province.SLUG,
            province.NAME,
            province.bodies(min(province.FOUNDED, begins)),
            (*province.CAST, *province.officers()),
            begins,
        )
        _found(
            province.OTHER_SLUG,
            province.OTHER_NAME,
            province.other_bodies(min(province.FOUNDED, begins)),
            (province.CHI,),
            begins,
        )
    rules.adopt(cast.viewers["an"], begins)
    _live(cast, [directives.written(sample, today) for sample in directives.SAMPLES], today)
    chase.load(cast.viewers, today)
    reforms.load(cast.bodies, cast.viewers["an"], today)
    rules.recur(cast.viewers["an"], _last_task(cast), today)


@contextmanager
def _cheap_hashes() -> Iterator[None]:
    """Sixty slow hashes of one printed password protect nobody; each is made anew when its account signs in."""
    kept = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["tiendo_web.demo.load.CheapHasher"]
    hashers.reset_hashers(setting="PASSWORD_HASHERS")
    try:
        yield
    finally:
        settings.PASSWORD_HASHERS = kept
        hashers.reset_hashers(setting="PASSWORD_HASHERS")


class CheapHasher(hashers.PBKDF2PasswordHasher):
    """The usual algorithm with few rounds, so that the usual hasher knows it and renews it."""

    iterations = 1000


def _found(
    slug: str, name: str, bodies: tuple[orgs.NewBody, ...], people: Iterable[province.Account], begins: dt.date
) -> Cast:
    jurisdiction = orgs.found_jurisdiction(slug=slug, name=name)
    at = story.instant(begins)
    ids = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=bodies, at=at)
    viewers = {person.username: _welcomed(jurisdiction.pk, person, ids[person.body], at) for person in people}
    if "vp" in ids:
        orgs.name_office(viewer=viewers["quan"], body_id=ids["vp"], named=True, at=at)
    return Cast(ids, viewers)


def _welcomed(jurisdiction_id: int, person: province.Account, body_id: int, at: dt.datetime) -> Viewer:
    holder_id = orgs.welcome(
        jurisdiction_id=jurisdiction_id,
        username=person.username,
        name=person.name,
        password=province.PASSWORD,
        role=person.role,
        body_id=body_id,
        by=SYSTEM,
        at=at,
    )
    user = accounts.by_username(person.username)
    assert user is not None
    return viewers.viewer(user_id=user.pk, jurisdiction_id=jurisdiction_id, holder_id=holder_id, on=at.date())


def _live(cast: Cast, texts: list[directives.Text], today: dt.date) -> None:
    """Issue the directives in their order, and between them do what was to be done by then."""
    waiting: list[tuple[story.Act, int]] = []
    issued: dict[str, int] = {}
    for text in sorted(texts, key=lambda text: text.day):
        begins = story.instant(text.day)
        _perform(cast, [step for step in waiting if step[0].at < begins])
        waiting = [step for step in waiting if step[0].at >= begins]
        plan_id = plans.take_in(data=text.text.encode(), name=text.sample.name, viewer=cast.viewers["an"], at=begins)
        _mend(cast, plan_id, text, begins + MINUTE)
        if text.sample.issued:
            owed = _issued(cast, plan_id, text, begins + 30 * MINUTE, issued)
            waiting += [(act, owed[act.task, act.body]) for act in story.acts(text, today)]
            waiting.sort(key=lambda step: step[0].at)
        if text.sample.amends:
            chase.earlier(cast.viewers["an"], begins + 40 * MINUTE)
    _perform(cast, waiting)


def _perform(cast: Cast, steps: Iterable[tuple[story.Act, int]]) -> None:
    for act, duty_id in steps:
        duties.move(duty_id=duty_id, kind=act.kind, words=act.words, viewer=cast.viewers[act.by], at=act.at)


def _mend(cast: Cast, plan_id: int, text: directives.Text, at: dt.datetime) -> None:
    """Bring the draft to the sample's table, changing only what was read otherwise.

    In a directive that will be issued, what the table does not know is left out; a draft keeps it.
    """
    an = cast.viewers["an"]
    now = plan_queries.plan_draft(plan_id=plan_id, viewer=an, on=text.day)
    head = {"symbol": text.sample.symbol, "title": text.sample.title, "issuer": province.NAMES[province.ROOT]}
    unread = {name: words for name, words in head.items() if not now.head[name].now.strip()}
    if unread:
        plans.mend_head(plan_id=plan_id, fields=unread, seen=now.head_seen, viewer=an, at=at)
    known: dict[str, int] = {}
    for number, owed in enumerate(text.sample.owed):
        task = _task_of(owed.words, [task for task in now.kept if task.key not in known])
        key = task.key if task else plans.add_task(plan_id=plan_id, text=text.lines[number], viewer=an, at=at)
        known[key] = number
        fields = _wanted(cast, text, number, task)
        if fields:
            seen = plan_queries.plan_draft(plan_id=plan_id, viewer=an, on=text.day).number
            plans.mend_task(plan_id=plan_id, task=key, fields=fields, seen=seen, viewer=an, at=at)
    for task in now.kept if text.sample.issued else ():
        if task.key not in known:
            plans.mend_task(plan_id=plan_id, task=task.key, fields={"removed": True}, seen=task.seen, viewer=an, at=at)


def _task_of(words: str, tasks: Iterable[draft.TaskDraft]) -> draft.TaskDraft | None:
    """The narrowest task whose text holds these words."""
    holding = [task for task in tasks if words in task.text.now]
    return min(holding, key=lambda task: len(task.text.now), default=None)


def _wanted(cast: Cast, text: directives.Text, number: int, task: draft.TaskDraft | None) -> dict[str, object]:
    """The fields of a task that were not read as the table has them."""
    lead = [cast.bodies[ref] for ref in text.sample.owed[number].leads]
    due = text.due[number]
    basis = rulesets.basis(jurisdiction_id=cast.viewers["an"].jurisdiction_id, on=text.day)
    days = since.Days(text.day, given=text.day)
    read = deadlines.of_task(task, days, basis).due_on if task else None
    fields: dict[str, object] = {}
    if task is None or set(task.lead.now) != set(lead):
        fields["lead"] = lead
    if read != due:
        fields["deadline"] = f"{due:%d/%m/%Y}" if due else ""
    return fields


def _issued(
    cast: Cast, plan_id: int, text: directives.Text, at: dt.datetime, issued: dict[str, int]
) -> dict[tuple[int, str], int]:
    """Issue the plan, to amend one of those ``issued`` where it does; gives each duty by its task's place and body."""
    an = cast.viewers["an"]
    amends = issued.get(text.sample.amends)
    gone = _abolished(cast, amends, text.sample.abolishes) if amends is not None else []
    directive_id = duties.issue(plan_id=plan_id, viewer=an, at=at, amends=amends, abolishes=gone)
    issued[text.sample.symbol] = directive_id
    refs = {pk: ref for ref, pk in cast.bodies.items()}
    rows = Duty.objects.filter(jurisdiction_id=an.jurisdiction_id, directive_id=directive_id, parent=None)
    found = {}
    for pk, body_id, words in rows.values_list("pk", "body_id", "task__text"):
        number = next(n for n, owed in enumerate(text.sample.owed) if owed.words in words)
        found[number, refs[body_id]] = pk
    for number, owed in enumerate(text.sample.owed):
        if owed.handed:
            found[number, owed.handed.body] = _hand_on(cast, text, number, found[number, owed.leads[0]], at + MINUTE)
    return found


def _abolished(cast: Cast, directive_id: int, words: Iterable[str]) -> list[tuple[int, str]]:
    """The tasks of a directive that hold one of these words."""
    rows = issued.tasks(viewer=cast.viewers["an"], directive_id=directive_id)
    return [(directive_id, row.key) for row in rows if any(one in row.text for one in words)]


def _last_task(cast: Cast) -> int:
    """The task of the duty that was issued last to many bodies."""
    many = province.COMMUNES[0]
    rows = Duty.objects.filter(jurisdiction_id=cast.viewers["an"].jurisdiction_id, parent=None)
    return rows.filter(body_id=cast.bodies[many]).order_by("-pk").values_list("task_id", flat=True)[0]


def _hand_on(cast: Cast, text: directives.Text, number: int, duty_id: int, at: dt.datetime) -> int:
    """Let the owner of a duty hand a part of it to a body beneath; gives the part's id."""
    owed = text.sample.owed[number]
    assert owed.handed is not None
    part = shares.Part(cast.bodies[owed.handed.body], owed.handed.text, directives.handed_due(text, number))
    giver = cast.viewers[province.sign_in(owed.leads[0])]
    (part_id,) = shares.break_down(duty_id=duty_id, parts=[part], viewer=giver, at=at)
    return part_id


def an(on: dt.date) -> Viewer:
    """An of a loaded sample, as she acts on a day."""
    user = accounts.by_username("an")
    assert user is not None
    hat = holders.hats(user_id=user.pk, on=on)[0]
    return viewers.viewer(user_id=user.pk, jurisdiction_id=hat.jurisdiction_id, holder_id=hat.id, on=on)
