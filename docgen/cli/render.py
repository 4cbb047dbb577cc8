"""``docgen render``: drafts become Word files, and PDF files when asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from docgen.cli.output import silence_pypdf, write_columns
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import DocgenError, ExitCode, InputError
from docgen.files import make_folder
from docgen.settings import Settings, load_settings

if TYPE_CHECKING:
    from docgen.drafting import Organs
    from docgen.model import Document

_EPILOG = "Ví dụ: docgen render ke-hoach.vb.txt -o out --pdf"


class Made:
    """What became of one draft; paths are those of the files that exist."""

    def __init__(self, draft: str) -> None:
        self.draft = draft
        self.document_type = ""
        self.code = ""
        self.docx = ""
        self.pdf = ""
        self.pages: int | None = None


class Numbering(NamedTuple):
    """The number and date given on the command line."""

    number: int | None
    date: str | None

    def apply(self, document: Document) -> Document:
        """Return the document with number and date, or as it is when none is given."""
        from docgen.vietnamese.dates import parse_date

        if self.number is None:
            return document
        date = parse_date(self.date) if self.date else document.promulgation_date
        if date is None or not date.is_full:
            raise InputError("có --number thì phải có đủ ngày, tháng, năm", hint="thêm --date 2026-09-15")
        return document.number(self.number, date.to_date())


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("drafts", metavar="BẢN_THẢO...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="THƯ_MỤC",
    required=True,
    type=click.Path(path_type=Path),
    help="Thư mục chứa kết quả.",
)
@click.option("--pdf", is_flag=True, help="Tạo cả PDF/A (cần LibreOffice).")
@click.option("--number", metavar="SỐ", type=click.IntRange(min=1), help="Số văn bản, khi cấp số.")
@click.option("--date", metavar="NGÀY", help="Ngày ban hành đi cùng --number, ví dụ 2026-09-15 hoặc 15/9/2026.")
@click.option("--paper", is_flag=True, help="Văn bản giấy: điền số, ngày vào dòng “Kèm theo” của phụ lục.")
@click.option("--organs", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp cơ quan (mặc định: DOCGEN_ORGANS).")
@click.option("--force", is_flag=True, help="Thay cả tệp Word đã có người sửa.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
@click.pass_context
def render(
    context: click.Context,
    drafts: tuple[Path, ...],
    folder: Path,
    pdf: bool,
    number: int | None,
    date: str | None,
    paper: bool,
    organs: Path | None,
    force: bool,
    output_format: str,
) -> None:
    """Dựng bản thảo thành tệp Word đúng thể thức, và PDF.

    Mỗi BẢN_THẢO là một tệp .vb.txt (hoặc .json). Bản thảo có lỗi không làm dừng các bản khác: mọi lỗi được nêu kèm
    dòng, cột và không có gì được ghi cho bản đó.
    """
    if number is not None and len(drafts) > 1:
        raise click.UsageError("--number chỉ dùng cho một bản thảo", context)
    if date is not None and number is None:
        raise click.UsageError("--date phải đi cùng --number", context)
    settings = load_settings()
    _refuse_same_names(drafts)
    make_folder(folder)
    job = _Job(settings, folder, Numbering(number, date), paper=paper, force=force)
    made = job.render_all(drafts, organs)
    if pdf:
        job.make_pdfs(made)
    if output_format == "json":
        click.echo(json.dumps([vars(row) for row in made], ensure_ascii=False, indent=2))
    elif any(row.docx for row in made):
        _write_table([row for row in made if row.docx], with_pdf=pdf)
    context.exit(job.exit_code)


def document_stem(draft: Path) -> str:
    """Return the name of the documents made from a draft: its own without ``.vb.txt`` or ``.json``."""
    name = draft.name
    for ending in (".vb.txt", ".json", ".txt"):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _refuse_same_names(drafts: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for draft in drafts:
        other = seen.setdefault(document_stem(draft), draft)
        if other is not draft:
            raise InputError(
                f"hai bản thảo cùng tên: {other} và {draft}", hint="đổi tên một tệp hoặc dựng vào hai thư mục khác nhau"
            )


class _Job:
    """One run: it goes on after a draft that cannot be made, and remembers the first exit code."""

    def __init__(self, settings: Settings, folder: Path, numbering: Numbering, *, paper: bool, force: bool) -> None:
        from docgen.rendering import open_renderer

        self._settings = settings
        self._folder = folder
        self._numbering = numbering
        self._paper = paper
        self._force = force
        self._renderer = open_renderer(settings)
        self.exit_code = int(ExitCode.DONE)

    def render_all(self, drafts: Sequence[Path], organs_file: Path | None) -> list[Made]:
        """Render every draft; those with errors are reported and have no files."""
        from docgen.drafting import load_organs

        organs = load_organs(organs_file) if organs_file else None
        rows = []
        for draft in drafts:
            row = Made(str(draft))
            rows.append(row)
            try:
                self._render_one(draft, organs, row)
            except DocgenError as error:
                self._report(error, str(draft))
        return rows

    def _render_one(self, draft: Path, organs: Organs | None, row: Made) -> None:
        from docgen.drafting import read_draft
        from docgen.rendering import write_document

        read = read_draft(draft, organs)
        for note in read.notes:
            click.echo(f"{draft}: {note.message}", err=True)
        document = self._numbering.apply(read.document)
        data = self._renderer.render(document, paper=self._paper)
        target = self._folder / f"{document_stem(draft)}.docx"
        write_document(target, data, force=self._force)
        for said in self._renderer.find_lapsed_references(document):
            click.echo(f"{draft}: cảnh báo: {said}", err=True)
        row.document_type, row.code, row.docx = document.type.name, getattr(document, "code", ""), str(target)

    def make_pdfs(self, rows: Sequence[Made]) -> None:
        """Convert what was rendered; a document that cannot be converted is reported and keeps its DOCX."""
        from docgen.pdf import make_pdfs

        silence_pypdf()
        by_source = {Path(row.docx): row for row in rows if row.docx}
        if not by_source:
            return
        with click.progressbar(
            make_pdfs(tuple(by_source), self._folder, settings=self._settings),
            length=len(by_source),
            label="Tạo PDF",
            file=sys.stderr,
            hidden=len(by_source) < 2 or not sys.stderr.isatty(),
        ) as conversions:
            for conversion in conversions:
                row = by_source[conversion.source]
                if conversion.pdf is None:
                    self._fail(f"Lỗi: {conversion.source}: {conversion.problem} ({conversion.hint})", ExitCode.TOOL)
                else:
                    row.pdf, row.pages = str(conversion.pdf), conversion.pages

    def _report(self, error: DocgenError, draft: str) -> None:
        from docgen.drafting import DraftError

        if isinstance(error, DraftError):
            self._fail(str(error), error.exit_code)
        else:
            where = "" if error.where else f"{draft}: "
            self._fail(f"Lỗi: {where}{error}", error.exit_code)

    def _fail(self, text: str, code: int) -> None:
        click.echo(text, err=True)
        self.exit_code = self.exit_code or int(code)


def _write_table(rows: Sequence[Made], *, with_pdf: bool) -> None:
    head = ["Loại văn bản", "Số, ký hiệu", "DOCX", *(["PDF", "Trang"] if with_pdf else [])]
    body = [
        [
            row.document_type,
            row.code or "(dự thảo)",
            row.docx,
            *([row.pdf or "—", str(row.pages or "—")] if with_pdf else []),
        ]
        for row in rows
    ]
    write_columns(head, body)
    pages = sum(row.pages or 0 for row in rows)
    pdfs = sum(bool(row.pdf) for row in rows)
    click.echo(f"\n{len(rows)} tệp DOCX" + (f", {pdfs} tệp PDF, {pages} trang" if with_pdf else ""))
