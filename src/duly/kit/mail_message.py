"""A notice as one mail message: the same input gives the same bytes, whatever the day and the machine."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from duly.kit.mail_address import domain_of, mail_address

LONGEST_LINE = 998  # octets without CRLF, RFC 5322 section 2.1.1

# The sentence below the letter: {digest} is the fingerprint of the attachment, {reference} ours.
CLOSINGS = {
    "en": "The same letter is attached as a sealed PDF.\nSHA-256: {digest}\nPlease quote the reference {reference} in your answer.",
    "de": "Dasselbe Schreiben liegt als versiegeltes PDF bei.\nSHA-256: {digest}\nBitte geben Sie in Ihrer Antwort das Zeichen {reference} an.",
    "fr": "La même lettre est jointe en PDF scellé.\nSHA-256 : {digest}\nMerci de rappeler la référence {reference} dans votre réponse.",
    "es": "La misma carta se adjunta como PDF sellado.\nSHA-256: {digest}\nPor favor, indique la referencia {reference} en su respuesta.",
    "it": "La stessa lettera è allegata come PDF sigillato.\nSHA-256: {digest}\nVi preghiamo di indicare il riferimento {reference} nella risposta.",
    "nl": "Dezelfde brief is als verzegelde PDF bijgevoegd.\nSHA-256: {digest}\nVermeld in uw antwoord alstublieft de referentie {reference}.",
}


# Where the fingerprint can be looked up, and where the recipient may answer.
LOOK_UP = {
    "en": "When and with which fingerprint this letter was sealed: {url}",
    "de": "Wann und mit welchem Fingerabdruck dieses Schreiben versiegelt wurde: {url}",
    "fr": "Quand et avec quelle empreinte cette lettre a été scellée : {url}",
    "es": "Cuándo y con qué huella se selló esta carta: {url}",
    "it": "Quando e con quale impronta questa lettera è stata sigillata: {url}",
    "nl": "Wanneer en met welke vingerafdruk deze brief is verzegeld: {url}",
}
ANSWER = {
    "en": "To confirm, refuse or ask: {url}",
    "de": "Bestätigen, ablehnen oder nachfragen: {url}",
    "fr": "Confirmer, refuser ou demander : {url}",
    "es": "Confirmar, rechazar o preguntar: {url}",
    "it": "Confermare, rifiutare o chiedere: {url}",
    "nl": "Bevestigen, weigeren of vragen: {url}",
}


class UnsafeMessage(ValueError):
    """The message could be read in two ways on its way; the message names the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """All that a message is made of. `date` is the day and second written in it, kept for every attempt.

    `key` is the dispatch key: Message-ID and boundaries come from it. `public_url`: the page that shows the
    fingerprint; `answer_url`: the page where the recipient may confirm or refuse. `headers` are extra ones.
    """

    key: str
    date: datetime
    sender_name: str
    from_address: str
    to_address: str
    recipient_name: str
    subject: str
    text: str
    language: str
    reference: str
    pdf: bytes
    attachment_name: str = "letter.pdf"
    reply_to: str | None = None
    public_url: str | None = None
    answer_url: str | None = None
    headers: Mapping[str, str] | None = None
    enclosures: tuple[tuple[str, bytes], ...] = ()  # name and PDF of each


def build_message(notice: Notice) -> bytes:
    """Plain text and simple HTML of the whole notice, the sealed PDF attached; CRLF, 7-bit, no tracking.

    Raises BadMailAddress, and UnsafeMessage for control characters in a name or subject.
    """
    message = EmailMessage(policy=SMTP)
    write_headers(message, notice)
    text = full_text(notice)
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        simple_html(text, language=notice.language),
        subtype="html",
        charset="utf-8",
        cte="quoted-printable",
    )
    message.add_attachment(
        notice.pdf,
        maintype="application",
        subtype="pdf",
        filename=notice.attachment_name,
    )
    for name, pdf in notice.enclosures:
        message.add_attachment(
            pdf, maintype="application", subtype="pdf", filename=one_line(name)
        )
    # Only now: making the parts above moves every Content- header into the first of them.
    message["Content-Language"] = one_line(notice.language)
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_{fingerprint(notice.key, f'part {number}')[:32]}")
    raw = message.as_bytes(policy=SMTP)
    check_wire(raw)
    return raw


def message_id(*, key: str, from_address: str) -> str:
    """The Message-ID that belongs to a dispatch key: the same on every attempt, and it tells nothing else."""
    return f"<{fingerprint(key, 'message')[:40]}@{domain_of(from_address)}>"


def fingerprint(key: str, purpose: str) -> str:
    return sha256(f"{purpose}\n{key}".encode()).hexdigest()


def write_headers(message: EmailMessage, notice: Notice) -> None:
    sender = mail_address(notice.from_address)
    message["Date"] = format_datetime(
        notice.date.astimezone(UTC).replace(microsecond=0)
    )
    message["From"] = named(notice.sender_name, sender)
    message["To"] = named(notice.recipient_name, mail_address(notice.to_address))
    if notice.reply_to:
        message["Reply-To"] = named(notice.sender_name, mail_address(notice.reply_to))
    message["Subject"] = referenced(
        one_line(notice.subject), one_line(notice.reference)
    )
    message["Message-ID"] = message_id(key=notice.key, from_address=sender)
    message["X-Case-Reference"] = one_line(notice.reference)
    # RFC 3834 section 5: a person sent this; answers by machines are welcome evidence.
    message["Auto-Submitted"] = "no"
    for name, value in (notice.headers or {}).items():
        message[name] = one_line(value)


def named(name: str, address: str) -> Address:
    return Address(display_name=one_line(name), addr_spec=address)


def one_line(text: str) -> str:
    """Without what ends a line for anybody (C0 and C1 controls, U+2028), and of whole characters."""
    if len(f"{text}.".splitlines()) > 1 or any(map(is_control, text)):
        raise UnsafeMessage(f"{text!r} holds a line break or control character")
    return whole(text).strip()


def is_control(character: str) -> bool:
    return ord(character) < 32 or 127 <= ord(character) < 160


def whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as reason:
        raise UnsafeMessage(f"{text!r} holds half a character") from reason
    return text


def referenced(subject: str, reference: str) -> str:
    return subject if reference in subject else f"{subject} [{reference}]"


def full_text(notice: Notice) -> str:
    """The letter, then which file is attached and which reference to quote."""
    closing = in_language(CLOSINGS, notice.language).format(
        digest=sha256(notice.pdf).hexdigest(), reference=notice.reference
    )
    parts = [notice.text.strip(), closing]
    for words, url in ((LOOK_UP, notice.public_url), (ANSWER, notice.answer_url)):
        # A page on this machine alone is no use to the recipient, and the letter may name it already.
        if url and url.startswith("https://") and url not in notice.text:
            parts.append(in_language(words, notice.language).format(url=url))
    text = whole("\n\n".join(parts)) + "\n"
    # A lone CR or a vertical tab in a typed text must not reach the wire as a second kind of line end.
    return re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\0", "")


def in_language(words: Mapping[str, str], language: str) -> str:
    return words.get(language[:2], words["en"])


def simple_html(text: str, *, language: str) -> str:
    """Paragraphs and line breaks, nothing that loads from elsewhere."""
    paragraphs = "".join(
        f"<p>{html.escape(paragraph.strip()).replace(chr(10), '<br>' + chr(10))}</p>\n"
        for paragraph in re.split(r"\n{2,}", text)
        if paragraph.strip()
    )
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}">\n'
        f'<head><meta charset="utf-8"></head>\n<body>\n{paragraphs}</body>\n</html>\n'
    )


def check_wire(raw: bytes) -> None:
    """RFC 5321 section 2.3.8 and RFC 5322 section 2.1.1 on the final bytes: what follows from breaking them is SMTP smuggling."""
    if re.search(rb"\r(?!\n)|(?<!\r)\n", raw):
        raise UnsafeMessage("the message holds a line end that is not CRLF")
    if not raw.isascii():
        raise UnsafeMessage("the message holds octets above 127")
    if b"\0" in raw:
        raise UnsafeMessage("the message holds a NUL")
    longest = max(map(len, raw.split(b"\r\n")))
    if longest > LONGEST_LINE:
        raise UnsafeMessage(f"a line of the message has {longest} octets")
