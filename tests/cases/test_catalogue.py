"""A company that only this site knows can be written to; what a column cannot hold is refused in words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duly.cases.actions.draft import OpenedCase, change_case, open_case
from duly.cases.actions.seal import review
from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of, destination_of
from duly.cases.models import Case
from duly.kit.address import Address
from duly.letters.case_file import BadCaseFile
from tests.web.conftest import ADA

pytestmark = pytest.mark.django_db

RECORD = """\
name = "Blue Barn Gym"
country = "US"
sector = "fitness"
legal_entity = "Blue Barn Fitness LLC"
languages = ["en"]
post = "accepted"

[sources.terms]
url = "https://blue-barn.example/terms"
title = "Their terms"
origin = "provider"
checked = "live"
seen = 2026-02-01

[[contacts]]
kind = "postal_address"
purpose = "termination"
address = { country = "US", lines = ["Blue Barn Fitness LLC", "12 Mill Road", "Springfield, IL 62701"] }
source = "terms"
"""


@pytest.fixture
def keep(home: Path) -> Iterator[Callable[[str, str], None]]:
    """Writes a record into the operator's folder; it is gone after the test."""
    written: list[Path] = []

    def kept(slug: str, text: str) -> None:
        path = home / "data" / "providers" / f"{slug}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written.append(path)

    yield kept
    for path in written:
        path.unlink(missing_ok=True)


@pytest.fixture
def barn(keep: Callable[[str, str], None], document: dict[str, Any]) -> dict[str, Any]:
    """Ada leaves a gym that no file of the package knows."""
    keep("us/blue-barn-gym", RECORD)
    at_home = {**document["matter"], "recipient_place": "US"}
    return {
        **document,
        "provider": "us/blue-barn-gym",
        "channel": "self_print",
        "matter": at_home,
    }


def test_a_company_of_the_operators_own_folder_gets_its_letter(
    barn: dict[str, Any], now: datetime
) -> None:
    case = open_case(barn, now=now).case
    assert case.provider_name == "Blue Barn Gym"
    looked = review(case, now=now)
    assert looked.letter is not None, looked.findings
    to = destination_of(case, needs="postal_address")
    assert isinstance(to, Address)
    assert to.lines[1] == "12 Mill Road"
    assert parties_of(case_file_of(case)).purpose == "termination"


def test_the_form_writes_to_a_company_of_the_operators_own_folder(
    barn: dict[str, Any], home: Path
) -> None:
    (home / "static").mkdir(exist_ok=True)
    typed = {**ADA, "provider": barn["provider"]}
    answer = Client().post("/write/us/blue-barn-gym/", typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert Case.objects.get().provider_name == "Blue Barn Gym"
    assert "Blue Barn Fitness LLC" in Client().get(answer["Location"]).content.decode()


@pytest.mark.parametrize("name", ["letter", "letter-check", "cases"])
def test_machines_write_to_a_company_of_the_operators_own_folder(
    barn: dict[str, Any], name: str
) -> None:
    answer = Client().post(f"/api/{name}", barn, content_type="application/json")
    assert answer.status_code in (200, 201), answer.content
    assert answer.json().get("ok") is not False, answer.content


def test_the_operators_own_record_goes_before_the_packages(
    document: dict[str, Any], now: datetime, keep: Callable[[str, str], None]
) -> None:
    keep("us/aliexpress-vip", RECORD)
    assert open_case(document, now=now).case.provider_name == "Blue Barn Gym"


def test_a_company_that_nobody_knows_is_named_as_such(
    barn: dict[str, Any], now: datetime
) -> None:
    with pytest.raises(BadCaseFile, match="no catalogue entry"):
        open_case({**barn, "provider": "us/no-such-gym"}, now=now)


def test_a_damaged_record_of_the_operator_is_a_sentence_and_no_crash(
    barn: dict[str, Any], now: datetime, keep: Callable[[str, str], None]
) -> None:
    keep("us/blue-barn-gym", "name = ")
    with pytest.raises(BadCaseFile, match="damaged"):
        open_case(barn, now=now)


def typed(document: dict[str, Any], *, name: str) -> dict[str, Any]:
    lines = ["1 High Street", "Springfield, IL 62701"]
    address = {"country": "US", "lines": lines}
    return {**document, "provider": {"name": name, "address": address}}


@pytest.mark.parametrize(
    ("name", "said"), [("A" * 201, "201 characters"), ("Blue\0Barn", "NUL")]
)
def test_a_name_that_no_column_holds_is_refused_in_words(
    document: dict[str, Any], now: datetime, name: str, said: str
) -> None:
    with pytest.raises(BadCaseFile, match=said) as refused:
        open_case(typed(document, name=name), now=now)
    assert refused.value.field == "provider.name"
    assert not Case.objects.exists()


def test_a_long_name_that_a_column_holds_is_kept_whole(
    document: dict[str, Any], now: datetime
) -> None:
    case = open_case(typed(document, name="A" * 200), now=now).case
    assert case.provider_name == "A" * 200


def test_a_language_that_is_none_is_refused_in_words(
    document: dict[str, Any], now: datetime
) -> None:
    with pytest.raises(BadCaseFile) as refused:
        open_case({**document, "language": "klingon-of-the-south"}, now=now)
    assert refused.value.field == "language"


def test_half_a_character_is_refused_before_it_is_kept(
    document: dict[str, Any], now: datetime
) -> None:
    with pytest.raises(BadCaseFile, match="half a character"):
        open_case({**document, "free_text": "\ud83d"}, now=now)


def test_a_change_is_held_to_the_same_rules(
    opened: OpenedCase, document: dict[str, Any], now: datetime
) -> None:
    case = opened.case
    with pytest.raises(BadCaseFile):
        change_case(
            case, typed(document, name="A" * 201), version=case.version, now=now
        )
    case.refresh_from_db()
    assert case.provider_name == "AliExpress VIP"
