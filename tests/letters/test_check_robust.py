"""Any text gets an answer: no exception, no code outside the contract, the same twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from duly.letters.check import check_text
from duly.letters.findings import CODES
from tests.letters.faulty_letters import FAULTY

PIECES = [text for cases in FAULTY.values() for _, text in cases]
PLACES = st.sampled_from([None, "DE", "us-ca", "UK", "CA-QC", "XX", "", "de_by", "EU"])
LANGUAGES = st.sampled_from([None, "en", "de-AT", "xx", "", "NL"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), PLACES, LANGUAGES)
def test_any_text_is_judged(
    text: str, residence: str | None, language: str | None
) -> None:
    found = check_text(text, residence=residence, language=language)
    assert {finding.code for finding in found} <= set(CODES)
    assert all(finding.message and finding.where for finding in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), PLACES)
def test_faults_together_are_judged_the_same_twice(
    pieces: list[str], residence: str | None
) -> None:
    text = "\n\n".join(pieces)
    once = check_text(text, residence=residence)
    assert once == check_text(text, residence=residence)
