"""From what was typed to a case file, and back: nothing typed is lost on the way."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from duly.knowledge.providers import Provider
from duly.web.forms.address import ADDRESS_FIELDS
from duly.web.forms.days import is_countable
from duly.web.forms.kind_fields import case_facts
from duly.web.forms.kinds import act_of, circumstances, found_contact, kind_of
from duly.web.forms.letter import GOALS
from duly.web.forms.missing import drawn
from duly.web.renewal import contract_of

Typed = Mapping[str, Any]
Document = dict[str, Any]
DEFAULT_COUNTRY = "US"
IBAN = re.compile(r"[A-Za-z]{2}\d{2}")


def case_file(typed: Typed, *, provider: Provider | None, kind: str) -> Document:
    """The case file of CLI.md, `duly letter`, from the raw values of the form.

    Also for a form in the making: what is missing or no day stays out, so that a preview can show the gap.
    `kind` is the kind of the chosen channel; `carrier` (its folder) rides along for the page that sends.
    It bears no date: the letter is dated on the day it is looked at and sealed.
    """
    document: Document = {
        "provider": provider.slug if provider else inline_provider(typed),
        "sender": {
            "name": text(typed, "sender_name"),
            "address": sender_address(typed, provider),
            "email": text(typed, "sender_email"),
        },
        "channel": kind,
        "carrier": text(typed, "channel"),
        "matter": matter(typed, provider=provider),
        "goals": [goal for goal, _ in GOALS if goal in (typed.get("goals") or [])],
        "identifiers": identifiers(typed),
        "language": text(typed, "language") or "en",
        "second_language": text(typed, "second_language"),
        "free_text": text(typed, "free_text"),
        "signature": signature(typed),
    }
    goes_elsewhere = provider or kind_of(typed) == "stop_payment"
    if goes_elsewhere and (recipient := typed_recipient(typed)):
        document["recipient"] = recipient
    return document | kind_part(typed)


def kind_part(typed: Typed) -> Document:
    """Which letter it is, where the person chose one, and the facts that it speaks of."""
    part: Document = {}
    if text(typed, "kind"):
        part["kind"] = kind_of(typed)
    if facts := case_facts(typed):
        part["facts"] = facts
    return part


def text(typed: Typed, name: str) -> str:
    return str(typed.get(name) or "").replace("\r\n", "\n").strip()


def day(typed: Typed, name: str) -> date | None:
    try:
        found = date.fromisoformat(text(typed, name))
    except ValueError:
        return None
    return found if is_countable(found) else None


def home_country(typed: Typed, provider: Provider | None) -> str:
    """Where the person lives; before they say so, where the service is, so that a letter can be drawn."""
    residence = text(typed, "residence")
    if residence:
        return residence[:2].upper()
    return provider.country if provider else DEFAULT_COUNTRY


def sender_address(typed: Typed, provider: Provider | None) -> Document:
    address = {
        name: "\n".join(lines(typed, f"sender_{name}"))
        for name in ADDRESS_FIELDS
        if text(typed, f"sender_{name}")
    }
    return {"country": home_country(typed, provider), **address} if address else {}


def inline_provider(typed: Typed) -> Document:
    """A company that the person typed, with the address they typed for it."""
    # What was typed for a bank is no address of the company.
    is_to_a_bank = kind_of(typed) == "stop_payment"
    recipient = {} if is_to_a_bank else typed_recipient(typed)
    contacts: list[Document] = []
    if "address" in recipient:
        contacts.append(
            {
                "kind": "postal_address",
                "purpose": "termination",
                "address": recipient["address"],
            }
        )
    if "email" in recipient:
        contacts.append(
            {"kind": "email", "purpose": "termination", "value": recipient["email"]}
        )
    return {
        "name": text(typed, "provider_name"),
        "country": "" if is_to_a_bank else text(typed, "recipient_country"),
        "sector": "other",
        "contacts": contacts,
    }


def typed_recipient(typed: Typed) -> Document:
    recipient: Document = {}
    if is_typed(typed) and text(typed, "recipient_lines"):
        recipient["address"] = {
            "country": text(typed, "recipient_country"),
            "lines": lines(typed, "recipient_lines"),
        }
        if text(typed, "recipient_name"):
            recipient["name"] = text(typed, "recipient_name")
    if text(typed, "recipient_email"):
        recipient["email"] = text(typed, "recipient_email")
    return recipient


def is_typed(typed: Typed) -> bool:
    return (
        text(typed, "recipient_to") != "catalogue" or kind_of(typed) == "stop_payment"
    )


def lines(typed: Typed, name: str) -> list[str]:
    return [line.strip() for line in text(typed, name).splitlines() if line.strip()]


def matter(typed: Typed, *, provider: Provider | None) -> Document:
    """What the deadline book is asked. The residence decides the law, the recipient's place the calendar."""
    contract: Document = {"consumer": True}
    if provider:
        contract = contract_of(provider, renews_on=None)
    if renews_on := day(typed, "renews"):
        contract["term_end"] = (renews_on - timedelta(days=1)).isoformat()
    if concluded_on := day(typed, "concluded_on"):
        contract["concluded_on"] = concluded_on.isoformat()
    if text(typed, "online"):
        contract["online"] = text(typed, "online") == "yes"
    if text(typed, "notice"):
        contract["notice"] = text(typed, "notice")
    if named := circumstances(typed):
        contract["circumstances"] = named
    asked = {
        "residence": text(typed, "residence"),
        "recipient_place": recipient_place(typed, provider),
        "wanted_end": wanted_end(typed, contract),
    }
    return {
        "act": act_of(typed),
        "contract": contract,
        **{name: value for name, value in asked.items() if value},
    }


def wanted_end(typed: Typed, contract: Document) -> str | None:
    if kind_of(typed) == "withdrawal":
        return None
    if text(typed, "end") == "term":
        return contract.get("term_end")
    chosen = day(typed, "end_on") if text(typed, "end") == "date" else None
    return chosen.isoformat() if chosen else None


def recipient_place(typed: Typed, provider: Provider | None) -> str:
    typed_country = text(typed, "recipient_country")
    if text(typed, "recipient_lines") and is_typed(typed):
        return typed_country
    contact = found_contact(provider, kind_of(typed))
    if contact and contact.address:
        return contact.address.country
    return typed_country or (provider.country if provider else "")


def identifiers(typed: Typed) -> dict[str, str | None]:
    """None means "I do not have it": the letter then finds the person by name, address and email."""
    if kind_of(typed) == "stop_payment":
        return bank_identifiers(typed)
    found: dict[str, str | None] = {
        name.removeprefix("id_"): text(typed, name)
        for name in typed
        if name.startswith("id_") and text(typed, name)
    }
    for name in typed:
        if name.startswith("no_") and typed[name]:
            found.setdefault(name.removeprefix("no_"), None)
    return found


def bank_identifiers(typed: Typed) -> dict[str, str | None]:
    """What a bank finds the payments by; the numbers of the contract are none of its business."""
    account = text(typed, "bank_account")
    found = {
        "iban" if IBAN.match(account) else "account_number": account,
        "mandate_reference": text(typed, "mandate_reference"),
    }
    return {name: value for name, value in found.items() if value}


def signature(typed: Typed) -> Document:
    if strokes := drawn(text(typed, "signature_strokes")):
        return {"kind": "drawn", "strokes": strokes, "text": text(typed, "sender_name")}
    if text(typed, "signature_text"):
        return {"kind": "typed", "text": text(typed, "signature_text")}
    return {"kind": "none"}
