"""DOCX in, PDF/A-2b out: in groups for speed, one by one where a group fails.

One start of LibreOffice costs about a second, a document inside it an eighth of that. So documents go in groups; a
group that crashes or hangs is killed, and what it has not made is converted alone: a bad document costs only itself.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from docgen.errors import ConformanceError, InputError, ToolError
from docgen.office.gate import Refusal, find_file_refusal, find_package_refusal
from docgen.office.leash import Run
from docgen.office.output import count_pages
from docgen.office.soffice import get_soffice, list_convert_arguments, run_soffice
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S

# Large enough that the start hardly counts, small enough that a progress bar moves and one crash repeats little.
_GROUP_SIZE = 20
# What LibreOffice says at every start on a machine without Java, which nothing here needs.
_NOISE = "javaldx"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one source.

    ``pdf`` is the finished file and ``pages`` its length; or ``pdf`` is None, and ``problem`` and ``hint`` say in
    Vietnamese why and what to do.
    """

    source: Path
    pdf: Path | None
    pages: int
    problem: str
    hint: str


def convert_to_pdf(
    sources: Sequence[Path],
    out_dir: Path,
    *,
    soffice: str | None = None,
    timeout_s: float = DEFAULT_CONVERT_TIMEOUT_S,
) -> Iterator[Conversion]:
    """Convert DOCX files to PDF/A-2b; yields one result a source, in order, as the work goes on.

    ``out_dir`` (made if absent) gets ``<stem>.pdf`` for each source that succeeds, put there only when whole; an
    older file of that name is replaced. ``soffice`` names the program (default: looked for). ``timeout_s`` is
    the time one document may take, in seconds.

    Raises at once, before anything is started: InputError when two sources would make the same PDF or ``out_dir``
    cannot be used, ToolError when LibreOffice is missing. A document that fails is a result, not an error.
    """
    listed = tuple(sources)
    _check_names(listed)
    program = get_soffice(soffice)
    _make_folder(out_dir)
    return _convert_all(listed, _Office(program, out_dir, timeout_s))


def _convert_all(sources: tuple[Path, ...], office: _Office) -> Iterator[Conversion]:
    waiting = iter(sources)
    while group := tuple(islice(waiting, _GROUP_SIZE)):
        # The group's folders are gone before its results go out: a caller who stops listening leaves nothing open.
        try:
            results = office.convert_group(group)
        except OSError as error:
            raise ToolError(
                f"không ghi được tệp tạm khi chuyển PDF: {error.strerror}",
                where=str(error.filename or tempfile.gettempdir()),
                hint="kiểm tra dung lượng đĩa và quyền ghi thư mục tạm (TMPDIR)",
            ) from error
        yield from results


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


@dataclass(frozen=True, slots=True)
class _Job:
    source: Path
    staged: Path


@dataclass(frozen=True, slots=True)
class _Folders:
    """Where one group works: ``work`` for profiles and copies, ``made`` on the file system of the results."""

    work: Path
    made: Path
    numbers: Iterator[int]


class _Office:
    """One call's LibreOffice: which program, where results go, how long a document may take."""

    def __init__(self, program: Path, out_dir: Path, timeout_s: float) -> None:
        self._program = program
        self._out_dir = out_dir
        self._timeout_s = timeout_s

    def convert_group(self, sources: Sequence[Path]) -> tuple[Conversion, ...]:
        """Convert ``sources`` together; one result a source, in order."""
        with (
            # A process that is dying may still add a file while its folder goes; that must not fail the conversion.
            tempfile.TemporaryDirectory(prefix="docgen-office-", ignore_cleanup_errors=True) as work,
            self._open_made_folder() as made,
        ):
            folders = _Folders(Path(work).resolve(), Path(made).resolve(), count())
            taken = [self._take_in(source, folders) for source in sources]
            results = {done.source: done for done in taken if isinstance(done, Conversion)}
            jobs = [job for job in taken if isinstance(job, _Job)]
            results |= {done.source: done for done in self._convert_jobs(jobs, folders)}
        return tuple(results[source] for source in sources)

    def _open_made_folder(self) -> tempfile.TemporaryDirectory[str]:
        try:
            return tempfile.TemporaryDirectory(prefix=".docgen-pdf-", dir=self._out_dir, ignore_cleanup_errors=True)
        except OSError as error:
            raise InputError(
                f"không ghi được vào thư mục kết quả: {error.strerror}",
                where=str(self._out_dir),
                hint="kiểm tra quyền ghi và dung lượng đĩa",
            ) from error

    def _take_in(self, source: Path, folders: _Folders) -> _Job | Conversion:
        """Copy ``source`` to a private folder and judge the copy, so that what was judged is what is converted."""
        if refusal := find_file_refusal(source):
            return _refuse(source, refusal)
        if source.resolve() == (self._out_dir / f"{source.stem}.pdf").resolve():
            return _fail(source, "tệp kết quả sẽ ghi đè lên chính tệp này", "chọn thư mục kết quả khác")
        # A folder for each: the document keeps its own name, which a FILENAME field prints.
        staged = folders.work / f"in-{next(folders.numbers)}" / f"{source.stem}.docx"
        try:
            staged.parent.mkdir()
            shutil.copyfile(source, staged)
        except OSError as error:
            return _fail(source, f"không đọc được tệp: {error.strerror}", "kiểm tra quyền đọc tệp và dung lượng đĩa")
        refusal = find_package_refusal(staged)
        return _refuse(source, refusal) if refusal else _Job(source, staged)

    def _convert_jobs(self, jobs: Sequence[_Job], folders: _Folders) -> Iterator[Conversion]:
        """Convert ``jobs`` in one start of LibreOffice, then each that is left over in a start of its own."""
        if not jobs:
            return
        number = next(folders.numbers)
        out_dir = folders.made / f"out-{number}"
        run = self._run(jobs, folders.work / f"run-{number}", out_dir)
        for job in jobs:
            result = self._collect(job, out_dir, run)
            if result.pdf or len(jobs) == 1:
                yield result
            else:
                # Also when the group hung: which of the missing ones hung it shows only when each runs alone.
                yield from self._convert_jobs([job], folders)

    def _run(self, jobs: Sequence[_Job], folder: Path, out_dir: Path) -> Run:
        folder.mkdir()
        out_dir.mkdir()
        arguments = list_convert_arguments([job.staged for job in jobs], out_dir)
        return run_soffice(
            self._program,
            arguments,
            folder,
            patience_s=self._timeout_s,
            count_progress=lambda: sum(1 for _ in out_dir.glob("*.pdf")),
        )

    def _collect(self, job: _Job, made: Path, run: Run) -> Conversion:
        """Judge what the run made of ``job`` and move it to the results when it is whole."""
        name = f"{job.source.stem}.pdf"
        try:
            pages = count_pages(made / name)
            (made / name).replace(self._out_dir / name)
        except ConformanceError as error:
            return _fail(job.source, *self._explain(run, error))
        except OSError as error:
            return _fail(job.source, f"không ghi được {name}: {error.strerror}", "kiểm tra quyền ghi và dung lượng đĩa")
        return Conversion(job.source, self._out_dir / name, pages, "", "")

    def _explain(self, run: Run, error: ConformanceError) -> tuple[str, str]:
        if run.exit_code is None:
            return (
                f"LibreOffice chạy quá {self._timeout_s:g} giây mà chưa xong nên đã bị dừng",
                "bỏ bớt bảng lồng nhau và ảnh lớn, hoặc tăng số giây ở DOCGEN_CONVERT_TIMEOUT",
            )
        words = [line for line in run.said.splitlines() if _NOISE not in line]
        said = f"; LibreOffice báo: {words[-1]}" if words else ""
        return (
            f"LibreOffice không chuyển được: {error.message} (mã thoát {run.exit_code}{said})",
            "mở tệp bằng Word, lưu lại rồi chạy lại; nếu mọi tệp đều lỗi thì chạy docgen doctor",
        )


def _refuse(source: Path, refusal: Refusal) -> Conversion:
    return _fail(source, refusal.problem, refusal.hint)


def _fail(source: Path, problem: str, hint: str) -> Conversion:
    return Conversion(source, None, 0, problem, hint)
