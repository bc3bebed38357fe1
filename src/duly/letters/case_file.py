"""What does the person want written? The case file of `duly letter`, read and checked for shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, cast

from duly.kit.address import Address, read_address
from duly.letters.pen import Signature, read_signature

GOALS = ("end_contract", "stop_payment", "erase_data")
CHANNELS = (
    "self_print",
    "drop_box",
    "email",
    "registered_email",
    "post",
    "registered_post",
)
ACTS = ("ordinary", "withdrawal", "for_cause")

Document = Mapping[str, object]


class BadCaseFile(ValueError):
    """A field of the wrong kind. `field` names it, `message` says what to give."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    name: str = ""
    address: Address | None = None
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineContact:
    """One way to reach an inline provider; `kind` is `postal_address` or `email`."""

    kind: str
    purpose: str
    value: str = ""
    address: Address | None = None
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineProvider:
    """A provider that the person typed."""

    name: str
    country: str = ""
    sector: str = ""
    legal_entity: str = ""
    contacts: tuple[InlineContact, ...] = ()
    identifiers_required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Where the person says the letter goes, whatever the catalogue knows."""

    name: str = ""
    address: Address | None = None
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that a letter is made of.

    `provider` is a catalogue slug or what the person typed; `matter` is the document for `duly deadline`,
    unread; an identifier of None means "I do not have it"; `facts` fill the declared fields of the less
    usual letters (`first_letter_on`, `charged_on`, `amount`, `bank` …); `second_language` adds a reading copy.
    """

    provider: str | InlineProvider
    sender: Sender
    recipient: Recipient | None
    channel: str
    matter: Mapping[str, Any]
    goals: tuple[str, ...]
    identifiers: Mapping[str, str | None]
    language: str
    free_text: str
    signature: Signature
    date: date
    place: str
    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    second_language: str = ""

    @property
    def residence(self) -> str | None:
        found = self.matter.get("residence")
        return found.upper() if isinstance(found, str) and found else None


def read_case_file(document: Document) -> CaseFile:
    """From the JSON of CLI.md, `duly letter`. Raises BadCaseFile(field, message).

    Something missing is no fault of shape: it becomes a finding of letter-check. Only `date` must be there
    (here or as `matter.today`), since no book may ask the clock.
    """
    matter = _mapping(document, "matter")
    goals = _texts(document, "goals")
    for goal in goals:
        _one_of("goals", goal, GOALS)
    return CaseFile(
        provider=_provider(document.get("provider")),
        sender=_sender(_mapping(document, "sender")),
        recipient=_recipient(document.get("recipient")),
        channel=_one_of("channel", _text(document, "channel", "self_print"), CHANNELS),
        matter=matter,
        goals=goals,
        identifiers=_identifiers(_mapping(document, "identifiers")),
        language=_text(document, "language", "en").strip().lower() or "en",
        free_text=_text(document, "free_text"),
        signature=_signature(_mapping(document, "signature")),
        date=_date(document, matter),
        place=_text(document, "place"),
        kind=_kind(document, matter, goals),
        facts=_facts(_mapping(document, "facts")),
        second_language=_text(document, "second_language").strip().lower(),
    )


def _kind(document: Document, matter: Document, goals: tuple[str, ...]) -> str:
    if kind := _text(document, "kind"):
        return kind
    if goals == ("erase_data",):
        return "erasure"
    return _one_of("matter.act", _text(matter, "act", "ordinary"), ACTS)


def _provider(given: object) -> str | InlineProvider:
    if isinstance(given, str) and given.strip():
        return given.strip()
    if not isinstance(given, Mapping):
        raise BadCaseFile(
            "provider",
            "give the slug of a catalogue entry, such as us/aliexpress-vip, or an object with name and address",
        )
    document = cast(Document, given)
    name = _text(document, "name", at="provider.name").strip()
    if not name:
        raise BadCaseFile("provider.name", "give the name of the company")
    return InlineProvider(
        name=name,
        country=_text(document, "country", at="provider.country").strip().upper(),
        sector=_text(document, "sector", at="provider.sector"),
        legal_entity=_text(document, "legal_entity", at="provider.legal_entity"),
        contacts=_contacts(document),
        identifiers_required=_texts(document, "identifiers_required"),
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
        address = _address(document["address"], at="provider.address")
        found.append(
            InlineContact(kind="postal_address", purpose="termination", address=address)
        )
    return tuple(found)


def _contact(document: Document, *, at: str) -> InlineContact:
    # CLI.md lets an address stand in `value` or in `address`.
    raw = document.get("address") or document.get("value")
    is_address = isinstance(raw, Mapping)
    return InlineContact(
        kind=_text(document, "kind", "postal_address" if is_address else "email"),
        purpose=_text(document, "purpose", "general", at=f"{at}.purpose"),
        value="" if is_address else _text(document, "value", at=f"{at}.value"),
        address=_address(raw, at=f"{at}.address") if is_address else None,
        source=_text(document, "source", at=f"{at}.source"),
        checked_on=_day(document.get("checked_on"), at=f"{at}.checked_on"),
    )


def _sender(document: Document) -> Sender:
    address = document.get("address")
    return Sender(
        name=_text(document, "name", at="sender.name").strip(),
        address=_address(address, at="sender.address") if address else None,
        email=_text(document, "email", at="sender.email").strip(),
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
        name="" if bare else _text(document, "name", at="recipient.name").strip(),
        address=_address(address, at="recipient.address") if address else None,
        email=_text(document, "email", at="recipient.email").strip(),
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


def _signature(document: Document) -> Signature:
    try:
        return read_signature(document)
    except ValueError as reason:
        raise BadCaseFile("signature", str(reason)) from reason


def _date(document: Document, matter: Document) -> date:
    day = _day(document.get("date"), at="date") or _day(
        matter.get("today"), at="matter.today"
    )
    if day is None:
        raise BadCaseFile("date", "give the day on the letter, such as 2026-11-24")
    return day


def _day(given: object, *, at: str) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise BadCaseFile(at, f"{given!r} is no date; write it as 2026-11-24")


def _address(given: object, *, at: str) -> Address:
    if not isinstance(given, Mapping):
        raise BadCaseFile(at, "give an object with country and lines")
    try:
        return read_address(cast(Document, given))
    except ValueError as reason:
        raise BadCaseFile(at, str(reason)) from reason


def _mapping(document: Document, name: str) -> Document:
    given = document.get(name)
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise BadCaseFile(name, "give an object, in braces")
    return cast(Document, given)


def _text(document: Document, name: str, default: str = "", *, at: str = "") -> str:
    given = document.get(name)
    if given is None:
        return default
    if not isinstance(given, str):
        raise BadCaseFile(at or name, "give a text")
    return given


def _texts(document: Document, name: str) -> tuple[str, ...]:
    given = document.get(name) or []
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise BadCaseFile(name, "give a list of texts")
    return tuple(given)


def _one_of(name: str, given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        raise BadCaseFile(name, f"{given!r} is none of {', '.join(allowed)}")
    return given


SignatureKind = Literal["typed", "drawn", "none"]
