"""Short mails of the site itself (a fresh link, a code) straight to the server of whoever gets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from duly.channels.registered_email.direct_mx import deliver
from duly.channels.registered_email.dns_answers import MxAnswer, ask_mx
from duly.channels.registered_email.envelope import Envelope
from duly.channels.registered_email.settings import Settings
from duly.channels.registered_email.signing import signed
from duly.channels.registered_email.transcript import Transcript
from duly.kit.mail_address import BadMailAddress, mail_address

# Others wait behind it, and whoever asked can ask again.
PATIENCE_SECONDS, LAST_PATIENCE_SECONDS = 10.0, 30.0


class NotTaken(OSError):
    """The mail did not go to whom it was for; others may get theirs."""


class MaybeTaken(NotTaken):
    """It is not known whether it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietEnvelope(Envelope):
    """No report comes back: it would bring the secret of the mail into a mailbox that others read."""

    envid: str = ""
    orcpt: str = ""

    def mail_options(self, features: Mapping[str, str], *, size: int) -> list[str]:
        return [f"SIZE={size}"] if "size" in features else []

    def rcpt_options(self, features: Mapping[str, str]) -> list[str]:
        return ["NOTIFY=NEVER"] if "dsn" in features else []


def post(
    raw: bytes,
    *,
    to: str,
    settings: Settings,
    lookup: Callable[[str], MxAnswer] = ask_mx,
) -> None:
    """`raw` with CRLF, for `direct_mx`. Raises NotTaken, also for what is no address."""
    try:
        envelope = QuietEnvelope(
            mail_from=mail_address(settings.from_address), rcpt_to=mail_address(to)
        )
    except BadMailAddress as reason:
        raise NotTaken(str(reason)) from reason
    outcome = deliver(
        signed(raw, settings),
        envelope,
        settings=hurried(settings),
        transcript=Transcript(),
        lookup=lookup,
    )
    if outcome.kind != "accepted_by_mx":
        fault = MaybeTaken if outcome.kind == "in_doubt" else NotTaken
        raise fault(f"{outcome.kind} at {outcome.stage}: {outcome.text}")


def hurried(settings: Settings) -> Settings:
    return replace(
        settings,
        timeout=min(settings.timeout, PATIENCE_SECONDS),
        final_timeout=min(settings.final_timeout, LAST_PATIENCE_SECONDS),
    )
