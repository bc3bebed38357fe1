"""The settings of this processor, read from the environment; a bad value says which and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from duly.kit.environment import needed, number, secret, service_url

PREFIX = "DULY_STRIPE_"
PRODUCTION = "https://api.stripe.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    secret_key: str
    webhook_secret: str
    base_url: str
    timeout_seconds: float


def read_settings(environ: Mapping[str, str]) -> Settings:
    """From `DULY_STRIPE_…`. Raises BadSetting."""
    return Settings(
        secret_key=needed(
            environ,
            f"{PREFIX}SECRET_KEY",
            "a secret or restricted key of your account (sk_… or rk_…)",
        ),
        webhook_secret=secret(environ, f"{PREFIX}WEBHOOK_SECRET"),
        base_url=service_url(environ, f"{PREFIX}BASE_URL", PRODUCTION),
        timeout_seconds=number(environ, f"{PREFIX}TIMEOUT", 20, low=1, high=120),
    )
