"""The fields of a postal address, in the order and with the words of its country."""

import re

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from duly.web.forms.places import (
    AREA_LABELS,
    CITY_LABELS,
    POSTAL_LABELS,
    address_rules,
    area_names,
)
from duly.web.words import Words

LETTERS = {
    "A": "street_address",
    "C": "city",
    "D": "city_area",
    "S": "country_area",
    "Z": "postal_code",
    "X": "sorting_code",
    "O": "company_name",
}
ADDRESS_FIELDS = tuple(LETTERS.values())
AUTOCOMPLETE = {
    "street_address": "street-address",
    "city": "address-level2",
    "city_area": "address-level3",
    "country_area": "address-level1",
    "postal_code": "postal-code",
    "company_name": "organization",
}
LONGEST = 120


def address_fields(country: str) -> dict[str, forms.Field]:
    """`sender_<field>` by the country's own format. Fields it does not use stay as hidden ones:
    what was typed for another country comes back when one changes to it again."""
    rules = address_rules(country)
    shown = [
        LETTERS[letter]
        for letter in re.findall(r"%([A-Z])", rules.address_format)
        if letter in LETTERS
    ]
    shown = [name for name in shown if name != "company_name"]
    labels: dict[str, Words] = {
        "street_address": _("Street and number"),
        "city": CITY_LABELS.get(rules.city_type, _("City")),
        "city_area": _("District"),
        "country_area": AREA_LABELS.get(rules.country_area_type, _("Province")),
        "postal_code": POSTAL_LABELS.get(rules.postal_code_type, _("Postal code")),
        "sorting_code": _("Sorting code"),
    }
    fields: dict[str, forms.Field] = {}
    for name in shown:
        areas = rules.country_area_choices if name == "country_area" else []
        fields[f"sender_{name}"] = address_field(
            label=labels[name],
            name=name,
            required=name in rules.required_fields,
            areas=areas,
        )
    for name in ADDRESS_FIELDS:
        fields.setdefault(
            f"sender_{name}",
            forms.CharField(
                required=False, max_length=LONGEST, widget=forms.HiddenInput()
            ),
        )
    return fields


def address_field(
    *, label: Words, name: str, required: bool, areas: list[tuple[str, str]]
) -> forms.Field:
    attrs = {"autocomplete": AUTOCOMPLETE.get(name, "off"), "dir": "auto"}
    missing = {
        "required": format_lazy(_("“{label}” is missing in your address."), label=label)
    }
    if areas:
        choices = [("", _("Choose")), *area_names(areas).items()]
        return forms.ChoiceField(
            label=label,
            required=required,
            error_messages=missing,
            choices=choices,
            widget=forms.Select(attrs=attrs),
        )
    if name == "street_address":
        attrs["rows"] = "2"
        return forms.CharField(
            label=label,
            required=required,
            error_messages=missing,
            max_length=2 * LONGEST,
            widget=forms.Textarea(attrs=attrs),
        )
    if name in ("postal_code", "sorting_code"):
        attrs["class"] = "w-s"
    return forms.CharField(
        label=label,
        required=required,
        error_messages=missing,
        max_length=LONGEST,
        widget=forms.TextInput(attrs=attrs),
    )
