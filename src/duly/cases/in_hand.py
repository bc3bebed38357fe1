"""How many sendings has this worker taken, and when is there room for the next?"""

import threading
from datetime import datetime


class InHand:
    """Sendings that the engine has and did not finish, by name. Used from many threads.

    A name is forgotten when its lease is over: who never came back keeps no room for ever.
    """

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._gave_back = threading.Event()

    def room(self, *, most: int, now: datetime) -> int:
        with self._lock:
            held = {name: until for name, until in self._until.items() if until > now}
            self._until = held
            return max(0, most - len(held))

    def take(self, name: str, *, until: datetime) -> None:
        with self._lock:
            self._until[name] = until

    def give_back(self, name: str) -> None:
        """It ended, well or badly; whoever waits for room goes on."""
        with self._lock:
            self._until.pop(name, None)
        self._gave_back.set()

    def wait(self, seconds: float) -> None:
        """Until something ends, or the time is up."""
        self._gave_back.wait(seconds)
        self._gave_back.clear()
