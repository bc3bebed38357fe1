"""When a page cannot be shown: what happened, what did not happen, what to do now."""

import logging
import sys
import traceback
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duly.web.words import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    status: int
    title: Words
    happened: Words
    now: Words
    mark: Words


BAD_REQUEST = Message(
    status=400,
    title=_("We could not read that request."),
    happened=_(
        "The browser sent something that no form of ours sends. Nothing was sent and nothing was charged."
    ),
    now=_("Go back, load the page again, and try once more."),
    mark=_("UNREADABLE"),
)
FORBIDDEN = Message(
    status=403,
    title=_("This page cannot be opened this way."),
    happened=_(
        "The form was open too long, or cookies are switched off. Nothing was sent and nothing was charged."
    ),
    now=_(
        "Go back: what you typed is still there. Load the page again and press once more."
    ),
    mark=_("NOT ADMITTED"),
)
NOT_FOUND = Message(
    status=404,
    title=_("Returned to sender: no such page."),
    happened=_(
        "The address may have a typing mistake, or the page has moved. Your letters and proofs are safe. Nothing was sent and nothing was charged."
    ),
    now=_("Search for the service, or open your cases."),
    mark=_("UNDELIVERABLE"),
)
NO_PAGE_HERE = Message(
    status=405,
    title=_("This address works by its button only."),
    happened=_(
        "It was opened as a page, and it is none. Nothing was sent and nothing was charged."
    ),
    now=_("Go back to the page with the button, or open your case again."),
    mark=_("NO PAGE"),
)
TOO_LARGE = Message(
    status=413,
    title=_("That file is too large."),
    happened=_("We did not read it and kept nothing of it."),
    now=_("Choose the proof as you downloaded it here. Most are under one megabyte."),
    mark=_("OVERWEIGHT"),
)
LENGTH_UNKNOWN = Message(
    status=411,
    title=_("We cannot tell how long that upload is."),
    happened=_(
        "It came in pieces, without its length, so we did not read it and kept nothing of it. Nothing was sent and nothing was charged."
    ),
    now=_("Choose the file on this site with an ordinary browser."),
    mark=_("UNWEIGHED"),
)
NO_ROOM = Message(
    status=507,
    title=_("There is no room to keep the letter."),
    happened=_(
        "The disk of this server is full. Nothing was sealed and nothing was sent. Your draft is safe."
    ),
    now=_(
        "Try again later. Urgent? Use the company’s own page today, or print your letter elsewhere and post it."
    ),
    mark=_("NO ROOM"),
)
TOO_MANY = Message(
    status=429,
    title=_("That was very fast."),
    happened=_(
        "Too many requests came from here in a short time. Nothing was sent twice, and nothing you typed is lost."
    ),
    now=_("Wait a minute, go back, and try once more."),
    mark=_("WAIT"),
)
BROKEN = Message(
    status=500,
    title=_("Something broke on our side."),
    happened=_(
        "The page stopped before it was done. A letter that was already sealed stays sealed, and nothing is sent twice. Nothing was charged for this page."
    ),
    now=_(
        "Open your case again to see where it stands. Urgent? Print your letter and post it yourself."
    ),
    mark=_("DAMAGED"),
)


def show(request: HttpRequest, message: Message) -> HttpResponse:
    return render(
        request, "web/error.html", {"message": message}, status=message.status
    )


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 Django names it
    return show(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django names it
    return show(request, FORBIDDEN)


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django names it
    return show(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django names it
    return show(request, NOT_FOUND)


def no_page_here(request: HttpRequest) -> HttpResponse:
    return show(request, NO_PAGE_HERE)


def too_large(request: HttpRequest) -> HttpResponse:
    limit = settings.UPLOAD_LIMIT_BYTES // 1_000_000
    context = {
        "message": TOO_LARGE,
        "more": gettext("The limit is %(limit)s MB.") % {"limit": limit},
    }
    return render(request, "web/error.html", context, status=413)


def length_unknown(request: HttpRequest) -> HttpResponse:
    return show(request, LENGTH_UNKNOWN)


def too_many(request: HttpRequest) -> HttpResponse:
    return show(request, TOO_MANY)


def no_room(request: HttpRequest) -> HttpResponse:
    return show(request, NO_ROOM)


def broken(request: HttpRequest) -> HttpResponse:
    """The door where an unforeseen fault ends. The log names the code, never the path (it may be a
    secret link) and never the message (it may quote a person)."""
    kind, _value, trace = sys.exc_info()
    route = request.resolver_match.route if request.resolver_match else "no route"
    where = "".join(traceback.format_tb(trace)) if trace else ""
    log.error("%s at %s\n%s", kind.__name__ if kind else "fault", route, where)
    return show(request, BROKEN)
