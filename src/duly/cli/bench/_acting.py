"""What a measurement needs around it: a person who presses Send, and a server that stands in for somebody else's."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duly.cases.models import Dispatch


def press_send(document: dict[str, Any], *, channel: str) -> "Dispatch":
    """One person's part: open, look, press Send."""
    from duly.cases.actions.dispatch import send_case
    from duly.cases.actions.draft import open_case
    from duly.cases.actions.seal import review

    now = datetime.now(UTC)
    case = open_case(document, now=now).case
    looked = review(case, now=now)
    if looked.letter is None:
        raise RuntimeError(f"the letter may not go out: {looked.findings}")
    return send_case(
        case,
        channel=channel,
        key=secrets.token_hex(8),
        reviewed_sha256=looked.letter.reviewed_sha256,
        now=now,
    )


@contextmanager
def serving(module: str) -> Iterator[int]:
    """The port of the server in this module of ours, for as long as the block lasts."""
    process = subprocess.Popen(  # noqa: S603 # our own interpreter and module
        [sys.executable, "-m", f"duly.cli.bench.{module}"], stdout=subprocess.PIPE
    )
    if process.stdout is None:
        raise RuntimeError(f"{module} has no voice")
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
