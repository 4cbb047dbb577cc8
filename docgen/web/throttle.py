"""How often one address may try something: a bucket that fills again with time. In memory, for one process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_KEYS: Final = 10_000


class Throttle:
    """Lets ``per_minute`` attempts a minute through for each key, all at once if need be. ``clock`` counts seconds."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, key: str) -> bool:
        """Count an attempt and return whether it may go on."""
        with self._lock:
            now = self._clock()
            left, at = self._buckets.pop(key, (self._most, now))
            left = min(self._most, left + (now - at) * self._most / 60)
            self._buckets[key] = (max(0.0, left - 1), now)
            # Whoever changes addresses must not fill the memory.
            while len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
            return left >= 1
