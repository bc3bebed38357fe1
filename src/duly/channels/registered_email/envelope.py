"""What is written on the outside: sender, recipient and the secrets that a true delivery report brings back."""

from collections.abc import Mapping
from dataclasses import dataclass

from duly.kit.mail_address import mail_address, xtext
from duly.replies.tokens import mail_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """RFC 3461 options; `envid` and `orcpt` are secrets that stand in no header of the message."""

    mail_from: str
    rcpt_to: str
    envid: str
    orcpt: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """A report that names them comes from a server on the way."""
        return tuple(filter(None, (self.envid, self.orcpt.partition("=")[0])))

    def mail_options(self, features: Mapping[str, str], *, size: int) -> list[str]:
        options = []
        if "size" in features:
            options.append(f"SIZE={size}")
        if "dsn" in features:
            options += ["RET=HDRS", f"ENVID={xtext(self.envid)}"]
        return options

    def rcpt_options(self, features: Mapping[str, str]) -> list[str]:
        if "dsn" not in features:
            return []
        return ["NOTIFY=SUCCESS,FAILURE,DELAY", f"ORCPT=rfc822;{xtext(self.orcpt)}"]


def envelope_for(*, secret: bytes, key: str, mail_from: str, rcpt_to: str) -> Envelope:
    """The same key gives the same envelope. Raises BadMailAddress."""
    recipient = mail_address(rcpt_to)
    nonce = mail_token(secret, key=key, purpose="orcpt")
    return Envelope(
        mail_from=mail_address(mail_from),
        rcpt_to=recipient,
        envid=mail_token(secret, key=key, purpose="envid"),
        orcpt=f"{nonce}={recipient}",
    )
