"""Each kind of incoming mail and the event and level that it is worth."""

import pytest

from duly.channels.registered_email.incoming import (
    MOST_RECIPIENTS,
    Incoming,
    happenings_of,
    marks_from,
)
from duly.replies.delivery_proof import SentMail
from duly.replies.mail import read_mail
from duly.replies.matching import marks_of
from duly.replies.reading import as_document, read_message
from duly.replies.tokens import mail_token

SECRET = b"a secret of the test"
SENT = SentMail(key="k", rcpt_to="kim@acme.test", level="E2")
ENVID = mail_token(SECRET, key="k", purpose="envid")


def report(envid=ENVID, action="delivered", status="2.0.0"):
    return (
        "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\nOriginal-Envelope-Id: {envid}\n\n"
        f"Final-Recipient: rfc822; kim@acme.test\nAction: {action}\nStatus: {status}\n--b--\n"
    )


def happened(text, now, **more):
    (one,) = all_happened(text, now, **more)
    return one


def all_happened(text, now, *, aligned=False, rule="in_reply_to", is_mark_signed=True):
    document = as_document(read_message(text.encode()))
    document["authentication"]["aligned"] = aligned
    incoming = Incoming(
        document=document,
        source_id="ada:1:7",
        rule=rule,
        company_domains=frozenset({"acme.test"}),
        is_mark_signed=is_mark_signed,
    )
    return happenings_of(incoming, sent=SENT, secret=SECRET, now=now)


@pytest.mark.parametrize(
    ("text", "name", "level", "is_hint"),
    [
        (report(), "dispatch.delivered", "E3", False),
        (report(action="relayed"), "dispatch.noted", "E3", False),
        (report(action="failed", status="5.1.1"), "dispatch.bounced", None, False),
        (report(action="delayed", status="4.4.1"), "dispatch.noted", None, False),
        (report(envid="forged"), "dispatch.noted", None, True),
        (
            report(envid="forged", action="failed", status="5.1.1"),
            "dispatch.noted",
            None,
            True,
        ),
    ],
    ids=["delivered", "relayed", "failed", "delayed", "forged", "forged failure"],
)
def test_a_report_is_worth_its_event(text, name, level, is_hint, now):
    one = happened(text, now)
    assert (one.name, one.level, one.detail["is_hint"]) == (name, level, is_hint)
    assert one.source_id == "ada:1:7:0"


ANSWER = "From: kim@acme.test\nTo: ada@sender.test\nSubject: Re: Notice\n{more}\nWe confirm that your contract ends on 31 March 2026.\n"


@pytest.mark.parametrize(
    ("more", "aligned", "level", "by_machine"),
    [
        ("", True, "E6", False),
        ("", False, None, False),
        ("Auto-Submitted: auto-replied\n", True, "E5", True),
        ("Auto-Submitted: auto-replied\n", False, None, True),
    ],
)
def test_an_answer_is_worth_what_its_signature_is(
    more, aligned, level, by_machine, now
):
    one = happened(ANSWER.format(more=more), now, aligned=aligned)
    assert (one.name, one.level) == ("reply.received", level)
    assert one.detail["verdict"] == "confirmed"
    assert one.detail["effective_date"] == "2026-03-31"
    assert one.detail["by_machine"] is by_machine
    assert "confirm that" not in str(one.detail)


@pytest.mark.parametrize("rule", ["person", "sender_domain"])
def test_a_signed_mail_without_our_mark_raises_no_level(rule, now):
    """A newsletter of the company is signed as well, and the sender says that it is their answer."""
    assert happened(ANSWER.format(more=""), now, aligned=True, rule=rule).level is None


def test_a_signed_mail_whose_mark_is_not_signed_raises_no_level(now):
    text = ANSWER.format(more="")
    assert happened(text, now, aligned=True, is_mark_signed=False).level is None


def test_a_report_of_thousands_of_recipients_is_a_few_events_and_ours_is_among_them(
    now,
):
    ours = report(action="failed", status="5.1.1")
    head, group, end = ours.partition("Final-Recipient: rfc822; kim@acme.test\n")
    others = "".join(
        f"Final-Recipient: rfc822; u{number}@x.test\nAction: failed\nStatus: 5.1.1\n\n"
        for number in range(3000)
    )
    told = all_happened(head + others + group + end, now)
    assert len(told) == MOST_RECIPIENTS
    assert told[0].name == "dispatch.bounced"
    assert {one.name for one in told[1:]} == {"dispatch.noted"}
    assert len({one.source_id for one in told}) == len(told)


def test_a_stranger_who_signs_proves_nothing(now):
    text = ANSWER.format(more="").replace("kim@acme.test", "kim@stranger.test")
    assert happened(text, now, aligned=True).level is None


def test_a_receipt_is_a_hint(now):
    text = (
        'From: kim@acme.test\nSubject: Read\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary="b"\n\n'
        "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; kim@acme.test\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
    )
    one = happened(text, now)
    assert (one.name, one.level, one.detail["is_hint"]) == (
        "dispatch.noted",
        None,
        True,
    )


def test_the_document_holds_the_same_marks_as_the_mail():
    raw = b"From: kim@acme.test\nTo: ada+x@sender.test\nDelivered-To: b@sender.test\nIn-Reply-To: <m1@a.test>\nReferences: <m0@a.test> <m1@a.test>\nSubject: Re: Notice [D-1]\n\nx"
    assert marks_from(as_document(read_message(raw))) == marks_of(read_mail(raw))
