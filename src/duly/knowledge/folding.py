"""Words as a person may type them: without case, accents or punctuation, and with one slip allowed."""

import re
import unicodedata

# Letters that Unicode does not take apart, and that people type on other keyboards as these.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# "Müller" is found as "muller" and as "mueller".
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_APOSTROPHES = re.compile(r"['’`´]")
_NOT_A_WORD = re.compile(r"[^\w]+|_+", re.UNICODE)


def folded(text: str) -> str:
    """Lower case, no accents, `&` and `+` as words, one blank between words."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = _APOSTROPHES.sub("", text.replace("&", " and ").replace("+", " plus "))
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    return " ".join(_NOT_A_WORD.sub(" ", bare.translate(_PLAIN)).split())


def spellings(text: str) -> tuple[str, ...]:
    """The folded text, and with German umlauts written out where there are any."""
    plain = folded(text)
    written_out = folded(
        unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)
    )
    return (plain,) if plain == written_out else (plain, written_out)


def without_one_letter(word: str) -> set[str]:
    """The word and every form of it that lacks one letter.

    Two words that differ by one slip (a letter too many, too few, wrong, or two swapped) share such a form.
    """
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def slips(first: str, second: str) -> int:
    """How many slips apart: letters added, left out, wrong, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(second, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
