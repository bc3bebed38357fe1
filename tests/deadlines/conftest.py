"""One way to ask the deadline book, shared by its tables."""

from typing import Any, Protocol

import pytest

from duly.deadlines.rules import judge, read_matter


class Ask(Protocol):
    def __call__(self, place: str | None, **fields: Any) -> dict[str, Any]: ...


TOP = {"act", "today", "received_on", "wanted_end", "post", "recipient_place"}


@pytest.fixture
def ask() -> Ask:
    """`ask("DE", term_end="2027-08-31", notice="1m")` → the answer as a document.

    Resident and recipient are of the same place, the contract is a private one made
    online, today is 2026-03-02 and post takes 1 to 3 business days unless said otherwise.
    """

    def answer(place: str | None, **fields: Any) -> dict[str, Any]:
        contract = {"consumer": True, "online": True, "sector": "streaming"}
        contract |= {k: v for k, v in fields.items() if k not in TOP}
        document = {
            "residence": place,
            "recipient_place": place,
            "today": "2026-03-02",
            "act": "ordinary",
            "post": {"min_bd": 1, "max_bd": 3},
            "contract": contract,
        } | {k: v for k, v in fields.items() if k in TOP}
        return judge(read_matter(document)).as_document()

    return answer
