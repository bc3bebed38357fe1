"""Is the letter in the language it should be in, and in one language only?"""

from collections.abc import Iterator

from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking
from duly.letters.language import (
    base_language,
    formula_language,
    guess_language,
    is_prose,
)

NAMES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "nb": "Norwegian",
    "fi": "Finnish",
    "cs": "Czech",
    "ro": "Romanian",
    "hu": "Hungarian",
    "tr": "Turkish",
    "other": "a language in another script",
}


def check_language(
    reading: Reading, *, language: str | None, beside: str | None = None
) -> Iterator[Finding]:
    """`language` is what the letter should be in, None if nobody said; `beside` a second one that is wanted.

    The language is never compared with the residence: an English letter to Greece is fine.
    """
    wanted = base_language(language)
    main = guess_language("\n".join(reading.lines)).language
    if wanted and main and main not in (wanted, beside):
        yield blocking(
            "wrong-language",
            where="text",
            message=f"The letter is in {NAMES[main]}, and {NAMES.get(wanted, wanted)} was wanted.",
        )
    if main:
        yield from _strangers(reading, main=main, allowed={main, wanted, beside})


def _strangers(
    reading: Reading, *, main: str, allowed: set[str | None]
) -> Iterator[Finding]:
    for number, paragraph in reading.paragraphs:
        for offset, line in enumerate(paragraph.splitlines()):
            found = formula_language(line)
            if found and found not in allowed:
                yield _mixed(number + offset, found, main)
                return
        if not any(is_prose(line) for line in paragraph.splitlines()):
            continue
        found = guess_language(paragraph).language
        if found and found not in allowed:
            yield _mixed(number, found, main)
            return


def _mixed(number: int, found: str, main: str) -> Finding:
    return blocking(
        "mixed-languages",
        where=f"line {number}",
        message=f"This part is in {NAMES[found]}, the rest of the letter in {NAMES[main]}. Use one language.",
    )
