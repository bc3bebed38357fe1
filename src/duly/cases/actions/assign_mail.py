"""A person says where a mail belongs that our marks do not tie to a case for certain, or that it belongs nowhere."""

import json
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction

from duly.cases.actions.tell_mail import (
    Reader,
    ReadMail,
    judged,
    judged_happenings,
    keep_papers,
    keep_reading,
    note_counted,
    papers_of,
    read_kept,
    verified,
)
from duly.cases.files import read_file, remove_file
from duly.cases.inbox import SET_ASIDE, Kept, forget_raw
from duly.cases.models import Case, Event
from duly.cases.queries import case_by_reference
from duly.cases.record import lock, record_anyway
from duly.cases.sendings import Sending, company_domains, open_sendings
from duly.cases.server_words import without_addresses
from duly.channels import Happening
from duly.channels.registered_email.incoming import (
    BY_A_PERSON,
    Incoming,
    answered,
)
from duly.channels.registered_email.settings import Settings


class NoSuchCase(LookupError):
    """No case has this reference, or it was erased."""


class NothingAsked(LookupError):
    """No mail of this case waits for a decision under this number."""


def assign_mail(kept: Kept, reference: str, *, reader: Reader, now: datetime) -> bool:
    """Told in the case as found by a person; it leaves those that are set aside. False when the case knew it.

    It never closes the case, whoever signed it. Raises NoSuchCase.
    """
    case = case_by_reference(reference)
    if case is None or case.is_erased:
        raise NoSuchCase(reference)
    mail = verified(read_kept(kept, reader=reader), reader=reader, now=now)
    is_new = _tell(
        mail,
        case,
        _sending_of(case, settings=reader.settings, now=now),
        settings=reader.settings,
        now=now,
    )
    keep_papers(mail, case, now=now)
    forget_raw(kept, folder=SET_ASIDE)
    return is_new


@transaction.atomic
def decide_suggestion(
    case: Case, seq: int, *, is_theirs: bool, settings: Settings, now: datetime
) -> None:
    """`seq` is that of the event `reply.suggested`. Their answer is told as found by a person; of any other mail
    nothing is kept. Raises NothingAsked, also when it was decided before.
    """
    lock(case)
    asked = case.events.filter(seq=seq, name="reply.suggested").first()
    if asked is None or case.events.filter(payload__decides=seq).exists():
        raise NothingAsked(case.reference)
    if is_theirs:
        _take_suggested(case, asked, settings=settings, now=now)
    else:
        mark = str(asked.payload["source_id"])
        payload = {"decides": seq, "dismissed": mark}
        record_anyway(case, "reply.dismissed", at=now, actor="sender", payload=payload)
        _remove_papers(case, mark)


def _take_suggested(
    case: Case, asked: Event, *, settings: Settings, now: datetime
) -> None:
    papers = papers_of(case, str(asked.payload["source_id"]))
    octets = papers.get(kind__in=("mail", "mail_rebuilt"))
    reading = papers.get(kind="mail_reading")
    mail = ReadMail(
        kept=Kept(
            source_id=octets.source_id,
            raw=bytes(read_file(case, octets.sha256)),
            is_rebuilt=octets.kind == "mail_rebuilt",
        ),
        document=json.loads(read_file(case, reading.sha256)),
    )
    number = asked.payload["dispatch"]
    sending = _sending_of(case, settings=settings, now=now, number=number)
    _tell(mail, case, sending, settings=settings, now=now, decides=asked.seq)
    keep_reading(mail, case, of=BY_A_PERSON, now=now)


def _sending_of(
    case: Case, *, settings: Settings, now: datetime, number: int | None = None
) -> Sending | None:
    """The newest of the case that may still be answered, or the one of this number."""
    return next(
        (
            one
            for one in open_sendings(from_address=settings.from_address, now=now)
            if one.dispatch.case_id == case.pk and number in (None, one.dispatch.pk)
        ),
        None,
    )


def _tell(
    mail: ReadMail,
    case: Case,
    sending: Sending | None,
    *,
    settings: Settings,
    now: datetime,
    decides: int | None = None,
) -> bool:
    by_person = partial(_by_person, decides=decides)
    if sending is None or mail.document["kind"] == "unparsed":
        return _record_answer(case, by_person(_answer(mail, case, now=now)), now=now)
    happenings = judged_happenings(
        mail, sending, rule=BY_A_PERSON, settings=settings, now=now
    )
    return note_counted(sending.dispatch, tuple(map(by_person, happenings)))


def _by_person(happening: Happening, *, decides: int | None) -> Happening:
    """Not the event of the suggestion again, which had the same octets."""
    detail = (
        happening.detail
        if decides is None
        else {**happening.detail, "decides": decides}
    )
    return replace(
        happening, source_id=f"{happening.source_id}:{BY_A_PERSON}", detail=detail
    )


def _answer(mail: ReadMail, case: Case, *, now: datetime) -> Happening:
    """To a letter that did not go by mail, or of a mail that cannot be read."""
    incoming = Incoming(
        document=mail.document,
        source_id=mail.kept.mark,
        rule=BY_A_PERSON,
        company_domains=company_domains(case),
    )
    if mail.document["reply"]:
        return judged(answered(incoming, now), case=case, incoming=incoming)
    return Happening(
        name="reply.received",
        at=now,
        raw_code=mail.document["kind"],
        source_id=mail.kept.mark,
        detail={
            "verdict": "unparsed" if mail.document["kind"] == "unparsed" else "unknown",
            "because": mail.document["why"],
            "matched_by": BY_A_PERSON,
        },
    )


@transaction.atomic
def _record_answer(case: Case, happening: Happening, *, now: datetime) -> bool:
    lock(case)
    if case.events.filter(payload__source_id=happening.source_id).exists():
        return False
    record_anyway(
        case,
        happening.name,
        at=now,
        level=happening.level or "",
        payload={
            **{
                name: without_addresses(said) for name, said in happening.detail.items()
            },
            "source_id": happening.source_id,
            "raw_code": happening.raw_code,
        },
    )
    return True


def _remove_papers(case: Case, mark: str) -> None:
    """The rows first: a file without a row is never shown."""
    papers = papers_of(case, mark)
    digests = set(papers.values_list("sha256", flat=True))
    papers.delete()
    for digest in digests - set(case.exhibits.values_list("sha256", flat=True)):
        transaction.on_commit(partial(remove_file, case, digest))
