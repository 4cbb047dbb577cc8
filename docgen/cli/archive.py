"""``docgen archive``: documents leave the records as packages that can be verified by themselves."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.batch_progress import ProgressLine
from docgen.cli.records.desk import Desk, records_command
from docgen.cli.vietnamese import VietnameseCommand, VietnameseGroup
from docgen.errors import ExitCode, InputError

if TYPE_CHECKING:
    from docgen.archive.problems import Verification
    from docgen.workflow.archive_export import Exported


@click.group(cls=VietnameseGroup, epilog="Ví dụ: docgen archive export -o goi.zip --store so-van-ban")
def archive() -> None:
    """Xuất văn bản đã ban hành, hồ sơ thành gói lưu trữ; kiểm chứng gói; danh mục thông tin mô tả."""


@records_command("export", epilog="Ví dụ: docgen archive export 12 --joined -o ho-so-12.zip --store so-van-ban")
@click.argument("dossier", metavar="[HỒ_SƠ]", required=False, default="")
@click.option(
    "-o", "--output", "target", metavar="GÓI.zip", required=True, type=click.Path(path_type=Path), help="Gói."
)
@click.option("--query", metavar="CÂU_HỎI", help="Văn bản tìm được; để trống: mọi văn bản đã ban hành.")
@click.option("--key", metavar="TỆP", type=click.Path(path_type=Path), help="Khóa riêng Ed25519 ký điểm kiểm chứng.")
@click.option("--joined", is_flag=True, help="Thêm cả hồ sơ trong một tệp PDF: bìa, mục lục, văn bản theo thời gian.")
@click.option("--no-pdf", is_flag=True, help="Không tạo PDF nào mới (khi máy không có LibreOffice).")
@click.option(
    "--at", "moment", metavar="THỜI_ĐIỂM", help="Thời điểm ghi trong gói (mặc định: việc cuối cùng trong sổ)."
)
def export(
    desk: Desk,
    dossier: str,
    target: Path,
    query: str | None,
    key: Path | None,
    joined: bool,
    no_pdf: bool,
    moment: str | None,
) -> None:
    """Xuất một hồ sơ (số hoặc mã hồ sơ), văn bản tìm được, hoặc mọi văn bản đã ban hành thành một gói lưu trữ.

    Gói BagIt trong tệp zip: PDF/A-2u, Word, bản thảo, thông tin theo Phụ lục VI, METS, PREMIS, đoạn nhật ký, mục lục;
    mở index.html để xem. Cùng kho, cùng tham số thì cùng một chuỗi byte. Bị dừng giữa chừng thì chạy lại để làm tiếp.
    """
    from docgen.records.documents import Actor
    from docgen.workflow.archive_export import ExportRequest, export_package

    if dossier and query is not None:
        raise click.UsageError("chọn một: HỒ_SƠ hoặc --query", click.get_current_context())
    request = ExportRequest(
        dossier=dossier.strip(),
        query=query or "",
        key=key,
        at=_read_moment(moment) if moment else "",
        joined=joined,
        makes_pdf=not no_pdf,
    )
    progress = ProgressLine(sys.stderr)
    with desk.open(must_exist=True) as store:
        try:
            made = export_package(store, request, target, Actor(desk.actor, desk.now()), desk.settings, progress.tell)
        finally:
            progress.clear()
    desk.print(asdict(made), lambda: _write_exported(made))


def _read_moment(text: str) -> str:
    from docgen.records.moments import VIETNAM, write_moment

    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"“{text}” không phải là thời điểm", where="--at", hint="ví dụ: --at 2026-05-18T09:00:00+07:00"
        ) from error
    return write_moment(moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM))


def _write_exported(made: Exported) -> None:
    for line in made.left_out:
        click.echo(f"Không xuất: {line}", err=True)
    resumed = f" ({made.resumed} văn bản đã ghi từ lần trước)" if made.resumed else ""
    signed = "điểm kiểm chứng có chữ ký" if made.signed else "điểm kiểm chứng không ký"
    click.echo(f"Đã ghi {made.file}: {made.documents} văn bản{resumed}, {made.size / 1e6:.1f} MB, {signed}.")
    click.echo(f"SHA-256: {made.sha256}")


@click.command("verify", cls=VietnameseCommand, epilog="Ví dụ: docgen archive verify goi.zip --checkpoint diem.json")
@click.argument("package", metavar="GÓI.zip", type=click.Path(path_type=Path))
@click.option("--checkpoint", metavar="TỆP", type=click.Path(path_type=Path), help="Điểm kiểm chứng đã cất ở nơi khác.")
@click.option("--pdfa", is_flag=True, help="Kiểm chứng từng PDF bằng veraPDF (pip install 'docgen[verify]').")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
def verify(package: Path, checkpoint: Path | None, pdfa: bool, output_format: str) -> int:
    """Kiểm chứng một gói lưu trữ, không cần cơ sở dữ liệu: từng byte, nhật ký, từng văn bản, PDF/A.

    Mã thoát: 0 khi gói nguyên vẹn; 9 khi có gì bị sửa, mất, thừa, hoặc không phải là gói lưu trữ; 3 khi không đọc được
    tệp.
    """
    from docgen.records.checkpoints import read_checkpoint
    from docgen.workflow.archive_verify import verify_export

    point = read_checkpoint(checkpoint) if checkpoint else None
    progress = ProgressLine(sys.stderr)
    try:
        found = verify_export(package, checkpoint=point, proves_pdf=pdfa, tell=progress.tell)
    finally:
        progress.clear()
    if output_format == "json":
        data = {"file": str(package), "clean": found.is_clean, **asdict(found)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _write_verification(package, found)
    return ExitCode.DONE if found.is_clean else ExitCode.ARCHIVE


def _write_verification(package: Path, found: Verification) -> None:
    for problem in found.problems:
        click.echo(f"LỖI  {problem}")
    for note in found.notes:
        click.echo(f"Lưu ý: {note}")
    said = "nguyên vẹn" if found.is_clean else f"{len(found.problems)} vấn đề"
    click.echo(
        f"{package}: đã kiểm chứng {found.files} tệp, {found.documents} văn bản, {found.pdfs} PDF/A, "
        f"{found.acts} dòng nhật ký: {said}."
    )
    if found.signed_by:
        click.echo(f"Điểm kiểm chứng do khóa {found.signed_by} ký.")


@records_command("list", epilog="Ví dụ: docgen archive list -o van-ban.xlsx --store so-van-ban")
@click.option(
    "-o", "--output", "target", metavar="TỆP", required=True, type=click.Path(path_type=Path), help="xlsx, csv."
)
@click.option("--query", metavar="CÂU_HỎI", default="", help="Văn bản tìm được; để trống: mọi văn bản đã ban hành.")
def list_metadata(desk: Desk, target: Path, query: str) -> None:
    """Ghi thông tin mô tả (Phụ lục VI) của văn bản đã ban hành ra bảng XLSX hoặc CSV."""
    from docgen.workflow.archive_list import write_list

    with desk.open(must_exist=True) as store:
        count = write_list(store, query, target)
    desk.print({"file": str(target), "documents": count}, lambda: click.echo(f"Đã ghi {target}: {count} văn bản."))


for _command in (export, verify, list_metadata):
    archive.add_command(_command)
