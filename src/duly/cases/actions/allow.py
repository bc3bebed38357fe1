"""Before the decision to send from a domain that is not the person's own: we are nobody's cannon for unwanted mail.

Through the person's own mailbox any address may be written to; their provider has limits of its own.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from duly.cases.actions.draft import draft_of
from duly.cases.actions.relink import address_mark, ask_for_link
from duly.cases.catalogue import own_data
from duly.cases.counted import (
    COMPLAINTS_COUNT_FOR,
    DAY,
    HOUR,
    Counted,
    counted,
)
from duly.cases.envelope import case_file_of, destination_of
from duly.cases.models import Case, Dispatch
from duly.cases.notices import open_notice
from duly.cases.sendings import CHANNEL
from duly.channels import Refused
from duly.channels.registered_email.settings import Settings, read_settings
from duly.kit.web_links import has_link
from duly.knowledge.providers import provider

PER_PERSON_A_DAY = 3
PER_RECIPIENT_AN_HOUR = 20
PER_COMPANY_A_DAY = 100
LONGEST_WORDS = 4000
# So many companies with so many senders' mails, and nothing goes out before the operator has looked;
# so many companies about one person, and that person sends no more. One company alone stops only its own mail.
MOST_COMPLAINTS = 3
LOCK_DIGITS = 15  # of 16: the number of a lock is a signed one of 64 bits


class NotAllowed(Exception):
    """It may not go out this way; the message says why and what else can be done."""


class AlreadyOpen(NotAllowed):
    """A notice about this contract is under way; `case` is the one that holds it."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            f"your notice about this contract is under way already, in the case {case.reference}. "
            "Correct it there, have it sent once more there, or close that case first"
        )
        self.case = case


def check_allowed(case: Case, *, channel: str, now: datetime) -> None:
    """For a channel that is configured. Raises NotAllowed; nothing is checked for the person's own mailbox."""
    if not is_limited(channel):
        return
    settings = read_settings(os.environ)
    try:
        to = str(destination_of(case, needs="email")).lower()
    except Refused as reason:
        raise NotAllowed(str(reason)) from reason
    for problem in _about_the_letter(case, to, settings=settings):
        raise NotAllowed(problem)
    # What was sent before is told to nobody but the owner of the mailbox.
    if not is_verified(case):
        ask_for_link(case, now=now)
        raise NotAllowed(
            "your mail address is not confirmed yet. We send a fresh link to it now: open that link and send from there"
        )
    _check_counts(case, counted(case), now=now)


def take_turn(case: Case, *, channel: str, now: datetime) -> Counted:
    """Inside the transaction that adds the dispatch: of two sendings that count against one limit the second waits
    here until the first is committed, and then sees it. Raises NotAllowed.
    """
    mine = counted(case)
    if is_limited(channel):
        _wait_for(mine)
        _check_counts(case, mine, now=now)
    return mine


def is_limited(channel: str) -> bool:
    """From a domain of ours, not through the mailbox of the person."""
    return channel == CHANNEL and read_settings(os.environ).transport != "submission"


def is_verified(case: Case) -> bool:
    """A secret link of this case was mailed to the address that the letter names now: whoever acts reads that mailbox."""
    return case.events.filter(
        name="case.link_renewed",
        payload__address=address_mark(case, case_file_of(case).sender.email),
    ).exists()


def catalogue_addresses(case: Case) -> frozenset[str]:
    """The e-mail addresses that the catalogue gives for this company."""
    try:
        entry = provider(case.provider_slug, overlay=own_data())
    except KeyError:
        return frozenset()
    return frozenset(
        contact.value.lower() for contact in entry.contacts if contact.kind == "email"
    )


def _about_the_letter(case: Case, to: str, *, settings: Settings) -> Iterator[str]:
    document = draft_of(case)
    words = str(document.get("free_text") or "")
    if len(words) > LONGEST_WORDS:
        yield f"your own words are longer than {LONGEST_WORDS} characters"
    elif any(map(has_link, (words, *_typed_lines(document)))):
        yield "your own words hold a link; take it out, or send the letter another way"
    if to not in settings.reviewed and to not in catalogue_addresses(case):
        yield "the address is neither in the catalogue nor reviewed by the operator"


def _typed_lines(document: dict[str, Any]) -> Iterator[str]:
    """The short fields that a letter prints: a link in a name is one too."""
    for part, field in (
        ("sender", "name"),
        ("recipient", "name"),
        ("signature", "text"),
    ):
        yield str((document.get(part) or {}).get(field) or "")[:LONGEST_WORDS]
    for part in ("identifiers", "facts"):
        for value in (document.get(part) or {}).values():
            yield str(value or "")[:LONGEST_WORDS]


def _check_counts(case: Case, mine: Counted, *, now: datetime) -> None:
    notice = open_notice(case, mine, now=now)
    if notice is not None:
        raise AlreadyOpen(notice)
    for problem in (*_about_complaints(mine, now=now), *_about_numbers(mine, now=now)):
        raise NotAllowed(problem)


def _about_complaints(mine: Counted, *, now: datetime) -> Iterator[str]:
    """A company that complained is left alone. Several companies about several people stop every sending; what
    somebody typed who held the link of one mail stops that person's mail to that company alone.
    """
    pairs = complaints(now=now)
    if is_stopped(pairs):
        yield "recipients have complained, so the operator has to look first; choose a letter on paper"
    if any(company == mine.company_digest for company, _ in pairs):
        yield "this company has complained about mail from here; choose a letter on paper"
    about_me = sum(sender == mine.sender_digest for _, sender in pairs)
    if about_me >= MOST_COMPLAINTS:
        yield "several companies have complained about your mails; choose a letter on paper"
    if (
        complained_lately(now)
        .filter(
            complaint=Dispatch.TYPED,
            company_digest=mine.company_digest,
            sender_digest=mine.sender_digest,
        )
        .exists()
    ):
        yield (
            "somebody at this company wrote that you are not their customer; look at your contract and its number, "
            "then choose a letter on paper"
        )


def complaints(*, now: datetime) -> frozenset[tuple[str, str]]:
    """The digests of company and person of every complaint that counts against others too."""
    theirs = complained_lately(now).filter(complaint=Dispatch.THEIRS)
    return frozenset(theirs.values_list("company_digest", "sender_digest"))


def complained_lately(now: datetime) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(complained_at__gte=now - COMPLAINTS_COUNT_FOR)


def is_stopped(pairs: frozenset[tuple[str, str]]) -> bool:
    """So many companies about so many people: nothing goes out."""
    companies, senders = ({pair[at] for pair in pairs} for at in (0, 1))
    return min(len(companies), len(senders)) >= MOST_COMPLAINTS


def _about_numbers(mine: Counted, *, now: datetime) -> Iterator[str]:
    day, hour = sent_since(now - DAY), sent_since(now - HOUR)
    me = day.filter(sender_digest=mine.sender_digest)
    there = hour.filter(recipient_digest=mine.recipient_digest)
    company = day.filter(company_digest=mine.company_digest)
    if is_reached(me, PER_PERSON_A_DAY):
        yield f"you have sent {PER_PERSON_A_DAY} mails today; go on tomorrow"
    if is_reached(there, PER_RECIPIENT_AN_HOUR):
        yield "this address has had enough mail from here in this hour; try again later"
    if is_reached(company, PER_COMPANY_A_DAY):
        yield "this company has had enough mail from here today; go on tomorrow"


def sent_since(moment: datetime) -> QuerySet[Dispatch]:
    """By e-mail, or about to be."""
    return Dispatch.objects.filter(channel=CHANNEL, intent_at__gt=moment).exclude(
        outcome="called_off"
    )


def is_reached(rows: QuerySet[Dispatch], most: int) -> bool:
    """Never counts further than the limit."""
    return rows[:most].count() >= most


def _wait_for(mine: Counted) -> None:
    """On SQLite a transaction holds the whole database from its beginning; on PostgreSQL each limit has a lock,
    taken in one order, so that nobody waits in a circle."""
    if connection.vendor != "postgresql":
        return
    digests = {mine.sender_digest, mine.recipient_digest, mine.company_digest}
    with connection.cursor() as cursor:
        for digest in sorted(digests - {""}):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s)", [int(digest[:LOCK_DIGITS], 16)]
            )
