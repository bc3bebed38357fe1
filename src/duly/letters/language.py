"""Which language is a letter in? A count of function words, so that names and addresses cannot decide it."""

import re
import unicodedata
from dataclasses import dataclass

from duly.knowledge.language_words import formulas, word_marks

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")

# Measured in docs/decisions/0005-language-test.md: below these a guess is no better than a coin.
LEAST_POINTS = 1.5
LEAST_LEAD = 0.9
LEAST_RATIO = 1.3
PROSE_WORDS = 4

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# `La Fédération des Amis de la Musique`, `The Wall Street Journal`: the small words inside a name tell
# nothing of the language around it.
CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*"
JOINT = (
    r"(?:d[eiou]|de[ilrmns]|des|del(?:la|le|l[’'])?|da[sl]?|dos?|du|la|les?|los|las|el|et|y|e|en|van|von|vom|zu[mr]?|"
    r"und|der|die|das|of|the|and|for|op|het|&|l[’']|d[’'])"
)
NAME = re.compile(rf"{CAPITAL}(?:\s+(?:{JOINT}\s+){{0,3}}{CAPITAL})+")
# A token with one of these belongs to no language: addresses of pages and people, numbers with letters.
NO_LANGUAGE = re.compile(r"@|://|^www\.|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """`language` is one of the six, another ISO 639 code, `other` for a foreign script, or None when unsure.

    `points` are those of the best language, `lead` how many it has more than the next.
    """

    language: str | None
    points: float
    lead: float


def guess_language(text: str) -> Guess:
    """The language of the prose in `text`; lines that read as names or addresses are left out."""
    prose = [line for line in text.splitlines() if is_prose(line)]
    if (script := foreign_script(text)) is not None:
        return Guess(language=script, points=LEAST_POINTS, lead=LEAST_LEAD)
    return guess_words(words_of("\n".join(prose)))


def guess_words(words: list[str]) -> Guess:
    """The language with the most points, if it leads clearly."""
    ranked = sorted(score(words).items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Guess(language=None, points=0.0, lead=0.0)
    best, points = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = (
        points >= LEAST_POINTS
        and points - second >= LEAST_LEAD
        and points >= LEAST_RATIO * second
    )
    return Guess(language=best if sure else None, points=points, lead=points - second)


def is_prose(line: str) -> bool:
    """A line of running text: enough words, most of them in small letters, as no address line has."""
    words = words_of(line)
    small = sum(word[0].islower() for word in words)
    return len(words) >= PROSE_WORDS and small * 2 >= len(words)


def words_of(text: str) -> list[str]:
    """The words, without names and without the tokens that belong to no language."""
    plain = NAME.sub(" ", text) if any(map(str.isupper, text)) else text
    tokens = (token for token in plain.split() if not NO_LANGUAGE.search(token))
    return WORD.findall(" ".join(tokens))


def score(words: list[str]) -> dict[str, float]:
    """Points a language: a word that several languages share tells less, and so counts less for each."""
    marks = word_marks()
    scores: dict[str, float] = {}
    for word in words:
        languages = marks.get(word.lower().replace("’", "'"), ())
        # A capital may be a name (Die Post, The Gym) or open a sentence.
        gain = (0.6 if word[0].isupper() else 1.0) / max(1, len(languages)) ** 0.5
        for language in languages:
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
