"""The settings of the site: from the environment or a file, whole and within bounds, or no start."""

from pathlib import Path

import pytest

from duly.config.environment import BadSetting, number, text


def test_a_value_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DULY_WORD", " ada ")
    assert text("DULY_WORD") == "ada"


def test_an_empty_value_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DULY_WORD", "")
    assert text("DULY_WORD", "default") == "default"
    assert number("DULY_WORD", 7) == 7


def test_a_secret_may_lie_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("DULY_WORD_FILE", str(tmp_path / "secret"))
    assert text("DULY_WORD") == "hush"


@pytest.mark.parametrize("value", ["many", "1.5", "-1", "11", "nan", "inf"])
def test_a_number_that_is_none_or_out_of_bounds_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("DULY_COUNT", value)
    with pytest.raises(BadSetting, match="DULY_COUNT"):
        number("DULY_COUNT", 3, least=0, most=10)
