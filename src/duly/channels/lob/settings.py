"""The settings of this channel, read from the environment; a bad value says which and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from duly.kit.environment import BadSetting, needed, number, secret, service_url, word
from duly.knowledge.tariffs import BadTariff, Tariff, read_tariff

PREFIX = "DULY_LOB_"
TEST_KEY = "test_"  # so begins a key of their sandbox
PRODUCTION = "https://api.lob.com/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`tariff` are the operator's own prices; `recall_minutes` is the account's cancellation window."""

    api_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    base_url: str
    timeout_seconds: float
    recall_minutes: float
    tariff: Tariff


def read_settings(environ: Mapping[str, str]) -> Settings:
    """From `DULY_LOB_…`. Raises BadSetting."""
    return Settings(
        api_key=needed(
            environ,
            f"{PREFIX}API_KEY",
            "the secret key of your Lob account (test_… or live_…)",
        ),
        webhook_secret=secret(environ, f"{PREFIX}WEBHOOK_SECRET"),
        base_url=service_url(environ, f"{PREFIX}BASE_URL", PRODUCTION),
        timeout_seconds=number(environ, f"{PREFIX}TIMEOUT", 60, low=1, high=600),
        recall_minutes=number(
            environ, f"{PREFIX}RECALL_MINUTES", 5, low=0, high=259200
        ),
        tariff=own_tariff(environ),
    )


def own_tariff(environ: Mapping[str, str]) -> Tariff:
    path = word(environ, f"{PREFIX}TARIFF")
    if not path:
        raise BadSetting(
            f"Set {PREFIX}TARIFF to a file with your prices: copy data/tariffs/lob.toml and fill them in."
        )
    try:
        return read_tariff(Path(path))
    except BadTariff as reason:
        raise BadSetting(f"{PREFIX}TARIFF: {reason}") from reason
