"""Known mailbox providers: their submission and IMAP servers, so that address and password are enough."""

from dataclasses import dataclass, replace
from datetime import date

from duly.kit.mail_address import domain_of

# The day on which every source below was read.
CHECKED_ON = date(2026, 11, 24)
# Mozilla's public list, one file a provider; it names the provider's own page, which is `page` here.
LIST = "https://github.com/thunderbird/autoconfig/blob/master/ispdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxHosts:
    """`port` 465 means TLS from the first octet, 587 STARTTLS; IMAP is at 993 everywhere. `plus`: me+word@… reaches
    me@… (`plus_source`); where that was not found it is False, and answers are known by their
    Message-ID. `smtp_by_name`, `imap_by_name`: the login is what stands before the @. `source` is what was read,
    `page` the provider's own page where it names one. `barred`: why an address and a password are not enough."""

    smtp: str
    imap: str
    source: str
    page: str = ""
    port: int = 465
    plus: bool = False
    plus_source: str = ""
    smtp_by_name: bool = False
    imap_by_name: bool = False
    barred: str = ""


GOOGLE = MailboxHosts(
    smtp="smtp.gmail.com",
    imap="imap.gmail.com",
    source="https://developers.google.com/workspace/gmail/imap/imap-smtp",
    page="https://developers.google.com/workspace/gmail/imap/imap-smtp",
    plus=True,
    plus_source="https://mailhilfe.de/beitrag-mehrere-e-mail-adressen-in-googlemail-3125-html",
)
FASTMAIL = MailboxHosts(
    smtp="smtp.fastmail.com",
    imap="imap.fastmail.com",
    source="https://www.fastmail.com/help/technical/servernamesandports.html",
    page="https://www.fastmail.com/help/technical/servernamesandports.html",
    plus=True,
    plus_source="https://www.fastmail.help/hc/en-us/articles/360060591053",
)
MICROSOFT = MailboxHosts(
    smtp="smtp-mail.outlook.com",
    imap="outlook.office365.com",
    port=587,
    source=f"{LIST}/hotmail.com.xml",
    page="https://support.office.com/article/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040",
    barred="Microsoft lets a program in only by its own web sign-in (OAuth), never by a password",
)
APPLE = MailboxHosts(
    smtp="smtp.mail.me.com",
    imap="imap.mail.me.com",
    port=587,
    imap_by_name=True,
    source=f"{LIST}/me.com.xml",
    page="https://support.apple.com/en-us/102525",
)
YAHOO = MailboxHosts(
    smtp="smtp.mail.yahoo.com",
    imap="imap.mail.yahoo.com",
    source=f"{LIST}/yahoo.com.xml",
    page="https://help.yahoo.com/kb/new-mail-for-desktop/imap-server-settings-yahoo-mail-sln4075.html",
)
AOL = replace(
    YAHOO,
    smtp="smtp.aol.com",
    imap="imap.aol.com",
    source=f"{LIST}/aol.com.xml",
    page="https://help.aol.com/articles/how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail",
)
GMX_NET = MailboxHosts(
    smtp="mail.gmx.net",
    imap="imap.gmx.net",
    source=f"{LIST}/gmx.net.xml",
    page="https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html",
)
GMX_COM = MailboxHosts(
    smtp="mail.gmx.com",
    imap="imap.gmx.com",
    source=f"{LIST}/gmx.com.xml",
)
WEB_DE = MailboxHosts(
    smtp="smtp.web.de",
    imap="imap.web.de",
    smtp_by_name=True,
    imap_by_name=True,
    source=f"{LIST}/web.de.xml",
    page="https://hilfe.web.de/pop-imap/imap/imap-serverdaten.html",
)
POSTEO = MailboxHosts(
    smtp="posteo.de",
    imap="posteo.de",
    source=f"{LIST}/posteo.de.xml",
    page="https://posteo.de/hilfe/wie-richte-ich-posteo-in-einem-mailprogramm-ein-pop3-imap-und-smtp",
)
MAILBOX_ORG = MailboxHosts(
    smtp="smtp.mailbox.org",
    imap="imap.mailbox.org",
    source=f"{LIST}/mailbox.org.xml",
    page="https://kb.mailbox.org/de/privat/e-mail/e-mail-konfiguration/",
    plus=True,
    plus_source="https://kb.mailbox.org/en/business/account-article/what-is-an-alias-and-how-do-i-use-it",
)
ZOHO = MailboxHosts(
    smtp="smtp.zoho.com",
    imap="imap.zoho.com",
    source=f"{LIST}/zoho.com.xml",
    page="https://www.zoho.com/mail/help/imap-access.html",
)
ORANGE = MailboxHosts(
    smtp="smtp.orange.fr",
    imap="imap.orange.fr",
    source=f"{LIST}/orange.fr.xml",
)
FREE = MailboxHosts(
    smtp="smtp.free.fr",
    imap="imap.free.fr",
    smtp_by_name=True,
    imap_by_name=True,
    source=f"{LIST}/free.fr.xml",
    page="https://assistance.free.fr/articles/configurer-de-maniere-avancee-mon-logiciel-de-messagerie-609",
)
TELEKOM = MailboxHosts(
    smtp="securesmtp.t-online.de",
    imap="secureimap.t-online.de",
    source=f"{LIST}/t-online.de.xml",
    page="https://www.telekom.de/hilfe/apps-dienste/e-mail/einstellungen/posteingang-postausgang-server",
)
PROTON = MailboxHosts(
    smtp="",
    imap="",
    source="https://github.com/ProtonMail/proton-bridge",
    page="https://proton.me/mail/bridge",
    barred="Proton has no servers for other programs; its Bridge on this machine stands in for them",
)

BY_PROVIDER: tuple[tuple[MailboxHosts, tuple[str, ...]], ...] = (
    (GOOGLE, ("gmail.com", "googlemail.com")),
    (FASTMAIL, ("fastmail.com", "fastmail.fm")),
    (MICROSOFT, ("outlook.com", "hotmail.com", "live.com", "msn.com")),
    (MICROSOFT, ("outlook.de", "outlook.fr", "hotmail.de", "hotmail.fr")),
    (MICROSOFT, ("hotmail.co.uk", "hotmail.it", "live.fr", "live.co.uk")),
    (APPLE, ("icloud.com", "me.com", "mac.com")),
    (YAHOO, ("yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.it")),
    (YAHOO, ("yahoo.es", "ymail.com", "rocketmail.com")),
    (AOL, ("aol.com", "aol.de", "aol.fr", "aol.co.uk", "aim.com")),
    (GMX_NET, ("gmx.de", "gmx.net", "gmx.at", "gmx.ch")),
    (GMX_COM, ("gmx.com", "gmx.us", "gmx.co.uk", "gmx.fr", "gmx.es", "gmx.it")),
    (WEB_DE, ("web.de",)),
    (POSTEO, ("posteo.de", "posteo.net", "posteo.com", "posteo.at", "posteo.ch")),
    (MAILBOX_ORG, ("mailbox.org",)),
    (ZOHO, ("zoho.com", "zohomail.com")),
    (ORANGE, ("orange.fr", "wanadoo.fr")),
    (FREE, ("free.fr",)),
    (TELEKOM, ("t-online.de", "magenta.de")),
    (PROTON, ("proton.me", "protonmail.com", "protonmail.ch", "pm.me")),
)
# Also: domains that are everybody's and nobody's.
BY_DOMAIN = {domain: hosts for hosts, domains in BY_PROVIDER for domain in domains}


def mailbox_hosts(address: str) -> MailboxHosts | None:
    """The servers of the mailbox, None when its provider is not in the table."""
    return BY_DOMAIN.get(domain_of(address))
