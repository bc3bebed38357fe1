"""Does the confirmed end match the one we computed, and may this answer close the case by itself?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from duly.kit.mail_address import is_within

Match = Literal["equal", "earlier", "later", "no_date"]


def compared(*, confirmed: date | None, computed: date | None) -> Match:
    """`later`: the company ends the contract after the day that the law or the contract gives."""
    if confirmed is None or computed is None:
        return "no_date"
    if confirmed == computed:
        return "equal"
    return "earlier" if confirmed < computed else "later"


def is_certain(
    reply: Mapping[str, Any],
    authentication: Mapping[str, Any],
    *,
    known_domains: frozenset[str],
) -> bool:
    """Only a signed answer from a domain of the company, with one explicit day, closes without a person.

    A day worked out from the day of the mail is not explicit, and a subject or a table's row is no sentence.
    It takes the document of a reading (`duly mail-parse`), as one under limits gives it.
    """
    return bool(
        reply["verdict"] == "confirmed"
        and reply["effective_date"]
        and not reply["other_reading"]
        and not reply.get("worked_out")
        and all(span.get("where", "text") == "text" for span in reply.get("spans", ()))
        and authentication.get("aligned")
        and is_within(str(authentication.get("from_domain", "")), known_domains)
    )
