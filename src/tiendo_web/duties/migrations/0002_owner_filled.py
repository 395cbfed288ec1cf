"""A duty is owed by ``owner``: at first by whom it was issued to."""

from typing import Any

from django.db import migrations, models
from django.db.models import F
from django.db.models.deletion import PROTECT


def fill(apps: Any, schema_editor: Any) -> None:
    """Until now no duty was ever passed on."""
    apps.get_model("duties", "Duty").objects.update(owner=F("body"))


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_initial"),
        ("orgs", "0002_bodies_over_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="body",
            field=models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="orgs.body"),
        ),
        migrations.AddField(
            model_name="duty",
            name="owner",
            field=models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="orgs.body"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
