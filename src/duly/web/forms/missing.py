"""What a letter cannot do without, said beside the field that mends it."""

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from duly.web.forms.days import earliest_today
from duly.web.forms.kinds import ENDING

if TYPE_CHECKING:
    from duly.web.forms.letter import LetterForm

TYPED = "typed"


def check_identifiers(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    for asked, none in form.identifiers:
        if (
            none is not None
            and not cleaned.get(asked.name)
            and not cleaned.get(none.name)
        ):
            form.add_error(
                asked.name,
                _(
                    "They ask for this to find your contract. Give it, or say that you do not have it."
                ),
            )


def check_days(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    wanted = cleaned.get("end_on")
    if form.letter_kind not in ENDING:
        return
    if cleaned.get("end") == "date" and wanted and wanted < earliest_today():
        form.add_error(
            "end_on",
            _(
                "That day has passed, and no letter can end a contract before it is sent. Choose a day to come, or “As soon as the contract allows”."
            ),
        )


def check_end(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    end = cleaned.get("end") if form.letter_kind in ("ordinary", "for_cause") else ""
    if end == "date" and not cleaned.get("end_on") and "end_on" not in form.errors:
        form.add_error("end_on", _("Choose the day on which it should end."))
    if end == "term" and not cleaned.get("renews") and "renews" not in form.errors:
        form.add_error(
            "renews", _("Give the day it renews: the paid time ends just before it.")
        )
    if (
        form.letter_kind == "withdrawal"
        and not cleaned.get("concluded_on")
        and "concluded_on" not in form.errors
    ):
        form.add_error(
            "concluded_on",
            _(
                "Give the day you made the contract: the days for undoing it count from there."
            ),
        )


def check_recipient(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    """A letter needs one address: the one that we found, or one that the person typed."""
    wants_typed = cleaned.get("recipient_to") == TYPED or form.found is None
    if not wants_typed or (cleaned.get("recipient_email") and is_by_email(cleaned)):
        return
    if not cleaned.get("recipient_lines"):
        form.add_error(
            "recipient_lines",
            _(
                "Type the address from your contract or bill. Without one the letter has nowhere to go."
            ),
        )
    if not cleaned.get("recipient_country"):
        form.add_error("recipient_country", _("Choose the country of that address."))


def is_by_email(cleaned: dict[str, Any]) -> bool:
    return "email" in (cleaned.get("channel") or "")


def check_signature(form: "LetterForm", cleaned: dict[str, Any]) -> None:
    signed = (
        cleaned.get("signature_text")
        or drawn(cleaned.get("signature_strokes"))
        or cleaned.get("sign_on_paper")
    )
    if not signed:
        form.add_error(
            "signature_text",
            _(
                "Draw your signature, type your name, or say that you sign on paper. An unsigned letter is easy to set aside."
            ),
        )


def drawn(strokes: str | None) -> list[object]:
    """The points of a drawn signature; a damaged list counts as none."""
    try:
        found = json.loads(strokes or "[]")
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
