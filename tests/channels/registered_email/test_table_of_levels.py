"""The evidence levels and the retry policy, and the set of forged reports, each row by its name."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from duly.cases.leases import take_over_stale
from duly.cases.models import Case, Dispatch
from duly.cases.queries import due_dispatches
from duly.channels.registered_email.incoming import Incoming, happenings_of
from duly.replies.delivery_proof import SentMail
from duly.replies.reading import as_document, read_message
from duly.replies.tokens import mail_token
from tests.cases.test_take_mail import SECRET, key, report, sent, sent_by, take
from tests.cases.test_take_mail import transport as transport_of_the_mailbox
from tests.channels.registered_email.test_whole_way import (
    attempt,
    case,
    dispatch,
    last_event,
    now,
)

transport = transport_of_the_mailbox
__all__ = ["case", "dispatch", "key", "now", "sent", "take", "transport"]

KEY = "k"
ENVID = mail_token(SECRET, key=KEY, purpose="envid")


@dataclass(frozen=True, kw_only=True)
class Report:
    """A delivery report about kim@acme.test."""

    action: str
    status: str = "2.0.0"
    reporting: str = "mx.provider.test"
    envid: str = ENVID
    code: str = "250 ok"

    @property
    def raw(self) -> bytes:
        return (
            "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: report\nMIME-Version: 1.0\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; {self.reporting}\nOriginal-Envelope-Id: {self.envid}\n\n"
            f"Final-Recipient: rfc822; kim@acme.test\nAction: {self.action}\nStatus: {self.status}\n"
            f"Diagnostic-Code: smtp; {self.code}\n--b--\n"
        ).encode()


LOST = "lost connection with mx.acme.test while sending end of data"
LEVELS = [
    # row, level before, report, event, level told, does it take the acceptance back
    ("E2 then relayed", "E2", Report(action="relayed"), "noted", "E3", False),
    ("E2 then delivered", "E2", Report(action="delivered"), "delivered", "E3", False),
    (
        "E2 then delivered, says the recipient's MX: we never met it",
        "E2",
        Report(action="delivered", reporting="mx.acme.test"),
        "delivered",
        "E3",
        False,
    ),
    (
        "E4 then delivered, says a third party",
        "E4",
        Report(action="delivered"),
        "delivered",
        "E4",
        False,
    ),
    (
        "E4 then delivered, says the recipient's MX",
        "E4",
        Report(action="delivered", reporting="mx.acme.test"),
        "delivered",
        "E5",
        False,
    ),
    ("E4 then relayed", "E4", Report(action="relayed"), "noted", "E4", False),
    (
        "failed with class 5",
        "E2",
        Report(action="failed", status="5.1.1", code="550 5.1.1 no"),
        "bounced",
        None,
        True,
    ),
    (
        "failed with class 4 is final",
        "E2",
        Report(action="failed", status="4.4.1", code="connect timed out"),
        "bounced",
        None,
        True,
    ),
    (
        "late bounce after E4",
        "E4",
        Report(action="failed", status="5.2.2", code="552 5.2.2 full"),
        "bounced",
        None,
        True,
    ),
    (
        "4.4.2 after the dot is a doubt, never a refusal",
        "E2",
        Report(action="failed", status="4.4.2", code=LOST),
        "in_doubt",
        None,
        False,
    ),
    (
        "delayed",
        "E2",
        Report(action="delayed", status="4.7.1", code="450 4.7.1 greylisted"),
        "noted",
        None,
        False,
    ),
    (
        "without our secret, a hint",
        "E4",
        Report(action="delivered", reporting="mx.acme.test", envid="guess"),
        "noted",
        None,
        False,
    ),
]


@pytest.mark.parametrize(
    ("row", "before", "told", "event", "level", "supersedes"),
    LEVELS,
    ids=[row[0] for row in LEVELS],
)
def test_a_report_has_its_event_and_level(
    row, before, told, event, level, supersedes, now
):
    mail = SentMail(
        key=KEY, rcpt_to="kim@acme.test", level=before, mx_hosts={"mx.acme.test"}
    )
    incoming = Incoming(
        document=as_document(read_message(told.raw)), source_id="m", rule="token"
    )
    (one,) = happenings_of(incoming, sent=mail, secret=SECRET, now=now)
    assert (one.name, one.level) == (f"dispatch.{event}", level)
    assert one.detail["supersedes"] is supersedes
    assert one.detail["is_hint"] is (told.envid != ENVID)


# Minutes after the first try: 1, 5, 15, 30, 60 after each, then every two hours.
SCHEDULE = [0, 1, 6, 21, 51, 111, 231, 351]


@pytest.mark.django_db
@pytest.mark.real
def test_deferred_again_and_again_it_is_tried_by_the_schedule_and_given_up_after_two_days(
    server, dispatch, case, now
):
    server.fault = "450:rcpt"
    minute, tried = 0, []
    while (word := attempt(dispatch, now + timedelta(minutes=minute))) == "deferred":
        tried.append(minute)
        dispatch.refresh_from_db()
        wait = dispatch.next_attempt_at - (now + timedelta(minutes=minute))
        due = now + timedelta(minutes=minute) + wait
        assert due_dispatches(now=due - timedelta(seconds=1)) == []
        minute += int(wait.total_seconds()) // 60
    assert tried[: len(SCHEDULE)] == SCHEDULE
    assert {later - earlier for earlier, later in pairwise(tried[7:])} == {120}
    assert 46 * 60 < tried[-1] <= 48 * 60
    assert word == "refused"
    assert (
        "gave up after 48 hours"
        in last_event(case, "dispatch.refused").payload["because"]
    )
    assert server.stored == []
    proven = case.events.filter(name="dispatch.deferred", payload__is_proven=True)
    assert proven.count() == len(tried)


@pytest.mark.django_db
@pytest.mark.real
@pytest.mark.parametrize("fault", ["550:rcpt", "554:dot"])
def test_a_refusal_is_final_at_once(fault, server, dispatch, now):
    server.fault = fault
    assert attempt(dispatch, now) == "refused"
    assert due_dispatches(now=now + timedelta(days=9)) == []


@pytest.mark.django_db
@pytest.mark.real
def test_after_a_yes_it_is_never_sent_again(server, dispatch, now):
    assert attempt(dispatch, now) == "accepted"
    for days in range(5):
        at = now + timedelta(days=days)
        take_over_stale(now=at)
        assert due_dispatches(now=at) == []
        assert attempt(dispatch, at) == "not ours"
    assert len(server.stored) == 1


def changed(text: str, **pairs: tuple[str, str]) -> str:
    for old, new in pairs.values():
        assert old in text
        text = text.replace(old, new)
    return text


def forged(row: str, mine: Dispatch, other: Dispatch) -> str:
    """A report that claims that mine has arrived, and lacks the one secret, or has another's."""
    envid = mail_token(SECRET, key=mine.key, purpose="envid")
    orcpt = mail_token(SECRET, key=mine.key, purpose="orcpt")
    true = report(mine)
    line = f"Original-Envelope-Id: {envid}\n"
    return {
        "wrong ENVID": report(mine, envid="x" * 20),
        "no ENVID": changed(true, envid=(line, "")),
        "the reply token as ENVID": report(
            mine, envid=mail_token(SECRET, key=mine.key, purpose="reply")
        ),
        "the ORCPT secret as ENVID": report(mine, envid=orcpt),
        "a token of another secret": report(
            mine, envid=mail_token(b"a guess", key=mine.key, purpose="envid")
        ),
        "other recipient": changed(true, to=("rfc822; kim@", "rfc822; lee@")),
        "replay of another case's": report(
            mine, envid=mail_token(SECRET, key=other.key, purpose="envid")
        ),
    }[row]


FORGED = [
    "wrong ENVID",
    "no ENVID",
    "the reply token as ENVID",
    "the ORCPT secret as ENVID",
    "a token of another secret",
    "other recipient",
    "replay of another case's",
]


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["delivered", "failed"])
@pytest.mark.parametrize("row", FORGED)
def test_a_forged_report_changes_nothing_but_a_note(row, action, sent, take, now):
    other = sent_by(now)
    text = forged(row, sent, other)
    if action == "failed":
        text = changed(text, action=("delivered", "failed"), status=("2.0.0", "5.1.1"))
    before = {one.pk: (one.outcome, state_of(one)) for one in (sent, other)}
    # Addressed to the case, so that it is found however little it proves.
    token = mail_token(SECRET, key=sent.key, purpose="reply")
    take(text.replace("ada@sender.test", f"ada+{token}@sender.test"))
    for one in (sent, other):
        one.refresh_from_db()
        assert (one.outcome, state_of(one)) == before[one.pk]
    new = sent.case.events.order_by("-seq").first()
    assert (new.name, new.level, new.payload["is_hint"]) == ("dispatch.noted", "", True)
    assert other.case.events.order_by("-seq").first().name == "dispatch.accepted"


def state_of(dispatch: Dispatch) -> str:
    return Case.objects.get(pk=dispatch.case_id).state
