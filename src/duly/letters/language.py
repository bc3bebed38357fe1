"""Which language is a letter in? A count of function words, so that names and addresses cannot decide it."""

import re
import unicodedata
from dataclasses import dataclass

from duly.knowledge.language_words import formulas, word_marks

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")

# Measured in docs/decisions/0005-language-test.md: below these a guess is no better than a coin.
LEAST_HITS = 2.5
LEAST_LEAD = 1.6
PROSE_WORDS = 5

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# A token with one of these belongs to no language: addresses of pages and people, numbers with letters.
NO_LANGUAGE = re.compile(r"@|://|^www\.|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """`language` is one of the six, another ISO 639 code, `other` for a foreign script, or None when unsure."""

    language: str | None
    hits: float
    lead: float


UNSURE = Guess(language=None, hits=0.0, lead=0.0)


def guess_language(text: str) -> Guess:
    """The language of the prose in `text`; lines that read as names or addresses are left out."""
    prose = "\n".join(line for line in text.splitlines() if is_prose(line))
    return guess_prose(prose or text)


def guess_prose(text: str) -> Guess:
    """The same without leaving out lines: for one paragraph that is known to be prose."""
    if (script := foreign_script(text)) is not None:
        return Guess(language=script, hits=LEAST_HITS, lead=LEAST_LEAD)
    scores = score(words_of(text))
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < LEAST_HITS:
        return UNSURE
    best, hits = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    lead = hits / second if second else float("inf")
    return Guess(language=best if lead >= LEAST_LEAD else None, hits=hits, lead=lead)


def is_prose(line: str) -> bool:
    """A line of running text: enough words, most of them in small letters, as no address line has."""
    words = words_of(line)
    small = sum(word[0].islower() for word in words)
    return len(words) >= PROSE_WORDS and small * 2 >= len(words)


def words_of(text: str) -> list[str]:
    """The words, without the tokens that belong to no language."""
    tokens = (token for token in text.split() if not NO_LANGUAGE.search(token))
    return WORD.findall(" ".join(tokens))


def score(words: list[str]) -> dict[str, float]:
    """Points a language: a word that several languages share is split between them."""
    marks = word_marks()
    scores: dict[str, float] = {}
    for word in words:
        # A capital inside a sentence is a name (El Corte, Die Post, The Gym) in most of these
        # languages; it counts half, since the same word may also open a sentence.
        weight = 0.5 if word[0].isupper() else 1.0
        languages = marks.get(word.lower().replace("’", "'"), ())
        for language in languages:
            gain = weight / len(languages)
            scores[language] = scores.get(language, 0.0) + gain
    return scores


def formula_language(line: str) -> str | None:
    """The language of a line that is only a set phrase (`Dear Sir or Madam,`), else None."""
    bare = line.strip().rstrip(" ,:.;!").lower().replace("’", "'")
    return formulas().get(bare)


def foreign_script(text: str) -> str | None:
    """`other` when most letters are not Latin: all six languages are written in Latin letters."""
    if text.isascii():
        return None
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(
        letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
        for letter in letters
    )
    return "other" if letters and latin * 2 < len(letters) else None


def base_language(tag: str | None) -> str | None:
    """`en` of `en-US`, `de_AT` or `EN`; None stays None."""
    return re.split(r"[-_]", tag.strip())[0].lower() if tag else None
