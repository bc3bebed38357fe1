"""What does somebody bring to a witness? A checkpoint, a request, the JSON of `duly log checkpoint`, or a log's folder."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from duly.cli.answer import Unreadable, read_bytes
from duly.evidence.log_store import FolderStore
from duly.evidence.note import BadNote, VerifierKey, read_verifier_key
from duly.evidence.tiles import ReadFile
from duly.evidence.witness import WitnessRequest, read_request
from duly.evidence.witness_book import KEY_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """`log_key` and `tiles` are what came along; the witness believes neither more than its own book."""

    asked: WitnessRequest
    log_key: VerifierKey | None
    tiles: ReadFile | None = None


def bring(path: str, *, log_key: str | None) -> Brought:
    """Raises Unreadable, BadNote."""
    raw = read_bytes(path)
    brought = _from_json(raw) if raw.startswith(b"{") else _from_text(raw, path)
    if log_key:
        return replace(brought, log_key=read_verifier_key(log_key))
    return brought


def _from_json(raw: bytes) -> Brought:
    try:
        document = json.loads(raw)
        text = document.get("request") or document["checkpoint"]
        key = document.get("log_key")
    except (ValueError, KeyError, RecursionError) as reason:
        raise Unreadable("the file holds no checkpoint") from reason
    if not isinstance(text, str) or not isinstance(key, str | None):
        raise BadNote("the checkpoint is no text")
    return Brought(
        asked=read_request(text.encode()),
        log_key=read_verifier_key(key) if key else None,
    )


def _from_text(raw: bytes, path: str) -> Brought:
    """Straight from a log's own folder, key and tiles lie beside the checkpoint."""
    asked, beside = read_request(raw), Path(path).parent / KEY_FILE
    if path == "-" or not beside.exists():
        return Brought(asked=asked, log_key=None)
    return Brought(
        asked=asked,
        log_key=read_verifier_key(beside.read_text("utf-8")),
        tiles=FolderStore(folder=beside.parent).read,
    )
