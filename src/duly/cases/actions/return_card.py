"""After the delivery: the signed card or its picture comes back. It is the strongest word about a letter on paper."""

from datetime import date, datetime

from django.db import transaction

from duly.cases.actions.receive import media_type_of
from duly.cases.files import put_file
from duly.cases.models import Case, Exhibit
from duly.cases.record import record_anyway

# A person signed for it: as far as a letter on paper can get.
SIGNED = "E6"


def keep_return_card(
    case: Case,
    *,
    name: str,
    content: bytes,
    signed_on: date | None,
    now: datetime,
) -> Exhibit:
    """The signed return receipt as a picture or PDF, under the event that it proves.

    The same bytes again return the first exhibit and tell nothing twice. Raises NotAnExhibit.
    """
    media_type = media_type_of(content)
    sha256 = put_file(case, content)
    with transaction.atomic():
        held = case.exhibits.filter(kind="return_receipt", sha256=sha256).first()
        if held is not None:
            return held
        payload = {"exhibit_sha256": sha256}
        if signed_on:
            payload["signed_on"] = signed_on.isoformat()
        event = record_anyway(
            case,
            "dispatch.signed",
            at=now,
            actor="sender",
            payload=payload,
            level=SIGNED,
        )
        return Exhibit.objects.create(
            case=case,
            event_seq=event.seq,
            sha256=sha256,
            kind="return_receipt",
            name=name[:200],
            media_type=media_type,
            size=len(content),
            source="sender",
            source_id=f"{case.reference}:{event.seq}",
            received_at=now,
        )
