"""The queue of jobs: a few threads of the service's process take them in turn.

One process runs the jobs of a store: it holds a lock on a file, which the system frees when the process dies. Whoever
gets that lock knows that jobs which still say ``running`` belong to nobody.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, Final

from docgen.errors import DocgenError, NotFoundError
from docgen.files import make_folder, replacing_whole
from docgen.records.documents import Actor
from docgen.records.jobs import JobRequest, Row, add_job, change_job, get_job, list_jobs_in, release_job, take_job
from docgen.records.moments import write_moment
from docgen.records.roles import require_role
from docgen.records.store import Store
from docgen.web.jobs.kinds import KINDS, get_kind
from docgen.web.jobs.work import JobStopped, Work

if TYPE_CHECKING:
    from docgen.web.service import Service

try:
    import fcntl
except ImportError:  # Windows: one service a store is then the administrator's care
    fcntl = None  # type: ignore[assignment]

LOG: Final = logging.getLogger("docgen.web")

# Progress is written down no more often than this: writing is what everybody waits for.
_TOLD_EVERY_S: Final = 0.5
# How soon a job is noticed that another process put into the queue.
_LOOKED_EVERY_S: Final = 2.0
# A job that took the process down with it so often is not begun again.
_MOST_RUNS: Final = 3
_KEPT: Final = timedelta(days=30)


class Jobs:
    """The jobs of one service. ``workers`` are the threads that run them, once ``start`` was called."""

    def __init__(self, service: Service, workers: int) -> None:
        self._service = service
        self._workers = workers
        self._folder = service.serve.store_folder / "jobs"
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._come = threading.Condition()
        self._lock: int | None = None

    def submit(
        self,
        kind: str,
        actor: Actor,
        title: str,
        given: Mapping[str, Any] | None = None,
        files: Mapping[str, IO[bytes]] | None = None,
    ) -> Row:
        """Put a job into the queue; ``files`` come to lie in its ``inputs`` under their names.

        Returns its row. Raises ForbiddenError, NotFoundError (kind), InputError (the files cannot be written).
        """
        known = get_kind(kind)
        row = add_job(self._service.store, JobRequest(known.name, known.action, title, given or {}), actor)
        folder = self.folder_of(row["id"])
        for part in ("input", "work", "result"):
            make_folder(folder / part)
        for name, stream in (files or {}).items():
            with replacing_whole(folder / "input" / name) as path, path.open("wb") as target:
                shutil.copyfileobj(stream, target)
        row = release_job(self._service.store, row["id"])
        with self._come:
            self._come.notify()
        return row

    def cancel(self, job_id: int) -> Row:
        """Ask a job to end: at once when it waits, at its next step when it runs. One that has ended stays."""
        store, at = self._service.store, write_moment(self._service.clock())
        change_job(store, job_id, ("queued",), state="cancelled", finished_at=at, message="Đã hủy trước khi chạy.")
        return change_job(store, job_id, ("running",), cancel_asked=True)

    def folder_of(self, job_id: int) -> Path:
        """Return the folder of a job."""
        return self._folder / str(job_id)

    def list_files(self, job_id: int) -> list[Path]:
        """Return the files that a job has made, by name."""
        folder = self.folder_of(job_id) / "result"
        if not folder.is_dir():
            return []
        # What begins with a dot is the beginning of a file that is still being made.
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))

    def get_file(self, job_id: int, name: str) -> Path:
        """Return one of the files that a job has made. Raises NotFoundError."""
        for path in self.list_files(job_id):
            if path.name == name:
                return path
        raise NotFoundError(f"việc {job_id} không có tệp này", hint="tệp kết quả được giữ 30 ngày")

    @property
    def is_stopping(self) -> bool:
        """Whether the service is about to end."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin to run jobs."""
        for number in range(self._workers):
            thread = threading.Thread(target=self._serve, name=f"docgen-viec-{number + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def announce_stop(self) -> None:
        """Let running jobs end at their next step, to be taken up again later; nothing new is begun."""
        self._stopping.set()
        with self._come:
            self._come.notify_all()

    def stop(self, timeout_s: float = 60) -> None:
        """End: what can be taken up again stops at its next step, the rest is waited for."""
        self.announce_stop()
        end = monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))
        if self._lock is not None and not any(thread.is_alive() for thread in self._threads):
            os.close(self._lock)
            self._lock = None

    def run_waiting(self) -> int:
        """Run all jobs that wait, here and now, and return how many there were: for tests and the command line."""
        count = 0
        while (row := take_job(self._service.store, self._service.clock())) is not None:
            self._run(row)
            count += 1
        return count

    def take_up(self) -> None:
        """Sort out what an earlier process left: run again what is safe, say so of the rest, clear away what is old."""
        store, now = self._service.store, self._service.clock()
        with store.read() as connection:
            left, unborn = list_jobs_in(connection, "running"), list_jobs_in(connection, "new")
        for row in left:
            self._give_back(row)
        for row in unborn:
            change_job(store, row["id"], ("new",), state="cancelled", finished_at=write_moment(now))
        for folder in self._folder.glob("*"):
            self._forget(folder, write_moment(now - _KEPT))

    def _serve(self) -> None:
        """Run jobs until the end: the life of a thread."""
        while not self._stopping.is_set():
            try:
                row = take_job(self._service.store, self._service.clock()) if self._is_ours() else None
                if row is not None:
                    self._run(row)
                    continue
            except (DocgenError, OSError) as error:  # the database or the disk is away for a while
                LOG.warning("jobs: %s", error)
            with self._come:
                if not self._stopping.is_set():
                    self._come.wait(_LOOKED_EVERY_S)

    def _is_ours(self) -> bool:
        """Return whether this process runs the jobs of the store; the first look sorts out what was left."""
        with self._come:
            if self._lock is not None:
                return True
            make_folder(self._folder)
            descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if fcntl is not None:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    os.close(descriptor)
                    return False
            self._lock = descriptor
            self.take_up()
            return True

    def _run(self, row: Row) -> None:
        store = self._service.store
        try:
            kind = get_kind(row["kind"])
            told = _Told(store, row["id"], self._stopping if kind.resumes else None)
            with store.read() as connection:
                require_role(connection, row["owner"], kind.action)
            result = kind.run(self._work(row, told))
            self._end(row, "done", result=json.dumps(dict(result), ensure_ascii=False), **told.latest)
        except JobStopped:
            self._give_back(row)
        except DocgenError as error:
            self._end(row, "failed", error=_write_error(error.code, error.message, error.hint, error.where))
        except Exception as error:  # a bug ends its job, not the thread that runs all the others
            LOG.exception("job %s failed: %s", row["kind"], type(error).__name__)
            self._end(row, "failed", error=_write_error("bug", "lỗi của chương trình docgen", "báo quản trị viên"))

    def _work(self, row: Row, told: _Told) -> Work:
        actor = Actor(row["owner"], self._service.clock())
        folder = self.folder_of(row["id"])
        (folder / "work").mkdir(parents=True, exist_ok=True)
        return Work(self._service, row["id"], actor, json.loads(row["input"]), folder, row["runs"], told.tell)

    def _give_back(self, row: Row) -> None:
        """End a run before its end: cancelled, to be taken up again, or interrupted for good."""
        kind = KINDS.get(row["kind"])
        with self._service.store.read() as connection:
            now = get_job(connection, row["id"])
        if now["cancel_asked"]:
            self._end(row, "cancelled")
        elif kind is not None and kind.resumes and (self.is_stopping or row["runs"] < _MOST_RUNS):
            message = "Chờ chạy tiếp sau khi dịch vụ khởi động lại."
            change_job(self._service.store, row["id"], ("running",), state="queued", message=message)
        else:
            hint = "xem những gì đã làm được rồi tạo việc mới"
            self._end(row, "interrupted", error=_write_error("interrupted", "dịch vụ dừng khi việc đang chạy", hint))

    def _end(self, row: Row, state: str, **changes: Any) -> None:
        at = write_moment(self._service.clock())
        change_job(self._service.store, row["id"], ("running",), state=state, finished_at=at, **changes)
        with suppress(OSError):
            shutil.rmtree(self.folder_of(row["id"]) / "work")

    def _forget(self, folder: Path, before: str) -> None:
        """Clear away the files of a job that ended long ago."""
        if folder.is_dir() and write_moment(datetime.fromtimestamp(folder.stat().st_mtime).astimezone()) < before:
            shutil.rmtree(folder, ignore_errors=True)


def _write_error(code: str, message: str, hint: str, where: str = "") -> str:
    return json.dumps({"code": code, "message": message, "where": where, "hint": hint}, ensure_ascii=False)


class _Told:
    """What a job says of itself on its way to the database, not too often; and what it is told in return."""

    def __init__(self, store: Store, job_id: int, stopping: threading.Event | None) -> None:
        self._store = store
        self._job_id = job_id
        self._stopping = stopping
        self._last = float("-inf")
        self.latest: dict[str, Any] = {}

    def tell(self, done: int, total: int | None, message: str) -> None:
        if self._stopping is not None and self._stopping.is_set():
            raise JobStopped
        self.latest = {"done": done, "total": total, "message": message[:500]}
        now = monotonic()
        if now - self._last < _TOLD_EVERY_S:
            return
        self._last = now
        if change_job(self._store, self._job_id, ("running",), **self.latest)["cancel_asked"]:
            raise JobStopped
