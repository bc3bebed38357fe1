"""Known mailbox providers: their submission and IMAP servers, so that address and password are enough."""

from dataclasses import dataclass

from duly.kit.mail_address import domain_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxHosts:
    """`port` 465 means TLS from the first octet, 587 STARTTLS. `plus`: me+word@… reaches me@…"""

    smtp: str
    imap: str
    port: int = 465
    plus: bool = False


GOOGLE = MailboxHosts(smtp="smtp.gmail.com", imap="imap.gmail.com", plus=True)
FASTMAIL = MailboxHosts(smtp="smtp.fastmail.com", imap="imap.fastmail.com", plus=True)
MICROSOFT = MailboxHosts(
    smtp="smtp-mail.outlook.com", imap="outlook.office365.com", port=587, plus=True
)
APPLE = MailboxHosts(
    smtp="smtp.mail.me.com", imap="imap.mail.me.com", port=587, plus=True
)
YAHOO = MailboxHosts(smtp="smtp.mail.yahoo.com", imap="imap.mail.yahoo.com")
GMX_NET = MailboxHosts(smtp="mail.gmx.net", imap="imap.gmx.net")
GMX_COM = MailboxHosts(smtp="mail.gmx.com", imap="imap.gmx.com")

# Read on the providers' own pages on 2026-11-24: Fastmail ("Server names and ports", port 465 without STARTTLS),
# mailbox.org ("E-mail configuration"). Microsoft's page ("POP, IMAP, and SMTP settings for Outlook.com") gives these
# names and asks for its own web sign-in, so that a password alone is refused. Apple, Yahoo and Zoho: as several public
# lists of server names agree, seen the same day; secureimap and securesmtp.t-online.de: a press notice of 2014.
# The others are customary and not confirmed: `duly doctor` tries them.
BY_DOMAIN = {
    "gmail.com": GOOGLE,
    "googlemail.com": GOOGLE,
    "fastmail.com": FASTMAIL,
    "fastmail.fm": FASTMAIL,
    "outlook.com": MICROSOFT,
    "hotmail.com": MICROSOFT,
    "live.com": MICROSOFT,
    "icloud.com": APPLE,
    "me.com": APPLE,
    "mac.com": APPLE,
    "yahoo.com": YAHOO,
    "yahoo.co.uk": YAHOO,
    "yahoo.fr": YAHOO,
    "yahoo.de": YAHOO,
    "gmx.de": GMX_NET,
    "gmx.net": GMX_NET,
    "gmx.at": GMX_NET,
    "gmx.ch": GMX_NET,
    "gmx.com": GMX_COM,
    "web.de": MailboxHosts(smtp="smtp.web.de", imap="imap.web.de"),
    "posteo.de": MailboxHosts(smtp="posteo.de", imap="posteo.de", plus=True),
    "mailbox.org": MailboxHosts(
        smtp="smtp.mailbox.org", imap="imap.mailbox.org", plus=True
    ),
    "zoho.com": MailboxHosts(smtp="smtp.zoho.com", imap="imap.zoho.com", plus=True),
    "aol.com": MailboxHosts(smtp="smtp.aol.com", imap="imap.aol.com"),
    "orange.fr": MailboxHosts(smtp="smtp.orange.fr", imap="imap.orange.fr"),
    "free.fr": MailboxHosts(smtp="smtp.free.fr", imap="imap.free.fr"),
    "t-online.de": MailboxHosts(
        smtp="securesmtp.t-online.de", imap="secureimap.t-online.de"
    ),
}


def mailbox_hosts(address: str) -> MailboxHosts | None:
    """The servers of the mailbox, None when its provider is not in the table."""
    return BY_DOMAIN.get(domain_of(address))
