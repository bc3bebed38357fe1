"""Measurements for `duly bench`: one module a name, each with `measure()`; never a timed unit test."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

DAY = date(2026, 11, 24)

CASE_FILE: dict[str, Any] = {
    "provider": "us/aliexpress-vip",
    "sender": {
        "name": "Ada Vale",
        "address": {
            "country": "US",
            "street_address": "2210 Fern Street, Apt 4",
            "city": "San Diego",
            "country_area": "CA",
            "postal_code": "92104",
        },
        "email": "ada@example.com",
    },
    "channel": "self_print",
    "matter": {
        "residence": "US-CA",
        "recipient_place": "HK",
        "act": "ordinary",
        "contract": {
            "sector": "shopping",
            "online": True,
            "consumer": True,
            "term_end": "2027-02-14",
            "renews_for": "365d",
            "notice": "0d",
            "notice_to": "term_end",
        },
        "post": {"min_bd": 5, "max_bd": 15},
    },
    "goals": ["end_contract", "stop_payment"],
    "identifiers": {"account_email": "ada@example.com"},
    "language": "en",
    "free_text": "",
    "signature": {"kind": "typed", "text": "Ada Vale"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured line. `peer` is the other program's figure in the same unit; `wanted` the target in words."""

    name: str
    value: float
    unit: str
    wanted: str = ""
    peer_name: str = ""
    peer: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.peer if self.peer else None

    def line(self) -> str:
        text = f"{self.name:<46} {self.value:>10.3f} {self.unit}"
        if self.wanted:
            text += f"   (wanted: {self.wanted})"
        if self.peer is not None:
            text += f"\n{self.peer_name:<46} {self.peer:>10.3f} {self.unit}   ratio {self.ratio:.1f}"
        return text


def letter(number: int) -> dict[str, Any]:
    """A case file unlike the one before it, so that no cache answers."""
    words = f"My member number is {number:06d}."
    return {**CASE_FILE, "date": DAY.isoformat(), "free_text": words}


def cpu_seconds(work: Callable[[int], object], times: int) -> list[float]:
    """CPU seconds of each of `times` calls; the argument counts up from 0."""
    taken = []
    for number in range(times):
        start = time.process_time()
        work(number)
        taken.append(time.process_time() - start)
    return taken


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def resident_mb() -> float:
    """Memory of this process now, in MB (Linux); elsewhere its highest so far."""
    try:
        with open("/proc/self/statm", encoding="ascii") as state:
            return int(state.read().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
