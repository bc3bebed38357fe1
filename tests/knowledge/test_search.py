"""Find a service by what a person remembers of its name."""

import os
from pathlib import Path

import pytest

from duly.knowledge.search import build_index, search


def record(home: Path, slug: str, name: str, **more: str) -> None:
    path = home / "providers" / f"{slug}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f'name = "{name}"', 'sector = "other"', f'country = "{slug[:2].upper()}"']
    lines += [f"{key} = {value}" for key, value in more.items()]
    path.write_text("\n".join(lines), "utf-8")


def slugs(words: str, home: Path, *, country: str = "", limit: int = 10) -> list[str]:
    hits = search(
        words,
        index=home / "search.sqlite3",
        overlay=home,
        country=country,
        limit=limit,
    )
    return [hit.slug for hit in hits]


@pytest.mark.parametrize(
    "words",
    [
        "aliexpress",
        "AliExpress VIP",
        "ali",
        "ali expres",
        "alixpress",
        "aliexpress.com",
        "vip aliexpress",
        "aliexrpess",
    ],
)
def test_the_reference_service_is_found_however_it_is_typed(
    words: str, tmp_path: Path
) -> None:
    assert slugs(words, tmp_path)[0] == "us/aliexpress-vip"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Netflix kündigen", "us/netflix"),
        ("netflix kuendigen", "us/netflix"),
        ("netlfix kündigen", "us/netflix"),
        ("McFIT Vertrag kündigen", "de/mcfit"),
        ("résilier Orange", "fr/orange"),
        ("resiliation de l'abonnement deezer", "fr/deezer"),
        ("darse de baja de tinder", "us/tinder"),
        ("disdetta amazon prime", "us/amazon-prime"),
        ("spotify opzeggen", "us/spotify"),
        ("cancel my netflix subscription", "us/netflix"),
    ],
)
def test_what_people_type_beside_a_name_does_not_hide_the_service(
    words: str, slug: str, tmp_path: Path
) -> None:
    assert slugs(words, tmp_path)[0] == slug


@pytest.mark.parametrize("words", ["kündigen", "cancel my contract", "zzqqxx kündigen"])
def test_such_words_alone_find_nothing(words: str, tmp_path: Path) -> None:
    assert slugs(words, tmp_path) == []


def test_a_service_named_with_such_a_word_is_found_by_it(tmp_path: Path) -> None:
    record(tmp_path, "us/qwert", "Contract Letter Qwert")
    assert slugs("contract letter", tmp_path) == ["us/qwert"]


@pytest.mark.parametrize("words", ["mcfit", "mc fit", "mcfti", "MCFIT"])
def test_mcfit_is_found_with_a_slip(words: str, tmp_path: Path) -> None:
    assert slugs(words, tmp_path)[0] == "de/mcfit"


@pytest.mark.parametrize(
    "words", ["", "   ", "***", "zzqqxx", "a OR b)(", '"', "NEAR("]
)
def test_nonsense_finds_nothing_and_breaks_nothing(words: str, tmp_path: Path) -> None:
    assert slugs(words, tmp_path) == []


def test_accents_do_not_count_in_either_direction(tmp_path: Path) -> None:
    record(tmp_path, "fr/generali-assurance", "Générali Qualité")
    record(tmp_path, "de/muller-fon", "Müller Fon")
    assert slugs("generali qualite", tmp_path) == ["fr/generali-assurance"]
    assert slugs("générali", tmp_path) == ["fr/generali-assurance"]
    assert slugs("mueller fon", tmp_path) == ["de/muller-fon"]
    assert slugs("muller fon", tmp_path) == ["de/muller-fon"]


def test_the_exact_name_stands_before_longer_ones(tmp_path: Path) -> None:
    record(tmp_path, "us/qwert-plus-extra", "Qwert Plus Extra")
    record(tmp_path, "us/qwert", "Qwert")
    assert slugs("qwert", tmp_path) == ["us/qwert", "us/qwert-plus-extra"]


def test_a_checked_service_stands_before_an_imported_one(tmp_path: Path) -> None:
    record(tmp_path, "at/qwert-one", "Qwert A", imported_from='"a list"')
    record(tmp_path, "us/qwert-two", "Qwert B")
    assert slugs("qwert", tmp_path) == ["us/qwert-two", "at/qwert-one"]


def test_a_country_keeps_only_its_services(tmp_path: Path) -> None:
    record(tmp_path, "at/qwert", "Qwert")
    record(tmp_path, "us/qwert", "Qwert")
    assert slugs("qwert", tmp_path, country="at") == ["at/qwert"]
    assert slugs("qwert", tmp_path, country="FR") == []
    assert slugs("qwret", tmp_path, country="AT") == ["at/qwert"]


def test_the_limit_holds_and_no_service_comes_twice(tmp_path: Path) -> None:
    for n in range(15):
        record(tmp_path, f"us/qwert-{n}", f"Qwert Number {n}", aliases='["Qwert"]')
    found = slugs("qwert", tmp_path, limit=12)
    assert len(found) == len(set(found)) == 12


def test_an_alias_and_the_legal_entity_lead_to_the_service(tmp_path: Path) -> None:
    record(
        tmp_path,
        "us/qwert",
        "Qwert",
        aliases='["Zuiop Club"]',
        legal_entity='"Yxcvb Holdings LLC"',
    )
    assert slugs("zuiop", tmp_path) == ["us/qwert"]
    assert slugs("yxcvb", tmp_path) == ["us/qwert"]


def test_a_new_record_is_found_without_a_rebuild_by_hand(tmp_path: Path) -> None:
    assert slugs("qwert", tmp_path) == []
    record(tmp_path, "us/qwert", "Qwert")
    os.utime(tmp_path / "providers" / "us", ns=(1, 1))  # a clock that stands still
    assert slugs("qwert", tmp_path) == ["us/qwert"]


def test_a_damaged_index_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite3").write_bytes(b"this is no database" * 100)
    assert slugs("aliexpress", tmp_path) == ["us/aliexpress-vip"]


def test_a_damaged_record_does_not_hide_the_others(tmp_path: Path) -> None:
    record(tmp_path, "us/qwert", "Qwert")
    (tmp_path / "providers" / "us" / "broken.toml").write_text("name = ", "utf-8")
    assert slugs("qwert", tmp_path) == ["us/qwert"]


def test_a_folder_that_cannot_be_made_still_answers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    hits = search("aliexpress", index=tmp_path / "file" / "search.sqlite3")
    assert [hit.slug for hit in hits] == ["us/aliexpress-vip"]


def test_the_index_counts_what_it_holds(tmp_path: Path) -> None:
    record(tmp_path, "us/qwert", "Qwert")
    with_one_more = build_index(tmp_path / "a.sqlite3", overlay=tmp_path)
    assert with_one_more == build_index(tmp_path / "b.sqlite3") + 1
    assert [p.name for p in tmp_path.glob(".*")] == []
