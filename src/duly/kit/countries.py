"""Which country does a line name, and how is a country written on an envelope?"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

# CLDR names more than ISO 3166-1 holds: unions, outliers, reserved and made-up codes.
# fmt: off
NOT_ISO: Final = frozenset({
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ",
})
# fmt: on

LANGUAGES: Final = ("en", "fr", "de", "es", "it", "nl")

# People write these for the ISO code of the country.
CODE_ALIASES: Final = {"UK": "GB", "EL": "GR"}

# CLDR gives the political name; an envelope carries the postal one.
POSTAL_NAMES: Final = {
    ("HK", "en"): "Hong Kong",
    ("HK", "fr"): "Hong Kong",
    ("HK", "de"): "Hongkong",
    ("HK", "es"): "Hong Kong",
    ("HK", "it"): "Hong Kong",
    ("HK", "nl"): "Hongkong",
    ("MO", "en"): "Macao",
}

# Names seen on envelopes that CLDR does not list as the country's name.
ALIASES: Final = {
    "usa": "US",
    "u s a": "US",
    "united states of america": "US",
    "uk": "GB",
    "u k": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "grossbritannien": "GB",
    "vereinigte staaten von amerika": "US",
    "etats unis d amerique": "US",
    "grande bretagne": "GB",
    "gran bretana": "GB",
    "gran bretagna": "GB",
    "groot brittannie": "GB",
    "hong kong": "HK",
    "hongkong": "HK",
    "hong kong sar": "HK",
    "hong kong s a r": "HK",
    "hong kong china": "HK",
    "macau": "MO",
    "holland": "NL",
    "nederland": "NL",
    "republic of ireland": "IE",
    "eire": "IE",
    "belgie": "BE",
    "osterreich": "AT",
    "sverige": "SE",
    "danmark": "DK",
    "norge": "NO",
    "noreg": "NO",
    "polska": "PL",
    "suomi": "FI",
    "deutschland": "DE",
    "bundesrepublik deutschland": "DE",
    "federal republic of germany": "DE",
    "espana": "ES",
    "schweiz": "CH",
    "suisse": "CH",
    "svizzera": "CH",
    "nippon": "JP",
    "日本": "JP",
    "日本国": "JP",
    "中国": "CN",
    "香港": "HK",
    "korea": "KR",
    "republic of korea": "KR",
    "south korea": "KR",
    "czech republic": "CZ",
    "turkey": "TR",
    "russian federation": "RU",
    "viet nam": "VN",
    "people s republic of china": "CN",
    "p r china": "CN",
    "taiwan r o c": "TW",
}


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The two-letter codes of ISO 3166-1 (from CLDR, by way of Babel)."""
    return frozenset(code for code in territories("en") if len(code) == 2) - NOT_ISO


@lru_cache(maxsize=64)
def territories(language: str) -> Mapping[str, str]:
    """CLDR's names of places, by code. Babel is loaded only when the first name is asked for."""
    from babel.core import Locale

    return {str(k): str(v) for k, v in Locale.parse(language).territories.items()}


def country_code(text: str) -> str:
    """`text` in capitals, with the common wrong codes put right (UK is GB)."""
    code = text.strip().upper()
    return CODE_ALIASES.get(code, code)


def country_name(code: str, *, language: str = "en") -> str:
    """The name that an envelope carries; KeyError when the code is none of ISO 3166-1."""
    if code not in country_codes():
        raise KeyError(code)
    known = language if language in LANGUAGES else "en"
    name = POSTAL_NAMES.get((code, known)) or territories(known)[code]
    return name.replace("’", "'")


def country_named(line: str) -> str | None:
    """The code of the country that the whole line names, in one of six languages or its own; else None."""
    name = folded(line)
    if not name or any(character.isdigit() for character in name):
        return None
    if name in ALIASES:
        return ALIASES[name]
    for language in LANGUAGES:
        code = names_in(language).get(name)
        if code:
            return code
    return None


def names_country(line: str, country: str, *, origin: str | None = None) -> bool:
    """Whether the line names just this country: by its code, in one of six languages, in one spoken there
    (Ελλάδα, Magyarország) or in one spoken at `origin` (Niemcy, from Poland), as the postal union asks for.
    """
    return (
        country_named(line) == country
        or line.strip(" .").upper() == country
        or folded(line) in names_spoken(country, at=country)
        or (origin is not None and folded(line) in names_spoken(country, at=origin))
    )


@lru_cache(maxsize=128)
def names_spoken(country: str, *, at: str) -> frozenset[str]:
    """The names of `country` in the official languages of `at`."""
    from babel.core import UnknownLocaleError
    from babel.languages import get_official_languages

    found = set()
    for language in get_official_languages(at, regional=True):
        try:
            name = territories(language).get(country)
        except UnknownLocaleError:
            continue
        found.add(folded(str(name or "")))
    return frozenset(found - {""})


@lru_cache(maxsize=len(LANGUAGES))
def names_in(language: str) -> dict[str, str]:
    return {
        folded(country_name(code, language=language)): code for code in country_codes()
    }


def folded(text: str) -> str:
    """Lower case without accents, points and a leading article: two spellings of one name become equal."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(re.sub(r"[^\w]+", " ", plain.replace("&", " and ")).split())
    return re.sub(r"^(the|die|la|le|les|el|il|de) (?=\w)", "", plain)
