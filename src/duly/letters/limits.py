"""Work on a stranger's file, or on the final letter, in a process of its own with limits on memory and time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

MEMORY_BYTES = (
    2 * 1024**3
)  # address space, of which the fonts and PDFium map much and touch little
CPU_SECONDS = 20
WALL_SECONDS = 60
OUTPUT_MOST = 64 * 1024 * 1024


class OverLimit(Exception):
    """The work took too much memory or time, or its process died."""


def in_limits(task: str, options: Mapping[str, Any], body: bytes) -> bytes:
    """Run `print-check` or `compose` apart; what comes back is the task's own JSON or bytes.

    Raises OverLimit, and what the task refuses: UnreadablePdf, BadCaseFile, CannotBeSet.
    """
    head = json.dumps({"task": task, **options}).encode()
    command = [sys.executable, "-m", "duly.letters.limited"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no word of the input
            command,
            input=head + b"\n" + body,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as reason:
        raise OverLimit(f"it took more than {WALL_SECONDS} seconds") from reason
    if done.returncode == REFUSED:
        _raise(json.loads(done.stdout))
    if done.returncode != 0 or len(done.stdout) > OUTPUT_MOST:
        raise OverLimit("it needs more memory or time than a letter may take")
    return done.stdout


REFUSED = 3


def _raise(document: dict[str, Any]) -> None:
    from duly.letters.case_file import BadCaseFile
    from duly.letters.print_findings import UnreadablePdf

    if document["kind"] == "UnreadablePdf":
        raise UnreadablePdf(document["message"])
    raise BadCaseFile(document["field"], document["message"])
