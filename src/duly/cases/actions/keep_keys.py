"""Once a day, and after every change: the next key before the old one ends, whom to believe, and an entry in the log."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from duly.cases.actions.log import enter_key_events
from duly.cases.authorities import BadAuthorities, authority_roots
from duly.evidence.key_events import KeyEvent
from duly.evidence.key_folder import RootKeyAway, read_witnesses, write_atomic
from duly.evidence.keys import open_keys, publish_roots, rotate_due
from duly.evidence.note import BadNote

log = logging.getLogger(__name__)
DONE = "keys.day"


class UnfitSetting(Exception):
    """A file that says whom else to believe cannot be read; the message names the setting."""


def keep_keys_today(*, now: datetime) -> int:
    """The first call of a day does the work, later ones nothing; returns how many key events were entered."""
    done = Path(settings.HOME) / DONE
    today = now.date().isoformat()
    if done.exists() and done.read_text("ascii") == today:
        return 0
    entered = keep_keys(now=now)
    write_atomic(done, today.encode())
    return len(entered)


def keep_keys(*, now: datetime) -> tuple[KeyEvent, ...]:
    """Make the keys that are due and publish; returns the events that were entered just now."""
    try:
        rotate_due(settings.KEYS, now=now)
    except RootKeyAway as reason:
        # No letter stops today; `duly doctor` and this line say it every day until it is put right.
        log.warning("the next key cannot be made: %s", reason)
    try:
        return publish_keys(now=now)
    except UnfitSetting as reason:
        # A slip in a file must not stop the letters; `duly doctor` shows it, `duly init` publishes once it is mended.
        log.error("roots.pem is not renewed: %s", reason)
        return enter_key_events(open_keys(settings.KEYS, now=now), now=now)


def publish_keys(*, now: datetime) -> tuple[KeyEvent, ...]:
    """roots.pem anew, the static files beside the log, and every key event that is not in the log yet.

    Raises UnfitSetting.
    """
    witnesses, authorities = _others()
    roots = publish_roots(settings.KEYS, witnesses=witnesses, authorities=authorities)
    home = Path(settings.HOME)
    write_atomic(home / "roots.pem", roots)
    write_atomic(home / "log" / "roots.pem", roots)
    write_atomic(
        home / "log" / "root.crl", (Path(settings.KEYS) / "root.crl").read_bytes()
    )
    return enter_key_events(open_keys(settings.KEYS, now=now), now=now)


def _others() -> tuple[tuple[str, ...], bytes]:
    """Whom else to believe: witnesses as vkey lines, authorities as PEM. Raises UnfitSetting."""
    try:
        witnesses = witness_lines()
        read_witnesses(witnesses)
    except (BadNote, OSError, UnicodeDecodeError) as reason:
        raise UnfitSetting(f"DULY_WITNESS_KEYS: {reason}") from reason
    try:
        return witnesses, authority_roots()
    except BadAuthorities as reason:
        raise UnfitSetting(f"DULY_TIMESTAMP_AUTHORITIES: {reason}") from reason


def witness_lines() -> tuple[str, ...]:
    """The vkey lines of the witnesses whose signatures count here; a line that begins with # is a remark."""
    if not settings.WITNESS_KEYS:
        return ()
    lines = Path(settings.WITNESS_KEYS).read_text("utf-8").splitlines()
    stripped = (line.strip() for line in lines)
    return tuple(line for line in stripped if line and not line.startswith("#"))
