"""With real mail servers: a late bounce told to the sender by mail, and the silence after a delivery."""

import email
import time
from datetime import timedelta

import pytest

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.draft import open_case
from duly.cases.actions.follow import follow_up
from duly.cases.actions.poll_mail import poll_mail
from duly.cases.certificates import certificates
from duly.cases.models import Case
from tests.channels.registered_email.test_real_servers import own_mailbox
from tests.channels.registered_email.test_real_whole_way import poll_until
from tests.channels.registered_email.test_whole_way import DOCUMENT, decide
from tests.conftest import FROZEN_NOW

__all__ = ["own_mailbox"]

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.xdist_group("postfix"),
]

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def read(own_mailbox, imap_port, home, monkeypatch):
    """Ada's mailbox is read here, from now on."""
    for name, value in {
        "IMAP_HOST": "127.0.0.1",
        "IMAP_PORT": str(imap_port),
        "USER": "",
        "PASSWORD": "imap-secret",
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    (home / "mailbox.json").unlink(missing_ok=True)
    poll_mail(clock=lambda: FROZEN_NOW)
    yield
    (home / "mailbox.json").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def site_mail(settings, own_mailbox):
    """The site mails out of the same mailbox, to the same mailbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", own_mailbox.port
    settings.DEFAULT_FROM_EMAIL = "ada@sender.test"
    settings.MAIL_IS_SET_UP = True


def sent(to):
    document = {
        **DOCUMENT,
        "sender": {**DOCUMENT["sender"], "email": "ada@sender.test"},
        "recipient": {"name": "Acme", "email": to},
    }
    case = open_case(document, now=FROZEN_NOW).case
    row = decide(case, FROZEN_NOW)
    word = attempt_dispatch(
        row.pk, attempt_no=1, owner="test", clock=lambda: FROZEN_NOW
    )
    assert word == "accepted"
    return case


def arrived(box, words):
    """The mail in Ada's mailbox that holds these words; 20 s at most."""
    for _ in range(40):
        found = [raw for raw in box.mails("ada") if words.encode() in raw]
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"no mail with {words!r} came")


def test_a_late_bounce_is_told_by_mail_and_the_mail_is_not_read_as_an_answer(
    own_mailbox,
):
    case = sent("nobody@acme.test")
    poll_until(case, "dispatch.bounced")
    look = FROZEN_NOW + HOUR
    assert follow_up(clock=lambda: look) == 2  # found due, and mailed
    (raw,) = arrived(own_mailbox, f"The reference of your case: {case.reference}")
    letter = email.message_from_bytes(raw)
    assert letter["To"] == "ada@sender.test"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "nobody@" not in raw.decode()
    count = case.events.count()
    poll_mail(clock=lambda: look)
    follow_up(clock=lambda: look + HOUR)
    assert case.events.count() == count, "our own mail says nothing about the letter"
    follow_up(clock=lambda: look + 80 * HOUR)
    assert not case.events.filter(name="failure.not_reported").exists()


def test_72_hours_after_a_delivery_without_a_failure_the_certificate_says_so():
    case = sent("kim@acme.test")
    poll_until(case, "dispatch.delivered")
    ((_, before),) = certificates(case)
    follow_up(clock=lambda: FROZEN_NOW + 73 * HOUR)
    event = case.events.get(name="failure.not_reported")
    assert (event.level, event.payload["watched_by"]) == ("", "mailbox")
    assert Case.objects.get(pk=case.pk).state == "delivered"
    ((_, after),) = certificates(case)
    assert before != after
