"""How does our own text stand in this language and country? Spaces that do not break, and the Swiss double s."""

import re
from dataclasses import replace

from duly.knowledge.prose import Vocabulary

SOLID = "\u00a0"
NARROW = "\u202f"
FRENCH_SIGN = re.compile(r" (?=[:;!?»])")
FRENCH_QUOTE = re.compile(r"(?<=«) ")
COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])")  # `14 days`


def spelled(text: str, *, locale: str) -> str:
    """Our own words as they are set; never for what a person typed. `locale` is `fr`, `de_CH`, `en_US` …"""
    text = COUNTED.sub(SOLID, text)
    if locale.startswith("fr"):
        return FRENCH_QUOTE.sub(NARROW, FRENCH_SIGN.sub(NARROW, text))
    # Switzerland writes no ß.
    return text.replace("ß", "ss") if locale == "de_CH" else text


def plain(text: str) -> str:
    """The same words with spaces that every reader of plain text knows."""
    return text.replace(SOLID, " ").replace(NARROW, " ")


def local_words(words: Vocabulary, *, locale: str) -> Vocabulary:
    """Labels, identifiers and gaps as they are set in this place."""

    def all_of(texts: dict[str, str]) -> dict[str, str]:
        return {key: spelled(text, locale=locale) for key, text in texts.items()}

    region = locale.partition("_")[2]
    return replace(
        words,
        labels=all_of(words.labels | words.places.get(region, {})),
        identifiers=all_of(words.identifiers),
        gaps=all_of(words.gaps),
    )
