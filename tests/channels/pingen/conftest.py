"""A channel with its double, and a letter of Ada's that it can take."""

import pytest

from duly.channels import channel


@pytest.fixture
def pingen():
    return channel("pingen")


@pytest.fixture
def double(pingen, monkeypatch, tmp_path, doubles):
    return doubles("pingen").stand_in(pingen, monkeypatch, tmp_path)


@pytest.fixture
def swiss(sealed, acme, doubles):
    """The letter and the address that this carrier can take."""
    return doubles("pingen").fitted(sealed, acme)


@pytest.fixture
def send(pingen, double, swiss, now):
    def send(*, key="k1", letter=swiss[0], address=swiss[1]):
        return pingen.send(
            letter, address, key=key, now=now, attempt=lambda happening: None
        )

    return send
