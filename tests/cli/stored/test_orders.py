"""`duly orders`: vouchers, a transfer that has come, a refund, and the comparison with the processor."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from duly import cli
from duly.cases.actions.draft import open_case
from duly.cases.models import Order
from duly.payments.offline import processor as offline
from tests.cases.conftest import DOCUMENT
from tests.cases.paying import PRICE, attempt, open_paid_site, ordered

pytestmark = pytest.mark.django_db
Answer = tuple[int, dict[str, Any], str]


@pytest.fixture
def duly(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Answer]:
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path / "drop_box"))
    open_paid_site(tmp_path, monkeypatch)

    def run(*words: str) -> Answer:
        code = cli.run(["orders", *words, "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return run


@pytest.fixture
def order(duly: Callable[..., Answer]) -> Order:
    """Ada has ordered and not paid yet."""
    now = datetime.now(UTC)
    return ordered(open_case(DOCUMENT, now=now).case, now)


def clock() -> datetime:
    return datetime.now(UTC)


def test_a_transfer_that_has_come_is_said_once(
    duly: Callable[..., Answer], order: Order
) -> None:
    code, answer, _ = duly("paid", order.reference.lower())
    assert code == 0
    assert (answer["reference"], answer["state"]) == (order.reference, "reserved")
    assert [entry["kind"] for entry in answer["ledger"]] == ["reserve"]
    code, answer, _ = duly("paid", order.reference)
    assert len(answer["ledger"]) == 1


def test_an_unknown_order_is_wrong_usage(duly: Callable[..., Answer]) -> None:
    for words in (("paid", "P-0000-0000"), ("refund", "P-0000-0000")):
        code, answer, err = duly(*words)
        assert (code, answer) == (2, {})
        assert "duly:" in err


def test_nothing_is_paid_back_that_was_not_taken(
    duly: Callable[..., Answer], order: Order
) -> None:
    assert duly("refund", order.reference)[0] == 2
    duly("paid", order.reference)
    assert duly("refund", order.reference)[0] == 2
    attempt(order, clock)
    code, answer, _ = duly("refund", order.reference)
    assert (code, answer["state"]) == (0, "refunded")
    assert [entry["document_no"] for entry in answer["ledger"]] == [None, 1, 2]
    assert duly("refund", order.reference)[0] == 2


def test_vouchers_are_printed_and_pay_once_each(
    duly: Callable[..., Answer], order: Order
) -> None:
    code, answer, _ = duly(
        "voucher", "--amount", "298", "--currency", "usd", "--count", "3"
    )
    assert code == 0
    codes = answer["codes"]
    assert len(set(codes)) == 3
    offline.redeem(order.payment_id, code=codes[0], now=clock())
    _, listed, _ = duly("list")
    assert listed["orders"][0]["reference"] == order.reference


@pytest.mark.parametrize(
    "words",
    [
        ("--amount", "0", "--currency", "USD"),
        ("--amount", "-5", "--currency", "USD"),
        ("--amount", "298", "--currency", "DOLLAR"),
        ("--amount", "298", "--currency", "USD", "--count", "0"),
    ],
)
def test_a_voucher_of_nothing_is_refused(
    duly: Callable[..., Answer], words: tuple[str, ...]
) -> None:
    assert duly("voucher", *words)[0] == 2


def test_reconcile_says_yes_or_names_the_difference(
    duly: Callable[..., Answer], order: Order
) -> None:
    duly("paid", order.reference)
    assert duly("reconcile")[:2] == (0, {"ok": True, "moved": 0, "differences": []})
    offline.capture(order.payment_id, amount=PRICE, key="by hand", now=clock())
    code, answer, _ = duly("reconcile")
    assert code == 1
    assert {
        "order": order.reference,
        "what": "captured",
        "ours": 0,
        "theirs": 298,
        "currency": "USD",
    } in answer["differences"]
