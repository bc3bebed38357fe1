"""Sealed letters per CPU second (PAdES B-T, P-256, key held), and tokens of our own clock."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from duly.cli.bench import Figure, cpu_seconds
from duly.cli.bench.letters import compose_letter
from duly.evidence.keys import make_keys
from duly.evidence.seal import seal_pdf
from duly.evidence.timestamp import own_clock

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        keys = make_keys(Path(folder), now=NOW)
        pdf = compose_letter(0).pdf
        seal_pdf(pdf, keys=keys, now=NOW)
        taken = cpu_seconds(lambda _: seal_pdf(pdf, keys=keys, now=NOW), 100)
        clock = own_clock(keys.clock, now=NOW)
        digest = hashlib.sha256(pdf).digest()
        tokens = cpu_seconds(lambda _: clock(digest), 500)
    yield Figure(
        name="sealed letters",
        value=100 / sum(taken),
        unit="a second",
        wanted="at least 30",
    )
    yield Figure(
        name="a token of our own clock",
        value=sum(tokens) / 0.5,
        unit="ms",
        wanted="below 0.3",
    )
