"""Who writes to whom? Names and lines of sender and recipient, resolved from the case file and the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines
from duly.knowledge.providers import Contact, Provider, provider
from duly.letters.case_file import (
    BadCaseFile,
    CaseFile,
    InlineContact,
    InlineProvider,
    Recipient,
)

# Which contacts may receive this kind of letter, the best first.
PURPOSES = {
    "withdrawal": ("withdrawal", "termination", "notices"),
    "erasure": ("privacy", "notices"),
}
USUAL_PURPOSES = ("termination", "notices")
# Where the e-mail contact is the one that is written to, so that its purpose counts.
EMAIL_FIRST = frozenset({"email", "registered_email", "drop_box"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """`service` is what the person pays for, `trader` whom; `is_typed` when the person gave the address.

    `purpose` is that of the catalogue contact, empty when typed or unknown; `recipient` has no address when
    nothing suitable is known.
    """

    service: str
    trader: str
    country: str
    sector: str
    recipient: Recipient
    purpose: str
    is_typed: bool
    identifier_labels: dict[str, str]
    identifiers_required: tuple[str, ...]

    @property
    def recipient_country(self) -> str:
        address = self.recipient.address
        return address.country if address else self.country


def parties(case_file: CaseFile, *, catalogue: Provider | None = None) -> Parties:
    """`catalogue` is the entry when the caller has it already (an operator's own record). Raises BadCaseFile for an unknown slug."""
    if isinstance(case_file.provider, str):
        entry = catalogue or entry_of(case_file.provider)
        found = _from_catalogue(case_file, entry)
    else:
        found = _from_inline(case_file, case_file.provider)
    if case_file.kind == "stop_payment":
        found = _to_the_bank(case_file, found)
    typed = case_file.recipient
    if typed is None:
        return found
    decides = typed.email if case_file.channel in EMAIL_FIRST else typed.address
    return replace(
        found,
        recipient=Recipient(
            name=typed.name or found.recipient.name,
            address=typed.address or found.recipient.address,
            email=typed.email or found.recipient.email,
        ),
        purpose="" if decides else found.purpose,
        is_typed=found.is_typed or bool(typed.address or typed.email),
    )


def entry_of(slug: str, *, overlay: Path | None = None) -> Provider:
    """The catalogue entry, the operator's own (`overlay`: a data folder) before the package's. Raises BadCaseFile."""
    try:
        return provider(slug, overlay=overlay)
    except KeyError:
        raise BadCaseFile(
            "provider",
            f"there is no catalogue entry {slug!r}; look it up with `duly catalogue search`, or give name and address",
        ) from None


def _from_catalogue(case_file: CaseFile, entry: Provider) -> Parties:
    wanted = PURPOSES.get(case_file.kind, USUAL_PURPOSES)
    fitting = sorted(
        (c for c in entry.contacts if c.purpose in wanted and _is_sound(c)),
        key=lambda c: wanted.index(c.purpose),
    )
    trader = entry.legal_entity or entry.name
    recipient, purpose = _reached(case_file, trader, fitting)
    return Parties(
        service=entry.name,
        trader=trader,
        country=entry.country,
        sector=entry.sector,
        recipient=recipient,
        purpose=purpose,
        is_typed=False,
        identifier_labels={i.key: i.label for i in entry.identifiers},
        identifiers_required=tuple(i.key for i in entry.identifiers if i.required),
    )


def _is_sound(contact: Contact) -> bool:
    """In the provider's own words, and read by somebody: what a third party prints is never picked."""
    return contact.source.is_own_text and contact.source.checked != "import"


def _from_inline(case_file: CaseFile, given: InlineProvider) -> Parties:
    # What a person typed is all there is: a desk for something else is better than none.
    best = PURPOSES.get(case_file.kind, USUAL_PURPOSES)
    wanted = tuple(dict.fromkeys((*best, "general", "privacy", *USUAL_PURPOSES)))
    fitting = sorted(
        (c for c in given.contacts if c.purpose in wanted),
        key=lambda c: wanted.index(c.purpose),
    )
    trader = given.legal_entity or given.name
    recipient, purpose = _reached(case_file, trader, fitting)
    country = recipient.address.country if recipient.address else ""
    return Parties(
        service=given.name,
        trader=trader,
        country=given.country or country,
        sector=given.sector or str(_contract(case_file).get("sector", "")),
        recipient=recipient,
        purpose=purpose,
        is_typed=True,
        identifier_labels={},
        identifiers_required=given.identifiers_required,
    )


def _reached(
    case_file: CaseFile, trader: str, fitting: Sequence[Contact | InlineContact]
) -> tuple[Recipient, str]:
    """The best postal address and the best e-mail address, and the purpose of the one that the channel uses."""
    post = next((c for c in fitting if c.kind == "postal_address" and c.address), None)
    email = next((c for c in fitting if c.kind == "email"), None)
    by_email = case_file.channel in EMAIL_FIRST
    chosen = (email or post) if by_email else (post or email)
    recipient = Recipient(
        name=trader,
        address=post.address if post else None,
        email=email.value if email else "",
    )
    return recipient, chosen.purpose if chosen else ""


def _to_the_bank(case_file: CaseFile, found: Parties) -> Parties:
    """The provider is then the payee; the bank is what the person typed as recipient, or only its name."""
    return replace(
        found,
        recipient=Recipient(name=case_file.facts.get("bank", "")),
        purpose="",
        is_typed=True,
        identifiers_required=(),
    )


def _contract(case_file: CaseFile) -> dict[str, object]:
    contract = case_file.matter.get("contract")
    return contract if isinstance(contract, dict) else {}


def named_lines(
    name: str, address: Address, *, origin: str, language: str
) -> tuple[str, ...]:
    """The block for the envelope: the name once, the address lines, the country when posted abroad."""
    lines = envelope_lines(address, origin=origin, language=language)
    if not name or _carries(lines, name, address):
        return lines
    return (name, *lines)


def _carries(lines: tuple[str, ...], name: str, address: Address) -> bool:
    # Typed lines often begin with the company in its everyday form ("AliExpress, Attn: Legal Department"
    # for AliExpress E-Commerce One Pte. Ltd.): the same name twice would waste a line of the window.
    if address.is_structured and not address.lines:
        return bool(address.name or address.company_name)
    head = " ".join(lines[:2]).casefold()
    words = [w for w in name.casefold().replace(",", " ").split() if len(w) > 3]
    return name.casefold() in head or any(word in head for word in words[:1])
