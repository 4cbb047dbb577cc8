"""Two actions timed in turn: what drifts on a noisy machine drifts for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

_WARM_UPS = 2


def time_action(action: Callable[[], object]) -> float:
    """Return how many seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compare(ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Return the median seconds of both and the median ratio of neighbours, after a warm-up."""
    for _ in range(_WARM_UPS):
        ours()
        peer()
    pairs = [(time_action(ours), time_action(peer)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )
