"""A day that a person gives: which one can it be?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duly.web.words import Words

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2399, 12, 31)
NO_DAY = _("That is no day. Write it as year-month-day, such as 2026-12-15.")


class DayField(forms.DateField):
    """A day in a year that letters are written in; `errors` replaces or adds sentences by code."""

    def __init__(self, *, errors: dict[str, Words] | None = None, **kwargs: Any):
        super().__init__(
            widget=forms.DateInput(
                attrs={"type": "date", "class": "w-m"}, format="%Y-%m-%d"
            ),
            error_messages={"invalid": NO_DAY, **(errors or {})},
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not is_countable(value):
            raise ValidationError(
                _("The year of that day cannot be right. Look at it again.")
            )


class PastDayField(DayField):
    """A day on which something has happened."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > latest_today():
            raise ValidationError(
                _("That day is still to come. Give the day on which it happened.")
            )


def is_countable(day: date) -> bool:
    """A slip of the finger in the year would count to nowhere."""
    return FIRST_DAY <= day <= LAST_DAY


def earliest_today() -> date:
    """Where the person lives it may still be yesterday."""
    return timezone.localdate() - timedelta(days=1)


def latest_today() -> date:
    """Where the person lives it may be tomorrow already."""
    return timezone.localdate() + timedelta(days=1)
