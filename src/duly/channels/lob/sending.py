"""A letter through Lob: quote, order, find again, follow, call off."""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
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
from duly.channels.lob.addresses import is_domestic, is_served
from duly.channels.lob.settings import Settings, read_settings
from duly.kit.address import Address
from duly.kit.environment import BadSetting

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
        self._client: tuple[Settings, Client] | None = None

    def configured(self) -> str | None:
        try:
            read_settings(os.environ)
        except BadSetting as reason:
            return str(reason)
        return None

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
            raise Refused(f"This carrier does not post from {origin} to {destination}.")
        tariff = settings_now().tariff
        domestic = is_domestic(destination)
        service = service_for(letter.service if letter else None, domestic=domestic)
        # The inserted address page is charged; the sheet of a certified letter is not.
        pages = (letter.pages if letter else 1) + (not service.startswith("certified"))
        try:
            price = tariff.price(service, pages=pages)
        except KeyError:
            price = None
        if price is None:
            raise Unavailable(f"DULY_LOB_TARIFF holds no price for {service}.")
        label = f"{tariff.service(service).name}, {pages} pages"
        return Quote(
            lines=(QuoteLine(kind="carrier", label=label, amount=price),),
            total=price,
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

        if isinstance(address, str):
            raise Refused(
                "This way needs a postal address; an e-mail address was given."
            )
        request = letter_request(letter, address, key=key)
        return sent(self.client().create(request, key=key), at=now)

    def find(self, key: str) -> Sent | None:
        """The first letter that was ordered with this key."""
        from duly.channels.lob.statuses import moment

        found = [each for each in self.client().find(key) if not each.get("deleted")]
        if not found:
            return None
        first = min(found, key=lambda each: str(each["date_created"]))
        return sent(first, at=moment(first["date_created"]))

    def track(
        self,
        carrier_id: str,
        *,
        now: datetime,  # noqa: ARG002 # the carrier gives its own times
    ) -> tuple[Happening, ...]:
        from duly.channels.lob.statuses import happenings_of

        return happenings_of(self.client().retrieve(carrier_id))

    def read_callback(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[Happening, ...]:
        from duly.channels.lob.callbacks import read_event

        secret = settings_now().webhook_secret
        return read_event(body, headers, secret=secret, now=now)

    def recall_until(self, accepted_at: datetime) -> datetime | None:
        """The end of the account's cancellation window; after it the letter is printed."""
        return accepted_at + timedelta(minutes=settings_now().recall_minutes)

    def call_off(self, carrier_id: str) -> bool:
        """True when Lob took the letter out of production. Raises Refused when it is too late."""
        return self.client().cancel(carrier_id)

    def client(self) -> "Client":
        """One client for the settings as they are now."""
        from duly.channels.lob.client import Client

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


def sent(letter: Mapping[str, Any], *, at: datetime) -> Sent:
    return Sent(
        carrier_id=str(letter["id"]),
        happened=Happening(
            name="dispatch.accepted",
            at=at,
            level="E2",
            raw_code=str(letter.get("status") or "created"),
            source_id=f"{letter['id']}:created",
            carrier_id=str(letter["id"]),
            detail={
                "by": "provider",
                "carrier": "Lob",
                "service": letter.get("extra_service") or "first_class",
                "tracking_number": letter.get("tracking_number"),
                "expected_delivery": letter.get("expected_delivery_date"),
            },
        ),
    )
