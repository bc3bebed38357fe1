"""One client with its connections for the settings as they are now; other settings get another one."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closing)


class Held(Generic[C]):
    """Holds at most one; compares the settings by value."""

    def __init__(self) -> None:
        self._held: tuple[object, C] | None = None

    def get(self, settings: object, make: Callable[[], C]) -> C:
        """The client that was made for equal settings, else a new one, and the old one is closed."""
        if self._held is None or self._held[0] != settings:
            self.close()
            self._held = (settings, make())
        return self._held[1]

    def close(self) -> None:
        """Let go of the connections."""
        if self._held is not None:
            self._held[1].close()
            self._held = None
