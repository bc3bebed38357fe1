"""The settings of this channel, read from the environment; a bad value says which and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, cast

from duly.channels.registered_email.hosts import MailboxHosts, mailbox_hosts
from duly.kit import environment
from duly.kit.environment import BadSetting
from duly.kit.mail_address import BadMailAddress, mail_address

PREFIX = "DULY_REGISTERED_EMAIL_"
Transport = Literal["submission", "direct_mx", "esp"]
Encryption = Literal["starttls", "implicit", "opportunistic", "none"]
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# The sending services that one key lets in, and how each one's backend in anymail names that key.
ESP_KEYS = {
    **dict.fromkeys(
        (
            "mailgun",
            "sendgrid",
            "mandrill",
            "sparkpost",
            "unisender_go",
            "brevo",
            "resend",
        ),
        "api_key",
    ),
    "postmark": "server_token",
    "mailersend": "api_token",
    "mailtrap": "api_token",
}
# Signed in by what its own program finds on this machine.
BY_ITSELF = "amazon_ses"
# They track by the settings of the account, and cannot be told otherwise for one message.
TRACK_BY_ACCOUNT = ("brevo", "resend", "mailtrap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`final_timeout` is the wait for the answer to the final dot: RFC 5321 section 4.5.3.2.6 asks for
    ten minutes; shorter waits create duplicates."""

    transport: Transport
    from_address: str
    host: str = ""
    port: int = 465
    encryption: Encryption = "implicit"
    user: str = ""
    imap_user: str = ""
    barred: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    ehlo_name: str = "[127.0.0.1]"
    plus_addressing: bool = False
    token_secret: bytes = field(default=b"", repr=False)
    timeout: float = 60.0
    final_timeout: float = 600.0
    dkim_domain: str = ""
    dkim_selector: str = ""
    dkim_key: bytes = field(default=b"", repr=False)
    esp: str = ""
    esp_key: str = field(default="", repr=False)
    esp_url: str = ""
    esp_webhook: str = field(default="", repr=False)
    esp_signing_key: str = field(default="", repr=False)
    esp_untracked: bool = False
    imap_host: str = ""
    imap_port: int = 993
    border: str = ""
    reviewed: frozenset[str] = frozenset()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """From `DULY_REGISTERED_EMAIL_…`; a secret may come from a file named by `…_FILE`. Raises BadSetting."""
    transport = one_of(
        environ, "TRANSPORT", ("submission", "direct_mx", "esp"), "submission"
    )
    user = word(environ, "USER")
    password = secret(environ, "PASSWORD")
    from_address = read_from(environ, user)
    hosts = mailbox_hosts(user or from_address)
    known = None if word(environ, "HOST") else hosts
    port = number(environ, "PORT", usual_port(transport, known), 1, 65535)
    settings = Settings(
        transport=cast(Transport, transport),
        from_address=from_address,
        host=word(environ, "HOST") or (known.smtp if known else ""),
        barred=known.barred if known else "",
        port=int(port),
        encryption=cast(
            Encryption,
            one_of(
                environ,
                "TLS",
                ("starttls", "implicit", "none"),
                "implicit" if port == 465 else "starttls",
            ),
        ),
        user=login(user, by_name=bool(known and known.smtp_by_name)),
        imap_user=login(
            user or from_address, by_name=bool(hosts and hosts.imap_by_name)
        ),
        password=password,
        ca_file=word(environ, "CA_FILE"),
        ehlo_name=word(environ, "EHLO_NAME") or "[127.0.0.1]",
        plus_addressing=one_of(
            environ,
            "PLUS_ADDRESSING",
            ("yes", "no"),
            "yes" if hosts and hosts.plus else "no",
        )
        == "yes",
        token_secret=token_secret(environ, password or secret(environ, "ESP_KEY")),
        timeout=number(environ, "TIMEOUT", 60, 1, 3600),
        final_timeout=number(environ, "FINAL_TIMEOUT", 600, 1, 3600),
        dkim_domain=word(environ, "DKIM_DOMAIN"),
        dkim_selector=word(environ, "DKIM_SELECTOR"),
        dkim_key=secret(environ, "DKIM_KEY").encode(),
        esp=word(environ, "ESP"),
        esp_key=secret(environ, "ESP_KEY"),
        esp_url=word(environ, "ESP_URL"),
        esp_webhook=secret(environ, "ESP_WEBHOOK"),
        esp_signing_key=secret(environ, "ESP_SIGNING_KEY"),
        esp_untracked=one_of(environ, "ESP_UNTRACKED", ("yes", "no"), "no") == "yes",
        imap_host=word(environ, "IMAP_HOST") or (hosts.imap if hosts else ""),
        imap_port=int(number(environ, "IMAP_PORT", 993, 1, 65535)),
        border=word(environ, "BORDER"),
        reviewed=frozenset(word(environ, "REVIEWED").lower().split()),
    )
    if settings.esp_webhook and ":" not in settings.esp_webhook:
        raise BadSetting(f"{PREFIX}ESP_WEBHOOK has the form name:password.")
    NEEDS[settings.transport](settings)
    return settings


def usual_port(transport: str, known: MailboxHosts | None) -> int:
    if transport == "direct_mx":
        return 25
    return known.port if known else 587


def read_from(environ: Mapping[str, str], user: str) -> str:
    typed = word(environ, "FROM") or (user if "@" in user else "")
    if not typed:
        raise BadSetting(
            f"Set {PREFIX}USER to your mail address and {PREFIX}PASSWORD to its app password;"
            f" where the user name is no address, set {PREFIX}FROM too."
        )
    try:
        return mail_address(typed)
    except BadMailAddress as reason:
        raise BadSetting(f"{PREFIX}FROM: {reason}") from reason


def login(user: str, *, by_name: bool) -> str:
    """Some providers sign in what stands before the @."""
    return user.partition("@")[0] if by_name else user


def need_submission(settings: Settings) -> None:
    if settings.barred:
        raise BadSetting(
            f"{settings.barred}. Use another mailbox, or set {PREFIX}HOST and {PREFIX}IMAP_HOST"
            " to servers that take an address and a password."
        )
    if not settings.host:
        raise BadSetting(
            f"Set {PREFIX}HOST to the outgoing mail server of {settings.from_address}:"
            " its provider is not among those we know."
        )
    if settings.user and not settings.password:
        raise BadSetting(
            f"Set {PREFIX}PASSWORD (or {PREFIX}PASSWORD_FILE) to the app password of {settings.user}."
        )
    if settings.encryption == "none" and settings.host not in LOOPBACK:
        raise BadSetting(
            f"{PREFIX}TLS=none is allowed for a server on this machine only."
        )


def need_direct_mx(settings: Settings) -> None:
    if settings.ehlo_name.startswith("["):
        raise BadSetting(
            f"Set {PREFIX}EHLO_NAME to the host name that the sending IP address has in DNS."
        )
    if not settings.token_secret:
        raise BadSetting(
            f"Set {PREFIX}TOKEN_SECRET (or {PREFIX}TOKEN_SECRET_FILE) to 32 random characters or more."
        )


def need_esp(settings: Settings) -> None:
    if not settings.esp:
        raise BadSetting(f"Set {PREFIX}ESP to the sending service, such as postmark.")
    if settings.esp not in (*ESP_KEYS, BY_ITSELF):
        raise BadSetting(
            f"{PREFIX}ESP: {settings.esp!r} is not a service that we can send through;"
            f" these are {', '.join(sorted([*ESP_KEYS, BY_ITSELF]))}."
        )
    if settings.esp in TRACK_BY_ACCOUNT and not settings.esp_untracked:
        raise BadSetting(
            f"{settings.esp} counts openings and clicks by the settings of its account: switch both off there,"
            f" then set {PREFIX}ESP_UNTRACKED=yes."
        )
    if not settings.esp_key:
        raise BadSetting(
            f"Set {PREFIX}ESP_KEY (or {PREFIX}ESP_KEY_FILE) to its API key."
        )


NEEDS: dict[str, Callable[[Settings], None]] = {
    "submission": need_submission,
    "direct_mx": need_direct_mx,
    "esp": need_esp,
}


def word(environ: Mapping[str, str], name: str) -> str:
    return environment.word(environ, PREFIX + name)


def secret(environ: Mapping[str, str], name: str) -> str:
    return environment.secret(environ, PREFIX + name)


def number(
    environ: Mapping[str, str], name: str, default: float, low: float, high: float
) -> float:
    return environment.number(environ, PREFIX + name, default, low=low, high=high)


def one_of(
    environ: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str
) -> str:
    text = word(environ, name) or default
    if text not in allowed:
        raise BadSetting(f"{PREFIX}{name}: {text!r} is not one of {', '.join(allowed)}")
    return text


def token_secret(environ: Mapping[str, str], password: str) -> bytes:
    """An own secret, else one derived from the password: two settings must be enough for a person."""
    own = secret(environ, "TOKEN_SECRET")
    if own:
        return own.encode()
    return (
        sha256(f"duly mail tokens\n{password}".encode()).digest() if password else b""
    )
