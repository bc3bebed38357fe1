"""From draft to sealed and dispatched to the drop box, in a data folder of its own; where the time goes."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from duly.cli.bench import Figure, letter

TIMES = 40


class Stopwatch:
    """Wall seconds spent under each name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        taken = time.perf_counter() - start
        self.spent[name] = self.spent.get(name, 0.0) + taken


def measure() -> Iterator[Figure]:
    from duly.cases.tasks import run_due

    watch = Stopwatch()
    start = time.perf_counter()
    for number in range(TIMES):
        decide(number, watch)
    with watch.on("dispatch"):
        run_due()
    total = time.perf_counter() - start
    yield Figure(
        name="draft to drop box, one process", value=TIMES / total, unit="letters/s"
    )
    for name, seconds in watch.spent.items():
        yield Figure(name=f"  {name}", value=seconds / TIMES * 1000, unit="ms a letter")


def decide(number: int, watch: Stopwatch) -> None:
    """One person's part: open, look, press Send."""
    from duly.cases.actions.dispatch import send_case
    from duly.cases.actions.draft import open_case
    from duly.cases.actions.seal import review

    now = datetime.now(UTC)
    with watch.on("open"):
        case = open_case({**letter(number), "channel": "drop_box"}, now=now).case
    with watch.on("compose and check"):
        looked = review(case, now=now)
    if looked.letter is None:
        raise RuntimeError(f"the letter may not go out: {looked.findings}")
    with watch.on("check again and seal"):
        send_case(
            case,
            channel="drop_box",
            key=secrets.token_hex(8),
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=now,
        )
