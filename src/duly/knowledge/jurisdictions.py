"""Which legal orders a place belongs to: subdivision, country, EU layer."""

import re

# Member states, and the three EEA states that took over the consumer directives.
EU_STATES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
)
EEA_STATES = EU_STATES | {"IS", "LI", "NO"}

PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
# Codes that people and forms write for a country that has another ISO code.
SAME_PLACE = {"UK": "GB", "EL": "GR"}


def place_code(text: str) -> str:
    """`us-ca`, `UK`, `gb_eng` → `US-CA`, `GB`, `GB-ENG`; nothing is checked."""
    country, _, subdivision = text.strip().upper().replace("_", "-").partition("-")
    country = SAME_PLACE.get(country, country)
    return f"{country}-{subdivision}" if subdivision else country


def is_place_code(place: str) -> bool:
    """`DE`, `US-CA`: the form of ISO 3166 codes; whether there is such a place is not asked."""
    return PLACE.fullmatch(place) is not None


def country_of(place: str) -> str:
    return place.partition("-")[0]


def subdivision_of(place: str) -> str:
    """`ENG` of `GB-ENG`; empty for a whole country."""
    return place.partition("-")[2]


def legal_orders(place: str) -> tuple[str, ...]:
    """From the nearest to the widest: `US-CA, US`; `DE-BY, DE, EU`; `GR, EU`.

    England and Wales share one legal order; Scotland and Northern Ireland have their own.
    """
    country = country_of(place)
    nearest = (place,) if place != country else ()
    widest = ("EU",) if country in EEA_STATES else ()
    return (*nearest, country, *widest)
