"""Wordings of mail systems met after the first parser was done, made by hand from their forms: whom each speaks of, and why.

A row is the header, the text, and the expected recipients as `address action class reason`.
"""

from tests.replies.bounce_variants import (
    DAEMON,
    ME,
    MICROSOFT,
    POSTMASTER,
    RETURNED,
    UTF8,
)

# A multipart whose one part is a receipt: filters refuse in this form (RFC 5429).
RECEIPT = (
    'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary="b"\n',
    "--b\nContent-Type: text/plain\n\n",
    "\n--b\nContent-Type: message/disposition-notification\n\nReporting-UA: mx.test; Mail Delivery Agent\nFinal-Recipient: rfc822; kim@acme.test\nDisposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--\n",
)

WORDINGS: dict[str, tuple[str, str, str]] = {
    "sendmail, two reasons": (
        DAEMON + "Subject: Returned mail: see transcript for details\n",
        (
            "   ----- The following addresses had permanent fatal errors -----\n<kim@acme.test>\n    (reason: 552 5.2.2 Mailbox quota exceeded)\n<lee@acme.test>\n    (reason: 550 5.7.1 Message blocked as spam)\n\n"
            "   ----- Transcript of session follows -----\n>>> RCPT To:<kim@acme.test>\n<<< 552 5.2.2 Mailbox quota exceeded\n>>> DATA\n<<< 550 5.7.1 Message blocked as spam\n"
        ),
        "kim@acme.test failed permanent mailbox_full, lee@acme.test failed permanent policy",
    ),
    "mail.ru, given up after a refusal": (
        DAEMON + "Subject: Mail failure.\n" + UTF8,
        "Это письмо создано автоматически сервером, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\nkim@acme.test\n  host mx.acme.test [192.0.2.1]: 550 Message was not accepted -- invalid mailbox.\n  retry timeout exceeded\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "mailenable": (
        "From: Postmaster@win.test\nSubject: Message Delivery Failure\n",
        f"MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:kim@acme.test]\n\tReason: Remote SMTP Server Returned: 550 No such user here\n\nMessage headers follow:\n\n{RETURNED}",
        "kim@acme.test failed permanent address_dead",
    ),
    "hmailserver, no servers": (
        "From: mailer-daemon@hm.test\nSubject: Message undeliverable: Notice\n",
        "Your message did not reach some or all of the intended recipients.\n\n   Subject: Notice\n\nThe following recipient(s) could not be reached:\n\nkim@gone.test\n   Error Type: SMTP\n   Error Description: No mail servers appear to exist for the recipient's address.\n",
        "kim@gone.test failed permanent domain_dead",
    ),
    "imail, many attempts": (
        POSTMASTER + "Subject: Undeliverable Mail\n",
        f"Delivery failed 20 attempts: kim@acme.test\n\n\nOriginal message follows.\n\n{RETURNED}",
        "kim@acme.test failed permanent expired",
    ),
    "iis, german, without fields": (
        POSTMASTER
        + "Subject: =?utf-8?q?Benachrichtung_zum_=C3=9Cbermittlungsstatus_=28Fehlgeschlagen=29?=\n"
        + UTF8,
        "Dies ist eine automatisch erstellte Benachrichtigung über den Zustellstatus.\n\nÜbermittlung an folgende Empfänger fehlgeschlagen.\n\n       kim@acme.test\n       lee@acme.test\n",
        "kim@acme.test failed permanent unknown, lee@acme.test failed permanent unknown",
    ),
    "iis, french, without fields": (
        POSTMASTER
        + "Subject: =?utf-8?q?Notification_d'=C3=A9tat_de_remise_=28=C3=89chec=29?=\n"
        + UTF8,
        "Ceci est une notification automatique d'état de remise.\n\nÉchec de remise aux destinataires suivants.\n\n       kim@acme.test\n",
        "kim@acme.test failed permanent unknown",
    ),
    "domino, german": (
        POSTMASTER
        + "Subject: ZUSTELLUNGSFEHLER: Benutzer kim nicht im Domino-Verzeichnis\n"
        + UTF8,
        "Ihr Dokument:\n\n  Kündigung\n\nkonnte nicht zugestellt werden an:\n\n  kim@acme.test\n\nweil:\n\n  Benutzer kim (kim@acme.test) nicht im Domino-Verzeichnis aufgeführt\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "mimecast": (
        "From: Mimecast <postmaster@mime.test>\nSubject: Undeliverable: Notice\n",
        "The message you sent could not be delivered to the following recipient(s):\n\n  kim@acme.test\n\nReason: Administrative Lockout - Recipient not permitted. 554 Email rejected due to security policies\n",
        "kim@acme.test failed permanent policy",
    ),
    "intermail, not within the days": (
        "From: Mail Administrator <Postmaster@isp.test>\nSubject: Mail System Error - Returned Mail\n",
        "This Message was undeliverable due to the following reason:\n\nYour message was not delivered within 5 days.\nHost mx.acme.test is not responding.\n\nThe following recipients did not receive your message:\n\n     <kim@acme.test>\n\nPlease reply to <Postmaster@isp.test>\nif you feel this message to be in error.\n",
        "kim@acme.test failed permanent expired",
    ),
    "a paragraph about support before the address": (
        "From: MAILER-DAEMON@sending.test\nSubject: Undelivered Mail Returned to Sender\n",
        f"I'm sorry to have to tell you that your message was not able to be delivered.\n\nIf you require assistance with this, please contact our support.\n\nkim@acme.test: 550 5.4.1 Recipient address rejected: Access denied\n\n--- Below this line is a copy of the message.\n\n{RETURNED}",
        "kim@acme.test failed permanent address_dead",
    ),
    "mdaemon, who did not receive": (
        "From: MDaemon@sport.test\nSubject: MDaemon Warning - delivery\n",
        "The following addresses did NOT receive a copy of your message:\n\n> kim@acme.test\n\n--- Session Transcript ---\n--> RCPT To:<kim@acme.test>\n<-- 550 5.7.1 Sender address rejected\n--- End Transcript ---\n",
        "kim@acme.test failed permanent policy",
    ),
    "a mainframe": (
        "From: E500_SMTP_Mail_Service@mvs.test\nSubject: Undeliverable mail\n",
        f"------ Failed Recipients ------\n<kim@acme.test> 550 Mailbox not found\n\n-------- Returned Mail --------\n{RETURNED}",
        "kim@acme.test failed permanent address_dead",
    ),
    "lsmtp": (
        POSTMASTER + "Subject: Delivery error report\n",
        "--> Error description:\nError-for:  kim@acme.test\nError-Code: 3\nError-Text: No such local user.\n\nError-End: One error reported.\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "address, comma, could not": (
        "From: MAILER-DAEMON@ieo.test\nSubject: failure notice\n",
        f"Hello, this is the email server at ieo.test.\n\nI am sorry, your message to\n  kim@ieo.test, could not be delivered.\nReason: mailbox quota exceeded\n\n--- copy of the message\n{RETURNED}",
        "kim@ieo.test failed permanent mailbox_full",
    ),
    "only a summary names the recipient": (
        "From: MAILER-DAEMON@yahoo.test\nSubject: Delivery failure\n",
        f"Our server wasn't able to deliver the following message:\n\nTo: kim@acme.test\nSubject: Notice\n\nRemote host said: 552 5.2.2 Mailbox over quota\n\n---Below this line is a copy of the message.\n{RETURNED}",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "address in quotes, host silent": (
        DAEMON + "Subject: Returned mail\n",
        f"This message was created automatically by mail delivery software.\n\nThe mail addressed to 'kim@acme.test' could not be delivered, as the\nrecipient's host did not answer for 5 days.\n\n---- START OF RETURNED MESSAGE ----\n{RETURNED}",
        "kim@acme.test failed permanent expired",
    ),
    "compuserve": (
        POSTMASTER + "Subject: Undeliverable message\n",
        "Your message could not be delivered for the following reason:\nInvalid receiver address: kim@acme.test\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "an account that has been suspended": (
        DAEMON + "Subject: Undeliverable mail\n",
        "Undeliverable Address: kim@acme.test\n\nReason: The account has been suspended.\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "a mailbox in the form of a receipt": (
        "From: Mail Delivery Subsystem <postmaster@mx.test>\nSubject: Rejected: Notice\n"
        + RECEIPT[0],
        RECEIPT[1]
        + "Your message to <kim@acme.test> was automatically rejected:\nQuota exceeded (mailbox for user is full)\n"
        + RECEIPT[2],
        "kim@acme.test failed permanent mailbox_full",
    ),
    "italian certified mail, dead address": (
        'From: "Posta Certificata" <posta-certificata@pec.test>\nSubject: AVVISO DI MANCATA CONSEGNA: Disdetta\n'
        + UTF8,
        f'Avviso di mancata consegna\n\nIl giorno 02/03/2026 alle ore 09:12:40 (+0100) nel messaggio\n"Disdetta" proveniente da "{ME}"\ne destinato all\'utente "kim@acme.test"\nè stato rilevato un errore 5.1.1 - indirizzo non valido.\nIl messaggio è stato rifiutato dal sistema.\nIdentificativo messaggio: opec2941.20260302@pec.test\n',
        "kim@acme.test failed permanent address_dead",
    ),
    "italian certified mail, too late": (
        'From: "Posta Certificata" <posta-certificata@pec.test>\nSubject: AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO: Disdetta\n'
        + UTF8,
        f'Il messaggio "Disdetta" proveniente da "{ME}"\ne destinato all\'utente "kim@acme.test"\nnon è stato consegnato nelle 24 ore successive al suo invio.\nIdentificativo messaggio: opec2941.20260302@pec.test\n',
        "kim@acme.test failed permanent expired",
    ),
    "italian certified mail, handed over": (
        'From: "Posta Certificata" <posta-certificata@pec.test>\nSubject: CONSEGNA: Disdetta\n'
        + UTF8,
        f'Il messaggio "Disdetta" proveniente da "{ME}"\ned indirizzato a "kim@acme.test"\nè stato consegnato nella casella di destinazione.\n',
        "kim@acme.test delivered success unknown",
    ),
    "exchange, handed on, german": (
        MICROSOFT + "Subject: Weitergeleitet: Kuendigung\n" + UTF8,
        "Die Zustellung an folgende Empfänger oder Gruppen ist abgeschlossen, vom Zielserver wurde jedoch keine Zustellungsbenachrichtigung gesendet:\n\nkim@acme.test\n",
        "kim@acme.test relayed success unknown",
    ),
    "a virus scanner": (
        "From: MailScanner <postmaster@scan.test>\nSubject: Warning: E-mail viruses detected\n",
        "Our virus detector has just been triggered by a message you sent:-\n  To: kim@acme.test\n  Subject: Notice\n\nOne or more of the attachments (a.zip) are on\nthe list of unacceptable attachments for this site and will not have\nbeen delivered.\n",
        "kim@acme.test failed permanent content",
    ),
    "a content filter that is no postmaster": (
        "From: MailMarshal <mailmarshal@filter.test>\nSubject: MailMarshal has detected an unacceptable attachment\n",
        f"MailMarshal (an automated content monitoring gateway) has stopped the following e-mail for the following reason:\nIt believes it may contain unacceptable attachment types.\n\n   From:    {ME}\n   To:      kim@acme.test\n\nThe message has been blocked and was not delivered.\n",
        "kim@acme.test failed permanent policy",
    ),
    "german, a full mailbox": (
        DAEMON + "Subject: Ihre E-Mail konnte nicht zugestellt werden\n" + UTF8,
        "leider konnten wir Ihre E-Mail an den unten genannten Empfänger nicht ausliefern.\n\nEmpfänger:  kim@acme.test\nFehlermeldung:  Das Postfach des Empfängers ist voll.\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "german, too large": (
        POSTMASTER + "Subject: Zustellung fehlgeschlagen: Kuendigung\n" + UTF8,
        "Die Zustellung Ihrer Nachricht an kim@acme.test ist fehlgeschlagen.\n\nGrund: Die Nachricht ist zu groß (32 MB, erlaubt sind 20 MB).\n",
        "kim@acme.test failed permanent size",
    ),
    "german, no such domain": (
        POSTMASTER + "Subject: Zustellfehler\n" + UTF8,
        "Die Nachricht an kim@gone.test konnte nicht zugestellt werden: Die Domain existiert nicht.\n",
        "kim@gone.test failed permanent domain_dead",
    ),
    "french, given up": (
        POSTMASTER + "Subject: Message non remis\n" + UTF8,
        "Le message que vous avez envoyé n'a pas été remis au destinataire suivant :\n\nkim@acme.test\n\nLe serveur distant n'a pas répondu pendant 5 jours.\n",
        "kim@acme.test failed permanent expired",
    ),
    "spanish, a full mailbox": (
        DAEMON + "Subject: Mensaje devuelto: no se ha podido entregar\n" + UTF8,
        "No se ha podido entregar su mensaje a los siguientes destinatarios:\n\n  kim@acme.test\n\nMotivo: el buzón del destinatario está lleno.\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "italian, no such address": (
        DAEMON + "Subject: Mancata consegna del messaggio\n" + UTF8,
        "Il messaggio non è stato consegnato al seguente destinatario:\n\n  kim@acme.test\n\nMotivo: l'indirizzo del destinatario non esiste.\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "dutch, a full mailbox": (
        DAEMON + "Subject: Bezorging mislukt\n" + UTF8,
        "De bezorging van uw bericht aan kim@acme.test is mislukt: het postvak van de ontvanger is vol.\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "polish, no such user": (
        DAEMON + "Subject: Zwrot niedostarczonej wiadomosci\n" + UTF8,
        "Twoja wiadomość nie została dostarczona do następujących odbiorców:\n\n  kim@acme.test\n\nPowód: taki użytkownik nie istnieje\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "danish, a code": (
        DAEMON + "Subject: Din mail kunne ikke leveres\n" + UTF8,
        "Din besked kunne ikke leveres til følgende modtager:\n\n  kim@acme.test\n\nÅrsag: postkassen er fuld (552 5.2.2)\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "chinese, a full mailbox": (
        POSTMASTER + "Subject: =?utf-8?b?57O757uf6YCA5L+h?=\n" + UTF8,
        "很抱歉，您发送给 kim@acme.test 的邮件未能送达。\n\n退信原因：收件人邮箱已满。\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "one line alone": (
        "From: MAILER-DAEMON@mx.test\nSubject: failure\n",
        "<kim@acme.test>: No such user.\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "one line, the sender's own domain": (
        "From: postmaster@acme.test\nSubject: Mail returned\n",
        "User kim@acme.test unknown\n",
        "kim@acme.test failed permanent address_dead",
    ),
    "a numbered list": (
        DAEMON + "Subject: Delivery report: 2 failed\n",
        "Your message could not be delivered to 2 recipients.\n\n1. kim@acme.test\n   552 5.2.2 Mailbox full\n2. lee@gone.test\n   550 5.4.4 Host not found\n",
        "kim@acme.test failed permanent mailbox_full, lee@gone.test failed permanent domain_dead",
    ),
    "french, still trying": (
        POSTMASTER + "Subject: Votre message\n" + UTF8,
        "Votre message à kim@acme.test n'a pas encore été remis. De nouvelles tentatives seront effectuées pendant 3 jours.\n",
        "kim@acme.test delayed temporary expired",
    ),
    "spanish, still trying": (
        POSTMASTER + "Subject: Entrega retrasada\n" + UTF8,
        "Su mensaje para kim@acme.test se ha retrasado. Seguiremos intentando la entrega.\n",
        "kim@acme.test delayed temporary unknown",
    ),
    "italian, still trying": (
        POSTMASTER + "Subject: Consegna in ritardo\n" + UTF8,
        "Il messaggio per kim@acme.test è in ritardo. Il server continuerà a tentare la consegna.\n",
        "kim@acme.test delayed temporary unknown",
    ),
    "dutch, still trying": (
        POSTMASTER + "Subject: Bezorging vertraagd\n" + UTF8,
        "Uw bericht aan kim@acme.test is vertraagd. Er wordt nog geprobeerd het te bezorgen.\n",
        "kim@acme.test delayed temporary unknown",
    ),
    "no space": (
        DAEMON + "Subject: Undelivered Mail Returned to Sender\n",
        "<kim@acme.test>: 550 Inbox of recipient has no free space left\n",
        "kim@acme.test failed permanent mailbox_full",
    ),
    "prohibited": (
        DAEMON + "Subject: Undelivered Mail Returned to Sender\n",
        "<kim@acme.test>: 550 Administrative prohibition\n",
        "kim@acme.test failed permanent policy",
    ),
}
