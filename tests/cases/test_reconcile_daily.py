"""Once a day the ledger is compared with the processor, and the doctor says what it found."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from duly.cases.actions import reconcile
from duly.cases.actions.reconcile import Difference, last_reconciled, reconcile_today
from duly.cli.stored.doctor import _reconciled
from duly.payments import Unavailable

pytestmark = pytest.mark.django_db

ONE = Difference(order="P-1", what="captured", ours=2779, theirs=0, currency="USD")


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.PAYMENTS = ("offline",)


def finding(monkeypatch: pytest.MonkeyPatch, *found: Difference) -> None:
    monkeypatch.setattr(reconcile, "differences", lambda now: list(found))


def test_a_difference_is_told_once_a_day_and_by_the_doctor(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    assert _reconciled().ok
    finding(monkeypatch, ONE)
    assert reconcile_today(now=now) == 1
    assert reconcile_today(now=now) == 0, "once a day"
    assert not _reconciled().ok
    finding(monkeypatch)
    assert reconcile_today(now=now + timedelta(days=1)) == 0
    assert _reconciled().ok


def test_where_nothing_is_paid_nothing_is_compared(
    monkeypatch: pytest.MonkeyPatch, settings: Any, now: datetime
) -> None:
    settings.PAYMENTS = ()
    finding(monkeypatch, ONE)
    assert reconcile_today(now=now) == 0
    assert last_reconciled() is None


def test_a_processor_that_is_away_stops_nothing_and_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    def away(now: datetime) -> list[Difference]:
        raise Unavailable("no answer")

    monkeypatch.setattr(reconcile, "differences", away)
    assert reconcile_today(now=now) == 0
    assert last_reconciled() is None
