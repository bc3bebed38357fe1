"""letter-check on our own cases: who writes, to whom, under which law; the recipient rules of the contract."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duly.kit.address import Address
from duly.knowledge.providers import Contact, Disputed, Identifier, Provider, Source
from duly.letters.case_file import BadCaseFile, read_case_file
from duly.letters.check import check_case
from duly.letters.compose import compose
from duly.letters.findings import Finding, may_go_out

OWN = Source(url="https://acme.example/terms", title="Terms", seen=date(2026, 2, 1))
BULK = replace(OWN, checked="import", origin="public-data")
SELLER = replace(OWN, origin="letter-seller", title="a letter seller")
ACME_ADDRESS = Address(country="GB", lines=("Acme Gyms Ltd", "12 High Street", "Leeds", "LS1 5AB"))  # fmt: skip
RUMOUR = Address(country="GB", lines=("Acme", "99 Rumour Road", "London", "SW1A 1AA"))

CASE: dict[str, Any] = {
    "provider": {
        "name": "Acme Gyms",
        "country": "GB",
        "sector": "fitness",
        "address": {"country": "GB", "lines": list(ACME_ADDRESS.lines)},
    },
    "sender": {
        "name": "Ada Byron",
        "address": {"country": "GB", "lines": ["4 Mill Lane", "Oxford", "OX1 4AA"]},
        "email": "ada@example.org",
    },
    "channel": "post",
    "matter": {"residence": "GB-ENG", "recipient_place": "GB", "act": "ordinary"},
    "goals": ["end_contract"],
    "identifiers": {"membership_number": "48-1527"},
    "language": "en",
    "date": "2026-03-02",
}


def acme(**fields: Any) -> Provider:
    usual: dict[str, Any] = {
        "slug": "test/acme",
        "name": "Acme Gyms",
        "country": "GB",
        "sector": "fitness",
        "post": "accepted",
        "contacts": (contact("termination"),),
    }
    return Provider(**usual | fields)


def contact(purpose: str, *, source: Source = OWN, email: str = "") -> Contact:
    return Contact(
        kind="email" if email else "postal_address",
        purpose=purpose,  # type: ignore[arg-type]
        source=source,
        address=None if email else ACME_ADDRESS,
        value=email,
    )


def judged(*, catalogue: Provider | None = None, **changes: Any) -> tuple[Finding, ...]:
    document = copy.deepcopy(CASE) | changes
    if catalogue is not None:
        document["provider"] = catalogue.slug
    case_file = read_case_file(document)
    composed = compose(case_file, answer=None, format="txt", catalogue=catalogue)
    return check_case(case_file, composed, answer=None, catalogue=catalogue)


def codes(**changes: Any) -> dict[str, str]:
    return {finding.code: finding.severity for finding in judged(**changes)}


# Recipients


def test_a_typed_address_warns_and_never_blocks() -> None:
    assert codes() == {"recipient-unverified": "warn"}


def test_a_typed_address_that_only_sellers_print_warns_and_says_so() -> None:
    catalogue = acme(
        disputed=(
            Disputed(address=RUMOUR, value="", source=SELLER, why="Unsupported."),
        )
    )
    found = judged(
        catalogue=catalogue,
        recipient={"address": {"country": "GB", "lines": list(RUMOUR.lines)}},
    )
    (finding,) = found
    assert (finding.code, finding.severity) == ("recipient-unverified", "warn")
    assert "Unsupported." in finding.message


def test_the_providers_own_address_typed_again_needs_no_warning() -> None:
    typed = {"address": {"country": "GB", "lines": list(ACME_ADDRESS.lines)}}
    assert codes(catalogue=acme(), recipient=typed) == {}


@pytest.mark.parametrize("purpose", ["termination", "notices"])
def test_a_catalogue_address_in_the_providers_own_words_passes(purpose: str) -> None:
    assert codes(catalogue=acme(contacts=(contact(purpose),))) == {}


@pytest.mark.parametrize("purpose", ["general", "withdrawal"])
def test_a_catalogue_address_for_another_purpose_blocks(purpose: str) -> None:
    found = codes(catalogue=acme(contacts=(contact(purpose),)))
    assert found == {"recipient-unverified": "block"}


def test_a_catalogue_without_any_address_blocks() -> None:
    found = codes(catalogue=acme(contacts=()))
    assert found == {"recipient-unverified": "block"}


@pytest.mark.parametrize("source", [SELLER, BULK])
def test_an_address_known_only_from_others_blocks(source: Source) -> None:
    catalogue = acme(contacts=(contact("termination", source=source),))
    assert codes(catalogue=catalogue) == {"recipient-unverified": "block"}


def test_typing_an_address_lifts_the_block() -> None:
    typed = {"address": {"country": "GB", "lines": ["Acme", "1 New Road", "Leeds LS1 1AA"]}}  # fmt: skip
    found = judged(catalogue=acme(contacts=()), recipient=typed)
    assert may_go_out(found)


def test_only_a_privacy_desk_blocks_twice_over() -> None:
    catalogue = acme(contacts=(contact("privacy", email="dpo@acme.example"),))
    assert codes(catalogue=catalogue, channel="email") == {
        "recipient-unverified": "block",
        "privacy-desk-only": "block",
    }


def test_a_typed_privacy_desk_warns() -> None:
    found = codes(
        channel="registered_email", recipient={"email": "privacy@acme.example"}
    )
    assert found == {"recipient-unverified": "warn", "privacy-desk-only": "warn"}


def test_an_erasure_request_belongs_to_the_privacy_desk() -> None:
    catalogue = acme(contacts=(contact("privacy", email="dpo@acme.example"),))
    document = copy.deepcopy(CASE) | {
        "provider": catalogue.slug,
        "channel": "email",
        "goals": ["erase_data"],
    }
    found = check_case(read_case_file(document), None, catalogue=catalogue)
    assert found == ()


def test_an_email_to_a_company_that_names_only_post_warns() -> None:
    found = codes(catalogue=acme(), channel="registered_email")
    assert found == {"recipient-unverified": "warn"}


def test_a_company_without_any_address_has_nowhere_to_send_to() -> None:
    provider = {"name": "Acme Gyms", "country": "GB"}
    assert codes(provider=provider)["recipient-unverified"] == "block"


# Addresses


def lines(country: str, *given: str) -> dict[str, Any]:
    return {"address": {"country": country, "lines": list(given)}}


@pytest.mark.parametrize(
    "recipient",
    [
        lines("FR", "Acme", "1 Market Street", "San Mateo, CA 94402"),
        lines("GB", "Acme", "1 Market Street", "United States"),
        lines("US", "Acme", "12 High Street", "Leeds LS1 5AB"),
        lines("DE", "Acme", "1 Rue Neuve", "Montréal QC H2X 1Y4"),
    ],
)
def test_an_address_in_another_country_than_given_blocks(
    recipient: Mapping[str, Any],
) -> None:
    matter = {"residence": "GB", "act": "ordinary"}
    found = codes(recipient=recipient, matter=matter)
    assert found["address-country-mismatch"] == "block"


@pytest.mark.parametrize(
    "recipient",
    [
        lines("US", "Acme", "1 Market Street", "San Mateo, CA 94402"),
        lines("US", "Acme", "1 Market Street", "San Mateo, CA 94402", "USA"),
        lines("JE", "Acme", "1 Royal Square", "St Helier JE2 4WA"),
        lines("DE", "Acme", "Hauptstraße 5", "10115 Berlin", "Germany"),
        lines("FR", "Acme", "5 rue Neuve", "75002 Paris"),
    ],
)
def test_an_address_in_the_country_given_passes(recipient: Mapping[str, Any]) -> None:
    matter = {"residence": "GB", "act": "ordinary"}
    found = codes(recipient=recipient, matter=matter)
    assert "address-country-mismatch" not in found


def test_dates_reckoned_for_another_country_block() -> None:
    matter = {"residence": "GB", "recipient_place": "DE", "act": "ordinary"}
    assert codes(matter=matter)["address-country-mismatch"] == "block"


def test_a_sample_address_of_the_sender_blocks() -> None:
    sender = CASE["sender"] | lines("US", "123 Main Street", "Anytown, CA 90210")
    (finding,) = [f for f in judged(sender=sender) if f.code == "placeholder-address"][
        :1
    ]
    assert finding.where == "sender.address"


# Who writes, about what


def test_a_letter_without_a_name_blocks() -> None:
    sender = CASE["sender"] | {"name": ""}
    assert codes(sender=sender)["missing-sender"] == "block"


def test_a_posted_letter_without_an_address_blocks() -> None:
    sender = {"name": "Ada Byron", "email": "ada@example.org"}
    assert codes(sender=sender)["missing-sender"] == "block"


def test_an_email_may_name_the_sender_by_email() -> None:
    sender = {"name": "Ada Byron", "email": "ada@example.org"}
    recipient = {"email": "notices@acme.example"}
    found = codes(sender=sender, channel="email", recipient=recipient)
    assert "missing-sender" not in found


ASKS = acme(
    identifiers=(
        Identifier(key="membership_number", label="membership number", required=True),
    )
)


def test_a_number_that_the_company_needs_blocks_when_absent() -> None:
    found = judged(catalogue=ASKS, identifiers={})
    assert [(f.code, f.severity, f.where) for f in found] == [
        ("missing-identifier", "block", "identifiers.membership_number")
    ]


def test_an_empty_number_blocks() -> None:
    found = codes(catalogue=ASKS, identifiers={"membership_number": " "})
    assert found == {"missing-identifier": "block"}


def test_i_do_not_have_it_only_warns() -> None:
    found = codes(catalogue=ASKS, identifiers={"membership_number": None})
    assert found == {"missing-identifier": "warn"}


def test_a_number_given_passes() -> None:
    assert codes(catalogue=ASKS, identifiers={"membership_number": "A-1"}) == {}


# What the person adds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Under the Consumer Rights Act 2015 I have a right to cancel.", "uncitable-rule"),
        ("Under § 309 Nr. 9 BGB the notice is one month.", "foreign-law"),
        ("The FTC click-to-cancel rule protects me.", "law-not-in-force"),
        ("My number is {{number}}.", "unresolved-field"),
        ("cancel.form.title", "untranslated-key"),
        ("This is sent by certified mail.", "false-channel-claim"),
        ("To the Cancellation Department.", "invented-department"),
        ("This letter was drafted by a lawyer.", "lawyer-claim"),
        ("Ich bitte Sie, mir den Eingang dieses Schreibens zu bestätigen.", "wrong-language"),
    ],
)  # fmt: skip
def test_a_fault_in_the_free_text_blocks(text: str, code: str) -> None:
    assert codes(free_text=text)[code] == "block"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc \u202e cba", "bidi-control"),
        ("a \x07 bell", "unprintable-character"),
        ("x" * 12_001, "too-long"),
    ],
)
def test_text_that_cannot_be_set_is_found_without_composing(
    text: str, code: str
) -> None:
    case_file = read_case_file(copy.deepcopy(CASE) | {"free_text": text})
    found = check_case(case_file, None)
    assert ("block", code) in {(f.severity, f.code) for f in found}


def test_a_termination_may_not_name_the_right_to_withdraw() -> None:
    text = "Regulation 29 of the Consumer Contracts Regulations 2013 applies."
    assert codes(free_text=text)["wrong-act"] == "block"


def test_a_withdrawal_may_name_it() -> None:
    text = "Regulation 29 of the Consumer Contracts Regulations 2013 applies."
    matter = CASE["matter"] | {"act": "withdrawal"}
    assert "wrong-act" not in codes(free_text=text, matter=matter)


@pytest.mark.parametrize("channel", ["registered_post"])
def test_registered_post_may_call_itself_so(channel: str) -> None:
    text = "This letter goes by registered post."
    assert "false-channel-claim" not in codes(free_text=text, channel=channel)


def test_a_sourced_department_is_no_invention() -> None:
    address = replace(ACME_ADDRESS, lines=("Acme Gyms", "Cancellation Department", *ACME_ADDRESS.lines[1:]))  # fmt: skip
    sourced = replace(contact("termination"), address=address)
    assert codes(catalogue=acme(contacts=(sourced,))) == {}


def test_an_unsourced_department_blocks() -> None:
    typed = lines("GB", "Cancellation Department", *ACME_ADDRESS.lines)
    assert codes(recipient=typed)["invented-department"] == "block"


def test_a_sentence_in_a_second_language_that_was_wanted_passes() -> None:
    text = "Ich bitte Sie, mir den Eingang dieses Schreibens zu bestätigen."
    found = codes(free_text=text, second_language="de")
    assert {"wrong-language", "mixed-languages"}.isdisjoint(found)


def test_an_unknown_slug_is_no_case() -> None:
    case_file = read_case_file(copy.deepcopy(CASE) | {"provider": "gb/nobody-knows"})
    with pytest.raises(BadCaseFile):
        check_case(case_file, None)


def test_no_finding_is_told_twice() -> None:
    found = judged(free_text="{{a}} {{b}} certified mail")
    assert len(found) == len(set(found))
