"""Who writes to whom: the recipient and the lines of the envelope."""

from typing import Any

import pytest

from duly.kit.address import Address
from duly.letters.case_file import BadCaseFile, read_case_file
from duly.letters.parties import Parties, named_lines, parties
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
