"""What each kind of letter says, and what it must not say."""

from typing import Any

import pytest

from duly.knowledge.prose import letter_languages
from duly.letters.compose import Composed, compose
from tests.letters.golden_cases import Row, case, samples

LANGUAGES = letter_languages()


def written(row: Row, **changes: Any) -> Composed:
    case_file, answer = case(row, **changes)
    return compose(case_file, answer=answer, format="txt")


def because(language: str, *circumstances: str, **changes: Any) -> Composed:
    """A termination for cause of somebody without national law, so that only the text speaks."""
    row = (language, "for_cause", "GR")
    case_file, _ = case(row)
    contract = dict(case_file.matter["contract"]) | {"circumstances": list(circumstances)}  # fmt: skip
    matter = dict(case_file.matter) | {"contract": contract}
    return written(row, matter=matter, **changes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "circumstance",
    ["moved", "price_raised", "terms_changed", "breach", "illness", "situation_changed", "claim_happened", "button_missing"],
)  # fmt: skip
def test_a_circumstance_is_a_reason_and_another_one_is_another(
    language: str, circumstance: str
) -> None:
    one = because(language, circumstance, facts={})
    other = because(language, "moved" if circumstance != "moved" else "breach", facts={})  # fmt: skip
    assert one.findings == ()
    assert one.text != other.text


@pytest.mark.parametrize("circumstances", [(), ("credit_card",)])
def test_without_any_reason_a_termination_for_cause_is_held_back(
    circumstances: tuple[str, ...],
) -> None:
    letter = because("en", *circumstances, facts={})
    assert [(f.code, f.where) for f in letter.findings] == [("unresolved-field", "cause")]  # fmt: skip
    assert because("en", *circumstances, facts={}, free_text="It is dead.").findings == ()  # fmt: skip


def test_a_typed_cause_ends_in_one_full_stop() -> None:
    for cause in ("It is dead", "It is dead."):
        assert "My reason: It is dead.\n" in because("en", facts={"cause": cause}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_asked_nothing_about_data_and_the_payee_nothing_about_the_bank(
    language: str,
) -> None:
    place = {"en": "GB-ENG", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL"}[language]  # fmt: skip
    bank = written((language, "stop_payment", place))
    assert not any("2016/679" in c or "GDPR" in c for c in bank.citations)
    assert "29.90 EUR" in bank.text or "29,90 EUR" in bank.text


def test_a_german_bank_is_named_the_german_rules_and_a_texan_one_is_not() -> None:
    assert "§§ 675j Abs. 2, 675p Abs. 2 BGB" in written(("de", "stop_payment", "DE")).citations  # fmt: skip
    elsewhere = written(("en", "stop_payment", "US-TX")).citations
    assert not any("BGB" in citation for citation in elsewhere)


def test_a_debit_that_nobody_named_is_not_claimed_back() -> None:
    facts = samples("stop_payment", "de") | {"charged_on": "2026-11-02"}
    assert "§ 675x Abs. 2, 4 BGB" in written(("de", "stop_payment", "DE"), facts=facts).citations  # fmt: skip
    unnamed = {k: v for k, v in facts.items() if k not in {"charged_on", "amount"}}
    letter = written(("de", "stop_payment", "DE"), facts=unnamed)
    assert "§ 675x Abs. 2, 4 BGB" not in letter.citations


def test_a_claim_for_a_refund_says_nothing_of_notice_periods() -> None:
    assert written(("de", "ordinary", "DE")).citations != ()
    assert "§ 309 Nr. 9 BGB" not in written(("de", "refund_demand", "DE")).citations


@pytest.mark.parametrize("kind", ["reminder", "answer_refusal", "answer_offer"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_after_a_withdrawal_speaks_of_the_withdrawal(
    language: str, kind: str
) -> None:
    row = (language, kind, "GR")
    case_file, _ = case(row)
    withdrawn = dict(case_file.matter) | {"act": "withdrawal"}
    assert written(row, matter=withdrawn).text != written(row).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_erasure_request_asks_for_nothing_else(language: str) -> None:
    letter = written((language, "erasure", "GR"))
    assert {c for c in letter.citations if "2016/679" not in c} == set()
    assert "Regulation (EU) 2016/679, art. 17" in letter.citations
    assert "Regulation (EU) 2016/679, art. 12(3)" in letter.citations


def test_after_a_renewal_the_cap_is_said_once() -> None:
    text = written(("de", "ordinary", "DE")).text
    assert "stillschweigend verlängert" in text
    assert "entgegengehalten" not in text


IN_TIME = {"en": "within the period", "de": "innerhalb der Frist abgesandt", "fr": "dans le délai.", "es": "dentro del plazo", "it": "entro il termine.", "nl": "binnen de termijn verzonden"}  # fmt: skip
PLACES = {"en": "GB-ENG", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_withdrawal_in_its_period_says_that_it_is_sent_in_time(
    language: str,
) -> None:
    row = (language, "withdrawal", PLACES[language])
    assert IN_TIME[language] in written(row).text
    case_file, _ = case(row)
    contract = dict(case_file.matter["contract"]) | {"concluded_on": "2026-10-01"}
    late = dict(case_file.matter) | {"contract": contract}
    assert IN_TIME[language] not in written(row, matter=late).text
    about = dict(case_file.matter)
    reminder = written((language, "reminder", PLACES[language]), matter=about)
    assert IN_TIME[language] not in reminder.text


def test_unfair_terms_are_an_argument_about_a_renewal_and_no_right_to_cancel() -> None:
    act = "Consumer Rights Act 2015"
    assert act in written(("en", "answer_refusal", "GB-ENG")).text
    for kind in ("ordinary", "withdrawal", "for_cause", "refund_demand", "reminder"):
        assert act not in written(("en", kind, "GB-ENG")).text
    assert act not in written(("en", "answer_refusal", "US-CA")).text
