"""What will the letter say, and where will it stand? Everything is decided here and nothing drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from duly.knowledge.law import Facts
from duly.knowledge.profiles import Profile, profile_for
from duly.knowledge.profiles import profile as named_profile
from duly.knowledge.prose import (
    UnknownText,
    letter_kinds,
    letter_languages,
    letter_text,
    vocabulary,
)
from duly.knowledge.providers import Provider
from duly.letters.answer import Answer
from duly.letters.case_facts import case_facts
from duly.letters.case_file import BadCaseFile, CaseFile
from duly.letters.characters import clean
from duly.letters.citing import Citer
from duly.letters.fields import letter_fields
from duly.letters.grounds import grounds
from duly.letters.parties import Parties, parties
from duly.letters.sheet import Sheet, lay_out
from duly.letters.typography import local_words
from duly.letters.wording import (
    DayWriter,
    Filler,
    Ground,
    Line,
    Run,
    Sentence,
    Wording,
    cited_inline,
    opened,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything decided, nothing drawn."""

    sheet: Sheet
    profile: Profile
    wording: Wording
    law: tuple[str, ...]
    citations: tuple[str, ...]


def draft_letter(
    case_file: CaseFile,
    *,
    answer: Answer | None,
    profile: str | None = None,
    reference: str | None = None,
    public_url: str | None = None,
    catalogue: Provider | None = None,
) -> Draft:
    """Choose the words and their places; nothing is drawn and Typst is not loaded."""
    sides = parties(case_file, catalogue=catalogue)
    chosen = named_profile(profile) if profile else profile_for(_origin(case_file))
    known = case_facts(case_file, sector=sides.sector, answer=answer)
    law, may_name = grounds(case_file, known=known, answer=answer)
    wording, days = word(
        case_file, sides=sides, answer=answer, known=known, may_name=may_name
    )
    words = local_words(vocabulary(case_file.language), locale=days.locale)
    wording = replace(
        wording, lines=(*wording.lines, *_enclosures(case_file, words.labels))
    )
    sheet = lay_out(
        case_file,
        sides=sides,
        words=words,
        wording=wording,
        profile=chosen,
        days=days,
        reference=reference,
        public_url=public_url,
        after=_reading_copy(
            case_file, sides=sides, answer=answer, known=known, may_name=may_name
        ),
    )
    return Draft(
        sheet=sheet,
        profile=chosen,
        wording=wording,
        law=law,
        citations=wording.citations,
    )


def _enclosures(case_file: CaseFile, labels: Mapping[str, str]) -> tuple[Line, ...]:
    """What lies in the envelope besides the letter, by name and number of pages."""
    if not case_file.enclosures:
        return ()
    listed = "; ".join(
        labels["enclosure"].format(title=clean(each.title), pages=each.pages)
        for each in case_file.enclosures
    )
    head = labels["enclosures"] + labels["colon"]
    return (
        Line(
            kind="p",
            runs=(Run(head), Run(listed, from_form=True)),
            sentences=(Sentence(text=head + listed),),
        ),
    )


def _reading_copy(
    case_file: CaseFile,
    *,
    sides: Parties,
    answer: Answer | None,
    known: Facts,
    may_name: tuple[Ground, ...],
) -> tuple[Line, ...]:
    """The same letter in the sender's language, so that people understand what they sign; empty when not asked for."""
    second = case_file.second_language
    if not second or second == case_file.language:
        return ()
    if second not in letter_languages():
        known_languages = ", ".join(letter_languages())
        raise BadCaseFile("second_language", f"{second!r} is none of {known_languages}")
    copied = replace(case_file, language=second, free_text="")
    wording, _ = word(
        copied, sides=sides, answer=answer, known=known, may_name=may_name
    )
    head = Line(kind="heading", runs=(Run(vocabulary(second).labels["reading_copy"]),))
    lines = (head, Line(kind="p", runs=wording.subject), *wording.lines)
    return tuple(replace(line, language=second) for line in lines)


def word(
    case_file: CaseFile,
    *,
    sides: Parties,
    answer: Answer | None,
    known: Facts,
    may_name: tuple[Ground, ...],
) -> tuple[Wording, DayWriter]:
    try:
        text = letter_text(case_file.kind, case_file.language)
        locale = _locale(case_file)
        words = local_words(vocabulary(case_file.language), locale=locale)
    except UnknownText:
        known_languages = letter_languages()
        is_language = case_file.language not in known_languages
        raise BadCaseFile(
            "language" if is_language else "kind",
            f"we have no letter of the kind {case_file.kind!r} in {case_file.language!r}; "
            f"languages are {', '.join(known_languages)}, kinds {', '.join(letter_kinds('en'))}",
        ) from None
    days = DayWriter(locale=locale)
    filler = Filler(
        fields=letter_fields(
            case_file,
            sides=sides,
            answer=answer,
            known=known,
            text=text,
            words=words,
            demands=opened(may_name),
        ),
        words=words,
        grounds=may_name,
        inlined=cited_inline(text, words),
        deciding=_deciding(answer, may_name),
        free_text=case_file.free_text,
        days=days,
        citer=Citer(forms=words.citations, conjunction=words.labels["list_and"]),
    )
    return filler.fill(text), days


def _deciding(
    answer: Answer | None, may_name: tuple[Ground, ...]
) -> tuple[Ground, ...]:
    if answer is None or not answer.rules:
        return ()
    known = {ground.rule_id: ground for ground in may_name}
    first = answer.rules[0]
    return (known.get(first) or Ground(rule_id=first, citation="", blocks=()),)


def _origin(case_file: CaseFile) -> str:
    address = case_file.sender.address
    if address:
        return address.country
    return (case_file.residence or "").partition("-")[0]


def _locale(case_file: CaseFile) -> str:
    # English dates differ: November 24, 2026 in the United States, 24 November 2026 elsewhere.
    if case_file.language == "en":
        return "en_US" if _origin(case_file) in {"US", "CA", "PR"} else "en_GB"
    if case_file.language == "de" and _origin(case_file) == "CH":
        return "de_CH"
    return case_file.language
