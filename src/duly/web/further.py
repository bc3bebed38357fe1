"""Which letter can follow one that has gone, and what is known for it already?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from duly.cases.actions.draft import draft_of
from duly.cases.models import Case
from duly.cases.queries import CasePage
from duly.web.folder import sealed_letter
from duly.web.forms.kinds import (
    AFTER,
    ENDING,
    KINDS,
    kind_of,
)
from duly.web.forms.typed import typed_values
from duly.web.mail_trouble import days_of_silence, last_verdict
from duly.web.words import Words

Typed = dict[str, Any]
AFTER_THE_END = ("refund_demand", "stop_payment", "erasure")
WHILE_IT_RUNS = ("answer_refusal", "answer_offer", *AFTER_THE_END)
# The state of the first case, and what can be written then.
OFFERED: Mapping[str, tuple[str, ...]] = {
    "sent": ("reminder", *WHILE_IT_RUNS),
    "delivered": ("reminder", *WHILE_IT_RUNS),
    "answered": WHILE_IT_RUNS,
    "confirmed": AFTER_THE_END,
    "closed": AFTER_THE_END,
}
BY_VERDICT = {"refused": "answer_refusal", "offer": "answer_offer"}
# They belong to the letter that has gone, and are given anew.
LEFT_OUT = (
    "free_text",
    "channel",
    "signature_text",
    "signature_strokes",
    "sign_on_paper",
)
RECIPIENT = (
    "recipient_to",
    "recipient_name",
    "recipient_lines",
    "recipient_country",
    "recipient_email",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """One letter that may follow; `is_next` is the one that what happened asks for."""

    kind: str
    label: Words
    is_next: bool


def further_letters(found: CasePage) -> tuple[Further, ...]:
    """Empty for a letter that has not gone, and for one that ended no contract and speaks of none."""
    if not found.letter or not speaks_of_an_end(draft_of(found.case)):
        return ()
    best, labels = next_letter(found), dict(KINDS)
    offered = sorted(OFFERED.get(found.case.state, ()), key=lambda kind: kind != best)
    return tuple(
        Further(kind=kind, label=labels[kind], is_next=kind == best) for kind in offered
    )


def speaks_of_an_end(document: Mapping[str, Any]) -> bool:
    return kind_of(typed_values(document)) in (*ENDING, *AFTER)


def next_letter(found: CasePage) -> str:
    """What the last news calls for; empty when they are still to answer."""
    if any(entry.name == "charge.found" for entry in found.timeline):
        return "refund_demand"
    if days_of_silence(found):
        return "reminder"
    return BY_VERDICT.get(last_verdict(found), "")


def first_values(found: CasePage, kind: str) -> Typed:
    """The form for the further letter, with all that the first case knows."""
    document = draft_of(found.case)
    typed = typed_values(document)
    known = {name: value for name, value in typed.items() if name not in LEFT_OUT}
    if kind == "stop_payment" or (kind == "erasure" and typed["provider"]):
        # A bank, or the privacy desk of the catalogue, is another recipient.
        known = {name: value for name, value in known.items() if name not in RECIPIENT}
    return {
        **known,
        **dict(of_the_first_letter(found, document)),
        **dict(of_what_happened(found)),
        "kind": kind,
    }


def of_the_first_letter(
    found: CasePage, document: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Its day, its reference, what it did; of a reminder those of the notice that it speaks of."""
    facts = document.get("facts") or {}
    yield "first_reference", facts.get("first_reference") or found.case.reference
    yield "first_letter_on", facts.get("first_letter_on") or letter_day(found.case)
    yield "first_act", (document.get("matter") or {}).get("act", "ordinary")
    if found.effective and document.get("matter", {}).get("act") != "withdrawal":
        yield "ended_on", found.effective.isoformat()


def letter_day(case: Case) -> str:
    """The day that stands on the sealed letter."""
    letter = sealed_letter(case)
    return str(letter.recipe.get("dated", "")) if letter else ""


def of_what_happened(found: CasePage) -> Iterator[tuple[str, str]]:
    for entry in found.timeline:
        day = timezone.localdate(entry.at).isoformat()
        verdict = entry.payload.get("verdict")
        if entry.name == "reply.received" and verdict == "refused":
            yield "refused_on", day
        if entry.name == "reply.received" and verdict == "offer":
            yield "offered_on", day
        if entry.name == "charge.found":
            yield "charged_on", entry.payload["charged_on"]
        if entry.payload.get("confirmed_end"):
            yield "ended_on", entry.payload["confirmed_end"]
