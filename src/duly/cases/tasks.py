"""The worker: relay, sweeper and short workflows. The only file that names the engine.

The long life of a case is `next_action_at` in our own tables; a workflow lives for seconds.
"""

import logging
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

from dbos import DBOS, DBOSConfig, SetWorkflowID
from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, close_old_connections

from duly.cases.actions.answer_code import send_codes
from duly.cases.actions.attempt import (
    attempt_dispatch,
    hand_over,
    take_over_stale,
)
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
from duly.cases.models import Dispatch
from duly.cases.owners import owner_name
from duly.cases.queries import due_dispatches

log = logging.getLogger(__name__)

# Set by hand: with the default (a hash of the code) a restart with newer code would leave
# the workflows of the old one untouched for ever.
APPLICATION_VERSION = "1"
POLL_SECONDS = 0.5
SWEEP_SECONDS = 20.0

QUEUE = "dispatches"


def clock() -> datetime:
    """The worker's door to the time."""
    return datetime.now(UTC)


@DBOS.step()
def attempt(dispatch_id: int, attempt_no: int, owner: str) -> str:
    """One attempt. It may run again after a crash: the lease on the row decides whether it still may."""
    close_old_connections()
    try:
        return attempt_dispatch(
            dispatch_id, attempt_no=attempt_no, owner=owner, clock=clock
        )
    finally:
        close_old_connections()


@DBOS.workflow()
def send(dispatch_id: int, attempt_no: int, owner: str) -> str:
    """Ids go in and one word comes out: the engine stores both, and they hold no person."""
    return attempt(dispatch_id, attempt_no, owner)


def relay(owner: str) -> int:
    """Hand every due dispatch to the engine; the same id twice is nothing new."""
    due = due_dispatches(now=clock())
    for case_id, dispatch_id, attempt_no in due:
        with SetWorkflowID(
            f"case-{case_id}:dispatch:{dispatch_id}:attempt:{attempt_no}"
        ):
            DBOS.enqueue_workflow(QUEUE, send, dispatch_id, attempt_no, owner)
        hand_over(dispatch_id, attempt_no=attempt_no, owner=owner, now=clock())
    return len(due)


def sweep() -> int:
    """Fence off owners that are gone, write down the dates that have come, ask carriers what became of letters."""
    done = take_over_stale(now=clock()) + keep_keys_today(now=clock())
    for case_id in due_cases(now=clock()):
        done += remind(case_id, now=clock())
    if settings.MAIL_IS_SET_UP:
        done += send_links(mail=mail, now=clock())
        done += send_codes(mail=mail, now=clock())
    for dispatch_id in due_looks(now=clock()):
        done += look_again(dispatch_id, clock=clock) in ("found", "news")
    done += settle_due_orders(clock=clock) + reconcile_today(now=clock())
    done += stamp_due(clock=clock) + follow_up(clock=clock)
    done += forget_counted(now=clock())
    return done


def mail(to: str, subject: str, text: str) -> None:
    """A link to the sender, a code to the recipient; a notice never goes this way."""
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])


def run_due() -> dict[str, int]:
    """Everything due now, in this process and without the engine, then stop (`duly case sweep`)."""
    owner = owner_name("sweep")
    swept = sweep() + poll_mail(clock=clock)
    outcomes: dict[str, int] = {}
    for _case_id, dispatch_id, attempt_no in due_dispatches(now=clock()):
        word = attempt_dispatch(
            dispatch_id, attempt_no=attempt_no, owner=owner, clock=clock
        )
        outcomes[word] = outcomes.get(word, 0) + 1
    return {"swept": swept, **outcomes}


def launch(*, slot: str) -> None:
    """Start the engine in this process. `slot` is the same after a restart, and never used twice at once."""
    _use_wal(settings.ENGINE_URL)
    config: DBOSConfig = {
        "name": "duly",
        "system_database_url": settings.ENGINE_URL,
        "application_version": APPLICATION_VERSION,
        "executor_id": slot,
        "log_level": "WARNING",
        "console_log_level": "WARNING",
        "enable_otlp": False,
        "max_executor_threads": settings.WORKER_SLOTS + 2,
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=settings.WORKER_SLOTS,
        polling_interval_sec=0.1,
        on_conflict="always_update",
    )


def _use_wal(url: str) -> None:
    """The engine leaves SQLite in its default journal, in which readers and writers wait for each other."""
    if not url.startswith("sqlite:///"):
        return
    path = Path(url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    path.chmod(0o600)


def heartbeat_file() -> Path:
    return Path(settings.HOME) / "worker.alive"


def work(*, slot: str, stop: threading.Event) -> None:
    """Relay and sweep until `stop` is set."""
    owner = owner_name(slot)
    launch(slot=slot)
    threading.Thread(target=read_mail, args=(stop,), daemon=True).start()
    since_sweep = SWEEP_SECONDS
    try:
        while not stop.is_set():
            heartbeat_file().touch()
            if since_sweep >= SWEEP_SECONDS:
                sweep()
                since_sweep = 0.0
            handed = relay(owner)
            since_sweep += POLL_SECONDS
            close_old_connections()
            stop.wait(POLL_SECONDS if not handed else 0.05)
    finally:
        heartbeat_file().unlink(missing_ok=True)
        DBOS.destroy(workflow_completion_timeout_sec=10)


def read_mail(stop: threading.Event) -> None:
    """In a thread of its own: a mail server that answers slowly holds no letter up."""
    while not stop.is_set():
        try:
            poll_mail(clock=clock)
        except DatabaseError:
            log.exception("mail was not taken; it comes again")
        finally:
            close_old_connections()
        stop.wait(settings.MAIL_POLL_SECONDS)


def waiting() -> int:
    """How many sendings are open."""
    return Dispatch.objects.filter(outcome__in=Dispatch.OPEN).count()
