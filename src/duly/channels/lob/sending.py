"""A letter through Lob: quote, order, find again, follow, call off."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from duly.channels import (
    Happening,
    Quote,
    Refused,
    SealedLetter,
    Sent,
    Tried,
    Unavailable,
    calls_checked,
    missing_setting,
    quote_of_one,
    settings_now,
)
from duly.channels.carriers import carrier_line, check_pages, letter_accepted, postal
from duly.channels.lob.addresses import is_domestic, is_served
from duly.channels.lob.letters import MOST_PAGES, SERVICES
from duly.channels.lob.settings import TEST_KEY, read_settings
from duly.kit.address import Address
from duly.kit.carrier_words import not_served
from duly.kit.held import Held
from duly.kit.http_answer import as_documented, words
from duly.kit.said import said

if TYPE_CHECKING:
    import httpx

    from duly.channels.lob.client import Client


class Lob:
    """`searchable` by our key in the metadata; `idempotent` for 24 hours by theirs."""

    name = "lob"
    kind = "registered_post"
    idempotent = True
    searchable = True
    settle_seconds = 120
    ceiling = "E5"
    needs: Literal["postal_address", "email", "nothing"] = "postal_address"

    def __init__(self) -> None:
        self.transport: httpx.BaseTransport | None = None  # the double, in tests
        self.held: Held[Client] = Held()

    def configured(self) -> str | None:
        return missing_setting(read_settings)

    def serves(self, *, origin: str, destination: str) -> bool:
        return is_domestic(origin) and is_served(destination)

    def quote(
        self,
        *,
        letter: SealedLetter | None,
        origin: str,
        destination: str,
        today: date,  # noqa: ARG002 # the file of prices says when they were checked
    ) -> Quote:
        """The operator's own prices for this service and number of pages (one, before there is a letter)."""
        from duly.channels.lob.letters import service_for

        if not self.serves(origin=origin, destination=destination):
            raise Refused(not_served(origin, destination))
        tariff = settings_now(read_settings).tariff
        domestic = is_domestic(destination)
        service = service_for(letter.service if letter else None, domestic=domestic)
        check_pages(self, letter, destination=destination)
        # The inserted address page is charged; the sheet of a certified letter is not.
        pages = (letter.pages if letter else 1) + (not service.startswith("certified"))
        try:
            price = tariff.price(service, pages=pages)
        except KeyError:
            price = None
        if price is None:
            raise Unavailable(
                said("DULY_LOB_TARIFF holds no price for %(service)s.", service=service)
            )
        name = tariff.service(service).name
        return quote_of_one(
            carrier_line(name, pages=pages, price=price),
            source=tariff.source,
            checked_on=tariff.checked_on,
        )

    def send(
        self,
        letter: SealedLetter,
        address: Address | str,
        *,
        key: str,
        now: datetime,
        attempt: Callable[[Happening], None],  # noqa: ARG002 # the caller has noted the attempt
    ) -> Sent:
        from duly.channels.lob.letters import letter_request

        request = letter_request(letter, postal(address), key=key)
        return sent(self.client().create(request, key=key), at=now)

    def find(self, key: str) -> Sent | None:
        """The first letter that was ordered with this key."""
        from duly.kit.moments import utc_moment

        found = [each for each in self.client().find(key) if not each.get("deleted")]
        if not found:
            return None
        with as_documented(Unavailable, whose="Lob"):
            first = min(found, key=lambda each: utc_moment(each["date_created"]))
            return sent(first, at=utc_moment(first["date_created"]))

    def track(
        self,
        carrier_id: str,
        *,
        now: datetime,  # noqa: ARG002 # the carrier gives its own times
    ) -> tuple[Happening, ...]:
        from duly.channels.lob.statuses import happenings_of

        letter = self.client().retrieve(carrier_id)
        with as_documented(Unavailable, whose="Lob"):
            if letter["id"] != carrier_id:
                raise ValueError("another letter")
            return happenings_of(letter)

    def read_callback(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[Happening, ...]:
        from duly.channels.lob.callbacks import read_event

        secret = settings_now(read_settings).webhook_secret
        return read_event(body, headers, secret=secret, now=now)

    def services(self, *, destination: str) -> tuple[str, ...]:
        return SERVICES[is_domestic(destination)]

    def most_pages(self, *, destination: str) -> int:
        return MOST_PAGES[is_domestic(destination)]

    def recall_until(self, accepted_at: datetime) -> datetime | None:
        """The end of the account's cancellation window; after it the letter is printed."""
        return accepted_at + timedelta(
            minutes=settings_now(read_settings).recall_minutes
        )

    def call_off(self, carrier_id: str) -> bool:
        """True when Lob took the letter out of production. Raises Refused when it is too late, InDoubt when the answer was lost."""
        return self.client().cancel(carrier_id)

    def examine(self) -> tuple[Tried, ...]:
        """For `duly doctor`: the account is knocked at; nothing is ordered."""
        secret = settings_now(read_settings).webhook_secret
        return (self.account(), calls_checked(self.name, secret=secret))

    def account(self) -> Tried:
        settings = settings_now(read_settings)
        try:
            self.client().knock()
        except (Refused, Unavailable) as reason:
            return Tried(name="account", ok=False, detail=str(reason))
        if settings.api_key.startswith(TEST_KEY):
            detail = "Lob knows the key; it is one for tests: nothing is printed"
            return Tried(name="account", ok=True, detail=detail)
        return Tried(name="account", ok=True, detail="Lob knows the key")

    def client(self) -> "Client":
        """One client for the settings as they are now."""
        from duly.channels.lob.client import Client

        settings = settings_now(read_settings)
        return self.held.get(
            settings, lambda: Client(settings, transport=self.transport)
        )


def sent(letter: Mapping[str, Any], *, at: datetime) -> Sent:
    return letter_accepted(
        str(letter["id"]),
        at=at,
        status=letter.get("status"),
        detail={
            "carrier": "Lob",
            "service": words(letter.get("extra_service")) or "first_class",
            "tracking_number": words(letter.get("tracking_number")),
            "expected_delivery": words(letter.get("expected_delivery_date")),
        },
    )
