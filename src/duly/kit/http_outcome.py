"""After a failed HTTP request: was the letter sent, surely not sent, or do we not know?"""

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import httpx

Outcome = Literal["refused", "unavailable", "in_doubt"]

# Provably not acted on: the server says so before it begins.
NOT_ACTED_ON = frozenset({401, 402, 403, 429})
# The server gave up half way, or another request with the same key is under way.
UNKNOWN = frozenset({408, 409, 425})


def outcome_of_status(status: int) -> Outcome:
    """An answer other than 2xx. A 5xx after the request left may come from a server that has the letter."""
    if status in NOT_ACTED_ON:
        return "unavailable"
    if status in UNKNOWN or not 400 <= status < 500:
        return "in_doubt"
    return "refused"


def outcome_of_failure(failure: Exception) -> Outcome:
    """No answer at all (an httpx.RequestError): only before the connection stood was surely nothing sent."""
    import httpx

    before = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.UnsupportedProtocol,
        httpx.ProxyError,
    )
    return "unavailable" if isinstance(failure, before) else "in_doubt"


def json_object(response: "httpx.Response") -> dict[str, Any] | None:
    """The JSON object of an answer; None for everything else."""
    try:
        document = response.json()
    except (ValueError, RecursionError):  # also a number of 5,000 digits, and [[[[…
        return None
    return document if isinstance(document, dict) else None
