"""An e-mail address by a strict grammar, and the text forms that SMTP options need."""

import re
from collections.abc import Iterable

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(
    rf"(?P<local>{ATOM}(?:\.{ATOM})*)@(?P<domain>{LABEL}(?:\.{LABEL})+)"
)


class BadMailAddress(ValueError):
    """The text is no address that we would hand to a mail server; the message says why."""


def mail_address(text: str) -> str:
    """The address with its domain in lower case and in IDNA form.

    RFC 5321 section 4.1.2 without quoted local parts and address literals: `a@b> NOTIFY=NEVER`
    passes smtplib, so the grammar is ours. Raises BadMailAddress.
    """
    local, _, domain = text.rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError as reason:
            raise BadMailAddress(
                f"{text!r}: the part after @ is no domain name"
            ) from reason
    found = ADDRESS.fullmatch(f"{local}@{domain}")
    if found is None:
        raise BadMailAddress(
            f"{text!r} is not an e-mail address of the form name@example.org"
        )
    if len(found["local"]) > 64 or len(found["domain"]) > 253:
        raise BadMailAddress(f"{text!r} is longer than mail servers accept")
    return f"{found['local']}@{found['domain'].lower()}"


def domain_of(address: str) -> str:
    """What stands after the last @, in lower case; empty when there is none."""
    return address.rpartition("@")[2].lower() if "@" in address else ""


def is_within(domain: str, known: Iterable[str]) -> bool:
    """One of the known domains or one below it."""
    return any(domain == one or domain.endswith(f".{one}") for one in known)


def plus_address(address: str, token: str) -> str:
    """`me@example.org` and a token give `me+token@example.org` (RFC 5233)."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def xtext(text: str) -> str:
    """RFC 3461 section 4: all but printable ASCII without `+` and `=` as `+` and two hex digits."""
    return "".join(
        character if "!" <= character <= "~" and character not in "+=" else coded
        for character in text
        for coded in ["".join(f"+{octet:02X}" for octet in character.encode())]
    )


def from_xtext(text: str) -> str:
    """The text behind an xtext; malformed pairs stay as they are."""
    octets = re.sub(
        rb"\+([0-9A-Fa-f]{2})",
        lambda pair: bytes([int(pair[1], 16)]),
        text.encode("utf-8", "surrogateescape"),
    )
    return octets.decode("utf-8", "replace")
