"""The whole way with real servers: send, delivery report, answer by IMAP, proof, and a check with openssl."""

import io
import smtplib
import subprocess
import time
import zipfile
from datetime import timedelta

import pytest

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import open_case
from duly.cases.actions.poll_mail import poll_mail
from duly.cases.models import Case
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from duly.replies.tokens import mail_token
from tests.channels.registered_email.test_real_servers import SECRET, own_mailbox
from tests.channels.registered_email.test_whole_way import DOCUMENT, decide
from tests.conftest import FROZEN_NOW, require

__all__ = ["own_mailbox"]

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.xdist_group("postfix"),
]


def poll_until(case, name):
    """Look into the mailbox until the event is there; a minute at most."""
    for _ in range(120):
        poll_mail(clock=lambda: FROZEN_NOW + timedelta(minutes=5))
        if case.events.filter(name=name).exists():
            return case.events.filter(name=name).last()
        time.sleep(0.5)
    raise AssertionError(f"no {name} came")


def test_from_the_press_to_the_proof(
    own_mailbox, postfixes, imap_port, home, tmp_path, monkeypatch
):
    _, theirs = postfixes
    for name, value in {
        "IMAP_HOST": "127.0.0.1",
        "IMAP_PORT": str(imap_port),
        "USER": "",
        "PASSWORD": "imap-secret",
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    (home / "mailbox.json").unlink(missing_ok=True)
    poll_mail(clock=lambda: FROZEN_NOW)  # reading begins here

    case = open_case(DOCUMENT, now=FROZEN_NOW).case
    row = decide(case, FROZEN_NOW)
    assert (
        attempt_dispatch(row.pk, attempt_no=1, owner="test", clock=lambda: FROZEN_NOW)
        == "accepted"
    )
    assert poll_until(case, "dispatch.delivered").level == "E3"

    token = mail_token(SECRET.encode(), key=row.key, purpose="reply")
    with smtplib.SMTP("127.0.0.1", theirs.port) as talk:
        talk.sendmail(
            "kim@acme.test",
            f"ada+{token}@sender.test",
            f"From: Kim <kim@acme.test>\r\nTo: ada+{token}@sender.test\r\nSubject: Your notice\r\n\r\n"
            "We confirm that your contract ends on 14 December 2026.\r\n",
        )
    answer = poll_until(case, "reply.received")
    assert answer.payload["matches"] == "equal"
    assert answer.payload["matched_by"] == "reply_token"
    assert Case.objects.get(pk=case.pk).state == "answered"

    proof = issue_bundle(case, now=FROZEN_NOW + timedelta(hours=1))
    roots = open_keys(home / "keys", now=FROZEN_NOW).roots
    verdict = verify_bundle(proof, roots=roots)
    assert verdict.ok, [check for check in verdict.checks if not check.ok]
    with zipfile.ZipFile(io.BytesIO(proof)) as opened:
        names = opened.namelist()
        opened.extractall(tmp_path)
    assert any(name.endswith("answer.eml") for name in names)
    assert any(name.endswith("certificate.pdf") for name in names)
    (token_file,) = [name for name in names if name.endswith(".tst")][:1]
    said = subprocess.run(
        [
            require("openssl", "openssl"),
            "ts",
            "-reply",
            "-token_in",
            "-in",
            str(tmp_path / token_file),
            "-text",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "sha256" in said
