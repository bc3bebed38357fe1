"""Who comes in: nobody too often, nothing too heavy. Both are refused before the body is read."""

from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.throttling import BaseThrottle

from duly.api.problems import answer
from duly.cases.limits import Rate, TooMany

PREFIX = "/api/"
UPLOADS = tuple(f"{PREFIX}{name}" for name in ("verify", "print-check", "mail-parse"))
JSON_BYTES = 2_000_000
FORM_BYTES = 100_000  # what the fields around an upload may weigh

QUESTIONS = Rate(most=240, seconds=60)
LETTERS = Rate(most=60, seconds=60)  # each costs a process or a page set in type
SENDS = Rate(most=settings.SENDS_PER_DAY, seconds=24 * 3600)


class Gate(BaseThrottle):
    """One address, one bucket: no cookie is read here."""

    def __init__(self, rate: Rate) -> None:
        self.rate = rate

    def allow_request(self, request: HttpRequest) -> bool:
        try:
            count(self.rate, request)
        except TooMany:
            return False
        return True


ASK, WRITE = Gate(QUESTIONS), Gate(LETTERS)


def count(rate: Rate, request: HttpRequest) -> None:
    """Raises TooMany."""
    rate.count(request.META.get("REMOTE_ADDR", ""), at=monotonic())


def refuse_large_bodies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a body over the limit is answered by its announced length."""

    def weighed(request: HttpRequest) -> HttpResponse:
        refusal = refusal_of(request) if request.path.startswith(PREFIX) else None
        return refusal or get_response(request)

    return weighed


def refusal_of(request: HttpRequest) -> HttpResponse | None:
    limit = allowed_bytes(request.path)
    if announced_bytes(request) > limit:
        return answer(413, f"At most {limit} bytes. Nothing was read.")
    # A WSGI application is shown nothing of a body that is sent in chunks without an end announced.
    if "HTTP_TRANSFER_ENCODING" in request.META and not announced_bytes(request):
        return answer(411, "Give the length of the body (Content-Length).")
    return None


def allowed_bytes(path: str) -> int:
    if path in UPLOADS:
        return int(settings.UPLOAD_LIMIT_BYTES) + FORM_BYTES
    return JSON_BYTES


def announced_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
