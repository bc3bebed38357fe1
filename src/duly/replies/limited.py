"""Mail from strangers, read in a process that may use 10 s of CPU and 512 MB and no more."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LARGEST_MAIL = 25_000_000  # as in duly.replies.mail, which only the child loads
WALL_SECONDS = 60  # on a machine so busy that 10 s of CPU take longer
SOURCES = str(Path(__file__).parents[2])
NO_MARKS: Mapping[str, Any] = {
    "subject": "",
    "sent_to": [],
    "in_reply_to": [],
    "references": [],
    "original_message_id": "",
}
EMPTY: Mapping[str, Any] = {
    "kind": "unparsed",
    "recipients": [],
    "auto_reply": None,
    "reply": None,
    "mdn": None,
    "complaint": None,
    "authentication": {},
    "message_id": "",
    **NO_MARKS,
    "signed_marks": NO_MARKS,
    "why": "",
}


def read_limited(
    raw: bytes, *, txt: Mapping[str, str] | None = None, border: str | None = None
) -> dict[str, Any]:
    """The document of `duly mail-parse`. A mail that breaks the limits is `unparsed`, with the reason in `why`."""
    if len(raw) > LARGEST_MAIL:
        return unparsed(f"{len(raw)} octets are more than {LARGEST_MAIL}")
    options = json.dumps({"txt": dict(txt or {}), "border": border}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "duly.replies.worker"],
            input=options + b"\n" + raw,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={"PYTHONPATH": SOURCES, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        return unparsed("reading it took too long")
    if done.returncode != 0:
        return unparsed(f"reading it broke the limits (exit {done.returncode})")
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def read_forked(
    raw: bytes, *, txt: Mapping[str, str] | None = None, border: str | None = None
) -> dict[str, Any]:
    """The same for a process with a single thread: a fork costs no second start of the interpreter."""
    if len(raw) > LARGEST_MAIL:
        return unparsed(f"{len(raw)} octets are more than {LARGEST_MAIL}")
    # Loaded before the fork, once for all the mails to come.
    from duly.replies.worker import limit_this_process, reading_as_json

    near, far = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            limit_this_process()
            with os.fdopen(far, "wb") as pipe:
                pipe.write(reading_as_json(raw, txt=txt or {}, border=border))
            code = 0
        finally:
            os._exit(code)
    os.close(far)
    with os.fdopen(near, "rb") as pipe:
        answered = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        return unparsed(f"reading it broke the limits (status {status})")
    document: dict[str, Any] = json.loads(answered)
    return document


def unparsed(why: str) -> dict[str, Any]:
    """The document of a mail that nothing is known of."""
    return {**EMPTY, "why": why}
