"""A gym in Germany as most tests of dates know it."""

from typing import Any

FITNESS: dict[str, Any] = {
    "residence": "DE",
    "recipient_place": "DE",
    "today": "2026-03-02",
    "act": "ordinary",
    "contract": {
        "sector": "fitness",
        "online": True,
        "consumer": True,
        "concluded_on": "2026-02-14",
        "started_on": "2026-02-15",
        "term": "12m",
        "term_end": "2027-02-14",
        "renews_for": "indefinite",
        "notice": "1m",
        "notice_to": "term_end",
        "payment_interval": "monthly",
    },
    "post": {"min_bd": 1, "max_bd": 3},
}
