"""The person asks to be forgotten: the key goes, and with it every word and file of the case."""

from datetime import datetime

from django.db import transaction

from duly.cases.files import remove_files
from duly.cases.models import Case


def erase_case(case: Case, *, now: datetime) -> None:
    """Delete the data key, the draft, the files, the link and the salts of the log. The events stay: they hold no person."""
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            wrapped_key=b"",
            sealed_draft=b"",
            token_sha256=f"erased-{case.pk}",
            provider_name="",
            next_action_at=None,
            erased_at=now,
        )
        case.leaves.update(salt=b"", case=None)
        case.charges.all().delete()
        case.exhibits.all().delete()
    remove_files(case)
    case.refresh_from_db()
