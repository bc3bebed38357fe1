"""What does the company's answer say? Rules on the newest part; every verdict shows its sentence."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from duly.replies.end_dates import FoundDay, days_in, end_day
from duly.replies.phrases import Phrases, spoken_in

Verdict = Literal[
    "confirmed",
    "refused",
    "needs_action",
    "offer",
    "information_request",
    "ticket_opened",
    "forwarded",
    "unmonitored",
    "unknown",
]
# What binds more comes first. A confirmation with a day outweighs a refusal beside it
# ("not at once; your contract ends on …"): see verdict_of.
ORDER: tuple[Verdict, ...] = (
    "refused",
    "confirmed",
    "needs_action",
    "information_request",
    "offer",
    "forwarded",
    "ticket_opened",
    "unmonitored",
)
LONGEST_TEXT = 20_000
QUOTED = re.compile(
    r"(?im)^[ \t]*>.*\n?|^.{0,160}\b(?:wrote|schrieb|écrit|escribió|scritto|schreef)\b.{0,80}:[ \t]*\n(?=[ \t]*>|\n?\Z)"
)
SENTENCE = re.compile(
    r"(?:(?<=[^\d][.!?])|(?<=20\d\d[.!?]))\s+(?=[\"'¿¡(A-ZÀ-ÖØ-Þ])|\n\s*\n|(?<=[:!?])\n"
)
# A dot within a day, a number or an address ends nothing.
INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)|(?<=\d)\.(?=\s)|\.(?=\s+[\da-zß-ÿ])")
BY_THIS_WAY = re.compile(
    r"(?i)\b(?:by|via|v[íi]a|through|over|per|par|por|tramite) (?:an? |this )?(?:e-?mails?|mail|courriel|correo|chat|phone|telefon\w*|t[ée]l[ée]phone)\b"
)
# "We confirm that your cancellation has arrived" confirms the arrival.
RECEIVED = re.compile(
    r"(?i)\b(?:received|receipt|arrived|eingegangen|eingang|erhalten|re[çc]ue?|r[ée]ception|recibid[oa]|recepci[óo]n|ricevut[oa]|ricezione|pervenut[oa]|ontvangen|ontvangst|binnengekomen|erfasst|registriert|enregistr[ée]e?|registrad[oa]|registrat[oa]|geregistreerd)\b"
)
NOT_BEFORE = re.compile(
    r"(?i)\b(?:until|unless|erst wenn|erst nach|bevor|solange|tant que|avant (?:de|que)|hasta que|finch[ée]|voordat|totdat)\b"
)
SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "\xa0": " ",
        "\u202f": " ",
        "‐": "-",
        "‑": "-",
        "\t": " ",
        "\n": " ",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A sentence of the newest part, by its place in it, and what it was read as."""

    start: int
    end: int
    text: str
    means: Verdict
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`other_reading`: the second reading of an ambiguous numeric day; the first is then not relied on."""

    verdict: Verdict
    effective_date: date | None
    other_reading: date | None
    spans: tuple[Span, ...]
    text: str


def newest_part(text: str) -> str:
    """Without what is quoted below or above, and without signatures' separators."""
    from mailparser_reply import EmailReplyParser

    reader = EmailReplyParser(languages=["en", "fr", "de", "es", "it", "nl"])
    # First what is marked with `>`, below or above the answer; the library knows the other ways.
    unquoted = QUOTED.sub("", text[:LONGEST_TEXT])
    newest: str = reader.parse_reply(text=unquoted) or unquoted
    return newest.strip()


def read_answer(newest: str) -> Answer:
    """The verdict of a text that holds nothing quoted."""
    languages = spoken_in(newest)
    spans = tuple(
        Span(
            start=start,
            end=start + len(sentence),
            text=sentence.strip(),
            means=verdict,
            language=spoken.language,
        )
        for start, sentence in sentences(newest)
        for spoken in languages
        for verdict in meanings(sentence.translate(SAME), spoken)
    )
    ending = ending_of(newest, spans, languages)
    verdict = verdict_of(spans, has_day=ending is not None)
    told = ending if verdict == "confirmed" else None
    return Answer(
        verdict=verdict,
        effective_date=told.day if told else None,
        other_reading=told.other if told else None,
        spans=tuple(span for span in spans if span.means == verdict),
        text=newest,
    )


def sentences(text: str) -> list[tuple[int, str]]:
    """Each with its place; line breaks within a paragraph are no end."""
    found = []
    start = 0
    for gap in SENTENCE.finditer(text):
        found.append((start, text[start : gap.start()]))
        start = gap.end()
    found.append((start, text[start:]))
    return [(start, sentence) for start, sentence in found if sentence.strip()]


def meanings(sentence: str, spoken: Phrases) -> list[Verdict]:
    """What a sentence may be read as; a condition in it takes the confirmation away."""
    plain = INNER_DOT.sub(" ", sentence)
    found = [verdict for verdict in ORDER if spoken.verdicts[verdict].search(plain)]
    if "refused" in found and (NOT_BEFORE.search(plain) or BY_THIS_WAY.search(plain)):
        # "We cannot … until you …" and "not by e-mail" ask for something.
        return ["needs_action"]
    if "confirmed" in found and (
        "refused" in found
        or spoken.conditional.search(plain)
        or (RECEIVED.search(plain) and not end_day(sentence, (spoken,)))
    ):
        found.remove("confirmed")
    return found


def verdict_of(spans: tuple[Span, ...], *, has_day: bool) -> Verdict:
    said = {span.means for span in spans}
    if "confirmed" in said and has_day:
        return "confirmed"
    return next((verdict for verdict in ORDER if verdict in said), "unknown")


def ending_of(
    newest: str, spans: tuple[Span, ...], languages: tuple[Phrases, ...]
) -> FoundDay | None:
    """The end day in a confirming sentence, else in one that speaks of an end, else the only day confirmed."""
    confirming = [
        span.text.translate(SAME) for span in spans if span.means == "confirmed"
    ]
    if not confirming:
        return None
    for sentence in confirming:
        day = end_day(sentence, languages)
        if day:
            return day
    for _, sentence in sentences(newest):
        spoken = sentence.translate(SAME)
        day = end_day(spoken, languages) if speaks_of_end(spoken) else None
        if day:
            return day
    return None


SPEAKS_OF_END = re.compile(
    r"(?i)\b(?:ends?|end date|last day|expir\w+|terminat\w+|cancel\w+|until|endet|vertragsende|laufzeit\w*|kündig\w+|beend\w+|fin\b|prend(?:ra)? fin|échéance|résili\w+|finaliza\w*|baja|fecha de baja|termin\w+|cess\w+|scaden\w+|disdett\w+|einddatum|eindigt|opzeg\w+)\b"
)


def speaks_of_end(sentence: str) -> bool:
    return bool(SPEAKS_OF_END.search(sentence)) and bool(days_in(sentence))
