"""What is private is noise without the key of the case."""

import pytest
from django.test import override_settings

from duly.cases.vault import Erased, WrongKey, decrypt, encrypt, new_key, unwrap


def test_what_was_encrypted_is_read_again() -> None:
    key, wrapped = new_key("D-1")
    assert unwrap("D-1", wrapped) == key
    assert (
        decrypt(key, encrypt(key, b"secret", bound_to="a"), bound_to="a") == b"secret"
    )


def test_one_changed_byte_is_noticed() -> None:
    key, _ = new_key("D-1")
    cipher = bytearray(encrypt(key, b"secret", bound_to="a"))
    cipher[-1] ^= 1
    with pytest.raises(WrongKey):
        decrypt(key, bytes(cipher), bound_to="a")


def test_bytes_moved_to_another_place_are_refused() -> None:
    key, _ = new_key("D-1")
    with pytest.raises(WrongKey):
        decrypt(key, encrypt(key, b"secret", bound_to="a"), bound_to="b")


def test_the_key_of_one_case_opens_no_other() -> None:
    _, wrapped = new_key("D-1")
    with pytest.raises(WrongKey):
        unwrap("D-2", wrapped)


def test_without_its_key_a_case_is_erased() -> None:
    with pytest.raises(Erased):
        unwrap("D-1", b"")


def test_a_damaged_wrapping_key_is_named(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "wrapping.key").write_text("abcd")
    with (
        override_settings(KEYS=folder),
        pytest.raises(WrongKey, match="64 hexadecimal"),
    ):
        new_key("D-1")
