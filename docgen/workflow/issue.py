"""Issuing: reserve the number, render the final document, check it, make the PDF, keep the files, issued.

Only the first and the last step are transactions, and short ones. Whatever fails or is killed between them leaves the
document ``reserved``: issuing it again goes on from the number that it has, ``void`` closes it with a reason.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import DocgenError, RegisterError, ToolError, explain_os_error
from docgen.files import write_whole
from docgen.model import Document, NumberedDocument
from docgen.model.promulgation_date import write_partial_date
from docgen.pdf import ArchiveFields, PdfMaker, make_pdfs
from docgen.records.documents import Actor, Row, get_document, show_day
from docgen.records.duplicates import find_duplicates
from docgen.records.issuing import FinishedFile, finish
from docgen.records.reserving import refresh_index, reserve
from docgen.records.states import State
from docgen.records.store import Store
from docgen.records.submission import read_version
from docgen.rendering import Renderer
from docgen.settings import Settings
from docgen.vietnamese.dates import PartialDate
from docgen.workflow.issue_check import require_clean
from docgen.workflow.pdf_fields import describe_fields

if TYPE_CHECKING:
    from docgen.office import Conversion


@dataclass(frozen=True, slots=True)
class IssueOptions:
    """What the clerk decides. An override is the reason for it, which is recorded; "" is none.

    ``day`` is the date of the documents; None takes the full date that a draft says, else today.
    """

    day: date | None = None
    override_date: str = ""
    override_check: str = ""
    with_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its row, or the error that stopped it.

    ``was_issued``: it was issued before, nothing was done. ``warnings`` are for the clerk to look at (Vietnamese).
    """

    document_id: int
    row: Row | None = None
    error: DocgenError | None = None
    was_issued: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A reserved document whose final DOCX lies in the work folder, checked; ``fields`` go into its PDF."""

    row: Row
    stem: str
    docx: Path
    fields: ArchiveFields
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Issues documents of one store for one actor. ``maker``, when given, stays warm between calls."""

    store: Store
    renderer: Renderer
    settings: Settings
    actor: Actor
    options: IssueOptions = field(default_factory=IssueOptions)
    maker: PdfMaker | None = None

    def issue(self, document_ids: Sequence[int]) -> Iterator[Outcome]:
        """Issue documents; one that fails does not stop the others. Numbers are given in the order of the ids.

        Yields one outcome for each, as they are done. All PDFs are made together: LibreOffice starts once.
        """
        with _work_folder() as folder:
            jobs = []
            for document_id in dict.fromkeys(document_ids):
                started = self._start(document_id, folder)
                if isinstance(started, Outcome):
                    yield started
                else:
                    jobs.append(started)
            yield from self._end_all(jobs, folder)

    def _start(self, document_id: int, folder: Path) -> Outcome | _Rendered:
        """Reserve the number, render, check: all that needs no LibreOffice."""
        row = None
        try:
            with self.store.read() as connection:
                row = get_document(connection, document_id)
            document = read_version(self.store, row)
            day = self.options.day or _find_full_date(document)
            if row["state"] != State.ISSUED:
                row = reserve(
                    self.store,
                    document_id,
                    self.actor,
                    organ=document.organ,
                    day=day,
                    override_date=self.options.override_date,
                )
                refresh_index(self.store, document_id)  # found by its number from here on, whatever happens
            if row["state"] == State.ISSUED:
                return Outcome(document_id, row, was_issued=True)
            numbered = document.number(row["code_number"], row["promulgation_date"])
            path = folder / f"{document_id}.docx"
            write_whole(path, self.renderer.render(numbered))
            if not self.options.override_check:
                require_clean(path, numbered)
            fields = describe_fields(row, document.organ.name)
            return _Rendered(row, _file_stem(numbered), path, fields, tuple(self._warn(row, document)))
        except DocgenError as error:
            return Outcome(document_id, error=error)

    def _warn(self, row: Row, document: Document) -> Iterator[str]:
        """Yield what a clerk would want to look at before the document leaves the house."""
        written, day = document.promulgation_date, row["promulgation_date"]
        if written is not None and not _agrees(written, day):
            yield f"bản thảo ghi ngày {write_partial_date(written)}, văn bản ban hành ngày {show_day(day)}"
        with self.store.read() as connection:
            yield from find_duplicates(connection, row, document.organ.name)

    def _end_all(self, jobs: Sequence[_Rendered], folder: Path) -> Iterator[Outcome]:
        if not self.options.with_pdf or not jobs:
            yield from (self._end(job, None) for job in jobs)
            return
        done = 0
        try:
            fields = {job.docx: job.fields for job in jobs}
            if self.maker is not None:
                conversions = self.maker.make(list(fields), folder, fields=fields)
            else:
                conversions = make_pdfs(list(fields), folder, settings=self.settings, fields=fields)
            for job, conversion in zip(jobs, conversions, strict=True):
                done += 1
                yield self._end(job, conversion)
        except DocgenError as error:  # LibreOffice is missing, the disk is full: nothing more can be converted
            yield from (Outcome(job.row["id"], error=error) for job in jobs[done:])

    def _end(self, job: _Rendered, conversion: Conversion | None) -> Outcome:
        """Keep the files and make the document issued."""
        document_id = job.row["id"]
        try:
            finished = [self._keep("docx", f"{job.stem}.docx", job.docx)]
            if conversion is not None:
                if conversion.pdf is None:
                    raise ToolError(f"không tạo được PDF: {conversion.problem}", hint=conversion.hint)
                finished.append(self._keep("pdf", f"{job.stem}.pdf", conversion.pdf))
            row = finish(
                self.store,
                document_id,
                self.actor,
                finished,
                page_amount=conversion.pages if conversion else None,
                override_check=self.options.override_check,
            )
            return Outcome(document_id, row, warnings=job.warnings)
        except DocgenError as error:
            return Outcome(document_id, error=error)

    def _keep(self, role: str, name: str, path: Path) -> FinishedFile:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RegisterError(f"không đọc được tệp vừa tạo: {explain_os_error(error)}", where=str(path)) from error
        return FinishedFile(role, name, self.store.files.add(data))


def _find_full_date(document: Document) -> date | None:
    written = document.promulgation_date
    return written.to_date() if written is not None and written.is_full else None


def _agrees(written: PartialDate, day: date) -> bool:
    """Return whether a day is one that a draft means, which may say the year or the month alone."""
    return written.year == day.year and written.month in (None, day.month) and written.day in (None, day.day)


def _file_stem(document: NumberedDocument) -> str:
    """Return the name of the files of a document: ``05-QĐ-UBND``."""
    return document.code.replace("/", "-").replace("\\", "-")


@contextmanager
def _work_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="docgen-issue-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ToolError(
            f"không tạo được thư mục tạm: {explain_os_error(error)}",
            where=tempfile.gettempdir(),
            hint="kiểm tra dung lượng đĩa và quyền ghi thư mục tạm (TMPDIR)",
        ) from error
    with folder as name:
        yield Path(name)
