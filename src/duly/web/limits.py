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


def visitor(request: HttpRequest) -> str:
    """One browser; its form-protection cookie where it has one, else its address."""
    return request.COOKIES.get("csrftoken") or request.META.get("REMOTE_ADDR", "")


def count(rate: Rate, request: HttpRequest) -> None:
    rate.count(visitor(request), at=monotonic())
