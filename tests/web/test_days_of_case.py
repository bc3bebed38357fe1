"""The days that a case shows: those that still ask for something, by the way that the letter goes."""

from datetime import date

import pytest

from duly.cases.models import Case, Deadline, Dispatch
from duly.web.days_of_case import days_of, next_of, way_of

TODAY = date(2026, 3, 2)


def row(number: int, kind: str, day: date | None) -> Deadline:
    return Deadline(pk=number, kind=kind, day=day)


ROWS = (
    row(1, "effective", date(2026, 4, 30)),
    row(2, "email_by", date(2026, 3, 27)),
    row(3, "post_by", date(2026, 3, 20)),
    row(4, "post_recommended", date(2026, 3, 1)),
    row(5, "answer_code", None),
)


def kinds(state: str) -> list[str]:
    return [one.kind for one in days_of(ROWS, state=state, today=TODAY)]


def test_before_it_goes_every_day_counts_but_advice_that_is_over():
    assert kinds("draft") == ["post_by", "email_by", "effective"]


@pytest.mark.parametrize("state", ["sent", "delivered", "answered", "confirmed"])
def test_once_it_has_gone_no_day_of_sending_is_left(state: str):
    assert kinds(state) == ["effective"]


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        ("self_print", "post_by"),
        ("registered_email", "email_by"),
        ("drop_box", "post_by"),
        ("", "post_by"),
        ("no_such_channel", "post_by"),
    ],
)
def test_the_next_day_is_one_of_the_way_it_goes(way: str, kind: str):
    days = days_of(ROWS, state="draft", today=TODAY)
    found = next_of(days, way=way, today=TODAY)
    assert found
    assert found.kind == kind


def test_no_day_is_next_when_all_have_passed():
    days = days_of(ROWS, state="draft", today=date(2026, 5, 1))
    assert next_of(days, way="", today=date(2026, 5, 1)) is None


@pytest.mark.parametrize(
    ("state", "way"),
    [
        ("sent", "registered_email"),
        ("refused", ""),
        ("in_doubt", ""),
        ("came_back", ""),
    ],
)
def test_after_a_failure_the_days_of_every_way_count(state: str, way: str):
    sendings = [Dispatch(pk=2, channel="registered_email"), Dispatch(pk=1, channel="x")]
    assert way_of(Case(state=state), sendings) == way
