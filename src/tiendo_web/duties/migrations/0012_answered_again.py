"""An answer that is sent back is asked for again by another day; the day that holds is kept for lists."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Until now no day but the first one was ever set; what was sent back and waits is asked for again."""
    inquiries, steps = apps.get_model("duties", "Inquiry").objects, apps.get_model("duties", "InquiryStep").objects
    inquiries.update(answer_by=models.F("due_on"))
    again = steps.filter(kind="sent-back").values("inquiry_id")
    inquiries.filter(status="waiting", pk__in=again).update(status="asked-again")


class Migration(migrations.Migration):
    dependencies = [("duties", "0011_first_day")]

    operations = [
        migrations.AddField("inquirystep", "due_on", models.DateField(null=True)),
        migrations.AddField("inquiry", "answer_by", models.DateField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
