"""The words of servers and carriers, as far as an event may hold them: no address, nothing that a database refuses."""

import re
from collections.abc import Mapping

from duly.replies.tokens import token_mark

# A word is taken whole and looked at then: a pattern with the @ in it reads a long word once for each letter.
WORD = re.compile(r"<?[^\s<>]+>?")
INSIDE_AN_ADDRESS = re.compile(r"[^<@]@[^>@]")
MOST_WORDS = 2_000
TOKENS = ("envid", "orcpt")


def without_addresses(value: object) -> object:
    """A server's words often repeat the address; the exhibit keeps them whole, the event does not."""
    return (
        WORD.sub(_not_an_address, storable(value)) if isinstance(value, str) else value
    )


def without_tokens(detail: Mapping[str, object]) -> dict[str, object]:
    """The sender reads the events: what only servers on the way may know is a digest there."""
    marked = {
        name: token_mark(str(detail[name]).partition("=")[0])
        for name in TOKENS
        if name in detail
    }
    return {**detail, **marked}


def storable(text: str) -> str:
    """Of the words of others, what every database takes: PostgreSQL knows no NUL, and no text half a character."""
    whole = text[:MOST_WORDS].encode("utf-8", "replace").decode()
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _not_an_address(word: re.Match[str]) -> str:
    return "<address>" if INSIDE_AN_ADDRESS.search(word[0]) else word[0]
