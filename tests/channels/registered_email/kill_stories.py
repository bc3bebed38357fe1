"""What is killed, and how it is finished afterwards: a first sending, a press "once more", a report that comes in."""

import os
from datetime import datetime, timedelta
from typing import Any

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.conclude import finish, note
from duly.cases.actions.dispatch import send_case, settle
from duly.cases.actions.draft import open_case
from duly.cases.actions.look import due_looks, look_again
from duly.cases.actions.prepare import message_for
from duly.cases.actions.seal import review
from duly.cases.actions.take_mail import Reader, take_mail, take_waiting
from duly.cases.inbox import SET_ASIDE, waiting
from duly.cases.leases import take_over_stale
from duly.cases.models import Case, Dispatch
from duly.cases.queries import due_dispatches
from duly.cases.record import broken_link
from duly.channels import Happening, channel
from duly.channels.registered_email.dns_answers import TxtAnswers
from duly.channels.registered_email.settings import read_settings
from duly.kit.mail_message import message_id
from duly.replies.reading import as_document, read_message
from duly.replies.tokens import mail_token
from tests.cases.conftest import DOCUMENT
from tests.channels.registered_email.killing import StoringServer
from tests.conftest import FROZEN_NOW as NOW

SECRET = "a secret of the test"
TO = "kim@acme.test"
REPORT = (
    "From: MAILER-DAEMON@mx.test\nTo: ada@example.org\nSubject: report\nMIME-Version: 1.0\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\nOriginal-Envelope-Id: {envid}\n\n"
    f"Final-Recipient: rfc822; {TO}\nAction: delivered\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 ok\n\n"
    f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {{message_id}}\nTo: {TO}\n\n--b--\n"
)
# Workers look again and again for three days; these moments stand for them.
LATER = [NOW + timedelta(hours=hours) for hours in (1, 8, 49, 72)]


def set_up_mailbox(port: int) -> None:
    for name, value in {
        "FROM": "ada@example.org",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "TLS": "none",
        "TIMEOUT": "5",
        "FINAL_TIMEOUT": "5",
        "TOKEN_SECRET": SECRET,
    }.items():
        os.environ[f"DULY_REGISTERED_EMAIL_{name}"] = value


def try_once(row: Dispatch, at: datetime) -> str:
    row.refresh_from_db()
    return attempt_dispatch(
        row.pk, attempt_no=row.attempt_no, owner="worker", clock=lambda: at
    )


def press_once_more(row: Dispatch, at: datetime) -> None:
    row.refresh_from_db()
    settle(row, verdict="resend", now=at)
    try_once(row, at)


def work_on() -> None:
    """What workers do by themselves in the days after: take over, send what is due, look."""
    for at in LATER:
        take_over_stale(now=at)
        for _case, dispatch, number in due_dispatches(now=at):
            attempt_dispatch(
                dispatch, attempt_no=number, owner="next", clock=lambda at=at: at
            )
        for dispatch in due_looks(now=at):
            look_again(dispatch, clock=lambda at=at: at)


class FirstSending:
    """One letter, decided; the worker sends it."""

    def __init__(self, server: StoringServer) -> None:
        self.server, self.before = server, 0
        set_up_mailbox(server.port)
        recipient = {"name": "Acme", "email": TO}
        document = {**DOCUMENT, "channel": "registered_email", "recipient": recipient}
        case = open_case(document, now=NOW).case
        looked = review(case, now=NOW)
        assert looked.letter is not None, looked.findings
        self.dispatch = send_case(
            case,
            channel="registered_email",
            key="press-1",
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=NOW,
        )

    def act(self) -> None:
        try_once(self.dispatch, NOW)

    def finish(self) -> dict[str, Any]:
        """What became of it by itself, then what a press of "once more" makes of a doubt."""
        work_on()
        told = self.told()
        if told["outcome"] == "in_doubt":
            press_once_more(self.dispatch, LATER[-1])
        return told | {"in_the_end": self.told()}

    def told(self) -> dict[str, Any]:
        self.dispatch.refresh_from_db()
        case = Case.objects.get(pk=self.dispatch.case_id)
        new = self.server.messages()[self.before :]
        return {
            "outcome": self.dispatch.outcome,
            "copies": len(new),
            "different": len(set(new)),
            "broken_link": broken_link(case),
            "events": list(case.events.order_by("seq").values_list("name", flat=True)),
            "exhibits": sorted(case.exhibits.values_list("kind", flat=True)),
        }


class OnceMore(FirstSending):
    """The first sending broke off; the person presses "once more"."""

    def __init__(self, server: StoringServer) -> None:
        super().__init__(server)
        Dispatch.objects.filter(pk=self.dispatch.pk).update(
            outcome="attempting", lease_until=NOW, lease_owner="worker"
        )
        self.dispatch.refresh_from_db()
        message_for(self.dispatch, channel("registered_email"), now=NOW)
        note(self.dispatch, Happening(name="dispatch.attempted", at=NOW))
        finish(self.dispatch, "dispatch.in_doubt", detail="broken off", now=NOW)

    def act(self) -> None:
        press_once_more(self.dispatch, NOW)


class Report(OnceMore):
    """In doubt, and a report of delivery comes in; the mailbox brings it again until it was taken."""

    def __init__(self, server: StoringServer) -> None:
        super().__init__(server)
        settings = read_settings(os.environ)
        self.reader = Reader(
            settings=settings, read=read_here, ask=lambda _: TxtAnswers()
        )
        key = self.dispatch.key
        self.raw = REPORT.format(
            envid=mail_token(settings.token_secret, key=key, purpose="envid"),
            message_id=message_id(key=key, from_address=settings.from_address),
        ).encode()

    def act(self) -> None:
        self.take(NOW)

    def take(self, at: datetime) -> None:
        take_mail(self.raw, source_id="ada:1:7", reader=self.reader, now=at)

    def finish(self) -> dict[str, Any]:
        """What a crash left is taken first; then the mailbox brings the same mail again."""
        at = NOW + timedelta(minutes=1)
        take_waiting(reader=self.reader, now=at)
        self.take(at)
        work_on()
        left = len(list(waiting())) + len(list(waiting(SET_ASIDE)))
        return self.told() | {"left": left}


def read_here(raw: bytes, **options: Any) -> dict[str, Any]:
    """Without a process of its own, which would only make the run longer."""
    return as_document(read_message(raw, **options))


STORIES = {"send": FirstSending, "once-more": OnceMore, "report": Report}
