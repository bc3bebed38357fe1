"""What happened to the keys, told so that the public log can hold it? No person is named in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from duly.evidence.key_folder import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """What happened to a key; `as_leaf` is written to the transparency log."""

    event: Literal["key.made", "key.retired", "key.imported"]
    card: Card
    at: datetime

    def as_leaf(self) -> dict[str, object]:
        return {
            "at": _iso(self.at),
            "key_sha256": self.card.sha256,
            "kind": self.event,
            "name": self.card.name,
            "use_until": _iso(self.card.use_until),
            "v": 1,
        }


def events_of(cards: Iterable[Card]) -> tuple[KeyEvent, ...]:
    """Everything that ever happened to these keys, oldest first: the cards remember all of it."""
    events = []
    for card in cards:
        first: Literal["key.made", "key.imported"] = (
            "key.imported" if card.imported else "key.made"
        )
        fresh = replace(card, retired_at=None)
        events.append(KeyEvent(event=first, card=fresh, at=card.made_at))
        if card.retired_at:
            events.append(KeyEvent(event="key.retired", card=card, at=card.retired_at))
    return tuple(sorted(events, key=lambda event: (event.at, event.card.name)))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
