"""Prepare the one set of bytes, announce the attempt, hand it over, and say what that proves."""

import base64
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from duly.channels import (
    Happening,
    Quote,
    Refused,
    SealedLetter,
    Sent,
    Unavailable,
    free_of_charge,
    missing_setting,
    no_callbacks,
    settings_now,
)
from duly.channels.registered_email import direct_mx, esp, submission
from duly.channels.registered_email.callbacks import happenings
from duly.channels.registered_email.direct_mx import deliver
from duly.channels.registered_email.envelope import Envelope, envelope_for
from duly.channels.registered_email.esp import pass_on
from duly.channels.registered_email.probe import Check, examine
from duly.channels.registered_email.proof import LEVELS, attempted, fail, told
from duly.channels.registered_email.settings import (
    PREFIX,
    Settings,
    read_settings,
)
from duly.channels.registered_email.signing import signed
from duly.channels.registered_email.submission import submit
from duly.channels.registered_email.transcript import Transcript
from duly.kit.address import Address
from duly.kit.environment import BadSetting
from duly.kit.mail_address import BadMailAddress, plus_address
from duly.kit.mail_message import Notice, UnsafeMessage, build_message
from duly.kit.said import said
from duly.replies.tokens import mail_token


class RegisteredEmail:
    """E-mail with proof. A second sending with the same key is a second message: `idempotent` is False,
    and no server can be asked whether it has the first."""

    name = "registered_email"
    kind = "registered_email"
    idempotent = False
    searchable = False
    settle_seconds = (
        1800  # half an hour for a report to come before the person is asked
    )
    needs: Literal["postal_address", "email", "nothing"] = "email"

    @property
    def ceiling(self) -> str:
        return ceiling_of(os.environ.get("DULY_REGISTERED_EMAIL_TRANSPORT", ""))

    def configured(self) -> str | None:
        return missing_setting(read_settings)

    def examine(self) -> tuple[Check, ...]:
        """What would stop a sending now: the servers are knocked at, nothing is sent. Raises Unavailable."""
        return examine(settings_now(read_settings))

    def serves(self, *, origin: str, destination: str) -> bool:
        """Mail has no borders."""
        return bool(origin and destination)

    def quote(
        self,
        *,
        letter: SealedLetter | None,  # noqa: ARG002 # the contract's signature
        origin: str,
        destination: str,  # noqa: ARG002 # the contract's signature
        today: date,
    ) -> Quote:
        """Free of charge, from the person's own mailbox or from the site's domain."""
        label, source = said("E-mail from your own mailbox"), said("your own mailbox")
        if os.environ.get(f"{PREFIX}TRANSPORT", "").strip() in ("direct_mx", "esp"):
            label, source = said("E-mail from this site"), said("this site")
        return free_of_charge(label, origin=origin, source=source, today=today)

    def prepare(
        self, letter: SealedLetter, address: Address | str, *, key: str, date: datetime
    ) -> bytes:
        """The bytes of the message, made once, to be stored before the first attempt.

        `date` is the moment of intent: letter, address, key and date alone decide the bytes, but only
        stored bytes survive a change of settings or software. Raises Refused.
        """
        settings = settings_now(read_settings)
        try:
            raw = build_message(
                notice_of(letter, address, key=key, date=date, settings=settings)
            )
            return signed(raw, settings)
        except (BadMailAddress, UnsafeMessage) as reason:
            raise Refused(str(reason)) from reason
        except BadSetting as reason:
            raise Unavailable(str(reason)) from reason

    def send(
        self,
        letter: SealedLetter,
        address: Address | str,
        *,
        key: str,
        now: datetime,
        attempt: Callable[[Happening], None],
    ) -> Sent:
        """`now` is the moment of intent and the Date of the message: the same `now` and key give the same bytes
        on every attempt. `letter.message` are the stored bytes of `prepare`, which also survive a change of software.

        Raises RefusedWithProof, UnavailableWithProof or InDoubtWithProof, whose `sent` is to be recorded.
        """
        settings = settings_now(read_settings)
        raw = letter.message or self.prepare(letter, address, key=key, date=now)
        envelope = sealed_envelope(address, key=key, settings=settings)
        transcript = Transcript()
        attempt(
            attempted(
                raw, envelope, key=key, at=transcript.started_at, settings=settings
            )
        )
        carry = {"submission": submit, "direct_mx": deliver, "esp": pass_on}
        outcome = carry[settings.transport](
            raw, envelope, settings=settings, transcript=transcript
        )
        sent = told(outcome, transcript, raw, key=key, settings=settings)
        return sent if outcome.kind in LEVELS else fail(outcome, sent)

    def find(self, key: str) -> Sent | None:  # noqa: ARG002 # the contract's signature
        """No mail server can be asked for a key; silence is not absence."""
        return None

    def track(
        self,
        carrier_id: str,  # noqa: ARG002 # the contract's signature
        *,
        now: datetime,  # noqa: ARG002 # the contract's signature
    ) -> tuple[Happening, ...]:
        """What follows comes by mail: reports and answers are read from the mailbox."""
        return ()

    def read_callback(
        self, body: bytes, headers: Mapping[str, str], *, now: datetime
    ) -> tuple[Happening, ...]:
        """Only a sending service calls back; a mailbox does not. Raises Refused."""
        settings = settings_now(read_settings)
        if settings.transport != "esp":
            raise no_callbacks()
        return happenings(body, headers, settings=settings, now=now)


def ceiling_of(transport: str) -> str:
    ceilings = {"direct_mx": direct_mx.CEILING, "esp": esp.CEILING}
    return ceilings.get(transport.strip(), submission.CEILING)


def mail_to(address: Address | str) -> str:
    if not isinstance(address, str):
        raise Refused(
            said("This way needs an e-mail address; a postal address was given.")
        )
    return address


def notice_of(
    letter: SealedLetter,
    address: Address | str,
    *,
    key: str,
    date: datetime,
    settings: Settings,
) -> Notice:
    token = mail_token(settings.token_secret, key=key, purpose="reply")
    return Notice(
        key=key,
        date=date,
        sender_name=name_of(letter, settings),
        from_address=settings.from_address,
        to_address=mail_to(address),
        recipient_name=letter.recipient_name,
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        reference=letter.reference,
        pdf=letter.pdf,
        enclosures=tuple((each.name, each.content) for each in letter.enclosures),
        attachment_name=f"{letter.reference}.pdf",
        reply_to=plus_address(settings.from_address, token)
        if settings.plus_addressing or settings.transport == "direct_mx"
        else None,
        public_url=letter.public_url,
        answer_url=letter.answer_url,
        headers=log_headers(letter.checkpoint),
    )


def log_headers(checkpoint: str | None) -> dict[str, str]:
    """The signed state of the log in base64, in pieces that a mail line can hold; spaces do not count."""
    if checkpoint is None:
        return {}
    whole = base64.b64encode(checkpoint.encode()).decode()
    pieces = (whole[start : start + 60] for start in range(0, len(whole), 60))
    return {"X-Log-Checkpoint": " ".join(pieces)}


def bounces_to(key: str, settings: Settings) -> str:
    """An address of its own for each sending (VERP), where we are the server; a mailbox keeps its own."""
    if settings.transport != "direct_mx":
        return settings.from_address
    token = mail_token(settings.token_secret, key=key, purpose="envelope")
    return plus_address(settings.from_address, token)


def name_of(letter: SealedLetter, settings: Settings) -> str:
    """From a domain of ours the name says so: the person's own address would break DMARC there."""
    if settings.transport == "submission":
        return letter.sender_name
    return f"{letter.sender_name} via duly"


def sealed_envelope(
    address: Address | str, *, key: str, settings: Settings
) -> Envelope:
    try:
        return envelope_for(
            secret=settings.token_secret,
            key=key,
            mail_from=bounces_to(key, settings),
            rcpt_to=mail_to(address),
        )
    except BadMailAddress as reason:
        raise Refused(str(reason)) from reason
