"""The case file of `duly letter`: its shape, and the field that a refusal names."""

from datetime import date
from typing import Any

import pytest

from duly.letters.case_file import BadCaseFile, InlineProvider, read_case_file
from tests.letters.sample_cases import STROKES, case_document


def test_a_sound_case_file_is_read_whole() -> None:
    case = read_case_file(case_document("DE"))
    assert case.sender.name == "Ada Lindqvist"
    assert case.date == date(2026, 3, 2)
    assert case.kind == "ordinary"
    assert case.residence == "DE-BE"
    assert isinstance(case.provider, InlineProvider)
    assert case.provider.contacts[0].purpose == "termination"


def test_a_slug_stays_a_slug() -> None:
    assert read_case_file(case_document(provider="us/acme")).provider == "us/acme"


def test_an_identifier_of_null_means_that_the_person_does_not_have_it() -> None:
    case = read_case_file(case_document(identifiers={"contract_number": None}))
    assert case.identifiers == {"contract_number": None}


def test_a_missing_sender_is_no_fault_of_shape() -> None:
    assert read_case_file(case_document(sender={})).sender.name == ""


def test_a_bare_address_serves_as_recipient() -> None:
    bare = {"country": "DE", "lines": ["Acme GmbH", "Tannenberg 4", "96132 Ort"]}
    recipient = read_case_file(case_document(recipient=bare)).recipient
    assert recipient is not None
    assert recipient.address is not None
    assert recipient.address.lines[0] == "Acme GmbH"


def test_the_day_of_the_matter_serves_when_the_letter_has_none() -> None:
    document = case_document(matter={"today": "2026-03-02"})
    del document["date"]
    assert read_case_file(document).date == date(2026, 3, 2)


def test_erasing_alone_is_a_letter_of_its_own_kind() -> None:
    assert read_case_file(case_document(goals=["erase_data"])).kind == "erasure"
    both = case_document(goals=["end_contract", "erase_data"])
    assert read_case_file(both).kind == "ordinary"


BAD: list[tuple[dict[str, Any], str]] = [
    ({"provider": None}, "provider"),
    ({"provider": {"name": " "}}, "provider.name"),
    ({"provider": {"name": "Acme", "contacts": ["x"]}}, "provider.contacts"),
    ({"provider": {"name": "Acme", "address": "Main St"}}, "provider.address"),
    ({"provider": {"name": "Acme", "address": {"lines": []}}}, "provider.address"),
    ({"sender": "Ada"}, "sender"),
    ({"sender": {"name": 7}}, "sender.name"),
    ({"sender": {"address": {"country": "US", "lines": "x"}}}, "sender.address"),
    ({"recipient": "Acme"}, "recipient"),
    ({"channel": "pigeon"}, "channel"),
    ({"goals": ["win"]}, "goals"),
    ({"goals": "end_contract"}, "goals"),
    ({"matter": []}, "matter"),
    ({"matter": {"act": "revenge"}}, "matter.act"),
    ({"identifiers": {"contract_number": ["a"]}}, "identifiers.contract_number"),
    ({"facts": {"amount": None}}, "facts.amount"),
    ({"language": 5}, "language"),
    ({"free_text": ["a"]}, "free_text"),
    ({"date": "2026-02-30"}, "date"),
    ({"date": "02.03.2026"}, "date"),
    ({"date": None}, "date"),
    ({"signature": {"kind": "stamped"}}, "signature"),
    ({"signature": {"kind": "drawn", "strokes": []}}, "signature"),
]


@pytest.mark.parametrize(("change", "field"), BAD, ids=[f"{c}" for c, _ in BAD])
def test_a_refusal_names_the_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadCaseFile) as refusal:
        read_case_file(case_document(**change))
    assert refusal.value.field == field
    assert refusal.value.message


def test_a_drawn_signature_keeps_its_points() -> None:
    signature = {"kind": "drawn", "strokes": STROKES}
    case = read_case_file(case_document(signature=signature))
    assert case.signature.strokes[0][0] == (12.0, 44.0)
    assert len(case.signature.strokes) == 3
