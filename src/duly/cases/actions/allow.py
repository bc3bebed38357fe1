"""Before the decision to send from a domain that is not the person's own: we are nobody's cannon for unwanted mail.

Through the person's own mailbox any address may be written to; their provider has limits of its own.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from duly.cases.actions.draft import draft_of
from duly.cases.actions.relink import ask_for_link
from duly.cases.catalogue import own_data
from duly.cases.envelope import destination_of
from duly.cases.models import Case, Dispatch, Event
from duly.cases.sendings import CHANNEL
from duly.cases.vault import Erased
from duly.channels import Refused
from duly.channels.registered_email.settings import Settings, read_settings
from duly.kit.mail_address import domain_of
from duly.knowledge.providers import provider

PER_PERSON_A_DAY = 3
PER_RECIPIENT_AN_HOUR = 20
PER_COMPANY_A_DAY = 100
LONGEST_WORDS = 4000
COMPLAINTS_COUNT_FOR = timedelta(days=30)
# So many complaints against the site in that time, and nothing goes out before the operator has looked.
MOST_COMPLAINTS = 3
COMPLAINTS = ("complaint", "complained")
LINK = re.compile(
    r"(?i)\b(?:https?:|ftp:|www\.)\S|\b[\w-]+\.(?:com|net|org|info|biz|xyz|top|ru|cn)/\S"
)


class NotAllowed(Exception):
    """It may not go out this way; the message says why and what else can be done."""


def check_allowed(case: Case, *, channel: str, now: datetime) -> None:
    """For a channel that is configured. Raises NotAllowed; nothing is checked for the person's own mailbox."""
    if channel != CHANNEL:
        return
    settings = read_settings(os.environ)
    if settings.transport == "submission":
        return
    try:
        to = str(destination_of(case, needs="email")).lower()
    except Refused as reason:
        raise NotAllowed(str(reason)) from reason
    for problem in _problems(case, to, settings=settings, now=now):
        raise NotAllowed(problem)


def _problems(
    case: Case, to: str, *, settings: Settings, now: datetime
) -> Iterator[str]:
    yield from _about_the_words(case)
    if to not in settings.reviewed and to not in catalogue_addresses(case):
        yield "the address is neither in the catalogue nor reviewed by the operator"
    yield from _about_complaints(to, now=now)
    yield from _about_numbers(case, to, now=now)
    if not is_verified(case):
        ask_for_link(case, now=now)
        yield (
            "your mail address is not confirmed yet. We send a fresh link to it now: open that link and send from there"
        )


def is_verified(case: Case) -> bool:
    """The secret link in use was mailed to the sender: whoever acts by it reads that mailbox."""
    return case.events.filter(name="case.link_renewed").exists()


def catalogue_addresses(case: Case) -> frozenset[str]:
    """The e-mail addresses that the catalogue gives for this company."""
    try:
        entry = provider(case.provider_slug, overlay=own_data())
    except KeyError:
        return frozenset()
    return frozenset(
        contact.value.lower() for contact in entry.contacts if contact.kind == "email"
    )


def _about_the_words(case: Case) -> Iterator[str]:
    words = str(draft_of(case).get("free_text") or "")
    if LINK.search(words):
        yield "your own words hold a link; take it out, or send the letter another way"
    if len(words) > LONGEST_WORDS:
        yield f"your own words are longer than {LONGEST_WORDS} characters"


def _about_complaints(to: str, *, now: datetime) -> Iterator[str]:
    """A recipient who complained is left alone; several complaints stop every sending."""
    complained = [
        event
        for event in Event.objects.select_related("case").filter(
            name__in=("dispatch.noted", "reply.received"),
            at__gte=now - COMPLAINTS_COUNT_FOR,
        )
        if is_complaint(event)
    ]
    if len(complained) >= MOST_COMPLAINTS:
        yield "recipients have complained, so the operator has to look first"
    if any(domain_of(address_of(event.case)) == domain_of(to) for event in complained):
        yield "this company has complained about mail from here; choose a letter on paper"


def is_complaint(event: Event) -> bool:
    told = event.payload
    return (
        told.get("kind") == "complaint"
        or told.get("raw_code") in COMPLAINTS
        or told.get("verdict") == "not_our_customer"
    )


def _about_numbers(case: Case, to: str, *, now: datetime) -> Iterator[str]:
    recent = (
        Dispatch.objects.select_related("case")
        .filter(channel=CHANNEL, intent_at__gt=now - timedelta(days=1))
        .exclude(outcome="called_off")
    )
    rows = [
        (row.intent_at, sender_of(row.case), address_of(row.case)) for row in recent
    ]
    hour = now - timedelta(hours=1)
    me = sender_of(case)
    if sum(sender == me for _, sender, _ in rows) >= PER_PERSON_A_DAY:
        yield f"you have sent {PER_PERSON_A_DAY} mails today; go on tomorrow"
    if sum(at > hour and there == to for at, _, there in rows) >= PER_RECIPIENT_AN_HOUR:
        yield "this address has had enough mail from here in this hour; try again later"
    company = domain_of(to)
    if sum(domain_of(there) == company for _, _, there in rows) >= PER_COMPANY_A_DAY:
        yield "this company has had enough mail from here today; go on tomorrow"


def sender_of(case: Case) -> str:
    """The mail address of the person; empty when the case was erased."""
    try:
        return str(draft_of(case).get("sender", {}).get("email", "")).lower()
    except Erased:
        return ""


def address_of(case: Case) -> str:
    try:
        return str(destination_of(case, needs="email")).lower()
    except (Refused, Erased):
        return ""
