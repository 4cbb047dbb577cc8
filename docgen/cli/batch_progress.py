"""One line that says how far a long command is: how much, how fast, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

_SHOW_AFTER_S = 1.0
_SHOW_EVERY_S = 0.2


class ProgressLine:
    """Writes the line over and over on a terminal; writes nothing elsewhere, or for what is done in a second."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._stage = ""
        self._begun = self._told = time.monotonic()
        self._first = 0
        self._on_screen = False

    def tell(self, stage: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done (0: nobody knows how many there are)."""
        now = time.monotonic()
        is_due = False
        if stage != self._stage:
            # Of a stage that says nothing more, the line on the screen would tell the one before.
            is_due = self._on_screen
            self._stage, self._begun, self._told, self._first = stage, now, now, done
        is_due |= now - self._begun > _SHOW_AFTER_S and (now - self._told > _SHOW_EVERY_S or done == total)
        if not self._is_shown or not is_due:
            return
        self._told = now
        self._on_screen = True
        self._stream.write(f"\r\x1b[K{describe_progress(stage, done, total, self._first, now - self._begun)}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away, so that what is printed next stands alone."""
        if self._on_screen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._on_screen = False


@contextmanager
def showing_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is to be told how far long work is; the line is taken away at the end, whatever that is."""
    line = ProgressLine(sys.stderr)
    try:
        yield line.tell
    finally:
        line.clear()


def describe_progress(stage: str, done: int, total: int, first: int, seconds: float) -> str:
    """Return ``Dựng văn bản: 1.200/10.000, 850 mỗi giây, còn 10 giây``; ``first`` were done before ``seconds`` ago."""
    if not done and not total:
        return f"{stage} …"
    of_total = f"/{_write(total)}" if total else ""
    rate = (done - first) / seconds if seconds > 0 else 0.0
    if rate <= 0:
        return f"{stage}: {_write(done)}{of_total}"
    speed = f"{_write(round(rate))} mỗi giây" if rate >= 10 else f"{rate:.1f} mỗi giây".replace(".", ",")
    left = f", còn {_write_time((total - done) / rate)}" if total else ""
    return f"{stage}: {_write(done)}{of_total}, {speed}{left}"


def _write(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _write_time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} giây"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} phút {rest:02d} giây" if minutes < 60 else f"{minutes // 60} giờ {minutes % 60:02d} phút"
