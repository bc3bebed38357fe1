"""What a case asks for later: until which version the worker has looked, and when it looks again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_recipient_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="followed_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="case",
            name="follow_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["id"],
                condition=models.Q(("version__gt", models.F("followed_version"))),
                name="case_news",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["follow_at"], name="case_follow"),
        ),
    ]
