"""What the two pages of a print pack say, in the language of the case: text files filled in, nothing decided in words."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from duly.channels import SealedLetter
from duly.kit.address import Address
from duly.kit.money import Money
from duly.knowledge.profiles import Profile, profile_for
from duly.knowledge.tariffs import Service, counter_services, post_offices
from duly.letters.print_copy import grams

TEXTS: Final = Path(__file__).parent / "texts"
INCH: Final = 25.4
LONGEST_WORD: Final = 24  # wide capitals fill the column with so many
BREAK: Final = "\u200b"


def pack_words(
    letter: SealedLetter, address: Address, *, dated: date
) -> dict[str, Any]:
    """The data of `pack.typ`: all text of both pages, the paper, and the code to print."""
    origin = letter.sender_address.country
    texts = texts_in(letter.sender_language or letter.language, place=origin)
    profile = profile_for(origin)
    services = counter_services(origin=origin, destination=address.country)
    service = services[0].name if services else texts["no_service"]
    recipient = [breakable(line) for line in recipient_lines(letter, address)]
    return {
        "lang": texts["lang"],
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "page": {"width": profile.width, "height": profile.height},
        "reference": letter.reference,
        "pages": [texts["page_words"].format(page=n, pages=2) for n in (1, 2)],
        "recipient": recipient,
        "service": service,
        "others": [other.name for other in services[1:]],
        "post_by": post_by_line(letter.post_by, texts, dated=dated),
        # Without a date nothing is known of a last day.
        "post_by_why": texts["post_by_why"] if letter.post_by else "",
        "steps": steps(letter, profile, texts),
        "counter": counter(texts, origin=origin, destination=address.country),
        "price": price_line(services, texts, letter=letter, dated=dated),
        "slip": slip_words(letter, texts),
        **{name: texts[name] for name in PLAIN},
    }


PLAIN: Final = (
    "title",
    "for_you",
    "to",
    "ask_for",
    "or_ask_for",
    "steps_heading",
    "after_heading",
    "proves_heading",
    "after",
    "proves",
)


def languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in TEXTS.glob("*.toml")))


@lru_cache(maxsize=64)
def texts_in(language: str, *, place: str = "") -> Mapping[str, Any]:
    """The text file of the language, English where there is none yet; `lang` says which it became.

    `place` is the country that the sender posts from: `locale` writes days and numbers as there.
    """
    base = language[:2].lower()
    known = base if base in languages() else "en"
    locale = locale_of(known, place)
    texts = tomllib.loads((TEXTS / f"{known}.toml").read_text("utf-8"))
    return {**spelled_all(texts, locale=locale), "lang": known, "locale": locale}


def locale_of(language: str, place: str) -> str:
    """9 March 2026 in London, March 9, 2026 in New York; the language alone where CLDR knows no such pair."""
    try:
        return str(Locale.parse(f"{language}_{place}")) if place else language
    except (UnknownLocaleError, ValueError):
        return language


def spelled_all(texts: Any, *, locale: str) -> Any:
    """Our own words as they are set there: narrow spaces in French, no ß in Switzerland."""
    from duly.letters.typography import spelled

    if isinstance(texts, str):
        return spelled(texts, locale=locale)
    if isinstance(texts, list):
        return [spelled_all(text, locale=locale) for text in texts]
    return {name: spelled_all(text, locale=locale) for name, text in texts.items()}


def breakable(line: str) -> str:
    """A word that is wider than its column may be broken anywhere: off the page it would be lost."""
    return re.sub(rf"\S{{{LONGEST_WORD},}}", lambda word: BREAK.join(word[0]), line)


def recipient_lines(letter: SealedLetter, address: Address) -> list[str]:
    """The block as it stands on the letter: whoever copies it by hand copies the same lines."""
    from duly.letters.parties import named_lines

    return list(
        named_lines(
            letter.recipient_name,
            address,
            origin=letter.sender_address.country,
            language=texts_in(letter.language)["lang"],
        )
    )


def post_by_line(by: date | None, texts: Mapping[str, Any], *, dated: date) -> str:
    if by is None:
        return str(texts["post_soon"])
    name = "post_late" if by < dated else "post_by"
    return str(texts[name].format(day=long_day(by, texts)))


def steps(
    letter: SealedLetter, profile: Profile, texts: Mapping[str, Any]
) -> list[str]:
    too_many = profile.max_sheets is not None and letter.pages > profile.max_sheets
    wanted = [
        texts["large_envelope"] if too_many and "{envelope}" in step else step
        for step in texts["steps"]
        if not (too_many and step == "{fold}")
    ]
    count = texts["letter_one" if letter.pages == 1 else "letter_more"]
    filled = {
        "letter_pages": count.format(count=letter.pages),
        "paper": texts["paper"][profile.paper],
        "fold": fold(profile, texts),
        "envelope": texts["envelope"].get(profile.name, texts["envelope"]["din5008-b"]),
    }
    return [step.format(**filled) for step in wanted]


def fold(profile: Profile, texts: Mapping[str, Any]) -> str:
    """Where to fold, in the measure of the paper: inches for letter paper, millimetres for A4."""
    if not profile.folds:
        return str(texts["no_fold"])
    inches = profile.paper == "us-letter"
    unit, size = ("in", INCH) if inches else ("mm", 1.0)
    marks = [
        format_decimal(
            round(at / size, 2),
            format="0.##" if inches else "0",
            locale=texts["locale"],
        )
        for at in profile.folds
    ]
    return str(
        texts["fold_marks"].format(
            folds=format_list(
                [f"{mark}\u00a0{unit}" for mark in marks], locale=texts["locale"]
            )
        )
    )


def counter(texts: Mapping[str, Any], *, origin: str, destination: str) -> list[str]:
    """What is special at the counter of this country."""
    scope = "domestic" if origin == destination else "abroad"
    places = texts["counter"]
    return list(places.get(origin, places["other"])[scope])


def price_line(
    services: tuple[Service, ...],
    texts: Mapping[str, Any],
    *,
    letter: SealedLetter,
    dated: date,
) -> str:
    """By weight; a price that was read long ago is said to be one."""
    office = post_offices().get(letter.sender_address.country)
    paper = profile_for(letter.sender_address.country)
    weight = grams(letter.pages, width_mm=paper.width, height_mm=paper.height)
    price = (
        office.price(services[0].key, pages=letter.pages, grams=weight)
        if office and services
        else None
    )
    if office is None or price is None:
        return str(texts["no_price"])
    name = "price_aged" if office.is_aged(dated) else "price"
    return str(
        texts[name].format(
            price=written(price, texts["locale"]),
            source=office.carrier,
            day=long_day(office.checked_on, texts),
        )
    )


def slip_words(letter: SealedLetter, texts: Mapping[str, Any]) -> dict[str, Any]:
    digest = letter.sha256
    return {
        "title": texts["slip_title"],
        "reference_word": texts["slip_reference"],
        "sent_to": texts["slip_sent_to"],
        "service_word": texts["slip_service"],
        "pages_word": texts["slip_pages"],
        "letter_pages": str(letter.pages),
        "fingerprint_word": texts["slip_fingerprint"],
        "fingerprint": [
            " ".join(digest[at : at + 8] for at in range(row, row + 32, 8))
            for row in (0, 32)
        ],
        "posted_on": texts["slip_posted_on"],
        "number": texts["slip_number"],
        "stamp": texts["slip_stamp"],
        "code": code_words(letter, texts),
    }


def code_words(letter: SealedLetter, texts: Mapping[str, Any]) -> dict[str, str] | None:
    """The code leads to the case itself where its secret link is known, else to the public page."""
    from duly.letters.code_mark import code_svg

    link = letter.case_url or letter.public_url
    if not link:
        return None
    words = texts["slip_secret" if letter.case_url else "slip_public"]
    return {"svg": code_svg(link), "alt": link, "words": words, "link": link}


def long_day(day: date, texts: Mapping[str, Any]) -> str:
    return str(format_date(day, format="full", locale=texts["locale"])).replace(
        " ", "\u00a0"
    )


def written(price: Money, locale: str) -> str:
    return str(format_currency(price.amount / 100, price.currency, locale=locale))
