"""Reports as mail systems of many families and languages write them, made by hand: whom each speaks of, and of what class.

A row is the header, the text, and the expected recipients as `address action class`.
"""

ME = "ada@sender.test"
# What came back, as most families quote it; none of its addresses has failed.
RETURNED = f"Return-Path: <{ME}>\nReceived: from host by mx.test; Mon, 2 Mar 2026 10:00:00 +0000\nFrom: Ada <{ME}>\nTo: Other <other@else.test>\nCc: third@else.test\nSubject: Notice of termination\nMessage-ID: <m1@sender.test>\n\nDear Acme, I end my contract.\n"
DAEMON = "From: MAILER-DAEMON@mx.test (Mail Delivery System)\n"
POSTMASTER = "From: postmaster@mx.test\n"
MICROSOFT = "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@sender.test>\n"
POSTMASTER_OUTLOOK = "From: <postmaster@outlook.com>\n"
UTF8 = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"

VARIANTS: dict[str, tuple[str, str, str]] = {
    "postfix, text alone, folded lines": (
        DAEMON + "Subject: Undelivered Mail Returned to Sender\n",
        (
            "This is the mail system at host mx1.sender.test.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n"
            "For further assistance, please send mail to postmaster.\n\nIf you do so, please include this problem report. You can\ndelete your own text from the attached returned message.\n\n                   The mail system\n\n"
            "<kim@acme.test> (expanded from <sales@acme.test>): host mx.acme.test[192.0.2.1]\n    said: 550 5.1.1 <kim@acme.test>: Recipient address rejected: User unknown in\n    virtual mailbox table (in reply to RCPT TO command)\n\n"
            "<lee@acme.test>: connect to mx.acme.test[192.0.2.2]:25: Connection timed out\n"
        ),
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "postfix, german template": (
        DAEMON + "Subject: Unzustellbar: Nachricht zurueck an Absender\n" + UTF8,
        (
            "Dies ist das Mailsystem des Hosts mail.sender.test.\n\nLeider konnte Ihre Nachricht nicht an alle Empfänger zugestellt werden.\n\nBitte wenden Sie sich bei Fragen an postmaster.\n\n"
            "<kim@acme.test>: host mx.acme.test[192.0.2.1] said: 552 5.2.2 Mailbox full (in\n    reply to RCPT TO command)\n"
        ),
        "kim@acme.test failed permanent",
    ),
    "postfix, delay warning": (
        DAEMON + "Subject: Delayed Mail (still being retried)\n",
        (
            "This is the mail system at host mx.test.\n\n####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\n"
            "Your message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<kim@acme.test>: host mx.acme.test[192.0.2.1] said: 450 4.7.1 <kim@acme.test>:\n    Recipient address rejected: Greylisted (in reply to RCPT TO command)\n"
        ),
        "kim@acme.test delayed temporary",
    ),
    "qmail, sender rejected and a dead host": (
        "From: MAILER-DAEMON@mail.sender.test\nSubject: failure notice\n",
        (
            "Hi. This is the qmail-send program at mail.sender.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
            "<kim@acme.test>:\nConnected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 5.7.1 Access denied\n\n<lee@gone.test>:\nSorry, I couldn't find any host named gone.test. (#5.1.2)\n\n"
            f"<max@acme.test>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n\n{RETURNED}"
        ),
        "kim@acme.test failed permanent, lee@gone.test failed permanent, max@acme.test failed temporary",
    ),
    "qmail, own words of a provider": (
        "From: MAILER-DAEMON@isp.test\nSubject: failure notice\n" + UTF8,
        (
            "Hallo. Hier ist das Mailsystem von isp.test.\nIhre Nachricht konnte leider nicht zugestellt werden.\n\n<kim@acme.test>:\nSorry, no mailbox here by that name. vpopmail (#5.1.1)\n\n"
            f"--- Ab hier folgt eine Kopie der Nachricht.\n\n{RETURNED}"
        ),
        "kim@acme.test failed permanent",
    ),
    "exim, generated from an alias": (
        "From: Mail Delivery System <Mailer-Daemon@mail.sender.test>\nSubject: Mail delivery failed: returning message to sender\nX-Failed-Recipients: kim@acme.test\nAuto-Submitted: auto-replied\n",
        (
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
            f"  kim@acme.test\n    (generated from sales@acme.test)\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}"
        ),
        "kim@acme.test failed permanent",
    ),
    "exim, without its header, retry timeout": (
        "From: Mail Delivery System <Mailer-Daemon@mail.sender.test>\nSubject: Mail failure - expired\n",
        (
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
            f"  kim@acme.test\n    host mx.acme.test [192.0.2.1]\n    SMTP error from remote mail server after initial connection:\n    421 4.7.0 Too many connections: retry timeout exceeded\n  lee@acme.test\n    Unrouteable address\n\n------ This is a copy of your message, including all the headers. ------\n\n{RETURNED}"
        ),
        "kim@acme.test failed temporary, lee@acme.test failed permanent",
    ),
    "exim, frozen": (
        "From: Mail Delivery System <Mailer-Daemon@mail.sender.test>\nSubject: Warning: message 1abCdE-0001Ab-Cd delayed 48 hours\n",
        (
            "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 48 hours on the queue on mail.sender.test.\n\n"
            "The message identifier is:     1abCdE-0001Ab-Cd\nThe subject of the message is: Notice\nThe date of the message is:    Mon, 02 Mar 2026 10:00:00 +0000\n\nThe addresses to which the message has not yet been delivered are:\n\n  kim@acme.test\n    Delay reason: Connection refused\n  lee@acme.test\n    host mx.acme.test [192.0.2.1]\n    Delay reason: SMTP error from remote mail server after RCPT TO:<lee@acme.test>: 451 4.3.0 try later\n\n"
            "No action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered.\n"
        ),
        "kim@acme.test delayed temporary, lee@acme.test delayed temporary",
    ),
    "gmail, not found": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nAuto-Submitted: auto-replied\n",
        (
            "\n** Address not found **\n\nYour message wasn't delivered to kim@acme.test because the address couldn't be found, or is unable to receive mail.\n\nLearn more here: https://support.google.com/mail/answer/6596\n\nThe response was:\n\n"
            "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser d9443c01a7336-1f44c5sor1 - gsmtp\n"
        ),
        "kim@acme.test failed permanent",
    ),
    "gmail, german": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n"
        + UTF8,
        "\n** Adresse nicht gefunden **\n\nIhre Nachricht wurde nicht an kim@acme.test zugestellt, weil die Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.\n\nHier erhalten Sie weitere Informationen: https://support.google.com/mail/answer/6596\n\nAntwort:\n\n550 5.1.1 <kim@acme.test>: Recipient address rejected: User unknown\n",
        "kim@acme.test failed permanent",
    ),
    "gmail, french": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n"
        + UTF8,
        "\n** Adresse introuvable **\n\nVotre message n'est pas parvenu à kim@acme.test, car l'adresse est introuvable ou ne peut pas recevoir d'e-mails.\n\nRéponse :\n\n550 5.1.1 user unknown\n",
        "kim@acme.test failed permanent",
    ),
    "gmail, incomplete": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Delay)\n",
        "\n** Delivery incomplete **\n\nThere was a temporary problem delivering your message to kim@acme.test. Gmail will retry for 45 more hours. You'll be notified if the delivery fails permanently.\n\nThe response was:\n\nThe recipient server did not accept our requests to connect. Learn more at https://support.google.com/mail/answer/7720\n[mx.acme.test 192.0.2.1: timed out]\n",
        "kim@acme.test delayed temporary",
    ),
    "gmail, blocked": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n",
        "\n** Message blocked **\n\nYour message to kim@acme.test has been blocked. See technical details below for more information.\n\nThe response from the remote server was:\n\n550 5.7.1 Message contains spam or virus. <mx.acme.test>\n",
        "kim@acme.test failed permanent",
    ),
    "yahoo, several": (
        "From: MAILER-DAEMON@yahoo.com\nSubject: Failure Notice\n",
        "Sorry, we were unable to deliver your message to the following address.\n\n<kim@acme.test>:\nNo mx record found for domain=acme.test\n\n<lee@acme.test>:\n554: 5.7.1 Message not accepted for policy reasons\n\n--- Below this line is a copy of the message.\n\n"
        + RETURNED,
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "yahoo, old": (
        "From: MAILER-DAEMON@yahoo.com\nSubject: Delivery failure\n",
        "Message from yahoo.com.\nUnable to deliver message to the following address(es).\n\n<kim@yahoo.test>:\nThis user doesn't have a yahoo.com account (kim@yahoo.test) [0] - mta1.mail.yahoo.test\n\n--- Original message follows.\n\n"
        + RETURNED,
        "kim@yahoo.test failed permanent",
    ),
    "gmx, quota": (
        "From: GMX Mailer Daemon <mailer-daemon@gmx.test>\nSubject: Mail delivery failed: returning message to sender\n",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address(es)\nfailed:\n\nkim@acme.test:\nSMTP error from remote server for TEXT command, host: mx.acme.test (192.0.2.1) reason: 552 5.2.2 Quota exceeded\n\n--- The header of the original message is following. ---\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "web.de, german": (
        "From: WEB.DE Mailer Daemon <mailer-daemon@web.test>\nSubject: Mail delivery failed: returning message to sender\n"
        + UTF8,
        "Diese E-Mail wurde automatisch erstellt.\n\nIhre Nachricht konnte an folgende Empfänger nicht zugestellt werden. Dies ist ein dauerhafter Fehler:\n\nkim@acme.test:\nSMTP-Fehler vom Server nach RCPT TO: 550 5.1.1 Empfänger unbekannt\n\n--- Es folgen die Kopfzeilen der ursprünglichen Nachricht. ---\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "mail.ru, in a sentence": (
        "From: mailer-daemon@corp.mail.test\nSubject: =?UTF-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=\n"
        + UTF8,
        "Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n**********************\n\nПисьмо, которое Вы отправили на адрес kim@acme.test, не доставлено: такого ящика не существует.\n550 Message was not accepted -- invalid mailbox. Local mailbox kim@acme.test is unavailable: user not found\n\n**********************\n",
        "kim@acme.test failed permanent",
    ),
    "yandex, russian": (
        "From: mailer-daemon@yandex.test\nSubject: =?UTF-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDQv9C40YHRjNC80L4=?=\n"
        + UTF8,
        "Здравствуйте!\n\nК сожалению, Ваше письмо не удалось доставить одному или нескольким получателям.\n\nПисьмо не доставлено адресатам:\n\n<kim@acme.test>: host mx.acme.test[192.0.2.1] said: 550 5.7.1 No such user! (in reply to RCPT TO command)\n",
        "kim@acme.test failed permanent",
    ),
    "exchange 2003, two recipients": (
        "From: System Administrator <postmaster@acme.test>\nSubject: Undeliverable: Notice of termination\n",
        "Your message did not reach some or all of the intended recipients.\n\n      Subject:\tNotice of termination\n      Sent:\t3/2/2026 10:00 AM\n\nThe following recipient(s) could not be reached:\n\n      kim@acme.test on 3/2/2026 10:01 AM\n            The e-mail account does not exist at the organization this message was sent to.  Check the e-mail address, or contact the recipient directly to find out the correct address.\n            <mail.acme.test #5.1.1>\n\n      lee@acme.test on 3/2/2026 10:01 AM\n            The recipient's mailbox is full. <mail.acme.test #5.2.2>\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "exchange 2003, german": (
        "From: Systemadministrator <postmaster@acme.test>\nSubject: Unzustellbar: Kuendigung\n"
        + UTF8,
        "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n      Betreff:\tKündigung\n      Gesendet am:\t02.03.2026 10:00\n\nFolgende Empfänger konnten nicht erreicht werden:\n\n      kim@acme.test am 02.03.2026 10:01\n            Das E-Mail-Konto existiert nicht in der Organisation, an die diese Nachricht gesendet wurde.\n            < mail.acme.test #5.1.1 smtp;550 5.1.1 User unknown>\n",
        "kim@acme.test failed permanent",
    ),
    "exchange 2003, french": (
        "From: Administrateur =?utf-8?q?syst=C3=A8me?= <postmaster@acme.test>\nSubject: =?utf-8?q?Non_remis_=3A_R=C3=A9siliation?=\n"
        + UTF8,
        "Votre message n'est pas parvenu à certains ou à tous les destinataires prévus.\n\n      Objet :\tRésiliation\n      Date :\t02/03/2026 10:00\n\nImpossible de contacter le(s) destinataire(s) suivant(s) :\n\n      kim@acme.test le 02/03/2026 10:01\n            Le compte de messagerie n'existe pas dans l'organisation à laquelle ce message a été envoyé.\n            <mail.acme.test #5.1.1>\n",
        "kim@acme.test failed permanent",
    ),
    "exchange, english": (
        MICROSOFT + "Subject: Undeliverable: Notice of termination\n",
        "Delivery has failed to these recipients or groups:\n\nKim Lee (kim@acme.test)<mailto:kim@acme.test>\nThe email address you entered couldn't be found. Please check the recipient's email address and try to resend the message. If the problem continues, please contact your helpdesk.\n\n\nDiagnostic information for administrators:\n\nGenerating server: EX01.sender.test\n\nkim@acme.test\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n\nOriginal message headers:\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "exchange, german": (
        MICROSOFT + "Subject: Unzustellbar: Kuendigung\n" + UTF8,
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nkim@acme.test<mailto:kim@acme.test>\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse des Empfängers, und senden Sie die Nachricht erneut.\n\nDiagnoseinformationen für Administratoren:\n\nGenerierender Server: ex.sender.test\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nUrsprüngliche Nachrichtenkopfzeilen:\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "exchange, german, quota": (
        MICROSOFT + "Subject: Unzustellbar: Kuendigung\n" + UTF8,
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nKim (kim@acme.test)\nDas Postfach des Empfängers ist voll und kann zurzeit keine Nachrichten annehmen. Versuchen Sie, die Nachricht zu einem späteren Zeitpunkt erneut zu senden.\n\nDiagnoseinformationen für Administratoren:\n\nGenerierender Server: ex.sender.test\n\nkim@acme.test\n#554 5.2.2 mailbox full ##\n",
        "kim@acme.test failed permanent",
    ),
    "exchange, french": (
        MICROSOFT + "Subject: =?utf-8?q?Non_remis_=3A_R=C3=A9siliation?=\n" + UTF8,
        "Échec de la remise pour ces destinataires ou groupes :\n\nkim@acme.test<mailto:kim@acme.test>\nL'adresse de messagerie que vous avez entrée est introuvable. Vérifiez l'adresse de messagerie du destinataire et essayez de renvoyer le message.\n\nInformations de diagnostic pour les administrateurs :\n\nServeur de génération : ex.sender.test\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nEn-têtes de message d'origine :\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "exchange, japanese": (
        MICROSOFT + "Subject: =?utf-8?b?6YWN5L+h5LiN6IO9OiDop6PntIQ=?=\n" + UTF8,
        "次の受信者またはグループへの配信に失敗しました:\n\nkim@acme.test<mailto:kim@acme.test>\n入力された電子メール アドレスが見つかりませんでした。受信者の電子メール アドレスを確認し、メッセージを再送信してください。\n\n管理者向けの診断情報:\n\n生成元サーバー: ex.sender.test\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n元のメッセージ ヘッダー:\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "exchange, spanish": (
        MICROSOFT + "Subject: No se puede entregar: Baja\n" + UTF8,
        "Error de entrega a los siguientes destinatarios o grupos:\n\nkim@acme.test<mailto:kim@acme.test>\nNo se encontró la dirección de correo electrónico que especificó.\n\nInformación de diagnóstico para administradores:\n\nServidor de generación: ex.sender.test\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
        "kim@acme.test failed permanent",
    ),
    "exchange, dutch": (
        MICROSOFT + "Subject: Onbestelbaar: Opzegging\n" + UTF8,
        "De bezorging bij de volgende geadresseerden of groepen is mislukt:\n\nkim@acme.test<mailto:kim@acme.test>\nHet opgegeven e-mailadres is niet gevonden.\n\nDiagnostische gegevens voor beheerders:\n\nServer die dit bericht genereert: ex.sender.test\n\nkim@acme.test\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
        "kim@acme.test failed permanent",
    ),
    "exchange online, new words": (
        POSTMASTER_OUTLOOK + "Subject: Undeliverable: Notice of termination\n",
        "Your message to kim@acme.test couldn't be delivered.\n\nkim wasn't found at acme.test.\n\nada\tOffice 365\tkim\nAction Required\t\tRecipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be misspelled or may not exist.\n\nMore Info for Email Admins\nStatus code: 550 5.1.10\n\nThis error occurs because the sender sent a message to an email address hosted by Office 365 but the address is incorrect or doesn't exist at the destination domain.\n\nOriginal Message Details\nCreated Date:\t3/2/2026 10:00:00 AM\nSender Address:\tada@sender.test\nRecipient Address:\tkim@acme.test\nSubject:\tNotice of termination\n\nError Details\nReported error:\t550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient kim@acme.test not found by SMTP address lookup\nDSN generated by:\tAM0PR01.eurprd01.prod.outlook.com\n",
        "kim@acme.test failed permanent",
    ),
    "exchange online, german": (
        POSTMASTER_OUTLOOK + "Subject: Unzustellbar: Kuendigung\n" + UTF8,
        "Ihre Nachricht an kim@acme.test konnte nicht zugestellt werden.\n\nkim wurde in acme.test nicht gefunden.\n\nUnbekannte Empfängeradresse\n\nSo beheben Sie das Problem\nDie Adresse ist möglicherweise falsch geschrieben oder nicht vorhanden.\n\nStatuscode: 550 5.1.10\n\nAbsenderadresse:\tada@sender.test\nEmpfängeradresse:\tkim@acme.test\n",
        "kim@acme.test failed permanent",
    ),
    "exchange, delay": (
        MICROSOFT + "Subject: Delivery delayed: Notice of termination\n",
        "Delivery is delayed to these recipients or groups:\n\nkim@acme.test (kim@acme.test)<mailto:kim@acme.test>\n\nSubject: Notice of termination\n\nThis message hasn't been delivered yet. Delivery will continue to be attempted.\n\nThe server will keep trying to deliver this message for the next 1 days, 19 hours and 56 minutes. You'll be notified if the message can't be delivered by that time.\n",
        "kim@acme.test delayed temporary",
    ),
    "exchange, relayed without a report": (
        MICROSOFT
        + 'Subject: Relayed: Notice of termination\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n',
        "--b\nContent-Type: text/plain\n\nDelivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nkim@acme.test\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;ex.sender.test\n\nFinal-Recipient: rfc822;kim@acme.test\nAction: relayed\nStatus: 2.0.0\n\n--b--\n",
        "kim@acme.test relayed success",
    ),
    "exchange, page only in base64": (
        MICROSOFT
        + "Subject: Undeliverable: Notice\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n",
        "PGh0bWw+PGJvZHk+PHA+RGVsaXZlcnkgaGFzIGZhaWxlZCB0byB0aGVzZSByZWNpcGllbnRzIG9y\nIGdyb3Vwczo8L3A+PHA+PGEgaHJlZj0ibWFpbHRvOmtpbUBhY21lLnRlc3QiPmtpbUBhY21lLnRl\nc3Q8L2E+PGJyPlRoZSBlbWFpbCBhZGRyZXNzIHlvdSBlbnRlcmVkIGNvdWxkbid0IGJlIGZvdW5k\nLjwvcD48cD5raW1AYWNtZS50ZXN0PGJyPiM1NTAgNS4xLjEgUkVTT0xWRVIuQURSLlJlY2lwTm90\nRm91bmQ7IG5vdCBmb3VuZCAjIzwvcD48L2JvZHk+PC9odG1sPg==\n",
        "kim@acme.test failed permanent",
    ),
    "hotmail, no statuses": (
        "From: postmaster@mail.hotmail.test\nSubject: Delivery Status Notification (Failure)\n",
        "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       kim@hotmail.test\n       lee@hotmail.test\n\n",
        "kim@hotmail.test failed permanent, lee@hotmail.test failed permanent",
    ),
    "google groups, by what came back": (
        'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n',
        "--b\nContent-Type: text/plain\n\nHello ada@sender.test,\n\nWe're writing to let you know that the group you tried to contact (acme-users) may not exist, or you may not have permission to post messages to the group. A few more details on why you weren't able to post:\n\n * You might have spelled or formatted the group name incorrectly.\n * The owner of the group may have removed this group.\n\nIf you have questions related to this or any other Google Group, visit the Help Center at https://support.google.com/a/acme.test/bin/topic.py?topic=25838.\n\nThanks,\n\nacme.test admins\n\n----- Original message -----\n\nReceived: by 10.0.0.1; Mon, 2 Mar 2026\nFrom: Ada <ada@sender.test>\nTo: acme-users@acme.test\nSubject: Notice\n\n--b--\n",
        "acme-users@acme.test failed permanent",
    ),
    "sendmail, reasons in brackets": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.test>\nSubject: Returned mail: see transcript for details\n",
        "The original message was received at Mon, 2 Mar 2026 10:00:00 GMT\nfrom localhost [127.0.0.1]\n\n   ----- The following addresses had permanent fatal errors -----\n<kim@acme.test>\n    (reason: 550 5.1.1 <kim@acme.test>... User unknown)\n<lee@acme.test>\n    (reason: 552 5.2.2 Over quota)\n    (expanded from: <staff@acme.test>)\n\n   ----- Transcript of session follows -----\n... while talking to mx.acme.test.:\n>>> DATA\n<<< 550 5.1.1 <kim@acme.test>... User unknown\n550 5.1.1 <kim@acme.test>... User unknown\n<<< 503 5.0.0 Need RCPT (recipient)\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "sendmail, warning": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.test>\nSubject: Warning: could not send message for past 4 hours\n",
        "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\nThe original message was received at Mon, 2 Mar 2026 10:00:00 GMT\nfrom localhost\n\n   ----- The following addresses had transient non-fatal errors -----\n<kim@acme.test>\n\n   ----- Transcript of session follows -----\n<kim@acme.test>... Deferred: Connection timed out with mx.acme.test.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
        "kim@acme.test delayed temporary",
    ),
    "domino, german": (
        POSTMASTER + "Subject: ZUSTELLFEHLER: User kim not listed\n" + UTF8,
        "Ihr Dokument:\n\n  Kündigung\n\nkonnte nicht zugestellt werden an:\n\n  kim@acme.test\n\naufgrund von:\n\n  550 User kim (kim@acme.test) not listed in Domino Directory\n",
        "kim@acme.test failed permanent",
    ),
    "groupwise": (
        POSTMASTER + "Subject: Message status - undeliverable\n",
        "The message that you sent was undeliverable to the following:\n\tkim@acme.test (user not found)\n\nPossibly truncated original message follows:\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "courier": (
        POSTMASTER + "Subject: NOTICE: mail delivery status.\n",
        "This is a delivery status notification from mx.test,\nrunning the Courier mail server, version 1.0.\n\nThe original message was received on Mon, 2 Mar 2026 10:00:00 +0000\nfrom host (192.0.2.9)\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<kim@acme.test>:\n    mx.acme.test [192.0.2.1]:\n>>> RCPT TO:<kim@acme.test>\n<<< 550 User unknown.\n\n---------------------------------------------------------------------------\n\nIf your message was also sent to additional recipients, their delivery\nstatus is not included in this report.\n",
        "kim@acme.test failed permanent",
    ),
    "t-online": (
        "From: Mail Delivery System <Mailer-Daemon@isp.test>\nSubject: Unzustellbare Nachricht / Undeliverable message\n",
        "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <kim@acme.test> ... unknown user\n|------------------------- Message text follows: ------------------------|\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "oracle, two recipients": (
        POSTMASTER + "Subject: Delivery Notification: Delivery has failed\n",
        "This report relates to a message you sent with the following header fields:\n\n  Message-id: <m1@sender.test>\n  Date: Mon, 02 Mar 2026 10:00:00 +0000\n  From: Ada <ada@sender.test>\n  To: other@else.test\n  Subject: Notice\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: kim@acme.test\n  Reason: Illegal host/domain name found\n\n  Recipient address: lee@acme.test\n  Reason: Over quota\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "mdaemon": (
        POSTMASTER + "Subject: Permanent Delivery Failure\n",
        "The attached message had PERMANENT fatal delivery errors.\n\nAfter one or more unsuccessful delivery attempts the attached message has\nbeen removed from the mail queue on this server.\n\nFailed address: kim@acme.test\n\n--- Session Transcript ---\n Mon 2026-03-02 10:00:00: --> RCPT To:<kim@acme.test>\n Mon 2026-03-02 10:00:00: <-- 550 5.1.1 unknown user\n--- End Transcript ---\n",
        "kim@acme.test failed permanent",
    ),
    "communigate": (
        "From: <MAILER-DAEMON@mx.test>\nSubject: Undeliverable mail: Notice\n",
        "Failed to deliver to 'kim@acme.test'\nSMTP module(domain acme.test) reports:\n host mx.acme.test says:\n 550 5.1.1 User unknown\n",
        "kim@acme.test failed permanent",
    ),
    "hmailserver": (
        "From: mailer-daemon@mx.test\nSubject: Message undeliverable: Notice\n",
        "Your message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 2 Mar 2026 10:00:00 +0000\n   Subject: Notice\n\nThe following recipient(s) could not be reached:\n\nkim@acme.test\n   Error Type: SMTP\n   Remote server (192.0.2.1) issued an error.\n   hMailServer sent: RCPT TO:<kim@acme.test>\n   Remote server replied: 550 5.1.1 User unknown\n\nhMailServer\n",
        "kim@acme.test failed permanent",
    ),
    "kerio": (
        POSTMASTER + "Subject: Delivery failure\n",
        "This is an automatically generated message from Kerio Connect.\n\nYour message could not be delivered to some recipients:\n\nRecipient: <kim@acme.test>\nReason:    5.1.1 550 mailbox unavailable\n",
        "kim@acme.test failed permanent",
    ),
    "aol": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@aol.test>\nSubject: Returned mail: User unknown\n",
        "The original message was received at Mon, 2 Mar 2026 10:00:00 -0500 (EST)\n\n*** ATTENTION ***\n\nYour e-mail is being returned to you because there was a problem with its\ndelivery.\n\n   ----- The following addresses had permanent fatal errors -----\n<kim@acme.test>\n\n   ----- Transcript of session follows -----\n... while talking to mx.acme.test.:\n>>> RCPT To:<kim@acme.test>\n<<< 550 MAILBOX NOT FOUND\n550 <kim@acme.test>... User unknown\n",
        "kim@acme.test failed permanent",
    ),
    "mimecast": (
        "From: Mail Delivery System <postmaster@mimecast.test>\nSubject: [Postmaster] Email Delivery Failure\n",
        "This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- kim@acme.test\n\ncould not be delivered. The problem appears to be :\n-- Recipient email server rejected the message\n\nAdditional information follows :\n-- 5.1.1 User unknown\n\nThis condition occurred after 1 attempt(s) to deliver over\na period of 0 hour(s).\n",
        "kim@acme.test failed permanent",
    ),
    "barracuda-like gateway": (
        POSTMASTER + "Subject: **Message you sent blocked by our bulk email filter**\n",
        "Your message to: kim@acme.test\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Notice of termination\n",
        "kim@acme.test failed permanent",
    ),
    "no sender, no subject": (
        "Return-Path: <>\n",
        "The following message could not be delivered:\n\n<kim@acme.test>: 550 5.1.1 unknown user\n",
        "kim@acme.test failed permanent",
    ),
    "fields without a type": (
        DAEMON
        + 'Subject: Returned mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n',
        "--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: text/plain; name=details.txt\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: RFC822; Kim@Acme.test\nAction: failed\nStatus: 5.1.1 (bad destination mailbox address)\nDiagnostic-Code: smtp; 550 no such user\n\nFinal-Recipient: RFC822; lee@acme.test\nAction: delayed\nStatus: 4.2.2\n\n--b--\n",
        "kim@acme.test failed permanent, lee@acme.test delayed temporary",
    ),
    "report wrapped by a gateway": (
        POSTMASTER
        + 'Subject: Fwd: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="o"\n',
        '--o\nContent-Type: text/plain\n\nThe attached report could not be delivered as it stood.\n\n--o\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@inner.test\nTo: ada@sender.test\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="i"\n\n--i\nContent-Type: text/plain\n\nSorry.\n\n--i\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; inner.test\n\nFinal-Recipient: rfc822; kim@acme.test\nAction: failed\nStatus: 5.1.1\n\n--i--\n\n--o--\n',
        "kim@acme.test failed permanent",
    ),
    "international fields": (
        DAEMON
        + 'Subject: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=global-delivery-status; boundary="b"\n',
        "--b\nContent-Type: text/plain\n\nSorry.\n\n--b\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: utf-8; kim@acme.test\nAction: failed\nStatus: 5.1.1\n\n--b--\n",
        "kim@acme.test failed permanent",
    ),
    "zimbra, italian": (
        DAEMON + "Subject: Mancata consegna\n" + UTF8,
        "Il messaggio non può essere consegnato ai seguenti destinatari:\n\n<kim@acme.test>: host mx.acme.test[192.0.2.1] said: 550 5.1.1 utente sconosciuto (in reply to RCPT TO command)\n",
        "kim@acme.test failed permanent",
    ),
    "portuguese": (
        DAEMON + "Subject: Falha na entrega da mensagem\n" + UTF8,
        "Não foi possível entregar sua mensagem aos seguintes destinatários:\n\nkim@acme.test: 550 5.1.1 usuário desconhecido\n",
        "kim@acme.test failed permanent",
    ),
    "polish": (
        DAEMON + "Subject: =?utf-8?q?Niedor=C4=99czona_wiadomo=C5=9B=C4=87?=\n" + UTF8,
        "Nie można dostarczyć wiadomości do następujących odbiorców:\n\n<kim@acme.test>: 550 5.1.1 nieznany użytkownik\n",
        "kim@acme.test failed permanent",
    ),
    "chinese provider": (
        "From: PostMaster@mx.test\nSubject: =?utf-8?b?57O757uf6YCA5L+h?=\n" + UTF8,
        "抱歉,您的邮件被退回来了……\n\n原邮件信息:\n主　题:Notice\n收件者:kim@acme.test\n\n退信原因:\n收件人邮件地址不存在，邮件无法送达。 host mx.acme.test said: 550 5.1.1 User not found\n",
        "kim@acme.test failed permanent",
    ),
    "1und1, a reason at the end": (
        "From: Mail Delivery System <mailer-daemon@isp.test>\nSubject: Mail delivery failed: returning message to sender\n",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. The following addresses failed:\n\n    <kim@acme.test>\n\nFor the following reason:\n\nMail size limit exceeded. For explanation visit\nhttp://postmaster.isp.test/en/case?c=r1601\n\n--- The header of the original message is following. ---\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "einsundeins, two with codes": (
        "From: Mail Delivery System <mailer-daemon@isp.test>\nSubject: Mail delivery failed: returning message to sender\n",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error.\n\nThe following addresses failed:\n\n<kim@acme.test>\nhost: smtp.acme.test[192.0.2.1] said: 550 unknown user\n\n<lee@acme.test>\nhost: smtp.acme.test[192.0.2.1] said: 421 try again later\n\n",
        "kim@acme.test failed permanent, lee@acme.test failed temporary",
    ),
    "interscan": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@scan.test>\nSubject: Mail could not be delivered\n",
        "****** Message from InterScan Messaging Security Suite ******\n\nSent <<< RCPT TO:<kim@acme.test>\nReceived >>> 550 5.1.1 <kim@acme.test>... user unknown\n\nUnable to deliver message to <kim@acme.test>.\n\n************************     End of message     **********************\n",
        "kim@acme.test failed permanent",
    ),
    "james": (
        POSTMASTER + "Subject: [BOUNCE]\n",
        "Hi. This is the James mail server at mx.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.  Below\nI include the list of recipients and the reason why I was unable to deliver\nyour message.\n\nMessage details:\n  Subject: Notice\n  Sent date: Mon Mar 02 10:00:00 GMT 2026\n  MAIL FROM: ada@sender.test\n  RCPT TO: kim@acme.test\n  From: Ada <ada@sender.test>\n  To: kim@acme.test\n  Size (in bytes): 1024\n\nFailed recipient(s):\nkim@acme.test\n\nError message:\n550 5.1.1 no such user\n",
        "kim@acme.test failed permanent",
    ),
    "a mobile provider's limit": (
        POSTMASTER + "Subject: Undeliverable mail\n",
        "   ----- The following addresses had delivery problems -----\nkim@acme.test\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n",
        "kim@acme.test failed permanent",
    ),
    "au": (
        'From: no-reply@app.au.test\nSubject: =?UTF-8?B?44Oh44O844Or44Ko44Op44O86YCa55+l?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n',
        "--b\nContent-Type: text/plain; charset=utf-8\n\nYour mail sent on: Mon, 2 Mar 2026 10:00:00 +0900\n   Could not be delivered to: <kim@acme.test>\n   As their mailbox is full.\n\n--b\nContent-Type: message/rfc822\n\nTo: other@else.test\nSubject: Notice\n\nx\n\n--b--\n",
        "kim@acme.test failed permanent",
    ),
    "ezweb": (
        "From: <Postmaster@ezweb.test>\nSubject: Mail System Error - Returned Mail\n",
        "The user(s) account is disabled.\n\n<kim@ezweb.test>: 550 user unknown (in reply to RCPT TO command)\n",
        "kim@ezweb.test failed permanent",
    ),
    "ezweb, several rejected": (
        "From: <Postmaster@ezweb.test>\nSubject: Mail System Error - Returned Mail\n",
        "Each of the following recipients was rejected by a remote mail server.\n\n  Recipient: <kim@acme.test>\n  >>> RCPT TO:<kim@acme.test>\n  <<< 550 <kim@acme.test>: User unknown\n",
        "kim@acme.test failed permanent",
    ),
    "activehunter": (
        DAEMON + "Subject: Undelivered Mail Returned to Sender\n",
        "  ----- The following addresses had permanent fatal errors -----\n\n >>> kim@acme.test <kim@acme.test>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name\n",
        "kim@acme.test failed permanent",
    ),
    "a hosting company's qmail": (
        "From: MAILER-DAEMON@host.test\nSubject: failure notice\n",
        "We're sorry. There's a problem with the e-mail address(es) you're trying to send to. Please verify the address(es) and try again. If you continue to have problems, please contact Customer Support at (480) 555-0100.\n\n<kim@acme.test>:\nThe e-mail message could not be delivered because the user's mailfolder is full.\n\n--- Below this line is a copy of the message.\n\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "error(s) by number": (
        POSTMASTER + "Subject: Your message could not be delivered\n",
        "We had trouble delivering your message. Full details follow:\n\nSubject: 'Notice'\nDate: '2 Mar 2026 10:00:00'\n\n1 error(s):\n\nSMTP Server <mx.acme.test> rejected recipient <kim@acme.test> (Error following RCPT command). It responded as follows: [550 5.1.1 unknown user]\n",
        "kim@acme.test failed permanent",
    ),
    "surfcontrol": (
        POSTMASTER + "Subject: Message could not be delivered\n",
        "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: kim@acme.test\n\nMon 02 Mar 2026 10:00:00 +0000\nFailed to send to identified host,\nkim@acme.test: [192.0.2.1], 550 kim@acme.test... No such user\n--- Message non-deliverable.\n",
        "kim@acme.test failed permanent",
    ),
    "mfilter": (
        "From: MAILER-DAEMON@filter.test\nSubject: =?UTF-8?B?6YCB5L+h44Ko44Op44O8?=\n"
        + UTF8,
        "送信先のメールサーバーからエラーが返されました。\n\n-------server message\n550 5.1.1 unknown user <kim@acme.test>\n\n-------original message\n"
        + RETURNED,
        "kim@acme.test failed permanent",
    ),
    "docomo": (
        "From: mail delivery service <mailer-daemon@docomo.test>\nSubject: =?UTF-8?B?44Oh44O844Or6YWN5L+h44Ko44Op44O8?=\n"
        + UTF8,
        "以下のメールアドレスへのメールは、宛先不明のため送信できませんでした。\n\nkim@docomo.test\n",
        "kim@docomo.test failed permanent",
    ),
    "recipients had failures": (
        "From: System Administrator <sysadmin@mx.test>\nSubject: Undeliverable Message\n",
        "The original message was received at Mon, 2 Mar 2026 10:00:00 +0000\nfrom host.sender.test [192.0.2.9]\n\nThe following recipients had failures in delivery\n\n kim@acme.test (550 no such user)\n lee@acme.test (452 4.2.2 mailbox full)\n",
        "kim@acme.test failed permanent, lee@acme.test failed temporary",
    ),
    "facebook": (
        "From: Facebook <mailer-daemon@mx-out.facebook.test>\nSubject: Sorry, your message could not be delivered\n",
        "This message was created automatically by Facebook.\n\nSorry, your message could not be delivered.\n\nThe following address could not be reached: kim@facebook.test\n\n550 5.1.1 RCP-P2 http://postmaster.facebook.test/response_codes?ip=192.0.2.1#rcp Refused due to recipient preferences\n",
        "kim@facebook.test failed permanent",
    ),
    "gmail, alias of another server": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n",
        "Message not delivered\n\nYou're sending this from a different address or alias using the 'Send mail as' feature. The settings for your 'Send mail as' account are misconfigured or out of date. Check those settings and try resending.\n\nLearn more here: https://support.google.com/mail/?p=CustomFromDenied\n\nThe response was:\n\n550 5.7.1 relaying denied for <kim@acme.test>\n",
        "kim@acme.test failed permanent",
    ),
    "gmail, page only": (
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nMIME-Version: 1.0\nContent-Type: text/html; charset=UTF-8\n",
        '<html><head><style>* {font-family:Roboto}</style></head><body><table><tr><td><h2>Address not found</h2>Your message wasn\'t delivered to <a style="color:#212121" href="mailto:kim@acme.test"><b>kim@acme.test</b></a> because the address couldn\'t be found, or is unable to receive mail.</td></tr></table><p>The response was:<br><p>550 5.1.1 No such user</p></body></html>\n',
        "kim@acme.test failed permanent",
    ),
    "x.400 rejected by the remote": (
        "From: Internet Mail Delivery <postmaster@mx.test>\nSubject: Delivery Notification: Delivery has timed out and failed\n",
        "This is a reminder of messages that you sent:\n\nYour message is being returned; it has been enqueued and undeliverable for\n2 days to the following recipients:\n\n  Recipient address: kim@acme.test\n  Original address: kim@acme.test\n  Reason: unable to deliver this message after 2 days\n",
        "kim@acme.test failed permanent",
    ),
    "cisco, bracketed": (
        DAEMON + "Subject: Delivery Status Notification (Failure)\n",
        "The following message to <kim@acme.test> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.1.1 <kim@acme.test>: Recipient address rejected: User unknown'\n",
        "kim@acme.test failed permanent",
    ),
    "cisco, five days": (
        DAEMON + "Subject: Delivery Status Notification (Failure)\n",
        "The following message to <kim@acme.test> was undeliverable.\nThe reason for the problem:\n4.4.7 - Delivery expired (message too old) 'timeout'\n",
        "kim@acme.test failed temporary",
    ),
    "proofpoint": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@ppe.test>\nSubject: Returned mail: see transcript for details\n",
        "Your message has encountered delivery problems to the following recipient(s):\n\nkim@acme.test\nDelivery failed\n550 5.7.1 Message rejected by policy\n",
        "kim@acme.test failed permanent",
    ),
    "no address in the words, one recipient in what came back": (
        DAEMON
        + 'Subject: Undeliverable mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n',
        "--b\nContent-Type: text/plain\n\nYour message could not be delivered. The mailbox of the recipient is full.\n\n--b\nContent-Type: message/rfc822\n\nFrom: ada@sender.test\nTo: Kim <kim@acme.test>\nSubject: Notice\n\nx\n\n--b--\n",
        "kim@acme.test failed permanent",
    ),
    "turkish": (
        MICROSOFT + "Subject: Teslim Edilemedi: Fesih\n" + UTF8,
        "Aşağıdaki alıcılara veya gruplara teslim edilemedi:\n\nkim@acme.test<mailto:kim@acme.test>\nGirdiğiniz e-posta adresi bulunamadı.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
        "kim@acme.test failed permanent",
    ),
    "swedish": (
        MICROSOFT + "Subject: Det gick inte att leverera: Avslut\n" + UTF8,
        "Det gick inte att leverera till följande mottagare eller grupper:\n\nkim@acme.test<mailto:kim@acme.test>\nDen e-postadress som du angav kunde inte hittas.\n\nkim@acme.test\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n",
        "kim@acme.test failed permanent",
    ),
    "chinese, exchange": (
        MICROSOFT + "Subject: =?utf-8?b?5peg5rOV5oqV6YCS?=\n" + UTF8,
        "未能向以下收件人或组投递邮件:\n\nkim@acme.test<mailto:kim@acme.test>\n找不到您输入的电子邮件地址。\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
        "kim@acme.test failed permanent",
    ),
    "exchange, german delay": (
        MICROSOFT + "Subject: Zustellung verzoegert: Kuendigung\n" + UTF8,
        "Die Zustellung an diese Empfänger oder Gruppen ist verzögert:\n\nkim@acme.test<mailto:kim@acme.test>\n\nBetreff: Kündigung\n\nDiese Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht, die Nachricht zuzustellen.\n",
        "kim@acme.test delayed temporary",
    ),
    "lower fields, folded, with comments": (
        DAEMON
        + 'Subject: Delivery report\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type="delivery-status"; boundary=b\n',
        "--b\nContent-Type: text/plain\n\nSee below.\n\n--b\nContent-Type: message/delivery-status\n\nreporting-mta: dns;mx.test\narrival-date: Mon, 2 Mar 2026 10:00:00 +0000\n\nfinal-recipient: rfc822;<kim@acme.test>\naction: FAILED (no further attempts)\nstatus: 5.2.1 (mailbox disabled)\ndiagnostic-code: smtp;550\n 5.2.1 The user you are trying to contact is disabled\n\nfinal-recipient: rfc822;lee@acme.test\naction: Delivered\nstatus: 2.1.5\n\n--b--\n",
        "kim@acme.test failed permanent, lee@acme.test delivered success",
    ),
    "exchange, delivered": (
        MICROSOFT + "Subject: Delivered: Notice\n",
        "Your message has been delivered to the following recipients:\n\nkim@acme.test<mailto:kim@acme.test>\n\nSubject: Notice\n",
        "kim@acme.test delivered success",
    ),
    "exchange, delivered, german": (
        MICROSOFT + "Subject: Zugestellt: Notice\n" + UTF8,
        "Ihre Nachricht wurde an folgende Empfänger zugestellt:\n\nkim@acme.test\n\nBetreff: Notice\n",
        "kim@acme.test delivered success",
    ),
    "exchange, relayed, in words alone": (
        MICROSOFT + "Subject: Relayed: Notice\n",
        "Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nkim@acme.test (kim@acme.test)\n",
        "kim@acme.test relayed success",
    ),
    "postfix, delivered, in words alone": (
        DAEMON + "Subject: Successful Mail Delivery Report\n",
        "This is the mail system at host mx.test.\n\nYour message was successfully delivered to the destination(s)\nlisted below. If the message was delivered to mailbox you will\nreceive no further notifications.\n\n<kim@acme.test>: delivery via mx.acme.test[192.0.2.1]:25: 250 2.0.0 Ok: queued as 4F\n",
        "kim@acme.test delivered success",
    ),
    "sendmail, receipt": (
        DAEMON + "Subject: Return receipt\n",
        "The original message was received at Mon\n\n   ----- The following addresses had successful delivery notifications -----\n<kim@acme.test>  (successfully delivered to mailbox)\n",
        "kim@acme.test delivered success",
    ),
    "two in a sentence": (
        DAEMON + "Subject: Undeliverable\n",
        "Your mail to kim@acme.test and lee@acme.test could not be delivered because the domain does not exist.\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "a list with commas": (
        DAEMON + "Subject: Undelivered\n",
        "The following recipients could not be reached: kim@acme.test, lee@acme.test\nReason: unknown user\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "a table": (
        POSTMASTER + "Subject: Undelivered mail\n",
        "Recipient            Status\nkim@acme.test        550 5.1.1 unknown\nlee@acme.test        552 5.2.2 full\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "german, without a code, with help": (
        "From: MAILER-DAEMON@isp.test\nSubject: Nachricht nicht zustellbar\n" + UTF8,
        "Ihre Nachricht an kim@acme.test konnte nicht zugestellt werden, weil der Empfänger unbekannt ist.\n\nBei Fragen: hilfe@isp.test\n",
        "kim@acme.test failed permanent",
    ),
    "korean": (
        POSTMASTER + "Subject: =?utf-8?b?7KCE7IahIOyLpO2MqA==?=\n" + UTF8,
        "메일 전송 실패 안내\n\n받는 사람: kim@acme.test\n원인: 550 5.1.1 존재하지 않는 사용자\n",
        "kim@acme.test failed permanent",
    ),
    "sendmail, one arrived and one did not": (
        DAEMON + "Subject: Returned mail: see transcript for details\n",
        "The original message was received at Mon\n\n   ----- The following addresses had permanent fatal errors -----\n<kim@acme.test>\n\n   ----- The following addresses had successful delivery notifications -----\n<lee@acme.test>  (successfully delivered to mailbox)\n\n   ----- Transcript of session follows -----\n550 5.1.1 <kim@acme.test>... User unknown\n",
        "kim@acme.test failed permanent, lee@acme.test delivered success",
    ),
    "zoho, two with codes": (
        "From: mailer-daemon@mail.zoho.test\nSubject: Undelivered Mail Returned to Sender\n",
        "This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\nkim@acme.test, ERROR CODE :550 - 5.1.1 user unknown\n\nlee@acme.test, ERROR CODE :552 - 5.2.2 quota\n",
        "kim@acme.test failed permanent, lee@acme.test failed permanent",
    ),
    "a filter, in one sentence": (
        "From: postmaster@filter.test\nSubject: Your mail was not accepted\n",
        "Your message to kim@acme.test was rejected as spam. Score 9.1.\n",
        "kim@acme.test failed permanent",
    ),
    "exim, sent by somebody": (
        "From: Mail Delivery System <Mailer-Daemon@h.test>\nSubject: Mail delivery failed\n",
        "This message was created automatically by mail delivery software.\n\nA message sent by\n\n  <ada@sender.test>\n\ncould not be delivered to one or more of its recipients. The following\naddress(es) failed:\n\n  kim@acme.test\n    domain name not found\n",
        "kim@acme.test failed permanent",
    ),
}
