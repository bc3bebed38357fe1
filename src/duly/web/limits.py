"""How often may one browser ask? Counted in this process; a guard against floods, not a bill."""

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest

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

    def count(self, visitor: str, *, at: float) -> None:
        """Raises TooMany when the bucket is empty."""
        with self._lock:
            left, since = self._left.pop(visitor, (float(self.most), at))
            left = min(self.most, left + (at - since) * self.most / self.seconds)
            self._left[visitor] = (max(left - 1, 0), at) if left >= 1 else (left, at)
            while len(self._left) > MOST_VISITORS:
                self._left.popitem(last=False)
        if left < 1:
            raise TooMany(visitor)

    def forget_all(self) -> None:
        with self._lock:
            self._left.clear()


PREVIEWS = Rate(most=settings.PREVIEWS_PER_SECOND, seconds=1)
SENDS = Rate(most=settings.SENDS_PER_DAY, seconds=24 * 3600)
CHECKS = Rate(most=60, seconds=60)
_composing = BoundedSemaphore(os.cpu_count() or 2)


def visitor(request: HttpRequest) -> str:
    """One browser; its form-protection cookie where it has one, else its address."""
    return request.COOKIES.get("csrftoken") or request.META.get("REMOTE_ADDR", "")


def count(rate: Rate, request: HttpRequest) -> None:
    rate.count(visitor(request), at=monotonic())


@contextmanager
def composing() -> Iterator[None]:
    """No more letters at once than cores: the next one waits a moment, then is refused with TooMany."""
    if not _composing.acquire(timeout=PATIENCE_SECONDS):
        raise TooMany("composing")
    try:
        yield
    finally:
        _composing.release()
