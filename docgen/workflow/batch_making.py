"""What the processes of a batch do: rows or documents in, finished files out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from docgen.drafting.data_file import CellProblem, RowReader
from docgen.drafting.data_file.cell_value import CellValue
from docgen.drafting.merge_draft import FillError, FillProblem, MergeDraft
from docgen.errors import DocgenError, ExitCode
from docgen.files import write_whole
from docgen.model import Document
from docgen.rendering import open_renderer, refuse_covering
from docgen.settings import Settings
from docgen.workflow.batch_journal import Finding, JournalRow
from docgen.workflow.batch_zip import ZipPiece, pack_piece


@dataclass(frozen=True, slots=True)
class Making:
    """How documents are made: where they go (None: their bytes are handed back), and what is done with each.

    ``workplace`` is the folder for temporary files, on the same disk as ``folder``.
    """

    settings: Settings
    folder: Path | None
    workplace: Path | None = None
    paper: bool = False
    check: bool = False
    force: bool = False


# These go from process to process in thousands: named tuples are packed ten times as fast as dataclasses.
class Made(NamedTuple):
    """What became of one document: its bytes where no folder takes them, findings, or why there is none."""

    data: bytes = b""
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    exit_code: int = ExitCode.DONE


class ReadRow(NamedTuple):
    """A row as it was read: the text of each placeholder, what is wrong with its cells, why it makes no document."""

    texts: tuple[str, ...]
    in_cells: tuple[CellProblem, ...]
    in_document: tuple[FillProblem, ...]


class MadeRows(NamedTuple):
    """What became of the rows of one job, and the documents that no folder took: packed, ready for the zip."""

    results: list[Made]
    packed: ZipPiece


class DocumentMaker:
    """Renders documents and puts them where they go; templates are loaded once."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._renderer = open_renderer(making.settings)
        self._find: Callable[[bytes, str], Iterator[Finding]] = lambda *_: iter(())
        if making.check:
            # Here, because the checker takes longer to import than a hundred documents to make.
            from docgen.workflow.batch_checking import FileChecker

            self._find = FileChecker(paper=making.paper).find

    def make_all(self, documents: Sequence[tuple[str, Document]]) -> list[Made]:
        """Make the documents of one job: each has the name of its file without the ending."""
        return [self.make(stem, partial(_hand_over, document)) for stem, document in documents]

    def make(self, stem: str, get_document: Callable[[], Document]) -> Made:
        """Make one document. What is wrong with it is part of the result: the others go on."""
        try:
            data = self._renderer.render(get_document(), paper=self._making.paper)
            findings = tuple(self._find(data, stem))
            if self._making.folder is None:
                return Made(data, findings)
            target = self._making.folder / f"{stem}.docx"
            if not self._making.force:
                refuse_covering(target)
            write_whole(target, data, workplace=self._making.workplace, flush=False)
        except DocgenError as error:
            return Made(problem=str(error), exit_code=error.exit_code)
        return Made(findings=findings)

    def require_references(self, document: Document) -> None:
        """Raise LegalRefError for a reference to a legal document that the catalogue does not know."""
        self._renderer.require_references(document)


def _hand_over(document: Document) -> Document:
    return document


class RowMaker:
    """Makes the documents of rows: fills the draft, then as ``DocumentMaker``.

    ``reader`` reads the cells of rows; None where they were read before.
    """

    def __init__(self, read_draft: Callable[[], MergeDraft], making: Making, reader: RowReader | None) -> None:
        self._draft = read_draft()
        self._refers = self._draft.may_refer
        self._maker = DocumentMaker(making)
        self._reader = reader or RowReader((), ())
        # The texts of the draft come first, those of the name behind them.
        self._width = len(self._draft.placeholders)

    def read_rows(self, rows: Sequence[Mapping[int, CellValue]]) -> list[ReadRow]:
        """Read rows, and make the document of each that can be read, to see whether it can be made."""
        return [self._read_row(cells) for cells in rows]

    def _read_row(self, cells: Mapping[int, CellValue]) -> ReadRow:
        texts, problems = self._reader.read(cells)
        return ReadRow(tuple(texts), tuple(problems), () if problems else self._find_problems(texts[: self._width]))

    def _find_problems(self, texts: Sequence[str]) -> tuple[FillProblem, ...]:
        try:
            document = self._draft.fill(texts)
            if self._refers:
                self._maker.require_references(document)
        except FillError as error:
            return error.problems
        except DocgenError as error:
            return (FillProblem(None, error.message, error.hint, is_of_draft=True),)
        return ()

    def make_rows(self, rows: Sequence[JournalRow]) -> MadeRows:
        """Make the documents of some rows, which were found without problems."""
        results = [self._maker.make(row.stem, partial(self._draft.fill, row.texts)) for row in rows]
        packed = pack_piece(
            (f"{row.stem}.docx", made.data) for row, made in zip(rows, results, strict=True) if made.data
        )
        return MadeRows([made._replace(data=b"") if made.data else made for made in results], packed)
