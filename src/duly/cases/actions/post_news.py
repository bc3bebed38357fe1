"""The person follows a letter they posted themselves: what the post office says became of it."""

from datetime import date, datetime

from duly.cases.actions.demote import SENT_BACK, demote_address
from duly.cases.models import Case
from duly.cases.record import record_anyway

NEWS = ("delivered", "declined", "unclaimed", "returned", "lost")


class UnknownNews(ValueError):
    """A word that is none of NEWS."""


def note_post_news(case: Case, *, news: str, happened_on: date, now: datetime) -> None:
    """By the person's own word: no level of delivery is claimed. Raises UnknownNews."""
    if news not in NEWS:
        raise UnknownNews(news)
    name = f"dispatch.{news}"
    record_anyway(
        case,
        name,
        at=now,
        actor="sender",
        payload={"happened_on": happened_on.isoformat(), "by": "sender"},
    )
    if name in SENT_BACK:
        demote_address(case, on=happened_on)
