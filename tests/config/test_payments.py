"""Which ways to pay are offered, read at the start."""

import pytest

from duly.config.environment import BadSetting
from duly.config.payments import offered_names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ()),
        ("pay_nothing", ()),
        ("stripe", ("stripe",)),
        ("offline stripe", ("offline", "stripe")),
        ("pay_nothing offline offline", ("offline",)),
    ],
)
def test_only_those_that_take_money_are_offered(
    words: str, names: tuple[str, ...]
) -> None:
    assert offered_names({"DULY_PAYMENTS": words}) == names


@pytest.mark.parametrize("words", ["barter", "stripe,offline", "../stripe"])
def test_a_name_without_a_folder_stops_the_start(words: str) -> None:
    with pytest.raises(BadSetting, match="DULY_PAYMENTS"):
        offered_names({"DULY_PAYMENTS": words})
