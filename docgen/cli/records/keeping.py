"""``docgen records verify``, ``checkpoint``, ``backup`` and ``restore``: the store can show that nothing is lost."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.batch_progress import showing_progress
from docgen.cli.records.desk import Desk, records_command
from docgen.errors import ExitCode

if TYPE_CHECKING:
    from docgen.records.verify import Verification


@records_command("verify", epilog="Ví dụ: docgen records verify --store so-van-ban --checkpoint diem-kiem-chung.json")
@click.option("--checkpoint", metavar="TỆP", type=click.Path(path_type=Path), help="Điểm kiểm chứng đã cất ở nơi khác.")
def verify(desk: Desk, checkpoint: Path | None) -> int:
    """Kiểm chứng nhật ký, thông tin mô tả, dãy số và từng byte của tệp; mã thoát 7 khi có gì bị sửa, mất, thừa."""
    from docgen.records.checkpoints import read_checkpoint
    from docgen.records.verify import verify_store

    point = read_checkpoint(checkpoint) if checkpoint else None
    with desk.open(must_exist=True) as store:
        found = verify_store(store, point)
    _print(desk, found)
    return ExitCode.DONE if found.is_clean else ExitCode.REGISTER


def _print(desk: Desk, found: Verification) -> None:
    counts = {"acts": found.acts, "records": found.records, "numbers": found.numbers, "files": found.files}
    data = {"clean": found.is_clean, **counts, "problems": [asdict(problem) for problem in found.problems]}

    def write_text() -> None:
        for problem in found.problems:
            click.echo(f"LỖI  {problem}")
        said = "không có gì bị sửa, mất hay thừa" if found.is_clean else f"{len(found.problems)} vấn đề"
        click.echo(
            f"Đã kiểm chứng {found.acts} dòng nhật ký, {found.records} bản ghi, {found.numbers} số, "
            f"{found.files} tệp: {said}."
        )

    desk.print(data, write_text)


@records_command("checkpoint", epilog="Ví dụ: docgen records checkpoint -o diem.json --key khoa.pem --store so-van-ban")
@click.option("-o", "--output", "target", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp điểm kiểm chứng.")
@click.option("--key", metavar="TỆP", required=True, type=click.Path(path_type=Path), help="Khóa riêng Ed25519 (PEM).")
@click.option("--new-key", is_flag=True, help="Tạo khóa mới ở --key trước.")
def checkpoint(desk: Desk, target: Path | None, key: Path, new_key: bool) -> None:
    """Ký dòng cuối của nhật ký thành điểm kiểm chứng; cất ở nơi khác để phát hiện nhật ký bị cắt hay viết lại."""
    from docgen.records.checkpoints import create_key, write_checkpoint
    from docgen.records.documents import Actor

    if target is None and not new_key:
        raise click.UsageError("thiếu -o TỆP", click.get_current_context())
    if new_key:
        create_key(key)
    made = None
    if target is not None:
        with desk.open(must_exist=True) as store:
            made = write_checkpoint(store, key, Actor(desk.actor, desk.now()), target)
    data = {"file": str(target) if target else None, "key": str(key), "checkpoint": asdict(made) if made else None}

    def write_text() -> None:
        if new_key:
            click.echo(f"Đã tạo khóa {key}: giữ kín, không để trong kho.")
        if made is not None:
            rows = sum(head.seq for head in made.heads)
            click.echo(f"Đã ghi {target}: {len(made.heads)} nhật ký, {rows} dòng. Cất tệp này ở ngoài kho.")

    desk.print(data, write_text)


@records_command("backup", epilog="Ví dụ: docgen records backup so-2026.docgen.zip --store so-van-ban")
@click.argument("target", metavar="TỆP", type=click.Path(path_type=Path))
def backup(desk: Desk, target: Path) -> None:
    """Sao lưu toàn bộ sổ và tệp vào một tệp, trong khi người khác vẫn làm việc."""
    from docgen.records.backup import write_backup
    from docgen.records.documents import Actor

    with desk.open(must_exist=True) as store:
        made = write_backup(store, target, Actor(desk.actor, desk.now()))
    rows = sum(made.rows.values())
    desk.print(
        {"file": str(target), **asdict(made)}, lambda: click.echo(f"Đã ghi {target}: {rows} dòng, {made.files} tệp.")
    )


@records_command("restore", epilog="Ví dụ: docgen records restore so-2026.docgen.zip --store so-khoi-phuc")
@click.argument("source", metavar="TỆP", type=click.Path(path_type=Path))
def restore(desk: Desk, source: Path) -> int:
    """Khôi phục bản sao lưu vào một kho trống (SQLite hay PostgreSQL), rồi kiểm chứng ngay."""
    from docgen.records.backup import restore_backup
    from docgen.records.documents import Actor
    from docgen.records.verify import verify_store

    actor = Actor(desk.actor, desk.now())
    with showing_progress() as tell:
        store = restore_backup(source, desk.store_folder, desk.database, actor, tell)
    try:
        found = verify_store(store)
    finally:
        store.close()
    _print(desk, found)
    return ExitCode.DONE if found.is_clean else ExitCode.REGISTER
