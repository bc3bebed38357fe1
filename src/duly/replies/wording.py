"""Phrases as one pattern, which is compiled when a text first holds a word of theirs.

All six languages at once cost 0.2 s, at the first mail of each process.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from duly.replies.letter_case import folded

# Letters that stand side by side in a pattern do so in what it matches, but for the last one before `?`, `*` and `{`.
# An escape is no letter, a group may be absent, and three letters amid a word ("tig") stand in too many others.
LETTERS = re.compile(
    r"\\.|\([^()]*\)[?*]|((?<![)\]])[a-zß-ÿœ][a-zß-ÿœ ']+[a-zß-ÿœ]|[a-zß-ÿœ][a-zß-ÿœ ']{2,}[a-zß-ÿœ])(?![?*{])"
)


@dataclass(frozen=True, kw_only=True)  # without slots: it keeps its pattern
class Wording:
    """`source` is a pattern for folded texts; `words`: it matches none without one of them, where any are given."""

    source: str
    words: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str) -> re.Match[str] | None:
        plain = folded(text)
        return self.pattern.search(plain) if self.may_match(plain) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        plain = folded(text)
        return self.pattern.finditer(plain) if self.may_match(plain) else iter(())

    def blanked(self, text: str) -> str:
        """Folded, with blanks for what it matches and every other letter in its place."""
        return self.pattern.sub(lambda found: " " * len(found[0]), folded(text))

    def may_match(self, plain: str) -> bool:
        return not self.words or any(word in plain for word in self.words)


def any_of(
    phrases: tuple[str, ...],
    *,
    before: str = "",
    after: str = "",
    has_words: bool = True,
) -> Wording:
    """Any of the phrases. `has_words`: none of them matches without three letters that stand side by side in it."""
    either = "|".join(f"(?:{phrase})" for phrase in phrases)
    return Wording(
        source=f"{before}(?:{either}){after}",
        words=words_of(either) if has_words else frozenset(),
    )


def words_of(pattern: str) -> frozenset[str]:
    return frozenset(LETTERS.findall(pattern)) - {""}
