"""What is told of an attempt: the events, the exhibits, and the contract's three errors."""

from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from duly.channels import Artefact, Happening, InDoubt, Refused, Sent, Unavailable
from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.message_facts import seen_in
from duly.channels.registered_email.outcome import Outcome
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.transcript import Transcript
from duly.kit.mail_message import message_id
from duly.replies.tokens import mail_token

LEVELS = {"accepted_by_provider": "E2", "accepted_by_mx": "E4"}


class RefusedWithProof(Refused):
    """`sent` holds the event to record and the transcript."""

    def __init__(self, message: str, *, sent: Sent) -> None:
        super().__init__(message)
        self.sent = sent


class UnavailableWithProof(Unavailable):
    """`sent` holds the event to record and the transcript."""

    def __init__(self, message: str, *, sent: Sent) -> None:
        super().__init__(message)
        self.sent = sent


class InDoubtWithProof(InDoubt):
    """`sent` holds the event to record and the transcript."""

    def __init__(self, message: str, *, sent: Sent) -> None:
        super().__init__(message)
        self.sent = sent


def attempted(
    raw: bytes, envelope: Envelope, *, key: str, at: datetime, settings: Settings
) -> Happening:
    return Happening(
        name="dispatch.attempted",
        at=at,
        level="E1",
        detail={
            "transport": settings.transport,
            "host": settings.host,
            "mail_from": envelope.mail_from,
            "rcpt_to": envelope.rcpt_to,
            "envid": envelope.envid,
            "orcpt": envelope.orcpt,
            "reply_token": mail_token(settings.token_secret, key=key, purpose="reply"),
            "message_id": message_id(key=key, from_address=settings.from_address),
            "message_sha256": sha256(raw).hexdigest(),
            "message_octets": len(raw),
            "software": f"duly {version('duly')}",
            **seen_in(raw),
        },
    )


EVENTS = {
    "accepted_by_provider": "dispatch.accepted",
    "accepted_by_mx": "dispatch.accepted",
    "deferred": "dispatch.deferred",
    "not_sent": "dispatch.deferred",
    "refused": "dispatch.refused",
    "in_doubt": "dispatch.in_doubt",
}


def told(
    outcome: Outcome,
    transcript: Transcript,
    raw: bytes,
    *,
    key: str,
    settings: Settings,
) -> Sent:
    talk = transcript.as_bytes()
    identity = message_id(key=key, from_address=settings.from_address)
    return Sent(
        # A service calls back with its own id; a mail server's queue id means nothing to anyone else.
        carrier_id=outcome.queue_id
        if settings.transport == "esp" and outcome.queue_id
        else identity,
        happened=Happening(
            name=EVENTS[outcome.kind],
            at=transcript.now,
            level=LEVELS.get(outcome.kind, "E1"),
            raw_code=str(outcome.code) if outcome.code else None,
            detail=facts_of(outcome, transcript, settings)
            | {
                "message_id": identity,
                "message_sha256": sha256(raw).hexdigest(),
                "transcript_sha256": sha256(talk).hexdigest(),
            },
        ),
        artefacts=(
            Artefact(
                name="message.eml",
                kind="message",
                media_type="message/rfc822",
                content=raw,
            ),
            Artefact(
                # One a try: a deferral and its retry are both evidence.
                name=f"smtp-{transcript.started_at:%Y%m%dT%H%M%S%fZ}.json",
                kind="smtp_transcript",
                media_type="application/json",
                content=talk,
            ),
        ),
    )


def facts_of(
    outcome: Outcome, transcript: Transcript, settings: Settings
) -> dict[str, Any]:
    encryption = transcript.encryption
    by_service = settings.transport == "esp"
    return {
        "outcome": outcome.kind,
        "by": "mx" if settings.transport == "direct_mx" else "provider",
        "transport": settings.transport,
        "stage": outcome.stage,
        "reply": f"{outcome.code or ''} {outcome.text}".strip(),
        "enhanced": outcome.enhanced,
        "queue_id": outcome.queue_id,
        "provider_message_id": outcome.queue_id if by_service else None,
        "host": transcript.host,
        "mx_hosts": list(transcript.dns.get("hosts", ())),
        "peer": transcript.peer,
        "tls": encryption.version if encryption else None,
        "cipher": encryption.cipher if encryption else None,
        "verified": encryption.verified if encryption else None,
        "certificate_sha256": encryption.certificate_sha256 if encryption else None,
        "dsn_offered": any(line.split()[0] == "DSN" for line in transcript.ehlo),
        "end_of_data_sent": transcript.end_of_data_sent,
    }


def fail(outcome: Outcome, sent: Sent) -> Sent:
    """Raise the contract's error for an outcome that is no acceptance."""
    said = sent.happened.detail["reply"]
    if outcome.kind == "refused" and outcome.stage == "auth":
        raise RefusedWithProof(
            f"The mail server did not accept user name and password ({said}). Nothing has left."
            " Mend the password of DULY_REGISTERED_EMAIL_PASSWORD, then send again.",
            sent=sent,
        )
    if outcome.kind == "refused":
        raise RefusedWithProof(
            f"The mail server refused the message: {said}. It has not been sent; choose another way.",
            sent=sent,
        )
    if outcome.kind == "in_doubt":
        raise InDoubtWithProof(
            f"The connection ended before the mail server confirmed ({said}). The message may or may not"
            " have been sent; it is not sent again by itself.",
            sent=sent,
        )
    raise UnavailableWithProof(
        f"The mail server could not take the message now ({said}). It has not been sent and will be"
        " tried again.",
        sent=sent,
    )
