"""Equal, earlier, later, or no date; and what may close a case without a person."""

from dataclasses import replace
from datetime import date

import pytest

from duly.replies.answers import read_answer
from duly.replies.authentication import Authentication, Signature
from duly.replies.confirmation import compared, is_certain
from duly.replies.reading import Reading, as_document

END = date(2026, 3, 31)
SIGNED = Authentication(
    from_domain="mail.acme.test",
    signatures=(
        Signature(domain="acme.test", selector="s", result="pass", aligned=True),
    ),
    border=(),
    foreign_results=0,
)
CONFIRMED = Reading(
    kind="reply",
    answer=read_answer("We confirm that your contract ends on 31 March 2026."),
    authentication=SIGNED,
)
ACME = frozenset({"acme.test"})


@pytest.mark.parametrize(
    ("confirmed", "computed", "match"),
    [
        (END, END, "equal"),
        (date(2026, 3, 30), END, "earlier"),
        (date(2026, 4, 1), END, "later"),
        (None, END, "no_date"),
        (END, None, "no_date"),
    ],
)
def test_the_confirmed_end_is_compared(confirmed, computed, match):
    assert compared(confirmed=confirmed, computed=computed) == match


def closes(reading):
    document = as_document(reading)
    return is_certain(document["reply"], document["authentication"], known_domains=ACME)


def test_a_signed_confirmation_with_a_day_closes():
    assert closes(CONFIRMED)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CONFIRMED, authentication=None),
        replace(CONFIRMED, authentication=replace(SIGNED, signatures=())),
        replace(CONFIRMED, authentication=replace(SIGNED, from_domain="evilacme.test")),
        replace(
            CONFIRMED,
            answer=read_answer("We confirm that your contract has been cancelled."),
        ),
        replace(
            CONFIRMED,
            answer=read_answer(
                "Your contract will be terminated effective 03/04/2026."
            ),
        ),
        replace(CONFIRMED, answer=read_answer("Your ticket number is 4711.")),
        replace(
            CONFIRMED,
            answer=read_answer(
                "Your contract ends at the end of next month.",
                sent_on=date(2026, 3, 12),
            ),
        ),
        replace(
            CONFIRMED,
            answer=read_answer(
                "Thank you.", subject="Contract cancelled as of 31 March 2026"
            ),
        ),
    ],
    ids=[
        "unsigned",
        "no signature",
        "another domain",
        "no day",
        "two readings",
        "a ticket",
        "a day worked out",
        "a subject",
    ],
)
def test_anything_less_waits_for_a_person(changed):
    assert not closes(changed)
