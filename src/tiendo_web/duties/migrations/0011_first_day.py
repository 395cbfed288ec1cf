"""A duty remembers the day it was issued with, so that lists and figures can hold it against the one that holds."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import migrations, models

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """From the events of each duty, as the rules do: counted anew, the first day moves as long as it is the one held."""
    duties, events = apps.get_model("duties", "Duty").objects, apps.get_model("duties", "Event").objects
    first: dict[int, dt.date] = {}
    held: dict[int, dt.date] = {}
    kinds = ("issued", "extended", "resumed", "reckoned")
    rows = events.filter(kind__in=kinds, due_on__isnull=False).order_by("id")
    for duty_id, kind, due_on in rows.values_list("duty_id", "kind", "due_on").iterator(2000):
        if duty_id not in first or (kind == "reckoned" and held[duty_id] == first[duty_id]):
            first[duty_id] = due_on
        held[duty_id] = due_on
    days: dict[dt.date, list[int]] = defaultdict(list)
    for duty_id, day in first.items():
        days[day].append(duty_id)
    for day, ids in days.items():
        for start in range(0, len(ids), BATCH):
            duties.filter(pk__in=ids[start : start + BATCH]).update(first_due_on=day)


class Migration(migrations.Migration):
    dependencies = [("duties", "0010_latest_first")]

    operations = [
        migrations.AddField("duty", "first_due_on", models.DateField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "duty",
            models.Index(
                condition=models.Q(("first_due_on__lt", models.F("due_on"))),
                fields=["jurisdiction", "due_on", "id"],
                name="duties_duty_put_off",
            ),
        ),
    ]
