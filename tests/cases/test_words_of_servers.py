"""What other servers say, before it becomes part of an event: no address of a person, no flood, and nothing that a
database refuses (the tests of the whole intake pass on PostgreSQL too, with DATABASE_URL)."""

import json
import time
from datetime import datetime
from pathlib import Path

import pytest

from duly.cases.actions.conclude import note
from duly.cases.actions.draft import OpenedCase
from duly.cases.server_words import MOST_WORDS, without_addresses
from duly.channels import Happening
from tests.cases.test_letter import press_send


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 5.1.1 <kim@acme.test>: unknown", "550 5.1.1 <address>: unknown"),
        ("550 kim@acme.test unknown", "550 <address> unknown"),
        ("to=<kim@acme.test>, relay=mx", "to=<address>, relay=mx"),
        ("kim@acme@mx.test", "<address>"),
        ("rfc822;kim@acme.test", "<address>"),
        ("@ mx1@ @home 5.1.1", "@ mx1@ @home 5.1.1"),
        ("550 no\0such \udcff \ud800 user", "550 no\ufffdsuch ? ? user"),
        ("try again at 10:00 <later>", "try again at 10:00 <later>"),
    ],
)
def test_an_address_is_taken_out_and_the_rest_stays(said: str, kept: str) -> None:
    assert without_addresses(said) == kept


@pytest.mark.parametrize("letter", ["a", "@", "<a", "a@", "a "])
def test_a_flood_of_words_costs_no_time_and_is_cut(letter: str) -> None:
    started = time.process_time()
    kept = without_addresses(letter * 500_000)
    assert time.process_time() - started < 2
    assert isinstance(kept, str)
    assert len(kept) <= MOST_WORDS + 10


def test_what_is_no_text_stays() -> None:
    assert without_addresses(False) is False
    assert without_addresses(None) is None


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["\0", "\udcff"])
def test_what_no_database_takes_is_told_all_the_same(
    bad: str, opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    dispatch = press_send(opened.case, now)
    said = Happening(
        name="dispatch.noted",
        at=now,
        raw_code=f"5{bad}1",
        detail={"reply": f"no {bad} such user"},
    )
    note(dispatch, said)
    told = opened.case.events.get(name="dispatch.noted").payload
    json.dumps(told, ensure_ascii=False).encode()
    assert bad not in told["reply"] + told["raw_code"]
    assert told["reply"].endswith("such user")
