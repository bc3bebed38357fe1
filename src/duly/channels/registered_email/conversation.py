"""One message handed to one server, step by step, and how that ended."""

import ssl
from contextlib import suppress

from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.outcome import (
    Kind,
    Outcome,
    answered,
    broken_off,
)
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.smtp import EvidenceSMTP
from duly.channels.registered_email.transcript import Transcript


class Stopped(Exception):
    """The server's reply ended the talk before the message was taken."""

    def __init__(self, code: int, text: bytes) -> None:
        super().__init__(code)
        self.code, self.text = code, text


class NoEncryption(OSError):
    """The server does not offer STARTTLS, and without it nothing is sent."""


class OurOwnServer(OSError):
    """The recipient's DNS names a server that is our own: its yes would be no yes of theirs."""


def hand_over(
    raw: bytes,
    envelope: Envelope,
    *,
    settings: Settings,
    context: ssl.SSLContext,
    transcript: Transcript,
    good: Kind,
) -> Outcome:
    """Never raises for what a server or the network does; `transcript` holds the proof afterwards."""
    smtp = EvidenceSMTP(
        transcript=transcript,
        context=context,
        implicit_tls=settings.encryption == "implicit",
        ehlo_name=settings.ehlo_name,
        timeout=settings.timeout,
    )
    try:
        greet(smtp, settings)
        code, text = offer(smtp, envelope, raw, settings=settings)
        say_goodbye(smtp)
    except Stopped as stop:
        code, text = stop.code, stop.text
        say_goodbye(smtp)
    except (OSError, ValueError) as reason:
        # smtplib's own exceptions are OSErrors; ValueError is a reply line that is no number.
        return broken_off(transcript, as_os_error(reason))
    finally:
        hang_up(smtp)
    return answered(transcript, code, text, good=good)


def greet(smtp: EvidenceSMTP, settings: Settings) -> None:
    """Connect, EHLO, TLS, sign in."""
    transcript = smtp.transcript
    transcript.begin(settings.host, settings.port)
    # smtplib checks the certificate against this name, which it sets only when it connects by itself.
    smtp._host = settings.host  # type: ignore[attr-defined]
    need(smtp.connect(settings.host, settings.port))
    transcript.stage = "ehlo"
    say_hello(smtp)
    if settings.encryption == "opportunistic" and is_ours(smtp, settings):
        raise OurOwnServer(
            f"{settings.host} calls itself {settings.ehlo_name}, as we do"
        )
    offered = smtp.has_extn("starttls")
    if settings.encryption == "starttls" and not offered:
        raise NoEncryption(f"{settings.host} does not offer STARTTLS")
    if settings.encryption in ("starttls", "opportunistic") and offered:
        smtp.encrypt()
        say_hello(smtp)
    if settings.user:
        sign_in(smtp, settings)


def is_ours(smtp: EvidenceSMTP, settings: Settings) -> bool:
    """By the name that it gives itself, as mail servers find a loop."""
    words = (smtp.ehlo_resp or smtp.helo_resp or b"").decode("ascii", "replace").split()
    return words[:1] == [settings.ehlo_name]


def say_hello(smtp: EvidenceSMTP) -> None:
    code, text = smtp.ehlo()
    if not 200 <= code < 300:
        code, text = smtp.helo()
    need((code, text))
    smtp.transcript.ehlo = tuple(
        " ".join(filter(None, (name.upper(), value.strip())))
        for name, value in sorted(smtp.esmtp_features.items())
    )


def sign_in(smtp: EvidenceSMTP, settings: Settings) -> None:
    from smtplib import SMTPAuthenticationError

    try:
        smtp.sign_in(settings.user, settings.password)
    except SMTPAuthenticationError as refusal:
        said = refusal.smtp_error
        raise Stopped(
            refusal.smtp_code, said if isinstance(said, bytes) else said.encode()
        ) from refusal


def offer(
    smtp: EvidenceSMTP, envelope: Envelope, raw: bytes, *, settings: Settings
) -> tuple[int, bytes]:
    """MAIL, RCPT, DATA, body; the reply to the final dot. Raises Stopped for any reply before it."""
    features, transcript = smtp.esmtp_features, smtp.transcript
    smtp.mark(envelope.secrets)
    transcript.stage = "mail"
    need(smtp.mail(envelope.mail_from, envelope.mail_options(features, size=len(raw))))
    transcript.stage = "rcpt"
    need(smtp.rcpt(envelope.rcpt_to, envelope.rcpt_options(features)))
    transcript.stage = "data"
    smtp.putcmd("DATA")
    code, text = smtp.getreply()
    if code != 354:
        raise Stopped(code, text)
    return smtp.deliver_body(raw, final_timeout=settings.final_timeout)


def need(reply: tuple[int, bytes]) -> None:
    if not 200 <= reply[0] < 300:
        raise Stopped(*reply)


def say_goodbye(smtp: EvidenceSMTP) -> None:
    """QUIT after the server's last word; what becomes of it decides nothing."""
    if smtp.sock is None:
        return
    with suppress(OSError, ValueError):
        smtp.sock.settimeout(5)
        smtp.putcmd("QUIT")
        smtp.getreply()


def hang_up(smtp: EvidenceSMTP) -> None:
    """Close the socket without a TLS goodbye, which could still flush what was held back."""
    with suppress(OSError):
        smtp.close()


def as_os_error(reason: OSError | ValueError) -> OSError:
    return reason if isinstance(reason, OSError) else OSError(str(reason))
