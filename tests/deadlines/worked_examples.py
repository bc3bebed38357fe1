"""One contract in, the dates out: what the tables of the countries share."""

from typing import Any, NamedTuple

from duly.deadlines.rules import judge, read_matter


class Worked(NamedTuple):
    """A matter in short, and the fields of the answer that were worked out by hand."""

    sector: str
    contract: dict[str, Any]
    expected: dict[str, Any]
    today: str = "2026-03-02"
    received_on: str | None = None
    act: str = "ordinary"


def answered(residence: str, example: Worked) -> dict[str, Any]:
    """The answer as `duly deadline` prints it, cut to the fields that were worked out."""
    matter = {
        "residence": residence,
        "recipient_place": residence.split("-")[0],
        "today": example.today,
        "act": example.act,
        "received_on": example.received_on,
        "post": {"min_bd": 1, "max_bd": 3},
        "contract": {"sector": example.sector, "consumer": True} | example.contract,
    }
    document = judge(read_matter(matter)).as_document()
    return {field: document[field] for field in example.expected}


def year(start: str, end: str, **more: Any) -> dict[str, Any]:
    """A contract for twelve months that began on `start`."""
    return {
        "concluded_on": start,
        "started_on": start,
        "term": "12m",
        "term_end": end,
        "renews_for": "12m",
    } | more


def online(concluded_on: str, **more: Any) -> dict[str, Any]:
    return {"concluded_on": concluded_on, "online": True} | more
