"""Events of two that write at once: the one that must not overwrite is refused, what is true anyway is added."""

from datetime import datetime

import pytest

from duly.cases.actions.draft import OpenedCase
from duly.cases.models import Case
from duly.cases.record import Stale, broken_link, record, record_anyway


def names(case: Case) -> list[str]:
    return [event.name for event in case.events.order_by("seq")]


def in_another_window(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_an_event_changes_the_state_and_the_version_of_the_case(
    opened: OpenedCase, now: datetime
) -> None:
    case, version = opened.case, opened.case.version
    event = record(case, "letter.sealed", at=now)
    stored = in_another_window(case)
    assert (stored.state, stored.version) == ("sealed", version + 1)
    assert (case.state, case.version) == ("sealed", version + 1)
    assert event.seq == case.events.count()
    assert broken_link(case) is None


def test_who_comes_second_is_refused_and_nothing_is_written(
    opened: OpenedCase, now: datetime
) -> None:
    other = in_another_window(opened.case)
    record(opened.case, "letter.sealed", at=now)
    before = names(other)
    with pytest.raises(Stale):
        record(other, "case.closed", at=now)
    stored = in_another_window(other)
    assert names(other) == before
    assert (stored.state, stored.version) == ("sealed", opened.case.version)


def test_what_is_true_anyway_is_added_after_what_others_wrote(
    opened: OpenedCase, now: datetime
) -> None:
    other = in_another_window(opened.case)
    record(opened.case, "letter.sealed", at=now)
    record(opened.case, "dispatch.intended", at=now)
    record_anyway(other, "exhibit.added", at=now)
    stored = in_another_window(other)
    assert names(other)[-3:] == ["letter.sealed", "dispatch.intended", "exhibit.added"]
    assert (other.state, other.version) == (stored.state, stored.version)
    assert stored.state == "waiting_to_go"
    assert broken_link(stored) is None


def test_an_event_costs_three_statements(
    opened: OpenedCase,
    now: datetime,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    # Savepoint, the chain so far, the claim, the event, release.
    with django_assert_num_queries(5):
        record_anyway(opened.case, "exhibit.added", at=now)
