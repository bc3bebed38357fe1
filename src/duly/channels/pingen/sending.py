"""A letter through Pingen: quote, order, find again, follow, call off."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
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
from duly.channels.pingen.letters import (
    MOST_PAGES,
    PLACES,
    service_for,
    services_to,
)
from duly.channels.pingen.settings import read_settings
from duly.kit.address import Address
from duly.kit.carrier_words import not_served
from duly.kit.countries import country_code
from duly.kit.held import Held
from duly.kit.http_answer import MALFORMED, as_documented, words
from duly.kit.moments import utc_moment
from duly.kit.money import Money
from duly.kit.said import said
from duly.knowledge.tariffs import tariff

if TYPE_CHECKING:
    import httpx

    from duly.channels.pingen.client import Client

DEAREST = 1000  # of a letter, in any of their currencies
CURRENCY = re.compile("[A-Z]{3}")


class Pingen:
    """`searchable` by our key in the file name. Their idempotency key goes along and is not relied on: they keep it
    for a day, we try for two, and a registered letter printed twice is worse than one that waits five minutes.
    """

    name = "pingen"
    kind = "registered_post"
    idempotent = False
    searchable = True
    settle_seconds = 300
    ceiling = "E5"
    needs: Literal["postal_address", "email", "nothing"] = "postal_address"

    def __init__(self) -> None:
        self.transport: httpx.BaseTransport | None = None  # the double, in tests
        self.held: Held[Client] = Held()

    def configured(self) -> str | None:
        return missing_setting(read_settings)

    def serves(self, *, origin: str, destination: str) -> bool:
        return {country_code(origin), country_code(destination)} <= PLACES

    def quote(
        self,
        *,
        letter: SealedLetter | None,
        origin: str,
        destination: str,
        today: date,
    ) -> Quote:
        """The price that Pingen names now for this letter (of one page, before there is one)."""
        if not self.serves(origin=origin, destination=destination):
            raise Refused(not_served(origin, destination))
        service = service_for(
            letter.service if letter else None, destination=destination
        )
        pages = letter.pages if letter else 1
        check_pages(self, letter, destination=destination)
        answer = self.client().price(
            country=country_code(destination), pages=pages, product=service
        )
        name = tariff("pingen").service(service).name
        return quote_of_one(
            carrier_line(name, pages=pages, price=money(answer)),
            source=said("The price calculator of Pingen"),
            checked_on=today,
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
        from duly.channels.pingen.letters import order

        to, origin = postal(address), letter.sender_address.country
        if not self.serves(origin=origin, destination=to.country):
            raise Refused(not_served(origin, to.country))
        attributes = order(
            letter, to, key=key, position=settings_now(read_settings).address_position
        )
        pdf = letter.print_pdf or letter.pdf
        ordered = self.client().create(attributes, pdf=pdf, key=key)
        return sent(ordered, at=now)

    def find(self, key: str) -> Sent | None:
        """The first letter whose file carries the key. Raises Unavailable where that cannot be told."""
        found = self.client().find(f"-{key}.pdf")
        if not found:
            return None
        with as_documented(Unavailable, whose="Pingen"):
            moments = [utc_moment(each["attributes"]["created_at"]) for each in found]
        first = moments.index(min(moments))
        return sent(found[first], at=moments[first])

    def track(
        self,
        carrier_id: str,
        *,
        now: datetime,  # noqa: ARG002 # the carrier gives its own times
    ) -> tuple[Happening, ...]:
        from duly.channels.pingen.statuses import event_happening

        events = self.client().events(carrier_id)
        product = self.client().product(carrier_id) if events else None
        with as_documented(Unavailable, whose="Pingen"):
            found = [
                event_happening(event, carrier_id=carrier_id, product=product)
                for event in events
            ]
        return tuple(sorted(filter(None, found), key=lambda each: each.at))

    def read_callback(
        self,
        body: bytes,
        headers: Mapping[str, str],
        *,
        now: datetime,  # noqa: ARG002 # their signature has no time in it
    ) -> tuple[Happening, ...]:
        from duly.channels.pingen.callbacks import read_event

        return read_event(
            body, headers, secret=settings_now(read_settings).webhook_secret
        )

    def services(self, *, destination: str) -> tuple[str, ...]:
        return services_to(destination)

    def profile(self) -> str:
        return f"ch-{settings_now(read_settings).address_position}"

    def most_pages(self, *, destination: str) -> int:
        """The fewest where nothing is posted to: asked before anybody has looked whether it is."""
        return MOST_PAGES.get(country_code(destination), min(MOST_PAGES.values()))

    def recall_until(
        self,
        accepted_at: datetime,  # noqa: ARG002 # the contract's signature
    ) -> datetime | None:
        """No window is promised: printing begins when a print centre takes the letter."""
        return None

    def call_off(self, carrier_id: str) -> bool:
        """Asks for it; whether it was in time comes as an event.

        Raises Refused when Pingen says no at once, InDoubt when the wish may have arrived.
        """
        self.client().cancel(carrier_id)
        return False

    def examine(self) -> tuple[Tried, ...]:
        """For `duly doctor`: token and organisation are tried; nothing is ordered."""
        secret = settings_now(read_settings).webhook_secret
        return (self.account(), calls_checked(self.name, secret=secret))

    def account(self) -> Tried:
        try:
            self.client().knock()
        except (Refused, Unavailable) as reason:
            return Tried(name="account", ok=False, detail=str(reason))
        detail = "Pingen knows the client and the organisation"
        return Tried(name="account", ok=True, detail=detail)

    def client(self) -> "Client":
        """One client for the settings as they are now."""
        from duly.channels.pingen.client import Client

        settings = settings_now(read_settings)
        return self.held.get(
            settings, lambda: Client(settings, transport=self.transport)
        )


def money(answer: Mapping[str, Any]) -> Money:
    """Their price is a number with decimals; ours are whole cents. Raises Unavailable for what can be none."""
    try:
        named = answer["data"]["attributes"]
        price, currency = Decimal(str(named["price"])), named["currency"]
        if not (0 < price < DEAREST and CURRENCY.fullmatch(currency)):
            raise ValueError(price)
    except MALFORMED as reason:  # they may also answer 202, with nothing in it
        raise Unavailable(
            said("This carrier named no price for the letter.")
        ) from reason
    return Money(int((price * 100).to_integral_value(ROUND_HALF_UP)), currency)


def sent(letter: Mapping[str, Any], *, at: datetime) -> Sent:
    attributes = letter["attributes"]
    return letter_accepted(
        str(letter["id"]),
        at=at,
        status=words(attributes.get("status")),
        detail={
            "carrier": "Pingen",
            "service": words(attributes.get("delivery_product")),
            "tracking_number": words(attributes.get("tracking_number")),
        },
    )
