"""What `duly doctor` says of e-mail with proof: each line when it is fit and when it is not."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from duly.cases import inbox
from duly.cases.models import Dispatch
from duly.channels import Unavailable, channel
from duly.channels.registered_email import hosts
from duly.channels.registered_email.probe import examine
from duly.channels.registered_email.settings import PREFIX
from duly.cli.stored import doctor
from tests.cases.test_allow import complained, opened_by
from tests.channels.doubles import lob
from tests.channels.registered_email.conftest import (
    imap_port,
    mailbox,
    postfixes,
    server,
)
from tests.channels.registered_email.test_intake import own

__all__ = ["imap_port", "mailbox", "opened_by", "own", "postfixes", "server"]

pytestmark = pytest.mark.django_db


def lines(start: str = "") -> dict[str, doctor.Part]:
    """The lines of the channels, and what is said of e-mail beside them."""
    parts = [
        *doctor._channels(),
        doctor._mailbox_table(),
        doctor._incoming(),
        doctor._site_mail(),
        doctor._complaints(),
    ]
    return {part.name: part for part in parts if part.name.startswith(start)}


def test_a_mailbox_that_is_not_set_up_is_no_fault_and_is_not_knocked_at() -> None:
    found = lines("registered_email") | lines("channel registered_email")
    assert list(found) == ["channel registered_email"]
    part = found["channel registered_email"]
    assert part.ok
    assert part.detail.startswith(f"not set up: Set {PREFIX}USER")


def test_a_setting_that_cannot_be_used_is_named(monkeypatch) -> None:
    monkeypatch.setenv(f"{PREFIX}FROM", "ada@example.org")
    monkeypatch.setenv(f"{PREFIX}HOST", "mail.example.org")
    monkeypatch.setenv(f"{PREFIX}PORT", "none")
    found = lines("channel registered_email")["channel registered_email"]
    assert f"{PREFIX}PORT: 'none' is no number" in found.detail


@pytest.mark.real
@pytest.mark.xdist_group("postfix")
def test_a_mailbox_that_lets_us_in_is_fit_on_both_sides(own) -> None:
    found = lines("registered_email")
    assert {name: part.ok for name, part in found.items()} == {
        "registered_email: outgoing mail": True,
        "registered_email: incoming mail": True,
    }
    out, come_in = found.values()
    assert "lets us in, with delivery reports" in out.detail
    assert come_in.detail == "127.0.0.1 lets us in"


@pytest.mark.real
@pytest.mark.xdist_group("postfix")
def test_a_wrong_password_is_told_for_the_incoming_side(own, monkeypatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PASSWORD", "wrong")
    found = lines("registered_email")["registered_email: incoming mail"]
    assert not found.ok
    assert found.detail.startswith("127.0.0.1: ")


@pytest.mark.real
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("", "without delivery reports"),
        ("554:greeting", "said 554"),
        ("drop:ehlo", "failed at ehlo"),
    ],
)
def test_the_outgoing_server_is_knocked_at(fault, said, server, mailbox) -> None:
    server.fault = fault
    found = lines("registered_email")
    assert said in found["registered_email: outgoing mail"].detail
    assert found["registered_email: outgoing mail"].ok == (fault == "")
    assert not found["registered_email: incoming mail"].ok
    assert "IMAP_HOST" in found["registered_email: incoming mail"].detail


@pytest.mark.real
@pytest.mark.parametrize("is_published", [True, False])
def test_the_records_of_an_operators_domain_are_lines_too(
    is_published, mailbox, monkeypatch
) -> None:
    mailbox("TRANSPORT", "direct_mx")
    mailbox("EHLO_NAME", "mail.example.org")
    records = {"example.org": "v=spf1 -all", "_dmarc.example.org": "v=DMARC1; p=reject"}
    monkeypatch.setattr(
        "duly.channels.registered_email.sending.examine",
        partial(examine, ask=lambda _: records if is_published else {}),
    )
    found = lines("registered_email")
    for name in ("SPF", "DMARC"):
        assert found[f"registered_email: {name}"].ok == is_published
    assert "nothing is signed" in found["registered_email: DKIM"].detail


def test_servers_that_cannot_be_asked_are_a_fault(mailbox, monkeypatch) -> None:
    def unavailable(_settings):
        raise Unavailable("the mailbox went away")

    monkeypatch.setattr("duly.channels.registered_email.sending.examine", unavailable)
    part = lines("registered_email")["registered_email: servers"]
    assert (part.ok, part.detail) == (False, "the mailbox went away")


def test_mails_of_no_case_are_counted(monkeypatch) -> None:
    monkeypatch.setattr(inbox, "count_set_aside", lambda: 0)
    assert lines()["incoming mail"].detail.startswith("0 mails")
    monkeypatch.setattr(inbox, "count_set_aside", lambda: 3)
    assert lines()["incoming mail"].detail.startswith("3 mails")


def test_whether_the_site_can_mail_by_itself(settings) -> None:
    settings.MAIL_IS_SET_UP = False
    assert "cannot be mailed" in lines()["mail of the site"].detail
    settings.MAIL_IS_SET_UP, settings.DEFAULT_FROM_EMAIL = True, "notices@duly.test"
    assert lines()["mail of the site"].detail == "goes out as notices@duly.test"


def test_complaints_are_counted_and_three_are_a_fault(opened_by) -> None:
    now = datetime.now(UTC)
    assert lines()["complaints"].detail == "0 companies in 30 days"
    for number, company in enumerate(("acme.test", "else.test", "third.test")):
        assert lines()["complaints"].ok
        complained(opened_by(f"p{number}@example.com", to=f"kim@{company}"), now)
    part = lines()["complaints"]
    assert not part.ok
    assert part.detail.startswith("3 companies in 30 days: nothing goes out")


def test_what_was_only_typed_on_the_page_is_not_counted(opened_by) -> None:
    now = datetime.now(UTC)
    complained(opened_by(), now, is_theirs=False)
    assert Dispatch.objects.get().complaint == Dispatch.TYPED
    assert lines()["complaints"].detail == "0 companies in 30 days"


@pytest.mark.parametrize("ok", [True, False])
def test_one_line_that_is_not_fit_makes_the_whole_answer_no(
    ok, monkeypatch, capsys
) -> None:
    part = doctor.Part("registered_email: SPF", ok=ok, detail="a record")
    monkeypatch.setattr(doctor, "examine", lambda: iter([part]))
    assert doctor.run(["--json"]) == (0 if ok else 1)
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is ok
    assert document["parts"] == [
        {"name": "registered_email: SPF", "ok": ok, "detail": "a record"}
    ]
    doctor.run([])
    text = capsys.readouterr().out
    assert text.startswith("ok     " if ok else "NOT OK ")


@pytest.mark.parametrize(("age", "is_long_ago"), [(365, False), (366, True)])
def test_a_table_of_mailboxes_that_is_old_says_so_and_stops_nothing(
    monkeypatch, age: int, is_long_ago: bool
) -> None:
    read_on = datetime.now(UTC).date() - timedelta(days=age)
    monkeypatch.setattr(hosts, "CHECKED_ON", read_on)
    part = lines("known mailboxes")["known mailboxes"]
    assert part.ok
    assert ("long ago" in part.detail) is is_long_ago
    assert read_on.isoformat() in part.detail


def test_a_carrier_that_does_not_know_the_key_is_a_fault(monkeypatch, tmp_path) -> None:
    double = lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    assert [part.ok for part in lines("lob").values()] == [True, True]
    monkeypatch.setenv("DULY_LOB_API_KEY", "live_of_another_account")
    part = lines("lob")["lob: account"]
    assert (part.ok, "DULY_LOB_API_KEY" in part.detail) == (False, True)
    assert double.orders == 0


def test_a_carrier_that_is_set_up_by_half_is_a_fault(monkeypatch) -> None:
    assert lines("channel pingen")["channel pingen"].ok
    monkeypatch.setenv("DULY_PINGEN_CLIENT_ID", "ours")
    part = lines("channel pingen")["channel pingen"]
    assert not part.ok
    assert part.detail.startswith("cannot send: Set DULY_PINGEN_CLIENT_SECRET")
