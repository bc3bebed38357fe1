"""The ways to send: one folder each, found by name; the contract they share."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, Literal, Protocol, TypeVar, runtime_checkable

from duly.kit.address import Address
from duly.kit.environment import BadSetting
from duly.kit.http_outcome import Outcome
from duly.kit.money import Money, currency_of
from duly.kit.said import said


class Refused(Exception):
    """Will never go: the carrier said no for a reason that a retry cannot change.

    `sent`, here and below: the event and the papers of the failed attempt, where the channel has them.
    """

    sent: "Sent | None" = None


class Unavailable(Exception):
    """Provably not sent; may be tried again later."""

    sent: "Sent | None" = None


class InDoubt(Exception):
    """The request left and the answer is unknown: it may or may not have been sent."""

    sent: "Sent | None" = None


# What a failed request over HTTP means for the letter.
VERDICTS: Final[Mapping[Outcome, type[Refused | Unavailable | InDoubt]]] = {
    "refused": Refused,
    "unavailable": Unavailable,
    "in_doubt": InDoubt,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLetter:
    """What a channel may see of a letter: bytes and the words of its envelope, never a row.

    `service` is the key of one of the carrier's services (data/tariffs); None: the strongest it has there.
    `answer_url` is the recipient's own page, where they may confirm or refuse; `message` what a channel has
    prepared and the core has kept.
    `checkpoint` is a signed state of the public log, for a message to carry along.
    `pages` counts all that is printed; `print_pdf` holds the letter and the enclosures, `enclosures` these alone (for a message).
    `language` is that of the letter, `sender_language` that of words for the sender (None: the same).
    """

    reference: str
    pdf: bytes
    sha256: str
    pages: int
    language: str
    subject: str
    text: str
    sender_name: str
    sender_address: Address
    sender_email: str
    recipient_name: str
    case_url: str | None = None
    public_url: str | None = None
    print_pdf: bytes | None = None
    post_by: date | None = None
    service: str | None = None
    sender_language: str | None = None
    enclosures: "tuple[Artefact, ...]" = ()
    checkpoint: str | None = None
    answer_url: str | None = None
    message: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """`label` is a sentence for people (`kit.said`): a page shows it in its own language."""

    kind: Literal["carrier", "fee", "tax"]
    label: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An itemised, dated price; `lines` add up to `total`."""

    lines: tuple[QuoteLine, ...]
    total: Money
    source: str
    checked_on: date | None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """A file that the sending produced (print pack, message, transcript), byte-exact."""

    name: str
    kind: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened to a dispatch: an event name of cases.events, when, and what the carrier said.

    `raw_code` is the carrier's own word, kept as it came; `source_id` is its id of this report, the same by
    callback and by poll; `carrier_id` says which sending a callback is about. A word that our table does not
    know becomes `dispatch.noted` with `is_unknown` in its detail, which the operator is told of.
    """

    name: str
    at: datetime
    level: str | None = None
    raw_code: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    source_id: str | None = None
    carrier_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The answer to a send: `happened` is the outcome event, `artefacts` become exhibits."""

    carrier_id: str
    happened: Happening
    artefacts: tuple[Artefact, ...] = ()


class Channel(Protocol):
    """One way to send. Times are UTC; every call may raise Refused, Unavailable or InDoubt.

    `kind` is the word of the command line (self_print, drop_box, email, registered_email, post, registered_post);
    `idempotent`: the same key twice is one sending; `searchable`: `find` can see an earlier one,
    `settle_seconds` after the request; `ceiling`: the highest delivery level (E0-E6) it can ever prove.
    """

    name: str
    kind: str
    idempotent: bool
    searchable: bool
    settle_seconds: int
    ceiling: str
    needs: Literal["postal_address", "email", "nothing"]

    def configured(self) -> str | None:
        """None when it can work; otherwise the sentence that says which setting is missing."""

    def serves(self, *, origin: str, destination: str) -> bool: ...

    def quote(
        self, *, letter: SealedLetter | None, origin: str, destination: str, today: date
    ) -> Quote: ...

    def send(
        self,
        letter: SealedLetter,
        address: Address | str,
        *,
        key: str,
        now: datetime,
        attempt: Callable[[Happening], None],
    ) -> Sent: ...

    def find(self, key: str) -> Sent | None: ...

    def track(self, carrier_id: str, *, now: datetime) -> tuple[Happening, ...]: ...

    def read_callback(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[Happening, ...]: ...


@runtime_checkable
class Preparing(Protocol):
    """A channel whose message is made once, kept, and handed over with the same bytes on every attempt."""

    def prepare(
        self, letter: SealedLetter, address: Address | str, *, key: str, date: datetime
    ) -> bytes:
        """The bytes to store before the first attempt; they come back in `SealedLetter.message`.

        Raises Refused, Unavailable.
        """


class Checked(Protocol):
    """One part of a channel that was tried; `detail` is a sentence for whoever runs this."""

    @property
    def name(self) -> str: ...

    @property
    def ok(self) -> bool: ...

    @property
    def detail(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A `Checked` of the plainest kind."""

    name: str
    ok: bool
    detail: str


@runtime_checkable
class Examined(Protocol):
    """A channel that can try its servers without sending anything (`duly doctor`)."""

    def examine(self) -> Sequence[Checked]:
        """Raises Unavailable."""


@runtime_checkable
class Selling(Protocol):
    """A channel whose carrier has several services, named in data/tariffs/<its folder>.toml."""

    def services(self, *, destination: str) -> tuple[str, ...]:
        """The keys of those that it sells there, the strongest first."""


@runtime_checkable
class Windowed(Protocol):
    """A channel whose carrier reads the address from the page, through the window of its own envelope."""

    def profile(self) -> str:
        """The envelope in data/profiles for which the letter is set. Raises Unavailable."""


@runtime_checkable
class Bounded(Protocol):
    """A channel whose carrier prints so many pages of a letter and no more."""

    def most_pages(self, *, destination: str) -> int: ...


@runtime_checkable
class Recallable(Protocol):
    """A channel whose carrier lets a letter be called off before it is printed."""

    def recall_until(self, accepted_at: datetime) -> datetime | None:
        """The end of the window; None where the carrier promises none and may only be asked."""

    def call_off(self, carrier_id: str) -> bool:
        """True when it is called off, False when the carrier will say so later. Raises Refused when too late."""


@cache
def channel_names() -> tuple[str, ...]:
    """Every folder here that holds a channel, in alphabetical order."""
    here = Path(__file__).parent
    return tuple(
        sorted(
            p.name
            for p in here.iterdir()
            if (p / "__init__.py").exists() and (p / "README.md").exists()
        )
    )


def channel(name: str) -> Channel:
    """The channel in folder `name`; KeyError when there is none."""
    if name not in channel_names():
        raise KeyError(name)
    found: Channel = import_module(f"duly.channels.{name}").channel
    return found


# What every folder does alike.
S = TypeVar("S")
ReadSettings = Callable[[Mapping[str, str]], S]


def missing_setting(read: ReadSettings[S]) -> str | None:
    """For `configured`: the sentence that says which setting is missing or bad."""
    try:
        read(os.environ)
    except BadSetting as reason:
        return str(reason)
    return None


def settings_now(read: ReadSettings[S]) -> S:
    """The settings as the environment has them now. Raises Unavailable."""
    try:
        return read(os.environ)
    except BadSetting as reason:
        raise Unavailable(str(reason)) from reason


def calls_checked(name: str, *, secret: str) -> Tried:
    """For `examine`: without the secret no call of the carrier's is believed."""
    detail = (
        f"calls to /callbacks/{name} are checked with your secret"
        if secret
        else f"asked for once a day; set DULY_{name.upper()}_WEBHOOK_SECRET to take the carrier's calls"
    )
    return Tried(name="reports", ok=True, detail=detail)


def no_callbacks() -> Refused:
    return Refused(said("This channel has no callbacks."))


def quote_of_one(line: QuoteLine, *, source: str, checked_on: date | None) -> Quote:
    return Quote(lines=(line,), total=line.amount, source=source, checked_on=checked_on)


def free_of_charge(label: str, *, origin: str, source: str, today: date) -> Quote:
    line = QuoteLine(kind="fee", label=label, amount=Money(0, currency_of(origin)))
    return quote_of_one(line, source=source, checked_on=today)
