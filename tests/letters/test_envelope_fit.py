"""What goes along is weighed and counted: the usual envelope takes so much, and no more."""

import pytest

from duly.knowledge.profiles import profile, profile_names
from duly.letters.envelope_fit import envelope_findings, thickness_mm


def codes(name: str, pages: int) -> set[str]:
    return {each.code for each in envelope_findings(profile(name), pages=pages)}


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("pages", [1, 2, 6])
def test_a_letter_of_up_to_six_sheets_fits_every_envelope(
    name: str, pages: int
) -> None:
    assert codes(name, pages) == set()


@pytest.mark.parametrize("name", profile_names())
def test_a_seventh_sheet_asks_for_a_larger_envelope(name: str) -> None:
    assert "envelope-full" in codes(name, 7)


@pytest.mark.parametrize(
    ("name", "pages", "code", "is_over"),
    [
        # 99 g: 4.83 g a sheet of letter paper and 7 g of envelope.
        ("us-10", 19, "over-letter-weight", False),
        ("us-10", 20, "over-letter-weight", True),
        # 6.35 mm: 0.3 mm a folded sheet and 0.4 mm of envelope.
        ("us-10", 19, "over-letter-thickness", False),
        ("us-10", 20, "over-letter-thickness", True),
        # 100 g and 5 mm
        ("uk-notify", 18, "over-letter-weight", False),
        ("uk-notify", 19, "over-letter-weight", True),
        ("uk-notify", 15, "over-letter-thickness", False),
        ("uk-notify", 16, "over-letter-thickness", True),
    ],
)
def test_weight_and_thickness_of_a_letter_end_where_the_post_office_says(
    name: str, pages: int, code: str, is_over: bool
) -> None:
    assert (code in codes(name, pages)) is is_over


def test_where_no_source_names_a_limit_nothing_is_claimed() -> None:
    assert codes("fr-right-window", 30) == {"envelope-full"}


def test_the_person_can_help_it_so_nothing_blocks() -> None:
    found = list(envelope_findings(profile("us-10"), pages=30))
    assert len(found) == 3
    assert {each.severity for each in found} == {"warn"}
    assert "30 sheets" in found[0].message


def test_every_sheet_makes_it_thicker() -> None:
    assert thickness_mm(1) == pytest.approx(0.7)
    assert thickness_mm(10) == pytest.approx(3.4)
