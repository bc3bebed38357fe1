"""The settings of this processor, read from the environment; a bad value says which and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from duly.kit.environment import BadSetting, needed, number, secret, word

PREFIX = "DULY_STRIPE_"


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
        base_url=base_url(environ),
        timeout_seconds=number(environ, f"{PREFIX}TIMEOUT", 20, low=1, high=120),
    )


def base_url(environ: Mapping[str, str]) -> str:
    url = word(environ, f"{PREFIX}BASE_URL", "https://api.stripe.com").rstrip("/")
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise BadSetting(f"{PREFIX}BASE_URL: {url} is neither https nor this machine")
    return url
