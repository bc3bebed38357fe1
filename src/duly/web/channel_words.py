"""What each kind of sending proves, in the words of the pages."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duly.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWords:
    """`by` ends the sentence "Free …"; `starts` names the day on the card: post, send."""

    title: Words
    detail: Words
    in_short: Words
    by: Words
    starts: Words
    proves: tuple[Words, ...]
    does_not_prove: tuple[Words, ...]


WORDS = {
    "self_print": ChannelWords(
        title=_("Print it yourself"),
        detail=_("You post it at the counter and pay the post there"),
        in_short=_("What the letter said, and when you wrote it"),
        by=_("if you print it"),
        starts=_("Post by"),
        proves=(_("What the letter said, and the day you wrote it"),),
        does_not_prove=(
            _("That it was posted. Keep the receipt from the post office"),
        ),
    ),
    "drop_box": ChannelWords(
        title=_("Keep it as a message file"),
        detail=_(
            "A complete, signed message in a folder of this site. Nothing leaves it"
        ),
        in_short=_("What the message said, and when it was written"),
        by=_("as a message file"),
        starts=_("Send by"),
        proves=(_("Every word, and the time it was written"),),
        does_not_prove=(_("That it was sent to anyone. You send it on yourself"),),
    ),
    "email": ChannelWords(
        title=_("Email"),
        detail=_("From a mailbox of your own"),
        in_short=_("What was sent, and when"),
        by=_("by email"),
        starts=_("Send by"),
        proves=(_("Every word, and the time it left"),),
        does_not_prove=(_("That it arrived"),),
    ),
    "registered_email": ChannelWords(
        title=_("Email with proof"),
        detail=_("We keep what their mail server answered"),
        in_short=_("What we sent, when, and that their mail server took it"),
        by=_("by email with proof"),
        starts=_("Send by"),
        proves=(
            _("Every word, and the time it left"),
            _("That their mail server took it"),
        ),
        does_not_prove=(
            _("That a person opened it"),
            _("It is not a registered letter"),
        ),
    ),
    "post": ChannelWords(
        title=_("Letter"),
        detail=_("Printed and posted for you"),
        in_short=_("What we posted, and when"),
        by=_("by letter"),
        starts=_("Post by"),
        proves=(_("Every word, and the day it was posted"),),
        does_not_prove=(_("That it came, or who took it"),),
    ),
    "registered_post": ChannelWords(
        title=_("Registered letter"),
        detail=_("Printed and posted for you, with a signature on delivery"),
        in_short=_("When it was posted, when it came, who signed for it"),
        by=_("by registered letter"),
        starts=_("Post by"),
        proves=(_("The day it was posted"), _("The day it came, and who signed")),
        does_not_prove=(_("That they agree"),),
    ),
}


def channel_words(kind: str) -> ChannelWords:
    return WORDS.get(kind, WORDS["post"])
