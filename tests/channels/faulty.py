"""How the stand-in of a carrier fails, before it accepted an order or after; and how a letter comes through that."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx

from duly.channels import InDoubt, SealedLetter, Sent, Unavailable
from duly.kit.address import Address

# What may happen to an order, and whether the letter is then at the carrier.
FAULTS = {
    "429": False,
    "500": False,
    "500 after": True,
    "lost": False,
    "lost after": True,
    "cut after": True,
    "garbage after": True,
    "slow after": True,
}
# Two of three orders go through.
MIXED = ("",) * 2 * len(FAULTS) + tuple(FAULTS)
GARBAGE = httpx.Response(200, text="<html>gateway</html>")


class Lost(Exception):
    """The connection breaks without an answer."""


class Late(Exception):
    """The answer comes after the other side has stopped waiting."""


class Cut(Exception):
    """The connection breaks in the middle of the answer."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__("cut")
        self.response = response


def answered(
    fault: str,
    accept: Callable[[], httpx.Response],
    *,
    busy: httpx.Response,
    broken: httpx.Response,
) -> httpx.Response:
    """The carrier's answer to an order under this fault; `accept` is called only where it takes the letter."""
    early = {"429": busy, "500": broken}
    if fault in early:
        return early[fault]
    if fault == "lost":
        raise Lost("before")
    response = accept()
    if fault == "lost after":
        raise Lost("after")
    if fault == "cut after":
        raise Cut(response)
    if fault == "slow after":
        raise Late
    return {"500 after": broken, "garbage after": GARBAGE}.get(fault, response)


def mock_transport(
    answer: Callable[[httpx.Request], httpx.Response],
) -> httpx.MockTransport:
    def handler(request: httpx.Request) -> httpx.Response:
        try:
            return answer(request)
        except Lost as lost:
            raise httpx.ReadError(str(lost), request=request) from lost
        except Cut as cut:
            raise httpx.RemoteProtocolError("half of it", request=request) from cut
        except Late as late:
            raise httpx.ReadTimeout("too late", request=request) from late

    return httpx.MockTransport(handler)


def until_accepted(
    way: Any,
    letter: SealedLetter,
    address: Address,
    *,
    key: str,
    now: datetime,
    outcomes: Counter[str],
    double: Any,
) -> Sent:
    """The pattern of the architecture: the first attempt sends; every later one asks first, once the carrier can tell."""
    attempted = False
    for _ in range(60):
        before = double.orders
        try:
            found: Sent | None = way.find(key) if attempted else None
            if found is not None:
                return found
            attempted = True
            sent: Sent = way.send(
                letter, address, key=key, now=now, attempt=lambda happening: None
            )
            return sent
        except Unavailable:
            outcomes["unavailable"] += 1
        except InDoubt:
            outcomes["in doubt"] += 1
            until(lambda before=before: double.orders > before)
    raise AssertionError("never accepted")


def until(is_so: Callable[[], bool]) -> None:
    """Over a real line the double may see an order after the other side gave it up."""
    for _ in range(6000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")
