from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0002_work_on_one_thing"),
    ]

    operations = [
        migrations.AddField("job", "mark", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("job", "changed", models.PositiveIntegerField(default=0)),
    ]
