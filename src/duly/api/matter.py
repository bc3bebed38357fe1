"""From the JSON of a case to what the letters book needs: a day, and the answer of the deadlines book."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from duly.cases.own_day import own_day
from duly.deadlines.rules import Answer, BadMatter, judge, read_matter
from duly.letters.case_file import CaseFile


def dated(document: dict[str, Any]) -> dict[str, Any]:
    """The same with today's date where it has none; only a door may ask the clock."""
    matter = document.get("matter")
    known = document.get("date") or (isinstance(matter, dict) and matter.get("today"))
    if known:
        return document
    return document | {"date": own_day(document, now=timezone.now()).isoformat()}


def deadline_answer(case_file: CaseFile) -> Answer | None:
    """None when the matter says nothing of the contract. Raises BadMatter with the whole path of the field."""
    if not case_file.matter.get("contract"):
        return None
    matter: Mapping[str, Any] = {"today": case_file.date.isoformat()} | dict(
        case_file.matter
    )
    try:
        return judge(read_matter(matter))
    except BadMatter as reason:
        raise BadMatter(f"matter.{reason.field}", reason.message) from reason
