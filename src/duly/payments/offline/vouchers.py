"""Voucher codes: each pays one letter up to its amount; only its digest is kept."""

import re
from hashlib import sha256
from pathlib import Path

from duly.kit.money import Money
from duly.payments import Refused
from duly.payments.offline.folder import read, write_once

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
RANDOM_BYTES = 10  # 16 characters of 5 bits: nobody guesses one
MISREAD = str.maketrans("OIL", "011")


def new_code(random: bytes) -> str:
    """`7K3M-9Q2T-…`: sixteen characters from ten random bytes, which the caller takes from `secrets`."""
    number = int.from_bytes(random[:RANDOM_BYTES], "big")
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(0, 80, 5))
    return "-".join(body[place : place + 4] for place in range(0, 16, 4))


def read_code(typed: str) -> str:
    """As it was printed, whatever the case, spaces and hyphens."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(MISREAD)


def file_of(folder: Path, code: str) -> Path:
    return folder / "vouchers" / f"{sha256(read_code(code).encode()).hexdigest()}.json"


def issue(folder: Path, code: str, amount: Money) -> None:
    """Make a voucher good. The same code again is refused."""
    document = {"amount": amount.amount, "currency": amount.currency}
    if not write_once(file_of(folder, code), document):
        raise Refused("There is such a voucher already.")


def use(folder: Path, code: str, *, payment_id: str, price: Money) -> None:
    """Spend it on this payment, once. Raises Refused with the sentence for the person."""
    path = file_of(folder, code)
    found = read(path)
    if found is None:
        raise Refused("There is no such voucher. Look at the code again.")
    if found["currency"] != price.currency or found["amount"] < price.amount:
        raise Refused("This voucher is not good for so much. Nothing was used.")
    used = path.with_suffix(".used")
    if write_once(used, {"payment": payment_id}):
        return
    if (read(used) or {}).get("payment") != payment_id:
        raise Refused("This voucher was used already.")


def give_back(folder: Path, digest: str, *, payment_id: str) -> None:
    """The letter did not go: the voucher is as good as before."""
    used = folder / "vouchers" / f"{digest}.used"
    if (read(used) or {}).get("payment") == payment_id:
        used.unlink(missing_ok=True)
