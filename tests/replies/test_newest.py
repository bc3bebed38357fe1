"""The letter that is answered is not read as the company's words, whatever the mail program does with it."""

import pytest

from duly.replies.answers import read_answer
from duly.replies.newest import newest_part

LETTER = """Dear Sir or Madam,
I hereby cancel my contract no. 88-1204 with effect from 31 March 2026. Please confirm the cancellation and the end date in writing.
Ada"""
ANSWER = "Hello Ada,\n\nThank you, noted.\n\nThe team\n\n"
HEADERS = {
    "en": "From: Ada <ada@sender.test>\nSent: Monday, March 2, 2026 9:14 AM\nTo: Acme\nSubject: Cancellation\n\n",
    "fr": "De : Ada <ada@sender.test>\nEnvoyé : lundi 2 mars 2026 09:14\nÀ : Acme\nObjet : Résiliation\n\n",
    "de": "Von: Ada <ada@sender.test>\nGesendet: Montag, 2. März 2026 09:14\nAn: Acme\nBetreff: Kündigung\n\n",
    "es": "De: Ada <ada@sender.test>\nEnviado el: lunes, 2 de marzo de 2026 9:14\nPara: Acme\nAsunto: Baja\n\n",
    "it": "Da: Ada <ada@sender.test>\nInviato: lunedì 2 marzo 2026 09:14\nA: Acme\nOggetto: Disdetta\n\n",
    "nl": "Van: Ada <ada@sender.test>\nVerzonden: maandag 2 maart 2026 09:14\nAan: Acme\nOnderwerp: Opzegging\n\n",
}


@pytest.mark.parametrize("language", HEADERS)
def test_a_header_block_begins_the_quote(language):
    newest = newest_part(ANSWER + HEADERS[language] + LETTER)
    assert newest.startswith("Hello Ada,")
    assert "88-1204" not in newest


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----\n",
        "-----Ursprüngliche Nachricht-----\n",
        "-----Message d'origine-----\n",
        "---------- Forwarded message ---------\n",
        "----------------------------------------------\n\nAda Marsh, 02.03.2026, 09:14\n\n",
    ],
)
def test_a_line_of_the_mail_program_begins_the_quote(mark):
    assert "88-1204" not in newest_part(ANSWER + mark + LETTER)


def test_a_letter_that_nothing_marks_is_known_by_its_words():
    newest = newest_part(ANSWER + LETTER)
    assert newest.startswith("Hello Ada,")
    assert "88-1204" not in newest


@pytest.mark.parametrize(
    "letter",
    [
        "Sehr geehrte Damen und Herren,\nhiermit kündige ich meinen Vertrag zum 31.03.2026.",
        "Madame, Monsieur,\nPar la présente, je résilie mon contrat au 31 mars 2026.",
        "Muy señores míos:\nPor la presente doy de baja mi contrato con efecto el 31 de marzo de 2026.",
        "Spett.le Società,\ncon la presente recedo dal contratto con effetto dal 31 marzo 2026.",
        "Geachte heer, mevrouw,\nHierbij zeg ik mijn contract nr. 88 op per 31 maart 2026.",
    ],
)
def test_the_persons_own_words_confirm_nothing(letter):
    text = newest_part(f"Hello,\n\nThank you.\n\n{letter}")
    assert read_answer(text).verdict != "confirmed"
    assert "2026" not in text


def test_an_answer_below_the_quote_is_read():
    text = (
        "> I cancel my contract.\n> Ada\n\nYour contract has been cancelled. The team\n"
    )
    assert read_answer(newest_part(text)).verdict == "confirmed"


def test_the_line_of_a_ticket_system_is_no_part_of_the_answer():
    line = "##- Please type your reply above this line -##"
    assert newest_part(f"{line}\n\nYour contract has been cancelled.").startswith(
        "Your contract"
    )


def test_a_confirmation_inside_the_quote_is_not_the_companys():
    text = ANSWER + "On 2 Mar 2026, at 09:14, Ada <ada@sender.test> wrote:\n\n"
    quoted = "> We confirm that your contract ended on 31 March 2026.\n"
    assert read_answer(newest_part(text + quoted)).verdict != "confirmed"
