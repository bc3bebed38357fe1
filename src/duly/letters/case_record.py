"""What a case file is: the sender, the provider, the goals and the words of one letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duly.kit.address import Address
from duly.letters.pen import Signature

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
class Enclosure:
    """A paper that goes with the letter: its name as it stands in the letter, its printed pages, and the digests
    of the pages as printed and of the file as it came (empty for a letter that is only composed).
    """

    title: str
    pages: int
    sha256: str = ""
    original_sha256: str = ""


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
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def is_ending(self) -> bool:
        """It ends a contract, so that there is a day by which it must be there."""
        return self.kind in ACTS

    @property
    def residence(self) -> str | None:
        found = self.matter.get("residence")
        return found.upper() if isinstance(found, str) and found else None
