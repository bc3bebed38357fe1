"""Matters judged per second with warm calendars; loading all packs."""

import time
from collections.abc import Iterator

from duly.cli.bench import Figure, cpu_seconds
from duly.deadlines.rules import judge, read_matter
from duly.knowledge import law

TIMES = 3000


def measure() -> Iterator[Figure]:
    start = time.perf_counter()
    count = len(law.packs())
    yield Figure(
        name=f"loading all {count} law packs",
        value=(time.perf_counter() - start) * 1000,
        unit="ms",
        wanted="below 150",
    )
    for number in range(60):
        judge_one(number)
    taken = cpu_seconds(judge_one, TIMES)
    yield Figure(
        name="matters judged",
        value=TIMES / sum(taken),
        unit="a second",
        wanted="at least 2,000",
    )


def judge_one(number: int) -> object:
    place = ("DE", "FR", "GB", "US-CA")[number % 4]
    return judge(
        read_matter(
            {
                "residence": place,
                "recipient_place": place,
                "today": "2026-11-24",
                "act": "ordinary",
                "contract": {
                    "sector": "fitness",
                    "online": True,
                    "consumer": True,
                    "concluded_on": "2026-02-14",
                    "started_on": "2026-02-15",
                    "term": "12m",
                    "term_end": f"2027-02-{1 + number % 28:02d}",
                    "renews_for": "indefinite",
                    "notice": "1m",
                    "notice_to": "term_end",
                },
                "post": {"min_bd": 1, "max_bd": 3},
            }
        )
    )
