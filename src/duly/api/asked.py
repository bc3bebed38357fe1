"""What to send, for the OpenAPI document: the inputs of CLI.md, as JSON Schema. The books read and judge them."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": description, **more}


def words(description: str, *allowed: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(allowed), "description": description}


def table(description: str, *needed: str, **properties: Schema) -> dict[str, Any]:
    """An object; fields that are not named here are let through."""
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": list(needed),
    }


def body(schema: Schema, example: Mapping[str, Any]) -> dict[str, Any]:
    """For `openapi_extra` of an operation that takes a document."""
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


DAY = text("A day as 2026-11-24.", format="date")
PERIOD = text("A number and d, bd, w, m: 1m, 14d.")

MATTER = table(
    "What is known of the contract; what is left out is unknown and named in `assumptions`.",
    residence=text("Where the person lives: DE, US-CA, GB-ENG."),
    recipient_place=text("Where the provider takes the notice."),
    today=DAY,
    act=words("Which statement.", "ordinary", "withdrawal", "for_cause"),
    contract=table(
        "The contract.",
        sector=text("fitness, telecom, energy, streaming …"),
        online={"type": ["boolean", "null"]},
        consumer={"type": ["boolean", "null"]},
        concluded_on=DAY,
        started_on=DAY,
        term=PERIOD,
        term_end=DAY,
        renews_for=text("indefinite, none or a period."),
        renewed_on=DAY,
        notice=PERIOD,
        notice_to=text("term_end, any_day, month_end …"),
        withdrawal_information_given={"type": ["boolean", "null"]},
        copy_received_on=DAY,
        trader_notice_sent_on=DAY,
        payment_interval=text("monthly, quarterly, yearly …"),
    ),
    post=table(
        "Days in the post.",
        min_bd={"type": "integer", "minimum": 0},
        max_bd={"type": "integer", "minimum": 0},
    ),
    received_on=DAY,
    wanted_end=DAY,
)

CLOCK = table(
    "One clock and the day that starts it.",
    "clock",
    "event_on",
    clock={"type": "string", "description": "visa_13_2, sepa_8_weeks, gdpr_answer …"},
    event_on={"type": "string", "format": "date"},
)

ADDRESS = table(
    "A postal address: lines as typed, or fields.",
    "country",
    country={"type": "string", "description": "Two letters, such as GB."},
    lines={"type": "array", "items": {"type": "string"}},
    origin=text("The country it is posted from."),
    name=text("Of a person."),
    company_name=text("Of a company."),
    street_address=text("Street and number, or the post box."),
    city=text("Town."),
    city_area=text("Part of the town."),
    country_area=text("State, province or region."),
    postal_code=text("Postcode."),
    sorting_code=text("CEDEX and the like."),
)

CASE_FILE = table(
    "All that a letter is made of.",
    "provider",
    "sender",
    provider={
        "type": ["string", "object"],
        "description": "A slug of the catalogue, or the provider as typed.",
    },
    sender=table(
        "Who leaves.",
        name=text("As it stands in the contract."),
        email=text("For answers."),
        address=ADDRESS,
    ),
    recipient={"type": ["object", "null"], "description": "Where else it should go."},
    channel=words(
        "How it goes; only registered_post permits the word registered.",
        "self_print",
        "drop_box",
        "email",
        "registered_email",
        "post",
        "registered_post",
    ),
    matter=MATTER,
    goals={
        "type": "array",
        "items": words("A goal.", "end_contract", "stop_payment", "erase_data"),
    },
    identifiers={"type": "object", "description": "null: I do not have it."},
    language=text("en, fr, de, es, it or nl."),
    free_text=text("Own words, up to 12,000 characters."),
    signature={"type": "object", "description": "typed, drawn or none."},
    date=DAY,
    place=text("Where it is signed."),
)

PASTED = table(
    "The text of any letter, to be checked and not kept.",
    "text",
    text={"type": "string"},
    residence=text("Where the sender lives: without it no law may be named."),
    language=text("What it should be in."),
    channel=text("How it goes, such as registered_post."),
)

NUMBER = table("As printed; spaces do not count.", "number", number={"type": "string"})

ADDRESSES = table(
    "Up to a thousand addresses.",
    "addresses",
    addresses={"type": "array", "items": ADDRESS, "maxItems": 1000},
)

SENDING = table(
    "How to send the letter of a case.",
    "channel",
    channel={"type": "string", "description": "The folder of a channel: self_print …"},
    key=text("The same key again sends nothing new."),
    reviewed_sha256=text("From `review`: sends only those very bytes."),
)

MATTER_EXAMPLE = {
    "residence": "DE",
    "recipient_place": "DE",
    "today": "2026-11-24",
    "act": "ordinary",
    "contract": {
        "sector": "fitness",
        "consumer": True,
        "started_on": "2026-02-15",
        "term": "12m",
        "renews_for": "indefinite",
        "notice": "1m",
        "notice_to": "term_end",
    },
}
ADDRESS_EXAMPLE = {
    "country": "GB",
    "lines": ["Acme Gyms Ltd", "12 High Street", "Leeds", "LS1 5AB"],
    "origin": "US",
}
CASE_EXAMPLE = {
    "provider": "us/aliexpress-vip",
    "sender": {
        "name": "Ada Vale",
        "email": "ada@example.com",
        "address": {
            "country": "US",
            "lines": ["2210 Fern Street", "San Diego, CA 92104"],
        },
    },
    "channel": "self_print",
    "matter": {"residence": "US-CA", "contract": {"term_end": "2027-12-15"}},
    "goals": ["end_contract", "stop_payment"],
    "identifiers": {"account_email": "ada@example.com"},
    "language": "en",
}
