"""E-mail with proof through the whole core, at a mail server that fails where the test says."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pypdfium2
import pytest

from duly.cases import envelope
from duly.cases.actions import bundle
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.dispatch import send_case, settle
from duly.cases.actions.draft import open_case
from duly.cases.actions.prepare import kept_message
from duly.cases.actions.seal import review
from duly.cases.actions.track import note_happenings
from duly.cases.files import read_file
from duly.cases.leases import take_over_stale
from duly.cases.models import Case
from duly.cases.sendings import sent_mail
from duly.channels import Happening
from duly.replies.bounces import Recipient
from duly.replies.delivery_proof import prove
from duly.replies.tokens import mail_token
from tests.cases.conftest import DOCUMENT as LETTER
from tests.conftest import FROZEN_NOW

pytestmark = [pytest.mark.django_db, pytest.mark.real]

DOCUMENT = {
    **LETTER,
    "channel": "registered_email",
    "recipient": {"name": "Acme", "email": "kim@acme.test"},
}


@pytest.fixture
def now():
    return FROZEN_NOW


@pytest.fixture
def case(db, now):
    return open_case(DOCUMENT, now=now).case


@pytest.fixture
def dispatch(case, mailbox, now):
    return decide(case, now)


def decide(case, now):
    looked = review(case, now=now)
    assert looked.letter is not None, looked.findings
    return send_case(
        case,
        channel="registered_email",
        key="press-1",
        reviewed_sha256=looked.letter.reviewed_sha256,
        now=now,
    )


def attempt(dispatch, at):
    dispatch.refresh_from_db()
    return attempt_dispatch(
        dispatch.pk, attempt_no=dispatch.attempt_no, owner="test", clock=lambda: at
    )


def last_event(case, name):
    return case.events.filter(name=name).order_by("-seq").first()


def kept(case, kind):
    return [read_file(case, row.sha256) for row in case.exhibits.filter(kind=kind)]


@pytest.mark.parametrize(
    ("fault", "word", "outcome"),
    [
        ("", "accepted", "accepted_by_provider"),
        ("450:rcpt", "deferred", "deferred"),
        ("550:rcpt", "refused", "refused"),
        ("drop:data", "deferred", "not_sent"),
        ("drop:dot_stored", "in_doubt", "in_doubt"),
    ],
)
def test_what_the_server_said_is_kept_however_it_ended(
    fault, word, outcome, server, dispatch, case, now
):
    server.fault = fault
    assert attempt(dispatch, now) == word
    event = last_event(case, f"dispatch.{word}")
    assert event.payload["outcome"] == outcome
    assert event.payload["transport"] == "submission"
    assert event.level == ("E2" if word == "accepted" else "E1")
    assert "kim@acme.test" not in str(event.payload)
    (transcript,) = kept(case, "smtp_transcript")
    assert b"ehlo" in transcript
    assert len(kept(case, "message")) == 1


def test_what_the_evidence_says_of_the_attempt_and_of_the_message(
    server, dispatch, case, now
):
    server.fault = "450:rcpt"
    attempt(dispatch, now)
    server.fault = ""
    attempt(dispatch, now + timedelta(minutes=1))
    began = list(case.events.filter(name="dispatch.attempted").order_by("seq"))
    assert [one.payload.get("attempt_no") for one in began] == [1, None, 2, None]
    assert began[0].payload["recipient_source"] == {"kind": "typed"}
    raw = kept_message(dispatch)
    told = began[1].payload
    assert told["date_hdr"].encode() in raw
    kinds = [part["type"] for part in told["parts"]]
    assert kinds == ["text/plain", "text/html", "application/pdf"]
    assert told["parts"][2]["sha256"] == dispatch.letter.letter_sha256
    assert told["dkim"] is None
    assert "Source of the address typed by the sender" in certificate(case, now)


def test_an_address_that_changes_in_the_catalogue_changes_nothing_of_what_was_made(
    server, dispatch, case, now, monkeypatch
):
    server.fault = "450:rcpt"
    attempt(dispatch, now)
    real = envelope.parties_of

    def moved(case_file):
        found = real(case_file)
        there = replace(found.recipient, email="new@elsewhere.test")
        return replace(found, recipient=there)

    for module in (envelope, bundle):
        monkeypatch.setattr(module, "parties_of", moved)
    server.fault = ""
    assert attempt(dispatch, now + timedelta(minutes=1)) == "accepted"
    rcpt = [said for said in server.commands if said.lower().startswith("rcpt")]
    assert [said.count("<kim@acme.test>") for said in rcpt] == [1, 1]
    assert sent_mail(dispatch).rcpt_to == "kim@acme.test"
    words = certificate(case, now)
    assert "kim@acme.test" in words
    assert "elsewhere" not in words
    with zipfile.ZipFile(io.BytesIO(issue_bundle(case, now=now))) as proof:
        whole = b"".join(proof.read(name) for name in proof.namelist())
    assert b"kim@acme.test" in whole
    assert b"elsewhere.test" not in whole


def test_a_new_password_of_the_mailbox_makes_no_true_report_a_forged_one(
    server, mailbox, dispatch, case, now
):
    attempt(dispatch, now)
    envid = mail_token(b"a secret of the test", key=dispatch.key, purpose="envid")
    sent = sent_mail(dispatch)

    def proof_of(told):
        recipient = Recipient(
            address="kim@acme.test",
            action="delivered",
            status="2.0.0",
            kind="success",
            reason="unknown",
            diagnostic="",
            envelope_id=told,
        )
        return prove(recipient, sent_to=(), sent=sent, secret=b"another since")

    assert proof_of(envid).event == "dispatch.delivered"
    assert proof_of(envid.upper()).envid_ok
    for guess in ("", "x" * 20, f"[sha256:{sha256(envid.encode()).hexdigest()}]"):
        assert proof_of(guess).event == "hint"


def test_what_a_sender_is_given_does_not_tell_what_makes_a_report_true(
    server, dispatch, case, now
):
    server.extensions = ("DSN",)
    attempt(dispatch, now)
    secret = b"a secret of the test"
    tokens = [
        mail_token(secret, key=dispatch.key, purpose=purpose)
        for purpose in ("envid", "orcpt")
    ]
    said = " ".join(server.commands)
    assert all(token in said for token in tokens)
    (talk,) = kept(case, "smtp_transcript")
    with zipfile.ZipFile(io.BytesIO(issue_bundle(case, now=now))) as proof:
        whole = b"".join(proof.read(name) for name in proof.namelist())
    for token in tokens:
        assert token.encode() not in whole
        assert f"[sha256:{sha256(token.encode()).hexdigest()}]".encode() in talk
    told = case.events.get(name="dispatch.attempted", level="E1").payload
    assert told["envid"] == f"[sha256:{sha256(tokens[0].encode()).hexdigest()}]"
    assert told["orcpt"] == f"[sha256:{sha256(tokens[1].encode()).hexdigest()}]"


def test_every_attempt_hands_over_the_same_bytes(
    server, dispatch, case, now, monkeypatch
):
    server.fault = "450:dot"
    attempt(dispatch, now)
    monkeypatch.setenv("DULY_REGISTERED_EMAIL_TOKEN_SECRET", "changed meanwhile")
    server.fault = ""
    assert attempt(dispatch, now + timedelta(minutes=1)) == "accepted"
    (stored,) = server.stored
    assert stored == kept_message(dispatch).replace(b"\r\n.", b"\r\n..")
    tried = kept(case, "smtp_transcript")
    digest = sha256(kept_message(dispatch)).hexdigest().encode()
    assert [digest in talk for talk in tried] == [True, True]


def test_in_doubt_is_sent_again_only_by_a_press_and_then_with_the_same_bytes(
    server, dispatch, case, now
):
    server.fault = "drop:dot_stored"
    attempt(dispatch, now)
    assert attempt(dispatch, now + timedelta(hours=1)) == "not ours"
    assert take_over_stale(now=now + timedelta(days=2)) == 0
    dispatch.refresh_from_db()
    settle(dispatch, verdict="resend", now=now + timedelta(hours=1))
    server.fault = ""
    assert attempt(dispatch, now + timedelta(hours=1)) == "accepted"
    assert server.stored[0] == server.stored[1]
    assert Case.objects.get(pk=case.pk).state == "sent"


def certificate(case, now):
    """The words of the certificate in a fresh proof."""
    with zipfile.ZipFile(io.BytesIO(issue_bundle(case, now=now))) as proof:
        (name,) = [name for name in proof.namelist() if "certificate.pdf" in name]
        with pypdfium2.PdfDocument(proof.read(name)) as page:
            assert len(page) == 1
            text = page[0].get_textpage().get_text_bounded()
    return " ".join(text.split())


def test_the_certificate_says_how_far_it_got_and_what_the_server_said(
    server, dispatch, case, now
):
    server.fault = "450:rcpt"
    attempt(dispatch, now)
    assert "Level reached: E1" in certificate(case, now)
    server.fault = ""
    attempt(dispatch, now + timedelta(minutes=1))
    words = certificate(case, now + timedelta(minutes=2))
    assert "Level reached: E2, handed to your mail provider" in words
    assert "250 2.0.0 Ok: queued as 4F2K9A1B" in words
    assert "450 4.7.1 Try again later" in words
    assert sha256(kept_message(dispatch)).hexdigest() in words
    assert "no registered letter" in words


def test_a_late_bounce_takes_the_certificate_back(server, dispatch, case, now):
    attempt(dispatch, now)
    dispatch.refresh_from_db()
    before = certificate(case, now)
    bounced = Happening(
        name="dispatch.bounced",
        at=now + timedelta(hours=1),
        detail={"because": "550 5.1.1 no such user", "supersedes": True},
        source_id="m:0",
    )
    note_happenings(dispatch, (bounced,))
    after = certificate(case, now + timedelta(hours=1))
    assert "Level reached: E2" in before
    assert "Level reached: E1" in after
    assert "taken back by a later report" in after
    assert "550 5.1.1 no such user" in after
