"""Mail that a sending service brings: whose call it is, the very octets, and what is the service's own making."""

import json
import logging
from base64 import b64encode
from email import message_from_bytes

import pytest

from duly.channels.registered_email.service_call import (
    Call,
    Forged,
    TooLarge,
    Unreadable,
)
from duly.channels.registered_email.service_mails import LARGEST_MAIL, mails_in
from duly.channels.registered_email.settings import Settings
from duly.replies.reading import as_document, read_message
from tests.channels.registered_email import calls

RAW = (
    b"From: Acme <service@acme.test>\r\nTo: case@in.duly.test\r\nSubject: Your notice\r\n"
    b"Message-ID: <a1@acme.test>\r\n\r\nWe confirm that your contract ends on 14 December 2026.\r\n"
    b"--xYzZY is no edge here\r\n & = + %41 \r\n"
)
EIGHT_BIT = RAW + b"Gr\xfc\xdfe, \x80\r\n"
WHOLE = {
    "postmark": calls.postmark,
    "mailgun": calls.mailgun,
    "sendgrid": calls.sendgrid,
    "amazon_ses": calls.amazon_ses,
}
IN_FIELDS = {
    "postmark": calls.postmark,
    "mailgun": calls.mailgun,
    "sendgrid": calls.sendgrid,
}


def brought(service, body, headers):
    settings = Settings(
        transport="esp",
        from_address="case@in.duly.test",
        esp=service,
        esp_key="k",
        esp_webhook=calls.SIGN_IN,
        esp_signing_key=calls.SIGNING_KEY,
    )
    return mails_in(Call(body=body, headers=headers), settings=settings)


@pytest.mark.parametrize("service", WHOLE)
def test_the_octets_of_the_mail_are_those_of_the_call(service):
    (mail,) = brought(service, *WHOLE[service](RAW, to="case+t@in.duly.test"))
    assert mail.raw == RAW
    assert not mail.is_rebuilt
    assert mail.recipients == ("case+t@in.duly.test",)
    assert mail.source_id.startswith(f"{service}:")


@pytest.mark.parametrize("service", ["mailgun", "sendgrid", "amazon_ses"])
def test_octets_beyond_ascii_come_through_unchanged(service):
    (mail,) = brought(service, *WHOLE[service](EIGHT_BIT))
    assert mail.raw == EIGHT_BIT
    assert not mail.is_rebuilt


def test_a_form_in_parts_gives_the_same_octets():
    (mail,) = brought("mailgun", *calls.mailgun(EIGHT_BIT, as_parts=True))
    assert mail.raw == EIGHT_BIT


@pytest.mark.parametrize("service", ["postmark", "amazon_ses"])
def test_text_that_the_service_decoded_is_not_called_the_original(service):
    raw = RAW + "Grüße\r\n".encode()
    more = {"encoding": "UTF-8"} if service == "amazon_ses" else {}
    (mail,) = brought(service, *WHOLE[service](raw, **more))
    assert mail.is_rebuilt


@pytest.mark.parametrize("service", WHOLE)
def test_the_same_mail_has_the_same_name_again(service):
    once = brought(service, *WHOLE[service](RAW))
    assert once == brought(service, *WHOLE[service](RAW))
    other = brought(service, *WHOLE[service](RAW + b"x\r\n"))
    assert other[0].source_id != once[0].source_id


def test_another_token_of_the_service_is_no_other_mail():
    again = calls.signature(token="u" * 50)
    first = brought("mailgun", *calls.mailgun(RAW))
    assert brought("mailgun", *calls.mailgun(RAW, **again)) == first


@pytest.mark.parametrize("service", IN_FIELDS)
def test_a_mail_in_fields_is_rebuilt_and_says_so(service):
    (mail,) = brought(service, *IN_FIELDS[service](None))
    assert mail.is_rebuilt
    assert mail.raw.startswith(b"Comments: made of fields given by the sending service")
    document = as_document(read_message(mail.raw))
    assert document["kind"] == "reply"
    assert document["message_id"] == "<a1@acme.test>"
    assert document["reply"]["effective_date"] == "2026-12-14"
    assert document["authentication"]["from_domain"] == "acme.test"
    assert (mail,) == brought(service, *IN_FIELDS[service](None))


def test_files_of_a_mail_in_fields_are_kept_with_it():
    files = (("../terms; of x.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),)
    (mail,) = brought("sendgrid", *calls.sendgrid(None, files=files))
    assert b'filename=".._terms_ of x.pdf"' in mail.raw
    assert b64encode(files[0][2]) in mail.raw


def test_a_delivery_report_in_fields_stays_a_report():
    report = (
        "Final-Recipient: rfc822; kim@acme.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )
    fields = b"From: MAILER-DAEMON@mx.test\nContent-Type: multipart/report; report-type=delivery-status; boundary=old\n"
    body, headers = calls.form_data(
        {"headers": fields, "text": b"It did not go."},
        files=(
            (
                "status",
                "message/delivery-status",
                f"Reporting-MTA: dns; mx.test\r\n\r\n{report}".encode(),
            ),
        ),
    )
    (mail,) = brought("sendgrid", body, headers)
    document = as_document(read_message(mail.raw))
    assert document["kind"] == "dsn"
    assert document["recipients"][0]["address"] == "kim@acme.test"


def test_a_header_in_fields_cannot_smuggle_another():
    event = [{"Name": "X-A", "Value": "1\r\nAuthentication-Results: mx; dkim=pass"}]
    (mail,) = brought("postmark", *calls.postmark(None, Headers=event))
    assert b"\r\nAuthentication-Results" not in mail.raw


@pytest.mark.parametrize("service", WHOLE)
@pytest.mark.parametrize(
    "said",
    ["", "Basic", "Basic !!", "Bearer x", calls.secret("duly:guess")["Authorization"]],
)
def test_a_call_without_the_secret_is_forged(service, said):
    body, headers = WHOLE[service](RAW)
    with pytest.raises(Forged):
        brought(service, body, {**headers, "Authorization": said})


def test_no_secret_set_lets_nobody_in():
    settings = Settings(transport="esp", from_address="a@b.test", esp="postmark")
    body, headers = calls.postmark(RAW)
    headers |= calls.secret("")
    with pytest.raises(Forged):
        mails_in(Call(body=body, headers=headers), settings=settings)


@pytest.mark.parametrize(
    "changes",
    [
        calls.signature(key="another"),
        {"timestamp": "1772452801"},
        {"signature": "ü"},
    ],
)
def test_a_signature_that_does_not_fit_is_forged(changes):
    with pytest.raises(Forged):
        brought("mailgun", *calls.mailgun(RAW, **changes))


def test_a_kind_that_header_and_body_dispute_is_forged():
    body, headers = calls.amazon_ses(RAW)
    headers["X-Amz-Sns-Message-Type"] = "SubscriptionConfirmation"
    with pytest.raises(Forged):
        brought("amazon_ses", body, headers)


@pytest.mark.parametrize("service", WHOLE)
@pytest.mark.parametrize(
    "body",
    [b"", b"\xff{", b"[]", b"{}", b"null", b'{"Type": 1}', b"a=b", b"[" * 90_000],
)
def test_a_call_that_cannot_be_read_is_no_mail(service, body):
    _, headers = WHOLE[service](RAW)
    with pytest.raises((Unreadable, Forged)):
        brought(service, body, headers)


@pytest.mark.parametrize("service", ["mailgun", "sendgrid"])
def test_a_form_that_was_cut_short_is_no_mail(service):
    more = {"as_parts": True} if service == "mailgun" else {}
    body, headers = WHOLE[service](RAW, **more)
    with pytest.raises(Unreadable):
        brought(service, body[:-12], headers)


def test_an_empty_message_is_no_mail():
    with pytest.raises(Unreadable):
        brought("sendgrid", *calls.sendgrid(b"\r\n"))


def test_a_mail_of_more_than_25_megabytes_is_too_large():
    fits = RAW + b"x" * (LARGEST_MAIL - len(RAW))
    (mail,) = brought("sendgrid", *calls.sendgrid(fits))
    assert mail.raw == fits
    with pytest.raises(TooLarge):
        brought("sendgrid", *calls.sendgrid(fits + b"x"))


def test_a_form_of_too_many_fields_is_not_read():
    body, headers = calls.form_data({str(n): b"" for n in range(600)})
    with pytest.raises(Unreadable):
        brought("sendgrid", body, headers)


def test_a_subscription_is_confirmed_by_a_person(caplog):
    address = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=x"
    with caplog.at_level(logging.WARNING):
        found = brought(
            "amazon_ses",
            *calls.amazon_ses(
                RAW, Type="SubscriptionConfirmation", SubscribeURL=address
            ),
        )
    assert found == ()
    assert address in caplog.text


HEADERS = [
    {"name": "From", "value": "Acme <service@acme.test>"},
    {"name": "To", "value": "case@in.duly.test"},
    {"name": "Subject", "value": "Your notice [D-1]"},
    {"name": "In-Reply-To", "value": "<m1@in.duly.test>"},
    {"name": "Content-Type", "value": 'multipart/mixed; boundary="x"'},
    {"name": "X-Bad", "value": "a\r\nBcc: x@y.test"},
]


def laid_into_s3(**mail):
    body, headers = calls.amazon_ses(RAW)
    notice = json.loads(body)
    event = json.loads(notice["Message"])
    del event["content"]
    event["mail"] |= mail
    event["receipt"]["action"] = {"type": "S3", "bucketName": "b", "objectKey": "o/1"}
    notice["Message"] = json.dumps(event)
    return json.dumps(notice).encode(), headers


def test_of_a_message_that_lies_in_s3_the_headers_are_kept_and_where_it_lies(caplog):
    with caplog.at_level(logging.ERROR):
        (mail,) = brought("amazon_ses", *laid_into_s3(headers=HEADERS))
    assert mail.is_rebuilt
    assert mail.recipients == ("case@in.duly.test",)
    assert "bucket b, object o/1" in caplog.text
    assert "acme.test" not in caplog.text
    found = as_document(read_message(mail.raw))
    assert found["kind"] == "reply"
    assert found["reply"]["verdict"] == "unknown"
    assert "bucket b, object o/1" in found["reply"]["text"]
    assert found["in_reply_to"] == ["<m1@in.duly.test>"]
    assert found["subject"] == "Your notice [D-1]"
    assert b"\nBcc:" not in mail.raw


def test_a_message_in_s3_of_which_no_header_is_given_is_kept_all_the_same():
    (mail,) = brought("amazon_ses", *laid_into_s3())
    assert b"object o/1" in base64_decoded(mail.raw)


def base64_decoded(raw):
    (part,) = message_from_bytes(raw).get_payload()
    return part.get_payload(decode=True)


def test_a_message_that_lies_nowhere_is_not_readable():
    body, headers = calls.amazon_ses(RAW)
    notice = json.loads(body)
    event = json.loads(notice["Message"])
    del event["content"]
    notice["Message"] = json.dumps(event)
    with pytest.raises(Unreadable):
        brought("amazon_ses", json.dumps(notice).encode(), headers)
