"""Which services does the chosen carrier sell on the way of this letter, and which did the person choose?"""

from collections.abc import Mapping
from typing import Any

from duly.cases.catalogue import parties_of
from duly.channels import channel, channel_names
from duly.kit.countries import country_code
from duly.knowledge.tariffs import Service, tariff
from duly.letters.case_file import read_case_file


def offered_services(document: Mapping[str, Any]) -> tuple[Service, ...]:
    """Of the carrier that prints and posts, the strongest first; empty for every other way."""
    name = str(document.get("carrier") or "")
    if name not in channel_names() or channel(name).kind != "registered_post":
        return ()
    case_file = read_case_file(
        {"date": "2000-01-01", **document}
    )  # the day decides nothing here
    sender, recipient = (
        case_file.sender.address,
        parties_of(case_file).recipient.address,
    )
    if sender is None or recipient is None:
        return ()
    at_home = country_code(sender.country) == country_code(recipient.country)
    scope = "domestic" if at_home else "abroad"
    try:
        return tuple(s for s in tariff(name).services if s.scope == scope)
    except KeyError:
        return ()


def chosen_service(document: Mapping[str, Any], *, channel_name: str) -> str | None:
    """None: the strongest that the carrier has there."""
    wanted = document.get("service")
    if not wanted or document.get("carrier") != channel_name:
        return None
    return (
        str(wanted) if wanted in {s.key for s in offered_services(document)} else None
    )
