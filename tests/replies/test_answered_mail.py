"""An answer as it comes: its subject, its day, its text beside its page."""

from datetime import date
from email.message import EmailMessage

import pytest

from duly.replies.reading import read_message

YES = "We confirm that your contract ends on 31 March 2026."
NO = "Your contract continues. We cannot cancel it."


def mail(text, *, page="", subject="Re: Notice", **headers):
    message = EmailMessage()
    message["From"] = "Kim <kim@acme.test>"
    message["To"] = "ada@sender.test"
    message["Date"] = "Thu, 12 Mar 2026 10:17:00 +0000"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message.as_bytes()


def read(*arguments, **named):
    return read_message(mail(*arguments, **named)).answer


@pytest.mark.parametrize(
    "text", ["", "Thank you for your message.", "Please read this mail as HTML."]
)
def test_hidden_text_confirms_nothing(text):
    page = f'<div style="display:none">{YES}</div><p>Thank you for your message.</p>'
    assert read(text, page=page).verdict != "confirmed"


def test_a_text_part_that_the_person_does_not_see_confirms_nothing():
    assert read(YES, page=f"<p>{NO}</p>").verdict == "refused"


def test_the_page_is_read_when_the_text_part_says_nothing():
    answer = read("This mail needs a program that shows HTML.", page=f"<p>{YES}</p>")
    assert (answer.verdict, answer.effective_date) == ("confirmed", date(2026, 3, 31))


def test_two_parts_that_name_two_days_are_read_as_the_person_sees_them():
    answer = read(YES, page=f"<p>{YES.replace('31 March', '30 April')}</p>")
    assert answer.effective_date == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("subject", "verdict"),
    [
        ("Your subscription was cancelled, last copy 17 May 2026", "confirmed"),
        ("Kündigungsbestätigung: Ihr Abonnement zum 17.05.2026", "confirmed"),
        ("Confirmation de résiliation au 17 mai 2026", "confirmed"),
        ("Baja de la suscripción con efecto 17/05/2026", "confirmed"),
        ("Disdetta confermata, ultimo numero 17 maggio 2026", "confirmed"),
        ("Bevestiging opzegging per 17 mei 2026", "confirmed"),
        ("Re: Your subscription was cancelled on 17 May 2026", "unknown"),
        ("AW: Kündigungsbestätigung zum 17.05.2026", "unknown"),
        ("[#12] RE: confirmation de résiliation au 17 mai 2026", "unknown"),
        ("Kündigung zum 17.05.2026", "unknown"),
        ("Your subscription was not cancelled", "unknown"),
    ],
)
def test_a_subject_confirms_when_it_is_the_companys_own(subject, verdict):
    answer = read("Ada Marsh", subject=subject)
    assert answer.verdict == verdict
    if verdict == "confirmed":
        assert answer.effective_date == date(2026, 5, 17)
        assert [span.where for span in answer.spans] == ["subject"]


def test_a_subject_is_not_enough_beside_a_regret():
    subject = "Your subscription was cancelled on 17 May 2026"
    assert read("Unfortunately not yet.", subject=subject).verdict != "confirmed"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Your contract ends at the end of next month.", date(2026, 4, 30)),
        ("Your contract ends at the end of this month.", date(2026, 3, 31)),
        ("Ihr Vertrag endet zum Ende des nächsten Monats.", date(2026, 4, 30)),
        ("Ihr Vertrag endet am 27. März.", date(2026, 3, 27)),
        ("Ihr Vertrag endet zum 27.03.", date(2026, 3, 27)),
        ("Votre contrat prend fin à la fin du mois prochain.", date(2026, 4, 30)),
        ("Votre contrat prend fin le 27/03.", date(2026, 3, 27)),
        ("Su contrato finaliza a finales del mes que viene.", date(2026, 4, 30)),
        ("Il contratto termina alla fine del prossimo mese.", date(2026, 4, 30)),
        ("Je contract loopt af aan het einde van volgende maand.", date(2026, 4, 30)),
        ("Your contract has been cancelled with immediate effect.", date(2026, 3, 12)),
        ("Your contract ends on 5 January.", date(2027, 1, 5)),
    ],
)
def test_a_day_is_worked_out_from_the_day_of_the_mail(text, day):
    answer = read(text)
    assert (answer.verdict, answer.effective_date) == ("confirmed", day)
    assert answer.is_worked_out


@pytest.mark.parametrize(
    "text",
    ["Your contract ends on 27 March.", "Your contract ends at the end of next month."],
)
def test_without_the_day_of_the_mail_no_day_is_worked_out(text):
    raw = mail(text).replace(b"Date: Thu, 12 Mar 2026 10:17:00 +0000\n", b"")
    answer = read_message(raw).answer
    assert (answer.verdict, answer.effective_date) == ("confirmed", None)


def test_a_day_of_arrival_in_the_future_says_that_the_month_comes_first():
    answer = read(
        "We received your request on 03/06/2026. Your policy is cancelled effective 04/12/2026."
    )
    assert (answer.effective_date, answer.other_reading) == (date(2026, 4, 12), None)


def test_an_american_address_reads_the_month_first_and_keeps_the_doubt():
    answer = read(
        "Your policy is cancelled effective 04/12/2026.\nAcme, Boston, MA 02110"
    )
    assert answer.effective_date == date(2026, 4, 12)
    assert answer.other_reading == date(2026, 12, 4)


def test_in_languages_that_write_the_day_first_there_is_no_doubt():
    answer = read("Votre contrat prend fin le 04/12/2026.")
    assert (answer.effective_date, answer.other_reading) == (date(2026, 12, 4), None)


def test_the_row_of_a_table_gives_the_day_of_what_is_done():
    page = "<p>Your request has been processed.</p><table><tr><td>Cancellation effective</td><td>06/04/2026</td></tr><tr><td>Refund</td><td>by 20/04/2026</td></tr></table>"
    answer = read("", page=page, subject="Cancellation of your policy")
    assert (answer.verdict, answer.effective_date) == ("confirmed", date(2026, 4, 6))
    assert [span.where for span in answer.spans] == ["text", "row"]


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office until 16 March 2026. If it is urgent, please call 0800 555 0100.",
        "Ich bin im Urlaub. In eiligen Fällen rufen Sie bitte die Zentrale an.",
        "Je suis en congés. Veuillez contacter ma collègue.",
        "Ik ben afwezig. Kunt u mailen naar mijn collega?",
    ],
)
def test_somebody_absent_asks_for_nothing(text):
    reading = read_message(mail(text, Auto_Submitted="auto-replied"))
    assert reading.auto_reply.kind == "out_of_office"
    assert reading.answer.verdict == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "Your subscription was cancelled on March 5, 2026 and will remain active until March 28, 2026.",
        "Votre abonnement a été résilié le 5 mars 2026. Vous y avez accès jusqu'au 28 mars 2026.",
        "Ihr Abo wurde am 05.03.2026 gekündigt und läuft am 28.03.2026 aus.",
        "Su suscripción fue cancelada el 5 de marzo de 2026. Tendrá acceso hasta el 28 de marzo de 2026.",
        "Il tuo abbonamento è stato disdetto il 5 marzo 2026. Puoi usarlo fino al 28 marzo 2026.",
        "Je abonnement is op 5 maart 2026 opgezegd. Je kunt het gebruiken tot 28 maart 2026.",
        "Your contract ends on 28 March 2026. You have until 15 April 2026 to return the router.",
    ],
)
def test_the_day_on_which_it_was_cancelled_is_not_the_day_on_which_it_ends(text):
    answer = read(text)
    assert (answer.verdict, answer.effective_date) == ("confirmed", date(2026, 3, 28))


def test_two_languages_in_one_mail_say_the_same():
    answer = read(
        "Geachte mevrouw,\n\nWij bevestigen de stopzetting van uw contract op 01/04/2026.\n\n---\n\n"
        "Chère Madame,\n\nNous confirmons la résiliation de votre contrat au 01/04/2026."
    )
    assert (answer.verdict, answer.effective_date) == ("confirmed", date(2026, 4, 1))
