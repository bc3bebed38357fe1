"""Before the seal: which of the carrier's services the letter goes by; none chosen means the strongest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from duly.cases.actions.draft import change_case, draft_of
from duly.cases.models import Case
from duly.cases.service import offered_services


class NoSuchService(ValueError):
    """The carrier does not sell it on this way."""


def choose_service(case: Case, *, service: str, now: datetime) -> None:
    """Raises NoSuchService, Sealed, Stale. The same choice again changes nothing."""
    document: Mapping[str, Any] = draft_of(case)
    if service not in {each.key for each in offered_services(document)}:
        raise NoSuchService(service)
    if document.get("service") != service:
        change_case(
            case, {**document, "service": service}, version=case.version, now=now
        )
