"""Mail that speaks of failing, or comes from a postmaster, and reports nothing: it names no recipient."""

import pytest

from duly.replies.reading import read_message

QUOTED = (
    "> From: MAILER-DAEMON@mx.test\n> Subject: Undelivered Mail Returned to Sender\n>\n> This is the mail system at host mx.test.\n>\n"
    "> I'm sorry to have to inform you that your message could not\n> be delivered to one or more recipients.\n>\n> <kim@acme.test>: host mx.acme.test said: 550 5.1.1 User unknown\n"
)
PASTED = QUOTED.replace("> ", "").replace(">", "")
UTF8 = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"

NOTHING: dict[str, tuple[str, str]] = {
    "a person answers a bounce, quoted": (
        "From: Bob <bob@sender.test>\nSubject: Re: Undelivered Mail Returned to Sender\n",
        "Hi Ada,\n\ndid you see this one? Their server was down on Monday.\n\nBob\n\n"
        + QUOTED,
    ),
    "a person passes a bounce on, pasted": (
        "From: Bob <bob@sender.test>\nSubject: Fwd: Undelivered Mail Returned to Sender\n",
        "FYI\n\n---------- Forwarded message ---------\n" + PASTED,
    ),
    "a person pastes the fields of a report": (
        "From: Bob <bob@sender.test>\nSubject: Fwd: failure notice\n",
        "Ada, what is this?\n\nFinal-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.1.1\n",
    ),
    "a postmaster answers, with the report quoted": (
        "From: Joe Smith <postmaster@acme.test>\nSubject: Re: Undelivered Mail Returned to Sender\n",
        "Hello Ada,\n\nthe filter is fine again.\n\nJoe\n\n" + QUOTED,
    ),
    "a german colleague passes one on": (
        "From: Bob <bob@sender.test>\nSubject: WG: Unzustellbar: Kuendigung\n" + UTF8,
        "Kannst du das bitte klären?\n\nVon: postmaster@acme.test\nBetreff: Unzustellbar: Kündigung\n\nIhre Nachricht konnte nicht zugestellt werden:\n\nkim@acme.test\n550 5.1.1 User unknown\n",
    ),
    "a ticket about a bounce": (
        "From: Acme Support <support@acme.test>\nSubject: [Ticket #4711] Re: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n",
        "Thank you for writing to us. We have received your request and opened ticket 4711.\n\nYour message:\n\n"
        + QUOTED,
    ),
    "a ticket with the bounce pasted": (
        "From: Acme Support <support@acme.test>\nSubject: [#4711] Mail delivery failed: returning message to sender\n",
        "Your request (4711) has been received and is being looked at by our staff.\n\nTo add comments, answer to this mail.\n\n"
        + QUOTED,
    ),
    "a newsletter on deliverability": (
        "From: Mail News <news@deliver.test>\nSubject: Why was my message rejected? Bounce rates explained\nList-Unsubscribe: <https://deliver.test/u>\n",
        "In this issue: what a 550 5.1.1 means, why messages could not be delivered to some recipients, and how to read a bounce from Gmail.\n\nQuestions? Write to editors@deliver.test.\n",
    ),
    "a parcel that was not delivered": (
        "From: Parcel Service <noreply@parcel.test>\nSubject: Delivery failed: we missed you today\n",
        "We were unable to deliver your parcel 123. It could not be delivered to your address. Pick it up at the shop, or contact\nservice@parcel.test\n",
    ),
    "a german parcel": (
        "From: Paketdienst <noreply@paket.test>\nSubject: Ihre Sendung: Zustellung heute nicht erfolgreich\n"
        + UTF8,
        "Ihre Sendung konnte heute nicht zugestellt werden. Sie liegt in der Filiale. Fragen an service@paket.test\n",
    ),
    "an invoice that bounced at the bank": (
        "From: Acme Billing <billing@acme.test>\nSubject: Your payment was returned: bounced check\n",
        "Your payment could not be collected. Please contact billing@acme.test with your customer number.\n",
    ),
    "out of office, colleague named": (
        "From: kim@acme.test\nSubject: Automatic reply: Notice of termination\nAuto-Submitted: auto-replied\n",
        "I am out of the office until 9 March and can not be reached. In urgent cases write to\nlee@acme.test\n",
    ),
    "out of office, german": (
        "From: kim@acme.test\nSubject: Abwesenheitsnotiz: Kuendigung\nReturn-Path: <>\n"
        + UTF8,
        "Ich bin bis 9. März nicht erreichbar. Ihre Nachricht wird nicht weitergeleitet. Vertretung: lee@acme.test\n",
    ),
    "out of office, whose mailbox is left": (
        "From: kim@acme.test\nSubject: Auto: I have left Acme\nReturn-Path: <>\nAuto-Submitted: auto-replied\n",
        "This mailbox is no longer monitored. Please address your mail to lee@acme.test from now on.\n",
    ),
    "a postmaster's report of the month": (
        "From: postmaster@acme.test\nSubject: DMARC aggregate report for sender.test\n",
        "This is an aggregate report from acme.test for sender.test. 17 messages passed. Questions: dmarc@acme.test\n",
    ),
    "a postmaster welcomes": (
        "From: Postmaster <postmaster@isp.test>\nSubject: Welcome to your new mailbox\n",
        "Your mailbox ada@isp.test is ready. Set up your program with the server imap.isp.test.\nFor help: help@isp.test\n",
    ),
    "a postmaster writes as a person": (
        "From: Joe Smith, Postmaster <postmaster@acme.test>\nSubject: Re: your question about our filter\nIn-Reply-To: <q1@sender.test>\n",
        "Hello Ada,\n\nthe filter is fine again. If it happens once more, write to joe@acme.test directly.\n\nJoe\n",
    ),
    "a list tells of too many bounces": (
        "From: mailman-bounces@lists.test\nSubject: confirm 4f2a. Your membership is disabled\n",
        "Your membership in the mailing list talk has been disabled due to excessive bounces. You may answer to\ntalk-confirm@lists.test\n",
    ),
    "a monitor's alarm": (
        "From: Monitor <alerts@monitor.test>\nSubject: ALERT: mail delivery queue is long\n",
        "The queue of mx.test holds 500 messages; deliveries to acme.test time out. On call: ops@monitor.test\n",
    ),
    "quarantine digest": (
        "From: Quarantine <postmaster@filter.test>\nSubject: 3 messages were held for you\n",
        "These messages were held:\n\nFrom: shop@spam.test  Subject: Buy now\nFrom: win@spam.test  Subject: You won\n\nRelease them on the page.\n",
    ),
    "a confirmation that mentions the way": (
        "From: Acme <service@acme.test>\nSubject: Your notice of termination\n",
        "We confirm that your contract ends on 31 March 2026. This confirmation could not be delivered to you by post. Questions: service@acme.test\n",
    ),
    "wrong department": (
        "From: Acme <info@acme.test>\nSubject: Re: Notice of termination\n",
        "We can not deal with this here; your message was forwarded to cancel@acme.test. Please use this address in future:\ncancel@acme.test\n",
    ),
    "unmonitored": (
        "From: no-reply@acme.test\nSubject: This mailbox is not monitored\nAuto-Submitted: auto-replied\n",
        "Your message was not read. Messages to no-reply@acme.test are not delivered to anybody. Use\nhttps://acme.test/help\n",
    ),
    "a challenge": (
        "From: Kim <kim@acme.test>\nSubject: Please confirm your message\nAuto-Submitted: auto-replied\n",
        "Your message to kim@acme.test is being held until you confirm that you are a person. Click the link within 7 days.\n",
    ),
    "a shop says that the parcel was delivered": (
        "From: Shop <noreply@shop.test>\nSubject: Delivered: your order 4711\n",
        "Your order has been delivered to your neighbour. Questions? Write to kim@shop.test\n",
    ),
    "a calendar's refusal": (
        "From: kim@acme.test\nSubject: Declined: Meeting on delivery problems\n",
        "Kim has declined. The delivery of the following items could not be discussed: mail, phones. lee@acme.test takes over.\n",
    ),
    "an answer above what outlook quotes": (
        "From: Jana <jana@acme.test>\nSubject: AW: Undelivered Mail Returned to Sender\n"
        + UTF8,
        "Hallo Frau Lind,\n\ndas Postfach war voll, jetzt geht es wieder.\n\n-----Ursprüngliche Nachricht-----\nVon: Ada\nBetreff: Undelivered Mail Returned to Sender\n\n"
        + PASTED.replace("User unknown", "Mailbox full"),
    ),
    "an answer below a line": (
        "From: Tom <tom@sender.test>\nSubject: AW: Unzustellbar: Kuendigung\n" + UTF8,
        "Kommt bei mir auch, die Adresse ist tot.\n\n________________________________\nVon: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.test>\nGesendet: Montag, 2. März 2026 09:13\nAn: Tom\nBetreff: Unzustellbar: Kuendigung\n\nFehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
    ),
    "a newsletter with a bounce as its example": (
        "From: Mail News <news@deliver.test>\nSubject: Hard bounces: why your mail could not be delivered\nList-Unsubscribe: <https://deliver.test/u>\n",
        "Dear reader,\n\nthis month: what 550 5.1.1 User unknown means.\n\n  <kim@acme.test>: 550 5.1.1 Recipient address rejected: User unknown\n",
    ),
    "a post of a list": (
        "From: Blog <hello@blog.test>\nSubject: New post: Undelivered Mail Returned to Sender explained\nList-Id: <blog.blog.test>\n",
        "Today we explain this bounce:\n\n<kim@acme.test>: host mx.acme.test said: 550 5.1.1 User unknown\n",
    ),
    "a page of a manual": (
        "From: Docs <docs@host.test>\nSubject: Anleitung: Unzustellbar-Meldungen verstehen\n"
        + UTF8,
        'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen: so beginnt die Meldung von Exchange.\n\nDarunter steht z. B. "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##" für kim@acme.test.\n',
    ),
    "a person tells of a code": (
        "From: Bob <bob@sender.test>\nReturn-Path: <bob@sender.test>\nSubject: Undeliverable mail?\n",
        "Hi Ada, did you get this one too?\n\n<kim@acme.test>: 550 5.1.1 User unknown\n",
    ),
    "a postmaster tells of new rules": (
        "From: Postmaster <postmaster@isp.test>\nSubject: New rules for your mailbox\n",
        'From 1 April messages larger than 25 MB are rejected with "552 5.3.4 message too large".\nAsk help@isp.test.\n',
    ),
    "certified mail was taken over": (
        'From: "Posta Certificata" <posta-certificata@pec.test>\nSubject: ACCETTAZIONE: Disdetta\n'
        + UTF8,
        'Il messaggio "Disdetta" proveniente da "ada@sender.test"\ned indirizzato a:\nkim@acme.test ("posta certificata")\n\nIl messaggio è stato accettato dal sistema ed inoltrato.\n',
    ),
    "a reader's own full mailbox": (
        "From: Petra <petra@acme.test>\nSubject: Automatische Antwort\nAuto-Submitted: auto-replied\n"
        + UTF8,
        "Mein Postfach ist voll, ich lese erst wieder am 9.3. Bitte an kim@acme.test.\n",
    ),
    "a reader's own mailbox is nearly full": (
        "From: Postmaster <postmaster@sender.test>\nSubject: Quota warning\n",
        "Your mailbox is over quota.\n\nada@sender.test\n\nUsed: 101 %. Please delete mail.\n",
    ),
    "a virus that was kept away": (
        "From: MailScanner <postmaster@sender.test>\nSubject: Mail for you was held\n",
        "A message from kim@acme.test to you contained a virus and was not delivered.\n",
    ),
    "a postmaster greets": (
        "From: Postmaster <postmaster@acme.test>\nSubject: Your request 8812\n",
        "Hello Ada,\n\nthe user kim@acme.test is unknown to us. Please use info@acme.test.\n",
    ),
    "mail will be late on Saturday": (
        "From: Postmaster <postmaster@sender.test>\nSubject: Maintenance on Saturday\n",
        "Some mail will be late. Contact noc@sender.test\n",
    ),
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_lookalike_names_nobody(name):
    header, text = NOTHING[name]
    reading = read_message(f"To: ada@sender.test\n{header}\n{text}".encode())
    assert [one.address for one in reading.recipients] == []
    assert reading.kind in ("reply", "auto_reply")


def test_a_program_that_deleted_a_mail_unread_is_no_filter():
    reading = read_message(
        b"From: Kim <kim@acme.test>\nSubject: Not read: Notice\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain\n\nYour message to kim@acme.test was deleted without being read.\n\n"
        b"--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; kim@acme.test\n"
        b"Disposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--\n"
    )
    assert (reading.kind, reading.recipients) == ("mdn", ())
