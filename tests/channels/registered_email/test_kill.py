"""A worker killed at any line leaves "in doubt" or "not sent", and never a second message by itself."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.real

# Every way to every line takes minutes: `make soak`. The run of every day takes each line that writes or talks,
# and of the two stories that lead through the same lines again a share.
IS_LONG = bool(os.environ.get("DULY_TEST_SOAK"))
CHOICE = "all" if IS_LONG else "writing"
SHARES = {"send": 1, "once-more": 4, "report": 3}
MEMORY = Path("/dev/shm")  # a disk would sync for minutes
PROCESSES = 2
SENT_ONCE_AT_MOST = {("accepted", 1), ("in_doubt", 0), ("in_doubt", 1)}


def deaths(story: str) -> list[dict[str, Any]]:
    """What became of the case after a death at each line."""
    place = {"TMPDIR": str(MEMORY)} if os.access(MEMORY, os.W_OK) else {}
    environment = {**os.environ, **place, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    step = PROCESSES * (1 if IS_LONG else SHARES[story])
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.channels.registered_email.killing",
                *(story, CHOICE, str(first), str(step)),
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for first in range(0, step, step // PROCESSES)
    ]
    told = []
    for one in running:
        out, err = one.communicate()
        assert one.returncode == 0, err.decode()[-3000:]
        told += [json.loads(line) for line in out.splitlines()]
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


@pytest.mark.parametrize("story", ["send", "once-more"])
def test_killed_at_every_line_it_is_sent_once_at_most(story):
    told = deaths(story)
    assert wrong(told, is_sent_once_at_most) == {}
    # Before the attempt was written down, between the two, after the server had it: all three were seen.
    assert {(one["outcome"], one["copies"]) for one in told} == SENT_ONCE_AT_MOST
    assert len(told) > 100


def is_told_once(one: dict[str, Any]) -> bool:
    return (
        is_whole(one)
        and (one["outcome"], one["copies"], one["left"]) == ("accepted", 0, 0)
        and one["events"].count("dispatch.delivered") == 1
        and one["exhibits"] == ["mail", "mail_reading", "message"]
    )


def test_killed_at_every_line_a_report_is_never_lost_and_told_once():
    told = deaths("report")
    assert wrong(told, is_told_once) == {}
    assert len(told) > 100
