"""The person asks to be forgotten: the key goes, and with it every word and file of the case."""

from datetime import datetime

from django.db import transaction

from duly.cases.counted import counts_until
from duly.cases.files import remove_files
from duly.cases.models import Case, Dispatch


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
        case.deadlines.update(reason="", reason_parts={})
        _forget_who(case, now=now)
    remove_files(case)
    case.refresh_from_db()


def _forget_who(case: Case, *, now: datetime) -> None:
    """The digest of the contract goes at once. Those of person and company stay while a limit counts them, a day
    or 30 days after a complaint: else erasing would be the way to send without limit.
    """
    case.dispatches.update(contract_digest="", answer_code_sha256="")
    for dispatch in case.dispatches.exclude(sender_digest=""):
        dispatch.counted_until = counts_until(
            dispatch.intent_at, dispatch.complained_at
        )
        dispatch.save(update_fields=["counted_until"])
    forget_counted(now=now)


def forget_counted(*, now: datetime) -> int:
    """Of erased cases, once no limit counts them any more; returns how many sendings were forgotten."""
    return Dispatch.objects.filter(counted_until__lte=now).update(
        sender_digest="", recipient_digest="", company_digest="", counted_until=None
    )
