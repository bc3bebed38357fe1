"""A worker killed at any line leaves "in doubt" or "not sent", and never a second message by itself."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.real

# The run of every day takes each line that writes or talks, and of the two stories that lead through the same lines
# again a share. Every way to every line, the books included, takes a quarter of an hour: `make soak`.
SHARES = {"send": 1, "once-more": 6, "report": 4}
CHOICES = ["writing", pytest.param("all", marks=pytest.mark.soak)]
MEMORY = Path("/dev/shm")  # a disk would sync for minutes
PROCESSES = 2
SENT_ONCE_AT_MOST = {("accepted", 1), ("in_doubt", 0), ("in_doubt", 1)}


def deaths(story: str, choice: str) -> list[dict[str, Any]]:
    """What became of the case after a death at each line."""
    place = {"TMPDIR": str(MEMORY)} if os.access(MEMORY, os.W_OK) else {}
    environment = {**os.environ, **place, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    step = PROCESSES * (SHARES[story] if choice == "writing" else 1)
    with ExitStack() as stack:
        # Files, since a full pipe would hold the second process up until the first is done.
        files = [stack.enter_context(TemporaryFile()) for _ in range(2 * PROCESSES)]
        running = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.channels.registered_email.killing",
                    *(story, choice, str(number * step // PROCESSES), str(step)),
                ],
                cwd=ROOT,
                env=environment,
                stdout=files[2 * number],
                stderr=files[2 * number + 1],
            )
            for number in range(PROCESSES)
        ]
        codes = [one.wait() for one in running]
        for file in files:
            file.seek(0)
        assert codes == [0] * PROCESSES, files[1].read()[-3000:] + files[3].read()
        told = [json.loads(line) for file in files[::2] for line in file]
    print(f"\n{story}: killed at {len(told)} lines")
    return told


def wrong(told: list[dict[str, Any]], is_fine) -> dict[str, Any]:
    return {one["line"]: one for one in told if not is_fine(one)}


def is_whole(one: dict[str, Any]) -> bool:
    """It did die there, and the chain of events holds."""
    return one["died"] and one["broken_link"] is None


def is_sent_once_at_most(one: dict[str, Any]) -> bool:
    end = one["in_the_end"]
    return (
        is_whole(one)
        and (one["outcome"], one["copies"]) in SENT_ONCE_AT_MOST
        # A person's press makes one more, of the same bytes, and that is the end.
        and end["outcome"] == "accepted"
        and end["copies"] == one["copies"] + (one["outcome"] == "in_doubt")
        and end["different"] == 1
        and end["broken_link"] is None
        and end["events"].count("dispatch.accepted") == 1
        and end["exhibits"] == ["message", "smtp_transcript"]
    )


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("story", ["send", "once-more"])
def test_killed_at_every_line_it_is_sent_once_at_most(story, choice):
    told = deaths(story, choice)
    assert wrong(told, is_sent_once_at_most) == {}
    # Before the attempt was written down, between the two, after the server had it: all three were seen.
    assert {(one["outcome"], one["copies"]) for one in told} == SENT_ONCE_AT_MOST
    assert len(told) > 60


def is_told_once(one: dict[str, Any]) -> bool:
    return (
        is_whole(one)
        and (one["outcome"], one["copies"], one["left"]) == ("accepted", 0, 0)
        and one["events"].count("dispatch.delivered") == 1
        and one["exhibits"] == ["mail", "mail_reading", "message"]
    )


@pytest.mark.parametrize("choice", CHOICES)
def test_killed_at_every_line_a_report_is_never_lost_and_told_once(choice):
    told = deaths("report", choice)
    assert wrong(told, is_told_once) == {}
    assert len(told) > 60
