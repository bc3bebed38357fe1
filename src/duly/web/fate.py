"""What became of the letter on paper, what that means where the person lives, and the next way that is offered."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case
from duly.cases.queries import CasePage, Entry
from duly.channels import channel, channel_names
from duly.knowledge.delivery import FALLBACK, FATES, Meaning, meaning
from duly.web.channel_cards import ChannelCard
from duly.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NextWay:
    """Prepared and offered; it goes only when the person presses on its own page."""

    card: ChannelCard
    because: Words


# The fate of the last letter: which kinds of sending come next, the best first, and why.
NO_SIGNATURE = (
    ("registered_email", "email", "self_print"),
    _("It needs nobody to open the door or to sign."),
)
ON_PAPER = ("registered_post", "self_print")
NEXT: dict[str, tuple[tuple[str, ...], Words]] = {
    "declined": NO_SIGNATURE,
    "unclaimed": NO_SIGNATURE,
    "returned": (
        ("registered_email", "email", "self_print"),
        _("It does not need the postal address that failed."),
    ),
    "lost": (
        ("registered_post", "self_print", "registered_email"),
        _("The same letter, on paper and with a number, once more."),
    ),
    "refused": (
        ("registered_post", "self_print", "registered_email"),
        _("The first carrier would not take it. This one may."),
    ),
    "bounced": (
        ON_PAPER,
        _("Their mailbox gave it back. A letter on paper needs none."),
    ),
    "running_out": (
        ON_PAPER,
        _("Fewer than three days are left, and the mail is not through."),
    ),
    "in_doubt": (
        ON_PAPER,
        _("Nobody knows if the mail went. A letter on paper does not wait for that."),
    ),
    "mail_refused": (
        ON_PAPER,
        _("Their mail server refused it. A letter on paper needs none."),
    ),
    "mail_expired": (
        ON_PAPER,
        _(
            "No mail server took it in 48 hours. A letter on paper does not wait for one."
        ),
    ),
    "not_moving": (
        ("self_print", "registered_post", "registered_email"),
        _(
            "The carrier took it and has reported no step of its way since. The same letter by another way does not wait for it."
        ),
    ),
    "no_answer": (
        ("registered_post", "registered_email", "self_print"),
        _("Fourteen days have gone by without an answer. This is another way to them."),
    ),
    "unmonitored": (
        ON_PAPER,
        _("They say that nobody reads the mailbox it went to."),
    ),
}


def last_fate(found: CasePage) -> str:
    """The last thing that became of the letter; empty while it is under way or when it was sent anew."""
    entry = fateful(found)
    return entry.name.removeprefix("dispatch.") if entry else ""


def fateful(found: CasePage) -> Entry | None:
    for entry in reversed(found.timeline):
        name = entry.name.removeprefix("dispatch.")
        if name in NEXT or name in FATES:
            return entry
        if name == "intended":
            return None
    return None


def is_over(found: CasePage) -> bool:
    """It will not arrive this way: another one is offered."""
    return last_fate(found) in NEXT


def fate_meaning(case: Case, found: CasePage) -> Meaning | None:
    """Only for paper, and only once something has become of it."""
    fate = last_fate(found)
    if fate not in FATES or is_mail(fateful(found)):
        return None
    return meaning(
        fate,
        country=(case_file_of(case).residence or "")[:2].upper(),
        language=get_language() or FALLBACK,
    )


def is_mail(entry: Entry | None) -> bool:
    """What courts presume of a letter in the post says nothing about a mail."""
    way = str(entry.payload.get("channel", "")) if entry else ""
    return way in channel_names() and channel(way).needs == "email"


def next_way(
    case: Case, found: CasePage, cards: tuple[ChannelCard, ...], *, trouble: str = ""
) -> NextWay | None:
    """The best way that can go now and that is not the one which failed. `trouble`: why there is need of one beside
    what became of the letter."""
    offer = NEXT.get(trouble) or NEXT.get(last_fate(found))
    if offer is None:
        return None
    kinds, because = offer
    tried = found.dispatches[-1].channel if found.dispatches else ""
    has_email = bool(parties_of(case_file_of(case)).recipient.email)
    for kind in kinds:
        for card in cards:
            is_possible = has_email or channel(card.name).needs != "email"
            if card.kind == kind and card.can_go and card.name != tried and is_possible:
                return NextWay(card=card, because=because)
    return None
