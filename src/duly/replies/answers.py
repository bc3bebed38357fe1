"""What does the company's answer say? Rules on the newest part; every verdict shows its sentence."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from duly.replies.day_order import settled
from duly.replies.end_dates import (
    days_in,
    end_day,
    labelled_day,
    soonest_to_come,
)
from duly.replies.found_day import FoundDay
from duly.replies.meanings import ORDER, SAME, Means, Verdict, meanings
from duly.replies.phrases import Phrases, spoken_in

SENTENCE = re.compile(
    r"(?:(?<=[^\d][.!?])|(?<=20\d\d[.!?])|(?<=;))\s+(?=[\"'¿¡(A-ZÀ-ÖØ-Þ])|(?<=;)\s+|\n\s*\n|(?<=[:!?])\n"
)
# A subject that begins so is the person's own.
ANSWERED = re.compile(
    r"(?i)(?:^|[\]\s:])(?:re|aw|antw|antwort|r|rif|sv|res|rv|fwd?|wg|tr|i|betr)\s?:"
)
# Where one of these stands, a subject is not enough.
REGRET = re.compile(
    r"(?i)\b(?:unfortunately|regret|however|sorry|leider|bedauer\w*|jedoch|allerdings|malheureusement|regrett\w+|toutefois|cependant|désolée?s?|lamentablemente|lamentamos|sentimos|sin embargo|purtroppo|spiace\w*|tuttavia|però|helaas|spijt\w*|echter|not|nicht|kein\w*|pas|no|non|niet|geen|cannot|\w+n't)\b"
)
NOTHING_ELSE = ({"done"}, {"ending"}, {"done", "ending"}, set[Means]())


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A sentence of the newest part or a row of a table in it, by its place, and what it was read as; or the subject."""

    start: int
    end: int
    text: str
    means: Means
    language: str
    where: Literal["text", "row", "subject"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`other_reading`: the second reading of an ambiguous numeric day; the first is then not relied on.

    `is_worked_out`: the day follows from the day of the mail ("the end of next month").
    """

    verdict: Verdict
    effective_date: date | None
    other_reading: date | None
    spans: tuple[Span, ...]
    text: str
    is_worked_out: bool = False


def read_answer(
    newest: str, *, subject: str = "", sent_on: date | None = None
) -> Answer:
    """The verdict of a text that holds nothing quoted. `sent_on` is the mail's day: years and relative days need it."""
    languages = spoken_in(f"{subject}\n{newest}")
    spans = spans_of(newest, languages, sent_on)
    is_about = bool(ABOUT_END.search(f"{subject}\n{newest}"))
    row = row_of(newest, languages, sent_on)
    heading = subject_span(subject, languages)
    verdict, shown = weighed(spans, newest, row=row, heading=heading, is_about=is_about)
    told = None
    if verdict == "confirmed":
        told = ending_of(newest, shown, spans, languages, sent_on=sent_on)
        spoken = tuple(
            one for one in languages if any(one.language == s.language for s in shown)
        )
        told = told and settled(told, newest, spoken, sent_on=sent_on)
    return Answer(
        verdict=verdict,
        effective_date=told.day if told else None,
        other_reading=told.other if told else None,
        is_worked_out=bool(told and told.is_worked_out),
        spans=shown,
        text=newest,
    )


def spans_of(
    newest: str, languages: tuple[Phrases, ...], sent_on: date | None
) -> tuple[Span, ...]:
    return tuple(
        Span(
            start=start,
            end=start + len(sentence),
            text=sentence.strip(),
            means=means,
            language=spoken.language,
        )
        for start, sentence in sentences(newest)
        for spoken in languages
        for means in meanings(sentence.translate(SAME), spoken, sent_on=sent_on)
    )


def row_of(
    newest: str, languages: tuple[Phrases, ...], sent_on: date | None
) -> Span | None:
    """A table's row with the end of the contract."""
    found = labelled_day(newest.translate(ONE_LINE), languages, sent_on=sent_on)
    if not found:
        return None
    start = newest.rfind("\n", 0, found.start) + 1
    return Span(
        start=start,
        end=found.end,
        text=newest[start : found.end].strip(),
        means="ending",
        language=languages[0].language,
        where="row",
    )


ONE_LINE = {key: value for key, value in SAME.items() if key != ord("\n")}


def subject_span(subject: str, languages: tuple[Phrases, ...]) -> Span | None:
    """The subject, when it confirms and is not the person's own."""
    if not subject or ANSWERED.search(subject):
        return None
    plain = subject.translate(SAME)
    for spoken in languages:
        if spoken.subject.search(plain) and not REGRET.search(plain):
            return Span(
                start=0,
                end=len(subject),
                text=subject,
                means="confirmed",
                language=spoken.language,
                where="subject",
            )
    return None


def sentences(text: str) -> list[tuple[int, str]]:
    """Each with its place; line breaks within a paragraph are no end."""
    found = []
    start = 0
    for gap in SENTENCE.finditer(text):
        found.append((start, text[start : gap.start()]))
        start = gap.end()
    found.append((start, text[start:]))
    return [(start, sentence) for start, sentence in found if sentence.strip()]


def weighed(
    spans: tuple[Span, ...],
    newest: str,
    *,
    row: Span | None,
    heading: Span | None,
    is_about: bool,
) -> tuple[Verdict, tuple[Span, ...]]:
    """The verdict and the sentences that it rests on."""
    said = {span.means for span in spans}
    if "renews" in said:
        said -= {"confirmed", "done", "ending"}
    dated = [span for span in spans if span.means == "confirmed" and says_day(span)]
    if "confirmed" in said and (dated or row):
        return "confirmed", only(spans, "confirmed") + ((row,) if row else ())
    verdict = next((verdict for verdict in ORDER if verdict in said), None)
    if verdict == "needs_action" and not asks_for_end(spans, said):
        verdict = "unmonitored"
    if verdict and verdict not in ("ticket_opened", "offer"):
        return verdict, only(spans, verdict)
    together = said_together(spans, said, row) if is_about else ()
    if together:
        return "confirmed", together
    denying: tuple[Means, ...] = ("cannot", "renews")
    if is_about and verdict in (None, "ticket_opened") and said & set(denying):
        return "refused", tuple(span for span in spans if span.means in denying)
    if heading and not verdict and "renews" not in said and not REGRET.search(newest):
        return "confirmed", (heading,)
    return (verdict, only(spans, verdict)) if verdict else ("unknown", ())


def asks_for_end(spans: tuple[Span, ...], said: set[Means]) -> bool:
    """A mailbox that nobody reads sends everybody elsewhere; that asks nothing of this contract."""
    return "unmonitored" not in said or any(
        ABOUT_END.search(span.text) for span in only(spans, "needs_action")
    )


ABOUT_END = re.compile(
    r"(?i)cancel|terminat|clos(?:e|ure)|kündig|kuendig|schließ|beend|aufheb|auflös|aufgelöst|résili|resili|clôtur|\bbaja|anul|rescind|disd|recess|recede|chiu|cessa|opzeg|opgezegd|beëindig|stopzet|sorry to see you go|ausgetreten|austritt|démission|dimissioni|renuncia"
)


def said_together(
    spans: tuple[Span, ...], said: set[Means], row: Span | None
) -> tuple[Span, ...]:
    """What you asked for is done, and it ends on a day: each alone says less than a confirmation."""
    ending = [row] if row else [s for s in spans if s.means == "ending" and says_day(s)]
    done = tuple(s for s in only(spans, "done") if not OTHER_MATTER.search(s.text))
    if "done" not in said or not done or not ending:
        return ()
    return done + tuple(ending)


# What else may have been done as you asked.
OTHER_MATTER = re.compile(
    r"(?i)address|document|copy|copies|invoice|duplicate|tariff|password|details|appointment|payment|adress|anschrift|unterlage|kopie|rechnung|tarif|passwort|daten|termin\b|zahl|duplicat|facture|mot de passe|coordonn|rendez-vous|duplicad|direcci|factura|contraseñ|datos|cita\b|pago|duplicat|indirizz|fattur|dati\b|appuntament|pagament|factuur|wachtwoord|gegevens|afspraak|betaling|adres"
)


def says_day(span: Span) -> bool:
    return bool(days_in(span.text.translate(SAME), sent_on=ANY_DAY))


ANY_DAY = date(2026, 1, 1)


def only(spans: tuple[Span, ...], means: Means) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.means == means)


def ending_of(
    newest: str,
    shown: tuple[Span, ...],
    spans: tuple[Span, ...],
    languages: tuple[Phrases, ...],
    *,
    sent_on: date | None,
) -> FoundDay | None:
    """The end day in a sentence that the verdict rests on, else in one that tells or speaks of an end."""
    rested = [span for span in shown if span.means != "done"]
    rested += only(spans, "ending")
    for weakly in (False, True):
        told = (day_told(s, languages, sent_on, weakly=weakly) for s in rested)
        day = soonest_to_come([one for one in told if one], sent_on)
        if day:
            return day
    for _, sentence in sentences(newest):
        spoken = sentence.translate(SAME)
        if SPEAKS_OF_END.search(spoken):
            day = end_day(spoken, languages, sent_on=sent_on)
            if day:
                return day
    return None


def day_told(
    span: Span, languages: tuple[Phrases, ...], sent_on: date | None, *, weakly: bool
) -> FoundDay | None:
    """In a subject and in a table's row a single day needs no word before it."""
    plain = span.text.translate(SAME)
    if span.where != "text":
        days = days_in(plain, sent_on=sent_on)
        if len(days) == 1:
            return days[0]
    return end_day(plain, languages, sent_on=sent_on, weakly=weakly)


SPEAKS_OF_END = re.compile(
    r"(?i)\b(?:ends?|end date|last day|expir\w+|terminat\w+|cancel\w+|until|runs out|through|endet|bis|ausläuft|vertragsende|laufzeit\w*|kündig\w+|beend\w+|läuft|fin\b|prend(?:ra)? fin|échéance|résili\w+|jusqu'au|finaliza\w*|baja|fecha de baja|termin\w+|hasta|caduca|cess\w+|scaden\w+|scade|disdett\w+|fino a|fino al|einddatum|eindigt|opzeg\w+|tot|laatste dag)\b"
)
