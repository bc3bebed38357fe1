"""The settings of this channel, read from the environment; a bad value says which and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from duly.kit.environment import BadSetting, needed, number, secret, service_url, word

PREFIX = "DULY_PINGEN_"
PRODUCTION = "https://api.pingen.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`address_position`: on which side of the envelope its window is."""

    client_id: str
    client_secret: str = field(repr=False)
    organisation: str
    webhook_secret: str = field(repr=False)
    base_url: str
    address_position: str
    timeout_seconds: float


def read_settings(environ: Mapping[str, str]) -> Settings:
    """From `DULY_PINGEN_…`. Raises BadSetting."""
    return Settings(
        client_id=needed(
            environ, f"{PREFIX}CLIENT_ID", "the id of your API client at Pingen"
        ),
        client_secret=needed(environ, f"{PREFIX}CLIENT_SECRET", "its secret"),
        organisation=needed(
            environ, f"{PREFIX}ORGANISATION", "the id of your organisation at Pingen"
        ),
        webhook_secret=secret(environ, f"{PREFIX}WEBHOOK_SECRET"),
        base_url=service_url(environ, f"{PREFIX}BASE_URL", PRODUCTION),
        address_position=address_position(environ),
        timeout_seconds=number(environ, f"{PREFIX}TIMEOUT", 60, low=1, high=600),
    )


def address_position(environ: Mapping[str, str]) -> str:
    side = word(environ, f"{PREFIX}ADDRESS_POSITION", "left")
    if side not in {"left", "right"}:
        raise BadSetting(
            f"{PREFIX}ADDRESS_POSITION: {side!r} is neither left nor right"
        )
    return side
