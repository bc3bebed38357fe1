"""From draft to sealed and dispatched to the drop box, in a data folder of its own; where the time goes."""

import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from duly.cli.bench import Figure, letter

TIMES = 40


def measure() -> Iterator[Figure]:
    from duly.cases.actions.dispatch import send_case
    from duly.cases.actions.draft import open_case
    from duly.cases.actions.seal import review
    from duly.cases.tasks import run_due

    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> object:
        start = time.perf_counter()
        found = work()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        return found

    now = datetime.now(UTC)
    run = secrets.token_hex(4)
    start = time.perf_counter()
    for number in range(TIMES):
        document = {**letter(number), "channel": "drop_box"}
        opened = timed("open", lambda d=document: open_case(d, now=now))
        case = opened.case  # type: ignore[attr-defined]
        looked = timed("compose and check", lambda c=case: review(c, now=now))
        sha256 = looked.letter.reviewed_sha256  # type: ignore[attr-defined]
        timed(
            "check again and seal",
            lambda c=case, s=sha256: send_case(
                c, channel="drop_box", key=run, reviewed_sha256=s, now=now
            ),
        )
    timed("dispatch", run_due)
    total = time.perf_counter() - start
    yield Figure(
        name="draft to drop box, one process", value=TIMES / total, unit="letters/s"
    )
    for name, seconds in spent.items():
        yield Figure(name=f"  {name}", value=seconds / TIMES * 1000, unit="ms a letter")
