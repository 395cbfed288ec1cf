from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0001_initial"),
    ]

    operations = [
        migrations.AddField("job", "subject", models.CharField(max_length=80, blank=True, default="")),
        migrations.AddField("job", "tries", models.PositiveIntegerField(default=0)),
        migrations.AddField("job", "done", models.PositiveIntegerField(default=0)),
        migrations.AddField("job", "total", models.PositiveIntegerField(default=0)),
        migrations.AlterField("job", "next_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "job", models.UniqueConstraint(fields=["jurisdiction", "kind", "subject"], name="work_job_subject")
        ),
        migrations.RemoveConstraint("job", "work_job_once"),
    ]
