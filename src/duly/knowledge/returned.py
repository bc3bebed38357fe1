"""Which address of a service did a letter come back from, on this installation? One line a return, only ever added."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from duly.kit.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    slug: str
    address_sha256: str
    on: date


def address_key(address: Address) -> str:
    """The same for the same lines, however they are spaced or written in capitals."""
    plain = " ".join(" ".join(address.lines).casefold().split())
    return sha256(f"{address.country}:{plain}".encode()).hexdigest()


def note_returned(folder: Path, *, slug: str, address: Address, on: date) -> bool:
    """Remember in the operator's own data folder; False when this return is known already."""
    found = Returned(slug=slug, address_sha256=address_key(address), on=on)
    if found in set(returned(folder)):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    line = {"slug": slug, "address_sha256": found.address_sha256, "on": on.isoformat()}
    with _file(folder).open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return True


def last_return(folder: Path, *, slug: str, address: Address) -> date | None:
    """The last day on which a letter to this address came back, or None."""
    key = address_key(address)
    days = [
        each.on
        for each in returned(folder)
        if each.slug == slug and each.address_sha256 == key
    ]
    return max(days, default=None)


def returned(folder: Path) -> Iterator[Returned]:
    path = _file(folder)
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        yield Returned(
            slug=document["slug"],
            address_sha256=document["address_sha256"],
            on=date.fromisoformat(document["on"]),
        )


def _file(folder: Path) -> Path:
    return folder / "returned.jsonl"
