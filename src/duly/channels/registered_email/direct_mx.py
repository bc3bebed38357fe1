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
    outcomes = []
    for host in answer.hosts:
        outcome = hand_over(
            raw,
            envelope,
            settings=replace(settings, host=host, user="", encryption="opportunistic"),
            context=seeing(),
            transcript=transcript,
            good="accepted_by_mx",
        )
        if outcome.kind in FINAL:
            return outcome
        outcomes.append(outcome)
    deferred = [outcome for outcome in outcomes if outcome.kind == "deferred"]
    return (deferred or outcomes)[-1]


def seeing() -> ssl.SSLContext:
    """Opportunistic encryption (RFC 7435): a certificate is seen and recorded, nothing is claimed of it."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
