"""Feeding the LibreOffices of one call: each has a thread that keeps it busy.

While LibreOffice lays one document out, the thread judges the next and finishes the one before. A document that
LibreOffice cannot take, or that takes LibreOffice with it, costs only itself: what waits behind it goes to a line that
is free.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import ConformanceError, DocgenError, ExitCode, ToolError, explain_os_error
from docgen.files import write_whole
from docgen.office.conversion import Conversion, Finish, Raw
from docgen.office.gate import Refusal, find_file_refusal, find_package_refusal
from docgen.office.worker import Crashed, Order, OutOfBounds, Refused, StartCrashed, Worker, WorkerFailure

_PDF_OPTIONS = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "ExportFormFields": False,  # an issued page is read, not filled in
}
# Pinned: without it LibreOffice takes whatever the bytes look like.
_IMPORT_FILTER = "MS Word 2007 XML"
_EXPORT_FILTER = "writer_pdf_Export"


class Batch:
    """The sources of one call, handed out in order to the threads, and their results, handed back in order."""

    def __init__(self, sources: tuple[Path, ...], out_dir: Path, finish: Finish) -> None:
        self.sources = sources
        self.out_dir = out_dir
        self.finish = finish
        self._waiting = iter(range(len(sources)))
        self._admitting = 0
        self._next: dict[Line, _Job] = {}
        self._results: dict[int, Conversion] = {}
        self._error: BaseException | None = None
        self._stopped = False
        self._changed = threading.Condition()

    @property
    def is_stopped(self) -> bool:
        """True when nobody waits for results any more."""
        return self._stopped

    def take(self) -> int | None:
        """Return the number of a source that nobody has taken, to be followed by ``offer``; None when none is left."""
        with self._changed:
            number = None if self._stopped else next(self._waiting, None)
            self._admitting += number is not None
            return number

    def offer(self, line: Line, job: _Job | None) -> None:
        """Say what became of a number taken: a job that ``line`` will do when it is free, or none."""
        with self._changed:
            self._admitting -= 1
            if job:
                self._next[line] = job
            self._changed.notify_all()

    def claim(self, line: Line) -> _Job | None:
        """Return the job that ``line`` offered, unless another took it over or the batch is stopped."""
        with self._changed:
            return None if self._stopped else self._next.pop(line, None)

    def take_over(self) -> _Job | None:
        """Return a job that waits behind a document of another line, which may be a long one; None when none does."""
        with self._changed:
            self._changed.wait_for(lambda: self._next or not self._admitting or self._stopped)
            return self._next.popitem()[1] if self._next and not self._stopped else None

    def put(self, number: int, result: Conversion) -> None:
        """Hand in the result ``number``."""
        with self._changed:
            self._results[number] = result
            self._changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """End the whole batch with ``error``."""
        with self._changed:
            self._error = self._error or error
            self._stopped = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Hand out no more sources."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def wait_for(self, number: int) -> Conversion:
        """Return the result ``number`` when it is there; raises the error that ended the batch."""
        with self._changed:
            self._changed.wait_for(lambda: number in self._results or self._error)
            if number not in self._results and self._error is not None:
                raise self._error
            return self._results.pop(number)


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    raw: Raw

    @property
    def order(self) -> Order:
        return Order(self.raw.docx, self.raw.pdf, _IMPORT_FILTER, _EXPORT_FILTER, _PDF_OPTIONS)


class Line:
    """The thread that feeds one worker from a batch."""

    def __init__(self, batch: Batch, worker: Worker) -> None:
        self._batch = batch
        self._worker = worker
        self._thread = threading.Thread(target=self._run, name="docgen-office", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def abort(self) -> None:
        """Make the thread end soon: LibreOffice is killed under it, until it sees that the batch is stopped."""
        while self._thread.is_alive():
            self._worker.interrupt()
            self._thread.join(0.05)

    def join(self) -> None:
        """Return when the thread, if it was started, has ended."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised again where the results are waited for
            self._batch.fail(error)

    def _work(self) -> None:
        current: _Job | None = None
        while True:
            self._prepare()
            failure = self._await(current) if current else None
            upcoming = self._batch.claim(self)
            if upcoming:
                self._worker.send(upcoming.order)
            if current:
                self._batch.put(current.number, self._complete(current, failure))
            if not upcoming:
                upcoming = self._batch.take_over()
                if not upcoming:
                    return
                self._worker.send(upcoming.order)
            current = upcoming

    def _prepare(self) -> None:
        """Offer the next source that the gate lets in."""
        job: _Job | None = None
        while job is None and (number := self._batch.take()) is not None:
            admitted = self._admit(number, self._batch.sources[number])
            if isinstance(admitted, _Job):
                job = admitted
            else:
                self._batch.put(number, admitted)
            self._batch.offer(self, job)

    def _admit(self, number: int, source: Path) -> _Job | Conversion:
        """Copy ``source`` to a private folder and judge the copy, so that what was judged is what is converted."""
        if refusal := find_file_refusal(source):
            return _refuse(source, refusal)
        if source.resolve() == (self._batch.out_dir / f"{source.stem}.pdf").resolve():
            return _fail(source, "tệp kết quả sẽ ghi đè lên chính tệp này", "chọn thư mục kết quả khác")
        # A folder for each: the document keeps its own name, which a FILENAME field prints.
        try:
            self._worker.folder.mkdir(exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix="document-", dir=self._worker.folder))
            raw = Raw(source, folder / f"{source.stem}.docx", folder / "out.pdf")
            shutil.copyfile(source, raw.docx)
        except OSError as error:
            return _fail(
                source, f"không đọc được tệp: {explain_os_error(error)}", "kiểm tra quyền đọc tệp và dung lượng đĩa"
            )
        refusal = find_package_refusal(raw.docx)
        if refusal:
            shutil.rmtree(folder, ignore_errors=True)
            return _refuse(source, refusal)
        return _Job(number, raw)

    def _await(self, job: _Job) -> DocgenError | WorkerFailure | None:
        """Wait until LibreOffice has done ``job``; tries again, with a new LibreOffice, unless it took too long.

        A crash and a refusal are forgiven once each: a LibreOffice that is being killed may refuse before it dies.
        Returns why it is not done, or None. Raises ToolError when LibreOffice has never worked on this machine.
        """
        forgiven: set[type[WorkerFailure]] = set()
        while True:
            try:
                return self._await_once(job)
            except (Refused, Crashed) as failure:
                kind = Refused if isinstance(failure, Refused) else Crashed
                if self._batch.is_stopped:
                    return failure
                if kind in forgiven:
                    return self._give_up(job, failure)
                forgiven.add(kind)
            self._worker.stop()
            _remove_leftovers(job.raw.docx)
            self._worker.send(job.order)

    def _give_up(self, job: _Job, failure: WorkerFailure) -> WorkerFailure:
        if isinstance(failure, StartCrashed) and not self._worker.has_worked:
            hint = "chạy docgen doctor để biết vì sao"
            raise ToolError(str(failure), where=str(job.raw.source), hint=hint) from failure
        return failure

    def _await_once(self, job: _Job) -> DocgenError | WorkerFailure | None:
        try:
            self._worker.wait()
        except OutOfBounds as failure:
            return failure
        except ToolError as error:
            if self._worker.has_worked:
                return error
            raise ToolError(error.message, where=str(job.raw.source), hint=error.hint) from error
        return None

    def _complete(self, job: _Job, failure: Exception | None) -> Conversion:
        """Finish what LibreOffice made of ``job`` and put it in its place."""
        source, target = job.raw.source, self._batch.out_dir / f"{job.raw.source.stem}.pdf"
        try:
            if failure:
                return _describe(source, failure)
            done = self._batch.finish(job.raw)
            write_whole(target, done.data)
        except DocgenError as error:
            return _describe(source, error)
        except OSError as error:
            return _fail(source, f"không đọc được tệp tạm: {explain_os_error(error)}", "kiểm tra dung lượng đĩa")
        finally:
            shutil.rmtree(job.raw.docx.parent, ignore_errors=True)
        return Conversion(source, target, done.pages, "", "")


def _describe(source: Path, failure: Exception) -> Conversion:
    """Say what became of a document that LibreOffice took and no PDF came out of."""
    match failure:
        case OutOfBounds():
            hint = "bỏ bớt bảng lồng nhau và ảnh lớn, hoặc tăng số giây ở DOCGEN_CONVERT_TIMEOUT"
            return _fail(source, str(failure), hint, ExitCode.TOOL)
        case DocgenError() if not isinstance(failure, ConformanceError):
            return _fail(source, failure.message, failure.hint, failure.exit_code)
        case DocgenError(message=problem):
            pass
        case _:
            problem = str(failure)
    hint = "mở tệp bằng Word, lưu lại rồi chạy lại; nếu mọi tệp đều lỗi thì chạy docgen doctor"
    return _fail(source, f"LibreOffice không chuyển được: {problem}", hint, ExitCode.TOOL)


def _remove_leftovers(docx: Path) -> None:
    """Remove what a killed LibreOffice left beside its document: its lock files would make the next one refuse."""
    for path in docx.parent.iterdir():
        if path != docx:
            path.unlink(missing_ok=True)


def _refuse(source: Path, refusal: Refusal) -> Conversion:
    return _fail(source, refusal.problem, refusal.hint)


def _fail(source: Path, problem: str, hint: str, exit_code: ExitCode = ExitCode.INPUT) -> Conversion:
    return Conversion(source, None, 0, problem, hint, exit_code)
