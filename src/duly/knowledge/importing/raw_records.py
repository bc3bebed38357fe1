"""Reads the files of a public list, with a cap on each: bytes in, one parsed record or a refusal out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duly.knowledge.importing.refusal import RefusedRecord

LARGEST_RECORD = 64 * 1024
LARGEST_LIST = 32 * 1024 * 1024


class NoSuchList(Exception):
    """The path holds no list of that kind; the message says what was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One record as it came. `label` names it in messages; `refusal` stands in when it could not be read."""

    label: str
    content: bytes = b""
    fields: dict[str, Any] | None = None
    refusal: RefusedRecord | None = None


def records_in_folder(path: Path) -> Iterator[RawRecord]:
    """Every `*.json` of `path/companies`, or of `path` itself, in the order of names. Raises NoSuchList."""
    folder = path / "companies" if (path / "companies").is_dir() else path
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise NoSuchList(
            f"{path}: no *.json records here. Unpack the list and give its folder."
        )
    for file in files:
        yield _read_file(file)


def records_in_list(path: Path) -> Iterator[RawRecord]:
    """Every record of `sites.json`, given as the file or as a folder above it. Raises NoSuchList."""
    places = [path, path / "sites.json", path / "_data" / "sites.json"]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise NoSuchList(f"{path}: there is no sites.json")
    if file.stat().st_size > LARGEST_LIST:
        raise NoSuchList(f"{file}: larger than {LARGEST_LIST // 1024 // 1024} MB")
    try:
        found = _parsed(file.read_bytes())
    except RefusedRecord as reason:
        raise NoSuchList(f"{file}: {reason.message}") from reason
    if not isinstance(found, list):
        raise NoSuchList(f"{file}: a JSON list is needed")
    for number, fields in enumerate(found, start=1):
        yield _listed(number, fields)


def _read_file(file: Path) -> RawRecord:
    try:
        if file.is_symlink() or not file.is_file():
            raise RefusedRecord("not-a-file", "this is not an ordinary file")
        size = file.stat().st_size
        if size > LARGEST_RECORD:
            raise RefusedRecord(
                "too-big", f"{size} bytes, at most {LARGEST_RECORD} are taken"
            )
        content = file.read_bytes()
        return RawRecord(
            label=file.name, content=content, fields=_object(_parsed(content))
        )
    except RefusedRecord as reason:
        return RawRecord(label=file.name, refusal=reason)
    except OSError as reason:
        why = RefusedRecord("unreadable", str(reason.strerror or reason))
        return RawRecord(label=file.name, refusal=why)


def _listed(number: int, fields: object) -> RawRecord:
    name = fields.get("name") if isinstance(fields, dict) else None
    label = name[:80] if isinstance(name, str) and name.strip() else f"#{number}"
    try:
        # The list comes in one file, so the record's own bytes are made here: sorted, hence the same each time.
        content = json.dumps(fields, ensure_ascii=True, sort_keys=True).encode()
        if len(content) > LARGEST_RECORD:
            raise RefusedRecord(
                "too-big", f"{len(content)} bytes, at most {LARGEST_RECORD} are taken"
            )
        return RawRecord(label=label, content=content, fields=_object(fields))
    except RefusedRecord as reason:
        return RawRecord(label=label, refusal=reason)


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        raise RefusedRecord("not-utf-8", "this is not UTF-8 text") from reason
    except RecursionError as reason:
        raise RefusedRecord("broken-json", "nested too deeply") from reason
    except ValueError as reason:
        raise RefusedRecord("broken-json", f"this is not JSON ({reason})") from reason


def _object(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise RefusedRecord("not-an-object", "a record is a JSON object, in braces")
    return found
