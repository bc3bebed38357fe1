"""`duly tracking-number`: fields and exit codes."""

import json

from duly.cli.pure.tracking_number import run


def test_a_good_number_is_described(capsys):
    assert run(["RR473124829DE", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["valid"] is True
    assert document["format"] == "s10"
    assert document["carrier"] == "Deutsche Post"
    assert document["country"] == "DE"
    assert document["service"] == "Registered"


def test_a_number_in_groups_may_be_given_as_several_words(capsys):
    assert run(["9407", "3000", "0000", "0000", "0000", "03"]) == 0
    assert "Certified Mail" in capsys.readouterr().out


def test_a_wrong_number_exits_with_one_and_says_why(capsys):
    assert run(["RR473124828DE"]) == 1
    assert "check digit" in capsys.readouterr().out
