"""A moment as others write it, in UTC as we keep it."""

from datetime import UTC, datetime


def utc_moment(text: str) -> datetime:
    """ISO 8601, with an offset (`+02:00`, `+0200`, `Z`) or without one, which is UTC. Raises ValueError."""
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
