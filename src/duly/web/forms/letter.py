"""The one form: who, what, where to, until when, how, signed."""

from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from duly.knowledge.providers import Contact, Provider
from duly.web.forms.address import ADDRESS_FIELDS, address_fields
from duly.web.forms.days import DayField, PastDayField
from duly.web.forms.identifiers import identifier_fields
from duly.web.forms.kind_fields import (
    check_kind,
    fit_to,
    forget_unasked,
    kind_fields,
    kind_rows,
)
from duly.web.forms.kinds import ASKED, KINDS, found_contact, kind_of
from duly.web.forms.missing import (
    TYPED,
    check_days,
    check_end,
    check_identifiers,
    check_recipient,
    check_signature,
)
from duly.web.forms.places import country_choices, residence_choices

LANGUAGES = (
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("nl", _("Dutch")),
)
GOALS = (
    ("end_contract", _("End the contract")),
    ("stop_payment", _("Stop all payments from that day")),
    ("erase_data", _("Erase my data and my account")),
)
ENDS = (
    ("asap", _("As soon as the contract allows")),
    ("term", _("When the paid time is over")),
    ("date", _("On another day")),
    ("undo", _("I want to undo a purchase I just made")),
)
NOTICES = (
    ("", _("As we found it, or as the law says")),
    ("0d", _("None: until the last day")),
    ("14d", _("2 weeks")),
    ("30d", _("30 days")),
    ("1m", _("1 month")),
    ("2m", _("2 months")),
    ("3m", _("3 months")),
    ("6m", _("6 months")),
)
# The fields that say which letter it is.
CHOOSING = ("kind", "end", "goals")
YES_OR_NO = (("", _("I do not know")), ("yes", _("Yes")), ("no", _("No")))
MOST_WORDS = 600
# The words between % signs are filled in by Django, {label} by us.
FAULTS = {
    "max_length": _(
        "“{label}” is too long: %(limit_value)s characters fit, there are %(show_value)s."
    ),
    "null_characters_not_allowed": _(
        "“{label}” holds a sign that cannot be seen. Delete it and type it again."
    ),
}


class OwnWords(forms.CharField):
    """A browser counts a new line as one character and sends two."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class LetterForm(forms.Form):
    """Every choice starts empty: no box is ticked and no way is chosen for the person."""

    judges_fields = True  # the page asks again for a field that one leaves
    # A summary with links says more than the browser's bubble.
    use_required_attribute = False
    provider = forms.CharField(required=False, widget=forms.HiddenInput())
    kind = forms.ChoiceField(
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the letters below.")},
    )
    sender_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("As the company knows you."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={
            "required": _("Give your name: they must know who is leaving.")
        },
    )
    residence = forms.ChoiceField(
        label=_("Where do you live?"),
        choices=residence_choices,  # asked when it is drawn: a preview never is
        help_text=_("This decides which law the letter may name."),
        error_messages={
            "required": _(
                "Choose where you live. Without it the letter can name no law."
            ),
            "invalid_choice": _("Choose the place where you live from the list."),
        },
    )
    sender_email = forms.EmailField(
        label=_("Your email"),
        help_text=_(
            "It stands in the letter, so that they can answer. We use it for your proof and nothing else."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give an email address, so that they can answer you."),
            "invalid": _(
                "That is no email address. It needs an @, such as name@example.org."
            ),
        },
    )
    provider_name = forms.CharField(
        label=_("Name of the company"),
        help_text=_("As it stands on your contract or bill."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Give the name of the company that you pay.")},
    )
    renews = DayField(
        label=_("Day it renews"),
        help_text=_(
            "The day on which the next period would begin. It stands on your last receipt."
        ),
        required=False,
    )
    concluded_on = PastDayField(
        label=_("Day you made the contract"),
        required=False,
    )
    online = forms.ChoiceField(
        label=_("Did you make it online?"), required=False, choices=YES_OR_NO
    )
    notice = forms.ChoiceField(
        label=_("Notice that your contract asks for"), required=False, choices=NOTICES
    )
    end = forms.ChoiceField(
        choices=ENDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it should end.")},
    )
    end_on = DayField(
        label=_("Which day?"),
        required=False,
    )
    goals = forms.MultipleChoiceField(
        choices=GOALS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what the letter should do.")},
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    second_language = forms.ChoiceField(
        label=_("A reading copy for you, in"),
        required=False,
        choices=(("", _("No second language")), *LANGUAGES),
    )
    free_text = OwnWords(
        label=_("Your own words"),
        help_text=_("Up to 600 characters. Please no threats. They weaken the letter."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
    )
    recipient_to = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=(
            (("catalogue"), _("The address that we found")),
            (TYPED, _("Another address")),
        ),
        required=False,
    )
    recipient_name = forms.CharField(
        label=_("Name on the envelope"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    recipient_lines = forms.CharField(
        label=_("Their postal address, without the country"),
        help_text=_(
            "One line for each line on the envelope, as on your contract or bill."
        ),
        required=False,
        max_length=800,
        widget=forms.Textarea(
            attrs={"rows": "4", "autocomplete": "off", "dir": "auto"}
        ),
    )
    recipient_country = forms.ChoiceField(
        label=_("Country"), required=False, choices=country_choices
    )
    recipient_email = forms.EmailField(
        label=_("Their email address"),
        help_text=_(
            "Only for sending by email. Take the one from your contract or their emails to you."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _(
                "That is no email address. It needs an @, such as name@example.org."
            )
        },
    )
    channel = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how it should go."),
            "invalid_choice": _("Choose one of the ways below."),
        },
    )
    signature_strokes = forms.CharField(
        required=False, max_length=200_000, widget=forms.HiddenInput()
    )
    signature_text = forms.CharField(
        label=_("Or type your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    sign_on_paper = forms.BooleanField(
        label=_("I will sign the printed letter by hand"), required=False
    )

    def __init__(
        self,
        *args: Any,
        provider: Provider | None,
        country: str,
        channels: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = provider
        self.fields.update(address_fields(country))
        self.fields.update(identifier_fields(provider))
        self.fields.update(kind_fields())
        fit_to(self, self.letter_kind)
        self.order_fields(reading_order(list(self.fields)))
        name_the_field(self)
        choice(self, "channel").choices = channels
        if provider is not None:
            self.fields["provider_name"].required = False

    @property
    def letter_kind(self) -> str:
        """The kind of letter that is being written."""
        return kind_of({name: self[name].value() for name in CHOOSING})

    @property
    def kind_rows(self) -> list[tuple[str, forms.BoundField]]:
        return list(kind_rows(self))

    @property
    def found_rows(self) -> list[tuple[str, Contact]]:
        """Each address of the catalogue, and the kinds of letter that go there."""
        rows: dict[str, tuple[Contact, list[str]]] = {}
        for kind, _label in KINDS:
            if contact := found_contact(self.catalogue, kind):
                rows.setdefault(contact.text, (contact, []))[1].append(kind)
        return [(" ".join(kinds), contact) for contact, kinds in rows.values()]

    @property
    def found_kinds(self) -> str:
        """The kinds of letter for which the catalogue knows an address."""
        return " ".join(kinds for kinds, _contact in self.found_rows)

    @property
    def found(self) -> Contact | None:
        """The address of the catalogue that this kind of letter goes to."""
        return found_contact(self.catalogue, self.letter_kind)

    @property
    def address(self) -> list[forms.BoundField]:
        """The fields of the sender's address, in the order of the country."""
        return [
            self[name]
            for name in self.fields
            if name.removeprefix("sender_") in ADDRESS_FIELDS
        ]

    @property
    def identifiers(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each identifier with its "I do not have it", where it is asked for."""
        asked = [name for name in self.fields if name.startswith("id_")]
        none = {name: f"no_{name.removeprefix('id_')}" for name in asked}
        return [
            (self[name], self[none[name]] if none[name] in self.fields else None)
            for name in asked
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        forget_unasked(self)
        if (
            self.letter_kind != "stop_payment"
        ):  # a bank asks for none of the company's numbers
            check_identifiers(self, cleaned)
        check_kind(self, cleaned)
        check_end(self, cleaned)
        check_days(self, cleaned)
        check_recipient(self, cleaned)
        check_signature(self, cleaned)
        return cleaned


def reading_order(names: list[str]) -> list[str]:
    """As the page shows them, so that the list of what is missing reads from top to bottom."""
    added = [name for name in names if name.startswith(("id_", "no_"))]
    address = [name for name in names if name.removeprefix("sender_") in ADDRESS_FIELDS]
    rest = [name for name in names if name not in added and name not in address]
    at = rest.index("residence") + 1
    rest[at:at] = address
    at = rest.index("renews")
    rest[at:at] = added
    facts = [name for name in rest if name in ASKED]
    rest = [name for name in rest if name not in ASKED]
    at = rest.index("goals")
    rest[at:at] = facts
    return rest


def name_the_field(form: forms.Form) -> None:
    """In the list above the form a sentence stands alone: it must say which field it means."""
    for field in form.fields.values():
        if not field.label:
            continue
        for code, words in FAULTS.items():
            field.error_messages[code] = format_lazy(words, label=field.label)


def choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])
