"""Checks of a law pack: every rule that a letter may cite has a citation, a source and a day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.law_file import broken_patterns
from duly.knowledge.law_rule import Pack

# What a person may come to see; the other kinds only count or route.
SHOWN = ("letter", "argument", "national")
# A citation points to a place: a section, an article, a number.
_PLACE = re.compile(r"\d")
_LOOSE = re.compile(r"^\s|\s$|\s{2,}|[<>{}]|\bsee\b|\?\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """A law pack as read, its file, and the day of the check."""

    file: DataFile
    pack: Pack
    today: date


def the_id_is_the_path(at: LawFile) -> Iterator[DataFinding]:
    expected = at.file.slug.replace("/", ".")
    if at.pack.id != expected:
        yield at.file.block(
            "pack-id-mismatch", f"id {at.pack.id!r}, the path says {expected!r}"
        )


def every_citable_rule_has_a_citation(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        if rule.print == "letter" and not rule.citation:
            yield at.file.block(
                "no-citation", f"{rule.id}: printed in letters, no citation"
            )


def every_citation_names_a_place(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        if rule.print != "letter" or not rule.citation:
            continue
        if _LOOSE.search(rule.citation) or rule.citation.isalpha():
            yield at.file.block(
                "malformed-citation", f"{rule.id}: {rule.citation!r} names no section"
            )
        elif not _PLACE.search(rule.citation):
            # A scheme without sections (the Direct Debit Guarantee) is possible, and rare.
            yield at.file.warn(
                "citation-without-section", f"{rule.id}: {rule.citation!r}"
            )


def every_rule_has_a_source(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        if not rule.sources:
            make = at.file.block if rule.print in SHOWN else at.file.warn
            yield make("missing-source", f"{rule.id}: no source")


def every_source_of_law_is_a_link(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        for source in rule.sources:
            if not source.url.startswith(("https://", "http://")):
                yield at.file.block("bad-url", f"{rule.id}: {source.url!r}")


def no_rule_ends_before_it_begins(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        begins, ends = rule.effective_from, rule.effective_to
        if begins and ends and ends < begins:
            yield at.file.block(
                "ends-before-it-begins", f"{rule.id}: {begins} to {ends}"
            )


def no_rule_was_read_tomorrow(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        if rule.checked_on > at.today:
            yield at.file.block(
                "future-day", f"{rule.id}: checked_on {rule.checked_on}"
            )


def no_rule_is_stale(at: LawFile) -> Iterator[DataFinding]:
    for rule in at.pack.rules:
        if at.today - rule.checked_on > timedelta(days=rule.stale_after_days):
            yield at.file.warn("stale-rule", f"{rule.id}: last read {rule.checked_on}")


def every_pattern_compiles(at: LawFile) -> Iterator[DataFinding]:
    for pattern in broken_patterns(at.pack):
        yield at.file.block("broken-pattern", f"{pattern!r} is no regular expression")


CHECKS: tuple[Callable[[LawFile], Iterator[DataFinding]], ...] = (
    the_id_is_the_path,
    every_citable_rule_has_a_citation,
    every_citation_names_a_place,
    every_rule_has_a_source,
    every_source_of_law_is_a_link,
    no_rule_ends_before_it_begins,
    no_rule_was_read_tomorrow,
    no_rule_is_stale,
    every_pattern_compiles,
)
