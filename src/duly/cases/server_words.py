"""The words of servers and carriers, as far as an event may hold them: no address, nothing that a database refuses."""

import re

# A word is taken whole and looked at then: a pattern with the @ in it reads a long word once for each letter.
WORD = re.compile(r"<?[^\s<>]+>?")
INSIDE_AN_ADDRESS = re.compile(r"[^<@]@[^>@]")
MOST_WORDS = 2_000


def without_addresses(value: object) -> object:
    """A server's words often repeat the address; the exhibit keeps them whole, the event does not."""
    return (
        WORD.sub(_not_an_address, storable(value)) if isinstance(value, str) else value
    )


def storable(text: str) -> str:
    """Of the words of others, what every database takes: PostgreSQL knows no NUL, and no text half a character."""
    whole = text[:MOST_WORDS].encode("utf-8", "replace").decode()
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _not_an_address(word: re.Match[str]) -> str:
    return "<address>" if INSIDE_AN_ADDRESS.search(word[0]) else word[0]
