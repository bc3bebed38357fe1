"""From the JSON of a case to what the letters book needs: a day, and the answer of the deadlines book."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from duly.cli.answer import Unreadable

if TYPE_CHECKING:
    from duly.letters.answer import Answer
    from duly.letters.case_file import CaseFile


def dated(document: dict[str, Any]) -> dict[str, Any]:
    """The same with today's date where it has none; only a door may ask the clock."""
    matter = document.get("matter")
    known = document.get("date") or (isinstance(matter, dict) and matter.get("today"))
    if known:
        return document
    return document | {"date": datetime.now(UTC).astimezone().date().isoformat()}


def deadline_answer(case_file: "CaseFile") -> "Answer | None":
    """None when the matter says nothing of the contract. Raises Unreadable for one that contradicts itself."""
    if not case_file.matter.get("contract"):
        return None
    from duly.deadlines.rules import BadMatter, judge, read_matter

    matter = {"today": case_file.date.isoformat()} | dict(case_file.matter)
    try:
        return judge(read_matter(matter))
    except BadMatter as reason:
        raise Unreadable(f"matter.{reason.field}: {reason.message}") from reason
