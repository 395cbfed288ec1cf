"""What a document asks of whoever coordinates a task: asked once, by the day of the task."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_levels"), ("duties", "0020_body_totals")]

    operations = [
        migrations.AlterField("inquiry", "due_on", models.DateField(null=True)),
        migrations.AlterField("inquiry", "answer_by", models.DateField(null=True)),
        migrations.AddField(
            "inquiry",
            "task",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.task"
            ),
        ),
        migrations.AddField("inquiry", "live", models.BooleanField(default=True)),
    ]
