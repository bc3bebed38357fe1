"""Which sending is answered? By secret, by identifier, by reference; the domain alone only suggests."""

import pytest

from duly.replies.mail import read_mail
from duly.replies.matching import OpenDispatch, marks_of, match
from duly.replies.tokens import mail_token

SECRET = b"a secret of the test"
ONE = OpenDispatch(
    key="k1",
    reference="D-7K3M-9Q2T",
    message_id="<m1@sender.test>",
    provider_message_ids=frozenset({"<p1@esp.test>"}),
    domains=frozenset({"acme.test"}),
)
TWO = OpenDispatch(
    key="k2",
    reference="D-8888-8888",
    message_id="<m2@sender.test>",
    domains=frozenset({"other.test"}),
)
KNOWN = (ONE, TWO)


def found(known=KNOWN, **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return match(
        marks_of(read_mail(("\n".join(lines) + "\n\nx").encode())), known, secret=SECRET
    )


def token(key, purpose="reply"):
    return mail_token(SECRET, key=key, purpose=purpose)


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({"To": f"me+{token('k1')}@sender.test"}, "reply_token"),
        ({"Delivered_To": f"ME+{token('k1').upper()}@sender.test"}, "reply_token"),
        (
            {"X_Original_To": f"b+{token('k1', 'envelope')}@sender.test"},
            "envelope_token",
        ),
        ({"In_Reply_To": "<m1@sender.test>"}, "in_reply_to"),
        ({"References": "<a@b.test> <m1@sender.test>"}, "references"),
        ({"In_Reply_To": "<p1@esp.test>"}, "provider_id"),
        ({"Subject": "AW: Notice [d-7k3m-9q2t]"}, "reference_in_subject"),
        ({"From": "Kim <kim@mail.acme.test>"}, "sender_domain"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_mark_finds_its_dispatch(headers, rule):
    hit = found(**headers)
    assert (hit.dispatch, hit.rule) == (ONE, rule)
    assert hit.is_suggestion == (rule == "sender_domain")


def test_a_returned_message_names_the_dispatch():
    raw = (
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: <m1@sender.test>\n\nx\n--b--\n"
    )
    hit = match(marks_of(read_mail(raw.encode())), KNOWN, secret=SECRET)
    assert (hit.dispatch, hit.rule) == (ONE, "returned_message_id")


def test_a_secret_outweighs_what_anybody_can_write():
    hit = found(
        To=f"me+{token('k1')}@sender.test",
        In_Reply_To="<m2@sender.test>",
        Subject="[D-8888-8888]",
    )
    assert hit.dispatch == ONE


def test_two_open_dispatches_of_one_company_are_not_guessed_between():
    second = OpenDispatch(
        key="k3",
        reference="D-9999-9999",
        message_id="<m3@sender.test>",
        domains=frozenset({"acme.test"}),
    )
    assert found((ONE, second), From="kim@acme.test") is None


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "kim@evilacme.test"},
        {"To": "me+" + "a" * 20 + "@sender.test"},
        {"To": f"me+{mail_token(b'guess', key='k1', purpose='reply')}@sender.test"},
        {"In_Reply_To": "<m9@sender.test>"},
        {"Subject": "Notice"},
        {"To": f"me+{token('k1', 'envid')}@sender.test"},
    ],
    ids=str,
)
def test_what_is_not_ours_finds_nothing(headers):
    assert found(**headers) is None
