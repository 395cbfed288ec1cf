"""An index for the list that nobody has narrowed, and late from the day after the due day, whatever happened since."""

import datetime as dt
from typing import Any

from django.db import migrations, models


def set_late(apps: Any, schema_editor: Any) -> None:
    """What is overdue, or will be, is so from the day after its due day."""
    day_after = models.ExpressionWrapper(models.F("due_on") + dt.timedelta(days=1), models.DateField())
    apps.get_model("duties", "Duty").objects.filter(late_from__isnull=False).update(late_from=day_after)


class Migration(migrations.Migration):
    dependencies = [("duties", "0014_undated")]

    operations = [
        migrations.RunPython(set_late, migrations.RunPython.noop),
        migrations.RemoveIndex("duty", "duties_duty_near"),
        migrations.AddIndex("duty", models.Index(fields=["jurisdiction", "due_on", "id"], name="duties_duty_due")),
    ]
