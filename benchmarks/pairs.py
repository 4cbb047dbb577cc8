"""Two actions timed in turn: what drifts on a noisy machine drifts for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

_WARM_UPS = 2


def time_action(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many seconds an action takes by a clock; ``time.process_time`` counts those of this process alone."""
    start = clock()
    action()
    return clock() - start


def compare(
    ours: Callable[[], object],
    peer: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, float]:
    """Return the median seconds of both and the median ratio of neighbours, after a warm-up."""
    for _ in range(_WARM_UPS):
        ours()
        peer()
    pairs = [(time_action(ours, clock), time_action(peer, clock)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )
