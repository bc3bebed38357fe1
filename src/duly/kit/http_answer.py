"""What another machine answered over HTTP, read with distrust: whole or not at all, and only as documented."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import httpx

# A hundred letters of a list with all that a carrier knows of each are under one megabyte.
MOST_BYTES: Final = 10_000_000
MOST_WORDS: Final = 300
# What reading JSON of another shape raises: a list for an object, no such key, a year 0, a number like 1e999.
MALFORMED: Final = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
# It stands in the path of later requests.
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def whole_answer(
    http: "httpx.Client", request: "httpx.Request", *, seconds: float
) -> "httpx.Response":
    """Send it and read the answer to its end: at most `MOST_BYTES`, and within `seconds` once it has begun.

    The time-out of httpx is for each piece alone: a byte a minute would hold the caller for ever.
    Raises httpx.RequestError, also for an answer that is cut short here, which is as good as a lost one.
    """
    import httpx

    response = http.send(request, stream=True)
    until, content = monotonic() + seconds, bytearray()
    try:
        for piece in response.iter_bytes():
            content += piece
            if len(content) > MOST_BYTES:
                raise httpx.ReadError("the answer does not end", request=request)
            if monotonic() > until:
                raise httpx.ReadTimeout("the answer does not end", request=request)
    finally:
        response.close()
    return httpx.Response(response.status_code, content=bytes(content), request=request)


@contextmanager
def as_documented(otherwise: type[Exception], *, whose: str) -> Iterator[None]:
    """Around the reading of an answer: `otherwise` is raised when it is not what the documents promise."""
    try:
        yield
    except MALFORMED as reason:
        raise otherwise(
            f"{whose} answered in a form that is in none of its documents"
        ) from reason


def identifier(value: object) -> str:
    """An id as others give them. Raises ValueError for what cannot be one."""
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        raise ValueError("no id")
    return value


def words(value: object) -> str | None:
    """A text of theirs, cut to what a timeline can hold; None for everything else."""
    return value[:MOST_WORDS] if isinstance(value, str) and value else None


def without(text: str, secrets: Iterable[str]) -> str:
    """Some servers repeat in their complaint the key that they complain of."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    return text
