"""One notice, one set of bytes, and nothing in it that could be read in two ways."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.policy import default

import pytest

from duly.kit.mail_address import BadMailAddress
from duly.kit.mail_message import Notice, UnsafeMessage, build_message, check_wire

NOTICE = Notice(
    key="case-1:dispatch:1",
    date=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    sender_name="Ada Grünwald",
    from_address="ada@example.org",
    to_address="notices@acme.test",
    recipient_name="Acme, Inc.",
    subject="Notice of termination",
    text="Dear Acme,\n\nI end my contract 4711.\n.\nFrom now on, no more.\n\nAda Grünwald",
    language="en",
    reference="C-7F3K-22",
    pdf=b"%PDF-1.7\n\x00\xff rest",
    reply_to="ada+c7f3k@example.org",
)


def read(raw: bytes):
    return message_from_bytes(raw, policy=default)


def test_the_same_notice_gives_the_same_bytes():
    assert build_message(NOTICE) == build_message(NOTICE)


def test_another_clock_zone_for_the_same_moment_gives_the_same_bytes():
    moved = NOTICE.date.astimezone(timezone(timedelta(hours=-8)))
    assert build_message(replace(NOTICE, date=moved)) == build_message(NOTICE)


def test_another_key_gives_another_message_id_and_another_boundary():
    one, other = (
        read(build_message(NOTICE)),
        read(build_message(replace(NOTICE, key="k2"))),
    )
    assert one["Message-ID"] != other["Message-ID"]
    assert one.get_boundary() != other.get_boundary()


def test_the_whole_notice_stands_in_the_text_in_the_html_and_as_the_sealed_file():
    message = read(build_message(NOTICE))
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    page = message.get_body(("html",)).get_content()
    (attached,) = message.iter_attachments()
    assert "I end my contract 4711.\n.\nFrom now on" in text
    assert "I end my contract 4711.<br>" in page
    assert attached.get_content() == NOTICE.pdf
    assert attached.get_filename() == "letter.pdf"


def test_reference_reply_address_and_origin_stand_in_the_headers():
    message = read(build_message(NOTICE))
    assert message["Subject"] == "Notice of termination [C-7F3K-22]"
    assert message["X-Case-Reference"] == "C-7F3K-22"
    assert message["Reply-To"].addresses[0].addr_spec == "ada+c7f3k@example.org"
    assert message["Auto-Submitted"] == "no"
    assert message["To"].addresses[0].display_name == "Acme, Inc."
    assert message["Content-Language"] == "en"


def test_nothing_in_the_message_loads_from_elsewhere():
    raw = build_message(NOTICE)
    assert b"<img" not in raw
    assert b"http" not in raw


def test_markup_in_the_text_stays_text():
    page = read(build_message(replace(NOTICE, text="<script>x</script>"))).get_body(
        ("html",)
    )
    assert "&lt;script&gt;" in page.get_content()


def test_the_wire_form_is_seven_bit_with_crlf_only():
    raw = build_message(replace(NOTICE, text="a\rb\n\u2028c" + "ü" * 5000))
    assert raw.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "field", ["sender_name", "subject", "recipient_name", "reference"]
)
def test_a_line_break_in_a_header_field_is_refused(field):
    with pytest.raises(UnsafeMessage):
        build_message(replace(NOTICE, **{field: "x\r\nBcc: eve@example.net"}))


@pytest.mark.parametrize(
    "address",
    [
        "a@b> NOTIFY=NEVER",
        "a b@c.de",
        "a@c",
        "@c.de",
        "a@c.de\r\n",
        "",
        '"a b"@c.de',
        "a..b@c.de",
    ],
)
def test_an_address_outside_the_grammar_is_refused(address):
    with pytest.raises(BadMailAddress):
        build_message(replace(NOTICE, to_address=address))


def test_a_very_long_name_and_subject_still_make_short_lines():
    raw = build_message(replace(NOTICE, subject="ü" * 400, sender_name="x" * 900))
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "raw", [b"a\rb\r\n", b"a\nb\r\n", b"\xe9\r\n", b"x" * 999 + b"\r\n", b"\0\r\n"]
)
def test_bytes_that_two_servers_could_read_differently_are_refused(raw):
    with pytest.raises(UnsafeMessage):
        check_wire(raw)


def test_the_page_with_the_fingerprint_is_named_in_the_letters_language():
    url = "https://duly.example/v/C-7F3K-22"
    raw = build_message(replace(NOTICE, language="de", public_url=url))
    text = read(raw).get_body(("plain",)).get_content()
    assert f"versiegelt wurde: {url}" in text


def test_a_page_that_the_letter_names_itself_is_named_once():
    url = "https://duly.test/v/D-1"
    notice = replace(NOTICE, text=f"Dear Acme\n\nSealed: {url}", public_url=url)
    message = message_from_bytes(build_message(notice), policy=default)
    assert message.get_body(("plain",)).get_content().count(url) == 1


def test_a_page_that_only_this_machine_can_open_is_not_named():
    raw = build_message(replace(NOTICE, public_url="http://127.0.0.1:8000/v/x"))
    assert b"127.0.0.1" not in raw


@pytest.mark.parametrize("hidden", ["\x85", "\u2028", "\u2029", "\x9b", "\ud800"])
@pytest.mark.parametrize("field", ["sender_name", "recipient_name", "subject"])
def test_what_ends_a_line_for_some_programs_or_is_half_a_character_is_refused(
    field, hidden
):
    with pytest.raises(UnsafeMessage):
        build_message(replace(NOTICE, **{field: f"Ada{hidden}Bcc: x@y.test"}))


def test_half_a_character_in_the_text_is_refused_in_words():
    with pytest.raises(UnsafeMessage, match="half a character"):
        build_message(replace(NOTICE, text="Dear \ud800"))
