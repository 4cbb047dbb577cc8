"""``docgen batch``: one document for each row of a table."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.output import silence_pypdf, write_columns
from docgen.cli.vietnamese import VietnameseCommand
from docgen.settings import load_settings

if TYPE_CHECKING:
    from docgen.workflow.batch import Batch, BatchOrder, BatchOutcome

_EPILOG = 'Ví dụ: docgen batch thong-bao.vb.txt danh-sach.xlsx -o ket-qua --name "{{Mã}} {{Đơn vị}}" --pdf'
_SHOWN = 20


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("draft", metavar="BẢN_THẢO", type=click.Path(path_type=Path))
@click.argument("data", metavar="BẢNG", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="NƠI_GHI",
    required=True,
    type=click.Path(path_type=Path),
    help="Thư mục chứa kết quả, hoặc tệp .zip.",
)
@click.option("--sheet", metavar="TÊN", help="Trang tính cần dùng (mặc định: trang đầu tiên đang hiện).")
@click.option("--name", metavar="KIỂU", help="Kiểu tên tệp, ví dụ “{{Mã}} {{Đơn vị}}” (mặc định: số thứ tự, cột đầu).")
@click.option("--pdf", is_flag=True, help="Tạo cả PDF/A (cần LibreOffice).")
@click.option("--merge", metavar="TỆP", type=click.Path(path_type=Path), help="Ghép mọi PDF thành một tệp để in.")
@click.option("--check", is_flag=True, help="Kiểm tra thể thức từng văn bản.")
@click.option("--paper", is_flag=True, help="Văn bản giấy: điền số, ngày vào dòng “Kèm theo” của phụ lục.")
@click.option("--organs", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp cơ quan (mặc định: DOCGEN_ORGANS).")
@click.option("--force", is_flag=True, help="Thay cả tệp Word đã có người sửa.")
@click.option("--workers", metavar="SỐ", type=click.IntRange(min=1), help="Số tiến trình (mặc định: mọi nhân).")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
def batch(output_format: str, organs: Path | None, **options: Any) -> int:
    """Dựng hàng loạt: mỗi hàng của bảng thành một văn bản.

    BẢN_THẢO là tệp .vb.txt có chỗ điền {{Tên cột}}; BẢNG là tệp .xlsx, .csv hoặc .jsonl. Mọi hàng được kiểm tra trước
    khi ghi văn bản đầu tiên. Bị dừng giữa chừng thì chạy lại đúng lệnh đó để làm tiếp.
    """
    from docgen.cli.batch_progress import ProgressLine
    from docgen.workflow.batch import Batch, BatchOrder

    silence_pypdf()
    order = BatchOrder(organs_file=organs, **options)
    line = ProgressLine(sys.stderr)
    try:
        with Batch(order, load_settings(), line.tell) as made:
            try:
                outcome = made.run()
            except KeyboardInterrupt:
                line.clear()
                _say_stopped(made)
                raise
            finally:
                line.clear()
                for note in made.notes:
                    click.echo(f"{order.data}: {note}", err=True)
            _write_problems(made, outcome)
            if output_format == "json":
                _write_json(order, made, outcome)
            else:
                _write_text(order, made, outcome)
            return outcome.exit_code
    finally:
        line.clear()


def _say_stopped(made: Batch) -> None:
    if made.journal.total:
        count = f"{made.journal.made}/{made.journal.total}"
        click.echo(f"Đã xong {count} văn bản. Chạy lại đúng lệnh này để làm tiếp.", err=True)


def _write_problems(made: Batch, outcome: BatchOutcome) -> None:
    if not outcome.problems:
        return
    failed = (result for result in made.results() if result.problem)
    for result in islice(failed, _SHOWN):
        click.echo(f"Lỗi: hàng {result.number}, {result.stem}: {result.problem}", err=True)
    if outcome.problems > _SHOWN:
        click.echo(f"… và {outcome.problems - _SHOWN} văn bản khác (--format json in đủ)", err=True)
    click.echo("Các văn bản khác đã xong; sửa nguyên nhân rồi chạy lại đúng lệnh này để làm nốt.", err=True)


def _write_text(order: BatchOrder, made: Batch, outcome: BatchOutcome) -> None:
    taken_up = f" ({outcome.taken_up} văn bản của lần chạy trước)" if outcome.taken_up else ""
    pdfs = f", {outcome.pdfs} tệp PDF, {outcome.pages} trang" if order.pdf else ""
    click.echo(f"{outcome.made} tệp DOCX{taken_up}{pdfs}: {order.output}")
    if outcome.merged_pages:
        click.echo(f"Đã ghép {outcome.merged_pages} trang theo thứ tự hàng: {order.merge}")
    if not order.check:
        return
    if not outcome.findings:
        click.echo("Kiểm tra thể thức: không có lỗi.")
        return
    click.echo(f"Kiểm tra thể thức: {outcome.documents_with_findings} văn bản có điểm cần xem.")
    rows = [[code, name, str(count)] for (code, name), count in sorted(outcome.findings.items())]
    write_columns(["Mã", "Quy tắc", "Số văn bản"], rows)
    flagged = (result for result in made.results() if result.findings)
    for result in islice(flagged, _SHOWN):
        codes = sorted({found.code for found in result.findings})
        click.echo(f"  {result.stem}.docx: {', '.join(codes)}")
    if outcome.documents_with_findings > _SHOWN:
        click.echo(f"  … và {outcome.documents_with_findings - _SHOWN} văn bản khác (--format json in đủ)")


def _write_json(order: BatchOrder, made: Batch, outcome: BatchOutcome) -> None:
    """Print one object; its documents one at a time, since there may be fifty thousand."""
    head = {
        "output": str(order.output),
        "documents": outcome.total,
        "made": outcome.made,
        "taken_up": outcome.taken_up,
        "pdfs": outcome.pdfs,
        "pages": outcome.pages,
        "merged": str(order.merge) if outcome.merged_pages else "",
        "findings": {code: count for (code, _), count in sorted(outcome.findings.items())},
    }
    click.echo(json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "files": [')
    separator = "    "
    for result in made.results():
        row = {
            "row": result.number,
            "docx": f"{result.stem}.docx" if result.made else "",
            "pdf": f"{result.stem}.pdf" if result.pages and order.pdf else "",
            "pages": result.pages or None,
            "findings": [
                {"code": f.code, "name": f.name, "severity": f.severity, "message": f.message} for f in result.findings
            ],
            "error": result.problem,
        }
        click.echo(f"{separator}{json.dumps(row, ensure_ascii=False)}", nl=False)
        separator = ",\n    "
    click.echo("\n  ]\n}")
