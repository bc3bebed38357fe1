"""Incoming mail: kept first, matched by our marks, and worth what its proof is worth."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from duly.cases import inbox
from duly.cases.actions import take_mail as taking
from duly.cases.actions import tell_mail as telling
from duly.cases.actions.draft import open_case
from duly.cases.actions.take_mail import take_mail, take_waiting
from duly.cases.actions.tell_mail import Reader
from duly.cases.files import read_file
from duly.cases.models import Case, Dispatch
from duly.cases.record import record_anyway
from duly.cases.sendings import open_sendings
from duly.cases.vault import encrypt, wrapping_key
from duly.channels import Refused
from duly.channels.registered_email.dns_answers import TxtAnswers
from duly.channels.registered_email.settings import Settings
from duly.replies.reading import as_document, read_message
from duly.replies.tokens import mail_token
from tests.cases.conftest import DOCUMENT
from tests.cases.test_letter import names, press_send

pytestmark = pytest.mark.django_db

SECRET = b"a secret of the test"
TO = "kim@acme.test"
Take = Callable[..., str]


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key: rsa.RSAPrivateKey) -> str:
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def signed(text: str, key: rsa.RSAPrivateKey, *, domain: str = "acme.test") -> bytes:
    raw = text.replace("\n", "\r\n").encode()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    made: bytes = dkim.sign(raw, b"s1", domain.encode(), pem)
    return made + raw


@pytest.fixture
def sent(db: None, monkeypatch: pytest.MonkeyPatch, now: datetime) -> Dispatch:
    """Ada's letter, taken by her provider (E2)."""
    for name, value in {
        "FROM": "ada@sender.test",
        "HOST": "127.0.0.1",
        "TLS": "none",
        "TOKEN_SECRET": SECRET.decode(),
    }.items():
        monkeypatch.setenv(f"DULY_REGISTERED_EMAIL_{name}", value)
    return sent_by(now)


def sent_by(now: datetime, **changes: Any) -> Dispatch:
    document = {
        **DOCUMENT,
        "channel": "registered_email",
        "recipient": {"name": "Acme", "email": TO},
        **changes,
    }
    case = open_case(document, now=now).case
    dispatch = press_send(case, now, channel="registered_email")
    Dispatch.objects.filter(pk=dispatch.pk).update(outcome="accepted")
    record_anyway(
        case,
        "dispatch.accepted",
        at=now,
        level="E2",
        payload={"dispatch": dispatch.pk, "channel": "registered_email"},
    )
    dispatch.refresh_from_db()
    return dispatch


@pytest.fixture
def transport() -> str:
    return "submission"


@pytest.fixture
def take(now: datetime, key: rsa.RSAPrivateKey, transport: Any) -> Take:
    def read(raw: bytes, **options: Any) -> dict[str, Any]:
        return as_document(read_message(raw, **options))

    def ask(asked: list[str]) -> TxtAnswers:
        keys = {name: published(key) for name in asked if name.startswith("s1.")}
        return TxtAnswers(texts=keys, resolver="192.0.2.53", dnssec=tuple(keys))

    reader = Reader(
        settings=Settings(
            transport=transport,
            from_address="ada@sender.test",
            token_secret=SECRET,
        ),
        read=read,
        ask=ask,
    )

    def take_one(raw: bytes | str, *, source_id: str = "ada:1:7") -> str:
        octets = raw if isinstance(raw, bytes) else raw.encode()
        return take_mail(octets, source_id=source_id, reader=reader, now=now).word

    take_one.reader = reader  # type: ignore[attr-defined]
    return take_one


def report(
    dispatch: Dispatch,
    *,
    action: str = "delivered",
    status: str = "2.0.0",
    envid: str | None = None,
    code: str = "250 ok",
) -> str:
    identity = open_sendings(from_address="ada@sender.test", now=dispatch.intent_at)[
        0
    ].marks.message_id
    envid = envid or mail_token(SECRET, key=dispatch.key, purpose="envid")
    return (
        "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\nOriginal-Envelope-Id: {envid}\n\n"
        f"Final-Recipient: rfc822; {TO}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {code}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {identity}\nTo: {TO}\n\n--b--\n"
    )


def answer(
    dispatch: Dispatch,
    words: str,
    *,
    from_address: str = "service@acme.test",
    to: str | None = None,
) -> str:
    token = mail_token(SECRET, key=dispatch.key, purpose="reply")
    return (
        f"From: {from_address}\nTo: {to or f'ada+{token}@sender.test'}\nDate: Mon, 02 Mar 2026 12:00:00 +0000\n"
        f"Subject: Your notice\nMessage-ID: <a1@acme.test>\n\nDear customer,\n\n{words}\n"
    )


YES = "We confirm that your contract ends on 14 December 2026."


def fresh(dispatch: Dispatch) -> Case:
    return Case.objects.get(pk=dispatch.case_id)


def last(dispatch: Dispatch) -> Any:
    return dispatch.case.events.order_by("-seq").first()


def test_a_report_of_delivery_with_our_secret_counts(
    sent: Dispatch, take: Take
) -> None:
    assert take(report(sent)) == "told"
    assert fresh(sent).state == "delivered"
    assert last(sent).level == "E3"
    (mail,) = sent.case.exhibits.filter(kind="mail")
    assert read_file(sent.case, mail.sha256) == report(sent).encode()
    assert mail.event_seq == last(sent).seq
    assert not list(inbox.waiting())


def test_the_same_mail_twice_is_one_event(sent: Dispatch, take: Take) -> None:
    take(report(sent))
    count = sent.case.events.count()
    assert take(report(sent)) == "known"
    assert sent.case.events.count() == count
    assert sent.case.exhibits.filter(kind="mail").count() == 1


@pytest.mark.parametrize(
    ("action", "status"), [("delivered", "2.0.0"), ("failed", "5.1.1")]
)
def test_a_forged_report_changes_nothing(
    action: str, status: str, sent: Dispatch, take: Take
) -> None:
    take(report(sent, envid="forged", action=action, status=status))
    assert fresh(sent).state == "sent"
    assert last(sent).name == "dispatch.noted"
    assert last(sent).payload["is_hint"] is True
    assert last(sent).level == ""
    sent.refresh_from_db()
    assert sent.outcome == "accepted"


def test_a_late_bounce_takes_the_acceptance_back(sent: Dispatch, take: Take) -> None:
    take(report(sent, action="failed", status="5.1.1", code="550 5.1.1 no such user"))
    assert fresh(sent).state == "came_back"
    assert last(sent).name == "dispatch.bounced"
    assert last(sent).payload["supersedes"] is True
    assert last(sent).payload["reason"] == "address_dead"


def test_a_report_of_delay_leaves_the_case_sent(sent: Dispatch, take: Take) -> None:
    take(report(sent, action="delayed", status="4.7.1"))
    assert fresh(sent).state == "sent"
    assert last(sent).payload["action"] == "delayed"


@pytest.mark.parametrize(
    ("action", "status", "code", "state", "outcome"),
    [
        ("delivered", "2.0.0", "250 ok", "delivered", "accepted"),
        ("failed", "5.1.1", "550 no such user", "came_back", "refused"),
        (
            "failed",
            "4.4.2",
            "lost connection while sending end of data",
            "in_doubt",
            "in_doubt",
        ),
    ],
)
def test_a_report_settles_a_doubt(
    action: str,
    status: str,
    code: str,
    state: str,
    outcome: str,
    sent: Dispatch,
    take: Take,
) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(outcome="in_doubt")
    take(report(sent, action=action, status=status, code=code))
    sent.refresh_from_db()
    assert (fresh(sent).state, sent.outcome) == (state, outcome)


def test_after_a_true_report_of_failure_nobody_can_write_one_of_delivery(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    """The sender finds the identifier in the first report, which lies in the proof."""
    take(report(sent, action="failed", status="5.1.1", code="550 no such user"))
    take(report(sent), source_id="ada:1:8")
    event = last(sent)
    assert (event.name, event.level) == ("dispatch.noted", "")
    assert event.payload["is_hint"] is True
    assert fresh(sent).state == "came_back"
    # Sent once more and taken, a report of that counts again.
    record_anyway(
        sent.case,
        "dispatch.accepted",
        at=now,
        level="E2",
        payload={"dispatch": sent.pk, "channel": "registered_email"},
    )
    take(report(sent) + "\nanother\n", source_id="ada:1:9")
    assert (last(sent).name, last(sent).level) == ("dispatch.delivered", "E3")


def test_a_connection_lost_after_the_body_raises_a_doubt(
    sent: Dispatch, take: Take
) -> None:
    code = "lost connection with mx.test while sending end of data"
    take(report(sent, action="failed", status="4.4.2", code=code))
    sent.refresh_from_db()
    assert (fresh(sent).state, sent.outcome) == ("in_doubt", "in_doubt")


def test_a_signed_confirmation_with_the_computed_day_confirms(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    assert take(signed(answer(sent, YES), key)) == "told"
    event = last(sent)
    assert (event.name, event.level) == ("reply.confirmed", "E6")
    assert event.payload["matches"] == "equal"
    assert event.payload["confirmed_end"] == "2026-12-14"
    assert fresh(sent).state == "confirmed"
    answers = sent.case.exhibits.get(kind="dns_answers")
    assert b"s1._domainkey.acme.test" in read_file(sent.case, answers.sha256)
    reading = sent.case.exhibits.get(kind="mail_reading")
    told = json.loads(read_file(sent.case, reading.sha256))["authentication"]["dns"]
    assert told["resolver"] == "192.0.2.53"
    assert told["dnssec"] == ["s1._domainkey.acme.test"]
    assert told["asked_at"].startswith("2026-03-02T10:00:00")


@pytest.mark.parametrize(
    "laid_on",
    [
        "Delivered-To: ada+{token}@sender.test",
        "To: ada+{token}@sender.test",
        "Subject: Your notice {reference}",
        "In-Reply-To: {message_id}",
        "References: <m0@acme.test> {message_id}",
    ],
)
def test_our_mark_laid_on_a_mail_that_the_company_signed_proves_nothing(
    laid_on: str, sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    (sending,) = open_sendings(from_address="ada@sender.test", now=sent.intent_at)
    mark = laid_on.format(
        token=mail_token(SECRET, key=sent.key, purpose="reply"),
        reference=sent.case.reference,
        message_id=sending.marks.message_id,
    )
    genuine = signed(answer(sent, YES, to="cleo@sender.test"), key)
    assert take(f"{mark}\r\n".encode() + genuine) == "told"
    event = last(sent)
    assert (event.name, event.level) == ("reply.received", "")
    assert (event.payload["aligned"], event.payload["mark_signed"]) == (True, False)


def test_a_mark_in_the_subject_that_the_company_signed_counts(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    text = answer(sent, YES, to="ada@sender.test").replace(
        "Subject: Your notice", f"Subject: Re: [{sent.case.reference}] notice"
    )
    assert take(signed(text, key)) == "told"
    assert (last(sent).name, last(sent).level) == ("reply.confirmed", "E6")


@pytest.mark.parametrize("domain", ["libero.it", "gmail.com"])
def test_a_mailbox_where_anybody_may_have_one_speaks_for_no_company(
    domain: str, now: datetime, sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    recipient = {"name": "Gym", "email": f"gym@{domain}"}
    mine = sent_by(now, recipient=recipient, identifiers={"member_id": "another"})
    raw = answer(mine, YES, from_address=f"stranger@{domain}")
    assert take(signed(raw, key, domain=domain)) == "told"
    assert (last(mine).name, last(mine).level) == ("reply.received", "")


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        (YES, "equal"),
        ("We confirm that your contract ends on 14 December 2027.", "later"),
        ("We confirm that your contract ends on 1 April 2026.", "earlier"),
        ("We confirm the termination of your contract.", "no_date"),
    ],
)
def test_an_unsigned_confirmation_is_compared_and_closes_nothing(
    words: str, matches: str, sent: Dispatch, take: Take
) -> None:
    take(answer(sent, words))
    event = last(sent)
    assert (event.name, event.level) == ("reply.received", "")
    assert event.payload["matches"] == matches
    assert fresh(sent).state == "answered"


def test_a_signed_confirmation_of_a_later_end_closes_nothing(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    words = "We confirm that your contract ends on 14 December 2027."
    take(signed(answer(sent, words), key))
    assert last(sent).name == "reply.received"
    assert last(sent).payload["matches"] == "later"


def test_a_confirmation_signed_by_a_stranger_closes_nothing(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    text = answer(sent, YES, from_address="service@elsewhere.test")
    take(signed(text, key, domain="elsewhere.test"))
    assert (last(sent).name, last(sent).level) == ("reply.received", "")


def test_the_senders_domain_alone_only_suggests(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey
) -> None:
    text = answer(sent, YES, to="ada@sender.test")
    assert take(signed(text, key)) == "suggested"
    assert last(sent).name == "reply.suggested"
    assert fresh(sent).state == "sent"


@pytest.mark.parametrize("transport", ["direct_mx", "esp"])
def test_a_mailbox_of_many_shows_nobody_a_mail_by_its_domain_alone(
    sent: Dispatch, take: Take, key: rsa.RSAPrivateKey, transport: str
) -> None:
    text = answer(sent, YES, to="ada@sender.test")
    assert take(signed(text, key)) == "set aside"
    assert last(sent).name != "reply.suggested"


def test_mail_of_no_case_is_set_aside_and_nothing_is_told(
    sent: Dispatch, take: Take
) -> None:
    count = sent.case.events.count()
    text = answer(sent, YES, from_address="a@stranger.test", to="ada@sender.test")
    assert take(text, source_id="pipe:1") == "set aside"
    assert sent.case.events.count() == count
    assert inbox.count_set_aside() >= 1


def test_an_unreadable_mail_with_our_mark_asks_a_person(
    sent: Dispatch, take: Take
) -> None:
    bomb = answer(sent, "x") + "\nContent-Type: multipart/mixed\n" * 2000
    assert take(bomb) == "told"
    assert last(sent).payload["verdict"] == "unparsed"
    (mail,) = sent.case.exhibits.filter(kind="mail")
    assert read_file(sent.case, mail.sha256) == bomb.encode()


def test_the_event_of_an_answer_holds_none_of_its_words(
    sent: Dispatch, take: Take
) -> None:
    take(answer(sent, YES))
    assert "confirm that" not in str(last(sent).payload)
    reading = sent.case.exhibits.get(kind="mail_reading")
    assert b"confirm that your contract ends" in read_file(sent.case, reading.sha256)


@pytest.mark.parametrize(
    "step", ["read", "open_sendings", "note_happenings", "keep_exhibit", "forget_raw"]
)
def test_a_crash_at_any_step_loses_no_mail_and_tells_it_once(
    step: str,
    sent: Dispatch,
    take: Take,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    reader = take.reader  # type: ignore[attr-defined]
    broken = replace(reader, read=die) if step == "read" else reader
    with monkeypatch.context() as patched:
        if step != "read":
            where = taking if hasattr(taking, step) else telling
            patched.setattr(where, step, die)
        with pytest.raises(Killed):
            take_mail(report(sent).encode(), source_id="m", reader=broken, now=now)
    take_waiting(reader=reader, now=now)
    assert names(fresh(sent)).count("dispatch.delivered") == 1
    assert sent.case.exhibits.filter(kind="mail").count() == 1
    assert "m" not in [mail.source_id for mail in inbox.waiting()]


def test_the_same_octets_by_another_way_are_one_event(
    sent: Dispatch, take: Take
) -> None:
    take(report(sent), source_id="you@gmail.test:1:7")
    count = sent.case.events.count()
    assert take(report(sent), source_id="you@gmail.test:1:7") == "known"
    assert take(report(sent), source_id="you@gmail.test:2:1") == "known"
    assert take(report(sent), source_id="lmtp:abc") == "known"
    assert sent.case.events.count() == count
    assert sent.case.exhibits.filter(kind="mail").count() == 1


def test_another_answer_from_the_same_mailbox_is_another_event(
    sent: Dispatch, take: Take
) -> None:
    take(answer(sent, "Dear Ada"), source_id="you@gmail.test:1:7")
    assert take(answer(sent, YES), source_id="you@gmail.test:1:8") == "told"
    assert names(fresh(sent)).count("reply.received") == 2


def test_the_recipient_of_the_envelope_carries_the_case_as_well(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    token = mail_token(SECRET, key=sent.key, purpose="reply")
    raw = answer(sent, YES, from_address="a@stranger.test", to="desk@sender.test")
    kept = inbox.Kept(
        source_id="lmtp:1",
        raw=raw.encode(),
        recipients=(f"ada+{token}@sender.test",),
    )
    inbox.keep_raw(kept)
    reader = take.reader  # type: ignore[attr-defined]
    assert taking.take_kept(kept, reader=reader, now=now).word == "told"
    assert last(sent).payload["matched_by"] == "reply_token"


def test_a_message_made_by_the_service_never_passes_for_the_original(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    kept = inbox.Kept(
        source_id="esp:1", raw=answer(sent, YES).encode(), is_rebuilt=True
    )
    inbox.keep_raw(kept)
    take_waiting(reader=take.reader, now=now)  # type: ignore[attr-defined]
    assert last(sent).payload["rebuilt_by"] == "service"
    assert not sent.case.exhibits.filter(kind="mail").exists()
    (paper,) = sent.case.exhibits.filter(kind="mail_rebuilt")
    assert paper.name == "rebuilt-by-the-service-answer.eml"


def test_a_damaged_mail_in_the_inbox_holds_up_no_other(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    inbox.keep_raw(inbox.Kept(source_id="damaged", raw=b"x"))
    inbox.keep_raw(inbox.Kept(source_id="good", raw=report(sent).encode()))
    name = inbox.Kept(source_id="damaged", raw=b"x").name
    path = Path(default_storage.path(f"{inbox.NEW}/{name}"))
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    try:
        assert take_waiting(reader=take.reader, now=now) == 1  # type: ignore[attr-defined]
    finally:
        path.unlink()


def test_a_mail_kept_by_an_earlier_version_is_read(
    sent: Dispatch, take: Take, now: datetime
) -> None:
    mail = inbox.Kept(source_id="m", raw=report(sent).encode())
    path = f"{inbox.NEW}/{mail.name}"
    plain = b'"m"\n' + mail.raw
    default_storage.save(
        path, ContentFile(encrypt(wrapping_key(), plain, bound_to=path))
    )
    assert take_waiting(reader=take.reader, now=now) == 1  # type: ignore[attr-defined]
    assert last(sent).name == "dispatch.delivered"


def test_a_paper_of_a_mail_says_by_which_way_it_came(
    sent: Dispatch, take: Take
) -> None:
    take(report(sent), source_id="lmtp:7")
    take(report(sent), source_id="pipe:7")
    (paper,) = sent.case.exhibits.filter(kind="mail")
    assert paper.source_id.startswith("lmtp:")


def test_a_mail_that_cannot_be_told_holds_up_no_other(
    sent: Dispatch, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("there is no e-mail address of the recipient")

    monkeypatch.setattr(telling, "sent_mail", refuse)
    assert take(report(sent), source_id="pipe:9") == "set aside"
    assert "pipe:9" in [mail.source_id for mail in inbox.waiting(inbox.SET_ASIDE)]
