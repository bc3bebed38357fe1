"""Case files of our own: Ada writes, from four countries, to companies that do not exist."""

from copy import deepcopy
from typing import Any

FROZEN_DAY = "2026-03-02"

STROKES = [
    [[12, 44], [14, 30], [20, 16], [28, 10], [32, 14], [28, 24], [18, 29], [46, 42]],
    [[116, 44], [120, 24], [134, 12], [140, 20], [128, 28], [158, 42], [192, 36]],
    [[200, 40]],
]

ADDRESSES: dict[str, dict[str, Any]] = {
    "US": {
        "country": "US",
        "lines": ["2210 Fern Street, Apt 4", "San Diego, CA 92104"],
    },
    "DE": {"country": "DE", "lines": ["Lindenstraße 12", "10969 Berlin"]},
    "FR": {"country": "FR", "lines": ["14 rue des Lilas", "69003 Lyon"]},
    "GB": {"country": "GB", "lines": ["14 Harbour Lane", "Bristol", "BS1 4ST"]},
}
COMPANIES: dict[str, list[str]] = {
    "US": ["Acme Inc.", "1 Market Street", "San Francisco, CA 94105"],
    "DE": ["Acme GmbH", "Tannenberg 4", "96132 Schlüsselfeld"],
    "FR": ["Acme SAS", "40 rue de la Vague", "59650 Villeneuve-d’Ascq"],
    "GB": ["Acme Ltd", "1 Park Row", "Leeds", "LS1 5AB"],
}
LANGUAGES = {"US": "en", "DE": "de", "FR": "fr", "GB": "en"}
RESIDENCES = {"US": "US-CA", "DE": "DE-BE", "FR": "FR", "GB": "GB-ENG"}
PLACES = {"US": "San Diego", "DE": "Berlin", "FR": "Lyon", "GB": "Bristol"}


def case_document(country: str = "US", **changes: Any) -> dict[str, Any]:
    """A sound case file from this country; `changes` replace whole keys."""
    document = {
        "provider": {
            "name": "Acme Streaming",
            "country": country,
            "sector": "streaming",
            "address": {"country": country, "lines": COMPANIES[country]},
        },
        "sender": {
            "name": "Ada Lindqvist",
            "address": ADDRESSES[country],
            "email": "ada@example.org",
        },
        "channel": "post",
        "matter": {"residence": RESIDENCES[country], "act": "ordinary"},
        "goals": ["end_contract"],
        "identifiers": {"contract_number": "AC-4471-2290"},
        "language": LANGUAGES[country],
        "free_text": "",
        "signature": {"kind": "typed", "text": "Ada Lindqvist"},
        "date": FROZEN_DAY,
        "place": PLACES[country],
    }
    return deepcopy(document | changes)
