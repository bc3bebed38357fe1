"""What companies write when a contract is ended: phrases by verdict, one module a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")
ENOUGH = 3  # common words; fewer tell nothing of the language
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """`verdicts`: a pattern for each; `conditional`: words that turn a confirmation into a promise;
    `ends`: words before the day on which the contract ends; `last`: words after it;
    `not_the_end`: words before another day.

    `ends_too` are weaker words before it, heard when nothing stronger tells a day.

    `dated` confirms together with an end day; `done` (what you asked for is done) and `ending` (until then you
    may still read) confirm only together. `renews`: it goes on; `undone`: the cancellation is taken back;
    `cannot`: the company says that it cannot; `unreal`: what could be, or what somebody else said. `harmless` are negations that deny nothing
    (will not be renewed). `labels` stand before the end day in a table, `subject` is a subject that confirms.
    """

    language: str
    verdicts: Mapping[str, re.Pattern[str]]
    conditional: re.Pattern[str]
    dated: re.Pattern[str]
    ending: re.Pattern[str]
    done: re.Pattern[str]
    renews: re.Pattern[str]
    undone: re.Pattern[str]
    unreal: re.Pattern[str]
    cannot: re.Pattern[str]
    negated: re.Pattern[str]
    harmless: re.Pattern[str]
    subject: re.Pattern[str]
    labels: re.Pattern[str]
    ends: re.Pattern[str]
    ends_too: re.Pattern[str]
    last: re.Pattern[str]
    not_the_end: re.Pattern[str]


def spoken_in(text: str) -> tuple[Phrases, ...]:
    """The phrases of the languages that the text is most likely in; all of them when nothing tells."""
    known = set(WORD.findall(text.lower()))
    counts = {language: len(known & common_words(language)) for language in LANGUAGES}
    most = max(counts.values())
    return tuple(
        phrases_of(language)
        for language in LANGUAGES
        if most < ENOUGH or counts[language] * 2 >= most
    )


@lru_cache(maxsize=1)
def month_names() -> Mapping[str, int]:
    """The names of months in every language, with their numbers."""
    return {
        name: number
        for language in LANGUAGES
        for number, names in enumerate(module_of(language).MONTHS, 1)
        for name in names.split()
    }


@lru_cache(maxsize=len(LANGUAGES))
def common_words(language: str) -> frozenset[str]:
    return frozenset(module_of(language).COMMON.split())


def module_of(language: str) -> Any:
    return import_module(f"duly.replies.phrases.{language}")


@lru_cache(maxsize=len(LANGUAGES))
def phrases_of(language: str) -> Phrases:
    spoken = module_of(language)
    return Phrases(
        language=language,
        verdicts={
            verdict: either(patterns) for verdict, patterns in spoken.VERDICTS.items()
        },
        conditional=either(spoken.CONDITIONAL),
        dated=either(spoken.DATED),
        ending=either(spoken.ENDING),
        done=either(spoken.DONE),
        renews=either(spoken.RENEWS),
        undone=either(spoken.UNDONE),
        unreal=either(spoken.UNREAL),
        cannot=either(spoken.CANNOT),
        negated=either(spoken.NEGATED),
        harmless=either(spoken.HARMLESS),
        subject=either(spoken.SUBJECT),
        labels=re.compile(
            f"(?im)(?:^[ \\t|*•-]*|[.;,!?][ \\t]+)(?:(?:the|your|la|le|votre|die|das|der|ihr|el|su|il|de|het|uw|je) )?(?:{'|'.join(spoken.LABELS)})[ \\t|*:.]{{1,60}}(?=\\d|[^\\W\\d_]{{2,10}},? \\d)"
        ),
        last=re.compile(f"(?i)^[^.;\\d]{{0,24}}(?:{'|'.join(spoken.LAST)})"),
        ends=re.compile(f"(?i)(?:{'|'.join(spoken.ENDS)})[^.;\\d]{{0,40}}$"),
        ends_too=re.compile(f"(?i)(?:{'|'.join(spoken.ENDS_TOO)})[^.;\\d]{{0,24}}$"),
        not_the_end=re.compile(
            f"(?i)(?:{'|'.join(spoken.NOT_THE_END)})[^.;,\\d]{{0,24}}$"
        ),
    )


def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
