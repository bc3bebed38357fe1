"""Letters to a carrier: dispatches through the worker's own engine, quotes of every way, the check of the print."""

import json
import os
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duly.cli.bench import CASE_FILE, Figure, cpu_seconds, percentile
from duly.cli.bench._acting import press_send, serving

LETTERS = 160
SLOTS = 4
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
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
    with serving("_carrier") as port:
        url = f"http://127.0.0.1:{port}/v1"
        set_up_the_channel(url)
        yield from dispatches(url)
        yield quotes()
    yield print_checks()


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
    from duly.cases.tasks import sweep, waiting, work

    for number in range(LETTERS):
        press_send(domestic_letter(number), channel="lob")
    while sweep():  # a worker that runs has looked at what is new before
        pass
    stop = threading.Event()
    worker = threading.Thread(target=work, kwargs={"slot": "bench", "stop": stop})
    worker.start()
    wait_for(lambda: waiting() < LETTERS)  # the start of the engine is not the sending
    left, start, used = waiting(), time.perf_counter(), time.process_time()
    wait_for(lambda: not waiting())
    taken, used = time.perf_counter() - start, time.process_time() - used
    stop.set()
    worker.join()
    with urllib.request.urlopen(f"{url}/letters") as answer:  # noqa: S310 # our own loopback
        there = json.load(answer)["count"]
    if there != LETTERS:
        raise RuntimeError(
            f"{LETTERS} letters were sent and {there} are at the carrier"
        )
    yield Figure(
        name=f"dispatches to the carrier, {SLOTS} slots",
        value=left / taken,
        unit="a second",
        wanted="at least 50",
    )
    # The one figure that holds on a machine that also does other work.
    yield Figure(
        name="  of them in one second of CPU",
        value=left / used,
        unit="a CPU second",
        wanted="at least 50",
    )


def wait_for(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.1)


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


def quotes() -> Figure:
    """Every way's whole price for one letter, as the write page asks for it; the first ask is left out."""
    ask_all(0)
    taken = cpu_seconds(ask_all, 50)
    return Figure(
        name="quotes of all ways for one letter, p95 CPU",
        value=percentile(taken, 0.95) * 1000,
        unit="ms",
        wanted="below 50",
    )


def ask_all(_: int) -> list[object]:
    from duly.cases.pricing import priced
    from duly.channels import channel, channel_names

    found: list[object] = []
    for way in map(channel, channel_names()):
        is_open = way.configured() is None
        if is_open and way.serves(origin="US", destination="US"):
            quote = way.quote(
                letter=None, origin="US", destination="US", today=NOW.date()
            )
            found.append(priced(quote, channel=way.name, country="US", now=NOW))
    if len(found) < 3:
        raise RuntimeError("too few ways can go; this measures nothing")
    return found


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
