"""letter-check on pasted letters: good ones pass clean, every fault is seen, look-alikes are left alone."""

from time import process_time

import pytest

from duly.letters.check import LONGEST_TEXT, check_text
from duly.letters.findings import CODES, SOFTENED, may_go_out
from tests.letters.faulty_letters import FAULTY
from tests.letters.good_letters import GOOD, Good
from tests.letters.harmless_sentences import HARMLESS


def codes(text: str, *, residence: str | None, **more: str | None) -> set[str]:
    return {f.code for f in check_text(text, residence=residence, **more)}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_a_good_letter_passes_clean(good: Good) -> None:
    found = check_text(good.text, residence=good.residence, language=good.language)
    assert found == ()


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_the_way_a_letter_is_wrapped_and_quoted_changes_nothing(good: Good) -> None:
    quoted = "\r\n".join("> " + line for line in good.text.splitlines())
    narrow = good.text.replace("BGB ", "BGB\n").replace("article ", "article\n")
    hard_spaces = good.text.replace(". ", ".\u00a0").replace("§ ", "§\u00a0")
    for text in (quoted, narrow, hard_spaces):
        found = check_text(text, residence=good.residence, language=good.language)
        assert [f for f in found if f.code != "missing-sender"] == []


LEGAL = {
    name: good
    for name, good in GOOD.items()
    if name not in {"a plain letter without law", "an English letter to Greece"}
}
PLACES = "DE AT CH FR BE NL ES IT GB IE LU PL SE US US-CA US-NY US-TX CA-ON CA-QC AU JP"


@pytest.mark.parametrize("good", LEGAL.values(), ids=LEGAL)
def test_the_same_letter_is_foreign_law_anywhere_else(good: Good) -> None:
    home = good.residence.split("-")[0]
    for place in PLACES.split():
        if place.split("-")[0] != home or (home == "US" and place != good.residence):
            assert "foreign-law" in codes(good.text, residence=place), place


def test_european_law_holds_in_the_whole_area_and_not_outside() -> None:
    text = GOOD["an English letter to Greece"].text
    for place in ("GR", "PL", "NO", "DE-BY"):
        assert codes(text, residence=place) == set()
    for place in ("US", "CH", "AU"):
        assert codes(text, residence=place) == {"foreign-law"}


FAULTS = [(code, *case) for code, cases in FAULTY.items() for case in cases]


@pytest.mark.parametrize(("code", "residence", "text"), FAULTS)
def test_a_fault_is_seen_and_blocks(code: str, residence: str, text: str) -> None:
    found = check_text(text, residence=residence)
    assert code in {f.code for f in found if f.severity == "block"}


@pytest.mark.parametrize(("residence", "text"), HARMLESS)
def test_a_look_alike_is_left_alone(residence: str, text: str) -> None:
    assert codes(text, residence=residence) == set()


def test_every_code_for_texts_is_tried_here() -> None:
    only_cases = {"recipient-unverified"}
    elsewhere = {"too-long", "wrong-language", "mixed-languages"}
    assert set(FAULTY) == set(CODES) - only_cases - elsewhere


def test_an_unknown_statute_of_the_own_country_only_warns() -> None:
    for residence, text in (
        ("GB", "I rely on the Garden Fences Act 1998."),
        ("DE", "Ich berufe mich auf § 12 GartenzaunG."),
        ("ES", "Me baso en la Ley 3/2014."),
        ("FR", "Je me fonde sur la loi n° 99-123."),
        ("IT", "Mi baso sul D.Lgs. 111/1999."),
        ("US-TX", "I rely on 42 U.S.C. § 99999."),
    ):
        found = check_text(text, residence=residence)
        assert [f.code for f in found] == ["uncitable-rule"], residence
        assert may_go_out(found)


def test_an_unknown_statute_of_another_country_blocks() -> None:
    found = check_text("I rely on the Garden Fences Act 1998.", residence="DE")
    assert [f.code for f in found] == ["foreign-law"]


def test_without_a_residence_no_statute_may_be_named() -> None:
    text = GOOD["a German notice with a cap"].text
    found = check_text(text, residence=None)
    assert [f.code for f in found] == ["uncitable-rule"]
    assert not may_go_out(found)


def test_without_a_residence_a_letter_without_law_passes() -> None:
    text = GOOD["a plain letter without law"].text
    assert check_text(text, residence=None) == ()


def test_a_state_law_needs_that_state() -> None:
    text = GOOD["a Californian cancellation"].text
    assert codes(text, residence="US") == {"foreign-law"}
    assert codes(text, residence="US-NY") == {"foreign-law"}


def test_the_place_names_the_line_of_the_text_as_written() -> None:
    text = "Dear Acme,\n\nI cancel\nin line with the Consumer\nRights Act 2015.\n"
    (found,) = check_text(text, residence="US")
    assert found.where == "line 4"


def test_a_withdrawal_with_termination_in_the_alternative_may_name_both() -> None:
    text = (
        "Ich widerrufe den Vertrag gemäß § 355 BGB. Hilfsweise kündige ich ihn zum nächstmöglichen "
        "Zeitpunkt nach § 309 Nr. 9 BGB."
    )
    assert codes(text, residence="DE") == set()


def test_taking_back_a_mandate_is_no_withdrawal_from_the_contract() -> None:
    text = "Das SEPA-Lastschriftmandat widerrufe ich. Ich kündige nach § 309 Nr. 9 BGB."
    assert codes(text, residence="DE") == set()


def test_registered_post_may_say_so_and_registered_email_may_not() -> None:
    text = "Per Einschreiben\n\nHiermit kündige ich meinen Vertrag."
    assert codes(text, residence="DE", channel="registered_post") == set()
    for channel in ("email", "post", "registered_email", "self_print"):
        found = codes(text, residence="DE", channel=channel)
        assert found == {"false-channel-claim"}
    mail = "This is sent by certified e-mail."
    for channel in ("registered_email", "registered_post"):
        assert codes(mail, residence="US", channel=channel) == {"false-channel-claim"}


def test_a_text_of_the_longest_length_is_checked_and_one_more_is_not() -> None:
    assert codes("y" * LONGEST_TEXT, residence="US") == set()
    assert codes("y" * (LONGEST_TEXT + 1), residence="US") == {"too-long"}


def test_the_language_wanted_is_compared_with_the_text_and_not_with_the_residence() -> (
    None
):
    german = GOOD["a German notice with a cap"].text
    assert codes(german, residence="DE", language="en") == {"wrong-language"}
    english = GOOD["an English letter to Greece"].text
    assert codes(english, residence="GR", language="en-GB") == set()


def test_a_paragraph_in_another_language_is_seen() -> None:
    text = (
        "Dear Acme,\n\nI am ending my subscription with you at the earliest possible date.\n\n"
        "Je vous prie de bien vouloir me confirmer la résiliation de mon contrat par écrit.\n\n"
        "Yours faithfully,\nAda Byron"
    )
    assert codes(text, residence="FR", language="en") == {"mixed-languages"}


def test_an_address_that_only_letter_sellers_print_is_seen() -> None:
    text = "AliExpress VIP\n400 S El Camino Real, Suite 400\n\nI cancel my membership."
    (found,) = check_text(text, residence="US")
    assert (found.code, found.where) == ("recipient-unverified", "line 2")


def test_the_same_address_in_a_letter_to_another_company_is_left_alone() -> None:
    text = "Acme Dental\n400 S El Camino Real, Suite 400\n\nI cancel my appointment."
    assert codes(text, residence="US") == set()


def test_a_severity_is_never_softened_against_the_contract() -> None:
    for code, residence, text in FAULTS:
        for finding in check_text(text, residence=residence):
            assert finding.severity == "block" or finding.code in SOFTENED, code


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "§", "{{", "a", "\ufeff", "..."])
def test_a_scrap_of_text_raises_nothing(text: str) -> None:
    assert codes(text, residence="DE") <= {"unresolved-field"}


def test_a_letter_takes_less_than_twenty_milliseconds() -> None:
    longest = max((good.text for good in GOOD.values()), key=len)
    check_text(longest, residence="DE", language="de")
    began = process_time()
    for _ in range(10):
        check_text(longest, residence="DE", language="de")
    assert (process_time() - began) / 10 < 0.02


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "§ 1 ",
        "art. ",
        "a@",
        "x.y ",
        "l. ",
        "(",
        "1.",
        "Act of the ",
        "die ",
        "[",
        "{",
        "_",
        ".",
    ],
)
def test_no_text_makes_the_patterns_run_away(piece: str) -> None:
    text = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    began = process_time()
    check_text(text, residence="DE", language="de")
    assert process_time() - began < 2
