"""A worker beside a hundred thousand cases that wait for later: does what is due now still go out as fast?"""

import time
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from duly.cli.bench import Figure, letter
from duly.cli.bench._acting import press_send

if TYPE_CHECKING:
    from duly.cases.models import Case, Dispatch

WAITING = 100_000
ROWS_AT_ONCE = 2_000
TIMES = 20
POLLS_A_SECOND, SWEEPS_A_SECOND = 2, 0.05


def measure() -> Iterator[Figure]:
    from duly.cases.tasks import sweep

    pattern = decided()
    alone = {"poll": poll(), "sweep": cpu(sweep)}
    fill(pattern)
    sweep()  # what a first look at new rows costs is not the waiting
    full = {"poll": poll(), "sweep": cpu(sweep)}
    for name, seconds in alone.items():
        yield Figure(
            name=f"one {name} with {WAITING:,} waiting, CPU",
            value=full[name] * 1000,
            unit="ms",
            peer_name="  with one waiting",
            peer=seconds * 1000,
        )
    idle = full["poll"] * POLLS_A_SECOND + full["sweep"] * SWEEPS_A_SECOND
    yield Figure(
        name="the database's share of an idle worker",
        value=idle * 100,
        unit="% of a core",
        wanted="below 2",
    )


def decided() -> int:
    """One real letter that waits for next week; its rows are the pattern of all others. Returns the dispatch."""
    from duly.cases.models import Dispatch

    made = press_send({**letter(0), "channel": "drop_box"}, channel="drop_box")
    next_week = datetime.now(UTC) + timedelta(days=7)
    Dispatch.objects.filter(pk=made.pk).update(
        outcome="deferred", next_attempt_at=next_week
    )
    return made.pk


def fill(dispatch_id: int) -> None:
    """The same case and dispatch again and again, due from next week on."""
    from duly.cases.models import Case, Dispatch

    one = Dispatch.objects.select_related("case").get(pk=dispatch_id)
    for start in range(0, WAITING, ROWS_AT_ONCE):
        numbers = range(start, start + ROWS_AT_ONCE)
        cases = Case.objects.bulk_create([_case_like(one.case, n) for n in numbers])
        Dispatch.objects.bulk_create(
            _dispatch_like(one, case, n) for case, n in zip(cases, numbers, strict=True)
        )


def _case_like(case: "Case", number: int) -> "Case":
    made = copy(case)
    made.pk, made._state.adding = None, True
    made.reference, made.token_sha256 = f"B-{number}", f"{number:064d}"
    made.followed_version = made.version
    return made


def _dispatch_like(one: "Dispatch", case: "Case", number: int) -> "Dispatch":
    made = copy(one)
    made.pk, made._state.adding = None, True
    made.case, made.key = case, f"backlog-{number}"
    return made


def poll() -> float:
    from duly.cases.queries import due_dispatches

    return cpu(lambda: due_dispatches(now=datetime.now(UTC)))


def cpu(work: Callable[[], object]) -> float:
    """The median of the CPU seconds of some calls; the first is left out."""
    work()
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return sorted(taken)[TIMES // 2]
