"""The queue in front of SQLite's write lock.

SQLite lets writers try again after ever longer pauses: under load the one who has waited longest is the least likely to
get in, and one in thousands waited half a minute. A lock of the operating system on a file beside the database wakes
its waiters in the order in which they came, at once. SQLite's own lock stays what keeps the data safe.
"""

from __future__ import annotations

import _thread
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import RegisterError

try:
    import fcntl
except ImportError:  # Windows has no such lock: SQLite's own has to do
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Turnstile:
    """Lets one writer in at a time. ``path`` is the file to lock, None for a database that queues by itself."""

    path: Path | None
    timeout_s: float

    @contextmanager
    def pass_through(self) -> Iterator[None]:
        """Wait for one's turn and have it until the end of the ``with``. Raises RegisterError after ``timeout_s``."""
        descriptor = self._open()
        if descriptor is None:
            yield
            return
        try:
            self._wait(descriptor)
            yield
        finally:
            os.close(descriptor)

    def _open(self) -> int | None:
        if self.path is None or fcntl is None:
            return None
        # A store that may only be read says so itself, when something is written.
        with suppress(OSError):
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        return None

    def _wait(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            # The call that queues knows no timeout: a thread makes it, and is left to itself when it takes too long.
            # (Of the plainest kind: a ``threading.Thread`` goes back and forth twice before it runs.)
            arrived = _thread.allocate_lock()
            arrived.acquire()
            _thread.start_new_thread(_queue, (descriptor, arrived))
            if not arrived.acquire(timeout=self.timeout_s):
                raise RegisterError(
                    f"sổ đang bận quá lâu: một tiến trình khác giữ khóa ghi hơn {self.timeout_s:.0f} giây",
                    where=str(self.path),
                    hint="chưa có gì được ghi; xem tiến trình nào đang treo rồi chạy lại lệnh này",
                ) from None


def _queue(descriptor: int, arrived: _thread.LockType) -> None:
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    arrived.release()
