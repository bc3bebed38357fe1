"""How often may one visitor ask, and how many letters are set at once? Counted in this process, for every face."""

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

MOST_VISITORS = 10_000
PATIENCE_SECONDS = 1.0


class TooMany(Exception):
    """Asked too often; nothing was done."""


class Rate:
    """At most `most` times in `seconds` for each visitor, as a bucket that refills evenly."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def count(self, visitor: str, *, at: float, people: int = 1) -> None:
        """Raises TooMany when the bucket is empty; that of a house with many `people` is so much larger."""
        most = self.most * people
        with self._lock:
            left, since = self._left.pop(visitor, (float(most), at))
            left = min(most, left + (at - since) * most / self.seconds)
            self._left[visitor] = (max(left - 1, 0), at) if left >= 1 else (left, at)
            while len(self._left) > MOST_VISITORS:
                self._left.popitem(last=False)
        if left < 1:
            raise TooMany(visitor)

    def forget_all(self) -> None:
        with self._lock:
            self._left.clear()


# One for pages and machines together: the cores are the same.
_composing = BoundedSemaphore(os.cpu_count() or 2)


@contextmanager
def composing() -> Iterator[None]:
    """No more letters at once than cores: the next one waits a moment, then is refused with TooMany."""
    if not _composing.acquire(timeout=PATIENCE_SECONDS):
        raise TooMany("composing")
    try:
        yield
    finally:
        _composing.release()
