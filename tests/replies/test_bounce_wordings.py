"""Old, rare and foreign wordings: each recipient once, with the right action, class and reason, and nobody else."""

import pytest

from duly.replies.reading import read_message
from tests.replies.bounce_variants import ME
from tests.replies.bounce_wordings import WORDINGS


def told(name: str) -> str:
    header, text, _ = WORDINGS[name]
    reading = read_message(f"To: {ME}\n{header}\n{text}".encode())
    found = [
        f"{one.address} {one.action} {one.kind} {one.reason}"
        for one in reading.recipients
    ]
    return f"{reading.kind}: {', '.join(found)}"


@pytest.mark.parametrize("name", WORDINGS)
def test_each_wording_names_its_recipients_and_why(name):
    assert told(name) == f"dsn: {WORDINGS[name][2]}"
