"""What every answer carries, and what is refused before it is read."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duly.web.limits import TooMany
from duly.web.views.errors import length_unknown, no_page_here, too_large, too_many

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
UPLOAD_PATHS = ("/verify/", "/case/")
FORM_BYTES = 2_000_000
# A mail of 25 MB, its files once more beside it, in JSON.
MAIL_PATHS = ("/callbacks/registered_email/incoming",)
MAIL_CALL_BYTES = 60_000_000


def content_policy() -> str:
    """Nothing from another host. Only where Stripe is offered may our own form lead on to its page."""
    onward = " https://checkout.stripe.com" if "stripe" in settings.PAYMENTS else ""
    return "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data:",  # the pages of a letter ride inside the page
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action 'self'{onward}",
            "frame-ancestors 'none'",
        )
    )


def safety_headers(get_response: Answer) -> Answer:
    """Nothing from another host, no inline script or style, no page of a case kept in a cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy())
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def behind_proxies(get_response: Answer) -> Answer:
    """The visitor's own address, as the nearest of our own proxies saw it; what comes from further away may be made up."""

    def answer(request: HttpRequest) -> HttpResponse:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if 0 < settings.PROXIES <= len(seen):
            told = seen[-settings.PROXIES].strip()
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(told))
        return get_response(request)

    return answer


def explain_buttons(get_response: Answer) -> Answer:
    """A reload of the address bar asks for a page where only a button leads: say so, not a white page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_white = response.status_code == 405 and not response.content
        return no_page_here(request) if is_white else response

    return answer


class AskForPatience:
    """Whoever asks too often is told so, whichever view counted."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, reason: Exception
    ) -> HttpResponse | None:
        return too_many(request) if isinstance(reason, TooMany) else None


def refuse_large_bodies(get_response: Answer) -> Answer:
    """An upload over the limit is answered by its announced length, before one byte of it is read."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):  # it weighs its own and answers in JSON
            return get_response(request)
        if is_without_length(request):
            return length_unknown(request)
        if announced_bytes(request) > allowed_bytes(request.path):
            return too_large(request)
        return get_response(request)

    return answer


def is_without_length(request: HttpRequest) -> bool:
    """Sent in chunks without an end announced: a WSGI application is shown nothing of such a body."""
    return "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get(
        "CONTENT_LENGTH"
    )


def announced_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def allowed_bytes(path: str) -> int:
    if path.startswith(UPLOAD_PATHS):
        return int(settings.UPLOAD_LIMIT_BYTES) + FORM_BYTES
    if path.startswith(MAIL_PATHS):
        return MAIL_CALL_BYTES
    return FORM_BYTES
