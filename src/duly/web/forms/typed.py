"""From a case file back to the form, so that a letter can be changed."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from duly.web.forms.address import ADDRESS_FIELDS
from duly.web.forms.kinds import FACTS, PAID_FROM, REASONS
from duly.web.forms.missing import TYPED

Document = Mapping[str, Any]
ONLINE = {"True": "yes", "False": "no"}


def typed_values(document: Document) -> dict[str, Any]:
    """The values of the form that would give this case file again."""
    sender = part(document, "sender")
    matter = part(document, "matter")
    provider = document.get("provider")
    return {
        "provider": provider if isinstance(provider, str) else "",
        "provider_name": part(document, "provider").get("name", ""),
        "sender_name": sender.get("name", ""),
        "sender_email": sender.get("email", ""),
        "residence": matter.get("residence", ""),
        "goals": document.get("goals") or [],
        "language": document.get("language", "en"),
        "second_language": document.get("second_language", ""),
        "free_text": document.get("free_text", ""),
        "channel": document.get("carrier", document.get("channel", "")),
        **address_values(part(sender, "address")),
        **contract_values(matter),
        **recipient_values(document),
        **identifier_values(part(document, "identifiers")),
        **kind_values(document),
        **signature_values(part(document, "signature")),
    }


def part(document: Document, name: str) -> Document:
    found = document.get(name)
    return cast(Document, found) if isinstance(found, Mapping) else {}


def address_values(address: Document) -> dict[str, Any]:
    values = {f"sender_{name}": address.get(name, "") for name in ADDRESS_FIELDS}
    if address.get("lines"):  # typed elsewhere as plain lines
        values["sender_street_address"] = "\n".join(address["lines"])
    return values


def contract_values(matter: Document) -> dict[str, Any]:
    contract = part(matter, "contract")
    term_end = read_day(contract.get("term_end"))
    wanted = read_day(matter.get("wanted_end"))
    end = "term" if wanted and wanted == term_end else "date" if wanted else "asap"
    return {
        "renews": (term_end + timedelta(days=1)).isoformat() if term_end else "",
        "concluded_on": contract.get("concluded_on") or "",
        "online": ONLINE.get(str(contract.get("online")), ""),
        "notice": contract.get("notice") or "",
        "end": "undo" if matter.get("act") == "withdrawal" else end,
        "end_on": wanted.isoformat() if wanted and end == "date" else "",
    }


def read_day(given: object) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) and given else None


def recipient_values(document: Document) -> dict[str, Any]:
    recipient = part(document, "recipient") or inline_recipient(
        part(document, "provider")
    )
    address = part(recipient, "address")
    return {
        "recipient_to": TYPED if address else "",
        "recipient_name": recipient.get("name", ""),
        "recipient_lines": "\n".join(address.get("lines", [])),
        "recipient_country": address.get("country", ""),
        "recipient_email": recipient.get("email", ""),
    }


def inline_recipient(provider: Document) -> Document:
    found: dict[str, Any] = {}
    for contact in provider.get("contacts") or []:
        if contact.get("address"):
            found.setdefault("address", contact["address"])
        elif contact.get("kind") == "email":
            found.setdefault("email", contact.get("value", ""))
    return found


def kind_values(document: Document) -> dict[str, Any]:
    """Which letter it is, and the facts that only this kind speaks of."""
    matter, identifiers = part(document, "matter"), part(document, "identifiers")
    named = part(matter, "contract").get("circumstances") or []
    facts = part(document, "facts")
    return {
        **{name: str(facts[name]) for name in FACTS if name in facts},
        "kind": document.get("kind", ""),
        "first_act": matter.get("act", ""),
        "circumstance": next((n for n in named if n in dict(REASONS)), ""),
        "paid_from": next((n for n in named if n in dict(PAID_FROM)), ""),
        "bank_account": identifiers.get("iban") or identifiers.get("account_number"),
        "mandate_reference": identifiers.get("mandate_reference", ""),
    }


def identifier_values(identifiers: Document) -> dict[str, Any]:
    return {
        f"no_{key}" if value is None else f"id_{key}": True if value is None else value
        for key, value in identifiers.items()
    }


def signature_values(signature: Document) -> dict[str, Any]:
    kind = signature.get("kind", "none")
    return {
        "signature_text": signature.get("text", "") if kind == "typed" else "",
        "signature_strokes": json.dumps(signature["strokes"])
        if kind == "drawn"
        else "",
        "sign_on_paper": kind == "none",
    }
