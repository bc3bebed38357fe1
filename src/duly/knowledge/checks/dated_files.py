"""Checks of the other files of facts (envelopes, fees, calendars, number formats): sourced, and read lately."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duly.knowledge.checks.data_file import DataFile, DataFinding
from duly.knowledge.provider_record import FRESH_FOR

DATED = ("profiles", "calendars", "tariffs", "carriers", "delivery")
SOURCED = ("profiles", "tariffs", "carriers")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFile:
    file: DataFile
    today: date


def it_says_when_it_was_read(at: DatedFile) -> Iterator[DataFinding]:
    if at.file.kind in DATED and not _days(at.file):
        yield at.file.block("no-checked-day", "checked_on is missing")


def it_was_not_read_tomorrow(at: DatedFile) -> Iterator[DataFinding]:
    for day in _days(at.file):
        if day > at.today:
            yield at.file.block("future-day", f"checked_on {day}")


def it_was_read_within_a_year(at: DatedFile) -> Iterator[DataFinding]:
    for day in _days(at.file):
        if at.today - day > FRESH_FOR:
            yield at.file.warn("stale-fact", f"last read {day}")


def it_has_a_source(at: DatedFile) -> Iterator[DataFinding]:
    if at.file.kind in SOURCED and not _links(at.file.document):
        yield at.file.block("missing-source", "no source with a link")


def its_links_are_web_addresses(at: DatedFile) -> Iterator[DataFinding]:
    for link in _links(at.file.document):
        if not link.startswith(("https://", "http://")):
            yield at.file.block("bad-url", f"{link!r} is not a web address")


CHECKS: tuple[Callable[[DatedFile], Iterator[DataFinding]], ...] = (
    it_says_when_it_was_read,
    it_was_not_read_tomorrow,
    it_was_read_within_a_year,
    it_has_a_source,
    its_links_are_web_addresses,
)


def _days(file: DataFile) -> list[date]:
    found = file.document.get("checked_on")
    return [found] if type(found) is date else []


def _links(document: Mapping[str, Any]) -> list[str]:
    """`source = "https://…"`, `sources = ["…"]` or `[[sources]]` with `url`; nothing else is a source."""
    listed = document.get("sources", [])
    found = [document.get("source"), *(listed if isinstance(listed, list) else [])]
    links = [entry.get("url") if isinstance(entry, dict) else entry for entry in found]
    return [link for link in links if isinstance(link, str) and link]
