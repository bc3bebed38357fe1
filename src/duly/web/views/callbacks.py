"""Carriers call here. The raw body is what is signed; nothing is read before that is checked."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from duly.cases.actions.callback import take_callback
from duly.channels import Refused, channel_names
from duly.channels import channel as find_channel

LARGEST_CALLBACK = 1_000_000


@csrf_exempt
@require_POST
def carrier(request: HttpRequest, channel: str) -> HttpResponse:
    """204 when taken (also the second time), 400 when it is not the carrier's word, 404 for no such carrier here."""
    if channel not in channel_names() or find_channel(channel).configured():
        return HttpResponse(status=404)
    if len(request.body) > LARGEST_CALLBACK:
        return HttpResponse(status=413)
    try:
        take_callback(channel, request.body, dict(request.headers), now=timezone.now())
    except Refused:
        return HttpResponse(status=400)
    return HttpResponse(status=204)
