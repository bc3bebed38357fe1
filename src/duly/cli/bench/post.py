"""Letters to a carrier: dispatches through the worker's own engine, quotes of every way, the check of the print."""

import hashlib
import json
import os
import secrets
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.cli.bench import CASE_FILE, Figure, cpu_seconds, percentile

if TYPE_CHECKING:
    from duly.cases.models import Dispatch

CASES, LETTERS_A_CASE = (
    40,
    10,
)  # each case's letter goes out ten times, to spare the typesetting
SLOTS = 4
PROFILES = ("us-lob", "us-lob-certified", "us-10", "uk-notify", "din5008-b")
PRICES = """
carrier = "Lob"
currency = "USD"
source = "prices of the measurement"
checked_on = 2026-11-24
services = [
  { key = "certified_return_receipt", scope = "domestic", name = "Certified, return receipt", proves = "E5", price = 999, extra_page = 20 },
  { key = "registered", scope = "abroad", name = "Registered", proves = "E2", price = 2499, extra_page = 30 },
]
"""


def measure() -> Iterator[Figure]:
    with carrier() as url:
        set_up_the_channel(url)
        yield from dispatches(url)
        yield quotes()
    yield print_checks()


@contextmanager
def carrier() -> Iterator[str]:
    """The base URL of a carrier that says yes, for as long as the block lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "duly.cli.bench._carrier"], stdout=subprocess.PIPE
    )
    if process.stdout is None:
        raise RuntimeError("the carrier has no voice")
    port = int(process.stdout.readline())
    try:
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def set_up_the_channel(url: str) -> None:
    from django.conf import settings

    prices = Path(settings.HOME) / "lob.toml"
    prices.write_text(PRICES, "utf-8")
    os.environ["DULY_LOB_API_KEY"] = "test_measurement"
    os.environ["DULY_LOB_BASE_URL"] = url
    os.environ["DULY_LOB_TARIFF"] = str(prices)
    settings.WORKER_SLOTS = SLOTS


def dispatches(url: str) -> Iterator[Figure]:
    """From the relay to the written answer of the carrier, with the engine and its slots as in `duly worker`."""
    from duly.cases.tasks import waiting, work

    count = CASES * LETTERS_A_CASE
    for number in range(CASES):
        decide(number)
    stop = threading.Event()
    worker = threading.Thread(target=work, kwargs={"slot": "bench", "stop": stop})
    start, used = time.perf_counter(), time.process_time()
    worker.start()
    while waiting():
        time.sleep(0.05)
    taken, used = time.perf_counter() - start, time.process_time() - used
    stop.set()
    worker.join()
    with urllib.request.urlopen(f"{url}/letters") as answer:  # noqa: S310 # our own loopback
        there = json.load(answer)["count"]
    if there != count:
        raise RuntimeError(f"{count} letters were sent and {there} are at the carrier")
    yield Figure(
        name=f"dispatches to the carrier, {SLOTS} slots",
        value=count / taken,
        unit="a second",
        wanted="at least 50",
    )
    # The one figure that holds on a machine that also does other work.
    yield Figure(
        name="  of them in one second of CPU",
        value=count / used,
        unit="a CPU second",
        wanted="at least 50",
    )


def decide(number: int) -> None:
    """A person's press, and more of the same letter."""
    from duly.cases.actions.dispatch import send_case
    from duly.cases.actions.draft import open_case
    from duly.cases.actions.seal import review

    now = datetime.now(UTC)
    case = open_case(domestic_letter(number), now=now).case
    looked = review(case, now=now)
    if looked.letter is None:
        raise RuntimeError(f"the letter may not go out: {looked.findings}")
    first = send_case(
        case,
        channel="lob",
        key=secrets.token_hex(8),
        reviewed_sha256=looked.letter.reviewed_sha256,
        now=now,
    )
    for copy in range(LETTERS_A_CASE - 1):
        once_more(first, copy)


def domestic_letter(number: int) -> dict[str, Any]:
    address = {
        "country": "US",
        "lines": ["Test Acme Inc.", "400 Cedar Avenue, Suite 4", "San Mateo, CA 94402"],
    }
    return {
        **CASE_FILE,
        "channel": "registered_post",
        "matter": {**CASE_FILE["matter"], "recipient_place": "US"},
        "recipient": {"name": "Test Acme Inc.", "address": address},
        "free_text": f"My member number is {number:06d}.",
    }


def once_more(first: "Dispatch", number: int) -> None:
    from duly.cases.models import Dispatch

    Dispatch.objects.create(
        case=first.case,
        letter=first.letter,
        channel=first.channel,
        key=hashlib.sha256(f"{first.key}:{number}".encode()).hexdigest(),
        intent_at=first.intent_at,
        next_attempt_at=first.next_attempt_at,
    )


def quotes() -> Figure:
    """Every way's price for one letter, as the write page asks for it; the first ask is left out."""
    from duly.web.channel_cards import channel_cards

    def ask(_: int) -> object:
        return channel_cards(
            origin="US", destination="US", today=date(2026, 11, 24), dates=None
        )

    ask(0)
    taken = cpu_seconds(ask, 50)
    return Figure(
        name="quotes of all ways for one letter, p95 CPU",
        value=percentile(taken, 0.95) * 1000,
        unit="ms",
        wanted="below 50",
    )


def print_checks() -> Figure:
    """The check that a letter fits its paper, window and printer."""
    from duly.cli.bench.letters import compose_letter
    from duly.letters.print_check import print_check

    composed = compose_letter(0)
    print_check(composed.pdf, profile=composed.profile)
    taken = cpu_seconds(
        lambda number: print_check(
            composed.pdf, profile=PROFILES[number % len(PROFILES)]
        ),
        50,
    )
    return Figure(
        name="print check of a page, p95 CPU",
        value=percentile(taken, 0.95) / composed.page_count * 1000,
        unit="ms",
        wanted="below 30",
    )
