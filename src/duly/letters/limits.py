"""Work on a stranger's file, or on the final letter, in a process of its own with limits on memory and time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from duly.letters.compiling import CannotTypeset
from duly.letters.flatten import BadEnclosure
from duly.letters.print_findings import UnreadablePdf
from duly.letters.typeset import DoesNotFit, Format

MEMORY_BYTES = 2 * 1024**3  # address space: fonts and PDFium map much and touch little
CPU_SECONDS = 20
WALL_SECONDS = 60
REFUSED = 3  # exit code of the limited process for an answer that is an exception here


class OverLimit(Exception):
    """The work took too much memory or time, or its process died."""


def check_in_limits(pdf: bytes, *, profile: str) -> dict[str, Any]:
    """The document of `duly print-check`. Raises OverLimit, UnreadablePdf."""
    found: dict[str, Any] = json.loads(_run("print-check", {"profile": profile}, pdf))
    return found


def flatten_in_limits(content: bytes, *, most_pages: int) -> bytes:
    """As `flatten`, in a process of its own. Raises OverLimit, BadEnclosure."""
    return _run("flatten", {"most_pages": most_pages}, content)


def typeset_in_limits(
    letter: Mapping[str, Any], *, form: Format, dated: date
) -> tuple[bytes, ...]:
    """As `typeset`, in a process of its own. Raises OverLimit, DoesNotFit, CannotTypeset."""
    body = json.dumps(letter, ensure_ascii=False).encode()
    made = _run("typeset", {"form": form, "dated": dated.isoformat()}, body)
    head, _, pages = made.partition(b"\n")
    found, begin = [], 0
    for length in json.loads(head):
        found.append(pages[begin : begin + length])
        begin += length
    return tuple(found)


def _run(task: str, options: Mapping[str, Any], body: bytes) -> bytes:
    head = json.dumps({"task": task, **options}).encode()
    # No timeout here, which would poll: the child ends itself by RLIMIT_CPU and an alarm.
    done = subprocess.run(
        [sys.executable, "-m", "duly.letters.limited"],
        input=head + b"\n" + body,
        capture_output=True,
        check=False,
    )
    if done.returncode == REFUSED:
        _raise(json.loads(done.stdout))
    if done.returncode != 0:
        raise OverLimit("it needs more memory or time than a letter may take")
    return done.stdout


def _raise(document: dict[str, str]) -> None:
    kinds: dict[str, type[Exception]] = {
        "BadEnclosure": BadEnclosure,
        "UnreadablePdf": UnreadablePdf,
        "DoesNotFit": DoesNotFit,
        "CannotTypeset": CannotTypeset,
    }
    raise kinds[document["kind"]](document["message"])
