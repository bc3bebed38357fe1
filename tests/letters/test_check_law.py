"""Which sections stand beside a statute, which name hides which, and whose law it is."""

import pytest

from duly.letters.check_act import acts_of
from duly.letters.check_law import find_citations, section_numbers
from duly.letters.check_reading import read_letter


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("§ 309 nr. 9", {"309", "309-9"}),
        ("§ 56 abs. 3", {"56"}),
        ("§§ 312g, 355", {"312g", "355"}),
        ("§ 312 k", {"312k"}),
        ("l. 215-1", {"l215-1"}),
        ("l215-1-1", {"l215-1-1"}),
        ("art. 65-bis", {"65-bis"}),
        ("6:236, aanhef en onder j", {"6:236"}),
        ("vi.91", {"vi.91"}),
        ("1798.105", {"1798.105"}),
        ("artt. 52-54", {"52-54", "52", "53", "54"}),
        ("17600-17606", {"17600-17606", *map(str, range(17600, 17607))}),
        ("without a number", set()),
    ],
)
def test_section_numbers_are_read(text: str, numbers: set[str]) -> None:
    assert section_numbers(text) == numbers


def named(text: str) -> list[tuple[str, ...]]:
    return [
        (citation.statute.name, *sorted(citation.places))
        for citation in find_citations(read_letter(text))
    ]


def test_a_longer_name_hides_a_shorter_one() -> None:
    assert named("the UK GDPR") == [("UK GDPR", "GB")]
    assert named("das ABGB") == [("ABGB (Austrian Civil Code)", "AT")]
    assert [n for n, *_ in named("the Consumer Rights Act 2022")] == [
        "Consumer Rights Act 2022"
    ]


def test_a_known_statute_hides_the_mere_shape() -> None:
    (found,) = find_citations(read_letter("the Consumer Rights Act 2015"))
    assert found.statute.known


def test_the_section_decides_whose_law_a_shared_name_is() -> None:
    assert named("§ 56 TKG")[0][1:] == ("DE",)
    assert named("§ 135 TKG")[0][1:] == ("AT",)
    assert named("das TKG")[0][1:] == ("AT", "DE")
    assert named("art. 6 DSG")[0][1:] == ("CH",)
    assert named("§ 1 DSG")[0][1:] == ("AT", "CH")


def test_a_section_may_stand_before_or_behind_its_statute() -> None:
    for text in ("§ 355 BGB", "BGB § 355", "BGB, § 355", "section 355 of the BGB"):
        (found,) = find_citations(read_letter(text))
        assert found.acts == {"withdrawal"}, text


def test_the_section_of_another_paragraph_is_not_taken() -> None:
    (found,) = find_citations(read_letter("Under § 355\n\nthe BGB"))
    assert found.acts == frozenset()


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("I terminate my contract.", {"ordinary"}),
        ("I withdraw from the contract.", {"withdrawal"}),
        ("I cancel.", set()),
        ("I cancel within the cooling-off period.", {"withdrawal"}),
        ("I withdraw my consent.", set()),
        ("Hiermit kündige ich.", {"ordinary"}),
        ("Hiermit widerrufe ich den Vertrag.", {"withdrawal"}),
        ("Das SEPA-Mandat widerrufe ich.", set()),
        ("Widerruf, hilfsweise Kündigung", {"withdrawal", "ordinary"}),
        ("Je résilie le contrat.", {"ordinary"}),
        ("Je vous notifie ma rétractation.", {"withdrawal"}),
        ("Doy de baja el contrato.", {"ordinary"}),
        ("Ejerzo el desistimiento.", {"withdrawal"}),
        ("Comunico la disdetta.", {"ordinary"}),
        ("Esercito il diritto di recesso.", {"withdrawal"}),
        ("Hierbij zeg ik het abonnement op.", {"ordinary"}),
        ("Ik ontbind de overeenkomst.", {"withdrawal"}),
        ("De machtiging herroep ik.", set()),
        ("Thank you.", set()),
    ],
)
def test_the_act_of_a_letter_is_read_from_its_words(text: str, acts: set[str]) -> None:
    assert acts_of(read_letter(text)) == acts


def test_a_reference_is_no_law_even_where_chance_writes_one_into_it() -> None:
    text = "Our reference: D-9GS3-PSD3.\n\nI end the contract."
    assert find_citations(read_letter(text)) == []
    beside = "Our reference: D-9GS3-PSD3. Under PSD3 you must refund me."
    assert len(find_citations(read_letter(beside))) == 1
    made_up = "See D-9GS3-PSD4 and PSD3."
    assert len(find_citations(read_letter(made_up))) == 1
