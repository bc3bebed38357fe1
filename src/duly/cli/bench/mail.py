"""E-mail with proof: twenty sendings at once to a slow server, and how long reading a mail takes."""

import os
import threading
import time
from collections.abc import Iterator
from typing import Any

from duly.cli.bench import CASE_FILE, Figure, cpu_seconds, resident_mb
from duly.cli.bench._acting import press_send, serving
from duly.cli.bench._mail_server import THINKING_SECONDS

AT_ONCE = 20
READ = 2000
FLAT_OVER = 10_000
HEAD = (
    "From: MAILER-DAEMON@mx{n}.test\nTo: ada@sender.test\nMIME-Version: 1.0\nSubject: "
)
REPORT = (
    HEAD
    + 'Undelivered Mail Returned to Sender\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    "--b\n\nThis is the mail system at host mx{n}.test.\n\n<kim{n}@acme.test>: host mx.acme.test said: 550 5.1.1 User unknown\n\n"
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx{n}.test\n\nFinal-Recipient: rfc822; kim{n}@acme.test\n"
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
    "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <m{n}@sender.test>\nTo: kim{n}@acme.test\n\n--b--\n"
)
PROSE = (
    HEAD
    + "failure notice\n\nHi. This is the qmail-send program at mx{n}.test.\n\n<kim{n}@acme.test>:\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nTo: kim{n}@acme.test\n"
)
ANSWER = (
    "From: kim{n}@acme.test\nTo: ada@sender.test\nSubject: Re: {n}\n\n"
    "Dear Ada,\n\nWe confirm that your contract {n} ends on 31 March 2026.\n\nKind regards\nKim\n\n> I end my contract {n}.\n"
)
MAILS = (REPORT, PROSE, ANSWER)


def measure() -> Iterator[Figure]:
    yield sendings_at_once()
    yield reading()
    yield growth()


def sendings_at_once() -> Figure:
    """Through the worker's engine with a slot for each, from the first connection to the last written answer."""
    from django.conf import settings

    from duly.cases.tasks import waiting, work

    settings.WORKER_SLOTS = AT_ONCE
    stop = threading.Event()
    with serving("_mail_server") as port:
        set_up_the_mailbox(port)
        for number in range(AT_ONCE):
            press_send(notice(number), channel="registered_email")
        worker = threading.Thread(target=work, kwargs={"slot": "bench", "stop": stop})
        worker.start()
        while not has_begun():
            time.sleep(0.02)
        start = time.perf_counter()
        while waiting():
            time.sleep(0.02)
        taken = time.perf_counter() - start
        stop.set()
        worker.join()
    return Figure(
        name=f"{AT_ONCE} mails at once, a server slow by {THINKING_SECONDS:.0f} s",
        value=taken,
        unit="s",
        wanted=f"about the {THINKING_SECONDS:.0f} s of one, not {AT_ONCE * THINKING_SECONDS:.0f}",
    )


def has_begun() -> bool:
    from duly.cases.models import Event

    return Event.objects.filter(name="dispatch.attempted").exists()


def set_up_the_mailbox(port: int) -> None:
    for name, value in {
        "TRANSPORT": "submission",
        "FROM": "ada@example.com",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "TLS": "none",
        "TOKEN_SECRET": "a secret of the measurement",
    }.items():
        os.environ[f"DULY_REGISTERED_EMAIL_{name}"] = value


def notice(number: int) -> dict[str, Any]:
    return {
        **CASE_FILE,
        "channel": "registered_email",
        "recipient": {"name": "Acme", "email": f"kim{number}@acme.test"},
        "free_text": f"My member number is {number:06d}.",
    }


def read_one(number: int) -> None:
    from duly.replies.reading import read_message

    read_message(MAILS[number % len(MAILS)].format(n=number).encode())


def reading() -> Figure:
    cpu_seconds(read_one, 30)  # the patterns are compiled by the first
    taken = cpu_seconds(read_one, READ)
    return Figure(
        name="reading a report or an answer, CPU",
        value=sum(taken) / len(taken) * 1000,
        unit="ms a mail",
        wanted="at most 1",
    )


def growth() -> Figure:
    before = resident_mb()
    for number in range(FLAT_OVER):
        read_one(number)
    return Figure(
        name=f"memory grown over {FLAT_OVER:,} mails",
        value=resident_mb() - before,
        unit="MB",
        wanted="flat: below 4",
    )
