"""The codes of letter-check and their weights."""

import pytest

from duly.letters.findings import (
    CODES,
    SOFTENED,
    blocking,
    may_go_out,
    visible,
    warning,
)


def test_every_code_blocks_unless_it_is_softened_on_purpose() -> None:
    assert set(CODES.values()) == {"block"}
    assert set(CODES) >= SOFTENED


def test_the_codes_are_those_of_the_contract() -> None:
    assert len(CODES) == 20
    assert {"foreign-law", "bidi-control", "privacy-desk-only"} <= set(CODES)


def test_a_blocking_finding_stops_the_letter() -> None:
    finding = blocking("foreign-law", where="line 3", message="UK act in a US letter")
    assert finding.severity == "block"
    assert not may_go_out((finding,))


def test_warnings_alone_let_the_letter_go() -> None:
    finding = warning("recipient-unverified", where="recipient", message="typed")
    assert may_go_out((finding,))


def test_a_foreign_law_cannot_be_softened() -> None:
    with pytest.raises(ValueError, match="always blocks"):
        warning("foreign-law", where="line 3", message="x")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        blocking("made-up", where="line 1", message="x")


def test_a_finding_prints_the_four_fields_of_the_contract() -> None:
    finding = blocking("too-long", where="free_text", message="m")
    assert list(finding.as_document()) == ["code", "severity", "where", "message"]


def test_a_message_never_carries_what_cannot_be_printed() -> None:
    finding = blocking("too-long", where="a\ud800", message="“\u202e{{x}}\ud800”")
    assert finding.where == "a\\ud800"
    assert finding.message == "“\\u202e{{x}}\\ud800”"
    finding.message.encode()


def test_a_plain_message_stays_as_it_is() -> None:
    assert (
        visible("§ 309 Nr.\u00a09 BGB – “quoted”") == "§ 309 Nr.\u00a09 BGB – “quoted”"
    )
