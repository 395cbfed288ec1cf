"""How high the records are that lines of the ledger speak of.

A line above what its reader may know of shows its number and its time, for the chain needs these, and no more: what
was done, by whom and to what would tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from types import MappingProxyType

from django.db.models import Model

from tiendo_web.core.access import Level, Viewer
from tiendo_web.duties import models as duties
from tiendo_web.duties import reach
from tiendo_web.plans import models as plans
from tiendo_web.recurring import models as recurring

# For each table that an entry can be about: where to look its key up, and the way from there to a level.
WAYS: Mapping[str, tuple[type[Model], str, str]] = MappingProxyType(
    {
        "plans.Document": (plans.Plan, "document_id", "level"),
        "plans.Plan": (plans.Plan, "pk", "level"),
        "plans.Marking": (plans.Marking, "pk", "plan__level"),
        "plans.Page": (plans.Page, "pk", "plan__level"),
        "plans.Edit": (plans.Edit, "pk", "plan__level"),
        "plans.Directive": (plans.Directive, "pk", "plan__level"),
        "plans.Replacement": (plans.Replacement, "pk", "directive__plan__level"),
        "plans.Amendment": (plans.Amendment, "pk", "directive__plan__level"),
        "plans.Task": (plans.Task, "pk", "directive__plan__level"),
        "duties.Origin": (duties.Origin, "pk", "plan__level"),
        "duties.Duty": (duties.Duty, "pk", "level"),
        "duties.Marking": (duties.Marking, "pk", "duty__level"),
        "duties.Coordination": (duties.Coordination, "pk", "task__directive__plan__level"),
        "duties.Event": (duties.Event, "pk", "duty__level"),
        "duties.Evidence": (duties.Evidence, "pk", "event__duty__level"),
        "duties.Inquiry": (duties.Inquiry, "pk", "duty__level"),
        "duties.InquiryStep": (duties.InquiryStep, "pk", "inquiry__duty__level"),
        "duties.Letter": (duties.LetterLine, "letter_id", "duty__level"),
        "duties.LetterLine": (duties.LetterLine, "pk", "duty__level"),
        "recurring.Series": (recurring.Series, "pk", "task__directive__plan__level"),
        "recurring.Occurrence": (recurring.Occurrence, "pk", "series__task__directive__plan__level"),
        "recurring.Withheld": (recurring.Withheld, "pk", "duty__level"),
        "recurring.MadeUp": (recurring.MadeUp, "pk", "made__level"),
        "recurring.SeriesEnd": (recurring.SeriesEnd, "pk", "series__task__directive__plan__level"),
    }
)


def above(*, viewer: Viewer, subjects: Collection[str]) -> frozenset[str]:
    """Those of the subjects (``duties.Duty:5``) that are of a level of which the viewer does not read all.

    One query for each table among them. What several records are about is as high as the highest.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        table, _colon, key = subject.partition(":")
        if table in WAYS and key.isdecimal():
            keys[table].add(int(key))
    known = reach.of(viewer).all_up_to
    return frozenset(
        f"{table}:{key}"
        for table, wanted in keys.items()
        for key, level in _levels(viewer.jurisdiction_id, table, wanted)
        if level > known
    )


def _levels(jurisdiction_id: int, table: str, keys: Collection[int]) -> Collection[tuple[int, Level]]:
    model, column, level = WAYS[table]
    rows = model._default_manager.filter(**{"jurisdiction_id": jurisdiction_id, f"{column}__in": keys})
    return [(key, Level(one)) for key, one in rows.values_list(column, level).distinct()]
