"""Run one program in its own process group and leave nothing of it behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK_EVERY_S = 0.02
_DYING_TAKES_S = 2.0
_SAID_BYTES = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """How a program ended. ``exit_code`` is negative for a signal; None when it ran out of time and was killed.

    ``said`` is the end of what it wrote to its standard output and error.
    """

    exit_code: int | None
    said: str


def run_on_leash(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    patience_s: float,
    count_progress: Callable[[], int] = lambda: 0,
) -> Run:
    """Run ``command`` in ``folder`` until it ends, or until ``patience_s`` seconds pass without progress.

    ``count_progress`` returns a number that grows as work gets done; each growth gives the program another
    ``patience_s``. Whatever happens, also on Ctrl-C, the whole process group is killed before this returns.

    Raises OSError when the program cannot be started.
    """
    # A file, not a pipe: a grandchild that keeps the pipe open would keep us reading for ever.
    with (folder / "output.log").open("w+b") as log:
        child = subprocess.Popen(  # noqa: S603 - a list, no shell; the caller chose the program
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ended = _wait(child.pid, patience_s, count_progress)
        finally:
            kill_group(child)
        return Run(child.returncode if ended else None, read_end(log.fileno()))


def _wait(pid: int, patience_s: float, count_progress: Callable[[], int]) -> bool:
    """Return True when the process has ended, False when it stood still for too long."""
    done, deadline = 0, time.monotonic() + patience_s
    # WNOWAIT leaves the dead process unburied, so its number, and its group's, cannot pass to a stranger yet.
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if (now_done := count_progress()) > done:
            done, deadline = now_done, time.monotonic() + patience_s
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill ``child``, the first of its process group, with the whole group; returns when none can do anything more."""
    _signal_group(child.pid, signal.SIGKILL)
    child.wait()
    # Grandchildren die a moment later; until then they may still write into the folders we are about to remove.
    deadline = time.monotonic() + _DYING_TAKES_S
    while _has_living_members(child.pid) and time.monotonic() < deadline:
        time.sleep(_LOOK_EVERY_S)


def _has_living_members(group: int) -> bool:
    """Return True while a process of ``group`` can still do something; zombies, which PID 1 may bury late, cannot."""
    if not _signal_group(group, 0):
        return False
    return any(_lives_in_group(stat, group) for stat in Path("/proc").glob("[0-9]*/stat"))


def _lives_in_group(stat: Path, group: int) -> bool:
    try:
        # “pid (name) state parent group …”; the name may hold anything, brackets too.
        state, _parent, its_group = stat.read_text(errors="replace").rpartition(")")[2].split()[:3]
    except (OSError, ValueError):
        return False  # gone while we looked
    return int(its_group) == group and state not in "ZX"


def _signal_group(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def read_end(descriptor: int) -> str:
    """Return the end of what was written to the open file ``descriptor``."""
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, _SAID_BYTES, max(0, size - _SAID_BYTES)).decode("utf-8", "replace").strip()
