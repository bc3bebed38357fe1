"""The write page put together: the form, the letter so far, its dates and the ways to send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from duly.cases.actions.draft import Draft, prepare
from duly.cases.own_day import own_day
from duly.channels import channel, channel_names
from duly.deadlines.rules import BadMatter
from duly.knowledge.law import LawSet, law_set
from duly.knowledge.law_rule import Pack
from duly.knowledge.providers import Provider
from duly.letters.case_file import BadCaseFile
from duly.web.channel_cards import ChannelCard, channel_cards
from duly.web.forms.case_file import case_file, home_country, recipient_place
from duly.web.forms.kinds import ENDING, chosen_kind
from duly.web.forms.letter import MOST_WORDS, LetterForm
from duly.web.forms.places_in_form import in_words
from duly.web.kind_picks import KindPicks, kind_picks
from duly.web.limits import composing
from duly.web.sentences import RuledSentence, ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that the write page shows. `problem` is the sentence when no letter can be drawn from what is there."""

    provider: Provider | None
    form: LetterForm
    draft: Draft | None
    cards: tuple[ChannelCard, ...]
    problem: str = ""

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The law that may reach the person; the page says which of it no lawyer has looked at."""
        return self.law.packs

    @property
    def kinds(self) -> KindPicks:
        """Nothing is chosen for the person: without their choice no letter is marked."""
        return kind_picks(chosen_kind(values_of(self.form)))

    @property
    def is_undated(self) -> bool:
        """Only a letter that ends the contract has a day by which it must be there."""
        return self.form.letter_kind not in ENDING

    @property
    def law(self) -> LawSet:
        return law_set(str(self.form["residence"].value() or "") or None)

    @property
    def sentences(self) -> list[RuledSentence]:
        composed = self.draft.composed if self.draft else None
        return ruled(composed.sentences, self.law) if composed else []

    @property
    def chosen(self) -> ChannelCard | None:
        name = self.form["channel"].value()
        return next((card for card in self.cards if card.name == name), None)


def open_desk(
    *,
    provider: Provider | None,
    now: datetime,
    posted: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> Desk:
    """`posted` is a form to judge, `initial` one to go on with."""
    form = letter_form(provider=provider, posted=posted, initial=initial)
    typed = values_of(form)
    country = home_country(typed, provider)
    document = document_of(typed, provider)
    draft, problem = drawn(document, today=own_day(document, now=now))
    cards = channel_cards(
        origin=country,
        destination=recipient_place(typed, provider) or country,
        today=now.date(),
        dates=draft.answer if draft and form.letter_kind in ENDING else None,
    )
    return Desk(provider=provider, form=form, draft=draft, cards=cards, problem=problem)


def letter_form(
    *,
    provider: Provider | None,
    posted: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> LetterForm:
    """The form with the address fields of the place where the person lives."""
    return LetterForm(
        posted,
        initial=initial,
        provider=provider,
        country=home_country(posted or initial or {}, provider),
        channels=[(name, name) for name in channel_names()],
        auto_id="%s",
    )


def values_of(form: LetterForm) -> dict[str, Any]:
    """What stands in the form now, valid or not."""
    return {name: form[name].value() for name in form.fields}


def document_of(typed: Mapping[str, Any], provider: Provider | None) -> dict[str, Any]:
    return case_file(
        typed, provider=provider, kind=channel_kind(str(typed.get("channel") or ""))
    )


def channel_kind(name: str) -> str:
    """The kind of the channel in this folder; before a choice, the plainest."""
    return channel(name).kind if name in channel_names() else "self_print"


def drawn(document: dict[str, Any], *, today: date) -> tuple[Draft | None, str]:
    """The letter from what is there so far, or the sentence why it cannot be drawn. Raises TooMany."""
    if len(document["free_text"]) > MOST_WORDS:  # before a core is spent on it
        return None, waiting(
            gettext("your own words are too long. Up to %(most)s characters fit.")
            % {"most": MOST_WORDS}
        )
    try:
        with composing():
            draft = prepare(document, today=today, format="svg")
    except (BadCaseFile, BadMatter) as reason:
        return None, waiting(in_words(reason.message, where=reason.field))
    if (
        draft.composed is None
    ):  # a character without a glyph, a name too long for the window
        first = draft.findings[0]
        return draft, waiting(in_words(first.message, where=first.where))
    return draft, ""


def waiting(message: str) -> str:
    return gettext("The letter waits: %(message)s") % {"message": message}
