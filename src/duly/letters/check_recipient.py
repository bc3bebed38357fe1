"""May the letter go to this recipient? What a person typed warns; what the catalogue does not know for sure blocks."""

from collections.abc import Iterator

from duly.kit.address import FIELDS, Address
from duly.kit.said import said
from duly.knowledge.folding import folded
from duly.knowledge.providers import Contact, Provider
from duly.letters.case_file import CaseFile, InlineProvider
from duly.letters.check_place import country_of_postcode, is_of
from duly.letters.check_rumour import disputed_in
from duly.letters.check_sender import is_privacy_desk
from duly.letters.findings import Finding, blocking, warning
from duly.letters.parties import PURPOSES, USUAL_PURPOSES, Parties

BY_EMAIL = frozenset({"email", "registered_email"})


def check_recipient(
    case_file: CaseFile, *, sides: Parties, catalogue: Provider | None
) -> Iterator[Finding]:
    """`sides` as `parties` resolved them; `catalogue` is None for a provider that the person typed."""
    if sides.is_typed and not _reachable(case_file, sides):
        yield _nowhere(case_file)
    elif sides.is_typed:
        yield from _typed(case_file, sides, catalogue)
    else:
        yield from _from_catalogue(case_file, catalogue)
    yield from _country(case_file, sides)


def _reachable(case_file: CaseFile, sides: Parties) -> bool:
    by_email = case_file.channel in BY_EMAIL
    return bool(sides.recipient.email if by_email else sides.recipient.address)


def _nowhere(case_file: CaseFile) -> Finding:
    by_email = case_file.channel in BY_EMAIL
    message = said(
        "There is nowhere to send it: give a postal address, as it stands in the contract or on a bill."
    )
    if by_email:
        message = said(
            "There is nowhere to send it: give an e-mail address, as it stands in the contract or on a bill."
        )
    return blocking(
        "recipient-unverified",
        where="recipient",
        message=message,
    )


def _typed(
    case_file: CaseFile, sides: Parties, catalogue: Provider | None
) -> Iterator[Finding]:
    where = "recipient" if case_file.recipient else "provider.address"
    text = _written(sides.recipient.address, sides.recipient.email)
    if _is_confirmed(text, case_file, catalogue):
        return
    rumour = disputed_in(text, catalogue) if catalogue else None
    message = said(
        "You typed this address and we have not seen it in the company's own words. Compare it with the contract or a bill."
    )
    if rumour:
        message = said("%(message)s %(why)s", message=message, why=rumour.why)
    yield warning("recipient-unverified", where=where, message=message)
    if case_file.kind != "erasure" and _is_desk(case_file, sides):
        yield warning(
            "privacy-desk-only",
            where=where,
            message=said(
                "This address is for privacy questions; nobody there has to act on a notice. Use the address in the contract if there is one."
            ),
        )


def _is_confirmed(text: str, case_file: CaseFile, catalogue: Provider | None) -> bool:
    """The person typed what the provider itself names for this purpose."""
    offered = [c for c in (catalogue.contacts if catalogue else ()) if is_sound(c)]
    wanted = PURPOSES.get(case_file.kind, USUAL_PURPOSES)
    return any(
        contact.purpose in wanted and _same(contact, text) for contact in offered
    )


def _same(contact: Contact, text: str) -> bool:
    if contact.address is None:
        return folded(contact.value) in text
    return all(folded(line) in text for line in contact.address.lines[-2:])


def _is_desk(case_file: CaseFile, sides: Parties) -> bool:
    if isinstance(case_file.provider, InlineProvider) and sides.purpose == "privacy":
        return True
    email = sides.recipient.email
    return bool(email) and is_privacy_desk(email) and _email_counts(case_file, sides)


def _email_counts(case_file: CaseFile, sides: Parties) -> bool:
    return case_file.channel in BY_EMAIL or sides.recipient.address is None


def _from_catalogue(
    case_file: CaseFile, catalogue: Provider | None
) -> Iterator[Finding]:
    if catalogue is None:
        return
    wanted = PURPOSES.get(case_file.kind, USUAL_PURPOSES)
    fitting = [
        contact
        for contact in catalogue.contacts
        if contact.purpose in wanted and contact.kind in ("email", "postal_address")
    ]
    sound = [contact for contact in fitting if is_sound(contact)]
    if not sound:
        yield blocking("recipient-unverified", where="recipient", message=_why(fitting))
    elif not any(_fits(contact, case_file.channel) for contact in sound):
        yield warning(
            "recipient-unverified", where="recipient", message=_other_way(case_file)
        )
    if not sound and case_file.kind != "erasure" and _only_desks(catalogue):
        yield blocking(
            "privacy-desk-only",
            where="recipient",
            message=said(
                "Of %(name)s we know only the desk for privacy questions. A notice sent there may be ignored; type the address that stands in the contract or on a bill.",
                name=catalogue.name,
            ),
        )


def _fits(contact: Contact, channel: str) -> bool:
    return (contact.kind == "email") == (channel in BY_EMAIL)


def _other_way(case_file: CaseFile) -> str:
    if case_file.channel in BY_EMAIL:
        return said(
            "The company names only a postal address for this. Type the e-mail address of the contract, or send the letter by post."
        )
    return said(
        "The company names only an e-mail address for this. Type the postal address of the contract, or send the letter by e-mail."
    )


def _why(fitting: list[Contact]) -> str:
    ask = said("Type the one in the contract or on a bill, or confirm ours.")
    if not fitting:
        return said(
            "We know no address where this company takes such a letter. %(ask)s",
            ask=ask,
        )
    return said(
        "We know this address only from others (%(title)s), not from the company. %(ask)s",
        title=fitting[0].source.title or fitting[0].source.url,
        ask=ask,
    )


def is_sound(contact: Contact) -> bool:
    """Seen in the provider's own words, not in a bulk list and not with a letter seller."""
    return contact.source.is_own_text and contact.source.checked != "import"


def _only_desks(catalogue: Provider) -> bool:
    reachable = [c for c in catalogue.contacts if c.kind in ("email", "postal_address")]
    return bool(reachable) and all(c.purpose == "privacy" for c in reachable)


def _written(address: Address | None, email: str) -> str:
    return folded(" ".join([*address_texts(address), email]))


def address_texts(address: Address | None) -> Iterator[str]:
    """Every text of an address, lines first."""
    if address is not None:
        yield from address.lines
        yield from (value for name in FIELDS if (value := getattr(address, name)))


def _country(case_file: CaseFile, sides: Parties) -> Iterator[Finding]:
    for where, address in (
        ("sender.address", case_file.sender.address),
        ("recipient.address", sides.recipient.address),
    ):
        if address and (other := other_country(address)):
            yield blocking(
                "address-country-mismatch",
                where=where,
                message=said(
                    "The country given is %(country)s, but the address itself is in %(other)s. Put one of them right.",
                    country=address.country,
                    other=other,
                ),
            )
    place = case_file.matter.get("recipient_place")
    address = sides.recipient.address
    if address and isinstance(place, str) and place[:2].upper() != address.country[:2]:
        yield blocking(
            "address-country-mismatch",
            where="recipient.address",
            message=said(
                "The dates were reckoned for a recipient in %(place)s, the address is in %(country)s.",
                place=place,
                country=address.country,
            ),
        )


def other_country(address: Address) -> str | None:
    """The country that the address itself shows, when it is another than the one given."""
    from duly.kit.countries import country_code, country_named

    given = country_code(address.country)
    texts = [text for text in address_texts(address) if text.strip()]
    named = country_named(texts[-1]) if len(texts) > 1 and address.lines else None
    if named is not None:
        return named if named != given else None
    for text in texts:
        found = country_of_postcode(text.upper().strip())
        if found is not None and not is_of(found[0], given=given):
            return found[0]
    return None
