"""``docgen pdf``: Word files become PDF/A; PDF/A is proven; scanned PDFs are held against what the archive takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.pdf_report import PdfRow, write_rows
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import DocgenError, ExitCode
from docgen.settings import load_settings

if TYPE_CHECKING:
    from docgen.pdf.prove import Prover

_EPILOG = "Ví dụ: docgen pdf out/*.docx -o pdf"


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục chứa PDF.")
@click.option("--verify", is_flag=True, help="Kiểm chứng PDF/A-2u bằng veraPDF; không có -o thì TỆP là tệp PDF.")
@click.option("--scan", is_flag=True, help="TỆP là PDF quét: xem đã đủ điều kiện lưu trữ chưa.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
@click.pass_context
def pdf(
    context: click.Context,
    files: tuple[Path, ...],
    folder: Path | None,
    verify: bool,
    scan: bool,
    output_format: str,
) -> None:
    """Chuyển tệp Word thành PDF/A-2u để lưu trữ.

    Mỗi TỆP.docx thành một tệp PDF cùng tên trong THƯ_MỤC; cùng một tệp Word luôn cho cùng một chuỗi byte. Tệp không
    chuyển được không làm dừng các tệp khác. Với --scan, PDF quét phải từ phiên bản 1.4, có màu, từ 200 dpi, tỷ lệ
    100 % (Phụ lục I, phần II, mục I.2 Nghị định 30/2020/NĐ-CP). Mã thoát: 0 khi mọi tệp đều đạt, 3 khi có tệp không
    đọc được, 6 khi thiếu hoặc hỏng công cụ, 8 khi có tệp không đạt chuẩn.
    """
    if scan and (folder or verify):
        raise click.UsageError("--scan không đi cùng -o hay --verify", context)
    if not (scan or verify or folder):
        raise click.UsageError("thiếu -o THƯ_MỤC (hoặc --scan, --verify để xem tệp PDF đã có)", context)
    if scan:
        rows = _check_scans(files)
    elif folder is None:
        rows = _prove(files)
    else:
        rows = _make(files, folder, verify=verify)
    write_rows(rows, output_format)
    context.exit(next((row.exit_code for row in rows if row.exit_code), ExitCode.DONE))


def _make(files: Sequence[Path], folder: Path, *, verify: bool) -> list[PdfRow]:
    from docgen.pdf import make_pdfs

    prover = _start_prover() if verify else None
    rows = []
    with click.progressbar(
        make_pdfs(files, folder, settings=load_settings()),
        length=len(files),
        label="Tạo PDF",
        file=sys.stderr,
        hidden=len(files) < 2 or not sys.stderr.isatty(),
    ) as conversions:
        for made in conversions:
            row = PdfRow(str(made.source), exit_code=made.exit_code)
            rows.append(row)
            if made.pdf is None:
                row.problems.append(f"{made.problem} ({made.hint})" if made.hint else made.problem)
                continue
            row.pdf, row.pages = str(made.pdf), made.pages
            if prover:
                _prove_one(prover, made.pdf, row)
    return rows


def _prove(files: Sequence[Path]) -> list[PdfRow]:
    prover = _start_prover()
    rows = [PdfRow(str(file), pdf=str(file)) for file in files]
    for file, row in zip(files, rows, strict=True):
        _prove_one(prover, file, row)
    return rows


def _start_prover() -> Prover:
    from docgen.pdf.prove import Prover

    return Prover()


def _prove_one(prover: Prover, file: Path, row: PdfRow) -> None:
    try:
        proof = prover.prove(file)
    except DocgenError as error:
        row.fail(error)
        return
    row.conforms = proof.conforms
    row.problems += [f"trái ISO 19005-2, mục {v.clause}, {v.times} chỗ: {v.rule} {v.place}" for v in proof.violations]
    if not proof.conforms:
        row.exit_code = ExitCode.CONFORMANCE


def _check_scans(files: Sequence[Path]) -> list[PdfRow]:
    from docgen.pdf.scan import check_scan

    rows = [PdfRow(str(file), pdf=str(file)) for file in files]
    for file, row in zip(files, rows, strict=True):
        try:
            report = check_scan(file)
        except DocgenError as error:
            row.fail(error)
            continue
        row.pages, row.conforms = report.pages, report.accepted
        for problem in report.problems:
            place = f"trang {problem.page}: " if problem.page else ""
            row.problems.append(f"{place}{problem.message}: {problem.found} (cần {problem.expected})")
        if not report.accepted:
            row.exit_code = ExitCode.CONFORMANCE
    return rows
