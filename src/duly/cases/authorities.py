"""Which outside timestamp authorities may be asked, on what terms? Read from the file that the operator wrote.

window_seconds = 30

[[authority]]
name = "Example Trust"
url = "https://tsa.example/rfc3161"
roots = "example-root.pem"            # beside this file; nothing else is believed
policy = "1.3.6.1.4.1.99999.1"        # optional: the policy it must answer with
least_interval_seconds = 15           # optional: its terms
daily_quota = 1000                    # optional
credentials_file = "/run/secrets/tsa" # optional: user:password for HTTP Basic
"""

import base64
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from duly.evidence.anchors import BadAnchors, pem, read_pem
from duly.evidence.tsa_client import Authority

FIELDS = frozenset(
    (
        *("name", "url", "roots", "policy"),
        *("least_interval_seconds", "daily_quota", "credentials_file"),
    )
)
LONGEST_WINDOW = 3600


class BadAuthorities(Exception):
    """The file of timestamp authorities cannot be used; the message names the entry and the fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The authorities in the order in which they are asked; `window` is how long proofs are gathered for one token."""

    authorities: tuple[Authority, ...] = ()
    window: timedelta = timedelta(seconds=30)


def outside_clocks() -> Clocks:
    """As configured by DULY_TIMESTAMP_AUTHORITIES; none without it. Raises BadAuthorities."""
    if not settings.TIMESTAMP_AUTHORITIES:
        return Clocks()
    return read_authorities(Path(settings.TIMESTAMP_AUTHORITIES))


def authority_roots() -> bytes:
    """PEM of every pinned root, for roots.pem."""
    roots = [root for one in outside_clocks().authorities for root in one.roots]
    return "".join(pem(root) for root in dict.fromkeys(roots)).encode()


def read_authorities(path: Path) -> Clocks:
    """Raises BadAuthorities."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise BadAuthorities(f"{path.name}: {reason}") from reason
    entries = document.get("authority")
    if not isinstance(entries, list) or not entries:
        raise BadAuthorities(f"{path.name}: there is no [[authority]] in it")
    found = tuple(_authority(entry, folder=path.parent) for entry in entries)
    if len({one.name for one in found}) != len(found):
        raise BadAuthorities(f"{path.name}: two authorities have one name")
    window = _count(document, "window_seconds", 30, most=LONGEST_WINDOW)
    return Clocks(authorities=found, window=timedelta(seconds=window or 0))


def _authority(entry: Mapping[str, Any], *, folder: Path) -> Authority:
    unknown = sorted(set(entry) - FIELDS)
    name, url = _words(entry, "name"), _words(entry, "url")
    if unknown:
        raise BadAuthorities(f"{name}: {', '.join(unknown)} is not a known field")
    if not url.startswith(("https://", "http://")):
        raise BadAuthorities(f"{name}: url must begin with https://")
    return Authority(
        name=name,
        url=url,
        roots=_roots(folder / _words(entry, "roots"), name=name),
        policy=entry.get("policy"),
        least_interval=timedelta(
            seconds=_count(entry, "least_interval_seconds", 0) or 0
        ),
        daily_quota=_count(entry, "daily_quota", None),
        headers=_credentials(entry, folder=folder),
    )


def _words(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise BadAuthorities(f"{entry.get('name', 'an authority')}: give its {field}")
    return value.strip()


def _count(
    entry: Mapping[str, Any],
    field: str,
    default: int | None,
    *,
    most: int = 1_000_000_000,
) -> int | None:
    value = entry.get(field, default)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadAuthorities(f"{field}: give a whole number from 0 to {most}")
    return value


def _roots(path: Path, *, name: str) -> tuple[bytes, ...]:
    try:
        roots = read_pem(path.read_text("ascii"))
    except (OSError, UnicodeDecodeError, BadAnchors) as reason:
        raise BadAuthorities(f"{name}: its roots cannot be read ({reason})") from reason
    if not roots:
        raise BadAuthorities(f"{name}: {path.name} holds no certificate")
    return roots


def _credentials(entry: Mapping[str, Any], *, folder: Path) -> Mapping[str, str]:
    """user:password from a file of its own; it never stands in the configuration."""
    if "credentials_file" not in entry:
        return {}
    path = folder / _words(entry, "credentials_file")
    try:
        secret = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise BadAuthorities(f"credentials_file: cannot read {path.name}") from reason
    return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
