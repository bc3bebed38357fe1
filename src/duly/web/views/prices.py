"""What does it cost? Answered before anybody types a word."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duly.web.channel_cards import ChannelCard, channel_cards


def price_rows(
    *, origin: str, destination: str, today: date
) -> tuple[ChannelCard, ...]:
    """The ways that this site can send now. A file in a folder is a stand-in and no offer."""
    cards = channel_cards(origin=origin, destination=destination, today=today)
    return tuple(card for card in cards if card.can_go and card.kind != "drop_box")


def prices(request: HttpRequest) -> HttpResponse:
    rows = price_rows(origin="US", destination="US", today=timezone.localdate())
    return render(request, "web/prices.html", {"prices": rows})
