"""What a channel needs of a case: the sealed letter and where it goes, as values."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from django.conf import settings

from duly.cases.actions.draft import draft_of, public_url
from duly.cases.catalogue import parties_of
from duly.cases.files import read_file
from duly.cases.models import Case, Dispatch
from duly.cases.own_day import own_day
from duly.cases.printing import file_name, print_sha256, printed_pages
from duly.cases.service import as_it_goes, chosen_service
from duly.channels import Artefact, Refused, SealedLetter
from duly.channels import channel as find_channel
from duly.kit.address import Address
from duly.letters.case_file import CaseFile, read_case_file


def case_file_of(case: Case) -> CaseFile:
    """The case file as typed, dated with the day it was opened where it has no date of its own."""
    return _dated(case, draft_of(case))


def _dated(case: Case, draft: Mapping[str, Any]) -> CaseFile:
    day = own_day(draft, now=case.opened_at)
    return read_case_file({"date": day.isoformat(), **as_it_goes(draft)})


def destination_of(
    case: Case, *, needs: Literal["postal_address", "email", "nothing"]
) -> Address | str:
    """The postal address or e-mail address of the recipient. Raises Refused when there is none of that kind."""
    recipient = parties_of(case_file_of(case)).recipient
    if needs == "postal_address" and recipient.address is None:
        raise Refused("there is no postal address of the recipient")
    if needs == "email" and not recipient.email:
        raise Refused("there is no e-mail address of the recipient")
    if needs == "email" or recipient.address is None:
        return recipient.email
    return recipient.address


def sealed_letter(
    dispatch: Dispatch,
    *,
    case_url: str | None = None,
    answer_url: str | None = None,
    message: bytes | None = None,
) -> SealedLetter:
    """The frozen letter with the words of its envelope.

    `case_url` is the secret link: only the page that was opened by it can give it, since we keep its hash alone.
    `answer_url` is the recipient's page, known only while the message is made; `message` is what was made.
    """
    case, letter = dispatch.case, dispatch.letter
    draft = draft_of(case)
    case_file = _dated(case, draft)
    recipient = parties_of(case_file).recipient
    if case_file.sender.address is None:
        raise Refused("the sender has no address")
    pdf = read_file(case, letter.letter_sha256)
    words = json.loads(read_file(case, letter.recipe["words"]))
    return SealedLetter(
        reference=case.reference,
        pdf=pdf,
        sha256=letter.letter_sha256,
        pages=printed_pages(letter),
        language=letter.language,
        subject=words["subject"],
        text=words["text"],
        sender_name=case_file.sender.name,
        sender_address=case_file.sender.address,
        sender_email=case_file.sender.email,
        recipient_name=recipient.name,
        public_url=public_url(case.reference),
        print_pdf=read_file(case, print_sha256(letter)),
        service=chosen_service(draft, channel_name=dispatch.channel),
        enclosures=tuple(
            Artefact(
                name=file_name(enclosure),
                kind="enclosure",
                media_type="application/pdf",
                content=read_file(case, enclosure.sha256),
            )
            for enclosure in case_file.enclosures
        ),
        case_url=case_url,
        checkpoint=_checkpoint(dispatch),
        sender_language=case_file.second_language or None,
        post_by=case.deadlines.filter(kind="post_by")
        .values_list("day", flat=True)
        .first(),
        answer_url=answer_url,
        message=message,
    )


def _checkpoint(dispatch: Dispatch) -> str | None:
    """The state of the public log when the person decided to send; the same for every attempt."""
    intended = dispatch.case.events.filter(name="dispatch.intended")
    for payload in intended.order_by("seq").values_list("payload", flat=True):
        if payload.get("dispatch") == dispatch.pk:
            checkpoint: str | None = payload.get("checkpoint")
            return checkpoint
    return None


def print_pack(dispatch: Dispatch, *, case_url: str) -> bytes:
    """The print pack with the secret link on the slip to keep. Raises Refused."""
    sent = find_channel("self_print").send(
        sealed_letter(dispatch, case_url=case_url),
        destination_of(dispatch.case, needs="postal_address"),
        key=dispatch.key,
        now=dispatch.intent_at,
        attempt=lambda _: None,
    )
    return sent.artefacts[0].content


def site_name() -> str:
    """Who issued the evidence: the operator's name, or the address of the site."""
    return settings.OPERATOR or settings.BASE_URL
