"""`duly mail-intake`: the mail server's pipe is told when to bring a mail again, and no mail is lost."""

import io
import json

import pytest

from duly.cases import inbox
from duly.cli.stored import mail_intake
from duly.cli.stored._lmtp import BadPlace, _read_place
from tests.cases.test_take_mail import answer, report, sent

__all__ = ["sent"]

# The mail is read in a process of its own, and that is waited for.
pytestmark = [pytest.mark.django_db, pytest.mark.real]


@pytest.fixture
def piped(monkeypatch, capsysbinary):
    monkeypatch.setattr(mail_intake, "is_initialised", lambda: True)

    def run(text):
        stdin = type("Stdin", (), {"buffer": io.BytesIO(text.encode())})()
        monkeypatch.setattr("sys.stdin", stdin)
        code = mail_intake.run(["--json"])
        out = capsysbinary.readouterr().out
        return code, json.loads(out) if out else None

    return run


def test_a_report_on_the_pipe_is_told_once(sent, piped):
    text = report(sent)
    code, document = piped(text)
    assert (code, document["outcome"], document["kind"]) == (0, "told", "dsn")
    assert document["reference"] == sent.case.reference
    assert piped(text)[1]["outcome"] == "known"


def test_mail_of_no_case_is_kept(sent, piped):
    before = inbox.count_set_aside()
    text = answer(sent, "Hello", from_address="a@stranger.test", to="b@other.test")
    assert piped(text)[1]["outcome"] == "set aside"
    assert inbox.count_set_aside() == before + 1


def test_without_a_mailbox_the_server_keeps_the_mail(piped, monkeypatch):
    assert piped("From: a@b.test\n\nx")[0] == 75


def test_a_full_disk_makes_the_server_bring_it_again(sent, piped, monkeypatch):
    def full(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr("duly.cases.actions.take_mail.keep_raw", full)
    assert piped(report(sent))[0] == 75


def test_a_mail_without_end_is_refused_and_not_held(sent, piped, monkeypatch):
    monkeypatch.setattr(mail_intake, "LARGEST_MAIL", 2_000)
    before = inbox.count_unread(), inbox.count_set_aside()
    assert piped("From: a@b.test\n\n" + "x" * 2_000)[0] == 2
    assert (inbox.count_unread(), inbox.count_set_aside()) == before


def test_nothing_on_the_pipe_is_wrong_use(piped):
    assert piped("")[0] == 2


@pytest.fixture
def decide(monkeypatch, capsysbinary):
    monkeypatch.setattr(mail_intake, "is_initialised", lambda: True)
    for mail in list(inbox.waiting(inbox.SET_ASIDE)):
        inbox.forget_raw(mail, folder=inbox.SET_ASIDE)

    def run(*arguments):
        code = mail_intake.run(list(arguments))
        return code, capsysbinary.readouterr().out

    return run


def test_mail_of_no_case_is_listed_shown_given_and_dropped(sent, piped, decide):
    texts = [
        answer(sent, words, from_address="a@stranger.test", to="b@other.test")
        for words in ("We confirm your termination.", "Hello")
    ]
    for text in texts:
        piped(text)
    code, out = decide("--waiting", "--json")
    rows = json.loads(out)["waiting"]
    assert code == 0
    assert {row["sender_domain"] for row in rows} == {"stranger.test"}
    assert {row["kind"] for row in rows} == {"reply"}
    assert all(row["received"].startswith("20") for row in rows)
    assert b"Hello" not in out
    assert b"a@stranger" not in out
    shown = {decide("--show", row["id"])[1].decode(): row["id"] for row in rows}
    assert set(shown) == set(texts)

    reference = sent.case.reference
    code, out = decide("--assign", shown[texts[0]], reference, "--json")
    assert (code, json.loads(out)["outcome"]) == (0, "told")
    assert sent.case.events.last().payload["matched_by"] == "person"
    assert decide("--drop", shown[texts[1]].upper())[0] == 0
    assert json.loads(decide("--waiting", "--json")[1])["waiting"] == []


@pytest.mark.parametrize(
    "arguments",
    [["--show", "ffff"], ["--drop", ""], ["--assign", "0", "C-NONE"]],
)
def test_an_unknown_id_is_wrong_use(arguments, sent, decide):
    assert decide(*arguments)[0] == 2


def test_an_unknown_case_leaves_the_mail_where_it_is(sent, piped, decide):
    piped(answer(sent, "Hello", from_address="a@stranger.test", to="b@other.test"))
    (row,) = json.loads(decide("--waiting", "--json")[1])["waiting"]
    assert decide("--assign", row["id"], "C-NONE")[0] == 2
    assert inbox.count_set_aside() == 1


@pytest.mark.parametrize("place", ["nowhere", "host:port", ":24", "localhost:70000"])
def test_a_place_that_is_none_is_wrong_use(place, sent, decide):
    assert decide("--lmtp", place)[0] == 2


def test_nothing_listens_where_nobody_would_read(decide):
    assert decide("--lmtp", "127.0.0.1:0")[0] == 2


def test_two_of_the_options_are_wrong_use(decide):
    with pytest.raises(SystemExit) as left:
        decide("--waiting", "--drop", "1")
    assert left.value.code == 2


@pytest.mark.parametrize(
    "place", ["127.0.0.1:24", "localhost:24", "[::1]:24", "10.1.2.3:24", "/run/duly"]
)
def test_it_listens_where_only_we_can_bring_mail(place: str):
    assert _read_place(place)


@pytest.mark.parametrize(
    "place", ["0.0.0.0:24", "[::]:24", "203.0.113.7x:24", "93.184.215.14:24", "mx:24"]
)
def test_it_does_not_listen_to_the_outside(place: str):
    with pytest.raises(BadPlace, match="password"):
        _read_place(place)


@pytest.mark.parametrize("place", ["127.0.0.1", "127.0.0.1:lmtp", ":24", "24"])
def test_a_place_that_is_none_is_named(place: str):
    with pytest.raises(BadPlace, match="neither"):
        _read_place(place)
