"""How often may one browser ask? A guard against floods, not a bill."""

from time import monotonic

from django.conf import settings
from django.http import HttpRequest

from duly.cases.limits import Rate, TooMany, composing

__all__ = [
    "CHECKS",
    "PREVIEWS",
    "SENDS",
    "Rate",
    "TooMany",
    "composing",
    "count",
    "visitor",
]

PREVIEWS = Rate(most=settings.PREVIEWS_PER_SECOND, seconds=1)
SENDS = Rate(most=settings.SENDS_PER_DAY, seconds=24 * 3600)
CHECKS = Rate(most=60, seconds=60)


# Behind one address there may be a household, an office or a library.
PEOPLE_AT_AN_ADDRESS = 20


def visitor(request: HttpRequest) -> str:
    """One browser; its form-protection cookie where it has one, else its address."""
    return request.COOKIES.get("csrftoken") or request.META.get("REMOTE_ADDR", "")


def count(rate: Rate, request: HttpRequest) -> None:
    """Raises TooMany, which the middleware answers. Whoever throws the cookie away is still one of the people at the address."""
    at, address = monotonic(), request.META.get("REMOTE_ADDR", "")
    rate.count(f"all at {address}", at=at, people=PEOPLE_AT_AN_ADDRESS)
    rate.count(visitor(request), at=at)
