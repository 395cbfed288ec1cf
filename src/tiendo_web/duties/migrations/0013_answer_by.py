"""The day by which an answer is due stands on every inquiry, and lists are ordered by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0012_answered_again")]

    operations = [
        migrations.AlterField("inquiry", "answer_by", models.DateField()),
        migrations.RemoveIndex("inquiry", "duties_inquiry_status"),
        migrations.AddIndex(
            "inquiry",
            models.Index(fields=["jurisdiction", "status", "answer_by", "id"], name="duties_inquiry_waiting"),
        ),
    ]
