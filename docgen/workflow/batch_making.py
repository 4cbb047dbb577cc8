"""What the processes of a batch do: rows or documents in, finished files out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from docgen.checking import CheckSettings, check_document
from docgen.drafting.merge_draft import FillError, FillProblem, MergeDraft
from docgen.errors import DocgenError, ExitCode
from docgen.files import write_whole
from docgen.model import Document
from docgen.ooxml import StyleMemory, read_document_bytes
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


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document: its bytes where no folder takes them, findings, or why there is none."""

    data: bytes = b""
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    exit_code: int = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class MadeRows:
    """What became of the rows of one job, and the documents that no folder took: packed, ready for the zip."""

    results: list[Made]
    packed: ZipPiece


class DocumentMaker:
    """Renders documents and puts them where they go; templates are loaded once."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._renderer = open_renderer(making.settings)
        self._check_settings = CheckSettings(electronic=not making.paper)
        self._memory = StyleMemory()

    def make_all(self, documents: Sequence[tuple[str, Document]]) -> list[Made]:
        """Make the documents of one job: each has the name of its file without the ending."""
        return [self.make(stem, partial(_hand_over, document)) for stem, document in documents]

    def make(self, stem: str, get_document: Callable[[], Document]) -> Made:
        """Make one document. What is wrong with it is part of the result: the others go on."""
        try:
            data = self._renderer.render(get_document(), paper=self._making.paper)
            findings = tuple(self._check(data, stem)) if self._making.check else ()
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

    def _check(self, data: bytes, stem: str) -> Iterator[Finding]:
        facts = read_document_bytes(data, where=stem, memory=self._memory)
        for found in check_document(facts, self._check_settings, file=f"{stem}.docx").findings:
            yield Finding(found.code, found.name, found.severity.value, found.message)


def _hand_over(document: Document) -> Document:
    return document


class RowMaker:
    """Makes the documents of rows: fills the draft, then as ``DocumentMaker``."""

    def __init__(self, read_draft: Callable[[], MergeDraft], making: Making) -> None:
        self._draft = read_draft()
        self._refers = self._draft.may_refer
        self._maker = DocumentMaker(making)

    def find_problems(self, rows: Sequence[Sequence[str]]) -> list[tuple[FillProblem, ...]]:
        """Return why each row makes no document: nothing for those that do, and for those without texts."""
        return [self._find_problems(texts) if texts else () for texts in rows]

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
        return MadeRows([replace(made, data=b"") if made.data else made for made in results], packed)
