"""Settings of plug-ins: words, secrets from files, numbers within bounds, and sentences that name the setting."""

import pytest

from duly.kit.environment import BadSetting, needed, number, secret, word


def test_a_word_loses_its_spaces_and_has_a_default():
    assert word({"A": "  b "}, "A") == "b"
    assert word({"A": "  "}, "A", "c") == "c"
    assert word({}, "A") == ""


def test_a_secret_comes_from_its_file_first(tmp_path):
    path = tmp_path / "key"
    path.write_text("from the file\n")
    assert secret({"KEY": "plain"}, "KEY") == "plain"
    assert secret({"KEY": "plain", "KEY_FILE": str(path)}, "KEY") == "from the file"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    for path in (tmp_path / "nowhere", tmp_path / "bytes", tmp_path):
        with pytest.raises(BadSetting, match="KEY_FILE"):
            secret({"KEY_FILE": str(path)}, "KEY")


def test_a_missing_secret_says_what_it_is():
    with pytest.raises(BadSetting, match=r"Set KEY .* the key of your account"):
        needed({}, "KEY", "the key of your account")
    assert needed({"KEY": "k"}, "KEY", "x") == "k"


def test_a_number_stays_within_its_bounds():
    assert number({"N": "1.5"}, "N", 3, low=1, high=9) == 1.5
    assert number({}, "N", 3, low=1, high=9) == 3
    for text in ("soon", "0", "10", "nan"):
        with pytest.raises(BadSetting, match="N: "):
            number({"N": text}, "N", 3, low=1, high=9)
