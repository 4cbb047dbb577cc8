"""Work on all cores: results in the order of the jobs, few jobs under way, no process that outlives its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from docgen.errors import ToolError

# Jobs under way for each process: the next one waits where a process ends its own, and memory stays flat.
_AHEAD = 2

FIRST_JOB, LONGEST_JOB = 32, 128
"""Items of the first job, so that a short table is shared too; and of the longest ones: so many that handing them over
costs nothing, so few that Ctrl-C is heard at once.
"""

_worker: Any = None
_T = TypeVar("_T")


def cut_jobs(items: Iterable[_T], first: int = FIRST_JOB, longest: int = LONGEST_JOB) -> Iterator[list[_T]]:
    """Yield the items in lists, each for one job: twice as many as before, from ``first`` up to ``longest``."""
    iterator, length = iter(items), first
    while job := list(islice(iterator, length)):
        yield job
        length = min(2 * length, longest)


def count_cores() -> int:
    """Return how many processes are worth starting: the cores that this one may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 16)


class Pool:
    """Calls methods of a worker object, one of which stands in each process; ``start`` makes it there.

    With one process the worker stands in this one. ``start`` and what goes in and out must be picklable.
    """

    def __init__(self, start: Callable[[], object], processes: int) -> None:
        self._start = start
        self._processes = processes
        self._executor = (
            ProcessPoolExecutor(processes, initializer=_begin, initargs=(start,)) if processes > 1 else None
        )
        self._own: Any = None

    def map(self, method: str, jobs: Iterable[Any]) -> Iterator[Any]:
        """Yield the result of each job, in order; jobs are taken only as they are needed. Raises what a job raises."""
        if self._executor is None:
            self._own = self._own or self._start()
            yield from map(getattr(self._own, method), jobs)
            return
        waiting: deque[Future[Any]] = deque()
        try:
            for job in jobs:
                waiting.append(self._executor.submit(_call, method, job))
                if len(waiting) > _AHEAD * self._processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            hint = "có thể máy thiếu bộ nhớ; chạy lại đúng lệnh này để làm tiếp"
            raise ToolError("một tiến trình con bị dừng đột ngột", hint=hint) from error

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what is under way is finished, so that no file is left half-written."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)


def _begin(start: Callable[[], object]) -> None:
    global _worker  # the one way of a process pool to keep something in a process
    # Ctrl-C reaches every process of the terminal: the parent decides, and lets what is under way end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = start()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its children: they would wait for jobs for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(method: str, job: Any) -> Any:
    return getattr(_worker, method)(job)
