"""Calls as the sending services document them, for a mail of our own making.

Shapes read on 2026-11-24: postmarkapp.com/developer/webhooks/inbound-webhook,
documentation.mailgun.com (receive-http), twilio.com/docs/sendgrid (inbound-email), docs.aws.amazon.com/ses
(receiving-email-notifications-contents, SNSAction).
"""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

SIGN_IN = "duly:hook-secret"
SIGNING_KEY = "key-that-signs"


def secret(sign_in=SIGN_IN):
    return {"Authorization": "Basic " + base64.b64encode(sign_in.encode()).decode()}


def postmark(raw, *, to="case@in.duly.test", **changes):
    event = {
        "FromName": "Acme",
        "MessageStream": "inbound",
        "From": "service@acme.test",
        "FromFull": {"Email": "service@acme.test", "Name": "Acme", "MailboxHash": ""},
        "To": to,
        "ToFull": [{"Email": to, "Name": "", "MailboxHash": ""}],
        "Cc": "",
        "CcFull": [],
        "Bcc": "",
        "BccFull": [],
        "OriginalRecipient": to,
        "Subject": "Your notice",
        "MessageID": "73e6d360-66eb-11e1-8e72-a8904824019b",
        "ReplyTo": "",
        "MailboxHash": "",
        "Date": "Mon, 02 Mar 2026 12:00:00 +0000",
        "TextBody": "We confirm that your contract ends on 14 December 2026.",
        "HtmlBody": "",
        "StrippedTextReply": "",
        "Tag": "",
        "Headers": [{"Name": "Message-ID", "Value": "<a1@acme.test>"}],
        "Attachments": [],
        **({"RawEmail": raw.decode()} if raw else {}),
        **changes,
    }
    return json.dumps(event).encode(), {"Content-Type": "application/json", **secret()}


def signature(*, key=SIGNING_KEY, token="t" * 50, timestamp="1772452800"):
    made = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256)
    return {"timestamp": timestamp, "token": token, "signature": made.hexdigest()}


def mailgun(raw, *, to="case@in.duly.test", as_parts=False, **changes):
    fields = {
        "recipient": to,
        "sender": "service@acme.test",
        "from": "Acme <service@acme.test>",
        "subject": "Your notice",
        **signature(),
        **changes,
    }
    if raw is None:
        fields |= {
            "message-headers": json.dumps(
                [["From", "Acme <service@acme.test>"], ["Message-Id", "<a1@acme.test>"]]
            ),
            "body-plain": "We confirm that your contract ends on 14 December 2026.",
            "body-html": "<p>We confirm that your contract ends on 14 December 2026.</p>",
        }
    octets = {name: value.encode() for name, value in fields.items()}
    if raw is not None:
        octets["body-mime"] = raw
    if as_parts:
        return form_data(octets)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return urlencode(octets).encode(), {**kind, **secret()}


def sendgrid(raw, *, to="case@in.duly.test", files=()):
    envelope = {"to": [to], "from": "service@acme.test"}
    octets = {
        "envelope": json.dumps(envelope).encode(),
        "charsets": b'{"to":"UTF-8","html":"UTF-8","subject":"UTF-8","from":"UTF-8","text":"UTF-8"}',
        "SPF": b"pass",
        "dkim": b"{@acme.test : pass}",
        "sender_ip": b"192.0.2.7",
        "spam_score": b"0.011",
        "from": b"Acme <service@acme.test>",
        "to": to.encode(),
        "subject": b"Your notice",
    }
    if raw is None:
        octets["headers"] = (
            b"From: Acme <service@acme.test>\nSubject: Your\n notice\nMessage-ID: <a1@acme.test>\n"
        )
        octets["text"] = b"We confirm that your contract ends on 14 December 2026."
    else:
        octets["email"] = raw
    return form_data(octets, files=files)


def form_data(octets, *, files=()):
    """RFC 7578, as these services write it."""
    edge = b"xYzZY"
    parts = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), value)
        for name, value in octets.items()
    ]
    parts += [
        b'Content-Disposition: form-data; name="attachment%d"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s'
        % (number, name.encode(), kind.encode(), content)
        for number, (name, kind, content) in enumerate(files, start=1)
    ]
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts)
    kind = {"Content-Type": f"multipart/form-data; boundary={edge.decode()}"}
    return body + b"--" + edge + b"--\r\n", {**kind, **secret()}


def amazon_ses(raw, *, to="case@in.duly.test", encoding="BASE64", **changes):
    content = base64.b64encode(raw).decode() if encoding == "BASE64" else raw.decode()
    event = {
        "notificationType": "Received",
        "mail": {
            "timestamp": "2026-03-02T12:00:00.000Z",
            "source": "service@acme.test",
            "messageId": "d6iitobk75ur44p8kdnnp7g2n800",
            "destination": [to],
        },
        "receipt": {
            "timestamp": "2026-03-02T12:00:00.000Z",
            "processingTimeMillis": 222,
            "recipients": [to],
            "spamVerdict": {"status": "PASS"},
            "action": {
                "type": "SNS",
                "topicArn": "arn:aws:sns:us-east-1:012345678912:mail",
                "encoding": encoding,
            },
        },
        "content": content,
    }
    notice = {
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": "arn:aws:sns:us-east-1:012345678912:mail",
        "Subject": "Amazon SES Email Receipt Notification",
        "Message": json.dumps(event),
        "Timestamp": "2026-03-02T12:00:01.000Z",
        **changes,
    }
    headers = {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Amz-Sns-Message-Type": notice["Type"],
        **secret(),
    }
    return json.dumps(notice).encode(), headers
