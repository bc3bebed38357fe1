"""Carriers and sending services call here. Nothing is read before it is checked whose word it is."""

import logging

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from duly.cases.actions.callback import take_callback
from duly.cases.actions.keep_call import NotSetUp, check_caller, keep_call
from duly.channels import Refused, Unavailable, channel_names
from duly.channels import channel as find_channel
from duly.channels.registered_email.service_call import (
    Forged,
    TooLarge,
    Unreadable,
)

log = logging.getLogger(__name__)

LARGEST_CALLBACK = 1_000_000


@csrf_exempt
@require_POST
def carrier(request: HttpRequest, channel: str) -> HttpResponse:
    """200 when taken (also the second time; some services take 200 alone for a yes), 400 when it is not the carrier's word, 404 for no such carrier here, 503 while its word cannot be checked."""
    if channel not in channel_names() or find_channel(channel).configured():
        return HttpResponse(status=404)
    if len(request.body) > LARGEST_CALLBACK:
        return HttpResponse(status=413)
    try:
        take_callback(channel, request.body, dict(request.headers), now=timezone.now())
    except Refused:
        return HttpResponse(status=400)
    except Unavailable:  # no secret is set, so that nobody's word can be checked
        return HttpResponse(status=503)
    return HttpResponse()


@csrf_exempt
@require_POST
def incoming_mail(request: HttpRequest) -> HttpResponse:
    """A sending service brings a mail. 200 only when it is kept; after anything else the service brings it again.

    401 without the secret (Amazon sends it only when asked so), 413 too large, 400 not readable, 503 not kept,
    404 where no service brings mail. Services take 200 alone for a yes.
    """
    headers = dict(request.headers)
    try:
        check_caller(headers)
        keep_call(whole_body(request), headers, now=timezone.now())
    except NotSetUp:
        return HttpResponse(status=404)
    except Forged:
        return HttpResponse(
            status=401, headers={"WWW-Authenticate": 'Basic realm="duly"'}
        )
    except TooLarge:
        return HttpResponse(status=413)
    except Unreadable:
        return HttpResponse(status=400)
    except OSError:
        log.exception("a mail of the sending service was not kept")
        return HttpResponse(status=503, headers={"Retry-After": "300"})
    return HttpResponse()


def whole_body(request: HttpRequest) -> bytes:
    """Past the limit of forms, which is for pages; the length was weighed before. Raises Unreadable."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    try:
        body = request.read(announced)
    except UnreadablePostError as reason:
        raise Unreadable("The call was cut short.") from reason
    if len(body) != announced:
        raise Unreadable("The call was cut short.")
    return body
