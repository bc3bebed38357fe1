"""Every letter that we can write: language, kind and jurisdiction where that language may be used, with sample facts."""

from collections.abc import Iterator
from typing import Any

from duly.deadlines.rules import Answer, judge, read_matter
from duly.knowledge.law import packs
from duly.knowledge.prose import letter_kinds, letter_languages, letter_text
from duly.letters.case_file import CaseFile, read_case_file

DAY = "2026-11-24"
Row = tuple[str, str, str]  # language, kind, residence

# One sender and one company a country; the lines are those that its post wants.
SENDERS = {
    "US": ["2210 Fern Street, Apt 4", "Springfield, {state} {zip}"],
    "CA": ["88 rue Hutchison", "Montréal QC H2X 2A1"],
    "GB": ["14 Harbour Lane", "BRISTOL", "BS1 4ST"],
    "AU": ["14 Harbour Lane", "SYDNEY NSW 2000"],
    "DE": ["Lindenstraße 12", "10969 Berlin"],
    "AT": ["Lindengasse 12/4", "1070 Wien"],
    "CH": ["Lindenstrasse 12", "8008 Zürich"],
    "FR": ["14 rue des Lilas", "69003 LYON"],
    "BE": ["Lindestraat 12", "2000 Antwerpen"],
    "NL": ["Lindelaan 12", "1016 AB Amsterdam"],
    "ES": ["Calle del Olmo 12, 3.º B", "28012 Madrid"],
    "IT": ["Via dei Tigli 12", "20121 Milano MI"],
    "GR": ["Odos Ermou 12", "105 63 Athina"],
}
# The first digits of a postcode of the state, so that the address is one.
STATES = {"AR": "72", "CA": "94", "CO": "80", "CT": "06", "FL": "33", "GA": "30", "IL": "60", "MA": "02", "ME": "04", "MN": "55", "NY": "10", "VA": "23", "TX": "75"}  # fmt: skip
COMPANIES = {"US": "Acme Streaming Inc.", "CA": "Acme Inc.", "GB": "Acme Streaming Ltd", "AU": "Acme Pty Ltd", "FR": "Acme SAS", "BE": "Acme NV", "NL": "Acme B.V.", "ES": "Acme S.L.", "IT": "Acme S.p.A.", "GR": "Acme A.E."}  # fmt: skip
# A member state without a pack of its own stands for all of them; Texas for a state without one.
WITHOUT_PACK = {"EU": "GR", "US": "US-TX", "CA": "CA-ON", "GB": "GB-ENG"}
CIRCUMSTANCES = {"stop_payment": ["direct_debit_sepa", "bank_debit"]}
NEW = {"concluded_on": "2026-11-20", "term": "12m", "term_end": "2027-11-19"}
RENEWED = {"concluded_on": "2024-02-14", "term": "12m", "term_end": "2025-02-13", "renewed_on": "2025-02-14"}  # fmt: skip


def rows() -> list[Row]:
    """Each language, kind and place, in a steady order."""
    places = {
        (language, WITHOUT_PACK.get(pack.jurisdiction, pack.jurisdiction))
        for pack in packs()
        for language in pack.languages
    }
    return [
        (language, kind, place)
        for language, place in sorted(places)
        for kind in letter_kinds(language)
    ]


def few_rows() -> list[Row]:
    """Each kind in each language once, and each place in each of its languages once."""
    kinds: set[tuple[str, str]] = set()
    places: set[tuple[str, str]] = set()
    found = []
    for number, row in enumerate(rows()):
        language, kind, place = row
        # The kinds are taken in turn, so that every place does not show the same one.
        in_turn = kind == letter_kinds(language)[number % 9]
        is_new = (language, kind) not in kinds or (
            in_turn and (language, place) not in places
        )
        if is_new:
            found.append(row)
            kinds.add((language, kind))
            places.add((language, place))
    return found


def samples(kind: str, language: str) -> dict[str, str]:
    """The declared sample of every field that the case file's `facts` fill."""
    own = {"service", "trader", "wanted_end", "effective", "concluded_on", "account_email"}  # fmt: skip
    fields = letter_text(kind, language).fields
    return {field.name: field.sample for field in fields if field.name not in own}


def address(country: str, place: str) -> dict[str, Any]:
    state = place.partition("-")[2]
    lines = [
        line.format(state=state, zip=STATES.get(state, "94") + "104")
        for line in SENDERS[country]
    ]
    return {"country": country, "lines": lines}


def document(row: Row, *, sector: str = "fitness", **changes: Any) -> dict[str, Any]:
    """The case file of one row; `changes` replace whole keys."""
    language, kind, place = row
    country = place[:2]
    contract = {"sector": sector, "online": True, "consumer": True, "payment_interval": "monthly", "circumstances": CIRCUMSTANCES.get(kind, [])}  # fmt: skip
    company = COMPANIES.get(country, "Acme GmbH")
    at = {"country": country, "lines": [company, *address(country, place)["lines"]]}
    bank = {"name": "Acme Bank", "address": {**at, "lines": at["lines"][1:]}}
    found = {
        "provider": {
            "name": "Acme Streaming",
            "country": country,
            "sector": sector,
            "legal_entity": company,
            "address": at,
        },
        "sender": {
            "name": "Ada Lindqvist",
            "address": address(country, place),
            "email": "ada@example.org",
        },
        "kind": kind,
        "channel": "post",
        "language": language,
        "date": DAY,
        "matter": {
            "residence": place,
            "recipient_place": country,
            "today": DAY,
            "act": kind if kind in {"withdrawal", "for_cause"} else "ordinary",
            "contract": contract | (NEW if kind == "withdrawal" else RENEWED),
        },
        "goals": ["end_contract", "stop_payment", "erase_data"],
        "identifiers": {"contract_number": "AC-4471-2290", "customer_number": None},
        "facts": samples(kind, language),
        "signature": {"kind": "typed", "text": "Ada Lindqvist"},
        **({"recipient": bank} if kind == "stop_payment" else {}),
    }
    return found | changes


def case(
    row: Row, *, sector: str = "fitness", **changes: Any
) -> tuple[CaseFile, Answer]:
    read = read_case_file(document(row, sector=sector, **changes))
    return read, judge(read_matter(dict(read.matter)))


def other_languages(language: str) -> Iterator[str]:
    yield from (other for other in letter_languages() if other != language)
