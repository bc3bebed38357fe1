"""Our own letters pass our own check: each text, language, place and channel, in pairs; all together in the soak."""

import copy
import itertools
from typing import Any
from zlib import crc32

import pytest

from duly.deadlines.rules import judge, read_matter
from duly.knowledge.prose import LETTERS, letter_kinds
from duly.letters.case_file import read_case_file
from duly.letters.check import check_case
from duly.letters.compose import compose
from tests.letters.golden_cases import samples

LANGUAGES = sorted(path.name for path in LETTERS.iterdir() if path.is_dir())

RESIDENCES = ("DE", "AT", "CH", "FR", "BE", "NL", "ES", "IT", "GB-ENG", "GB-SCT", "IE", "GR", "US-CA", "US-NY", "US-TX", "CA-QC", "CA-ON", "AU", "JP", None)  # fmt: skip
SECTORS = ("fitness", "telecom", "energy", "insurance_home", "streaming", "press")
CHANNELS = ("post", "registered_post", "registered_email", "self_print")

CASE: dict[str, Any] = {
    "provider": {
        "name": "Acme",
        "country": "DE",
        "legal_entity": "Acme GmbH",
        "contacts": [
            {
                "kind": "postal_address",
                "purpose": "termination",
                "address": {"country": "DE", "lines": ["Acme GmbH", "Weg 5", "10115 Berlin"]},
            },
            {"kind": "email", "purpose": "termination", "value": "notice@acme.example"},
        ],
    },
    "sender": {
        "name": "Ada Byron",
        "address": {"country": "GB", "lines": ["4 Mill Lane", "Oxford", "OX1 4AA"]},
        "email": "ada@example.org",
    },
    "identifiers": {"contract_number": "48-1527"},
    "date": "2026-11-24",
}  # fmt: skip
BANK = {
    "name": "Acme Bank",
    "email": "desk@bank.example",
    "address": {"country": "GB", "lines": ["1 Park Row", "Leeds", "LS1 5AB"]},
}
RENEWED = {"concluded_on": "2024-02-14", "term_end": "2025-02-13", "renewed_on": "2025-02-14"}  # fmt: skip
NEW = {"concluded_on": "2026-11-20", "term_end": "2027-11-19"}


def blocking(
    language: str, kind: str, residence: str | None, sector: str, channel: str
) -> list[str]:
    matter: dict[str, Any] = {
        "act": kind if kind in {"withdrawal", "for_cause"} else "ordinary",
        "today": "2026-11-24",
        "contract": {"sector": sector, "online": True, "consumer": True, "term": "12m"}
        | (NEW if kind == "withdrawal" else RENEWED),
    }
    if residence:
        matter["residence"] = residence
    document = copy.deepcopy(CASE) | {
        "kind": kind,
        "language": language,
        "channel": channel,
        "matter": matter,
        "facts": samples(kind, language),
        "goals": ["end_contract", "stop_payment", "erase_data"],
        **({"recipient": BANK} if kind == "stop_payment" else {}),
    }
    case_file = read_case_file(document)
    answer = judge(read_matter(matter))
    composed = compose(case_file, answer=answer, format="txt")
    found = check_case(case_file, composed, answer=answer)
    return [f"{f.code} {f.where} {f.message}" for f in found if f.severity == "block"]


def pairs(*columns: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Rows in which every two values of different columns meet at least once.

    Rows that bring much that is new come first, so that few are needed; the order is always the same.
    """
    rows = sorted(
        itertools.product(*columns), key=lambda row: crc32(repr(row).encode())
    )
    missing = {pair for row in rows for pair in _pairs_of(row)}
    chosen = []
    for wanted in (6, 3, 1):
        for row in rows:
            new = missing & _pairs_of(row)
            if len(new) >= wanted:
                chosen.append(row)
                missing -= new
    return chosen


def _pairs_of(row: tuple[Any, ...]) -> set[tuple[Any, ...]]:
    cells = list(enumerate(row))
    return set(itertools.combinations(cells, 2))


COLUMNS = (tuple(LANGUAGES), letter_kinds("en"), RESIDENCES, SECTORS, CHANNELS)


@pytest.mark.parametrize("row", pairs(*COLUMNS), ids=lambda row: "-".join(map(str, row)))  # fmt: skip
def test_our_own_letter_passes_our_own_check(row: tuple[Any, ...]) -> None:
    assert blocking(*row) == []


@pytest.mark.soak
def test_every_text_passes_everywhere() -> None:
    failed = [row for row in itertools.product(*COLUMNS) if blocking(*row)]
    assert failed == []
