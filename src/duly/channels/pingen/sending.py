"""A letter through Pingen: quote, order, find again, follow, call off."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from duly.channels import (
    Happening,
    Quote,
    QuoteLine,
    Refused,
    SealedLetter,
    Sent,
    Unavailable,
)
from duly.channels.pingen.letters import PLACES, service_for
from duly.channels.pingen.settings import Settings, read_settings
from duly.kit.address import Address
from duly.kit.countries import country_code
from duly.kit.environment import BadSetting
from duly.kit.money import Money
from duly.knowledge.tariffs import tariff

if TYPE_CHECKING:
    import httpx

    from duly.channels.pingen.client import Client


class Pingen:
    """`searchable` by our key in the file name; `idempotent` by theirs (for how long is not documented)."""

    name = "pingen"
    kind = "registered_post"
    idempotent = True
    searchable = True
    settle_seconds = 300
    ceiling = "E5"
    needs: Literal["postal_address", "email", "nothing"] = "postal_address"

    def __init__(self) -> None:
        self.transport: httpx.BaseTransport | None = None  # the double, in tests
        self._client: tuple[Settings, Client] | None = None

    def configured(self) -> str | None:
        try:
            read_settings(os.environ)
        except BadSetting as reason:
            return str(reason)
        return None

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
            raise Refused(f"This carrier does not post from {origin} to {destination}.")
        service = service_for(
            letter.service if letter else None, destination=destination
        )
        pages = letter.pages if letter else 1
        answer = self.client().price(
            country=country_code(destination), pages=pages, product=service
        )
        price = money(answer)
        label = f"{tariff('pingen').service(service).name}, {pages} pages"
        return Quote(
            lines=(QuoteLine(kind="carrier", label=label, amount=price),),
            total=price,
            source="Pingen's price calculator",
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

        if isinstance(address, str):
            raise Refused(
                "This way needs a postal address; an e-mail address was given."
            )
        if not self.serves(
            origin=letter.sender_address.country, destination=address.country
        ):
            raise Refused(
                f"This carrier does not post to {address.country} from there."
            )
        attributes = order(
            letter, address, key=key, position=settings_now().address_position
        )
        pdf = letter.print_pdf or letter.pdf
        answer = self.client().create(attributes, pdf=pdf, key=key)
        return sent(answer["data"], at=now)

    def find(self, key: str) -> Sent | None:
        """The first letter whose file carries the key."""
        from duly.channels.pingen.statuses import moment

        found = self.client().find(f"-{key}.pdf")
        if not found:
            return None
        first = min(found, key=lambda each: moment(each["attributes"]["created_at"]))
        return sent(first, at=moment(first["attributes"]["created_at"]))

    def track(
        self,
        carrier_id: str,
        *,
        now: datetime,  # noqa: ARG002 # the carrier gives its own times
    ) -> tuple[Happening, ...]:
        from duly.channels.pingen.statuses import event_happening

        found = [
            event_happening(event, carrier_id=carrier_id)
            for event in self.client().events(carrier_id)
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

        return read_event(body, headers, secret=settings_now().webhook_secret)

    def recall_until(
        self,
        accepted_at: datetime,  # noqa: ARG002 # the contract's signature
    ) -> datetime | None:
        """No window is promised: printing begins when a print centre takes the letter."""
        return None

    def call_off(self, carrier_id: str) -> bool:
        """Asks for it; whether it was in time comes as an event. Raises Refused when Pingen says no at once."""
        self.client().cancel(carrier_id)
        return False

    def client(self) -> "Client":
        """One client for the settings as they are now."""
        from duly.channels.pingen.client import Client

        settings = settings_now()
        if self._client is None or self._client[0] != settings:
            self.close()
            self._client = (settings, Client(settings, transport=self.transport))
        return self._client[1]

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client[1].http.close()
            self._client = None


def settings_now() -> Settings:
    try:
        return read_settings(os.environ)
    except BadSetting as reason:
        raise Unavailable(str(reason)) from reason


def money(answer: Mapping[str, Any]) -> Money:
    """Their price is a number with decimals; ours are whole cents."""
    try:
        return Money(round(float(answer["price"]) * 100), str(answer["currency"]))
    except (KeyError, TypeError, ValueError) as reason:
        raise Unavailable("Pingen named no price for this letter.") from reason


def sent(letter: Mapping[str, Any], *, at: datetime) -> Sent:
    attributes = letter["attributes"]
    return Sent(
        carrier_id=str(letter["id"]),
        happened=Happening(
            name="dispatch.accepted",
            at=at,
            level="E2",
            raw_code=str(attributes.get("status") or "created"),
            source_id=f"{letter['id']}:created",
            carrier_id=str(letter["id"]),
            detail={
                "by": "provider",
                "carrier": "Pingen",
                "service": attributes.get("delivery_product"),
                "tracking_number": attributes.get("tracking_number"),
            },
        ),
    )
