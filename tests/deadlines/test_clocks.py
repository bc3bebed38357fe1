"""Payment and privacy clocks, each with days counted by hand."""

from datetime import date

import pytest

from duly.deadlines.clocks import read_clock, run_clock
from duly.deadlines.fields import BadMatter
from duly.knowledge.clock_rules import clock_rules

NAMES = {
    *("visa_13_2", "mastercard_4853", "amex_c28", "discover_ap", "reg_e_stop"),
    *("reg_e_error", "reg_z_error", "ach_r07", "sepa_8_weeks", "sepa_13_months"),
    *("bacs", "pad_ca", "paypal_dispute", "gdpr_answer", "ccpa_answer"),
}


def run(name, event_on):
    return run_clock(name, date.fromisoformat(event_on)).as_document()


def test_every_clock_of_the_contract_is_there():
    assert set(clock_rules()) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_clock_has_a_source_and_a_citation(name):
    rule = clock_rules()[name]
    assert rule.sources
    assert rule.citations
    assert rule.why.endswith(".")


@pytest.mark.parametrize(
    ("name", "event_on", "last", "safe_last"),
    [
        # 2 November + 120 days = 2 March.
        ("visa_13_2", "2026-11-02", "2027-03-02", "2027-03-02"),
        # One source gives 90 days: 31 January 2027 is a Sunday.
        ("mastercard_4853", "2026-11-02", "2027-03-02", "2027-01-29"),
        ("amex_c28", "2026-03-02", "2026-06-30", "2026-06-30"),
        ("discover_ap", "2026-03-05", "2026-07-03", "2026-07-03"),
        # Friday 3 July 2026 is a bank day: the FED keeps Saturday the 4th only.
        ("reg_e_stop", "2026-07-07", "2026-07-02", "2026-07-02"),
        # Thanksgiving is no bank day.
        ("reg_e_stop", "2026-11-30", "2026-11-24", "2026-11-24"),
        ("reg_e_error", "2026-11-02", "2027-01-01", "2026-12-31"),
        ("reg_z_error", "2026-05-05", "2026-07-04", "2026-07-03"),
        ("ach_r07", "2026-11-02", "2027-01-01", "2026-12-31"),
        ("sepa_8_weeks", "2026-11-02", "2026-12-28", "2026-12-28"),
        # 31 January + 13 months is clamped to Sunday 28 February and moved.
        ("sepa_13_months", "2026-01-31", "2027-03-01", "2027-02-26"),
        ("pad_ca", "2026-11-02", "2027-01-31", "2027-01-29"),
        ("paypal_dispute", "2026-11-02", "2027-05-01", "2027-04-30"),
        ("gdpr_answer", "2026-11-02", "2026-12-02", "2026-12-02"),
        # 31 January + 1 month is 28 February, a Saturday in 2026.
        ("gdpr_answer", "2026-01-31", "2026-03-02", "2026-02-27"),
        ("gdpr_answer", "2026-03-03", "2026-04-07", "2026-04-02"),
        ("ccpa_answer", "2026-11-02", "2026-12-17", "2026-12-17"),
        ("bacs", "2026-11-02", None, None),
    ],
)
def test_a_clock_ends_on_the_day_counted_by_hand(name, event_on, last, safe_last):
    answer = run(name, event_on)
    assert answer["last"] == last
    assert answer["safe_last"] == safe_last


@pytest.mark.parametrize(
    ("name", "other", "day"),
    [
        ("mastercard_4853", "alarm", "2027-01-31"),
        ("visa_13_2", "alarm", "2027-02-20"),
        ("ach_r07", "bank_returns_by", "2027-01-04"),
        ("gdpr_answer", "extended", "2027-02-02"),
        # Ten business days without Veterans Day.
        ("ccpa_answer", "acknowledge", "2026-11-17"),
        ("ccpa_answer", "extended", "2027-01-31"),
        ("sepa_13_months", "nominal", "2027-12-02"),
    ],
)
def test_days_of_others_are_named(name, other, day):
    assert run(name, "2026-11-02")["others"][other] == day


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"clock": "sundial", "event_on": "2026-11-02"}, "clock"),
        ({"event_on": "2026-11-02"}, "clock"),
        ({"clock": "bacs"}, "event_on"),
        ({"clock": "bacs", "event_on": "2026-11-31"}, "event_on"),
    ],
)
def test_a_bad_clock_names_its_field(document, field):
    with pytest.raises(BadMatter) as caught:
        read_clock(document)
    assert caught.value.field == field


def test_every_reason_names_its_day_and_rule():
    for name in NAMES:
        for reason in run(name, "2026-01-31")["reasons"]:
            assert reason["date"]
            assert reason["because"].endswith(".")
            assert reason["rule"]
