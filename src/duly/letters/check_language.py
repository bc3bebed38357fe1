"""Is the letter in the language it should be in, and in one language only?"""

from collections import Counter
from collections.abc import Iterator

from duly.kit.said import said
from duly.letters.check_reading import Reading
from duly.letters.findings import Finding, blocking
from duly.letters.language import (
    base_language,
    formula_language,
    guess_language,
    is_prose,
)

NAMES = {
    "en": said("English"),
    "fr": said("French"),
    "de": said("German"),
    "es": said("Spanish"),
    "it": said("Italian"),
    "nl": said("Dutch"),
    "pt": said("Portuguese"),
    "pl": said("Polish"),
    "sv": said("Swedish"),
    "da": said("Danish"),
    "nb": said("Norwegian"),
    "fi": said("Finnish"),
    "cs": said("Czech"),
    "ro": said("Romanian"),
    "hu": said("Hungarian"),
    "tr": said("Turkish"),
    "other": said("a language in another script"),
}


def check_language(
    reading: Reading, *, language: str | None, beside: str | None = None
) -> Iterator[Finding]:
    """`language` is what the letter should be in, None if nobody said; `beside` a second one that is wanted.

    The language is never compared with the residence: an English letter to Greece is fine.
    """
    wanted = base_language(language)
    main = main_language(reading, wanted=wanted)
    if wanted and main and main not in (wanted, beside):
        yield blocking(
            "wrong-language",
            where="text",
            message=said(
                "The letter is in %(found)s, and %(wanted)s was wanted.",
                found=NAMES[main],
                wanted=NAMES.get(wanted, wanted),
            ),
        )
    if main:
        yield from _strangers(reading, main=main, allowed={main, wanted, beside})


def main_language(reading: Reading, *, wanted: str | None = None) -> str | None:
    """The language of most of the prose: paragraphs vote with their length, the whole decides if none is sure.

    A letter with a third of it in the language that was wanted is a mixed letter, not one in a wrong language.
    """
    votes: Counter[str] = Counter()
    for _, paragraph in reading.paragraphs:
        if (found := prose_language(paragraph)) is not None:
            votes[found] += len(paragraph)
    if wanted and votes[wanted] * 3 >= votes.total() > 0:
        return wanted
    if votes:
        return votes.most_common(1)[0][0]
    return guess_language("\n".join(reading.lines)).language


def prose_language(paragraph: str) -> str | None:
    """The language of a paragraph that reads as running text, None for addresses, labels and where unsure."""
    if not any(is_prose(line) for line in paragraph.splitlines()):
        return None
    return guess_language(paragraph).language


def _strangers(
    reading: Reading, *, main: str, allowed: set[str | None]
) -> Iterator[Finding]:
    for number, paragraph in reading.paragraphs:
        for offset, line in enumerate(paragraph.splitlines()):
            found = formula_language(line)
            if found and found not in allowed:
                yield _mixed(number + offset, found, main)
                return
        found = prose_language(paragraph)
        if found and found not in allowed:
            yield _mixed(number, found, main)
            return


def _mixed(number: int, found: str, main: str) -> Finding:
    return blocking(
        "mixed-languages",
        where=f"line {number}",
        message=said(
            "This part is in %(found)s, the rest of the letter in %(main)s. Use one language.",
            found=NAMES[found],
            main=NAMES[main],
        ),
    )
