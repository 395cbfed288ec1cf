"""Silence counts only while somebody could report, and a report on a part is one on the whole."""

import datetime as dt
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations, models

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BATCH = 500
ANEW = frozenset({"issued", "progressed", "reported", "returned", "passed", "began"})
ENDS = frozenset({"accepted", "closed", "revoked", "replaced"})


def heard(story: list[tuple[str, dt.date]]) -> tuple[dt.date, dt.date | None]:
    """From which day silence counts, and the day of the last report, as the rules say."""
    since, spoke, paused, stopped, handed_in = story[0][1], None, None, None, None
    for kind, day in story:
        if kind == "paused":
            paused = day
        elif kind in ("resumed", "reopened"):
            halted = paused or stopped
            since = since + (day - max(halted, since)) if halted is not None else since
            paused = stopped = handed_in = None
        elif kind in ENDS:
            stopped, paused = paused or handed_in or day, None
        if kind in ANEW:
            since = day
        if kind in ("progressed", "reported"):
            spoke, handed_in = day, day if kind == "reported" else None
        elif kind == "returned":
            handed_in = None
    return since, spoke


def fill(apps: Any, schema_editor: Any) -> None:
    """From the events of each duty; a part has a greater number than its whole."""
    duties, events = apps.get_model("duties", "Duty").objects, apps.get_model("duties", "Event").objects
    since: dict[dt.date, list[int]] = defaultdict(list)
    spoke: dict[int, dt.date] = {}
    rows = events.order_by("duty_id", "id").values_list("duty_id", "kind", "recorded_at").iterator(2000)
    for duty_id, told in groupby(rows, key=itemgetter(0)):
        day, last = heard([(kind, at.astimezone(VIETNAM).date()) for _duty, kind, at in told])
        since[day].append(duty_id)
        if last is not None:
            spoke[duty_id] = last
    parts: dict[int, dt.date] = {}
    for pk, parent_id in duties.exclude(parent=None).order_by("-id").values_list("id", "parent_id"):
        days = [found[pk] for found in (spoke, parts) if pk in found]
        if days:
            parts[parent_id] = max([*days, parts.get(parent_id, dt.date.min)])
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for pk, day in parts.items():
        by_day[day].append(pk)
    for name, found in (("heard_on", since), ("parts_heard_on", by_day)):
        for day, ids in found.items():
            for start in range(0, len(ids), BATCH):
                duties.filter(pk__in=ids[start : start + BATCH]).update(**{name: day})


class Migration(migrations.Migration):
    dependencies = [("duties", "0015_whole_lists")]

    operations = [
        migrations.AddField("duty", "parts_heard_on", models.DateField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
