"""Old, rare and foreign wordings: each recipient once, with the right action, class and reason, and nobody else."""

import pytest

from duly.replies.reading import read_message
from tests.replies.bounce_variants import ME, VARIANTS
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


BANNER = "CAUTION: This email originated from outside of the organisation. Do not click links. Report to phishing@sender.test.\n\n"
DISCLAIMER = "\n\n--\nThis message is confidential. If you are not the intended recipient, tell privacy@isp.test and delete it.\n"
ONE_PART = {
    name: row
    for name, row in {**VARIANTS, **WORDINGS}.items()
    if "multipart/" not in row[0] and "base64" not in row[0]
}


@pytest.mark.parametrize("name", ONE_PART)
def test_a_gateways_banner_above_and_disclaimer_below_change_nothing(name):
    header, text, _ = ONE_PART[name]
    bare = read_message(f"To: {ME}\n{header}\n{text}".encode())
    framed = read_message(f"To: {ME}\n{header}\n{BANNER}{text}{DISCLAIMER}".encode())
    assert [(one.address, one.action, one.kind) for one in framed.recipients] == [
        (one.address, one.action, one.kind) for one in bare.recipients
    ]
