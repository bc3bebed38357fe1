"""Families in many languages and layouts: each recipient once, with the right action and class, and nobody else."""

import pytest

from duly.replies.reading import read_message
from tests.replies.bounce_variants import ME, VARIANTS


def told(name: str) -> str:
    header, text, _ = VARIANTS[name]
    reading = read_message(f"To: {ME}\n{header}\n{text}".encode())
    found = [f"{one.address} {one.action} {one.kind}" for one in reading.recipients]
    return f"{reading.kind}: {', '.join(found)}"


@pytest.mark.parametrize("name", VARIANTS)
def test_each_variant_names_its_recipients_with_action_and_class(name):
    assert told(name) == f"dsn: {VARIANTS[name][2]}"
