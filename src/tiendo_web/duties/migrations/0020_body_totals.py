from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = (
    "in_term",
    "near_due",
    "overdue",
    "done_on_time",
    "done_late",
    "no_deadline",
    "closed",
    "paused",
    "returned",
    "put_off",
    "done_past_first",
    "open_past_first",
    "undated",
)
AT_ONCE = 2000
# By body, level and day.
Changes = dict[tuple[int, int, dt.date], list[int]]


def gather(apps: Any, _schema_editor: object) -> None:
    """Make the totals of bodies out of those by directive, which stand."""
    for jurisdiction_id in apps.get_model("core", "Jurisdiction").objects.order_by("pk").values_list("pk", flat=True):
        fill(apps, jurisdiction_id)


def fill(apps: Any, jurisdiction_id: int) -> None:
    """The same in one jurisdiction."""
    changes = _changes(apps.get_model("duties", "Tally"), jurisdiction_id)
    model = apps.get_model("duties", "BodyChange")
    rows = (_row(model, jurisdiction_id, place, found) for place, found in changes.items() if any(found))
    _put(model, rows)
    last = apps.get_model("duties", "Duty").objects.filter(jurisdiction_id=jurisdiction_id)
    last = last.aggregate(at=models.Max("last_at"))["at"]
    if last is not None:
        _months(apps.get_model("duties", "BodyTotal"), jurisdiction_id, changes, last.date())


def _changes(tallies: Any, jurisdiction_id: int) -> Changes:
    """What changes for a body of a level on a day, by (body, level, day): each running row less the one before it."""
    rows = tallies.objects.filter(jurisdiction_id=jurisdiction_id).order_by("directive", "body", "level", "day")
    changes: Changes = {}
    total, before = None, [0] * len(COLUMNS)
    for directive, body, level, day, counts in rows.values_list(
        "directive", "body", "level", "day", "counts"
    ).iterator(AT_ONCE):
        if (directive, body, level) != total:
            total, before = (directive, body, level), [0] * len(COLUMNS)
        now = [sum(column) for column in zip(*map(_whole, counts.values()), strict=True)] or [0] * len(COLUMNS)
        held = changes.setdefault((body, level, day), [0] * len(COLUMNS))
        for place, (a, b) in enumerate(zip(now, before, strict=True)):
            held[place] += a - b
        before = now
    return changes


def _whole(row: list[int]) -> list[int]:
    """A row of counts with all its places: what it lacks was zero then."""
    return row + [0] * (len(COLUMNS) - len(row))


def _months(model: Any, jurisdiction_id: int, changes: Changes, last: dt.date) -> None:
    """How each body stood when each month began, up to the one in which something was last done."""
    standing: dict[tuple[int, int], list[int]] = {}
    waiting = sorted(changes, key=lambda place: place[2], reverse=True)
    first = waiting[-1][2].replace(day=1) if waiting else last
    while (first := _next(first)) <= last:
        while waiting and waiting[-1][2] < first:
            body, level, day = waiting.pop()
            held = standing.setdefault((body, level), [0] * len(COLUMNS))
            for place, count in enumerate(changes[body, level, day]):
                held[place] += count
        rows = (_row(model, jurisdiction_id, (*one, first), found) for one, found in standing.items() if any(found))
        _put(model, rows)


def _put(model: Any, rows: Iterator[Any]) -> None:
    while some := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(some)


def _next(first: dt.date) -> dt.date:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _row(model: Any, jurisdiction_id: int, place: tuple[int, int, dt.date], found: list[int]) -> Any:
    body, level, day = place
    kept = dict(zip(COLUMNS, found, strict=True))
    return model(jurisdiction_id=jurisdiction_id, body_id=body, level=level, day=day, **kept)


def figures() -> list[tuple[str, models.Field[Any, Any]]]:
    """The columns that both tables have."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("level", models.PositiveSmallIntegerField(default=0)),
        ("day", models.DateField()),
        *((column, models.IntegerField(default=0)) for column in COLUMNS),
        ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.body")),
        (
            "jurisdiction",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.jurisdiction"),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("duties", "0019_days_of_their_own"),
        ("orgs", "0007_leavings"),
    ]

    operations = [
        migrations.CreateModel(name="BodyChange", fields=figures()),
        migrations.CreateModel(name="BodyTotal", fields=figures()),
        migrations.RunPython(gather, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="bodychange",
            constraint=models.UniqueConstraint(
                fields=["jurisdiction", "day", "body", "level"], name="duties_bodychange_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="bodytotal",
            constraint=models.UniqueConstraint(
                fields=["jurisdiction", "day", "body", "level"], name="duties_bodytotal_once"
            ),
        ),
    ]
