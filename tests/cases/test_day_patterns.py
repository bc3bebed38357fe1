"""A day and a moment as each language writes them, and a moment on the clock of the site."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from duly.cases.day_patterns import (
    DAY,
    MIDDLE_DAY,
    MOMENT,
    PLAIN_DAY,
    SHORT_DAY,
    written_day,
)
from duly.web.templatetags.page import moment

TUESDAY = date(2026, 11, 24)
IN_JUNE = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Tue 24 November 2026"),
        ("de", "Di, 24. November 2026"),
        ("fr", "mar. 24 novembre 2026"),
        ("es", "mar 24 de noviembre de 2026"),
        ("it", "mar 24 novembre 2026"),
        ("nl", "di 24 november 2026"),
    ],
)
def test_a_day_has_capitals_only_where_the_language_has_them(
    language: str, words: str
) -> None:
    with translation.override(language):
        assert written_day(TUESDAY, DAY) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Tue 1 Jun"),
        ("de", "Di, 1. Juni"),
        ("fr", "mar. 1 juin"),
        ("es", "mar 1 jun"),
        ("it", "mar 1 giu"),
        ("nl", "di 1 jun"),
    ],
)
def test_a_short_month_is_told_from_the_next(language: str, words: str) -> None:
    with translation.override(language):
        assert written_day(IN_JUNE, SHORT_DAY) == words
        assert written_day(date(2027, 7, 1), MIDDLE_DAY) != written_day(
            IN_JUNE, MIDDLE_DAY
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "24 November 2026"),
        ("de", "24. November 2026"),
        ("fr", "24 novembre 2026"),
        ("es", "24 de noviembre de 2026"),
        ("it", "24 novembre 2026"),
        ("nl", "24 november 2026"),
    ],
)
def test_the_day_of_a_receipt_as_the_language_writes_it(
    language: str, words: str
) -> None:
    with translation.override(language):
        assert written_day(TUESDAY, PLAIN_DAY) == words


def test_the_zone_of_a_moment_keeps_its_capitals() -> None:
    at = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    with translation.override("it"):
        assert written_day(at, MOMENT) == "mar 24 novembre 2026, 22:30 UTC"


def test_a_moment_stands_on_the_clock_of_the_site() -> None:
    at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    with translation.override("en"), timezone.override("Europe/Berlin"):
        assert "Wed 25 November 2026, 00:30 CET" in moment(at)
        assert 'datetime="2026-11-24T23:30:00+00:00"' in moment(at)
