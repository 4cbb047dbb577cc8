"""One warm LibreOffice: started when it is first needed, killed when it hangs, started again when it is asked again."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from docgen.errors import ToolError, explain_os_error
from docgen.office.leash import kill_group, read_end
from docgen.office.profile import write_profile
from docgen.office.remedies import write_install_command
from docgen.office.soffice import APT_PACKAGES, Engine, build_environment
from docgen.office.work_folder import name_pipe, remove_sockets

# A start takes about a second. However little time a document is given, a busy machine must be able to start.
_START_PATIENCE_S = 10.0
# Memory is flat over a thousand documents; this guards against documents that are not like ours.
_MAX_ORDERS = 500
_TIRED_KB = 700 * 1024
# A single document that makes LibreOffice take more than this is killed before the machine suffers.
_MAX_KB = 3 * 1024 * 1024
_LOOK_EVERY_S = 0.5
# What LibreOffice says at every start on a machine without Java, which nothing here needs.
_NOISE = "javaldx"


@dataclass(frozen=True, slots=True)
class Order:
    """One document to convert: absolute paths, the names of LibreOffice's filters, the options of the export."""

    source: Path
    target: Path
    import_filter: str
    export_filter: str
    options: Mapping[str, bool | int] = field(default_factory=dict)

    def write(self) -> bytes:
        """Return the order as the line that uno_worker.py reads."""
        value = {
            "source": str(self.source),
            "target": str(self.target),
            "import": self.import_filter,
            "export": self.export_filter,
            "options": dict(self.options),
        }
        return json.dumps(value).encode() + b"\n"


class WorkerFailure(Exception):  # noqa: N818 - what became of an order, told apart by its subclasses
    """LibreOffice did not do an order. The message is Vietnamese."""


class Refused(WorkerFailure):
    """LibreOffice says that it cannot load or store the document; it lives on."""


class Crashed(WorkerFailure):
    """LibreOffice, or the script that drives it, ended by itself or was killed by somebody."""


class StartCrashed(Crashed):
    """It ended before it was ready for the first order."""


class OutOfBounds(WorkerFailure):
    """It took longer, or more memory, than a document may; it was killed."""


class Worker:
    """A LibreOffice that lives in ``folder`` (absolute; made at each start). ``has_worked`` once it did an order.

    Used by one thread at a time; ``interrupt`` alone may be called from any.
    """

    def __init__(self, engine: Engine, folder: Path, timeout_s: float) -> None:
        self._engine = engine
        self._timeout_s = timeout_s
        self.folder = folder
        self.has_worked = False
        self._numbers = count()
        self._life: _Life | None = None
        self._lock = threading.Lock()

    def send(self, order: Order) -> None:
        """Give an order, to be followed by ``wait``. Starts LibreOffice when it does not run or is tired.

        Raises ToolError when it cannot be started, Crashed when it ends while the order is given.
        """
        if self._life is not None and self._life.is_tired:
            self.stop()
        if self._life is None:
            self._life = self._start()
        self._life.send(order)

    def wait(self) -> None:
        """Wait until the order is done; raises a WorkerFailure when it is not.

        Raises ToolError when LibreOffice cannot be started on this machine.
        """
        life = self._life
        if life is None:
            raise Crashed("LibreOffice đã dừng")
        try:
            life.wait(self._timeout_s)
            self.has_worked = True
        except Refused:
            raise
        except BaseException:
            self.stop()
            raise

    def interrupt(self) -> None:
        """Kill LibreOffice now; whoever waits for it gets Crashed."""
        with self._lock:
            if self._life is not None:
                self._life.kill()

    def stop(self) -> None:
        """Kill LibreOffice, when it runs, and remove its folder."""
        with self._lock:
            life, self._life = self._life, None
            if life is not None:
                life.end()

    def _start(self) -> _Life:
        # A new folder for each life: what a killed one still holds open is in nobody's way.
        return _Life(self._engine, self.folder / str(next(self._numbers)))


class _Life:
    """One run of the script with its LibreOffice, from start to end."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"
        self._said = b""
        self._orders = 0
        self._rss_kb = 0
        self._office: int | None = None
        self._since = 0.0
        home = folder / "home"
        home.mkdir(parents=True)
        write_profile(self._profile, engine.build_id)
        command = (*engine.command, self._profile.as_uri(), name_pipe(self._profile))
        try:
            with (folder / "output.log").open("wb") as log:
                self._child = subprocess.Popen(  # noqa: S603 - a list, no shell
                    command,
                    cwd=home,
                    env=build_environment(home),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    bufsize=0,
                    start_new_session=True,
                )
            assert self._child.stdin and self._child.stdout  # noqa: S101, PT018 - the pipes asked for above
            self._orders_in, self._answers_out = self._child.stdin, self._child.stdout
        except OSError as error:
            raise _cannot_start(f"không chạy được {command[0]}: {explain_os_error(error)}") from error

    @property
    def is_tired(self) -> bool:
        return self._orders >= _MAX_ORDERS or self._rss_kb > _TIRED_KB

    def send(self, order: Order) -> None:
        # The time of a document runs from here, not from when somebody comes to wait for it.
        self._since = time.monotonic()
        try:
            self._orders_in.write(order.write())
        except OSError:
            # It has ended; what it said last is still to be read, and tells more than a broken pipe.
            return

    def wait(self, timeout_s: float) -> None:
        if self._office is None:
            self._await_start(max(timeout_s, _START_PATIENCE_S))
        answer = self._read(self._since + timeout_s, f"LibreOffice chạy quá {timeout_s:g} giây mà chưa xong")
        if answer is None:
            raise Crashed(f"LibreOffice bị dừng giữa chừng{self._explain()}")
        self._orders += 1
        self._rss_kb = answer["rss_kb"]
        if answer["error"]:
            raise Refused(f"LibreOffice báo: {answer['error']}")

    def _await_start(self, patience_s: float) -> None:
        late = f"LibreOffice không khởi động xong trong {patience_s:g} giây"
        try:
            answer = self._read(time.monotonic() + patience_s, late) or {"fatal": "end"}
        except OutOfBounds as error:
            raise _cannot_start(str(error)) from error
        match answer:
            case {"fatal": "uno"}:
                raise ToolError(
                    "không có gói python3-uno để điều khiển LibreOffice",
                    where=self._child.args[0] if isinstance(self._child.args, tuple) else "",
                    hint=f"cài bằng: {write_install_command(*APT_PACKAGES)}",
                )
            case {"fatal": "exit", "error": code} if not code.startswith("-"):  # those are signals: somebody killed it
                raise _cannot_start(f"LibreOffice không khởi động được (mã thoát {code}{self._explain()})")
            case {"fatal": "start", "errno": number}:
                raise _cannot_start(f"không chạy được LibreOffice: {explain_os_error(OSError(number, ''))}")
            case {"fatal": _}:
                raise StartCrashed(f"LibreOffice bị dừng khi đang khởi động{self._explain()}")
        self._office = answer["office"]
        self._since = time.monotonic()

    def _read(self, deadline: float, late: str) -> dict[str, Any] | None:
        """Return the next answer, None at the end of answers; raises OutOfBounds when ``deadline`` passes first."""
        descriptor = self._answers_out.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        while b"\n" not in self._said:
            left_s = deadline - time.monotonic()
            if poll.poll(1000 * max(0.0, min(left_s, _LOOK_EVERY_S))):
                piece = os.read(descriptor, 65536)
                if not piece:
                    return None
                self._said += piece
            elif left_s <= 0:
                raise OutOfBounds(f"{late} nên đã bị dừng")
            elif self._read_rss_kb() > _MAX_KB:
                raise OutOfBounds(f"LibreOffice dùng quá {_MAX_KB // 1024**2} GB bộ nhớ nên đã bị dừng")
        line, _, self._said = self._said.partition(b"\n")
        answer = json.loads(line)
        return answer if isinstance(answer, dict) else None

    def _read_rss_kb(self) -> int:
        try:
            pages = Path(f"/proc/{self._office}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024

    def _explain(self) -> str:
        with (self._folder / "output.log").open("rb") as log:
            words = [line for line in read_end(log.fileno()).splitlines() if _NOISE not in line]
        return f"; LibreOffice báo: {words[-1]}" if words else ""

    def kill(self) -> None:
        if self._child.returncode is None:
            kill_group(self._child)

    def end(self) -> None:
        self.kill()
        self._orders_in.close()
        self._answers_out.close()
        remove_sockets(self._profile)
        shutil.rmtree(self._folder, ignore_errors=True)


def _cannot_start(problem: str) -> ToolError:
    return ToolError(
        problem, hint=f"chạy docgen doctor để biết vì sao; hoặc cài lại bằng: {write_install_command(*APT_PACKAGES)}"
    )
