"""One value, one form: RFC 8785, and a reader without leniency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.evidence.canonical import (
    NotCanonical,
    canonical_json,
    read_canonical,
    read_strict,
    sha256_hex,
)

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 2, "a": 1}, b'{"a":1,"b":2}'),
        (
            {"\u20ac": 1, "\r": 2, "1": 3, "\U0001f600": 4, "\ufb33": 5},
            '{"\\r":2,"1":3,"€":1,"😀":4,"\ufb33":5}'.encode(),
        ),
        ([1e30, 4.5, 2e-3, 1e-27, 56.0, -0.0], b"[1e+30,4.5,0.002,1e-27,56,0]"),
        ('€$\x0f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()),
        ([None, True, False], b"[null,true,false]"),
    ],
)
def test_the_form_is_that_of_the_rfc(value: object, written: bytes) -> None:
    assert canonical_json(value) == written


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**53, -(2**53) - 1, "\ud800", {1: 2}, {"a": b""}],
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(value)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":2}',
        b'{"x":{"a":1,"a":1}}',
        b"NaN",
        b"[Infinity]",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"{} {}",
        b"",
        b"[" * 200_000,
    ],
)
def test_lenient_json_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_strict(raw)


@pytest.mark.parametrize(
    "raw", [b'{"b":1,"a":2}', b'{ "a":1}', b"1.0", b'"\\u0041"', b"{}\n"]
)
def test_the_same_value_in_another_form_is_refused(raw: bytes) -> None:
    read_strict(raw)
    with pytest.raises(NotCanonical):
        read_canonical(raw)


@given(VALUES)
def test_a_value_is_read_back_from_its_own_form(value: object) -> None:
    raw = canonical_json(value)
    assert canonical_json(read_canonical(raw)) == raw


def test_a_digest_is_lower_case_hexadecimal() -> None:
    assert sha256_hex(b"").startswith("e3b0c44298fc1c14")
