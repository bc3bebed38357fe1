"""Would a sending work? Knock at the servers and look at the DNS, and send nothing."""

import imaplib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from imap_tools import ImapToolsError

from duly.channels.registered_email.conversation import (
    Stopped,
    as_os_error,
    greet,
    hang_up,
    say_goodbye,
)
from duly.channels.registered_email.dns_answers import ask_txt
from duly.channels.registered_email.intake import open_mailbox
from duly.channels.registered_email.settings import BadSetting, Settings
from duly.channels.registered_email.smtp import EvidenceSMTP
from duly.channels.registered_email.submission import trusting
from duly.channels.registered_email.transcript import Transcript
from duly.kit.mail_address import domain_of

Ask = Callable[[list[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`detail` is a sentence for the person who runs this."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings, *, ask: Ask = ask_txt) -> tuple[Check, ...]:
    """The parts that this transport needs, each tried once."""
    return tuple(checks(settings, ask))


def checks(settings: Settings, ask: Ask) -> Iterator[Check]:
    if settings.transport == "submission":
        yield knock(settings)
    if settings.transport == "direct_mx":
        yield from published(settings, ask)
    if settings.imap_host:
        yield look_in(settings)
    else:
        yield Check(
            name="incoming mail",
            ok=False,
            detail="set DULY_REGISTERED_EMAIL_IMAP_HOST, or reports and answers are not seen",
        )


def knock(settings: Settings) -> Check:
    """Connect, encrypt, sign in, say goodbye."""
    transcript = Transcript()
    smtp = EvidenceSMTP(
        transcript=transcript,
        context=trusting(settings.ca_file),
        implicit_tls=settings.encryption == "implicit",
        ehlo_name=settings.ehlo_name,
        timeout=settings.timeout,
    )
    where = f"{settings.host}:{settings.port}"
    try:
        greet(smtp, settings)
        say_goodbye(smtp)
    except Stopped as stop:
        said = stop.text.decode("utf-8", "replace")
        return Check(
            name="outgoing mail", ok=False, detail=f"{where} said {stop.code} {said}"
        )
    except (OSError, ValueError) as reason:
        detail = f"{where} failed at {transcript.stage}: {as_os_error(reason)}"
        return Check(name="outgoing mail", ok=False, detail=detail)
    finally:
        hang_up(smtp)
    reports = "with" if "dsn" in smtp.esmtp_features else "without"
    return Check(
        name="outgoing mail",
        ok=True,
        detail=f"{where} lets us in, {reports} delivery reports",
    )


def look_in(settings: Settings) -> Check:
    try:
        box = open_mailbox(settings)
        box.logout()
    except (BadSetting, OSError, imaplib.IMAP4.error, ImapToolsError) as reason:
        return Check(
            name="incoming mail", ok=False, detail=f"{settings.imap_host}: {reason}"
        )
    return Check(
        name="incoming mail", ok=True, detail=f"{settings.imap_host} lets us in"
    )


def published(settings: Settings, ask: Ask) -> Iterator[Check]:
    """SPF, DKIM and DMARC of the sending domain, as the world sees them."""
    domain = domain_of(settings.from_address)
    names = {
        "SPF": (domain, "v=spf1"),
        "DMARC": (f"_dmarc.{domain}", "v=DMARC1"),
        "DKIM": (f"{settings.dkim_selector}._domainkey.{settings.dkim_domain}", "p="),
    }
    for name, (place, sign) in names.items():
        answer = ask([place]).get(place, "")
        ok = sign.lower() in answer.lower()
        yield Check(
            name=name,
            ok=ok,
            detail=f"{place}: {answer}" if ok else f"{place} has no record with {sign}",
        )
