"""What does the chosen way mean for the letter: which service, is it a registered one, and for which envelope?"""

from collections.abc import Mapping
from typing import Any

from duly.cases.catalogue import parties_of
from duly.channels import Channel, Selling, Windowed, channel, channel_names
from duly.knowledge.tariffs import Service, tariff
from duly.letters.case_file import read_case_file

CLAIM, ORDINARY = "registered_post", "post"
ACCEPTED = "E2"


def offered_services(
    document: Mapping[str, Any], *, channel_name: str | None = None
) -> tuple[Service, ...]:
    """Of the carrier that prints and posts (None: the chosen one), the strongest first; empty for every other way."""
    name = channel_name or str(document.get("carrier") or "")
    if name not in channel_names():
        return ()
    way = channel(name)
    if not isinstance(way, Selling):
        return ()
    case_file = read_case_file(
        {"date": "2000-01-01", **document}
    )  # the day decides nothing here
    address = parties_of(case_file).recipient.address
    if address is None or case_file.sender.address is None:
        return ()
    sold = way.services(destination=address.country)
    return tuple(tariff(name).service(key) for key in sold)


def chosen_service(document: Mapping[str, Any], *, channel_name: str) -> str | None:
    """None: the strongest that the carrier has there."""
    wanted = document.get("service")
    if not wanted or document.get("carrier") != channel_name:
        return None
    return (
        str(wanted) if wanted in {s.key for s in offered_services(document)} else None
    )


def goes_registered(document: Mapping[str, Any], *, channel_name: str) -> bool:
    """Whether the letter may call itself registered on this way: not when it goes as an ordinary one."""
    if channel(channel_name).kind != CLAIM:
        return False
    services = offered_services(document, channel_name=channel_name)
    wanted = chosen_service(document, channel_name=channel_name)
    going = next((s for s in services if s.key == wanted), next(iter(services), None))
    return going is None or not going.plain


def kind_on_the_way(document: Mapping[str, Any], *, channel_name: str) -> str:
    """The kind of the channel, and "post" where a carrier of registered letters takes this one as an ordinary one."""
    kind = channel(channel_name).kind
    if kind == CLAIM and not goes_registered(document, channel_name=channel_name):
        return ORDINARY
    return kind


def kind_to(way: Channel, *, destination: str) -> str:
    """The same before there is a letter: by the strongest service that goes there."""
    if not isinstance(way, Selling):
        return way.kind
    strongest = tariff(way.name).service(way.services(destination=destination)[0])
    return ORDINARY if strongest.plain else way.kind


def is_ordinary(channel_name: str, service: object) -> bool:
    """Whether the carrier's own word of the service (in its acceptance) is an ordinary letter."""
    try:
        return tariff(channel_name).service(str(service)).plain
    except KeyError:
        return False


def is_followed(channel_name: str, service: object) -> bool:
    """Whether the carrier can report steps of a letter's way, by its own word of the service; of a service that
    we do not know, it may be expected.
    """
    try:
        return tariff(channel_name).service(str(service)).proves > ACCEPTED
    except KeyError:
        return True


def as_it_goes(document: Mapping[str, Any]) -> dict[str, Any]:
    """The case file with the kind of its way as it really goes: an ordinary letter of a carrier is "post"."""
    name = str(document.get("carrier") or "")
    claims = document.get("channel") == CLAIM and name in channel_names()
    if claims and kind_on_the_way(document, channel_name=name) == ORDINARY:
        return {**document, "channel": ORDINARY}
    return {**document}


def envelope_of(document: Mapping[str, Any]) -> str | None:
    """The envelope of a carrier that reads the address through a window of its own; None: that of the sender's country."""
    name = str(document.get("carrier") or "")
    if name not in channel_names() or channel(name).configured() is not None:
        return None
    way = channel(name)
    return way.profile() if isinstance(way, Windowed) else None
