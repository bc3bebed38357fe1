"""Straight to a server of the recipient's domain (RFC 5321 section 5): its 2xx after the final dot is level E4."""

import ssl
from collections.abc import Callable
from dataclasses import replace

from duly.channels.registered_email.conversation import hand_over
from duly.channels.registered_email.dns_answers import (
    DnsUnavailable,
    MxAnswer,
    NoMailDomain,
    ask_mx,
)
from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.outcome import Outcome
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.transcript import Transcript
from duly.kit.mail_address import domain_of

CEILING = "E5"  # with a report of the recipient's own server; E4 without
FINAL = ("accepted_by_mx", "refused", "in_doubt")
# Before it was asked about anything: that server takes mail of nobody, and another one may.
AT_THE_DOOR = ("connect", "ehlo")
# A lease outlasts a talk that begins before this; what is left is asked in the next round.
MOST_HOSTS, NO_NEW_TALK_AFTER_MS = 10, 120_000


def deliver(
    raw: bytes,
    envelope: Envelope,
    *,
    settings: Settings,
    transcript: Transcript,
    lookup: Callable[[str], MxAnswer] = ask_mx,
) -> Outcome:
    """Every server in order of preference until one decides; a deferral by one leaves the next to be asked."""
    try:
        answer = lookup(domain_of(envelope.rcpt_to))
    except NoMailDomain as reason:
        return Outcome(kind="refused", stage="dns", text=str(reason))
    except DnsUnavailable as reason:
        return Outcome(kind="not_sent", stage="dns", text=str(reason))
    transcript.dns = answer.as_document()
    outcomes: list[Outcome] = []
    for host in answer.hosts[:MOST_HOSTS]:
        if outcomes and transcript.elapsed_ms > NO_NEW_TALK_AFTER_MS:
            break
        outcome = hand_over(
            raw,
            envelope,
            settings=replace(settings, host=host, user="", encryption="opportunistic"),
            context=seeing(),
            transcript=transcript,
            good="accepted_by_mx",
        )
        if outcome.kind in FINAL and not is_at_the_door(outcome):
            return outcome
        outcomes.append(outcome)
    return summed_up(outcomes)


def is_at_the_door(outcome: Outcome) -> bool:
    return outcome.kind == "refused" and outcome.stage in AT_THE_DOOR


def summed_up(outcomes: list[Outcome]) -> Outcome:
    """No server decided: it is refused only where none of them may take it later."""
    order = ("deferred", "not_sent", "refused")
    return min(reversed(outcomes), key=lambda one: order.index(one.kind))


def seeing() -> ssl.SSLContext:
    """Opportunistic encryption (RFC 7435): a certificate is seen and recorded, nothing is claimed of it."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
