"""What companies write when a contract is ended: phrases by verdict, one module a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from duly.replies.letter_case import folded
from duly.replies.wording import Wording, any_of

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")
ENOUGH = 3  # common words; fewer tell nothing of the language
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """`verdicts`: a wording for each; `conditional`: words that turn a confirmation into a promise;
    `ends`: words before the day on which the contract ends; `last`: words after it;
    `not_the_end`: words before another day.

    `ends_too` are weaker words before it, heard when nothing stronger tells a day.

    `dated` confirms together with an end day; `done` (what you asked for is done) and `ending` (until then you
    may still read) confirm only together. `renews`: it goes on; `undone`: the cancellation is taken back;
    `cannot`: the company says that it cannot; `unreal`: what could be, or what somebody else said. `harmless` are negations that deny nothing
    (will not be renewed). `labels` stand before the end day in a table, `subject` is a subject that confirms.
    """

    language: str
    verdicts: Mapping[str, Wording]
    conditional: Wording
    dated: Wording
    ending: Wording
    done: Wording
    renews: Wording
    undone: Wording
    unreal: Wording
    cannot: Wording
    negated: Wording
    harmless: Wording
    subject: Wording
    labels: Wording
    ends: Wording
    ends_too: Wording
    last: Wording
    not_the_end: Wording


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


def may_name_month(text: str) -> bool:
    """Cheap, and true wherever a month's name stands."""
    plain = folded(text)
    return any(name in plain for name in month_names())


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
            verdict: any_of(phrases) for verdict, phrases in spoken.VERDICTS.items()
        },
        conditional=any_of(spoken.CONDITIONAL, has_words=False),
        dated=any_of(spoken.DATED),
        ending=any_of(spoken.ENDING),
        done=any_of(spoken.DONE),
        renews=any_of(spoken.RENEWS),
        undone=any_of(spoken.UNDONE),
        unreal=any_of(spoken.UNREAL, has_words=False),
        cannot=any_of(spoken.CANNOT),
        negated=any_of(spoken.NEGATED, has_words=False),
        harmless=any_of(spoken.HARMLESS, has_words=False),
        subject=any_of(spoken.SUBJECT),
        labels=any_of(
            spoken.LABELS,
            before=r"(?m)(?:^[ \t|*•-]*|[.;,!?][ \t]+)(?:(?:the|your|la|le|votre|die|das|der|ihr|el|su|il|de|het|uw|je) )?",
            after=r"[ \t|*:.]{1,60}(?=\d|[^\W\d_]{2,10},? \d)",
        ),
        last=any_of(spoken.LAST, before=r"^[^.;\d]{0,24}"),
        ends=any_of(spoken.ENDS, after=r"[^.;\d]{0,40}$", has_words=False),
        ends_too=any_of(spoken.ENDS_TOO, after=r"[^.;\d]{0,24}$", has_words=False),
        not_the_end=any_of(
            spoken.NOT_THE_END, after=r"[^.;,\d]{0,24}$", has_words=False
        ),
    )
