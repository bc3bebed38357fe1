"""What kind of message is it? Reports before receipts before automatic answers before people."""

import base64
from datetime import date

import pytest

from duly.replies.reading import as_document, read_message


def mail(text, **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\n".join(lines) + "\n\n" + text).encode()


PERSON = {
    "From": "Kim <kim@acme.test>",
    "To": "ada@sender.test",
    "Subject": "Re: Notice",
}

MDN = mail(
    "--b\nContent-Type: text/plain\n\nThis is a receipt.\n\n--b\nContent-Type: message/disposition-notification\n\n"
    "Reporting-UA: mail.acme.test; Reader\nFinal-Recipient: rfc822;kim@acme.test\nOriginal-Message-ID: <m1@sender.test>\n"
    "Disposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n",
    **PERSON,
    MIME_Version="1.0",
    Content_Type='multipart/report; report-type=disposition-notification; boundary="b"',
)
ARF = mail(
    "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n\n--b\nContent-Type: message/feedback-report\n\n"
    "Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Rcpt-To: kim@acme.test\n\n"
    "--b\nContent-Type: message/rfc822\n\nMessage-ID: <m1@sender.test>\nTo: kim@acme.test\n\nx\n--b--\n",
    From="fbl@isp.test",
    Subject="Abuse report",
    MIME_Version="1.0",
    Content_Type='multipart/report; report-type=feedback-report; boundary="b"',
)


def test_a_receipt_is_a_receipt_and_names_its_message():
    reading = read_message(MDN)
    assert reading.kind == "mdn"
    assert reading.receipt.address == "kim@acme.test"
    assert reading.receipt.disposition == "displayed"
    assert not reading.receipt.is_automatic
    assert reading.receipt.original_message_id == "<m1@sender.test>"
    assert reading.recipients == ()


def test_a_complaint_is_no_bounce():
    reading = read_message(ARF)
    assert reading.kind == "complaint"
    assert reading.complaint.feedback_type == "abuse"
    assert reading.complaint.recipients == ("kim@acme.test",)
    assert reading.marks.returned_message_id == "<m1@sender.test>"
    assert reading.recipients == ()


def test_a_bounce_with_the_marks_of_an_automatic_answer_is_a_bounce():
    reading = read_message(
        mail(
            "<kim@acme.test>:\n550 5.1.1 User unknown\n",
            From="MAILER-DAEMON@mx.test",
            Subject="Undelivered Mail Returned to Sender",
            Auto_Submitted="auto-replied",
        )
    )
    assert reading.kind == "dsn"


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (ticket)"},
        {"X_Autoreply": "yes"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "auto_reply"},
        {"Return_Path": "<>"},
    ],
    ids=str,
)
def test_a_machine_gives_itself_away_by_a_header(header):
    assert read_message(mail("Hello.", **PERSON, **header)).kind == "auto_reply"


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Notice",
        "Out of Office",
        "Automatische Antwort: K",
        "Réponse automatique : R",
        "Respuesta automática: B",
        "Risposta automatica: D",
        "Automatisch antwoord: O",
        "Re: Abwesenheitsnotiz",
    ],
)
def test_a_machine_gives_itself_away_by_its_subject(subject):
    assert (
        read_message(mail("x", **{**PERSON, "Subject": subject})).kind == "auto_reply"
    )


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Precedence": "bulk"},
        {"Return_Path": "<kim@acme.test>"},
    ],
    ids=str,
)
def test_a_person_is_a_person(header):
    assert read_message(mail("Hello Ada.", **PERSON, **header)).kind == "reply"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I am out of the office until Monday.", "out_of_office"),
        ("Thank you for contacting us. Your ticket number is 4711.", "ticket_opened"),
        ("This mailbox is not monitored.", "unmonitored"),
        ("Greetings.", "other"),
    ],
)
def test_an_automatic_answer_has_a_kind(text, kind):
    assert (
        read_message(
            mail(text, **PERSON, Auto_Submitted="auto-replied")
        ).auto_reply.kind
        == kind
    )


def test_an_automatic_confirmation_keeps_its_verdict_and_its_day():
    reading = read_message(
        mail(
            "Your subscription has been cancelled. It ends on 31 March 2026.",
            **PERSON,
            Auto_Submitted="auto-generated",
        )
    )
    assert reading.kind == "auto_reply"
    assert reading.answer.verdict == "confirmed"
    assert reading.answer.effective_date == date(2026, 3, 31)


def test_what_is_quoted_decides_nothing():
    reading = read_message(
        mail(
            "We will look into it.\n\nOn Mon, 2 Mar 2026 at 09:30, Ada <ada@sender.test> wrote:\n> Please confirm that my contract has been cancelled on 31 March 2026.\n",
            **PERSON,
        )
    )
    assert reading.answer.verdict != "confirmed"


def test_an_answer_in_html_only_is_read():
    page = "<html><head><style>p{}</style></head><body><p>We confirm the <b>termination</b> of your contract<br>with effect from 31 March 2026.</p></body></html>"
    reading = read_message(
        mail(page, **PERSON, Content_Type="text/html; charset=utf-8")
    )
    assert reading.answer.verdict == "confirmed"
    assert reading.answer.effective_date == date(2026, 3, 31)


def test_the_document_has_every_field_of_the_contract():
    document = as_document(read_message(mail("Hello.", **PERSON)))
    assert {"kind", "recipients", "auto_reply", "reply", "authentication"} <= set(
        document
    )
    assert {"verdict", "effective_date", "spans"} <= set(document["reply"])
    recipient = as_document(
        read_message(
            mail(
                "<kim@acme.test>:\n550 5.1.1 x\n",
                From="MAILER-DAEMON@x.test",
                Subject="failure notice",
            )
        )
    )["recipients"][0]
    assert {"address", "action", "status", "class", "reason", "diagnostic"} <= set(
        recipient
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\x00\xff\xfe",
        b"no header at all",
        b"Subject: =?x?q?\xff?=\n\n\xff",
    ],
)
def test_nonsense_is_read_as_something(raw):
    assert read_message(raw).kind in ("reply", "auto_reply", "unparsed")


def test_a_report_that_names_nobody_is_still_a_report():
    raw = mail(
        "Something went wrong.",
        From="MAILER-DAEMON@mx.test",
        Subject="Undelivered Mail Returned to Sender",
        Auto_Submitted="auto-replied",
    )
    reading = read_message(raw)
    assert reading.kind == "dsn"
    assert reading.recipients == ()


def test_a_complaint_told_by_amazon_is_a_complaint():
    raw = mail(
        '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"kim@acme.test"}]}}',
        From="no-reply@sns.test",
        Subject="AWS Notification Message",
    )
    assert read_message(raw).kind == "complaint"


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("cp1252", "us-ascii"),
        ("utf-8", "nonsense"),
        ("utf-8", ""),
        ("cp1252", ""),
    ],
)
def test_an_answer_is_read_in_whatever_charset_it_came(charset, declared):
    kind = f"Content-Type: text/plain; charset={declared}\n" if declared else ""
    text = "hiermit bestätigen wir die Kündigung Ihres Vertrages zum 31. März 2026."
    raw = f"From: kim@acme.test\nSubject: x\n{kind}\n".encode() + text.encode(charset)
    answer = read_message(raw).answer
    assert (answer.verdict, answer.effective_date) == ("confirmed", date(2026, 3, 31))


def test_an_answer_in_base64_is_read():
    text = base64.b64encode(
        b"We confirm that your contract ends on 31 March 2026."
    ).decode()
    raw = mail(
        text,
        **PERSON,
        Content_Type="text/plain; charset=utf-8",
        Content_Transfer_Encoding="base64",
    )
    assert read_message(raw).answer.verdict == "confirmed"


INTRODUCTIONS = [
    "On Mon, 2 Mar 2026 at 09:30, Ada <a@b.test> wrote:",
    "Am Mo., 2. März 2026 um 09:30 Uhr schrieb Ada <a@b.test>:",
    "Le lun. 2 mars 2026 à 09:30, Ada <a@b.test> a écrit :",
    "El lun, 2 mar 2026 a las 9:30, Ada (<a@b.test>) escribió:",
    "Il giorno lun 2 mar 2026 alle ore 09:30 Ada <a@b.test> ha scritto:",
    "Op ma 2 mrt 2026 om 09:30 schreef Ada <a@b.test>:",
]
QUOTE = (
    "> We confirm that your contract has been cancelled.\n> It ends on 31 March 2026.\n"
)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_a_quotation_says_nothing_above_or_below_the_answer(introduction):
    below = f"We will look into it.\n\n{introduction}\n{QUOTE}"
    above = f"{introduction}\n{QUOTE}\nWe will look into it.\n"
    for text in (below, above):
        raw = mail(text, **PERSON, Content_Type="text/plain; charset=utf-8")
        answer = read_message(raw).answer
        assert answer.text == "We will look into it."
        assert answer.verdict != "confirmed"
