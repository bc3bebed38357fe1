"""What all carriers of paper do alike, where no folder has it tried already."""

import pytest

from duly.channels import Refused
from duly.channels.carriers import at_a_door
from duly.kit.address import Address
from duly.kit.said import Said


@pytest.mark.parametrize(
    "address",
    [
        Address(country="US", lines=("Acme", "P.O. Box 12", "Juneau AK 99801")),
        Address(country="DE", lines=("Acme", "Postfach 10 01 02", "20001 Hamburg")),
        Address(country="FR", street_address="BP 12", city="Paris"),
        Address(country="AU", lines=("Acme", "GPO Box 9", "Sydney NSW 2001")),
        Address(country="IT", street_address="Casella postale 7", city="Roma"),
    ],
)
def test_a_courier_refuses_a_post_office_box(address):
    with pytest.raises(Refused, match="post office box") as told:
        at_a_door(address)
    assert isinstance(told.value.args[0], Said)


@pytest.mark.parametrize(
    "line", ["1 Boxford Road", "Postfachweg 3", "12 Popbox Lane", "B.P. Platz"]
)
def test_a_street_that_only_sounds_like_one_is_a_door(line):
    address = Address(country="DE", lines=("Acme", line, "10115 Berlin"))
    assert at_a_door(address) is address
