"""DOCX in, PDF out: warm LibreOffices, one a core, that convert documents side by side.

They are started when the first document needs them and end with docgen.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from docgen.errors import InputError, ToolError, explain_os_error
from docgen.office.conversion import Conversion, Finish, take_as_is
from docgen.office.feeding import Batch, Line
from docgen.office.soffice import Engine, get_engine
from docgen.office.work_folder import WorkFolder
from docgen.office.worker import Worker
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S

# Another LibreOffice costs about as much to start as this many documents to convert.
_SHARE = 4


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
        return self._convert_all(Batch(listed, out_dir, finish))

    def _convert_all(self, batch: Batch) -> Iterator[Conversion]:
        workers = self._borrow(min(self._size, -(-len(batch.sources) // _SHARE)))
        lines = [Line(batch, worker) for worker in workers]
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
            f"không tạo được thư mục tạm để chuyển PDF: {explain_os_error(error)}",
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
            f"không tạo được thư mục kết quả: {explain_os_error(error)}",
            where=str(folder),
            hint="chọn thư mục khác sau -o",
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError("không ghi được vào thư mục kết quả", where=str(folder), hint="kiểm tra quyền ghi")
