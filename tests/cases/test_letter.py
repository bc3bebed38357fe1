"""One letter from the draft to the proof, with the real database and the drop box."""

import io
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from duly.cases.actions import attempt as attempting
from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.bundle import NothingSealed, issue_bundle
from duly.cases.actions.dispatch import call_off, send_case, settle
from duly.cases.actions.draft import OpenedCase, change_case, draft_of, open_case
from duly.cases.actions.erase import erase_case
from duly.cases.actions.seal import Blocked, Changed, review
from duly.cases.leases import take_over_stale
from duly.cases.models import Case, Dispatch, LogLeaf
from duly.cases.queries import case_by_token, case_page, due_dispatches, public_seal
from duly.cases.record import Stale, broken_link, record
from duly.cases.vault import Erased
from duly.channels import InDoubt, Refused, Unavailable
from duly.channels import channel as find_channel
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle

pytestmark = pytest.mark.django_db

Clock = Callable[[], datetime]


def names(case: Case) -> list[str]:
    return list(case.events.order_by("seq").values_list("name", flat=True))


def press_send(
    case: Case, now: datetime, *, key: str = "press-1", channel: str = "drop_box"
) -> Dispatch:
    looked = review(case, now=now)
    assert looked.letter is not None, looked.findings
    return send_case(
        case,
        channel=channel,
        key=key,
        reviewed_sha256=looked.letter.reviewed_sha256,
        now=now,
    )


def attempt(dispatch: Dispatch, clock: Clock) -> str:
    dispatch.refresh_from_db()
    return attempt_dispatch(
        dispatch.pk, attempt_no=dispatch.attempt_no, owner="test", clock=clock
    )


def test_the_whole_way(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock, home: Path
) -> None:
    dispatch = press_send(opened.case, now)
    assert attempt(dispatch, clock) == "accepted"
    case = case_by_token(opened.token)
    assert case is not None
    assert names(case) == [
        "case.opened",
        "deadline.set",
        "letter.checked",
        "letter.sealed",
        "dispatch.intended",
        "dispatch.attempted",
        "dispatch.accepted",
    ]
    assert case.state == "sent"
    assert broken_link(case) is None
    (message,) = drop_box.glob("*.eml")
    assert message_from_bytes(message.read_bytes())["Subject"]
    verdict = verify_bundle(
        issue_bundle(case, now=now), roots=open_keys(home / "keys", now=now).roots
    )
    assert verdict.ok, [check for check in verdict.checks if not check.ok]
    assert verdict.grade == "self"
    letter = case.letters.get()
    assert verdict.letter_sha256 == letter.letter_sha256
    assert public_seal(case.reference) == (letter.letter_sha256, now)


def test_a_second_press_sends_one_letter(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    first = press_send(opened.case, now)
    assert press_send(opened.case, now) == first
    assert press_send(opened.case, now, key="another window") == first
    assert attempt(first, clock) == "accepted"
    assert attempt(first, clock) == "not ours"
    assert press_send(opened.case, now, key="much later") == first
    assert len(list(drop_box.glob("*.eml"))) == 1


def test_two_workers_with_one_dispatch_send_it_once(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    dispatch = press_send(opened.case, now)
    outcomes = [
        attempt_dispatch(dispatch.pk, attempt_no=1, owner=owner, clock=clock)
        for owner in ("one", "two")
    ]
    assert outcomes == ["accepted", "not ours"]


def test_words_changed_after_the_look_are_not_sent(
    opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    looked = review(opened.case, now=now)
    assert looked.letter is not None
    change_case(
        opened.case,
        {**draft_of(opened.case), "free_text": "One more sentence."},
        version=opened.case.version,
        now=now,
    )
    with pytest.raises(Changed):
        send_case(
            opened.case,
            channel="drop_box",
            key="k",
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=now,
        )
    assert "letter.sealed" not in names(opened.case)


def test_two_windows_changing_one_case_are_told(
    opened: OpenedCase, now: datetime
) -> None:
    version = opened.case.version
    other = Case.objects.get(pk=opened.case.pk)
    change_case(
        opened.case,
        {**draft_of(opened.case), "free_text": "A."},
        version=version,
        now=now,
    )
    with pytest.raises(Stale):
        change_case(
            other, {**draft_of(other), "free_text": "B."}, version=version, now=now
        )
    assert draft_of(Case.objects.get(pk=other.pk))["free_text"] == "A."


def test_a_full_disk_at_the_seal_leaves_no_half_case(
    opened: OpenedCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = review(opened.case, now=now)
    assert looked.letter is not None

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("duly.cases.actions.seal.put_file", full)
    with pytest.raises(OSError, match="No space"):
        send_case(
            opened.case,
            channel="drop_box",
            key="k",
            reviewed_sha256=looked.letter.reviewed_sha256,
            now=now,
        )
    monkeypatch.undo()
    assert "letter.sealed" not in names(opened.case)
    assert not Dispatch.objects.exists()
    assert press_send(opened.case, now).outcome == "intended"


@pytest.mark.parametrize(
    ("failure", "outcome", "state"),
    [
        (Refused("550 no such user"), "refused", "refused"),
        (Unavailable("connection refused"), "deferred", "waiting_to_go"),
        (InDoubt("the connection broke after the dot"), "in_doubt", "in_doubt"),
    ],
)
def test_each_failure_has_its_own_state(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    outcome: str,
    state: str,
) -> None:
    dispatch = press_send(opened.case, now)
    monkeypatch.setattr(attempting, "_send", raising(failure))
    assert attempt(dispatch, clock) == outcome
    case = Case.objects.get(pk=opened.case.pk)
    assert case.state == state
    dispatch.refresh_from_db()
    assert dispatch.lease_owner == ""


def raising(failure: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise failure

    return fail


def test_in_doubt_is_never_sent_again_by_itself(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatch = press_send(opened.case, now)
    monkeypatch.setattr(attempting, "_send", raising(InDoubt("cut off")))
    attempt(dispatch, clock)
    monkeypatch.undo()
    later = now + timedelta(days=30)
    take_over_stale(now=later)
    assert due_dispatches(now=later) == []
    settle(dispatch, verdict="resend", now=later)
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(drop_box))
    assert attempt(dispatch, clock) == "accepted"


def test_a_dead_worker_is_taken_over_and_nothing_goes_twice(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worker dies after the message was written and before the outcome was."""
    dispatch = press_send(opened.case, now)

    def die(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(attempting, "accept", die)
    with pytest.raises(KeyboardInterrupt):
        attempt(dispatch, clock)
    monkeypatch.undo()
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(drop_box))
    assert take_over_stale(now=now) == 0
    assert take_over_stale(now=now + timedelta(hours=1)) == 1
    assert (
        attempt_dispatch(dispatch.pk, attempt_no=1, owner="ghost", clock=clock)
        == "not ours"
    )
    assert attempt(dispatch, clock) == "accepted"
    assert len(list(drop_box.glob("*.eml"))) == 1


def test_a_channel_that_cannot_be_asked_is_in_doubt_after_a_crash(
    opened: OpenedCase,
    drop_box: Path,
    now: datetime,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispatch = press_send(opened.case, now)
    channel = find_channel("drop_box")
    monkeypatch.setattr(type(channel), "idempotent", False)
    monkeypatch.setattr(type(channel), "searchable", False)
    monkeypatch.setattr(type(channel), "find", lambda self, key: None)
    attempting.note(dispatch, attempting.Happening(name="dispatch.attempted", at=now))
    assert attempt(dispatch, clock) == "in_doubt"
    assert list(drop_box.glob("*.eml")) == []


def test_a_sending_can_be_called_off_before_it_goes(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    dispatch = press_send(opened.case, now)
    call_off(dispatch, now=now)
    assert attempt(dispatch, clock) == "not ours"
    assert list(drop_box.glob("*.eml")) == []


def test_a_stale_row_writes_no_event(opened: OpenedCase, now: datetime) -> None:
    other = Case.objects.get(pk=opened.case.pk)
    record(opened.case, "exhibit.added", at=now)
    with pytest.raises(Stale):
        record(other, "exhibit.added", at=now)


def test_a_changed_event_breaks_the_chain(opened: OpenedCase, now: datetime) -> None:
    record(opened.case, "exhibit.added", at=now)
    event = opened.case.events.order_by("seq")[1]
    event.payload = {"kind": "forged"}
    event.save()
    assert broken_link(opened.case) == event.seq


def test_no_event_and_no_row_holds_the_person(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    attempt(press_send(opened.case, now), clock)
    for event in opened.case.events.all():
        assert "Ada Vale" not in str(event.payload)
        assert "example.com" not in str(event.payload)
    assert b"Ada Vale" not in bytes(Case.objects.get(pk=opened.case.pk).sealed_draft)


def test_erasing_deletes_key_words_files_link_and_salt(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    attempt(press_send(opened.case, now), clock)
    case = Case.objects.get(pk=opened.case.pk)
    issue_bundle(case, now=now)
    erase_case(case, now=now)
    assert case_by_token(opened.token) is None
    with pytest.raises(Erased):
        draft_of(case)
    assert broken_link(case) is None
    assert [bytes(leaf.salt) for leaf in LogLeaf.objects.filter(kind="bundle")][
        -1
    ] == b""


def test_there_is_no_proof_before_the_seal(opened: OpenedCase, now: datetime) -> None:
    with pytest.raises(NothingSealed):
        issue_bundle(opened.case, now=now)


def test_a_later_proof_names_the_one_it_replaces(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    attempt(press_send(opened.case, now), clock)
    case = Case.objects.get(pk=opened.case.pk)
    first = issue_bundle(case, now=now)
    record(case, "exhibit.added", at=now, actor="sender")
    second = issue_bundle(case, now=now + timedelta(minutes=1))
    before = case.events.filter(name="bundle.issued").order_by("seq")[0]
    with zipfile.ZipFile(io.BytesIO(second)) as files:
        everything = b"".join(files.read(name) for name in files.namelist())
    assert before.payload["manifest_sha256"].encode() in everything
    assert first != second


def test_without_news_the_proof_is_the_same_again(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    attempt(press_send(opened.case, now), clock)
    case = Case.objects.get(pk=opened.case.pk)
    first = issue_bundle(case, now=now)
    assert issue_bundle(case, now=now + timedelta(days=1)) == first
    assert names(case).count("bundle.issued") == 1
    assert case.leaves.count() == 1


def test_the_dates_of_a_case_stand_with_reasons(
    opened: OpenedCase, now: datetime
) -> None:
    page = case_page(opened.case, today=now.date())
    assert page.effective is not None
    assert all(row.day for row in page.deadlines)


def test_cleo_finds_nothing_of_adas(opened: OpenedCase, db: None) -> None:
    assert case_by_token("x" * 22) is None
    assert case_by_token(opened.case.token_sha256) is None


def test_a_german_gym_goes_the_same_way(
    drop_box: Path, now: datetime, clock: Clock, document: dict[str, Any], db: None
) -> None:
    opened = open_case(
        {
            **document,
            "provider": "de/mcfit",
            "language": "de",
            "recipient": {
                "name": "McFIT",
                "address": {
                    "country": "DE",
                    "lines": ["Tannenallee 10", "40235 Düsseldorf"],
                },
            },
            "sender": {
                "name": "Ada Vale",
                "address": {
                    "country": "DE",
                    "street_address": "Lindenweg 4",
                    "city": "Köln",
                    "postal_code": "50667",
                },
                "email": "ada@example.com",
            },
            "matter": {
                "residence": "DE",
                "recipient_place": "DE",
                "act": "ordinary",
                "contract": {
                    "sector": "fitness",
                    "online": True,
                    "consumer": True,
                    "concluded_on": "2025-06-01",
                    "started_on": "2025-06-01",
                    "term": "12m",
                    "term_end": "2026-05-31",
                    "renews_for": "indefinite",
                    "notice": "1m",
                    "notice_to": "term_end",
                },
                "post": {"min_bd": 1, "max_bd": 3},
            },
            "identifiers": {"member_number": "4711"},
        },
        now=now,
    )
    assert attempt(press_send(opened.case, now), clock) == "accepted"
    letter = opened.case.letters.get()
    assert letter.language == "de"
    assert letter.profile == "din5008-b"


def test_a_proof_taken_while_the_worker_writes_is_no_fault(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    dispatch = press_send(opened.case, now)
    loaded_before = Case.objects.get(pk=opened.case.pk)
    attempt(dispatch, clock)
    assert issue_bundle(loaded_before, now=now)
    assert names(loaded_before)[-1] == "bundle.issued"


def test_a_process_that_is_gone_is_taken_over_at_once(
    opened: OpenedCase, drop_box: Path, now: datetime, clock: Clock
) -> None:
    """A dead worker on this machine is known by its process; a living one keeps its lease."""
    dispatch = press_send(opened.case, now)
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    host = socket.gethostname()
    for owner, taken in (
        (f"worker-1@{host}:{os.getpid()}", 0),
        (f"worker-1@{host}:{gone.pid}", 1),
    ):
        Dispatch.objects.filter(pk=dispatch.pk).update(
            outcome="attempting",
            lease_owner=owner,
            lease_until=now + timedelta(hours=1),
        )
        assert take_over_stale(now=now) == taken
    assert attempt(dispatch, clock) == "accepted"


def test_waiting_for_the_carriers_list_proves_nothing(
    opened: OpenedCase, drop_box: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash the carrier is asked again and again; the letter is not sent blindly meanwhile."""
    dispatch = press_send(opened.case, now)
    kind = type(find_channel("drop_box"))
    monkeypatch.setattr(kind, "idempotent", False)
    monkeypatch.setattr(kind, "settle_seconds", 3600)
    monkeypatch.setattr(kind, "find", lambda self, key: None)
    attempting.note(dispatch, attempting.Happening(name="dispatch.attempted", at=now))
    for minutes in (1, 3, 9):
        assert (
            attempt(dispatch, lambda m=minutes: now + timedelta(minutes=m))
            == "deferred"
        )
    assert list(drop_box.glob("*.eml")) == []
    monkeypatch.undo()
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(drop_box))
    assert attempt(dispatch, lambda: now + timedelta(hours=2)) == "accepted"


@pytest.mark.parametrize(
    ("channel", "goes"), [("drop_box", False), ("self_print", True)]
)
def test_a_letter_that_calls_itself_registered_goes_no_other_way(
    document: dict[str, Any], drop_box: Path, now: datetime, channel: str, goes: bool
) -> None:
    opened = open_case({**document, "channel": "registered_post"}, now=now)
    if goes:
        assert press_send(opened.case, now, channel=channel).outcome == "intended"
        return
    with pytest.raises(Blocked, match="registered letter"):
        press_send(opened.case, now, channel=channel)
    assert "letter.sealed" not in names(opened.case)
