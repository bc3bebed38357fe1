"""My cases: the secret links that this browser holds, in one signed cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "duly_cases"
MOST = 100  # a cookie holds 4,096 bytes, a token 22
THREE_YEARS = 3 * 365 * 24 * 3600


def tokens_of(request: HttpRequest) -> tuple[str, ...]:
    """Newest first; a forged or damaged cookie holds none."""
    held = request.get_signed_cookie(NAME, default="", salt=NAME)
    return tuple(token for token in (held or "").split(".") if token)


def remember(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    held = [token, *(old for old in tokens_of(request) if old != token)][:MOST]
    return write(response, held)


def forget(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    return write(response, [old for old in tokens_of(request) if old != token])


def write(response: HttpResponse, tokens: list[str]) -> HttpResponse:
    response.set_signed_cookie(
        NAME,
        ".".join(tokens),
        salt=NAME,
        max_age=THREE_YEARS,
        httponly=True,
        secure=settings.ON_HTTPS,
        samesite="Lax",
    )
    return response
