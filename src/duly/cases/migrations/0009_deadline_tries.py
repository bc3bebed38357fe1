"""A mail that is asked for counts its tries in columns of its own, and not among the parts of a sentence."""

from typing import Any

from django.db import migrations, models

KINDS = ("link_requested", "answer_code")


def take_tries_out(apps: Any, schema_editor: Any) -> None:
    """What waits at this moment is counted from the beginning."""
    rows = apps.get_model("cases", "Deadline").objects.using(
        schema_editor.connection.alias
    )
    rows.filter(kind__in=KINDS).update(reason_parts={})
    rows.filter(reason__in=("begun once", "begun twice")).update(reason="")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_dispatch_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deadline",
            name="copies",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deadline",
            name="next_try_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(take_tries_out, migrations.RunPython.noop),
    ]
