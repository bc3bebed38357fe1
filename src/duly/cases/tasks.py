"""The worker: relay, sweeper and short workflows. The only file that names the engine.

The long life of a case is `next_action_at` in our own tables; a workflow lives for seconds.
"""

import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID
from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, close_old_connections, connections

from duly.cases.actions.answer_code import send_codes
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.collect import settle_due_orders
from duly.cases.actions.erase import forget_counted
from duly.cases.actions.follow import follow_up
from duly.cases.actions.keep_keys import keep_keys_today
from duly.cases.actions.look import due_looks, look_again
from duly.cases.actions.poll_mail import poll_mail
from duly.cases.actions.reconcile import reconcile_today
from duly.cases.actions.relink import send_links
from duly.cases.actions.remind import due_cases, remind
from duly.cases.actions.stamp import stamp_due
from duly.cases.apart import apart, each, of_case, of_dispatch
from duly.cases.in_hand import InHand
from duly.cases.leases import Due, hand_over, take_over_stale
from duly.cases.models import Dispatch
from duly.cases.owners import owner_name
from duly.cases.queries import due_dispatches

log = logging.getLogger(__name__)

# Set by hand: with the default (a hash of the code) a restart with newer code would leave
# the workflows of the old one untouched for ever.
APPLICATION_VERSION = "1"
POLL_SECONDS = 0.5
SWEEP_SECONDS = 20.0
# Taken for each slot: the one under way, and the next, so that a free slot does not wait for the relay.
TAKEN_PER_SLOT = 2

in_hand = InHand()


def clock() -> datetime:
    """The worker's door to the time."""
    return datetime.now(UTC)


@DBOS.workflow()
def send(dispatch_id: int, attempt_no: int) -> str:
    """One attempt: ids go in and one word comes out; the engine stores both, and they hold no person. It would store
    the words of a fault as well, so that there is a word for that too, and the lease brings the next attempt.

    No step inside: the engine would write the same word twice. It may run again after a crash, and then
    for the process that lives: the lease on the row decides whether it still may.
    """
    close_old_connections()
    try:
        return apart(
            lambda: attempt_dispatch(
                dispatch_id,
                attempt_no=attempt_no,
                owner=owner_name(DBOS.executor_id),
                clock=clock,
            ),
            about=lambda: of_dispatch(dispatch_id),
            otherwise="failed",
        )
    finally:
        close_old_connections()
        in_hand.give_back(DBOS.workflow_id or "")


def relay(owner: str) -> int:
    """Take what is due as far as there is room, and start it. Another worker that looks at the same time takes the rest."""
    now = clock()
    room = in_hand.room(most=TAKEN_PER_SLOT * settings.WORKER_SLOTS, now=now)
    due = due_dispatches(now=now, limit=room) if room else []
    taken = hand_over(due, owner=owner, now=now)
    for case_id, dispatch_id, attempt_no in taken:
        name = f"case-{case_id}:dispatch:{dispatch_id}:attempt:{attempt_no}"
        in_hand.take(name, until=now + timedelta(seconds=settings.LEASE_SECONDS))
        with SetWorkflowID(name):
            DBOS.start_workflow(send, dispatch_id, attempt_no)
    return len(taken)


def sweep() -> int:
    """Fence off owners that are gone, write down the dates that have come, ask carriers what became of letters.

    Each step apart, and each case: what fails in one is logged, and the others are done all the same.
    """
    return _do(SWEEPS) + _do(MAILS)


def _do(steps: Mapping[str, Callable[[], int]]) -> int:
    return each(steps, lambda name: steps[name](), about=str)


SWEEPS: dict[str, Callable[[], int]] = {
    "leases": lambda: take_over_stale(now=clock()),
    "keys": lambda: keep_keys_today(now=clock()),
    "dates": lambda: each(
        due_cases(now=clock()), lambda pk: remind(pk, now=clock()), about=of_case
    ),
    "looks": lambda: each(due_looks(now=clock()), _look, about=of_dispatch),
    "orders": lambda: settle_due_orders(clock=clock),
    "payments": lambda: reconcile_today(now=clock()),
    "outside time": lambda: stamp_due(clock=clock),
    "follow-ups": lambda: follow_up(clock=clock),
    "limits": lambda: forget_counted(now=clock()),
}
# Each goes to a server of its own, which may answer slowly.
MAILS: dict[str, Callable[[], int]] = {
    "links": lambda: _if_mail(send_links),
    "codes": lambda: _if_mail(send_codes),
}


def _look(dispatch_id: int) -> int:
    return look_again(dispatch_id, clock=clock) in ("found", "news")


def _if_mail(send_waiting: Callable[..., int]) -> int:
    return send_waiting(mail=mail, now=clock()) if settings.MAIL_IS_SET_UP else 0


def mail(to: str, subject: str, text: str) -> None:
    """A link to the sender, a code to the recipient; a notice never goes this way."""
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])


def run_due() -> dict[str, int]:
    """Everything due now, in this process and without the engine, then stop (`duly case sweep`)."""
    owner = owner_name("sweep")
    swept = sweep() + _poll()
    outcomes: Counter[str] = Counter()

    def attempt(due: Due) -> int:
        _case_id, dispatch_id, attempt_no = due
        word = attempt_dispatch(
            dispatch_id, attempt_no=attempt_no, owner=owner, clock=clock
        )
        outcomes[word] += 1
        return 1

    each(due_dispatches(now=clock()), attempt, about=lambda due: of_case(due[0]))
    return {"swept": swept, **outcomes}


def launch(*, slot: str) -> None:
    """Start the engine in this process. `slot` is the same after a restart, and never used twice at once."""
    config: DBOSConfig = {
        "name": "duly",
        "system_database_url": settings.ENGINE_URL,
        "application_version": APPLICATION_VERSION,
        "executor_id": slot,
        "log_level": "WARNING",
        "console_log_level": "WARNING",
        "enable_otlp": False,
        "max_executor_threads": settings.WORKER_SLOTS,
    }
    if settings.ENGINE_URL.startswith("sqlite:///"):
        _use_wal(Path(settings.ENGINE_URL.removeprefix("sqlite:///")))
        config["db_engine_kwargs"] = {"connect_args": {"factory": Unhurried}}
    DBOS(config=config)
    DBOS.launch()


class Unhurried(sqlite3.Connection):
    """The engine's own file: after a power cut its last writings may be missing, and it is whole.

    Nothing rests on them. What it forgot to run is handed over again by the lease on our own row; what it runs
    again finds that its attempt is over. Our own database waits for the disk at every commit.
    """

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.execute("PRAGMA synchronous=NORMAL")


def _use_wal(path: Path) -> None:
    """The engine leaves SQLite in its default journal, in which readers and writers wait for each other."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    path.chmod(0o600)


def heartbeat_file() -> Path:
    return Path(settings.HOME) / "worker.alive"


def work(*, slot: str, stop: threading.Event) -> None:
    """Relay until `stop` is set, and sweep beside it. A database that is away ends the worker, in either of them."""
    owner = owner_name(slot)
    launch(slot=slot)
    for apart_from_letters in (read_mail, send_short_mails):
        threading.Thread(target=apart_from_letters, args=(stop,), daemon=True).start()
    with ThreadPoolExecutor(1, "sweeper") as apart:
        sweeping = apart.submit(keep_sweeping, stop)
        try:
            while not stop.is_set():
                heartbeat_file().touch()
                relay(owner)
                close_old_connections()
                in_hand.wait(POLL_SECONDS)
        finally:
            stop.set()
            heartbeat_file().unlink(missing_ok=True)
            DBOS.destroy(workflow_completion_timeout_sec=10)
    sweeping.result()


def keep_sweeping(stop: threading.Event) -> None:
    """In a thread of its own: a carrier that is asked about many letters and answers slowly holds none up."""
    try:
        while not stop.is_set():
            _do(SWEEPS)
            close_old_connections()
            stop.wait(SWEEP_SECONDS)
    finally:
        stop.set()
        connections.close_all()


def read_mail(stop: threading.Event) -> None:
    """In a thread of its own: a mail server that answers slowly holds no letter up."""
    _keep_on(_poll, stop=stop, seconds=settings.MAIL_POLL_SECONDS)


def send_short_mails(stop: threading.Event) -> None:
    """The same for links and codes: whoever's server is slow holds up no lease, no date and no carrier."""
    _keep_on(lambda: _do(MAILS), stop=stop, seconds=SWEEP_SECONDS)


def _keep_on(step: Callable[[], int], *, stop: threading.Event, seconds: float) -> None:
    while not stop.is_set():
        try:
            step()
        except DatabaseError as fault:
            log.error("mail waits, it comes again: %s", type(fault).__name__)
        finally:
            close_old_connections()
        stop.wait(seconds)


def _poll() -> int:
    return apart(
        lambda: poll_mail(clock=clock), about=lambda: "incoming mail", otherwise=0
    )


def waiting() -> int:
    """How many sendings are open."""
    return Dispatch.objects.filter(outcome__in=Dispatch.OPEN).count()
