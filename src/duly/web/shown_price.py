"""Where the carrier is paid by whoever runs this: is its price still the one that stood beside the button?"""

from datetime import datetime

from django.utils.translation import gettext

from duly.cases.actions.order import under_way
from duly.cases.consent import written
from duly.cases.models import Case
from duly.cases.pricing import quote_letter, takes_money
from duly.channels import Refused, Unavailable
from duly.channels import channel as find_channel
from duly.kit.money import Money
from duly.web.channel_cards import ChannelCard, sentence_of
from duly.web.forms.pay import offer_in, signed_offer


def shown_offer(card: ChannelCard | None, *, now: datetime) -> str:
    """For the form: the price on the card, signed; empty where the way costs nothing."""
    if card is None or card.quote is None or not card.quote.total.amount:
        return ""
    return signed_offer(card.quote.total, at=now)


def price_problem(
    case: Case, reviewed_sha256: str, *, channel: str, offer: str, now: datetime
) -> str:
    """The sentence that asks again; empty where no price stands against the press.

    A second press of a letter that is on its way asks nothing: it sends nothing. A press without an offer comes from
    no page of ours, so that nothing was shown. What else is wrong with the way is said when it is sent.
    """
    letter = case.letters.filter(reviewed_sha256=reviewed_sha256).first()
    if not offer or letter is None or takes_money():
        return ""
    if find_channel(channel).configured():
        return ""  # the reason is told by whoever sends
    if under_way(letter, channel=channel):
        return ""
    try:
        price = quote_letter(case, letter, channel=channel, now=now).total
    except Refused:
        return ""
    except Unavailable as reason:
        return sentence_of(reason)
    shown = offer_in(offer)
    if price.amount == 0 or (shown and shown[0] == price):
        return ""
    if shown is None:
        return gettext("Load the page again and look at the price.")
    return price_changed(shown[0], price)


def price_changed(before: Money, now: Money) -> str:
    if before == now:
        return gettext(
            "The price was shown too long ago and was asked again. It is still %(price)s. Nothing was ordered. Look, then press."
        ) % {"price": written(now)}
    return gettext(
        "The price has changed from %(before)s to %(now)s. Nothing was ordered. Look, then decide."
    ) % {"before": written(before), "now": written(now)}
