"""Through a sending service (by anymail): it rebuilds the message, so what it says is a third party's word."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib import import_module
from typing import Any

from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.outcome import Kind, Outcome
from duly.channels.registered_email.settings import (
    ESP_KEYS,
    TRACK_BY_ACCOUNT,
    Settings,
)
from duly.channels.registered_email.transcript import Transcript

CEILING = "E3"
# Takes no words of our own beside the message.
WITHOUT_METADATA = ("mailersend",)
# None of the recipients will get it.
NOBODY = {"failed", "invalid", "rejected"}
COPIED = (
    "Message-ID",
    "Reply-To",
    "X-Case-Reference",
    "X-Log-Checkpoint",
    "Auto-Submitted",
    "Content-Language",
)
NEVER_CONNECTED = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "Failed to establish",
)


def pass_on(
    raw: bytes, envelope: Envelope, *, settings: Settings, transcript: Transcript
) -> Outcome:
    """One request to the service. A time-out or a 5xx after it left is in doubt, never `not_sent`."""
    from anymail.exceptions import (
        AnymailAPIError,
        AnymailConfigurationError,
        AnymailError,
    )

    transcript.begin(settings.esp, 443)
    transcript.stage = "request"
    transcript.body(raw, wire_octets=len(raw))
    message = rebuilt(raw, envelope)
    if settings.esp not in WITHOUT_METADATA:
        message.metadata = {"message_id": message.extra_headers["Message-ID"]}
    untracked(message, settings)
    try:
        backend_of(settings).send_messages([message])
    except AnymailConfigurationError as reason:
        outcome = Outcome(kind="not_sent", stage="request", text=str(reason)[:500])
    except AnymailAPIError as refusal:
        outcome = answered_no(refusal)
    except AnymailError as refusal:
        # Raised before the request: the service cannot take a message of this form.
        outcome = Outcome(kind="refused", stage="request", text=str(refusal)[:500])
    else:
        outcome = answered_yes(message)
    transcript.theirs(outcome.text)
    return outcome


def rebuilt(raw: bytes, envelope: Envelope) -> Any:
    """The same text, page and file as the message that the services' backends read."""
    from anymail.message import AnymailMessage

    parsed = message_from_bytes(raw, policy=default)
    message = AnymailMessage(
        subject=str(parsed["Subject"]),
        body=content_of(parsed, "plain"),
        from_email=str(parsed["From"]),
        to=[envelope.rcpt_to],
        headers={name: str(parsed[name]) for name in COPIED if parsed[name]},
    )
    message.attach_alternative(content_of(parsed, "html"), "text/html")
    for part in parsed.iter_attachments():
        message.attach(part.get_filename(), part.get_content(), part.get_content_type())
    return message


def untracked(message: Any, settings: Settings) -> None:
    """Neither a pixel nor a link of the service's own; where that is a matter of the account, it was settled there."""
    if settings.esp not in TRACK_BY_ACCOUNT:
        message.track_opens = message.track_clicks = False


def content_of(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part else ""


def backend_of(settings: Settings) -> Any:
    from anymail.backends.base_requests import AnymailRequestsBackend

    backend = import_module(f"anymail.backends.{settings.esp}").EmailBackend
    keys: dict[str, Any] = {}
    if settings.esp in ESP_KEYS:
        keys[ESP_KEYS[settings.esp]] = settings.esp_key
    if settings.esp_url:
        keys["api_url"] = settings.esp_url
    if issubclass(backend, AnymailRequestsBackend):
        # A shorter wait (30 s by default there) turns a slow yes into a doubt.
        keys["timeout"] = settings.timeout
    return backend(**keys, fail_silently=False)


def why_not(settings: Settings) -> str:
    """What is missing before the service can be asked at all; empty when nothing is."""
    from anymail.exceptions import AnymailConfigurationError

    try:
        backend_of(settings)
    except AnymailConfigurationError as reason:
        return str(reason)
    return ""


def answered_yes(message: Any) -> Outcome:
    status = message.anymail_status
    is_for_nobody = bool(status.status) and status.status <= NOBODY
    return Outcome(
        kind="refused" if is_for_nobody else "accepted_by_provider",
        stage="request",
        code=200,
        text=f"{', '.join(sorted(map(str, status.status or ())))} {status.message_id or ''}".strip(),
        queue_id=str(status.message_id) if status.message_id is not None else None,
    )


def answered_no(refusal: Any) -> Outcome:
    code = refusal.status_code
    kind: Kind
    if code is None:
        said = f"{type(refusal.__cause__).__name__}: {refusal.__cause__}"
        kind = (
            "not_sent" if any(sign in said for sign in NEVER_CONNECTED) else "in_doubt"
        )
    elif code == 429:
        kind = "deferred"
    else:
        kind = "refused" if 400 <= code < 500 else "in_doubt"
    return Outcome(kind=kind, stage="request", code=code, text=str(refusal)[:500])
