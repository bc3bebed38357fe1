"""Which provider, and which of its addresses may a letter go to?"""

from datetime import date
from pathlib import Path

import pytest

from duly.kit.address import Address
from duly.knowledge import providers as catalogue
from duly.knowledge.provider_record import Contact, Source

TODAY = date(2026, 3, 2)


def source(**changes: object) -> Source:
    values = {
        "url": "https://acme.example/terms",
        "title": "Terms of Acme",
        "seen": TODAY,
        "origin": "provider",
    }
    return Source(**{**values, **changes})  # type: ignore[arg-type]


def contact(**changes: object) -> Contact:
    values = {
        "kind": "postal_address",
        "purpose": "termination",
        "source": source(),
        "address": Address(country="US", lines=("Acme", "1 Main St")),
    }
    return Contact(**{**values, **changes})  # type: ignore[arg-type]


def test_the_reference_service_offers_hong_kong_and_never_san_mateo() -> None:
    found = catalogue.provider("us/aliexpress-vip")
    assert [c.address.country for c in found.recipients if c.address] == ["HK"]
    assert found.recipients[0].purpose == "notices"
    assert "San Mateo" in found.disputed[0].text


def test_mcfit_has_no_recipient_since_its_own_text_was_never_seen() -> None:
    found = catalogue.provider("de/mcfit")
    assert found.recipients == ()
    assert found.postal_recipient is None


def test_no_provider_offers_an_address_that_is_disputed_or_not_its_own_word() -> None:
    for found in catalogue.providers():
        disputed = {entry.text for entry in found.disputed}
        for offered in found.recipients:
            assert offered.text not in disputed, found.slug
            assert offered.source.is_own_text, found.slug
            assert offered.purpose in ("termination", "notices"), found.slug


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "privacy"},
        {"purpose": "general"},
        {"source": source(origin="letter-seller")},
        {"source": source(origin="third-party")},
        {"source": source(origin="public-data")},
        {"source": source(checked="import")},
        {"kind": "page", "address": None, "value": "https://acme.example"},
    ],
)
def test_a_wrong_desk_or_a_strangers_word_makes_no_recipient(
    changes: dict[str, object],
) -> None:
    assert contact().may_prefill
    assert not contact(**changes).may_prefill


@pytest.mark.parametrize(
    "slug", ["us/nobody", "../etc/passwd", "us/../us/x", "US/x", "us", "us/a/b", ""]
)
def test_an_unknown_or_crooked_slug_is_no_provider(slug: str) -> None:
    with pytest.raises(KeyError):
        catalogue.provider(slug)


def test_a_stored_copy_is_as_old_as_the_page_in_it() -> None:
    old = source(page_date=date(2021, 7, 12))
    assert old.is_stale(today=TODAY)
    assert not source(page_date=date(2025, 6, 1)).is_stale(today=TODAY)
    assert not source(page_date=date(2021, 7, 12), checked="live").is_stale(today=TODAY)
    assert source(seen=None).is_stale(today=TODAY)


def test_a_fact_turns_stale_after_twelve_months_and_not_before() -> None:
    assert not source(seen=date(2025, 3, 2)).is_stale(today=TODAY)
    assert source(seen=date(2025, 3, 1)).is_stale(today=TODAY)


def test_terms_come_as_pieces_of_a_matter_and_only_the_sourced_ones() -> None:
    assert catalogue.deadline_terms(catalogue.provider("us/aliexpress-vip")) == {
        "sector": "shopping",
        "renews_for": "365d",
        "notice": "0d",
        "notice_to": "term_end",
        "trial": {"length": "30d"},
    }
    assert catalogue.deadline_terms(catalogue.provider("de/mcfit")) == {
        "sector": "fitness"
    }


def test_an_overlay_file_stands_for_the_packages(tmp_path: Path) -> None:
    folder = tmp_path / "providers" / "us"
    folder.mkdir(parents=True)
    (folder / "aliexpress-vip.toml").write_text(
        'name = "Ours"\nsector = "shopping"\ncountry = "US"\n', "utf-8"
    )
    assert catalogue.provider("us/aliexpress-vip", overlay=tmp_path).name == "Ours"
    assert catalogue.provider("us/aliexpress-vip").name == "AliExpress VIP"
    assert catalogue.provider("de/mcfit", overlay=tmp_path).name == "McFIT"


def test_what_an_import_joined_is_added_and_makes_no_recipient(tmp_path: Path) -> None:
    folder = tmp_path / "additions" / "de" / "mcfit"
    folder.mkdir(parents=True)
    (folder / "datenanfragen-mcfit.toml").write_text(
        """
[sources.record]
url = "https://example.org/mcfit.json"
title = "A record"
origin = "public-data"
checked = "import"

[[contacts]]
kind = "email"
purpose = "privacy"
value = "privacy@mcfit.example"
source = "record"
""",
        "utf-8",
    )
    found = catalogue.provider("de/mcfit", overlay=tmp_path)
    assert "privacy@mcfit.example" in [c.value for c in found.contacts]
    assert found.recipients == ()
