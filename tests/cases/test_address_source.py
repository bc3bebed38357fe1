"""Where the address was read that a mail goes to stands in the evidence; what a person typed as a source, mostly not."""

from datetime import datetime
from typing import Any

import pytest

from duly.cases.actions.draft import open_case
from duly.cases.address_source import address_source
from duly.knowledge.providers import providers
from tests.cases.conftest import DOCUMENT

pytestmark = pytest.mark.django_db


def source_of(now: datetime, to: str, **changes: Any) -> dict[str, str]:
    return address_source(open_case({**DOCUMENT, **changes}, now=now).case, to)


def test_an_address_of_the_catalogue_brings_its_page_and_its_day(now: datetime) -> None:
    entry, contact = next(
        (entry, one)
        for entry in providers()
        for one in entry.contacts
        if one.kind == "email" and one.source.seen
    )
    found = source_of(now, contact.value.upper(), provider=entry.slug)
    assert found["kind"] == "catalogue"
    assert found["url"] == contact.source.url
    assert found["captured_at"] == str(contact.source.seen)
    assert found["purpose"] == contact.purpose
    assert len(found["sha256"]) == 64


def test_an_address_that_the_person_typed_beside_the_catalogue_is_called_so(
    now: datetime,
) -> None:
    slug = next(iter(providers())).slug
    assert source_of(now, "x@y.test", provider=slug) == {"kind": "typed"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "https://acme.test/terms?customer=4711#ada",
            "https://acme.test/terms",
        ),
        ("my contract K-4711, page 3", ""),
        ("https://ada:secret@acme.test/", ""),
        ("http://[", ""),
    ],
)
def test_of_what_a_person_typed_as_the_source_only_the_page_is_kept(
    typed: str, kept: str, now: datetime
) -> None:
    contact = {
        "kind": "email",
        "value": "kim@acme.test",
        "purpose": "termination",
        "source": typed,
        "checked_on": "2026-02-01",
    }
    found = source_of(
        now,
        "kim@acme.test",
        provider={"name": "Acme", "country": "US", "contacts": [contact]},
    )
    assert found.get("url", "") == kept
    assert found["captured_at"] == "2026-02-01"
    assert "4711" not in str(found)
