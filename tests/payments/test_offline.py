"""Bank transfer and vouchers: each thing happens once, whoever is quicker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from duly.kit.money import Money
from duly.payments import Payment, Refused, Unavailable
from duly.payments.offline import processor as here
from duly.payments.offline import vouchers

PRICE = Money(1420, "EUR")
CODE = "7K3M-9Q2T-ABCD-EFGH"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DULY_OFFLINE_FOLDER", str(tmp_path / "offline"))
    return tmp_path / "offline"


def start(now: datetime, *, key: str = "k1") -> Payment:
    return here.start(
        reference="P-7K3M-9Q2T", amount=PRICE, key=key, return_url="/back", now=now
    )


def test_a_transfer_is_reserved_taken_and_paid_back(now: datetime) -> None:
    payment = start(now)
    assert (payment.state, payment.page_url) == ("waiting", "/back")
    assert start(now) == payment
    assert here.note_transfer(payment.payment_id, now=now).state == "reserved"
    assert here.note_transfer(payment.payment_id, now=now).state == "reserved"
    taken = here.capture(payment.payment_id, amount=PRICE, key="c", now=now)
    assert (taken.state, taken.captured) == ("captured", PRICE)
    assert here.capture(payment.payment_id, amount=PRICE, key="c2", now=now) == taken
    back = here.refund(payment.payment_id, amount=PRICE, key="r", now=now)
    assert (back.state, back.refunded) == ("refunded", PRICE)
    assert here.refund(payment.payment_id, amount=PRICE, key="r2", now=now) == back


@pytest.mark.parametrize("amount", [1419, 1421, 0])
def test_another_amount_is_neither_taken_nor_paid_back(
    now: datetime, amount: int
) -> None:
    payment_id = start(now).payment_id
    here.note_transfer(payment_id, now=now)
    other = Money(amount, "EUR")
    with pytest.raises(Refused):
        here.capture(payment_id, amount=other, key="c", now=now)
    here.capture(payment_id, amount=PRICE, key="c", now=now)
    with pytest.raises(Refused):
        here.refund(payment_id, amount=other, key="r", now=now)


def test_nothing_is_taken_that_was_not_reserved_or_was_let_go(now: datetime) -> None:
    payment_id = start(now).payment_id
    with pytest.raises(Refused):
        here.capture(payment_id, amount=PRICE, key="c", now=now)
    with pytest.raises(Refused):
        here.refund(payment_id, amount=PRICE, key="r", now=now)
    assert here.release(payment_id, key="l", now=now).state == "released"
    with pytest.raises(Refused):
        here.note_transfer(payment_id, now=now)
    with pytest.raises(Refused):
        here.capture(payment_id, amount=PRICE, key="c", now=now)


def test_taking_and_letting_go_at_once_is_one_of_both(now: datetime) -> None:
    for number in range(20):
        payment_id = start(now, key=f"k{number}").payment_id
        here.note_transfer(payment_id, now=now)

        def take(payment_id: str = payment_id) -> str:
            return here.capture(payment_id, amount=PRICE, key="c", now=now).state

        def let_go(payment_id: str = payment_id) -> str:
            return here.release(payment_id, key="l", now=now).state

        with ThreadPoolExecutor(2) as both:
            asked = [both.submit(take), both.submit(let_go)]
        done = [each.result() for each in asked if not each.exception()]
        assert len(done) == 1
        found = here.find(payment_id)
        assert found is not None
        assert found.state == done[0]


def test_a_voucher_pays_one_letter_and_is_good_again_when_it_did_not_go(
    folder: Path, now: datetime
) -> None:
    vouchers.issue(folder, CODE, Money(1500, "EUR"))
    first, second = start(now), start(now, key="k2")
    typed = " 7k3m9q2t abcdefgh "
    assert here.redeem(first.payment_id, code=typed, now=now).state == "reserved"
    with pytest.raises(Refused, match="used already"):
        here.redeem(second.payment_id, code=CODE, now=now)
    here.release(first.payment_id, key="l", now=now)
    assert here.redeem(second.payment_id, code=CODE, now=now).state == "reserved"


def test_a_hundred_presses_with_one_voucher_pay_once(
    folder: Path, now: datetime
) -> None:
    vouchers.issue(folder, CODE, PRICE)
    payments = [start(now, key=f"k{number}").payment_id for number in range(100)]

    def press(payment_id: str) -> bool:
        try:
            return here.redeem(payment_id, code=CODE, now=now).state == "reserved"
        except Refused:
            return False

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(press, payments)) == 1


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Money(1419, "EUR"), CODE),
        (Money(1420, "USD"), CODE),
        (PRICE, "7K3M-9Q2T-ABCD-EFGJ"),
        (PRICE, ""),
        (PRICE, "../../payments/x"),
    ],
)
def test_a_voucher_that_does_not_fit_uses_nothing(
    folder: Path, now: datetime, amount: Money, code: str
) -> None:
    vouchers.issue(folder, CODE, amount)
    payment = start(now)
    with pytest.raises(Refused):
        here.redeem(payment.payment_id, code=code, now=now)
    assert here.find(payment.payment_id) == payment


def test_only_the_digest_of_a_code_is_kept(folder: Path) -> None:
    vouchers.issue(folder, CODE, PRICE)
    kept = "".join(str(p) + p.read_text() for p in folder.rglob("*") if p.is_file())
    assert CODE not in kept
    assert vouchers.read_code(CODE) not in kept


def test_a_voucher_is_not_made_twice(folder: Path) -> None:
    vouchers.issue(folder, CODE, PRICE)
    with pytest.raises(Refused):
        vouchers.issue(folder, CODE.lower(), PRICE)


def test_codes_are_long_and_have_no_letter_that_looks_like_a_digit() -> None:
    code = vouchers.new_code(bytes(range(10)))
    assert len(vouchers.read_code(code)) == 16
    assert not set("ILOU") & set(code)
    assert code != vouchers.new_code(bytes(range(1, 11)))


@pytest.mark.parametrize(
    "payment_id", ["", "offline-", "offline-../../x", "cs_1", "offline-" + "a" * 32]
)
def test_a_payment_of_somebody_else_is_not_known(
    payment_id: str, now: datetime
) -> None:
    assert here.find(payment_id) is None
    with pytest.raises(Refused):
        here.release(payment_id, key="k", now=now)


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_done(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("DULY_OFFLINE_FOLDER", str(blocked / "offline"))
    assert "DULY_OFFLINE_FOLDER" in (here.configured() or "")
    with pytest.raises(Unavailable):
        start(now)
