"""What is made once, however many threads ask."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from docgen.web.once import once


class _Maker:
    def __init__(self) -> None:
        self.made = 0

    @once
    def slow(self) -> object:
        """Something slow."""
        self.made += 1
        time.sleep(0.05)
        return object()


def test_it_is_made_once_for_all_threads_and_for_each_object_anew() -> None:
    maker, other = _Maker(), _Maker()
    together = threading.Barrier(8)

    def ask(_: int) -> object:
        together.wait()
        return maker.slow

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(8)))
    assert len(found) == 1
    assert maker.made == 1
    assert other.slow not in found
    assert "slow" in vars(maker)
