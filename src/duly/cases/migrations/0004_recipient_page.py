"""The recipient's page of a sending by e-mail: found by the hash of its token."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_ledger_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="answer_token_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(fields=["answer_token_sha256"], name="dispatch_answer"),
        ),
    ]
