"""Whose sending is it, to whom, and about which contract? Keyed digests that an index can count, and that name nobody.

HMAC-SHA-256 under a key derived from the installation's own, cut to 128 bits: without that key nobody can
try addresses against them, and they are of no use outside of this installation.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case
from duly.cases.vault import wrapping_key
from duly.channels.registered_email.hosts import is_everybodys
from duly.kit.mail_address import domain_of
from duly.letters.case_file import CaseFile, Sender

HEX_DIGITS = 32
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COMPLAINTS_COUNT_FOR = timedelta(days=30)
DOTS_DO_NOT_COUNT = ("gmail.com", "googlemail.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The fields of a Dispatch of the same names; one that is not known is empty."""

    sender_digest: str
    recipient_digest: str
    company_digest: str
    contract_digest: str


def counted(case: Case) -> Counted:
    """Raises Erased when the person was erased."""
    case_file = case_file_of(case)
    to = parties_of(case_file).recipient.email
    return Counted(
        sender_digest=sender_digest(case_file.sender),
        recipient_digest=keyed("recipient", to.lower()),
        company_digest=keyed("company", company_of(to)),
        contract_digest=contract_digest(case, case_file),
    )


def sender_digest(sender: Sender) -> str:
    """One person: the mailbox, else the name with the postcode."""
    if sender.email:
        return keyed("sender", mailbox_of(sender.email))
    postcode = sender.address.postal_code if sender.address else ""
    return keyed("sender", f"{folded(sender.name)}\n{folded(postcode)}")


def contract_digest(case: Case, case_file: CaseFile) -> str:
    """The same person, company, numbers and kind of notice: a withdrawal beside a termination is another one."""
    company = case.provider_slug or folded(parties_of(case_file).service)
    numbers = sorted(folded(value) for value in case_file.identifiers.values() if value)
    kind = f"{case_file.kind}:{case_file.matter.get('act') or ''}"
    return keyed(
        "contract",
        "\n".join([sender_digest(case_file.sender), company, kind, *numbers]),
    )


def mailbox_of(address: str) -> str:
    """Ada+1@… and Ada+2@… are one person (RFC 5233), and so is A.d.a@gmail.com."""
    if "@" not in address:
        return ""
    local, _, domain = address.strip().lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTS_DO_NOT_COUNT:
        local, domain = local.replace(".", ""), DOTS_DO_NOT_COUNT[0]
    return f"{local}@{domain}"


def company_of(address: str) -> str:
    """Whose address it is: the domain; of a mailbox at a provider for everybody the address itself."""
    domain = domain_of(address)
    return mailbox_of(address) if is_everybodys(domain) else domain


def folded(text: str) -> str:
    """Letters and digits alone: "K-12 345" and "k12345" are one number."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def keyed(purpose: str, text: str) -> str:
    """Nothing for nothing, else a digest that only this installation can make."""
    if not text:
        return ""
    key = hmac.digest(wrapping_key(), b"duly counted sendings 1", hashlib.sha256)
    made = hmac.digest(key, f"{purpose}\n{text}".encode(), hashlib.sha256)
    return made.hex()[:HEX_DIGITS]


def counts_until(intent_at: datetime, complained_at: datetime | None) -> datetime:
    """When no limit asks for this sending any more."""
    if complained_at is None:
        return intent_at + DAY
    return max(intent_at + DAY, complained_at + COMPLAINTS_COUNT_FOR)
