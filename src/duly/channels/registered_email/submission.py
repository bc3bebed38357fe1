"""Through the person's own mailbox (RFC 6409): proves that their provider took the message, level E2."""

import ssl
from functools import lru_cache

from duly.channels.registered_email.conversation import hand_over
from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.outcome import Outcome
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.transcript import Transcript

CEILING = "E3"  # a delivery report may still come; the recipient's server is never seen


def submit(
    raw: bytes, envelope: Envelope, *, settings: Settings, transcript: Transcript
) -> Outcome:
    return hand_over(
        raw,
        envelope,
        settings=settings,
        context=trusting(settings.ca_file),
        transcript=transcript,
        good="accepted_by_provider",
    )


@lru_cache(maxsize=4)  # reading the trust store takes 0.1 s
def trusting(ca_file: str) -> ssl.SSLContext:
    """Chain and name are checked; `ca_file` adds a private authority."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context
