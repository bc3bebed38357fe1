"""One client with its connections for the settings as they are now; other settings get another one."""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closing)


class Held(Generic[C]):
    """Holds at most one; compares the settings by value. Used from many threads.

    Without the lock two sendings that begin at once would close each other's connections.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._held: tuple[object, C] | None = None

    def get(self, settings: object, make: Callable[[], C]) -> C:
        """The client that was made for equal settings, else a new one, and the old one is closed."""
        with self._lock:
            if self._held is None or self._held[0] != settings:
                self.close()
                self._held = (settings, make())
            return self._held[1]

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._held is not None:
                self._held[1].close()
                self._held = None
