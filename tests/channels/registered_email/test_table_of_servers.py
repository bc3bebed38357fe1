"""The table of real servers: case by transport, the event and level at once, and what comes back later."""

from dataclasses import replace
from functools import partial

import pytest

from duly.channels.registered_email.direct_mx import deliver
from duly.channels.registered_email.dns_answers import MxAnswer
from duly.channels.registered_email.incoming import Incoming, happenings_of
from duly.replies.delivery_proof import SentMail
from duly.replies.reading import as_document, read_message
from tests.channels.registered_email.test_real_servers import (
    PREFIX,
    SECRET,
    own_mailbox,
    send,
    straight,
)
from tests.ports import free_port

__all__ = ["own_mailbox", "straight"]

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("postfix")]

MX = "mx.acme.test"
TO = {
    "delivered": "kim@acme.test",
    "MX without DSN": "kim@acme.test.nodsn.test",
    "unknown user": "nobody@acme.test",
    "content refused": "kim@acme.test",
    "greylist": "later@acme.test",
    "host down": "kim@gone.test",
}

AT_ONCE = [
    # case, outcome, event, level, step of the talk, enhanced status, are reports offered
    ("delivered", "accepted_by_mx", "accepted", "E4", "end_of_data", "2.0.0", True),
    (
        "MX without DSN",
        "accepted_by_mx",
        "accepted",
        "E4",
        "end_of_data",
        "2.0.0",
        False,
    ),
    ("unknown user", "refused", "refused", "E1", "rcpt", "5.1.1", True),
    ("content refused", "refused", "refused", "E1", "end_of_data", "5.7.1", True),
    ("greylist", "deferred", "deferred", "E1", "rcpt", "4.7.1", True),
    ("host down", "not_sent", "deferred", "E1", "connect", None, False),
]


@pytest.mark.parametrize(
    ("case", "outcome", "event", "level", "stage", "enhanced", "reports"),
    AT_ONCE,
    ids=[row[0] for row in AT_ONCE],
)
def test_direct_to_the_mx_we_hold(
    case, outcome, event, level, stage, enhanced, reports, mx_of, letter, now
):
    mx_of(case)
    subject = "FORBIDDEN" if case == "content refused" else "Notice"
    sent, announced = send(
        replace(letter, subject=subject), now, key=f"mx {case}", to=TO[case]
    )
    told = sent.happened
    assert (told.name, told.level) == (f"dispatch.{event}", level)
    assert told.detail["outcome"] == outcome
    assert (told.detail["stage"], told.detail["enhanced"]) == (stage, enhanced)
    assert told.detail["dsn_offered"] is reports
    assert told.detail["by"] == "mx"
    if level == "E4":
        assert told.detail["queue_id"]
        assert told.detail["tls"] == "TLSv1.3"
        assert len(told.detail["certificate_sha256"]) == 64
        assert announced["message_sha256"] == told.detail["message_sha256"]


@pytest.fixture
def mx_of(straight, monkeypatch):
    """Make the domain's MX the server of the case."""
    ports = {"MX without DSN": straight.plain, "host down": free_port()}

    def choose(case):
        monkeypatch.setenv(PREFIX + "PORT", str(ports.get(case, straight.port)))

    return choose


LATER = [
    # case, transport, then each report: action, status, event, level
    ("delivered", "submission", [("delivered", "2.0.0", "delivered", "E3")]),
    ("MX without DSN", "submission", [("relayed", "2.0.0", "noted", "E3")]),
    ("unknown user", "submission", [("failed", "5.1.1", "bounced", None)]),
    ("content refused", "submission", [("failed", "5.7.1", "bounced", None)]),
    (
        "greylist",
        "submission",
        [
            ("delayed", "4.7.1", "noted", None),
            ("delivered", "2.0.0", "delivered", "E3"),
        ],
    ),
    (
        "host down",
        "submission",
        [("delayed", "4.4.1", "noted", None), ("failed", "4.4.1", "bounced", None)],
    ),
    ("delivered", "direct_mx", [("delivered", "2.0.0", "delivered", "E5")]),
]


@pytest.mark.parametrize(
    ("case", "transport", "reports"),
    LATER,
    ids=[f"{case} by {transport}" for case, transport, _ in LATER],
)
def test_later_there_comes_back(case, transport, reports, request, letter, now):
    request.getfixturevalue("straight" if transport == "direct_mx" else "own_mailbox")
    ours, _ = request.getfixturevalue("postfixes")
    subject = "FORBIDDEN" if case == "content refused" else "Notice"
    key = f"later {case} {transport}"
    sent, announced = send(replace(letter, subject=subject), now, key=key, to=TO[case])
    level = {"submission": "E2", "direct_mx": "E4"}[transport]
    assert (sent.happened.name, sent.happened.level) == ("dispatch.accepted", level)
    marks = f"Original-Envelope-Id: {announced['envid']}".encode()
    mails = ours.mails("ada", at_least=len(reports), holding=marks)
    told = [
        told_by(
            raw, SentMail(key=key, rcpt_to=TO[case], level=level, mx_hosts={MX}), now
        )
        for raw in mails
    ]
    assert sorted(told, key=str) == sorted(reports, key=str)


def told_by(raw, sent, now):
    """Action, status, event and level of one report, by what the core would record."""
    document = as_document(read_message(raw))
    incoming = Incoming(document=document, source_id="ada:1:7", rule="token")
    (one,) = happenings_of(incoming, sent=sent, secret=SECRET.encode(), now=now)
    assert one.detail["is_hint"] is False
    (recipient,) = document["recipients"]
    event = one.name.removeprefix("dispatch.")
    return recipient["action"], recipient["status"], event, one.level


def test_a_failure_of_class_four_is_final_and_takes_the_acceptance_back(
    own_mailbox, letter, now
):
    key = "class four"
    _, announced = send(letter, now, key=key, to=TO["host down"])
    marks = f"Original-Envelope-Id: {announced['envid']}".encode()
    mails = own_mailbox.mails("ada", at_least=2, holding=marks)
    (raw,) = [raw for raw in mails if b"Action: failed" in raw]
    document = as_document(read_message(raw))
    (one,) = happenings_of(
        Incoming(document=document, source_id="ada:1:8", rule="token"),
        sent=SentMail(key=key, rcpt_to=TO["host down"], level="E2"),
        secret=SECRET.encode(),
        now=now,
    )
    assert document["recipients"][0]["class"] == "temporary"
    assert one.detail["supersedes"] is True


def test_without_reports_no_report_comes_and_that_means_nothing(
    mx_of, postfixes, letter, now
):
    ours, theirs = postfixes
    mx_of("MX without DSN")
    sent, announced = send(letter, now, key="silent", to=TO["MX without DSN"])
    assert theirs.mails("kim", holding=announced["message_id"].encode())
    assert sent.happened.level == "E4"
    # Another mail's report, asked for afterwards, has come: this one's would be here too.
    mx_of("delivered")
    _, after = send(letter, now, key="not silent")
    assert ours.mails("ada", holding=after["envid"].encode())
    assert ours.mails("ada", at_least=0, holding=announced["envid"].encode()) == []


def test_a_second_server_of_the_domain_is_asked_where_the_first_greylists(
    straight, letter, now, monkeypatch
):
    """4xx by one server leaves the next to be asked; only when all defer is the round over."""
    answer = MxAnswer(
        domain="acme.test",
        hosts=("127.0.0.1", "localhost"),
        answers=("10 127.0.0.1.", "20 localhost."),
        ad=False,
        resolver="none",
    )
    monkeypatch.setattr(
        "duly.channels.registered_email.sending.deliver",
        partial(deliver, lookup=lambda _: answer),
    )
    sent, _ = send(letter, now, key="both", to="grey@acme.test")
    talk = sent.artefacts[1].content
    assert sent.happened.detail["outcome"] == "deferred"
    assert talk.count(b"450 4.7.1") == 2
