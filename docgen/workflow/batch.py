"""A batch: one document for each row of a table, on all cores, taken up again where it was left.

All rows are validated before the first document is written. A document is whole or not there. What was done is kept in
a journal, in the folder ``.docgen-batch`` beside the documents, until all is done; the same draft, table and options
go on from it, others begin anew.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from docgen.drafting.data_file import RowReader
from docgen.drafting.files import read_text_file
from docgen.drafting.merge_draft import MergeDraft, parse_merge_draft
from docgen.drafting.organs import load_organs
from docgen.errors import DocgenError, ExitCode, InputError
from docgen.files import make_folder
from docgen.rendering import refuse_covering
from docgen.settings import Settings
from docgen.workflow.batch_fingerprint import take_fingerprint
from docgen.workflow.batch_intake import Intake, Progress
from docgen.workflow.batch_journal import Journal, JournalRow, RowResult, flush_disks
from docgen.workflow.batch_making import Making, RowMaker
from docgen.workflow.batch_names import NamePattern
from docgen.workflow.batch_pool import FIRST_JOB, Pool, count_cores, cut_jobs
from docgen.workflow.batch_zip import ZipAppender, can_take_up, is_docgen_zip, pack_piece

if TYPE_CHECKING:
    from docgen.pdf import PdfMaker

WORK_FOLDER = ".docgen-batch"
_STRAYS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What to make: the draft, the table, where the documents go (a folder, or a file that ends in ``.zip``).

    ``name`` is the pattern of file names; ``merge`` the file that takes all PDFs joined; ``workers`` the number of
    processes, by default one a core.
    """

    draft: Path
    data: Path
    output: Path
    sheet: str | None = None
    name: str | None = None
    pdf: bool = False
    merge: Path | None = None
    check: bool = False
    paper: bool = False
    force: bool = False
    organs_file: Path | None = None
    workers: int | None = None

    @property
    def is_zip(self) -> bool:
        """Whether the documents go into a zip."""
        return self.output.suffix.lower() == ".zip"

    @property
    def needs_pdfs(self) -> bool:
        """Whether PDFs are made, to be kept or to be joined."""
        return self.pdf or self.merge is not None


@dataclass(slots=True)
class BatchOutcome:
    """What a batch came to. ``made`` are documents, ``taken_up`` those of them that an earlier run had made.

    ``findings`` counts documents by code and name of what the checker found.
    """

    total: int = 0
    made: int = 0
    taken_up: int = 0
    pdfs: int = 0
    pages: int = 0
    merged_pages: int = 0
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents_with_findings: int = 0
    has_errors: bool = False
    problems: int = 0
    exit_code: int = ExitCode.DONE


class Batch:
    """One run of an order; a context manager that leaves the journal where something is left to do."""

    def __init__(self, order: BatchOrder, settings: Settings, progress: Progress = lambda *_: None) -> None:
        self._order = order
        self._settings = settings
        self._progress = progress
        self._exit_code = int(ExitCode.DONE)
        self._pool: Pool | None = None
        self.notes: list[str] = []
        organs = load_organs(order.organs_file) if order.organs_file else None
        text = read_text_file(order.draft)
        self._read_draft = partial(parse_merge_draft, text, organs, source=str(order.draft))
        self._draft: MergeDraft = self._read_draft()
        self._pattern = NamePattern(order.name) if order.name is not None else None
        self._refuse_output()
        self._pdf_maker = self._open_pdf_maker() if order.needs_pdfs else None
        self._made_folder = not self._home.exists()
        self._work = (order.output / WORK_FOLDER) if not order.is_zip else _zip_work_folder(order.output)
        make_folder(self._home)
        make_folder(self._work)
        if self._order.merge is not None:
            make_folder(self._order.merge.parent)
        try:
            self.journal = Journal(self._work, take_fingerprint(order, settings))
        except DocgenError:
            # Another process may be at work there: only what is empty goes.
            with suppress(OSError):
                self._work.rmdir()
            raise
        self.journal.before_commit = flush_disks
        if self.journal.was_other:
            self.notes.append("bản thảo, bảng hoặc tùy chọn đã đổi từ lần chạy dở trước: làm lại từ đầu")

    @property
    def _home(self) -> Path:
        return self._order.output.parent if self._order.is_zip else self._order.output

    @property
    def _documents_folder(self) -> Path | None:
        """Where .docx files go; None where they go straight into a zip."""
        if not self._order.is_zip:
            return self._order.output
        return self._work / "tep" if self._order.needs_pdfs else None

    @property
    def _pdf_folder(self) -> Path:
        return (self._documents_folder or self._work) if self._order.pdf else self._work / "pdf"

    def _refuse_output(self) -> None:
        output, force = self._order.output, self._order.force
        if self._order.is_zip and output.exists() and not force and not (output.is_file() and is_docgen_zip(output)):
            hint = "chọn tên khác, hoặc thêm --force để thay"
            raise InputError("tệp đã có và không do docgen batch tạo, không ghi đè", where=str(output), hint=hint)

    def _open_pdf_maker(self) -> PdfMaker:
        """Return what will make the PDFs. Raises ToolError when LibreOffice is missing: before the first document."""
        from docgen.pdf import PdfMaker

        return PdfMaker(self._settings)

    def take_in(self) -> int:
        """Validate every row; return how many there are. Raises InputError, DataError with every row not to be used.

        ``run`` does that first; alone it is for whoever only wants to know: nothing is made.
        """
        if not self.journal.total:
            intake = Intake(self._draft, self._pattern, self.journal, self._get_pool, self._progress)
            self.notes += intake.read(self._order.data, self._order.sheet)
            self._note_strays()
        return self.journal.total

    def run(self) -> BatchOutcome:
        """Do what is left to do. Raises InputError, DataError with every row that cannot be used, ToolError."""
        outcome = BatchOutcome(taken_up=self.journal.made if self.journal.total else 0)
        self.take_in()
        self._refuse_covering()
        self._make_documents()
        if self._pdf_maker is not None and self._exit_code == ExitCode.DONE:
            self._make_pdfs(self._pdf_maker)
        self._count(outcome)
        if outcome.problems == 0:
            if self._order.merge is not None:
                outcome.merged_pages = self._merge(self._order.merge)
            if self._order.is_zip:
                self._pack()
        return outcome

    # Making ----------------------------------------------------------------------------------------

    def _refuse_covering(self) -> None:
        """Raise InputError when a document that somebody has edited stands where one is to go."""
        if self._order.force or self._order.is_zip or not any(self._order.output.glob("*.[Dd][Oo][Cc][Xx]")):
            return
        edited: list[InputError] = []
        for row in self.journal.waiting():
            try:
                refuse_covering(self._order.output / f"{row.stem}.docx")
            except InputError as error:
                edited.append(error)
        if edited:
            more = f" (và {len(edited) - 1} tệp khác)" if len(edited) > 1 else ""
            raise InputError(f"{edited[0].message}{more}", where=edited[0].where, hint=edited[0].hint)

    def _make_documents(self) -> None:
        folder = self._documents_folder
        if folder is not None:
            make_folder(folder)
        if self._goes_straight_into_zip and not can_take_up(self._work, self.journal.get_lengths()):
            self.journal.forget_made()
        redo = None if folder is None else lambda stem: not (folder / f"{stem}.docx").exists()
        pieces = cut_jobs(self.journal.waiting(redo=redo))
        total, done = self.journal.total, self.journal.made
        under_way: list[list[JournalRow]] = []

        def jobs(first: list[JournalRow]) -> Iterator[list[JournalRow]]:
            for piece in chain([first], pieces):
                under_way.append(piece)
                yield piece

        first = next(pieces, None)
        if first is None:
            return
        with self._open_zip() as package:
            if package is not None:
                self.journal.before_commit = package.make_lasting
            try:
                for made in self._get_pool(first).map("make_rows", jobs(first)):
                    lengths = package.add(made.packed) if package is not None else None
                    piece = under_way.pop(0)
                    pairs = zip(piece, made.results, strict=True)
                    self.journal.mark_made([(row.sequence, r.findings, r.problem) for row, r in pairs], lengths)
                    self._exit_code = next(filter(None, (self._exit_code, *(r.exit_code for r in made.results))), 0)
                    done = min(done + len(piece), total)
                    self._progress("Dựng văn bản", done, total)
            finally:
                # Before the zip is closed, also after Ctrl-C.
                self.journal.commit()
                self.journal.before_commit = flush_disks

    def _open_zip(self) -> ZipAppender | _Nothing:
        return ZipAppender(self._work, self.journal.get_lengths()) if self._goes_straight_into_zip else _Nothing()

    @property
    def _goes_straight_into_zip(self) -> bool:
        return self._order.is_zip and self._documents_folder is None

    def _note_strays(self) -> None:
        """Tell of documents of another table that stand in the folder: nobody else would."""
        strays = [] if self._order.is_zip else self.journal.strays(_STRAYS_SHOWN + 1)
        if strays:
            more = " …" if len(strays) > _STRAYS_SHOWN else ""
            names = ", ".join(f"{stem}.docx" for stem in strays[:_STRAYS_SHOWN])
            self.notes.append(f"trong thư mục còn tệp của lần chạy dở trước, không thuộc bảng này: {names}{more}")

    def _get_pool(self, first: Sequence[object], reader: RowReader | None = None) -> Pool:
        """Return the processes, started at the ``first`` job: none where there is less to do than starting costs.

        ``reader`` is for those that read rows of the table.
        """
        if self._pool is None:
            making = Making(
                self._settings,
                self._documents_folder,
                workplace=self._work,
                paper=self._order.paper,
                check=self._order.check,
                force=self._order.force,
            )
            processes = (self._order.workers or count_cores()) if len(first) == FIRST_JOB else 1
            self._pool = Pool(partial(RowMaker, self._read_draft, making, reader), processes)
        return self._pool

    # PDFs, zip -------------------------------------------------------------------------------------

    def _make_pdfs(self, maker: PdfMaker) -> None:
        folder = self._documents_folder or self._work
        targets = self._pdf_folder
        waiting = {
            folder / f"{stem}.docx": sequence
            for sequence, stem, pages in self.journal.stems()
            if not pages or not (targets / f"{stem}.pdf").exists()
        }
        total = self.journal.total
        done = total - len(waiting)
        for conversion in maker.make_and_close(tuple(waiting), targets) if waiting else ():
            problem = f"{conversion.problem} ({conversion.hint})" if conversion.pdf is None else ""
            self.journal.mark_pages(waiting[conversion.source], conversion.pages, problem)
            if problem:
                self._exit_code = self._exit_code or int(ExitCode.TOOL)
            done += 1
            self._progress("Tạo PDF", done, total)
        self.journal.commit()

    def _merge(self, target: Path) -> int:
        from docgen.pdf import PdfInfo
        from docgen.pdf.join import Part, join_pdfs

        self._progress("Ghép PDF", 0, 0)
        parts = [Part(stem, self._pdf_folder / f"{stem}.pdf") for _, stem, _ in self.journal.stems()]
        return join_pdfs(parts, target, info=PdfInfo(target.stem))

    def _pack(self) -> None:
        """Put the zip in its place; documents that had to stand in a folder for their PDFs go into it now."""
        folder = self._documents_folder
        if folder is None:
            with ZipAppender(self._work, self.journal.get_lengths()) as package:
                package.finish(self._order.output)
            return
        with ZipAppender(self._work) as package:
            for _, stem, _ in self.journal.stems():
                for path in (folder / f"{stem}.docx", *([self._pdf_folder / f"{stem}.pdf"] if self._order.pdf else [])):
                    package.add(pack_piece([(path.name, path.read_bytes())]))
            package.finish(self._order.output)

    # The end ---------------------------------------------------------------------------------------

    def results(self) -> Iterator[RowResult]:
        """Yield what became of every row, in order."""
        return self.journal.results()

    def _count(self, outcome: BatchOutcome) -> None:
        outcome.total, outcome.made, outcome.pdfs, outcome.pages, outcome.problems = self.journal.tally()
        for result in self.journal.results(found=True):
            outcome.findings.update({(found.code, found.name) for found in result.findings})
            outcome.documents_with_findings += 1
            outcome.has_errors |= any(found.severity == "error" for found in result.findings)
        outcome.exit_code = self._exit_code or int(ExitCode.FINDINGS if outcome.has_errors else ExitCode.DONE)

    def __enter__(self) -> Batch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.close()
        nothing_begun = not self.journal.total or not self.journal.made
        is_done = error is None and self._exit_code == ExitCode.DONE
        self.journal.close()
        if is_done or nothing_begun:
            self._leave_nothing()

    def _leave_nothing(self) -> None:
        """Take the work folder away, and the output folder where this run made it and nothing is in it."""
        shutil.rmtree(self._work, ignore_errors=True)
        if self._made_folder and not self._order.is_zip:
            with suppress(OSError):
                self._order.output.rmdir()


class _Nothing:
    """Stands for a zip where there is none."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _zip_work_folder(target: Path) -> Path:
    return target.parent / f".{target.name}{WORK_FOLDER}"
