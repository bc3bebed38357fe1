"""Checks of a provider's guide: the free way first, plain text, and answers to what people ask."""

import re
from collections.abc import Callable, Iterator

from duly.knowledge.checks.data_file import DataFinding
from duly.knowledge.checks.provider_files import ProviderFile
from duly.knowledge.guides import Guide

NEEDED_PARTS = ("before", "charged")
FEWEST_QUESTIONS = 3

_MARKUP = re.compile(r"<[a-z/!]|\]\(|\*\*|`|\{\{|\{%", re.IGNORECASE)
# Words that promise more than a letter can do, or claim a lawyer.
_PROMISE = re.compile(
    r"\b(we guarantee|guaranteed to|legally binding proof|our lawyers?|100 ?%)",
    re.IGNORECASE,
)


def there_is_an_english_guide(at: ProviderFile) -> Iterator[DataFinding]:
    if not at.provider.imported and "en" not in at.provider.guides:
        yield at.file.block("no-guide", f"{at.file.slug}.md is missing")


def the_guide_begins_with_the_free_way(at: ProviderFile) -> Iterator[DataFinding]:
    for language, guide in at.provider.guides.items():
        if not guide.title or not guide.lede:
            yield at.file.block(
                "guide-without-title", f"guide {language}: title and lede"
            )
        if at.provider.own_way.known and not guide.steps:
            yield at.file.block(
                "no-free-way",
                f"guide {language}: numbered steps under a {{#free}} heading",
            )


def the_guide_has_its_parts(at: ProviderFile) -> Iterator[DataFinding]:
    for language, guide in at.provider.guides.items():
        roles = {section.role for section in guide.sections}
        for part in NEEDED_PARTS:
            if part not in roles:
                yield at.file.block(
                    "guide-part", f"guide {language}: no part {{#{part}}}"
                )
        if len(guide.questions) < FEWEST_QUESTIONS:
            yield at.file.block(
                "few-questions",
                f"guide {language}: at least {FEWEST_QUESTIONS} questions",
            )


def every_language_has_the_same_parts(at: ProviderFile) -> Iterator[DataFinding]:
    english = at.provider.guides.get("en")
    for language, guide in at.provider.guides.items():
        if english and shape_of(guide) != shape_of(english):
            yield at.file.warn(
                "guide-differs",
                f"guide {language}: other parts, steps or questions than the English one",
            )


def the_guide_is_plain_text(at: ProviderFile) -> Iterator[DataFinding]:
    for language, guide in at.provider.guides.items():
        found = _MARKUP.search(guide.text)
        if found:
            yield at.file.block(
                "guide-markup",
                f"guide {language}: {found.group()!r} would be shown as it is",
            )


def the_guide_promises_nothing_the_law_does_not(
    at: ProviderFile,
) -> Iterator[DataFinding]:
    for language, guide in at.provider.guides.items():
        found = _PROMISE.search(guide.text)
        if found:
            yield at.file.block("promise", f"guide {language}: {found.group()!r}")


def the_own_way_has_a_source(at: ProviderFile) -> Iterator[DataFinding]:
    way = at.provider.own_way
    if at.provider.imported:
        return
    if way.known and way.source is None:
        yield at.file.block("own-way-without-source", "[own_way] names no source")
    if not way.known and way.looked_on is None:
        yield at.file.block(
            "own-way-not-looked-for", "[own_way] known = false, looked_on = the day"
        )


CHECKS: tuple[Callable[[ProviderFile], Iterator[DataFinding]], ...] = (
    there_is_an_english_guide,
    the_guide_begins_with_the_free_way,
    the_guide_has_its_parts,
    every_language_has_the_same_parts,
    the_guide_is_plain_text,
    the_guide_promises_nothing_the_law_does_not,
    the_own_way_has_a_source,
)


def shape_of(guide: Guide) -> tuple[object, ...]:
    """Parts in their order, and how many steps and questions: what a translation keeps."""
    parts = tuple(section.role for section in guide.sections)
    return parts, len(guide.steps), len(guide.questions)
