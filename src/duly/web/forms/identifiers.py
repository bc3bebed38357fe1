"""The numbers by which the company finds the contract; "I do not have it" is an answer too."""

from django import forms
from django.utils.translation import gettext_lazy as _

from duly.knowledge.providers import Provider
from duly.web.shelf import told_in_page
from duly.web.words import Words


def identifier_fields(provider: Provider | None) -> dict[str, forms.Field]:
    """`id_<key>` for each number, and `no_<key>` where the letter does not go without it."""
    if provider is None:
        return {
            "id_contract_number": identifier(
                _("Contract, customer or member number"), ""
            )
        }
    fields: dict[str, forms.Field] = {}
    for asked in provider.identifiers:
        label, hint = (
            told_in_page(words, provider.slug) for words in (asked.label, asked.hint)
        )
        field = identifier(label.text, hint.text)
        field.label_in, field.hint_in = label.language, hint.language
        fields[f"id_{asked.key}"] = field
        if asked.required:
            fields[f"no_{asked.key}"] = forms.BooleanField(
                label=_("I do not have it"), required=False
            )
    return fields


class AskedField(forms.CharField):
    """A number that the company asks for, named in the words of the catalogue."""

    # The languages of label and hint, where the catalogue gives them.
    label_in = ""
    hint_in = ""


def identifier(label: Words, hint: str) -> AskedField:
    return AskedField(
        label=label,
        help_text=hint,
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
