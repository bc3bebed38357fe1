"""The guards of the ledger on PostgreSQL, with two writers at once."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import psycopg
import pytest

from tests.postgresql import running_postgresql

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postgresql")]

CASE = """INSERT INTO cases_case (reference, token_sha256, provider_slug, provider_name, language, state,
  sealed_draft, wrapped_key, version, followed_version, opened_at)
  VALUES ('D-1', 't', '', '', 'en', 'sealed', '', '', 0, 0, now()) RETURNING id"""
LETTER = """INSERT INTO cases_letter (case_id, reviewed_sha256, letter_sha256, pages, size, language, profile, law,
  citations, recipe, composed_at) VALUES (%s, 'r', '', 1, 1, 'en', 'us-10', '[]', '[]', '{}', now()) RETURNING id"""
ORDER = """INSERT INTO cases_order (case_id, letter_id, reference, key, channel, processor, payment_id, state, amount,
  currency, country, quote, terms_sha256, consent_sha256, placed_at, valid_until, attempts)
  VALUES (%s, %s, 'P-1', 'k', 'lob', 'stripe', 'cs_1', 'captured', 298, 'USD', 'US', '{}', '', '', now(), now(), 0) RETURNING id"""
ENTRY = """INSERT INTO cases_ledgerentry (order_id, kind, amount, key, document_no, at)
  VALUES (%s, %s, %s, %s, %s, now())"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_postgresql() as found:
        home = tmp_path_factory.mktemp("pg-home")
        subprocess.run(
            [sys.executable, "-m", "duly", "init"],
            env={**os.environ, "DULY_HOME": str(home), "DATABASE_URL": found},
            check=True,
            capture_output=True,
        )
        yield found


@pytest.fixture
def order(url: str) -> Iterator[int]:
    """One order that was reserved and taken; gone after the test, as only the owner of the table may."""
    with psycopg.connect(url, autocommit=True) as line:
        case = line.execute(CASE).fetchone()[0]
        letter = line.execute(LETTER, [case]).fetchone()[0]
        made = line.execute(ORDER, [case, letter]).fetchone()[0]
        line.execute(ENTRY, [made, "reserve", 298, "P-1:reserve", None])
        line.execute(ENTRY, [made, "capture", 298, "P-1:capture", 1])
    yield made
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(
            "TRUNCATE cases_ledgerentry, cases_order, cases_letter, cases_case CASCADE"
        )


@pytest.mark.parametrize(
    ("kind", "amount", "no"),
    [
        ("capture", 298, 2),
        ("capture", 1, 2),
        ("release", 298, None),
        ("reserve", 298, None),
        ("refund", 299, 2),
        ("refund", 298, None),
        ("refund", 298, 1),  # a number twice
        ("gift", 298, None),
    ],
)
def test_it_refuses(
    url: str, order: int, kind: str, amount: int, no: int | None
) -> None:
    with psycopg.connect(url) as line, pytest.raises(psycopg.IntegrityError):
        line.execute(ENTRY, [order, kind, amount, "forged", no])


@pytest.mark.parametrize(
    "words",
    ["UPDATE cases_ledgerentry SET amount = 1", "DELETE FROM cases_ledgerentry"],
)
def test_an_entry_is_only_ever_added(url: str, order: int, words: str) -> None:
    with psycopg.connect(url) as line, pytest.raises(psycopg.IntegrityError):
        line.execute(words)


def test_two_refunds_at_once_are_not_more_than_was_taken(url: str, order: int) -> None:
    """Each alone is allowed; the second waits for the first and then sees it."""
    refused: list[str] = []

    def pay_back(number: int) -> None:
        try:
            with psycopg.connect(url) as other:
                other.execute(ENTRY, [order, "refund", 200, f"r{number}", number])
        except psycopg.IntegrityError as reason:
            refused.append(str(reason))

    with psycopg.connect(url) as first:
        first.execute(ENTRY, [order, "refund", 200, "r2", 2])
        second = threading.Thread(target=pay_back, args=(3,))
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive(), "it waits for the first"
        first.commit()
        second.join(timeout=60)
    assert len(refused) == 1
    assert "refunded is more than captured" in refused[0]
