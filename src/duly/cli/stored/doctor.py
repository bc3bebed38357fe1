"""Is this installation fit to send? One line for each part."""

import argparse
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from duly.cli.answer import emit
from duly.cli.stored._home import home, is_initialised, set_up_django

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    ok: bool
    detail: str


def fit(name: str, detail: str) -> Part:
    return Part(name, ok=True, detail=detail)


def unfit(name: str, detail: str) -> Part:
    return Part(name, ok=False, detail=detail)


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly doctor", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    parts = list(examine())
    ok = all(part.ok for part in parts)
    document = {
        "ok": ok,
        "parts": [
            {"name": part.name, "ok": part.ok, "detail": part.detail} for part in parts
        ],
        "paths": paths(),
    }
    lines = [f"{'ok     ' if p.ok else 'NOT OK '} {p.name}: {p.detail}" for p in parts]
    emit(document, as_json=options.json, text="\n".join(lines))
    return 0 if ok else 1


def paths() -> dict[str, str]:
    folder = home()
    return {
        "home": str(folder),
        "keys": str(folder / "keys"),
        "roots": str(folder / "roots.pem"),
        "log": str(folder / "log"),
        "files": str(folder / "files"),
        "drop_box": str(folder / "drop_box"),
    }


def examine() -> Iterator[Part]:
    """Each part in the order in which a letter needs it."""
    if not is_initialised():
        yield unfit("data folder", f"{home()} is empty: run `duly init`")
        return
    yield _data_folder(home())
    set_up_django()
    yield _keys(home() / "keys")
    yield _outside_time()
    yield _database()
    yield _chains()
    yield _letters()
    yield from _channels()
    yield _mailbox_table()
    yield _incoming()
    yield _site_mail()
    yield _complaints()
    yield from _payments()
    yield _worker()


def _data_folder(folder: Path) -> Part:
    free = shutil.disk_usage(folder).free
    loose = [
        p.name
        for p in (folder / "keys").iterdir()
        if p.stat().st_mode & 0o077 and p.suffix == ".key"
    ]
    if loose:
        return unfit("data folder", f"others can read {', '.join(loose)}: chmod 600")
    if free < LEAST_FREE_BYTES:
        return unfit("data folder", f"only {free // 1_000_000} MB left on the disk")
    return fit("data folder", f"{folder}, {free // 1_000_000_000} GB free")


def _keys(folder: Path) -> Part:
    from duly.evidence.keys import NoKeys, open_keys
    from duly.evidence.signers import KeyPastUse

    try:
        keys = open_keys(folder, now=datetime.now(UTC))
    except (NoKeys, KeyPastUse, OSError, ValueError) as reason:
        return unfit("keys", str(reason))
    return fit("keys", f"{keys.label}; time grade self (our own clock)")


def _outside_time() -> Part:
    """Without outside clocks and witnesses the grade is honest and low; a file that cannot be read is a fault."""
    from duly.cases.actions.keep_keys import witness_lines
    from duly.cases.authorities import BadAuthorities, outside_clocks
    from duly.evidence.key_folder import read_witnesses
    from duly.evidence.note import BadNote

    try:
        clocks = len(outside_clocks().authorities)
        witnesses = len(read_witnesses(witness_lines()))
    except (BadAuthorities, BadNote, OSError, UnicodeDecodeError) as reason:
        return unfit("outside time", str(reason))
    return fit("outside time", f"{clocks} authorities, {witnesses} witnesses")


def _database() -> Part:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as reason:
        return unfit("database", str(reason))
    if plan:
        return unfit("database", "not up to date: run `duly init`")
    return fit("database", connection.vendor)


def _chains() -> Part:
    """Every case: the chain of events holds, and the cached state is what the events say."""
    from duly.cases.events import fold
    from duly.cases.models import Case
    from duly.cases.record import broken_link

    wrong = []
    count = 0
    for case in Case.objects.iterator():
        count += 1
        names = case.events.order_by("seq").values_list("name", flat=True)
        if broken_link(case) is not None or fold(names) != case.state:
            wrong.append(case.reference)
    if wrong:
        return unfit("cases", f"the history of {', '.join(wrong[:5])} was changed")
    return fit("cases", f"{count} cases, every history holds")


def _letters() -> Part:
    from duly.letters.fonts import coverage, font_files

    try:
        count = len(coverage())
    except (ImportError, OSError) as reason:
        return unfit("letters", f"a face is missing: {reason}; install again")
    return fit("letters", f"{len(font_files())} faces, {count} characters can be set")


def _channels() -> Iterator[Part]:
    """A channel that nobody set up is no fault: the others can send. One that is set up by half is."""
    from duly.channels import channel, channel_names

    for name in channel_names():
        missing = channel(name).configured()
        if not missing:
            yield fit(f"channel {name}", "ready")
            yield from _tried(name)
        elif _is_begun(name):
            yield unfit(f"channel {name}", f"cannot send: {missing}")
        else:
            yield fit(f"channel {name}", f"not set up: {missing}")


def _is_begun(name: str) -> bool:
    """Somebody gave it a setting, so somebody means to use it."""
    return any(
        value and key.startswith(f"DULY_{name.upper()}_")
        for key, value in os.environ.items()
    )


def _tried(name: str) -> Iterator[Part]:
    """Its servers are knocked at; nothing is sent."""
    from duly.channels import Examined, Unavailable, channel

    way = channel(name)
    if not isinstance(way, Examined):
        return
    try:
        for check in way.examine():
            yield Part(f"{name}: {check.name}", ok=check.ok, detail=check.detail)
    except Unavailable as reason:
        yield unfit(f"{name}: servers", str(reason))


def _mailbox_table() -> Part:
    """What we know of mailbox providers ages, and stops no letter."""
    from duly.channels.registered_email.hosts import BY_DOMAIN, CHECKED_ON, is_old

    words = f"{len(BY_DOMAIN)} domains, read at their sources on {CHECKED_ON}"
    if is_old(datetime.now(UTC).date()):
        words += "; that is long ago: a newer version of duly may know better"
    return fit("known mailboxes", words)


def _incoming() -> Part:
    from duly.cases.inbox import count_set_aside, count_unread

    aside = f"{count_set_aside()} mails of no case are set aside"
    if count_set_aside():
        aside += " (`duly mail-intake --waiting` lists them)"
    return fit("incoming mail", f"{aside}, {count_unread()} not read yet")


def _site_mail() -> Part:
    """Lost links, and codes for the recipient's page; without it nobody's address can be confirmed."""
    from django.conf import settings

    if not settings.MAIL_IS_SET_UP:
        return fit("mail of the site", "not set up: a lost link cannot be mailed")
    return fit("mail of the site", f"goes out as {settings.DEFAULT_FROM_EMAIL}")


def _complaints() -> Part:
    """After several nothing goes out by e-mail, and only the operator can find out why."""
    from duly.cases.actions.allow import complaints, is_stopped

    pairs = complaints(now=datetime.now(UTC))
    words = f"{len({company for company, _ in pairs})} companies in 30 days"
    if is_stopped(pairs):
        return unfit("complaints", f"{words}: nothing goes out by e-mail; look why")
    return fit("complaints", words)


def _payments() -> Iterator[Part]:
    """A way to pay that is offered and cannot work is a fault: orders would stop half-way."""
    from django.conf import settings

    from duly.cases.pricing import prices_now
    from duly.knowledge.operator_prices import BadPrices
    from duly.payments import processor

    for name in settings.PAYMENTS:
        missing = processor(name).configured()
        yield (
            unfit(f"payment {name}", missing)
            if missing
            else fit(f"payment {name}", "ready")
        )
    if settings.PAYMENTS:
        yield _reconciled()
        try:
            prices = prices_now()
        except BadPrices as reason:
            yield unfit("prices", str(reason))
        else:
            yield fit("prices", f"{len(prices.fees)} fees, {len(prices.rates)} rates")


def _reconciled() -> Part:
    from duly.cases.actions.reconcile import last_reconciled

    noted = last_reconciled()
    if noted is None:
        return fit(
            "orders",
            "not compared with the processor yet; the worker does it once a day",
        )
    day, count = noted
    if count:
        return unfit(
            "orders",
            f"{count} differ from the processor ({day}): `duly orders reconcile` names them",
        )
    return fit("orders", f"the same as at the processor ({day})")


def _worker() -> Part:
    from duly.cases.tasks import heartbeat_file, waiting

    alive = heartbeat_file()
    seen = (
        datetime.fromtimestamp(alive.stat().st_mtime, UTC) if alive.exists() else None
    )
    is_alive = seen is not None and (datetime.now(UTC) - seen).total_seconds() < 30
    open_count = waiting()
    words = f"{'running' if is_alive else 'not running'}, {open_count} waiting to go"
    verdict = fit if is_alive or not open_count else unfit
    return verdict("worker", words)
