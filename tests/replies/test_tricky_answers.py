"""Sentences that sound like a confirmation and are none, and days that are not the end."""

from datetime import date

import pytest

from duly.replies.answers import read_answer
from duly.replies.end_dates import days_in


@pytest.mark.parametrize(
    "text",
    [
        "Your subscription has not been cancelled.",
        "Once your cancellation has been confirmed, you will receive an e-mail.",
        "If your subscription has been cancelled by mistake, write to us.",
        "Please confirm that your subscription should be cancelled.",
        "Can you confirm that you want to cancel?",
        "We confirm receipt of your cancellation.",
        "We can confirm that your cancellation has been received.",
        "Your subscription was renewed on 2 March 2026.",
        "Gerne bestätigen wir Ihnen, dass Ihre Kündigung bei uns eingegangen ist.",
        "Bitte bestätigen Sie Ihre Kündigung.",
        "Sobald wir Ihre Kündigung bestätigen, erhalten Sie eine E-Mail.",
        "Veuillez confirmer la résiliation de votre contrat.",
        "Nous confirmons la réception de votre demande de résiliation.",
        "Por favor, confirme la baja de su contrato.",
        "Confirmamos que hemos recibido su solicitud de baja.",
        "La preghiamo di confermare la disdetta.",
        "Confermiamo di aver ricevuto la disdetta.",
        "Bevestig uw opzegging via de link.",
        "Wij bevestigen dat wij uw opzegging hebben ontvangen.",
        "",
    ],
)
def test_what_only_sounds_like_a_confirmation_is_none(text):
    assert read_answer(text).verdict != "confirmed"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "We received your letter of 2 March 2026. Your contract ends on 31 March 2026.",
            date(2026, 3, 31),
        ),
        (
            "Your contract has been cancelled. The last invoice of 5 April 2026 is attached; the end date is 30 April 2026.",
            date(2026, 4, 30),
        ),
        (
            "We confirm the termination with effect from the 1st of May 2026.",
            date(2026, 5, 1),
        ),
        (
            "We confirm the termination of your contract effective 05/31/2026.",
            date(2026, 5, 31),
        ),
        (
            "Ihre Kündigung vom 02.03.2026 bestätigen wir zum 30.06.26.",
            date(2026, 6, 30),
        ),
        (
            "Nous confirmons la résiliation au 1er avril 2026, suite à votre courrier du 2 mars 2026.",
            date(2026, 4, 1),
        ),
        ("Your membership has been cancelled.", None),
        (
            "Your membership has been cancelled. Your refund will be paid on 9 April 2026.",
            None,
        ),
    ],
)
def test_the_end_is_told_from_other_days(text, day):
    answer = read_answer(text)
    assert answer.verdict == "confirmed"
    assert answer.effective_date == day


def test_a_day_that_can_be_read_twice_says_so():
    answer = read_answer("Your contract will be terminated effective 03/04/2026.")
    assert answer.effective_date == date(2026, 4, 3)
    assert answer.other_reading == date(2026, 3, 4)


@pytest.mark.parametrize(
    "text", ["31.02.2026", "2026-13-01", "99/99/2026", "version 1.2.3", "192.0.2.26"]
)
def test_an_impossible_day_is_no_day(text):
    assert days_in(text) == ()
