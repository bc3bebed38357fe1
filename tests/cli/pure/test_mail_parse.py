"""`duly mail-parse`: one document a mail, whatever the mail is."""

import json

import pytest

from duly.cli import run

BOUNCE = (
    "From: MAILER-DAEMON@mx.test\nTo: ada@sender.test\nSubject: failure notice\n\n"
    "<kim@acme.test>:\n550 5.1.1 User unknown\n"
)


@pytest.fixture
def parse(tmp_path, capsys):
    def parsed(raw, *options):
        path = tmp_path / "m.eml"
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        code = run(["mail-parse", str(path), *options])
        return code, capsys.readouterr()

    return parsed


def test_a_bounce_is_one_json_document(parse):
    code, printed = parse(BOUNCE, "--json")
    document = json.loads(printed.out)
    assert code == 0
    assert document["kind"] == "dsn"
    (one,) = document["recipients"]
    assert one["address"] == "kim@acme.test"
    assert (one["action"], one["status"], one["class"], one["reason"]) == (
        "failed",
        "5.1.1",
        "permanent",
        "address_dead",
    )


def test_without_json_it_is_said_in_words(parse):
    code, printed = parse(BOUNCE)
    assert code == 0
    assert "A delivery report." in printed.out
    assert "kim@acme.test: failed 5.1.1" in printed.out


def test_a_confirmation_shows_its_day_and_its_sentence(parse):
    sentence = "We confirm that your contract ends on 31 March 2026."
    code, printed = parse(
        f"From: kim@acme.test\nSubject: Re: Notice\n\n{sentence}\n", "--json"
    )
    reply = json.loads(printed.out)["reply"]
    assert code == 0
    assert (reply["verdict"], reply["effective_date"]) == ("confirmed", "2026-03-31")
    assert [span["text"] for span in reply["spans"]] == [sentence]
    (span,) = reply["spans"]
    assert reply["text"][span["start"] : span["end"]] == sentence


def test_a_mail_that_cannot_be_read_is_an_answer_too(parse):
    bomb = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    code, printed = parse(bomb, "--json")
    assert code == 0
    assert json.loads(printed.out)["kind"] == "unparsed"


def test_a_missing_file_is_wrong_use(capsys):
    assert run(["mail-parse", "/nowhere/x.eml", "--json"]) == 2
    assert "/nowhere/x.eml" in capsys.readouterr().err


def test_dns_answers_that_are_no_texts_are_wrong_use(parse, tmp_path):
    answers = tmp_path / "txt.json"
    answers.write_text('{"s._domainkey.acme.test": 1}')
    code, printed = parse(BOUNCE, "--txt", str(answers))
    assert code == 2
    assert "DNS answer" in printed.err
