"""Bad input is refused by the name of its field; odd but possible input is not."""

import pytest

from duly.deadlines.rules import BadMatter, judge, read_matter
from tests.deadlines.sample_matters import FITNESS


def document(**changes):
    contract = dict(FITNESS["contract"])
    top = {
        k: v for k, v in changes.items() if k in {"residence", "today", "post", "act"}
    }
    top |= {k: v for k, v in changes.items() if k in {"received_on", "wanted_end"}}
    contract |= {k: v for k, v in changes.items() if k not in top}
    return {"residence": "DE", "today": "2026-11-24", "contract": contract} | top


TRIAL = {"started_at": "2026-11-24T22:30-05:00", "length": "30d"}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("today", {"today": "2026-02-30"}),
        ("today", {"today": "24.11.2026"}),
        ("today", {"today": 20261124}),
        ("today", {"today": "9999-12-31"}),
        ("residence", {"residence": "Atlantis"}),
        ("residence", {"residence": 49}),
        ("act", {"act": "explode"}),
        ("post", {"post": "slow"}),
        ("post.max_bd", {"post": {"min_bd": 4, "max_bd": 2}}),
        ("post.max_bd", {"post": {"max_bd": -1}}),
        ("post.max_bd", {"post": {"max_bd": 2.5}}),
        ("post.min_bd", {"post": {"min_bd": True}}),
        ("received_on", {"received_on": "2026-01-01"}),
        ("received_on", {"received_on": "soon"}),
        ("wanted_end", {"wanted_end": "2026-13-01"}),
        ("contract.notice", {"notice": "-1m"}),
        ("contract.notice", {"notice": "13 moons"}),
        ("contract.notice", {"notice": 30}),
        ("contract.notice", {"notice": "20000d"}),
        ("contract.notice_to", {"notice_to": "full_moon"}),
        ("contract.term", {"term": "0m"}),
        ("contract.term", {"term": "300y"}),
        ("contract.term_end", {"term_end": "2026-01-31"}),
        ("contract.term_end", {"term_end": "2026-02-14"}),
        ("contract.renews_for", {"renews_for": "forever"}),
        ("contract.renews_for", {"renews_for": "0d"}),
        ("contract.renewed_on", {"renewed_on": "2020-01-01"}),
        ("contract.consumer", {"consumer": "yes"}),
        ("contract.sector", {"sector": 7}),
        (
            "contract.delivery_clause.post_deemed_bd",
            {"delivery_clause": {"post_deemed_bd": "two"}},
        ),
        ("contract.trial", {"trial": "free"}),
        ("contract.trial.length", {"trial": TRIAL | {"length": "13m"}}),
        ("contract.trial.length", {"trial": {"started_at": TRIAL["started_at"]}}),
        ("contract.trial.started_at", {"trial": {"length": "30d"}}),
        ("contract.trial.started_at", {"trial": TRIAL | {"started_at": "2026-11-24"}}),
        (
            "contract.trial.started_at",
            {"trial": TRIAL | {"started_at": "2026-11-24T22:30+25:00"}},
        ),
        (
            "contract.trial.started_at",
            {"trial": TRIAL | {"started_at": "2026-11-24T25:30-05:00"}},
        ),
        ("contract.trial.zone", {"trial": TRIAL | {"zone": "Mars/Olympus"}}),
        ("contract.trial.zone", {"trial": TRIAL | {"zone": "../etc"}}),
        ("contract.trial.cancel_lead", {"trial": TRIAL | {"cancel_lead": "40d"}}),
        ("contract.trial.cancel_lead", {"trial": TRIAL | {"cancel_lead": "-24h"}}),
        ("contract.circumstances", {"circumstances": "moved"}),
    ],
)
def test_bad_input_names_its_field(field, changes):
    with pytest.raises(BadMatter) as caught:
        judge(read_matter(document(**changes)))
    assert caught.value.field == field
    assert field in str(caught.value)


def test_a_naive_start_of_a_trial_needs_a_clock():
    trial = {"trial": TRIAL | {"started_at": "2026-11-24T22:30"}, "residence": "US"}
    with pytest.raises(BadMatter) as caught:
        judge(read_matter(document(**trial)))
    assert caught.value.field == "contract.trial.started_at"
    assert judge(read_matter(document(**(trial | {"residence": "DE"}))))


def test_what_is_no_object_is_refused():
    with pytest.raises(BadMatter):
        read_matter([])  # type: ignore[arg-type]


def test_today_is_needed_from_somewhere():
    with pytest.raises(BadMatter, match="today"):
        read_matter({})
    assert judge(read_matter({}, today=read_matter(document()).today))


@pytest.mark.parametrize(
    "changes",
    [
        {"notice": "0d"},
        {"term": "40y", "term_end": None},
        {"started_on": "2024-02-29", "concluded_on": "2024-02-29", "term_end": None},
        {"residence": None},
        {"residence": "XX"},
        {"residence": "uk", "sector": None},
        {"post": {"max_bd": 0}},
        {"post": None},
        {"notice": None, "notice_to": None, "renews_for": None},
        {"term_end": "2026-02-15", "term": None, "concluded_on": None},
        {"comment": "kept out", "comment2": ["of", "the", "way"]},
        {"wanted_end": "2020-01-01"},
        {"notice": "3650d"},
        {"notice": "10y", "notice_to": "month_end", "renews_for": "1d"},
    ],
)
def test_odd_but_possible_input_is_answered(changes):
    answer = judge(read_matter(document(**changes)))
    assert answer.effective is not None


def test_an_unknown_sector_is_read_as_other_and_named():
    answer = judge(read_matter(document(sector="wizardry")))
    assert any("wizardry" in line for line in answer.assumptions)


def test_days_beyond_the_holiday_tables_are_named():
    answer = judge(read_matter(document(term="40y", term_end=None)))
    assert answer.effective is not None
    assert answer.effective.year == 2066
    assert any("beyond the tables" in line for line in answer.assumptions)


def test_nothing_is_assumed_where_everything_is_said():
    contract = document()["contract"]
    answer = judge(
        read_matter(
            {
                "residence": "DE",
                "recipient_place": "DE",
                "today": "2026-11-24",
                "act": "ordinary",
                "post": {"min_bd": 1, "max_bd": 3},
                "contract": contract,
            }
        )
    )
    assert answer.assumptions == ()


def test_a_contract_that_ended_by_itself_is_said_to_be_over():
    over = document(term_end="2026-06-30", term=None, renews_for="none")
    answer = judge(read_matter(over))
    assert str(answer.effective) == "2026-06-30"
    assert answer.legal_last is None


def test_the_facts_for_a_letter_hold_nothing_that_was_only_assumed():
    unknown = document(concluded_on=None, started_on=None, term=None)
    answer = judge(read_matter(unknown))
    assert answer.rules == ("de.bgb.309-9.2022",)
    assert answer.facts.concluded_on is None
    known = judge(read_matter(document()))
    assert str(known.facts.concluded_on) == "2026-02-14"
    assert known.facts.trader_notice_missing is None
