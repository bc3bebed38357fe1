"""Once a day, and after every change: the next key before the old one ends, whom to believe, and an entry in the log."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from duly.cases.actions.log import enter_key_events
from duly.cases.authorities import authority_roots
from duly.evidence.key_events import KeyEvent
from duly.evidence.key_folder import RootKeyAway, write_atomic
from duly.evidence.keys import open_keys, publish_roots, rotate_due

log = logging.getLogger(__name__)
DONE = "keys.day"


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
    return publish_keys(now=now)


def publish_keys(*, now: datetime) -> tuple[KeyEvent, ...]:
    """roots.pem anew, the static files beside the log, and every key event that is not in the log yet."""
    roots = publish_roots(
        settings.KEYS, witnesses=witness_lines(), authorities=authority_roots()
    )
    home = Path(settings.HOME)
    write_atomic(home / "roots.pem", roots)
    write_atomic(home / "log" / "roots.pem", roots)
    write_atomic(
        home / "log" / "root.crl", (Path(settings.KEYS) / "root.crl").read_bytes()
    )
    return enter_key_events(open_keys(settings.KEYS, now=now), now=now)


def witness_lines() -> tuple[str, ...]:
    """The vkey lines of the witnesses whose signatures count here; a line that begins with # is a remark."""
    if not settings.WITNESS_KEYS:
        return ()
    lines = Path(settings.WITNESS_KEYS).read_text("utf-8").splitlines()
    stripped = (line.strip() for line in lines)
    return tuple(line for line in stripped if line and not line.startswith("#"))
