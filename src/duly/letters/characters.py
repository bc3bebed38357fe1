"""Can this text be set? Length, control characters, bidi tricks and glyphs, checked before anything is drawn."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from duly.kit.address import FIELDS, Address
from duly.kit.said import Said, said
from duly.letters.findings import Finding, blocking

if TYPE_CHECKING:  # letter-check reads a pasted text without any case
    from duly.letters.case_file import CaseFile

NAME_MOST = 120
LINES_MOST = 7
BODY_MOST = 12_000
PARAGRAPHS_MOST = 60
SHORT_MOST = 200

# Embeddings, overrides, isolates and marks: they can make a reader see another order than the one sent.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # fmt: skip
# Format characters without an effect on meaning that word processors leave behind: taken out silently.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
# Joiners are part of the spelling of Persian and of Indic scripts.
JOINERS = frozenset("\u200c\u200d")

# Names that people know where Unicode's are a specialist's.
SCRIPT_NAMES = {
    "CJK": said("Chinese or Japanese"),
    "HANGUL": said("Korean"),
    "HIRAGANA": said("Japanese (hiragana)"),
    "KATAKANA": said("Japanese (katakana)"),
}
SCRIPTS = (
    "ARABIC",
    "ARMENIAN",
    "BENGALI",
    "CJK",
    "DEVANAGARI",
    "GEORGIAN",
    "GUJARATI",
    "GURMUKHI",
    "HANGUL",
    "HEBREW",
    "HIRAGANA",
    "KANNADA",
    "KATAKANA",
    "KHMER",
    "MALAYALAM",
    "SINHALA",
    "TAMIL",
    "TELUGU",
    "THAI",
)


def clean(text: str) -> str:
    """NFC, one kind of line end, no tabs, no invisible leftovers; nothing else of the person's text changes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(c for c in text if c not in INVISIBLE)
    return unicodedata.normalize("NFC", kept)


def check_characters(case_file: "CaseFile") -> tuple[Finding, ...]:
    """Findings `too-long`, `bidi-control`, `unprintable-character` over every text of the case file."""
    found: list[Finding] = []
    for where, text, most in case_texts(case_file):
        found += text_findings(text, where=where, most=most)
    paragraphs = len(clean(case_file.free_text).split("\n"))
    if paragraphs > PARAGRAPHS_MOST:
        found.append(
            blocking(
                "too-long",
                where="free_text",
                message=said(
                    "Your own text has %(paragraphs)s lines; at most %(most)s fit. Shorten it and say the rest on the telephone or in an attachment.",
                    paragraphs=paragraphs,
                    most=PARAGRAPHS_MOST,
                ),
            )
        )
    return tuple(found)


def case_texts(case_file: "CaseFile") -> Iterator[tuple[str, str, int]]:
    """Every text of the person as (field, text, most characters)."""
    sender, recipient = case_file.sender, case_file.recipient
    yield "sender.name", sender.name, NAME_MOST
    yield "sender.email", sender.email, 254
    yield from address_texts("sender.address", sender.address)
    if recipient:
        yield "recipient.name", recipient.name, NAME_MOST
        yield from address_texts("recipient.address", recipient.address)
    if not isinstance(case_file.provider, str):
        yield "provider.name", case_file.provider.name, NAME_MOST
        yield "provider.legal_entity", case_file.provider.legal_entity, NAME_MOST
        for number, contact in enumerate(case_file.provider.contacts):
            yield from address_texts(f"provider.contacts[{number}]", contact.address)
    for name, value in case_file.identifiers.items():
        yield f"identifiers.{name}", value or "", SHORT_MOST
    for name, value in case_file.facts.items():
        yield f"facts.{name}", value, SHORT_MOST
    for number, enclosure in enumerate(case_file.enclosures):
        yield f"enclosures[{number}].title", enclosure.title, NAME_MOST
    yield "place", case_file.place, NAME_MOST
    yield "free_text", case_file.free_text, BODY_MOST
    if case_file.signature.kind == "typed":
        yield "signature.text", case_file.signature.text, NAME_MOST


def address_texts(
    where: str, address: Address | None
) -> Iterator[tuple[str, str, int]]:
    if address is None:
        return
    if len(address.lines) > LINES_MOST:
        lines = address.lines[LINES_MOST:]
        yield f"{where}.lines", "\n".join(lines), 0
    for number, line in enumerate(address.lines, 1):
        # The first line is a name, and names may be long: they wrap.
        yield f"{where}.lines[{number}]", line, NAME_MOST
    for name in FIELDS:
        yield f"{where}.{name}", getattr(address, name), NAME_MOST


def text_findings(text: str, *, where: str, most: int) -> Iterator[Finding]:
    text = clean(text)
    if len(text) > most:
        yield blocking("too-long", where=where, message=_too_long(text, where, most))
        return
    multiline = where == "free_text" or where.endswith("street_address")
    for position, character in enumerate(text, 1):
        if character == "\n" and multiline:
            continue
        if finding := _character(character, where=where, position=position):
            yield finding
            return


def _too_long(text: str, where: str, most: int) -> str:
    if not most:
        return said(
            "%(where)s has more than %(most)s lines; an envelope window holds %(most)s. Leave out what the carrier does not need.",
            where=where,
            most=LINES_MOST,
        )
    return said(
        "%(where)s has %(count)s characters; at most %(most)s fit. Shorten it.",
        where=where,
        count=f"{len(text):,}",
        most=f"{most:,}",
    )


def _character(character: str, *, where: str, position: int) -> Finding | None:
    if ord(character) < 0x7F and character >= " ":
        return None
    if character in BIDI:
        return blocking(
            "bidi-control",
            where=where,
            message=said(
                "%(where)s has the invisible sign %(character)s at place %(position)s. It can change the order in which words are read. Delete it and type the text again.",
                where=where,
                character=named(character),
                position=position,
            ),
        )
    if character not in JOINERS and not _is_settable(character):
        return blocking(
            "unprintable-character",
            where=where,
            message=_unprintable(character, where, position),
        )
    return None


@lru_cache(maxsize=4096)
def _is_settable(character: str) -> bool:
    from duly.letters.fonts import coverage

    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return False
    return ord(character) in coverage()


def _unprintable(character: str, where: str, position: int) -> Said:
    pattern, script = (
        said(
            "%(where)s has %(character)s at place %(position)s, which our letters cannot print. Leave it out or write it in words."
        ),
        script_of(character),
    )
    if script:
        pattern = said(
            "%(where)s has %(character)s at place %(position)s. We cannot set %(script)s script yet. Give the Latin form, as it stands in your passport or on your card."
        )
    return said(
        pattern,
        where=where,
        character=named(character),
        position=position,
        script=SCRIPT_NAMES.get(script or "", (script or "").title()),
    )


def printable(text: str, *, instead: str = "-") -> str:
    """What our faces can print of it, on one line; for names that the person did not choose with a letter in mind."""
    return "".join(
        c if _character(c, where="", position=0) is None else instead
        for c in clean(text).replace("\n", " ")
    ).strip()


def script_of(character: str) -> str:
    """The script's name, when it is one that we know by name and cannot set."""
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return first if first in SCRIPTS else ""


def named(character: str) -> str:
    """`U+1F600 GRINNING FACE`, with the character itself when it can be shown."""
    name = unicodedata.name(character, "CONTROL CHARACTER")
    shown = f"“{character}” " if character.isprintable() else ""
    return said(
        "%(shown)s(U+%(code)s %(name)s)",
        shown=shown,
        code=f"{ord(character):04X}",
        name=name,
    )
