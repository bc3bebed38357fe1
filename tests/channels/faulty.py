"""How the stand-in of a carrier fails: before it accepted an order, or after."""

from collections.abc import Callable

import httpx

# What may happen to an order, and whether the letter is then at the carrier.
FAULTS = {
    "429": False,
    "500": False,
    "500 after": True,
    "lost": False,
    "lost after": True,
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
        except Late as late:
            raise httpx.ReadTimeout("too late", request=request) from late

    return httpx.MockTransport(handler)
