"""How a sending ended: six outcomes, told apart by where the talk with the server stopped."""

import re
from dataclasses import dataclass
from typing import Literal

from duly.channels.registered_email.transcript import Transcript

Kind = Literal[
    "accepted_by_provider",
    "accepted_by_mx",
    "deferred",
    "refused",
    "in_doubt",
    "not_sent",
]
ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
QUEUE_ID = re.compile(
    r"(?:queued as|queued mail for delivery|id=|Message accepted for delivery:?|\bok:? queued as)\s*([\w.@-]{6,})",
    re.IGNORECASE,
)
AFTER_354 = ("body", "end_of_data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`stage` is the SMTP step that decided; `queue_id` is the answering server's own, never the recipient's
    unless that server is the recipient's."""

    kind: Kind
    stage: str
    code: int | None = None
    enhanced: str | None = None
    text: str = ""
    queue_id: str | None = None


def answered(transcript: Transcript, code: int, text: bytes, *, good: Kind) -> Outcome:
    """The outcome of a reply that ended the talk: 2xx after the final dot, 4xx, 5xx, or nonsense."""
    said = text.decode("utf-8", "replace")
    queue_id = None
    if 200 <= code < 300 and transcript.stage == "end_of_data":
        kind = good
        found = QUEUE_ID.search(said)
        queue_id = found[1] if found else None
    elif 400 <= code < 500:
        kind = "deferred"
    elif 500 <= code < 600:
        kind = "refused"
    else:
        # A reply outside RFC 5321 says nothing: before the body nothing has left, after it nobody knows.
        kind = "in_doubt" if transcript.stage in AFTER_354 else "not_sent"
    enhanced = ENHANCED.search(said)
    return Outcome(
        kind=kind,
        stage=transcript.stage,
        code=code,
        enhanced=enhanced[1] if enhanced else None,
        text=said,
        queue_id=queue_id,
    )


def broken_off(transcript: Transcript, reason: OSError) -> Outcome:
    """The outcome of a talk without an end: lost before 354 it is provably not sent, after it in doubt.

    The kernel may have taken a whole small body before the loss shows (measured), so that even a
    loss in mid-body looks like one after the final dot.
    """
    kind: Kind = "in_doubt" if transcript.stage in AFTER_354 else "not_sent"
    return Outcome(
        kind=kind, stage=transcript.stage, text=f"{type(reason).__name__}: {reason}"
    )
