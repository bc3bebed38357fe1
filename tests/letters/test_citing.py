"""Citations of the packs as part of a sentence."""

import pytest

from duly.knowledge.prose import vocabulary
from duly.letters.citing import Citer, tied

CCR = "Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013"


def written(language: str, *citations: str) -> str:
    words = vocabulary(language)
    citer = Citer(forms=words.citations, conjunction=words.labels["list_and"])
    return citer.write(citations).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "citation", "expected"),
    [
        ("en", f"{CCR}, reg 34", f"regulation 34 of the {CCR}"),
        ("en", f"{CCR}, regs 29 and 30", f"regulations 29 and 30 of the {CCR}"),
        ("en", "15 U.S.C. § 8403", "15 U.S.C. § 8403"),
        (
            "fr",
            "C. conso., art. L. 215-1",
            "l’article L. 215-1 du Code de la consommation",
        ),
        (
            "fr",
            "C. conso., arts L. 221-24 and L. 242-4",
            "les articles L. 221-24 et L. 242-4 du Code de la consommation",
        ),
        (
            "fr",
            "C. conso., arts D. 215-1 to D. 215-3",
            "les articles D. 215-1 à D. 215-3 du Code de la consommation",
        ),
        (
            "fr",
            "C. conso., art. L. 215-1, last paragraph",
            "l’article L. 215-1, dernier alinéa du Code de la consommation",
        ),
        (
            "fr",
            "Regulation (EU) 2016/679, art. 17",
            "l’article 17 du règlement (UE) 2016/679 (RGPD)",
        ),
        (
            "de",
            "Regulation (EU) 2016/679, art. 17",
            "Artikel 17 der Datenschutz-Grundverordnung (DSGVO)",
        ),
        ("de", "§ 309 Nr. 9 BGB", "§ 309 Nr. 9 BGB"),
        ("de", "Art. 35a VVG", "Art. 35a VVG"),
        (
            "fr",
            "Art. 35a VVG",
            "l’article 35a de la loi sur le contrat d’assurance (LCA)",
        ),
        (
            "it",
            "Art. 6 Abs. 4, Art. 32 Abs. 2 DSG",
            "l’articolo 6 cpv. 4, art. 32 cpv. 2 della legge federale sulla protezione dei dati (LPD)",
        ),
        (
            "it",
            "Artt. 52-59 Codice del consumo",
            "gli articoli 52-59 del Codice del consumo",
        ),
        (
            "es",
            "Art. 22 Ley 50/1980 de Contrato de Seguro",
            "el artículo 22 de la Ley 50/1980, de Contrato de Seguro",
        ),
        ("es", "Art. 5 Código Civil", "Art. 5 Código Civil"),
        (
            "nl",
            "BW, art. 6:236, aanhef en onder j",
            "artikel 6:236, aanhef en onder j van het Burgerlijk Wetboek",
        ),
        (
            "nl",
            "CDE, art. VI.91 / WER, art. VI.91",
            "artikel VI.91 van het Wetboek van economisch recht",
        ),
        (
            "fr",
            "CDE, art. VI.91 / WER, art. VI.91",
            "l’article VI.91 du Code de droit économique",
        ),
    ],
)
def test_a_citation_reads_as_part_of_the_sentence(
    language: str, citation: str, expected: str
) -> None:
    assert written(language, citation) == expected


def test_places_of_one_act_share_its_name() -> None:
    both = written("en", f"{CCR}, reg 34", f"{CCR}, reg 36")
    assert both == f"regulation 34 and regulation 36 of the {CCR}"


def test_an_act_is_named_in_full_once() -> None:
    words = vocabulary("en")
    citer = Citer(forms=words.citations, conjunction="and")
    first, again = citer.write([f"{CCR}, reg 34"]), citer.write([f"{CCR}, reg 36"])
    assert first.endswith(f"of the {CCR}")
    assert again.replace("\u00a0", " ") == "regulation 36 of those Regulations"


def test_rules_that_have_no_name_here_are_listed_as_they_are() -> None:
    three = written("de", "§ 1 AG", "§ 2 BG", "§ 3 CG")
    assert three == "§ 1 AG, § 2 BG und § 3 CG"
    assert (
        written("en", "Direct Debit Guarantee", "15 U.S.C. § 1")
        == "the Direct Debit Guarantee and 15 U.S.C. § 1"
    )


def test_a_citation_given_twice_is_printed_once() -> None:
    assert written("de", "§ 312k BGB", "§ 312k BGB") == "§ 312k BGB"


@pytest.mark.parametrize(
    "citation", ["§ 312k BGB", "Nr. 9", "L. 215-1", "15 U.S.C. § 8403"]
)
def test_a_sign_keeps_its_number(citation: str) -> None:
    before, _, number = tied(citation).rpartition("\u00a0")
    assert before
    assert number[0].isdigit()
