"""Directives that came without a file, typed in by hand, and where they come from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo import spoken
from tiendo.errors import Refused
from tiendo.plan import read
from tiendo.spoken import SourceKind, Spoken
from tiendo_web.core import when
from tiendo_web.core.access import Level, Permission, Viewer, demand
from tiendo_web.duties.models import Origin
from tiendo_web.ledger import actions as ledger
from tiendo_web.plans import actions as plans
from tiendo_web.plans import queries as plan_queries
from tiendo_web.plans.models import Plan

# What no meeting has, and the form does not ask for: a number, and a signature.
_NOT_SAID = frozenset({"S001", "S003"})
# More lines than any meeting decides.
MOST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan comes from."""

    kind: SourceKind
    said_on: dt.date


def type_in(*, said: Spoken, viewer: Viewer, at: dt.datetime, level: Level = Level.OPEN, once: str = "") -> int:
    """Take in a directive that was typed: as a document, compiled like any other; gives the plan's id.

    A line that the compiler reads as no task becomes one all the same, and the head says what was typed. Raises
    ``Refused`` beside the field that is wrong, or ``plans.actions.SecretMark``.
    """
    demand(viewer, Permission.DRAFT)
    _check(said, when.day_of(at))
    data, name = spoken.compose(said).encode(), f"{said.title[:120]}.txt"
    files_read = read.read_all(data, name)
    plans.refuse_secrets(files_read)
    source, faults = read.only(files_read, name)
    if source is None:
        raise plans.UnreadableFile(faults)
    made = plans.compiled(source, faults, viewer.jurisdiction_id, when.day_of(at))
    made |= {"diagnostics": [one for one in made["diagnostics"] if one["code"] not in _NOT_SAID]}
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="duties.type-in", by=viewer.actor, at=at, once=once
    ) as act:
        plan = plans.keep(act, source=source, compiled=made, data=data, name=name, level=level)
        act.write(Origin(plan=plan, kind=said.kind.value, said_on=said.said_on))
        _complete(act, plan, said, viewer)
        act.concerns(plan)
    return plan.pk


def _check(said: Spoken, on: dt.date) -> None:
    for field in ("title", "issuer"):
        if not getattr(said, field).strip():
            raise Refused(_("Không được để trống."), field=field)
    if said.said_on > on:
        raise Refused(_("Ngày này không thể sau hôm nay."), field="said_on")
    if not said.tasks:
        raise Refused(_("Hãy ghi ít nhất một nhiệm vụ."), field="tasks")
    if len(said.tasks) > MOST:
        raise Refused(_("Mỗi lần chỉ nhập được %(most)s nhiệm vụ.") % {"most": MOST}, field="tasks")


def _complete(act: ledger.Act, plan: Plan, said: Spoken, viewer: Viewer) -> None:
    """Mend what the compiler read otherwise than it was typed."""
    draft = plan_queries.plan_draft(plan_id=plan.pk, viewer=viewer, on=act.on)
    head = {"title": said.title, "issuer": said.issuer, "issued_on": said.said_on.isoformat()}
    texts = [task.text.now for task in draft.kept]
    plans.complete(
        act,
        plan,
        head={name: value for name, value in head.items() if draft.head[name].now != value},
        added=[task for task in said.tasks if not any(task.rstrip(".;") in text for text in texts)],
    )


def of_plan(*, plan_id: int, viewer: Viewer) -> Source | None:
    """Where a plan comes from; None for one that was a file. One query."""
    row = Origin.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id=plan_id).first()
    return Source(SourceKind(row.kind), row.said_on) if row is not None else None
