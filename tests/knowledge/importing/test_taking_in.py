"""Takes public lists into the operator's own folder, and keeps strangers' records where they belong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duly.knowledge import providers as catalogue
from duly.knowledge.importing.raw_records import NoSuchList
from duly.knowledge.importing.taking_in import Imported, take_in
from duly.knowledge.search import search
from tests.conftest import shared_data


def acme(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "slug": "acme-fon",
        "relevant-countries": ["de"],
        "categories": ["telecommunication"],
        "name": "Acme Fon GmbH",
        "runs": ["Acme Surf"],
        "address": "Datenschutz\nHauptstraße 1\n10115 Berlin\nDeutschland",
        "phone": "+49 30 1234567",
        "email": "datenschutz@acme-fon.example",
        "web": "https://www.acme-fon.example/",
        "sources": ["https://www.acme-fon.example/impressum"],
        "quality": "verified",
    }
    record.update(changes)
    return {key: value for key, value in record.items() if value is not None}


def account(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": "Acme Photos",
        "url": "https://photos.acme.example/delete",
        "difficulty": "hard",
        "notes": "Press delete.",
        "domains": ["photos.acme.example"],
    }
    record.update(changes)
    return {key: value for key, value in record.items() if value is not None}


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def write(*records: dict[str, Any] | bytes) -> Path:
        home = tmp_path / "list" / "companies"
        home.mkdir(parents=True, exist_ok=True)
        for number, record in enumerate(records):
            content = (
                record if isinstance(record, bytes) else json.dumps(record).encode()
            )
            (home / f"{number:03}.json").write_bytes(content)
        return tmp_path / "list"

    return write


@pytest.fixture
def sites(tmp_path: Path) -> Callable[..., Path]:
    def write(*records: Any) -> Path:
        path = tmp_path / "sites.json"
        path.write_text(json.dumps(list(records)), "utf-8")
        return path

    return write


def figures(counts: Imported) -> tuple[int, int, int, int, int]:
    return (
        counts.read,
        counts.created,
        counts.updated,
        counts.joined,
        len(counts.refused),
    )


def test_a_record_becomes_a_service_that_offers_no_recipient(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    counts = take_in("datenanfragen", folder(acme()), data=tmp_path / "data")
    assert figures(counts) == (1, 1, 0, 0, 0)
    found = catalogue.provider("de/acme-fon", overlay=tmp_path / "data")
    assert (found.name, found.country, found.sector) == (
        "Acme Fon GmbH",
        "DE",
        "telecom",
    )
    assert found.imported
    assert found.checked_on is None
    assert {contact.purpose for contact in found.contacts} == {"privacy"}
    assert found.recipients == ()


def test_an_imported_service_is_found_and_labelled(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    take_in("datenanfragen", folder(acme()), data=tmp_path / "data")
    hits = search(
        "acme surf", index=tmp_path / "search.sqlite3", overlay=tmp_path / "data"
    )
    assert [(hit.slug, hit.imported, hit.checked_on) for hit in hits] == [
        ("de/acme-fon", True, None)
    ]


def test_the_raw_record_is_kept_byte_for_byte(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    raw = b'{ "slug":"acme-fon",\n"name": "Acme Fon", "address": "Weg 1\\n10115 Berlin\\nGermany" }'
    take_in("datenanfragen", folder(raw), data=tmp_path / "data")
    kept = tmp_path / "data" / "imports" / "datenanfragen" / "de.acme-fon.json"
    assert kept.read_bytes() == raw


def test_the_same_list_a_second_time_changes_nothing(
    folder: Callable[..., Path], sites: Callable[..., Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    take_in("datenanfragen", folder(acme()), data=data)
    take_in(
        "jdm",
        sites(account(), account(name="AliX", domains=["aliexpress.com"])),
        data=data,
    )
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in data.rglob("*.*")}
    again = take_in("datenanfragen", folder(acme()), data=data)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    again = take_in("jdm", tmp_path / "sites.json", data=data)
    assert (again.created, again.updated, again.joined, again.unchanged) == (0, 0, 1, 1)
    assert before == {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in data.rglob("*.*")
    }


def test_a_changed_record_is_updated_once(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    take_in("datenanfragen", folder(acme()), data=data)
    changed = acme(email="neu@acme-fon.example")
    assert figures(take_in("datenanfragen", folder(changed), data=data)) == (
        1,
        0,
        1,
        0,
        0,
    )
    found = catalogue.provider("de/acme-fon", overlay=data)
    assert "neu@acme-fon.example" in [contact.value for contact in found.contacts]


def test_a_record_of_a_known_domain_joins_it_and_brings_no_recipient(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    record = acme(
        slug="aliexpress",
        name="AliExpress.com",
        web="https://www.aliexpress.com/",
        email="desk@aliexpress.example",
        address="c/o Alibaba.com Singapore\n10 Collyer Quay\n#10-01 Ocean Financial Centre\nSingapore 049315\nRepublic of Singapore",
    )
    data = tmp_path / "data"
    assert figures(take_in("datenanfragen", folder(record), data=data)) == (
        1,
        0,
        0,
        1,
        0,
    )
    assert not (data / "providers").exists()
    found = catalogue.provider("us/aliexpress-vip", overlay=data)
    assert found.checked_on is not None
    assert "desk@aliexpress.example" in [contact.value for contact in found.contacts]
    assert [c.address.country for c in found.recipients if c.address] == ["HK"]


def test_an_address_that_we_found_wrong_does_not_come_back_by_an_import(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    record = acme(
        slug="aliexpress",
        name="AliExpress.com",
        web="https://www.aliexpress.com/",
        address="c/o Alibaba.com Singapore\n10 Collyer Quay\n#10-01 Ocean Financial Centre\nSingapore 049315\nSingapore",
    )
    take_in("datenanfragen", folder(record), data=tmp_path / "data")
    found = catalogue.provider("us/aliexpress-vip", overlay=tmp_path / "data")
    assert not any("Collyer" in contact.text for contact in found.contacts)


def test_an_account_page_says_that_it_ends_no_contract(
    sites: Callable[..., Path], tmp_path: Path
) -> None:
    assert figures(take_in("jdm", sites(account()), data=tmp_path)) == (1, 1, 0, 0, 0)
    found = catalogue.provider("zz/acme-photos", overlay=tmp_path)
    assert {fact.kind: fact.value for fact in found.facts} == {
        "account_deletion": "https://photos.acme.example/delete",
        "rating": "hard",
    }
    for fact in found.facts:
        assert "Deleting an account does not end a contract." in fact.text
    assert not found.own_way.known
    assert found.recipients == ()


def test_an_account_page_joins_what_the_other_list_brought(
    folder: Callable[..., Path], sites: Callable[..., Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    take_in("datenanfragen", folder(acme()), data=data)
    record = account(name="Acme", domains=["acme-fon.example", "acme.example"])
    assert figures(take_in("jdm", sites(record), data=data)) == (1, 0, 0, 1, 0)
    found = catalogue.provider("de/acme-fon", overlay=data)
    assert [fact.kind for fact in found.facts] == ["account_deletion", "rating"]
    assert len(found.contacts) == 3


def test_a_file_that_the_operator_wrote_is_never_overwritten(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    mine = data / "providers" / "de" / "acme-fon.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text('name = "Ours"\nsector = "telecom"\ncountry = "DE"\n', "utf-8")
    before = mine.read_bytes()
    take_in("datenanfragen", folder(acme()), data=data)
    assert mine.read_bytes() == before
    assert (data / "providers" / "de" / "acme-fon-datenanfragen.toml").exists()


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (b"{", "broken-json"),
        (b"[" * 200_000, "too-big"),
        (b"[" * 60_000, "broken-json"),
        (b"\xff\xfe{}", "not-utf-8"),
        (b"[]", "not-an-object"),
        (b'"text"', "not-an-object"),
        (b" " * 70_000, "too-big"),
        (acme(name=None), "missing-name"),
        (acme(name="  "), "missing-name"),
        (acme(name=7), "not-a-text"),
        (acme(name="A" * 201), "too-long"),
        (acme(name="Acme <script>alert(1)</script>"), "hostile-text"),
        (acme(name="Acme \u202egnp.exe"), "hostile-text"),
        (acme(name="Acme\x00"), "hostile-text"),
        (acme(name="Acme {{ settings.SECRET_KEY }}"), "hostile-text"),
        (acme(name="Acme \ud800"), "hostile-text"),
        (acme(slug=None), "missing-slug"),
        (acme(slug="../../etc/passwd"), "bad-slug"),
        (acme(slug="/etc/passwd"), "bad-slug"),
        (acme(slug="acme/fon"), "bad-slug"),
        (acme(slug="Acme Fon"), "bad-slug"),
        (acme(slug="a" * 101), "bad-slug"),
        (acme(slug=["acme"]), "bad-slug"),
        (acme(address=None), "missing-address"),
        (acme(address="Hauptstraße 1\n10115 Berlin\nAtlantis"), "unknown-country"),
        (acme(address="Deutschland"), "bad-address"),
        (acme(address="\n".join(["x"] * 11) + "\nDeutschland"), "bad-address"),
        (acme(address="Weg \x1b[31m 1\nBerlin\nDeutschland"), "hostile-text"),
        (acme(email="a@b.example\nBcc: c@d.example"), "hostile-text"),
        (acme(email="nobody"), "bad-email"),
        (acme(web="javascript:alert(1)"), "bad-url"),
        (acme(web="https://acme.example@evil.example/"), "bad-url"),
        (acme(web="file:///etc/passwd"), "bad-url"),
        (acme(phone="call us <now>"), "hostile-text"),
        (acme(phone="call us now"), "bad-number"),
        (acme(runs="not a list"), "not-a-list"),
    ],
)
def test_a_bad_record_is_refused_by_name_and_the_good_one_beside_it_comes_in(
    record: dict[str, Any] | bytes,
    code: str,
    folder: Callable[..., Path],
    tmp_path: Path,
) -> None:
    good = acme(slug="good", name="Good GmbH")
    counts = take_in("datenanfragen", folder(record, good), data=tmp_path / "data")
    assert figures(counts) == (2, 1, 0, 0, 1)
    assert (counts.refused[0].record, counts.refused[0].code) == ("000.json", code)
    assert counts.refused[0].message
    written = sorted(p.name for p in (tmp_path / "data" / "providers").rglob("*.toml"))
    assert written == ["good.toml"]


def test_two_records_of_one_slug_are_not_mixed(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    first, second = acme(), acme(name="Other GmbH", web=None)
    counts = take_in("datenanfragen", folder(first, second), data=tmp_path / "data")
    assert figures(counts) == (2, 1, 0, 0, 1)
    assert counts.refused[0].code == "duplicate-slug"
    found = catalogue.provider("de/acme-fon", overlay=tmp_path / "data")
    assert found.name == "Acme Fon GmbH"


def test_a_link_that_leads_out_of_the_list_is_refused(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    home = folder(acme())
    (home / "companies" / "evil.json").symlink_to("/etc/passwd")
    counts = take_in("datenanfragen", home, data=tmp_path / "data")
    assert [(r.record, r.code) for r in counts.refused] == [("evil.json", "not-a-file")]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (account(name=None), "missing-name"),
        (account(url="javascript:alert(1)"), "bad-url"),
        (account(url=None), "bad-url"),
        (account(difficulty="fine"), "bad-difficulty"),
        (account(difficulty=["easy"]), "bad-difficulty"),
        (account(domains="acme.example"), "not-a-list"),
        (account(email="nobody"), "bad-email"),
        (account(notes="x" * 70_000), "too-big"),
        (account(name="../../x", domains=[]), None),
        (account(name="日本", domains=[]), "bad-slug"),
        (["a", "list"], "not-an-object"),
        ("text", "not-an-object"),
    ],
)
def test_a_bad_account_record_is_refused_and_no_path_leaves_the_folder(
    record: Any, code: str | None, sites: Callable[..., Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    counts = take_in("jdm", sites(record), data=data)
    assert [refusal.code for refusal in counts.refused] == ([code] if code else [])
    written = [p for p in data.rglob("*") if p.is_file()]
    assert all(p.resolve().is_relative_to(data.resolve()) for p in written)
    assert len(written) == (0 if code else 2)


def test_two_accounts_of_one_name_both_come_in_and_keep_their_names(
    sites: Callable[..., Path], tmp_path: Path
) -> None:
    path = sites(account(), account(domains=["two.example"], difficulty="easy"))
    for _ in range(2):
        take_in("jdm", path, data=tmp_path)
        names = sorted(p.stem for p in (tmp_path / "providers" / "zz").iterdir())
        assert names == ["acme-photos", "acme-photos-two-example"]
    second = catalogue.provider("zz/acme-photos-two-example", overlay=tmp_path)
    assert [fact.value for fact in second.facts if fact.kind == "rating"] == ["easy"]


@pytest.mark.parametrize("name", ["datenanfragen", "jdm"])
def test_a_path_that_holds_no_list_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoSuchList, match=str(tmp_path)):
        take_in(name, tmp_path, data=tmp_path / "data")


def test_a_list_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "sites.json").write_text("{", "utf-8")
    with pytest.raises(NoSuchList, match=r"sites\.json"):
        take_in("jdm", tmp_path, data=tmp_path / "data")


def test_the_whole_public_list_of_accounts_comes_in_twice(tmp_path: Path) -> None:
    path = shared_data("jdm/sites.json")
    first = take_in("jdm", path, data=tmp_path)
    assert first.read == 2591
    assert len(first.refused) < 10
    assert first.joined >= 5
    assert (
        first.created + first.joined + first.unchanged + len(first.refused)
        == first.read
    )
    second = take_in("jdm", path, data=tmp_path)
    assert (second.created, second.updated) == (0, 0)
    for provider in catalogue.readable_providers(overlay=tmp_path):
        for offered in provider.recipients:
            assert offered.source.checked != "import", provider.slug


def test_the_whole_public_list_of_privacy_desks_makes_no_recipient(
    tmp_path: Path,
) -> None:
    import tarfile

    archive = shared_data("datenanfragen/records-original.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "list", filter="data")
    first = take_in("datenanfragen", tmp_path / "list", data=tmp_path / "data")
    assert first.read == 3069
    assert len(first.refused) < 10
    second = take_in("datenanfragen", tmp_path / "list", data=tmp_path / "data")
    assert (second.created, second.updated) == (0, 0)
    for provider in catalogue.readable_providers(overlay=tmp_path / "data"):
        if provider.imported:
            assert provider.recipients == ()
            assert {contact.purpose for contact in provider.contacts} == {"privacy"}
