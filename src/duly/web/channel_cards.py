"""The ways to send, each with what it proves, its price and its last day."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext

from duly.cases.pricing import priced, takes_money
from duly.cases.service import kind_to
from duly.channels import (
    Channel,
    Quote,
    Refused,
    Unavailable,
    channel,
    channel_names,
)
from duly.web.channel_words import ChannelWords, channel_words
from duly.web.spoken import spoken

BY_EMAIL = ("email", "registered_email", "drop_box")
# Cheapest and plainest first; the stand-in comes last.
ORDER = (
    "self_print",
    "registered_email",
    "email",
    "post",
    "registered_post",
    "drop_box",
)


class Dates(Protocol):
    """The part of a deadline answer that a card shows."""

    @property
    def email_by(self) -> date | None: ...

    @property
    def post_by(self) -> date | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCard:
    """`why_not` is the sentence for a way that cannot work here; `by` its last day, where one is known."""

    name: str
    kind: str
    words: ChannelWords
    quote: Quote | None
    why_not: str
    by: date | None
    is_late: bool

    @property
    def can_go(self) -> bool:
        return self.quote is not None

    @property
    def is_paid_here(self) -> bool:
        """Costs something, and this site takes it: there is an order before the sending."""
        return bool(takes_money() and self.quote and self.quote.total.amount)


def channel_cards(
    *, origin: str, destination: str, today: date, dates: Dates | None = None
) -> tuple[ChannelCard, ...]:
    cards = [
        channel_card(
            channel(name),
            origin=origin,
            destination=destination,
            today=today,
            dates=dates,
        )
        for name in channel_names()
    ]
    return tuple(sorted(cards, key=lambda card: ORDER.index(card.kind)))


def channel_card(
    way: Channel, *, origin: str, destination: str, today: date, dates: Dates | None
) -> ChannelCard:
    kind = kind_to(way, destination=destination)
    by = last_day(kind, dates)
    quote, why_not = offer(way, origin=origin, destination=destination, today=today)
    return ChannelCard(
        name=way.name,
        kind=kind,
        words=channel_words(kind),
        quote=quote,
        why_not=why_not,
        by=by,
        is_late=by is not None and by < today,
    )


def offer(
    way: Channel, *, origin: str, destination: str, today: date
) -> tuple[Quote | None, str]:
    """A price, or the sentence why there is none."""
    if way.configured() is not None:
        return None, gettext("Not set up on this site.")
    if not way.serves(origin=origin, destination=destination):
        return None, gettext("It does not go there.")
    try:
        quote = way.quote(
            letter=None, origin=origin, destination=destination, today=today
        )
        whole = priced(quote, channel=way.name, country=origin, now=timezone.now())
    except (Refused, Unavailable) as reason:
        return None, sentence_of(reason)
    return whole, ""


def sentence_of(reason: Refused | Unavailable) -> str:
    """Why a carrier has no price or would not take it, in the language of the page."""
    return spoken(reason.args[0] if reason.args else "")


def last_day(kind: str, dates: Dates | None) -> date | None:
    if dates is None:
        return None
    return dates.email_by if kind in BY_EMAIL else dates.post_by
