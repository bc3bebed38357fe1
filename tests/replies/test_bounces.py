"""Each family of mail systems reports in its own way; what counts is whom it speaks of and what became of it."""

import pytest

from duly.replies.bounces import recipients_of
from duly.replies.mail import read_mail

ME = "ada@sender.test"


def mail(
    text: str, *, sender="MAILER-DAEMON@mx.test", subject="failure notice", **headers
):
    lines = [f"From: {sender}", f"To: {ME}", f"Subject: {subject}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return read_mail(("\n".join(lines) + "\n\n" + text).encode())


def told(found):
    return [
        (one.address, one.action, one.status, one.kind, one.reason) for one in found
    ]


def report(
    *groups: str, text="Your message could not be delivered.", returned="To: x@y.test"
):
    body = "\n\n".join(("Reporting-MTA: dns; mx.test", *groups))
    return mail(
        f"--b\nContent-Type: text/plain\n\n{text}\n\n--b\nContent-Type: message/delivery-status\n\n{body}\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{returned}\nSubject: x\n\nbody\n--b--\n",
        MIME_Version="1.0",
        Content_Type='multipart/report; report-type=delivery-status; boundary="b"',
    )


def test_the_fields_of_a_standard_report_are_read():
    (one,) = recipients_of(
        report(
            "Original-Recipient: rfc822;kim@acme.test\nFinal-Recipient: rfc822; k.im@acme.test\nAction: failed\n"
            "Status: 5.1.1\nRemote-MTA: dns; mx.acme.test\nDiagnostic-Code: smtp; 550 5.1.1 <k.im@acme.test>:\n User unknown"
        )
    )
    assert told([one]) == [
        ("k.im@acme.test", "failed", "5.1.1", "permanent", "address_dead")
    ]
    assert one.original == "kim@acme.test"
    assert one.remote_mta == "mx.acme.test"
    assert one.reporting_mta == "mx.test"


def test_an_expired_mail_is_final_though_its_status_is_of_class_four():
    (one,) = recipients_of(
        report(
            "Final-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; delivery time expired"
        )
    )
    assert (one.action, one.kind, one.reason) == ("failed", "temporary", "expired")


def test_a_delay_is_not_final():
    (one,) = recipients_of(
        report(
            "Final-Recipient: rfc822; kim@acme.test\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx: Connection refused"
        )
    )
    assert (one.action, one.kind) == ("delayed", "temporary")


def test_delivered_and_relayed_are_successes():
    found = recipients_of(
        report(
            "Final-Recipient: rfc822; kim@acme.test\nAction: delivered\nStatus: 2.0.0",
            "Final-Recipient: rfc822; lee@acme.test\nAction: relayed\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 Ok: queued as 4B",
        )
    )
    assert [(one.action, one.kind) for one in found] == [
        ("delivered", "success"),
        ("relayed", "success"),
    ]


def test_the_envelope_identifier_comes_back_decoded():
    text = "Original-Envelope-Id: abc+2Bdef\n\nFinal-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.1.1"
    (one,) = recipients_of(report(text))
    assert one.envelope_id == "abc+def"


def test_the_recipients_server_knows_better_than_the_relay():
    (one,) = recipients_of(
        report(
            "Final-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full"
        )
    )
    assert (one.status, one.reason) == ("5.2.2", "mailbox_full")


FAMILIES = {
    "qmail": mail(
        "Hi. This is the qmail-send program at mx.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<kim@acme.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "<lee@acme.test>:\n192.0.2.7 does not like recipient.\nRemote host said: 552 5.2.2 mailbox full\nGiving up on 192.0.2.7.\n\n"
        f"--- Below this line is a copy of the message.\n\nReturn-Path: <{ME}>\nTo: other@else.test\n"
    ),
    "exim": mail(
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\n"
        "recipients. This is a permanent error. The following address(es) failed:\n\n  kim@acme.test\n    host mx.acme.test [192.0.2.7]\n"
        "    SMTP error from remote mail server after RCPT TO:<kim@acme.test>:\n    550 5.1.1 No such user\n\n"
        "  lee@acme.test\n    SMTP error from remote mail server after end of data:\n    552 5.2.2 over quota\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <{ME}>\nTo: other@else.test\n",
        subject="Mail delivery failed: returning message to sender",
    ),
    "yahoo": mail(
        "Sorry, we were unable to deliver your message to the following address.\n\n<kim@acme.test>:\nRemote host said:\n550 5.1.1 User Unknown\n[RCPT_TO]\n\n"
        "<lee@acme.test>:\n552 5.2.2 Mailbox full\n\n--- Below this line is a copy of the message.\n\nTo: other@else.test\n",
        subject="Failure Notice",
    ),
    "gmx": mail(
        'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n"kim@acme.test":\n'
        'SMTP error from remote server after RCPT command:\nhost: mx.acme.test\n5.1.1 <kim@acme.test>... User Unknown\n\n"lee@acme.test":\n5.2.2 <lee@acme.test>... Mailbox Full\n\n'
        "--- The header of the original message is following. ---\n\nTo: other@else.test\n",
        subject="Mail delivery failed: returning message to sender",
    ),
    "mail.ru": mail(
        "Это письмо создано автоматически сервером Mail.Ru.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n  kim@acme.test\n    SMTP error from remote mail server after RCPT TO:<kim@acme.test>:\n    550 5.1.1 User unknown\n"
        "  lee@acme.test\n    552 5.2.2 Mailbox full\n\n------ This is a copy of the message ------\n\nTo: other@else.test\n",
        subject="=?UTF-8?B?0JLQsNGI0LUg0YHQvtC+0LHRidC10L3QuNC1INC90LUg0LTQvtGB0YLQsNCy0LvQtdC90L4=?=",
        X_Failed_Recipients="kim@acme.test, lee@acme.test",
        Content_Type="text/plain; charset=utf-8",
    ),
    "opensmtpd": mail(
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n"
        "kim@acme.test: 550 5.1.1 User unknown\nlee@acme.test: 552 5.2.2 Mailbox full\n\n    Below is a copy of the original message:\n\nTo: other@else.test\n",
        subject="Delivery status notification: error",
    ),
    "sendmail": mail(
        "The original message was received at Mon, 2 Mar 2026 09:00:00 +0000\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<kim@acme.test>\n<lee@acme.test>\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.acme.test.:\n>>> RCPT To:<kim@acme.test>\n<<< 550 5.1.1 <kim@acme.test>... User unknown\n"
        "550 5.1.1 <kim@acme.test>... User unknown\n",
        subject="Returned mail: see transcript for details",
    ),
    "mcafee": mail(
        "    --- The following addresses had delivery problems ---\n\n<kim@acme.test>   (5.1.1 User unknown)\n<lee@acme.test>   (5.2.2 Mailbox full)\n",
        subject="Delivery Status",
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_recipient_of_a_prose_report_is_named(family):
    found = recipients_of(FAMILIES[family])
    assert [one.address for one in found] == ["kim@acme.test", "lee@acme.test"]
    assert {(one.action, one.kind) for one in found} == {("failed", "permanent")}


@pytest.mark.parametrize("family", [name for name in FAMILIES if name != "sendmail"])
def test_each_recipient_keeps_its_own_reason(family):
    first, second = recipients_of(FAMILIES[family])
    assert (first.status, first.reason) == ("5.1.1", "address_dead")
    assert (second.status, second.reason) == ("5.2.2", "mailbox_full")


SINGLE = {
    "gmail, failed": (
        mail(
            "Delivery to the following recipient failed permanently:\n\n     kim@acme.test\n\nTechnical details of permanent failure: \nThe error that the other server returned was:\n550 5.1.1 User Unknown\n\n----- Original message -----\n\nTo: other@else.test\n",
            subject="Delivery Status Notification (Failure)",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "gmail, delayed": (
        mail(
            "THIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     kim@acme.test\n\nMessage will be retried for 2 more day(s)\n\nThe recipient server did not accept our requests to connect.\n",
            subject="Delivery Status Notification (Delay)",
        ),
        ("delayed", "4.0.0", "temporary", "expired"),
    ),
    "exim, warning": (
        mail(
            "A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  kim@acme.test\n    Delay reason: 451 4.7.1 Greylisted, try later\n\nNo action is required on your part. Delivery attempts will continue.\n",
            subject="Warning: message 1abc-2 delayed 24 hours",
        ),
        ("delayed", "4.7.1", "temporary", "rate"),
    ),
    "exchange 2003": (
        mail(
            "Your message\n\n  To:      other@else.test\n  Subject: x\n  Sent:    Mon, 2 Mar 2026 09:00:00 -0000\n\ndid not reach the following recipient(s):\n\nkim@acme.test on Mon, 2 Mar 2026 09:00:00 -0000\n    The recipient name is not recognized\n    MSEXCH:IMS:ACME:SITE:HOST 0 (000C05A6) Unknown Recipient\n",
            sender="System Administrator <postmaster@acme.test>",
            subject="Undeliverable: x",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "exchange, italian": (
        mail(
            "Il recapito non è riuscito per i seguenti destinatari o gruppi:\n\nkim@acme.test<mailto:kim@acme.test>\nL'indirizzo non è stato trovato.\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found ##\n",
            sender="<postmaster@acme.test>",
            subject="Non recapitabile: x",
            X_MS_Exchange_Message_Is_Ndr="",
            Content_Type="text/plain; charset=utf-8",
        ),
        ("failed", "5.1.10", "permanent", "address_dead"),
    ),
    "domino": (
        mail(
            "Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  kim@acme.test\n\nbecause:\n\n  User kim (kim@acme.test) not listed in Domino Directory\n",
            sender="Postmaster@acme.test",
            subject="DELIVERY FAILURE: User kim not listed",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "lotus notes": (
        mail(
            "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nkim@acme.test\n\n------- Returned Message --------\n\nTo: other@else.test\n",
            sender="postmaster@acme.test",
            subject="Undeliverable message",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "novell and imail": (
        mail(
            "Unknown user: kim@acme.test\n\nOriginal message follows.\n\nTo: other@else.test\n",
            sender='"Postmaster" <postmaster@acme.test>',
            subject="Undeliverable Mail",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "mailfoundry": (
        mail(
            "Unable to deliver message to: <kim@acme.test>\nDelivery failed for the following reason:\nServer mx.acme.test[192.0.2.7] failed with: 550 5.7.1 Blocked by policy\n",
            subject="Message delivery has failed",
        ),
        ("failed", "5.7.1", "permanent", "policy"),
    ),
    "zoho": (
        mail(
            "This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error. \n\nkim@acme.test Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 User Unknown\n",
            subject="Undelivered Mail Returned to Sender",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "postfix text": (
        mail(
            "This is the mail system at host mx.test.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\nFor further assistance, please send mail to <postmaster@mx.test>\n\n<kim@acme.test>: Host or domain name not found. Name service error for\n    name=acme.test type=A: Host not found\n",
            subject="Undelivered Mail Returned to Sender",
        ),
        ("failed", "5.0.0", "permanent", "domain_dead"),
    ),
    "old sendmail": (
        mail(
            "   ----- Transcript of session follows -----\nWhile talking to mx.acme.test:\n>>> RCPT To:<kim@acme.test>\n<<< 550 <kim@acme.test>, User Unknown\n550 <kim@acme.test>... User unknown\n\n   ----- Unsent message follows -----\nTo: other@else.test\n",
            subject="Returned mail: User unknown",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "x.400 gateway": (
        mail(
            "This report relates to a message you sent.\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: kim@acme.test\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 User Unknown\n",
            subject="Delivery Notification: Delivery has failed",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "mobile operator": (
        mail(
            "Message could not be delivered to mobile.\nError: No valid recipients for this MM\n\nOriginal Message:\nFrom: Ada <ada@sender.test>\nTo: kim@acme.test\nSubject: x\n",
            sender="MMSC NDR Administrator <sysadmin@mms.test>",
            subject="Undeliverable Message",
        ),
        ("failed", "5.0.0", "permanent", "address_dead"),
    ),
    "mail marshal": (
        mail(
            "Your message:\n   From:    ada@sender.test\n   Subject: x\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    kim@acme.test\n",
            sender="postmaster@acme.test",
            subject="Undeliverable Mail: x",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "google groups": (
        mail(
            "Hello ada@sender.test,\n\nWe're writing to let you know that the group you tried to contact (kim) may not exist, or you may not have permission to post messages to the group.\n\nGoogle Groups\n",
            subject="Delivery Status Notification (Failure)",
            X_Failed_Recipients="kim@acme.test",
        ),
        ("failed", "5.0.0", "permanent", "policy"),
    ),
    "amazon by sns": (
        mail(
            '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"kim@acme.test","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}\n',
            sender="no-reply@sns.test",
            subject="AWS Notification Message",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "fields in the text": (
        mail(
            "An error occurred while trying to deliver the mail to the following recipients:\nkim@acme.test\n\nTechnical report:\n\nAction: failed\nFinal-Recipient: rfc822; kim@acme.test\nDiagnostic-Code: smtp; 550 5.1.1 User Unknown\nStatus: 5.1.1\n",
            subject="Delivery Status Notification (Failure)",
        ),
        ("failed", "5.1.1", "permanent", "address_dead"),
    ),
    "a loop": (
        mail(
            "<kim@acme.test>:\nRemote host said: 554 5.4.6 Hop count exceeded - possible mail loop\n\n--- Original message follows.\n",
            subject="Delivery failure",
            sender="postmaster@mx.test",
        ),
        ("failed", "5.4.6", "permanent", "system"),
    ),
}


@pytest.mark.parametrize("family", SINGLE)
def test_each_family_names_its_recipient_action_class_and_reason(family):
    message, expected = SINGLE[family]
    (one,) = recipients_of(message)
    assert one.address == "kim@acme.test"
    assert (one.action, one.status, one.kind, one.reason) == expected


def test_a_broken_boundary_loses_nothing():
    message = mail(
        "--wrong\nContent-Type: text/plain\n\nIt failed.\n\nFinal-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.1.1\n",
        Content_Type='multipart/report; report-type=delivery-status; boundary="right"',
    )
    assert [one.address for one in recipients_of(message)] == ["kim@acme.test"]


def test_the_person_to_ask_for_help_is_no_recipient():
    message = mail(
        "Your message could not be delivered.\nFor help, contact\n<support@isp.test>\n\n<kim@acme.test>: 550 5.1.1 unknown user\n",
        subject="Undelivered Mail Returned to Sender",
    )
    assert [one.address for one in recipients_of(message)] == ["kim@acme.test"]


@pytest.mark.parametrize(
    "message",
    [
        mail(
            "I am out of office until Monday. Contact bob@acme.test for help.",
            sender="kim@acme.test",
            subject="Automatic reply: Notice",
        ),
        mail(
            "We confirm your cancellation. Questions: help@acme.test",
            sender="Acme <noreply@acme.test>",
            subject="Your cancellation",
        ),
        mail(
            "We could not find your account. Please send your customer number to service@acme.test.",
            sender="Acme <service@acme.test>",
            subject="Re: Notice of termination",
        ),
        mail(
            "> Final-Recipient: rfc822; kim@acme.test\n> Action: failed\n> Status: 5.1.1\n\nDid you see this?",
            sender="bob@sender.test",
            subject="Fwd: failure notice",
        ),
        mail("", sender="kim@acme.test", subject=""),
        mail(
            "Delivery to kim@acme.test has been scheduled for Monday.",
            sender="parcels@acme.test",
            subject="Your delivery is on its way",
        ),
        mail(
            "Member kim@acme.test could not be reached three times.",
            sender="list-owner@acme.test",
            subject="Weekly digest",
        ),
        mail(
            "We could not deliver what you asked for. Please contact kim@acme.test.",
            sender="kim@acme.test",
            subject="Re: Notice",
        ),
    ],
    ids=[
        "absence",
        "confirmation",
        "question",
        "forwarded by a person",
        "empty",
        "parcel",
        "digest",
        "no delivery of goods",
    ],
)
def test_what_is_no_bounce_names_nobody(message):
    assert recipients_of(message) == ()


def test_an_address_that_speaks_of_spam_is_no_reason():
    (one,) = recipients_of(
        report(
            "Final-Recipient: rfc822; spam@acme.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <spam@acme.test>: user unknown"
        )
    )
    assert one.reason == "address_dead"


def test_a_refusal_of_the_sender_says_nothing_against_the_recipient():
    (one,) = recipients_of(
        report(
            "Final-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.1.8\nDiagnostic-Code: smtp; 553 5.1.8 Domain of sender address ada@sender.test does not exist"
        )
    )
    assert one.reason == "policy"


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("rfc822; KIM@Acme.TEST", "kim@acme.test"),
        ("rfc822;<kim@acme.test>", "kim@acme.test"),
        ("RFC822; kim..x.@acme.test", "kim..x.@acme.test"),
        ('rfc822; "kim..x"@acme.test', '"kim..x"@acme.test'),
        ("rfc822; kim@mailhost", "kim@mailhost"),
        ("utf-8; 猫@acme.test", "猫@acme.test"),
        ("kim@acme.test", "kim@acme.test"),
    ],
)
def test_an_address_in_a_field_may_have_any_form(field, address):
    (one,) = recipients_of(
        report(f"Final-Recipient: {field}\nAction: failed\nStatus: 5.1.1")
    )
    assert one.address == address


REPORT_IN_BASE64 = "UmVwb3J0aW5nLU1UQTogZG5zOyBteC50ZXN0CgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsga2ltQGFjbWUudGVzdApBY3Rpb246IGZhaWxlZApTdGF0dXM6IDUuMS4xCg=="


@pytest.mark.parametrize(
    "kind", ["message/delivery-status", "application/octet-stream; name=details.txt"]
)
def test_a_report_in_base64_or_of_an_unknown_type_is_read(kind):
    message = mail(
        f"--b\nContent-Type: text/plain\n\nSee the attachment.\n\n--b\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{REPORT_IN_BASE64}\n\n--b--\n",
        MIME_Version="1.0",
        Content_Type='multipart/mixed; boundary="b"',
    )
    assert told(recipients_of(message)) == [
        ("kim@acme.test", "failed", "5.1.1", "permanent", "address_dead")
    ]


def test_a_report_without_a_recipient_still_says_why():
    (one,) = recipients_of(
        report("Action: failed\nStatus: 5.2.2", returned="To: kim@acme.test")
    )
    assert (one.address, one.status, one.reason) == (
        "kim@acme.test",
        "5.2.2",
        "mailbox_full",
    )


def test_letters_of_western_europe_belong_to_an_address():
    message = mail(
        "<jürgen@bücher.test>:\n550 5.1.1 unknown user\n",
        Content_Type="text/plain; charset=utf-8",
    )
    assert [one.address for one in recipients_of(message)] == ["jürgen@bücher.test"]


def test_a_refused_connection_is_no_policy():
    (one,) = recipients_of(
        mail(
            "Your message could not be delivered.\n\n<kim@acme.test>: connect to mx.acme.test[192.0.2.1]:25: Connection refused\n"
        )
    )
    assert one.reason == "system"
