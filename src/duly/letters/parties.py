"""Who writes to whom? Names and lines of sender and recipient, resolved from the case file and the catalogue."""

from dataclasses import dataclass, replace

from duly.kit.address import Address
from duly.kit.address_lines import envelope_lines
from duly.knowledge.providers import Provider, provider
from duly.letters.case_file import BadCaseFile, CaseFile, Recipient

# Which contacts may receive this kind of letter, the best first.
PURPOSES = {
    "withdrawal": ("withdrawal", "termination", "notices"),
    "erasure": ("privacy", "notices"),
}
USUAL_PURPOSES = ("termination", "notices")


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
        found = _from_catalogue(case_file, catalogue or _entry(case_file.provider))
    else:
        found = _from_inline(case_file)
    typed = case_file.recipient
    if typed is None:
        return found
    return replace(
        found,
        recipient=Recipient(
            name=typed.name or found.trader,
            address=typed.address or found.recipient.address,
            email=typed.email or found.recipient.email,
        ),
        purpose="" if typed.address else found.purpose,
        is_typed=found.is_typed or bool(typed.address or typed.email),
    )


def _entry(slug: str) -> Provider:
    try:
        return provider(slug)
    except KeyError:
        raise BadCaseFile(
            "provider",
            f"there is no catalogue entry {slug!r}; look it up with `duly catalogue search`, or give name and address",
        ) from None


def _from_catalogue(case_file: CaseFile, entry: Provider) -> Parties:
    wanted = PURPOSES.get(case_file.kind, USUAL_PURPOSES)
    fitting = sorted(
        (c for c in entry.contacts if c.purpose in wanted),
        key=lambda c: wanted.index(c.purpose),
    )
    post = next((c for c in fitting if c.kind == "postal_address" and c.address), None)
    email = next((c for c in fitting if c.kind == "email"), None)
    trader = entry.legal_entity or entry.name
    chosen = post or email
    return Parties(
        service=entry.name,
        trader=trader,
        country=entry.country,
        sector=entry.sector,
        recipient=Recipient(
            name=trader,
            address=post.address if post else None,
            email=email.value if email else "",
        ),
        purpose=chosen.purpose if chosen else "",
        is_typed=False,
        identifier_labels={i.key: i.label for i in entry.identifiers},
        identifiers_required=tuple(i.key for i in entry.identifiers if i.required),
    )


def _from_inline(case_file: CaseFile) -> Parties:
    given = case_file.provider
    assert not isinstance(given, str)  # noqa: S101 - the caller looked
    wanted = (*PURPOSES.get(case_file.kind, USUAL_PURPOSES), "general", "privacy")
    fitting = sorted(
        (c for c in given.contacts if c.purpose in wanted),
        key=lambda c: wanted.index(c.purpose),
    )
    post = next((c for c in fitting if c.address), None)
    email = next((c for c in fitting if c.kind == "email"), None)
    chosen = post or email
    trader = given.legal_entity or given.name
    return Parties(
        service=given.name,
        trader=trader,
        country=given.country
        or (post.address.country if post and post.address else ""),
        sector=given.sector or str(_contract(case_file).get("sector", "")),
        recipient=Recipient(
            name=trader,
            address=post.address if post else None,
            email=email.value if email else "",
        ),
        purpose=chosen.purpose if chosen else "",
        is_typed=True,
        identifier_labels={},
        identifiers_required=given.identifiers_required,
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
