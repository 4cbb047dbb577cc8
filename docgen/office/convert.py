"""DOCX in, PDF out: warm LibreOffices, one a core, that convert documents side by side.

Each has a thread that keeps it fed: while LibreOffice lays one document out, the thread judges the next and finishes
the one before. A document that LibreOffice cannot take, or that takes LibreOffice with it, costs only itself.
"""

from __future__ import annotations

import os
import shutil
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from docgen.errors import ConformanceError, DocgenError, ExitCode, InputError, ToolError
from docgen.files import write_whole
from docgen.office.gate import Refusal, find_file_refusal, find_package_refusal
from docgen.office.output import count_pages
from docgen.office.soffice import Engine, get_engine
from docgen.office.work_folder import WorkFolder
from docgen.office.worker import Crashed, Order, OutOfBounds, Refused, Worker, WorkerFailure
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S

# Another LibreOffice costs about as much to start as this many documents to convert.
_SHARE = 4
_PDF_OPTIONS = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "ExportFormFields": False,  # an issued page is read, not filled in
}
# Pinned: without it LibreOffice takes whatever the bytes look like.
_IMPORT_FILTER = "MS Word 2007 XML"
_EXPORT_FILTER = "writer_pdf_Export"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one source.

    ``pdf`` is the finished file and ``pages`` its length; or ``pdf`` is None, ``problem`` and ``hint`` say in
    Vietnamese why and what to do, and ``exit_code`` of what family the trouble is.
    """

    source: Path
    pdf: Path | None
    pages: int
    problem: str
    hint: str
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Raw:
    """What LibreOffice made: ``docx`` is the copy of ``source`` that was converted, ``pdf`` what came out of it."""

    source: Path
    docx: Path
    pdf: Path


@dataclass(frozen=True, slots=True)
class Finished:
    """The bytes of a PDF as it goes out, and how many pages it has."""

    data: bytes
    pages: int


Finish = Callable[[Raw], Finished]


def take_as_is(raw: Raw) -> Finished:
    """Take LibreOffice's PDF as it comes, when it is whole; raises ConformanceError when it is not."""
    pages = count_pages(raw.pdf)
    return Finished(raw.pdf.read_bytes(), pages)


def convert_to_pdf(
    sources: Sequence[Path],
    out_dir: Path,
    *,
    soffice: str | None = None,
    timeout_s: float = DEFAULT_CONVERT_TIMEOUT_S,
) -> Iterator[Conversion]:
    """Convert DOCX files to PDF/A-2b by a ``Converter`` of their own; see there."""
    converter = Converter(soffice=soffice, timeout_s=timeout_s)
    return converter.close_after(converter.convert(sources, out_dir))


class Converter:
    """Warm LibreOffices for many calls. Close it, or use it in a ``with``; the end of docgen closes it at the latest.

    ``soffice`` names the program (default: looked for). ``timeout_s`` is the time one document may take, in seconds.
    ``workers`` is how many LibreOffices there may be (default: one a core). ``engine`` is how to start one, when it is
    known. Nothing is started before the first document. Raises ToolError when LibreOffice is missing.
    """

    def __init__(
        self,
        *,
        soffice: str | None = None,
        timeout_s: float = DEFAULT_CONVERT_TIMEOUT_S,
        workers: int | None = None,
        engine: Engine | None = None,
    ) -> None:
        self._engine = engine or get_engine(soffice)
        self._timeout_s = timeout_s
        self._size = workers or count_cores()
        self._folder: WorkFolder | None = None
        self._workers: list[Worker] = []
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._ended: Callable[[], object] = lambda: None

    def __enter__(self) -> Converter:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End every LibreOffice and remove what they worked with."""
        self._ended()

    def close_after(self, results: Iterator[Conversion]) -> Iterator[Conversion]:
        """Yield ``results``, then close; also when the caller stops listening."""
        with self:
            yield from results

    def convert(self, sources: Sequence[Path], out_dir: Path, finish: Finish = take_as_is) -> Iterator[Conversion]:
        """Convert DOCX files; yields one result a source, in order, as they get ready.

        ``out_dir`` (made if absent) gets ``<stem>.pdf`` for each source that succeeds, put there only when whole; an
        older file of that name is replaced. ``finish`` makes of LibreOffice's PDF what goes out, and raises
        ConformanceError when that is none; it is called from several threads.

        Raises InputError at once, before anything is started, when two sources would make the same PDF or ``out_dir``
        cannot be used; ToolError, as the results come, when LibreOffice does not start at all. A document that fails
        is a result, not an error.
        """
        listed = tuple(sources)
        _check_names(listed)
        _make_folder(out_dir)
        return self._convert_all(_Batch(listed, out_dir, finish))

    def _convert_all(self, batch: _Batch) -> Iterator[Conversion]:
        workers = self._borrow(min(self._size, -(-len(batch.sources) // _SHARE)))
        lines = [_Line(batch, worker) for worker in workers]
        try:
            for line in lines:
                line.start()
            for number in range(len(batch.sources)):
                yield batch.wait_for(number)
        except BaseException:
            # Also on Ctrl-C, and when the caller stops listening: what is unfinished is dropped at once.
            batch.stop()
            for line in lines:
                line.abort()
            raise
        finally:
            for line in lines:
                line.join()
            self._idle.extend(workers)

    def _borrow(self, wanted: int) -> list[Worker]:
        """Return workers that no other call uses; new ones when too few are idle."""
        with self._lock:
            if self._folder is None:
                self._folder = _make_work_folder()
                self._ended = weakref.finalize(self, _end, self._folder, self._workers)
            while len(self._idle) < wanted:
                folder = self._folder.path / f"worker-{len(self._workers)}"
                worker = Worker(self._engine, folder, self._timeout_s)
                self._workers.append(worker)
                self._idle.append(worker)
            return [self._idle.pop() for _ in range(wanted)]


def count_cores() -> int:
    """Return how many cores this process may use; more LibreOffices than that gain nothing."""
    return len(os.sched_getaffinity(0))


def _end(folder: WorkFolder, workers: list[Worker]) -> None:
    for worker in workers:
        worker.stop()
    folder.close()


def _make_work_folder() -> WorkFolder:
    try:
        return WorkFolder()
    except OSError as error:
        raise ToolError(
            f"không tạo được thư mục tạm để chuyển PDF: {error.strerror}",
            where=str(error.filename or ""),
            hint="kiểm tra dung lượng đĩa và quyền ghi thư mục tạm (TMPDIR)",
        ) from error


def _check_names(sources: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for source in sources:
        if source.stem in seen:
            raise InputError(
                f"hai tệp cùng tạo ra {source.stem}.pdf: {seen[source.stem]} và {source}",
                hint="đổi tên một tệp, hoặc chuyển mỗi tệp vào một thư mục kết quả riêng",
            )
        seen[source.stem] = source


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"không tạo được thư mục kết quả: {error.strerror}", where=str(folder), hint="chọn thư mục khác sau -o"
        ) from error


class _Batch:
    """The sources of one call, handed out in order to the threads, and their results, handed back in order."""

    def __init__(self, sources: tuple[Path, ...], out_dir: Path, finish: Finish) -> None:
        self.sources = sources
        self.out_dir = out_dir
        self.finish = finish
        self._waiting = iter(range(len(sources)))
        self._results: dict[int, Conversion] = {}
        self._error: BaseException | None = None
        self._stopped = False
        self._changed = threading.Condition()

    @property
    def is_stopped(self) -> bool:
        return self._stopped

    def take(self) -> Iterator[int]:
        """Yield the numbers of sources that nobody has taken, until there is none or the batch is stopped."""
        while True:
            with self._changed:
                number = None if self._stopped else next(self._waiting, None)
            if number is None:
                return
            yield number

    def put(self, number: int, result: Conversion) -> None:
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
        with self._changed:
            self._stopped = True

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


class _Line:
    """The thread that feeds one worker from a batch."""

    def __init__(self, batch: _Batch, worker: Worker) -> None:
        self._batch = batch
        self._worker = worker
        self._thread = threading.Thread(target=self._run, name="docgen-office", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def abort(self) -> None:
        """Make the thread end soon: LibreOffice is killed under it, until it sees that the batch is stopped."""
        while self._thread.is_alive():
            self._worker.interrupt()
            self._thread.join(0.05)

    def join(self) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - raised again where the results are waited for
            self._batch.fail(error)

    def _work(self) -> None:
        current: _Job | None = None
        # None at the end: the last one is still to be waited for when no other follows.
        for upcoming in chain(self._admit_all(), [None]):
            failure = self._await(current) if current else None
            if upcoming:
                self._worker.send(upcoming.order)
            if current:
                self._batch.put(current.number, self._complete(current, failure))
            current = upcoming

    def _admit_all(self) -> Iterator[_Job]:
        """Yield a job for each source that the gate lets in."""
        for number in self._batch.take():
            admitted = self._admit(number, self._batch.sources[number])
            if isinstance(admitted, _Job):
                yield admitted
            else:
                self._batch.put(number, admitted)

    def _admit(self, number: int, source: Path) -> _Job | Conversion:
        """Copy ``source`` to a private folder and judge the copy, so that what was judged is what is converted."""
        if refusal := find_file_refusal(source):
            return _refuse(source, refusal)
        if source.resolve() == (self._batch.out_dir / f"{source.stem}.pdf").resolve():
            return _fail(source, "tệp kết quả sẽ ghi đè lên chính tệp này", "chọn thư mục kết quả khác")
        # A folder for each: the document keeps its own name, which a FILENAME field prints.
        folder = self._worker.folder / f"document-{number}"
        raw = Raw(source, folder / f"{source.stem}.docx", folder / "out.pdf")
        try:
            folder.mkdir(parents=True)
            shutil.copyfile(source, raw.docx)
        except OSError as error:
            return _fail(source, f"không đọc được tệp: {error.strerror}", "kiểm tra quyền đọc tệp và dung lượng đĩa")
        refusal = find_package_refusal(raw.docx)
        if refusal:
            shutil.rmtree(folder, ignore_errors=True)
            return _refuse(source, refusal)
        return _Job(number, raw)

    def _await(self, job: _Job) -> DocgenError | WorkerFailure | None:
        """Wait until LibreOffice has done ``job``; tries once more, with a new LibreOffice, unless it took too long.

        Returns why it is not done, or None. Raises ToolError when LibreOffice has never worked on this machine.
        """
        try:
            return self._await_once(job)
        except (Refused, Crashed) as failure:
            if self._batch.is_stopped:
                return failure
        try:
            self._worker.stop()
            self._worker.send(job.order)
            return self._await_once(job)
        except (Refused, Crashed) as failure:
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
            return _fail(source, f"không đọc được tệp tạm: {error.strerror}", "kiểm tra dung lượng đĩa")
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


def _refuse(source: Path, refusal: Refusal) -> Conversion:
    return _fail(source, refusal.problem, refusal.hint)


def _fail(source: Path, problem: str, hint: str, exit_code: ExitCode = ExitCode.INPUT) -> Conversion:
    return Conversion(source, None, 0, problem, hint, exit_code)
