"""Which day it is for the person who writes: that day stands on the letter, and the dates are counted from it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from duly.knowledge.calendars import time_zone
from duly.knowledge.jurisdictions import place_code


def own_day(document: Mapping[str, Any], *, now: datetime) -> date:
    """The calendar day at the residence of a case file; where that has several clocks, the day of the site."""
    matter = document.get("matter")
    residence = matter.get("residence") if isinstance(matter, Mapping) else None
    zone = time_zone(place_code(residence)) if isinstance(residence, str) else None
    return now.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()
