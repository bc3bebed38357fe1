"""What has happened to a case, as a document: the answer of `duly case show`, for every face."""

from typing import Any

from duly.cases.models import Deadline
from duly.cases.queries import CasePage, Entry


def case_document(page: CasePage) -> dict[str, Any]:
    return {
        "reference": page.case.reference,
        "state": page.case.state,
        "state_words": page.state_words,
        "events": [event_document(entry) for entry in page.timeline],
        "deadlines": [deadline_document(row) for row in page.deadlines],
    }


def event_document(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "name": entry.name,
        "sentence": entry.sentence,
        "level": entry.level or None,
        "time_grade": entry.time_grade,
        "exhibits": [
            {"kind": exhibit.kind, "name": exhibit.name, "sha256": exhibit.sha256}
            for exhibit in entry.exhibits
        ],
    }


def deadline_document(row: Deadline) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "day": row.day.isoformat() if row.day else None,
        "because": row.reason,
        "rule": row.rule_id,
    }
