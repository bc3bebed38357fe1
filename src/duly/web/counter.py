"""What to ask for at the counter of the post office, each service with what it proves, in honest words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from duly.cases.catalogue import parties_of
from duly.cases.envelope import case_file_of
from duly.cases.models import Case
from duly.cases.printing import printed_pages
from duly.cases.service import chosen_service, offered_services
from duly.kit.money import Money
from duly.knowledge.profiles import profile_for
from duly.knowledge.tariffs import Service, counter_services, post_offices
from duly.letters.print_copy import grams
from duly.web.words import Words

# The highest level that a service can give, in words for the counter.
PROVES: dict[str, Words] = {
    "E2": _("Proves nothing of its arrival"),
    "E3": _("Proves that it was posted, and shows its way"),
    "E5": _("Proves by the carrier’s word that it was delivered, and when"),
    "E6": _("Proves by a signature that somebody took it, and when"),
}
PLAIN = _("An ordinary letter")
PROVES_NOTHING = _("Proves nothing: neither that you sent it nor that it came")


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRow:
    """`price` is None where we know none with a source: the counter says it."""

    name: Words
    proves: Words
    price: Money | None = None
    is_best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """A service of a carrier that prints and posts."""

    service: Service
    proves: Words
    is_chosen: bool


def service_rows(document: Mapping[str, Any]) -> list[ServiceRow]:
    """The chosen one is the first where the person chose none."""
    services = offered_services(document)
    chosen = chosen_service(document, channel_name=str(document.get("carrier")))
    chosen = chosen or (services[0].key if services else None)
    return [
        ServiceRow(
            service=service,
            proves=PROVES_NOTHING
            if service.plain
            else PROVES.get(service.proves, PROVES["E2"]),
            is_chosen=service.key == chosen,
        )
        for service in services
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """`is_aged`: the prices were read more than a year ago."""

    carrier: str
    source: str
    checked_on: date
    is_aged: bool
    rows: tuple[CounterRow, ...]

    @property
    def lacks_a_price(self) -> bool:
        return any(row.price is None for row in self.rows)


def counter_for(case: Case, *, today: date) -> Counter | None:
    """For a letter that the person posts; None where we do not know the post office."""
    case_file = case_file_of(case)
    sender, recipient = (
        case_file.sender.address,
        parties_of(case_file).recipient.address,
    )
    if sender is None or recipient is None or sender.country not in post_offices():
        return None
    office = post_offices()[sender.country]
    services = counter_services(origin=sender.country, destination=recipient.country)
    paper, pages = profile_for(sender.country), pages_to_post(case)
    weight = grams(pages, width_mm=paper.width, height_mm=paper.height)
    rows = [
        CounterRow(
            name=service.name,
            proves=PROVES.get(service.proves, PROVES["E2"]),
            price=office.price(service.key, pages=pages, grams=weight),
            is_best=place == 0,
        )
        for place, service in enumerate(services)
    ]
    plain = CounterRow(name=PLAIN, proves=PROVES_NOTHING)
    return Counter(
        carrier=office.carrier,
        source=office.source,
        checked_on=office.checked_on,
        is_aged=office.is_aged(today),
        rows=(*rows, plain),
    )


def pages_to_post(case: Case) -> int:
    """Of the sealed letter with its papers; one before there is a letter."""
    letter = case.letters.exclude(sealed_at=None).order_by("-sealed_at").first()
    return printed_pages(letter) if letter else 1
