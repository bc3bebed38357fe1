"""Runs every check over every file below a data folder."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duly.knowledge.checks import (
    dated_files,
    guide_files,
    law_files,
    letter_files,
    provider_files,
)
from duly.knowledge.checks.data_file import (
    DataFile,
    DataFinding,
    files_below,
    read_file,
)
from duly.knowledge.law_file import BrokenPack, read_pack
from duly.knowledge.provider_reading import (
    BadProvider,
    read_addition_file,
    read_guides,
    read_provider,
)


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
    if file.kind == "providers" and file.path.suffix == ".toml":
        yield from _check_provider(file, today)
    elif file.kind == "providers":
        yield from _check_guide_alone(file)
    elif file.kind == "additions":
        yield from _check_addition(file)
    elif file.kind == "law":
        yield from _check_law(file, today)
    elif file.kind == "letters":
        at = letter_files.LetterFile(file=file, today=today)
        for check in letter_files.CHECKS:
            yield from check(at)
    else:
        dated = dated_files.DatedFile(file=file, today=today)
        for dated_check in dated_files.CHECKS:
            yield from dated_check(dated)


def _check_provider(file: DataFile, today: date) -> Iterator[DataFinding]:
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


def _check_addition(file: DataFile) -> Iterator[DataFinding]:
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


def _watched(file: DataFile) -> list[str]:
    rules = file.document.get("rule", [])
    tables = (
        [r for r in rules if isinstance(r, dict)] if isinstance(rules, list) else []
    )
    return [str(rule.get("id")) for rule in tables if rule.get("watch") is True]
