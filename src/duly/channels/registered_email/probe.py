"""Would a sending work? Knock at the servers and look at the DNS, and send nothing."""

import imaplib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from imap_tools import ImapToolsError

from duly.channels.registered_email.callbacks import why_deaf
from duly.channels.registered_email.conversation import (
    Stopped,
    as_os_error,
    greet,
    hang_up,
    say_goodbye,
)
from duly.channels.registered_email.dns_answers import ask_txt
from duly.channels.registered_email.esp import why_not
from duly.channels.registered_email.intake import leave, open_mailbox
from duly.channels.registered_email.service_mails import SERVICES
from duly.channels.registered_email.settings import PREFIX, Settings
from duly.channels.registered_email.smtp import EvidenceSMTP
from duly.channels.registered_email.submission import trusting
from duly.channels.registered_email.transcript import Transcript
from duly.kit.environment import BadSetting
from duly.kit.mail_address import domain_of, is_within

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
    if not settings.token_secret:
        detail = f"set {PREFIX}TOKEN_SECRET to 32 random characters or more, or no report can count"
        yield Check(name="reports", ok=False, detail=detail)
    if settings.transport == "esp" and (missing := why_not(settings)):
        yield Check(name="outgoing mail", ok=False, detail=missing)
    if settings.transport == "direct_mx":
        yield from published(settings, ask)
    if settings.imap_host:
        yield look_in(settings)
    else:
        yield brought(settings)


def brought(settings: Settings) -> Check:
    """Without IMAP: a mail server of our own hands mail over, or the sending service calls."""
    name = "incoming mail"
    if settings.transport == "direct_mx":
        detail = (
            "not read by IMAP: your mail server has to bring it by `duly mail-intake`"
        )
        return Check(name=name, ok=True, detail=detail)
    if settings.transport == "esp" and settings.esp_webhook:
        deaf = why_deaf(settings)
        if deaf:
            detail = f"{deaf}; set {PREFIX}IMAP_HOST or use LMTP"
            return Check(name=name, ok=False, detail=detail)
        return Check(name=name, ok=True, detail=by_calls(settings.esp))
    wanted = "ESP_WEBHOOK" if settings.transport == "esp" else "IMAP_HOST"
    detail = f"set {PREFIX}{wanted}, or reports and answers are not seen"
    return Check(name=name, ok=False, detail=detail)


def by_calls(service: str) -> str:
    """Reports are understood of every service, mail of some."""
    reports = f"{service} brings reports by its calls to /callbacks/registered_email"
    if service in SERVICES:
        return f"{reports}, and answers to /callbacks/registered_email/incoming"
    return f"{reports}; its calls with answers are not understood, set {PREFIX}IMAP_HOST or use LMTP"


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
        leave(box)
    except (BadSetting, OSError, imaplib.IMAP4.error, ImapToolsError) as reason:
        return Check(
            name="incoming mail", ok=False, detail=f"{settings.imap_host}: {reason}"
        )
    return Check(
        name="incoming mail", ok=True, detail=f"{settings.imap_host} lets us in"
    )


def published(settings: Settings, ask: Ask) -> Iterator[Check]:
    """SPF, DMARC and DKIM of the sending domain, as the world sees them."""
    domain = domain_of(settings.from_address)
    names = {
        "SPF": (domain, "v=spf1"),
        "DMARC": (f"_dmarc.{domain}", "v=DMARC1"),
    }
    for name, (place, sign) in names.items():
        answer = ask([place]).get(place, "")
        ok = sign.lower() in answer.lower()
        yield Check(
            name=name,
            ok=ok,
            detail=f"{place}: {answer}" if ok else f"{place} has no record with {sign}",
        )
    yield signing(settings, ask)


def signing(settings: Settings, ask: Ask) -> Check:
    """The key that signs is the one that is published (RFC 6376 section 3.6.1)."""
    if not (settings.dkim_key and settings.dkim_domain and settings.dkim_selector):
        detail = f"nothing is signed: set {PREFIX}DKIM_KEY, {PREFIX}DKIM_DOMAIN and {PREFIX}DKIM_SELECTOR"
        return Check(name="DKIM", ok=False, detail=detail)
    if not is_within(domain_of(settings.from_address), [settings.dkim_domain.lower()]):
        detail = f"{PREFIX}DKIM_DOMAIN {settings.dkim_domain} is not the domain of {settings.from_address}: DMARC fails"
        return Check(name="DKIM", ok=False, detail=detail)
    place = f"{settings.dkim_selector}._domainkey.{settings.dkim_domain}"
    answer = "".join(ask([place]).get(place, "").split())
    if "p=" not in answer:
        return Check(name="DKIM", ok=False, detail=f"{place} has no record with p=")
    try:
        own = public_half(settings.dkim_key)
    except (ValueError, TypeError) as reason:  # no key; one with a password
        detail = f"{PREFIX}DKIM_KEY cannot be read: {reason}"
        return Check(name="DKIM", ok=False, detail=detail)
    if answer.split("p=")[1].partition(";")[0] not in own:
        detail = f"{place} holds another key than the one that signs here"
        return Check(name="DKIM", ok=False, detail=detail)
    return Check(name="DKIM", ok=True, detail=f"{place} holds the key that signs here")


def public_half(key: bytes) -> tuple[str, ...]:
    """In the two forms in which it is published. Raises ValueError."""
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        PublicFormat,
        load_pem_private_key,
    )

    public = load_pem_private_key(key, password=None).public_key()
    forms = (PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1)
    return tuple(
        b64encode(public.public_bytes(Encoding.DER, form)).decode() for form in forms
    )
