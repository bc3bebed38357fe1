"""Whose sending was it, to whom and about which contract: keyed digests, so that limits are counted by an index."""

from django.db import migrations, models

DIGESTS = ("sender_digest", "recipient_digest", "company_digest", "contract_digest")


def digest(name: str) -> migrations.AddField:
    return migrations.AddField(
        model_name="dispatch",
        name=name,
        field=models.CharField(blank=True, default="", max_length=32),
        preserve_default=False,
    )


def moment(name: str) -> migrations.AddField:
    return migrations.AddField(
        model_name="dispatch",
        name=name,
        field=models.DateTimeField(blank=True, null=True),
    )


def index(
    name: str, *fields: str, condition: models.Q | None = None
) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="dispatch",
        index=models.Index(
            fields=list(fields), name=f"dispatch_{name}", condition=condition
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_follow_ups"),
    ]

    operations = [
        *(digest(name) for name in DIGESTS),
        moment("counted_until"),
        moment("complained_at"),
        migrations.AddField(
            model_name="dispatch",
            name="complaint",
            field=models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dispatch",
            name="answer_code_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dispatch",
            name="answer_code_tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        index("sender", "sender_digest", "intent_at"),
        index("recipient", "recipient_digest", "intent_at"),
        index("company", "company_digest", "intent_at"),
        index("contract", "contract_digest", "intent_at"),
        index(
            "complained",
            "complained_at",
            condition=models.Q(complained_at__isnull=False),
        ),
        index(
            "counted_until",
            "counted_until",
            condition=models.Q(counted_until__isnull=False),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(fields=["kind", "instant"], name="deadline_kind"),
        ),
    ]
