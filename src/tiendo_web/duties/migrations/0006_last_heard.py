"""A duty remembers when it was last heard of: by its last report, or by its issue."""

import datetime as dt
from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """From the events of each duty, as the rules do."""
    duties, events = apps.get_model("duties", "Duty").objects, apps.get_model("duties", "Event").objects
    heard: dict[int, dt.datetime] = dict(events.filter(kind="issued").values_list("duty_id", "recorded_at"))
    heard.update(
        events.filter(kind__in=("progressed", "reported")).order_by("id").values_list("duty_id", "recorded_at")
    )
    days: dict[dt.date, list[int]] = defaultdict(list)
    for duty_id, at in heard.items():
        days[at.astimezone(VIETNAM).date()].append(duty_id)
    for day, ids in days.items():
        for start in range(0, len(ids), BATCH):
            duties.filter(pk__in=ids[start : start + BATCH]).update(heard_on=day)


class Migration(migrations.Migration):
    dependencies = [("duties", "0005_paused_and_reopened")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
