"""Rights that open with the age of the contract: the sooner way is named, the promised end stays."""

from typing import Any

import pytest

from tests.deadlines.conftest import Ask
from tests.deadlines.worked_examples import year

HOME = year("2025-07-01", "2026-06-30") | {"sector": "insurance_home"}


def reasons(answer: dict[str, Any]) -> str:
    return "\n".join(f"{r['date']} {r['because']}" for r in answer["reasons"])


# Limit 30 April 2026. A year is over with 30 June; 1 July + 1 month = 1 August, + 2 months = 1 September.
@pytest.mark.parametrize(
    ("place", "end"), [("FR", "on 2026-08-01"), ("BE", "on 2026-09-01")]
)
@pytest.mark.parametrize("received_on", [None, "2026-05-11"])
def test_a_missed_year_end_names_the_right_that_opens_after_a_year(
    ask: Ask, place: str, end: str, received_on: str | None
) -> None:
    answer = ask(place, today="2026-05-11", received_on=received_on, **HOME)
    assert answer["effective"] == "2027-06-30"
    [named] = [r for r in answer["reasons"] if "from this day on" in r["because"]]
    assert named["date"] == "2026-07-01"
    assert named["because"].endswith(f"{end}.")


def test_a_right_that_is_not_open_yet_is_not_cited(ask: Ask) -> None:
    answer = ask("FR", today="2026-05-11", **HOME)
    assert answer["rules"] == ["fr.cass-l113-12"]


def test_a_notice_in_time_needs_no_later_right(ask: Ask) -> None:
    answer = ask("BE", today="2026-04-30", **HOME)
    assert answer["effective"] == "2026-06-30"
    assert "85/1" not in reasons(answer)


def test_for_a_wanted_end_the_sooner_way_is_named(ask: Ask) -> None:
    # The grid leads past New Year; from July on any day would do.
    answer = ask("BE", today="2026-05-11", wanted_end="2026-12-31", **HOME)
    assert answer["effective"] == "2027-06-30"
    assert "2026-07-01 Loi du 4 avril 2014" in reasons(answer)


def test_a_wanted_end_on_the_date_itself_needs_no_sooner_way(ask: Ask) -> None:
    answer = ask("BE", today="2026-05-11", wanted_end="2027-06-30", **HOME)
    assert answer["effective"] == "2027-06-30"
    assert "from this day on" not in reasons(answer)


def test_without_a_day_of_conclusion_no_age_is_reckoned(ask: Ask) -> None:
    undated = {
        "sector": "insurance_home",
        "term_end": "2026-06-30",
        "renews_for": "12m",
    }
    answer = ask("BE", today="2026-05-11", **undated)
    assert "from this day on" not in reasons(answer)


def test_the_sooner_way_is_named_where_the_term_still_runs_long(ask: Ask) -> None:
    # 6:237 k: two years from 1 June 2025, free after one: 1 June + 1 month = 1 July.
    gym = year("2025-06-01", "2027-05-31", term="24m", notice="2m") | {
        "sector": "fitness"
    }
    answer = ask("NL", **gym)
    assert answer["effective"] == "2027-05-31"
    assert "ends it after 1 month, on 2026-07-01" in reasons(answer)


def test_a_right_that_never_opens_is_not_named(ask: Ask) -> None:
    # A year or less: 6:237 k does not apply, nor after the first term.
    gym = year("2025-06-01", "2026-05-31", notice="1m") | {"sector": "fitness"}
    assert "from this day on" not in reasons(ask("NL", **gym))
