"""Who writes to whom: the recipient and the lines of the envelope."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from duly.kit.address import Address
from duly.knowledge.providers import Contact, Provider, Source, providers
from duly.letters.case_file import BadCaseFile, read_case_file
from duly.letters.compose import compose
from duly.letters.parties import Parties, entry_of, named_lines, parties
from tests.letters.sample_cases import case_document


def sides(country: str = "DE", **changes: Any) -> Parties:
    return parties(read_case_file(case_document(country, **changes)))


def contact(purpose: str, street: str) -> dict[str, Any]:
    lines = ["Acme GmbH", street, "96132 Schlüsselfeld"]
    return {"purpose": purpose, "address": {"country": "DE", "lines": lines}}


PROVIDER = {
    "name": "Acme",
    "legal_entity": "Acme GmbH",
    "country": "DE",
    "contacts": [
        contact("privacy", "P-Weg 1"),
        contact("notices", "N-Weg 2"),
        contact("termination", "T-Weg 3"),
    ],
}


def test_a_termination_goes_to_the_termination_desk() -> None:
    found = sides(provider=PROVIDER)
    assert found.recipient.address is not None
    assert found.recipient.address.lines[1] == "T-Weg 3"
    assert found.purpose == "termination"


def test_an_erasure_request_goes_to_the_privacy_desk() -> None:
    found = sides(provider=PROVIDER, goals=["erase_data"])
    assert found.recipient.address is not None
    assert found.recipient.address.lines[1] == "P-Weg 1"


def test_an_address_that_the_person_typed_goes_before_all() -> None:
    typed = {
        "name": "Acme Vertrieb",
        "address": {"country": "DE", "lines": ["Weg 9", "10115 Berlin"]},
    }
    found = sides(provider=PROVIDER, recipient=typed)
    assert found.recipient.name == "Acme Vertrieb"
    assert found.recipient.address is not None
    assert found.recipient.address.lines == ("Weg 9", "10115 Berlin")
    assert found.is_typed
    assert found.purpose == ""


def test_an_unknown_slug_is_refused_and_names_the_field() -> None:
    with pytest.raises(BadCaseFile) as refusal:
        sides(provider="de/nobody")
    assert refusal.value.field == "provider"


def test_without_any_address_the_recipient_has_none() -> None:
    assert sides(provider={"name": "Acme"}).recipient.address is None


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        (
            "Acme GmbH",
            ("Acme GmbH", "Weg 1", "10115 Berlin"),
            ("Acme GmbH", "Weg 1", "10115 Berlin"),
        ),
        (
            "Acme GmbH",
            ("Weg 1", "10115 Berlin"),
            ("Acme GmbH", "Weg 1", "10115 Berlin"),
        ),
        (
            "Acme Commerce One Ltd.",
            ("Acme, Attn: Legal", "Weg 1", "10115 Berlin"),
            ("Acme, Attn: Legal", "Weg 1", "10115 Berlin"),
        ),
        ("", ("Weg 1", "10115 Berlin"), ("Weg 1", "10115 Berlin")),
    ],
)
def test_the_name_stands_on_the_envelope_once(
    name: str, lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    address = Address(country="DE", lines=lines)
    assert named_lines(name, address, origin="DE", language="de") == expected


def test_a_letter_abroad_names_the_country_in_capitals() -> None:
    address = Address(country="HK", lines=("25/F Tower One", "1 Matheson Street"))
    assert named_lines("Acme", address, origin="US", language="en")[-1] == "HONG KONG"


def source(origin: str = "provider", checked: str = "archive") -> Source:
    return Source(
        url="https://acme.example/terms",
        title="Terms",
        seen=date(2026, 3, 2),
        checked=checked,
        origin=origin,
    )


def known(purpose: str, street: str = "", **options: Any) -> Contact:
    lines = ("Acme GmbH", street, "96132 Schlüsselfeld")
    address = Address(country="DE", lines=lines) if street else None
    return Contact(
        kind="postal_address" if street else "email",
        purpose=purpose,
        value="" if street else f"{purpose}@acme.example",
        address=address,
        source=source(**options),
    )


def record(*contacts: Contact) -> Provider:
    return Provider(
        slug="de/acme", name="Acme", country="DE", sector="other", post="accepted", contacts=contacts
    )  # fmt: skip


def catalogued(*contacts: Contact, **changes: Any) -> Parties:
    case = read_case_file(case_document("DE", provider="de/acme", **changes))
    return parties(case, catalogue=record(*contacts))


@pytest.mark.parametrize("origin", ["third-party", "letter-seller", "authority"])
def test_an_address_that_a_third_party_prints_is_never_picked(origin: str) -> None:
    found = catalogued(known("termination", "T-Weg 3", origin=origin))
    assert found.recipient.address is None
    both = catalogued(
        known("termination", "T-Weg 3", origin=origin), known("notices", "N-Weg 2")
    )
    assert both.recipient.address is not None
    assert both.recipient.address.lines[1] == "N-Weg 2"


def test_an_imported_address_that_nobody_read_is_never_picked() -> None:
    found = catalogued(known("privacy", "P-Weg 1", checked="import"), kind="erasure")
    assert found.recipient.address is None


@pytest.mark.parametrize(
    ("channel", "purpose", "has_sentence"),
    [
        ("post", "notices", True),
        ("self_print", "notices", True),
        ("email", "termination", False),
        ("registered_email", "termination", False),
        ("drop_box", "termination", False),
    ],
)
def test_the_desk_that_the_channel_reaches_decides_the_sentence_about_notices(
    channel: str, purpose: str, has_sentence: bool
) -> None:
    contacts = (known("notices", "N-Weg 2"), known("termination"))
    assert catalogued(*contacts, channel=channel).purpose == purpose
    case = read_case_file(
        case_document("DE", provider="de/acme", channel=channel, language="en")
    )
    text = compose(case, answer=None, format="txt", catalogue=record(*contacts)).text
    assert ("address for legal notices" in text) is has_sentence


def test_without_an_email_desk_the_postal_one_decides() -> None:
    found = catalogued(known("notices", "N-Weg 2"), channel="drop_box")
    assert found.purpose == "notices"


def test_an_operators_own_record_goes_before_the_packages(tmp_path: Path) -> None:
    packaged = providers()[0]
    folder = tmp_path / "providers" / packaged.slug.partition("/")[0]
    folder.mkdir(parents=True)
    own = f'name = "Our Own"\ncountry = "{packaged.country}"\nsector = "other"\npost = "unknown"\nsummary = "Ours."\n'
    (tmp_path / "providers" / f"{packaged.slug}.toml").write_text(own)
    assert entry_of(packaged.slug, overlay=tmp_path).name == "Our Own"
    assert entry_of(packaged.slug).name == packaged.name


BANK = {"name": "Acme Bank", "address": {"country": "DE", "lines": ["Bankweg 1", "10115 Berlin"]}}  # fmt: skip


def test_an_instruction_goes_to_the_bank_and_names_the_payee() -> None:
    found = sides(kind="stop_payment", recipient=BANK)
    assert found.recipient.name == "Acme Bank"
    assert found.trader == "Acme Streaming"
    assert found.identifiers_required == ()


def test_an_instruction_never_goes_to_the_payee() -> None:
    found = sides(kind="stop_payment", facts={"bank": "Acme Bank"})
    assert found.recipient.address is None
    assert found.recipient.name == "Acme Bank"
    assert found.is_typed
