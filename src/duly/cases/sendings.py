"""What we know of the sendings by e-mail that may still be answered: their marks, and what each has proved so far."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from duly.cases.actions.prepare import address_kept
from duly.cases.catalogue import own_data, parties_of
from duly.cases.envelope import case_file_of, destination_of
from duly.cases.models import Case, Dispatch
from duly.channels import Refused
from duly.channels.registered_email.hosts import is_everybodys
from duly.kit.mail_address import domain_of
from duly.kit.mail_message import message_id
from duly.knowledge.providers import BadProvider, provider
from duly.letters.case_file import BadCaseFile
from duly.replies.delivery_proof import SentMail
from duly.replies.matching import OpenDispatch

CHANNEL = "registered_email"
# An answer after two years is read by a person.
ANSWERS_FOR = timedelta(days=730)
MOST_KNOWN = 20_000
_known: dict[tuple[str, int, str, str], OpenDispatch] = {}
SENT_LEVELS = ("E2", "E3", "E4", "E5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A dispatch with the marks that its answers carry."""

    dispatch: Dispatch
    marks: OpenDispatch


def open_sendings(*, from_address: str, now: datetime) -> tuple[Sending, ...]:
    """Every sending by e-mail of the last two years whose case still stands, the newest first."""
    rows = (
        Dispatch.objects.select_related("case", "letter")
        .filter(
            channel=CHANNEL,
            intent_at__gte=now - ANSWERS_FOR,
            case__erased_at=None,
        )
        .exclude(outcome="called_off")
        .order_by("-intent_at")
    )
    return tuple(
        Sending(dispatch=row, marks=_marks(row, from_address=from_address))
        for row in rows
    )


def _marks(dispatch: Dispatch, *, from_address: str) -> OpenDispatch:
    """Made once for each state of the case: every mail that comes is held against every sending, and the company's
    domains lie in the sealed draft (0.3 ms each, measured)."""
    name = (dispatch.key, dispatch.case.version, dispatch.carrier_id, from_address)
    found = _known.get(name)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[name] = _made(dispatch, from_address=from_address)
    return found


def _made(dispatch: Dispatch, *, from_address: str) -> OpenDispatch:
    given = dispatch.carrier_id
    return OpenDispatch(
        key=dispatch.key,
        reference=dispatch.case.reference,
        message_id=message_id(key=dispatch.key, from_address=from_address),
        provider_message_ids=frozenset({given, f"<{given.strip('<>')}>"})
        if given
        else frozenset(),
        domains=company_domains(dispatch.case),
    )


def company_domains(case: Case) -> frozenset[str]:
    """Mail domains of the company: of the address that was written to, and of the catalogue's entry.

    A mailbox provider's domain is everybody's and nobody's.
    """
    found: set[str] = set()
    with suppress(
        BadCaseFile
    ):  # it has left the catalogue: one case holds no other's mail up
        found.add(domain_of(parties_of(case_file_of(case)).recipient.email))
    with suppress(KeyError, BadProvider):
        entry = provider(case.provider_slug, overlay=own_data())
        for contact in entry.contacts:
            if contact.kind == "email":
                found.add(domain_of(contact.value))
            elif contact.kind == "page":
                host = urlsplit(contact.value).hostname or ""
                found.add(host.removeprefix("www."))
    return frozenset(one for one in found if one and not is_everybodys(one))


def sent_mail(dispatch: Dispatch) -> SentMail:
    """What a delivery report is held against. Raises Refused, BadCaseFile where the case has no address any more."""
    events = [
        event
        for event in dispatch.case.events.order_by("seq")
        if event.payload.get("dispatch") == dispatch.pk
    ]
    hosts = {
        str(host).lower().rstrip(".")
        for event in events
        for host in event.payload.get("mx_hosts") or ()
    }
    to = address_kept(dispatch) or destination_of(dispatch.case, needs="email")
    if not isinstance(to, str):
        raise Refused("there is no e-mail address of the recipient")
    return SentMail(
        key=dispatch.key,
        rcpt_to=to,
        level=max(
            (event.level for event in events if event.level in SENT_LEVELS),
            default="E1",
        ),
        mx_hosts=frozenset(hosts),
        envid_marks=frozenset(
            str(event.payload["envid"]) for event in events if "envid" in event.payload
        ),
    )
