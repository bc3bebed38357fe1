"""Runs every check over every file below a data folder."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duly.knowledge.checks import (
    clock_files,
    dated_files,
    delivery_files,
    guide_files,
    language_files,
    law_files,
    letter_files,
    operator_files,
    provider_files,
    statute_files,
    tariff_files,
    words_files,
)
from duly.knowledge.checks.data_file import (
    DataFile,
    DataFinding,
    files_below,
    read_file,
)
from duly.knowledge.clock_rules import BadClocks, read_clocks
from duly.knowledge.delivery import BadMeaning, read_meanings
from duly.knowledge.law_file import BrokenPack, read_pack
from duly.knowledge.provider_reading import (
    BadProvider,
    read_addition_file,
    read_guides,
    read_provider,
)
from duly.knowledge.provider_record import Provider
from duly.knowledge.provider_words import (
    SHARED,
    BadWords,
    Entry,
    read_words,
    shared_words,
)
from duly.knowledge.providers import provider
from duly.knowledge.statutes import BadStatutes, read_statutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`counts`: files by kind. `watched`: rules of law that are to be read again every month."""

    counts: dict[str, int]
    findings: tuple[DataFinding, ...]
    watched: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not any(finding.severity == "block" for finding in self.findings)


def check_data(path: Path, *, today: date) -> Report:
    """Everything at or below `path`, which is a data folder, a part of one, or one file."""
    counts: Counter[str] = Counter()
    findings: list[DataFinding] = []
    watched: list[str] = []
    for place in files_below(path):
        found = read_file(place)
        if isinstance(found, DataFinding):
            findings.append(found)
            continue
        counts[found.kind or "other"] += 1
        findings += _check(found, today)
        if found.kind == "law":
            watched += _watched(found)
    return Report(counts=dict(counts), findings=tuple(findings), watched=tuple(watched))


def _check(file: DataFile, today: date) -> Iterator[DataFinding]:
    yield from CHECKS_OF.get(file.kind, _check_dated)(file, today)


def _check_dated(file: DataFile, today: date) -> Iterator[DataFinding]:
    at = dated_files.DatedFile(file=file, today=today)
    for check in dated_files.CHECKS:
        yield from check(at)


def _check_letter(file: DataFile, today: date) -> Iterator[DataFinding]:
    at = letter_files.LetterFile(file=file, today=today)
    for check in letter_files.CHECKS:
        yield from check(at)


def _check_provider(file: DataFile, today: date) -> Iterator[DataFinding]:
    if file.path.suffix != ".toml":
        yield from _check_guide_alone(file)
        return
    try:
        provider = read_provider(
            file.document, slug=file.slug, guides=read_guides(file.path)
        )
    except BadProvider as reason:
        is_unsourced = reason.field.endswith(".source")
        code = "missing-source" if is_unsourced else "bad-provider"
        yield file.block(code, str(reason))
        return
    at = provider_files.ProviderFile(file=file, provider=provider, today=today)
    for check in (*provider_files.CHECKS, *guide_files.CHECKS):
        yield from check(at)


def _check_guide_alone(file: DataFile) -> Iterator[DataFinding]:
    stem = file.path.name.partition(".")[0]
    if not file.path.with_name(f"{stem}.toml").exists():
        yield file.block("guide-without-provider", f"{stem}.toml is not there")


def _check_addition(file: DataFile, _today: date) -> Iterator[DataFinding]:
    try:
        read_addition_file(file.path)
    except BadProvider as reason:
        yield file.block("bad-addition", str(reason))


def _check_law(file: DataFile, today: date) -> Iterator[DataFinding]:
    if file.path.suffix != ".toml":
        return
    try:
        pack = read_pack(file.path)
    except BrokenPack as reason:
        yield file.block("broken-pack", str(reason))
        return
    at = law_files.LawFile(file=file, pack=pack, today=today)
    for check in law_files.CHECKS:
        yield from check(at)


def _check_clocks(file: DataFile, today: date) -> Iterator[DataFinding]:
    try:
        clocks = tuple(read_clocks(file.path))
    except BadClocks as reason:
        yield file.block("bad-clock", str(reason))
        return
    at = clock_files.ClockFile(file=file, clocks=clocks, today=today)
    for check in clock_files.CHECKS:
        yield from check(at)


def _check_statutes(file: DataFile, _today: date) -> Iterator[DataFinding]:
    try:
        statutes = tuple(read_statutes(file.path))
    except BadStatutes as reason:
        yield file.block("bad-statute", str(reason))
        return
    at = statute_files.StatuteFile(file=file, statutes=statutes)
    for check in statute_files.CHECKS:
        yield from check(at)


def _check_language(file: DataFile, _today: date) -> Iterator[DataFinding]:
    for check in language_files.CHECKS:
        yield from check(file)


def _check_operator(file: DataFile, _today: date) -> Iterator[DataFinding]:
    for check in operator_files.CHECKS:
        yield from check(file)


def _check_tariff(file: DataFile, today: date) -> Iterator[DataFinding]:
    yield from _check_dated(file, today)
    for check in tariff_files.CHECKS:
        yield from check(file)


def _check_delivery(file: DataFile, today: date) -> Iterator[DataFinding]:
    yield from _check_dated(file, today)
    try:
        meanings = tuple(read_meanings(file.document).values())
    except BadMeaning as reason:
        yield file.block("bad-meaning", str(reason))
        return
    at = delivery_files.DeliveryFile(file=file, meanings=meanings, today=today)
    for check in delivery_files.CHECKS:
        yield from check(at)


def _check_words(file: DataFile, _today: date) -> Iterator[DataFinding]:
    if file.path.suffix != ".toml":
        return
    try:
        words = read_words(file.document)
    except BadWords as reason:
        yield file.block("bad-words", str(reason))
        return
    at = words_files.WordsFile(
        file=file,
        words=words,
        provider=_record_of(file),
        shared=_shared_beside(file),
    )
    for check in words_files.CHECKS:
        yield from check(at)


def _record_of(file: DataFile) -> Provider | None:
    if file.slug == SHARED:
        return None
    try:
        return provider(file.slug, overlay=file.home)
    except (KeyError, BadProvider):
        return None


def _shared_beside(file: DataFile) -> Mapping[str, Entry]:
    # A damaged shared file has findings of its own.
    try:
        return shared_words(overlay=file.home).by_text
    except BadWords:
        return {}


# A kind that is not here is a file of dated facts.
CHECKS_OF: Mapping[str, Callable[[DataFile, date], Iterator[DataFinding]]] = {
    "providers": _check_provider,
    "additions": _check_addition,
    "law": _check_law,
    "letters": _check_letter,
    "clocks": _check_clocks,
    "statutes": _check_statutes,
    "language": _check_language,
    "operator": _check_operator,
    "delivery": _check_delivery,
    "words": _check_words,
    "tariffs": _check_tariff,
}


def _watched(file: DataFile) -> list[str]:
    rules = file.document.get("rule", [])
    tables = (
        [r for r in rules if isinstance(r, dict)] if isinstance(rules, list) else []
    )
    return [str(rule.get("id")) for rule in tables if rule.get("watch") is True]
