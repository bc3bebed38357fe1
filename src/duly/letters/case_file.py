"""What does the person want written? The case file of `duly letter`, read and checked for shape."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from duly.kit.said import said
from duly.letters.case_reading import (
    Document,
    address_of,
    day_of,
    mapping_in,
    one_of,
    text_in,
    texts_in,
)
from duly.letters.case_record import (
    ACTS,
    CHANNELS,
    GOALS,
    BadCaseFile,
    CaseFile,
    Enclosure,
    InlineContact,
    InlineProvider,
    Recipient,
    Sender,
)
from duly.letters.pen import Signature, read_signature

__all__ = [
    "ACTS",
    "CHANNELS",
    "GOALS",
    "BadCaseFile",
    "CaseFile",
    "Enclosure",
    "InlineContact",
    "InlineProvider",
    "Recipient",
    "Sender",
    "enclosures_of",
    "read_case_file",
]


def read_case_file(document: Document) -> CaseFile:
    """From the JSON of CLI.md, `duly letter`. Raises BadCaseFile(field, message).

    Something missing is no fault of shape: it becomes a finding of letter-check. Only `date` must be there
    (here or as `matter.today`), since no book may ask the clock.
    """
    matter = mapping_in(document, "matter")
    goals = texts_in(document, "goals")
    for goal in goals:
        one_of("goals", goal, GOALS)
    return CaseFile(
        provider=_provider(document.get("provider")),
        sender=_sender(mapping_in(document, "sender")),
        recipient=_recipient(document.get("recipient")),
        channel=one_of("channel", text_in(document, "channel", "self_print"), CHANNELS),
        matter=matter,
        goals=goals,
        identifiers=_identifiers(mapping_in(document, "identifiers")),
        language=text_in(document, "language", "en").strip().lower() or "en",
        free_text=text_in(document, "free_text"),
        signature=_signature(mapping_in(document, "signature")),
        date=_date(document, matter),
        place=text_in(document, "place"),
        kind=_kind(document, matter, goals),
        facts=_facts(mapping_in(document, "facts")),
        second_language=text_in(document, "second_language").strip().lower(),
        enclosures=enclosures_of(document),
    )


def _kind(document: Document, matter: Document, goals: tuple[str, ...]) -> str:
    if kind := text_in(document, "kind"):
        return kind
    if goals == ("erase_data",):
        return "erasure"
    return one_of("matter.act", text_in(matter, "act", "ordinary"), ACTS)


def _provider(given: object) -> str | InlineProvider:
    if isinstance(given, str) and given.strip():
        return given.strip()
    if not isinstance(given, Mapping):
        raise BadCaseFile(
            "provider",
            "give the slug of a catalogue entry, such as us/aliexpress-vip, or an object with name and address",
        )
    document = cast(Document, given)
    name = text_in(document, "name", at="provider.name").strip()
    if not name:
        raise BadCaseFile("provider.name", said("give the name of the company"))
    return InlineProvider(
        name=name,
        country=text_in(document, "country", at="provider.country").strip().upper(),
        sector=text_in(document, "sector", at="provider.sector"),
        legal_entity=text_in(document, "legal_entity", at="provider.legal_entity"),
        contacts=_contacts(document),
        identifiers_required=texts_in(document, "identifiers_required"),
    )


def _contacts(document: Document) -> tuple[InlineContact, ...]:
    contacts = document.get("contacts") or []
    if not isinstance(contacts, list) or not all(
        isinstance(contact, Mapping) for contact in contacts
    ):
        raise BadCaseFile("provider.contacts", "give a list of objects")
    found = [
        _contact(contact, at=f"provider.contacts[{number}]")
        for number, contact in enumerate(contacts)
    ]
    if document.get("address"):
        address = address_of(document["address"], at="provider.address")
        found.append(
            InlineContact(kind="postal_address", purpose="termination", address=address)
        )
    return tuple(found)


def _contact(document: Document, *, at: str) -> InlineContact:
    # CLI.md lets an address stand in `value` or in `address`.
    raw = document.get("address") or document.get("value")
    is_address = isinstance(raw, Mapping)
    return InlineContact(
        kind=text_in(document, "kind", "postal_address" if is_address else "email"),
        purpose=text_in(document, "purpose", "general", at=f"{at}.purpose"),
        value="" if is_address else text_in(document, "value", at=f"{at}.value"),
        address=address_of(raw, at=f"{at}.address") if is_address else None,
        source=text_in(document, "source", at=f"{at}.source"),
        checked_on=day_of(document.get("checked_on"), at=f"{at}.checked_on"),
    )


def _sender(document: Document) -> Sender:
    address = document.get("address")
    return Sender(
        name=text_in(document, "name", at="sender.name").strip(),
        address=address_of(address, at="sender.address") if address else None,
        email=text_in(document, "email", at="sender.email").strip(),
    )


def _recipient(given: object) -> Recipient | None:
    if not given:
        return None
    if not isinstance(given, Mapping):
        raise BadCaseFile("recipient", "give an object with name and address")
    document = cast(Document, given)
    # A bare address in place of {"name", "address"} is read as one.
    bare = "lines" in document or "street_address" in document
    address = document if bare else document.get("address")
    return Recipient(
        name="" if bare else text_in(document, "name", at="recipient.name").strip(),
        address=address_of(address, at="recipient.address") if address else None,
        email=text_in(document, "email", at="recipient.email").strip(),
    )


def _identifiers(document: Document) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, value in document.items():
        if value is not None and not isinstance(value, str | int):
            raise BadCaseFile(
                f"identifiers.{name}", "give a text, or null if you do not have it"
            )
        found[name] = None if value is None else str(value).strip()
    return found


def _facts(document: Document) -> dict[str, str]:
    for name, value in document.items():
        if not isinstance(value, str | int):
            raise BadCaseFile(f"facts.{name}", "give a text or a date")
    return {name: str(value).strip() for name, value in document.items()}


def enclosures_of(document: Document) -> tuple[Enclosure, ...]:
    """The papers that go along. Raises BadCaseFile."""
    given = document.get("enclosures") or []
    if not isinstance(given, list) or not all(isinstance(e, Mapping) for e in given):
        raise BadCaseFile("enclosures", "give a list of objects with title and pages")
    return tuple(
        _enclosure(cast(Document, each), at=f"enclosures[{number}]")
        for number, each in enumerate(given)
    )


def _enclosure(document: Document, *, at: str) -> Enclosure:
    title = text_in(document, "title", at=f"{at}.title").strip()
    pages = document.get("pages")
    if not title:
        raise BadCaseFile(f"{at}.title", "give the name of the paper")
    if not isinstance(pages, int) or isinstance(pages, bool) or pages < 1:
        raise BadCaseFile(f"{at}.pages", "give the number of its pages")
    return Enclosure(
        title=title,
        pages=pages,
        sha256=text_in(document, "sha256", at=f"{at}.sha256"),
        original_sha256=text_in(
            document, "original_sha256", at=f"{at}.original_sha256"
        ),
    )


def _signature(document: Document) -> Signature:
    try:
        return read_signature(document)
    except ValueError as reason:
        raise BadCaseFile("signature", str(reason)) from reason


def _date(document: Document, matter: Document) -> date:
    day = day_of(document.get("date"), at="date") or day_of(
        matter.get("today"), at="matter.today"
    )
    if day is None:
        raise BadCaseFile("date", "give the day on the letter, such as 2026-11-24")
    return day
