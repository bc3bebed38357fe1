"""Search in the catalogue."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from duly.cli.bench import Figure, cpu_seconds, percentile
from duly.knowledge.search import search

WORDS = ("aliexpress", "aliexpres", "mc fit", "netflix", "abo kundigen", "zzzz")


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "search.sqlite3"
        search("warm", index=index)
        taken = cpu_seconds(lambda n: search(WORDS[n % len(WORDS)], index=index), 300)
    yield Figure(
        name="a search, p95 CPU",
        value=percentile(taken, 0.95) * 1000,
        unit="ms",
        wanted="below 20",
    )
