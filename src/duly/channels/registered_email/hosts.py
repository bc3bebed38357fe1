"""Known mailbox providers: their submission and IMAP servers, so that address and password are enough."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from duly.kit.mail_address import domain_of

# Providers move their servers rarely, and say so; a table older than this is to be read again.
KEEPS = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxHosts:
    """One provider's servers; `hosts.toml` explains every field."""

    source: str
    smtp: str = ""
    imap: str = ""
    page: str = ""
    port: int = 465
    plus: bool = False
    plus_source: str = ""
    smtp_by_name: bool = False
    imap_by_name: bool = False
    barred: str = ""


_TABLE = tomllib.loads((Path(__file__).parent / "hosts.toml").read_text("utf-8"))
CHECKED_ON: date = _TABLE["checked_on"]
BY_DOMAIN = {
    domain: MailboxHosts(**{k: v for k, v in entry.items() if k != "domains"})
    for entry in _TABLE["mailbox"]
    for domain in entry["domains"]
}
EVERYBODYS = frozenset(
    tomllib.loads((Path(__file__).parent / "everybodys.toml").read_text("utf-8"))[
        "domains"
    ]
)


def is_everybodys(domain: str) -> bool:
    """Anybody may have a mailbox there: a signature of the domain speaks for nobody in particular."""
    return domain in BY_DOMAIN or domain in EVERYBODYS


def mailbox_hosts(address: str) -> MailboxHosts | None:
    """The servers of the mailbox, None when its provider is not in the table."""
    return BY_DOMAIN.get(domain_of(address))


def is_old(today: date) -> bool:
    """The table should be read again at its sources."""
    return today - CHECKED_ON > KEEPS
