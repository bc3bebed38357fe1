"""A pasted letter and the way it goes: only what is sent registered may say so."""

import pytest
from django.test import Client

LETTER = "\n".join(
    [
        "Ada Vale",
        "2210 Fern Street",
        "San Diego, CA 92104",
        "",
        "Acme Inc.",
        "1 Market Street",
        "San Francisco, CA 94105",
        "",
        "March 2, 2026",
        "",
        "Dear Sir or Madam,",
        "",
        "By registered letter I end my contract number 4471 with you.",
        "Please confirm in writing the day on which it ends.",
        "",
        "Sincerely,",
        "Ada Vale",
    ]
)


def checked(visitor: Client, channel: str) -> tuple[int, str]:
    typed = {"letter": LETTER, "residence": "US-CA", "channel": channel}
    answer = visitor.post("/check-a-letter/", typed)
    return answer.status_code, answer.content.decode()


def test_the_way_can_be_named(visitor: Client) -> None:
    page = visitor.get("/check-a-letter/").content.decode()
    assert '<select name="channel"' in page


@pytest.mark.parametrize("channel", ["", "post", "email", "registered_email"])
def test_registered_is_a_false_claim_by_any_other_way(
    visitor: Client, channel: str
) -> None:
    status, page = checked(visitor, channel)
    assert status == 200
    assert "registered" in found(page)


def test_registered_is_true_by_registered_post(visitor: Client) -> None:
    status, page = checked(visitor, "registered_post")
    assert status == 200
    assert "registered" not in found(page)


def test_a_way_that_does_not_exist_is_refused(visitor: Client) -> None:
    assert checked(visitor, "pigeon")[0] == 422


def found(page: str) -> str:
    """What stands above the form."""
    return page.partition('<form method="post"')[0]
