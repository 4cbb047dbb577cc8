"""``docgen records list`` and ``show``: what is in the store."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.output import write_columns
from docgen.cli.records.desk import Desk, records_command

_STATES = ("draft", "submitted", "returned", "approved", "reserved", "issued", "void", "recalled", "replaced")


@records_command("list", epilog="Ví dụ: docgen records list --store so-van-ban --state issued --year 2026")
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES), help="Chỉ trạng thái này; ghi nhiều lần.")
@click.option("--year", type=click.IntRange(1945, 9999), metavar="NĂM", help="Chỉ văn bản có ngày trong năm này.")
@click.option("--after", type=click.IntRange(0), metavar="ID", default=0, help="Chỉ văn bản sau văn bản này.")
@click.option("--limit", type=click.IntRange(1), metavar="SỐ", help="Nhiều nhất chừng này văn bản.")
def list_documents(desk: Desk, states: tuple[str, ...], year: int | None, after: int, limit: int | None) -> None:
    """Liệt kê văn bản đi trong kho: số, ký hiệu, ngày, trích yếu, trạng thái."""
    from docgen.records.listing import DocumentFilter, describe_documents, list_rows

    with desk.open(must_exist=True) as store, store.read() as connection:
        rows = list(list_rows(connection, DocumentFilter(states, year, after, limit)))
        described = describe_documents(store, connection, rows)
    desk.print(described, lambda: write_register(described))


@records_command("show", epilog="Ví dụ: docgen records show 12 --store so-van-ban")
@click.argument("document_id", metavar="ID", type=click.IntRange(min=1))
def show_document(desk: Desk, document_id: int) -> None:
    """Xem một văn bản: thông tin mô tả, các phiên bản, tệp, ai đã làm gì và khi nào."""
    from docgen.records.listing import describe_in_full

    with desk.open(must_exist=True) as store, store.read() as connection:
        described = describe_in_full(store, connection, document_id)
    desk.print(described, lambda: _write_document(described))


def write_register(described: list[dict[str, Any]]) -> None:
    """Print documents as a table."""
    from docgen.records.states import STATE_NAMES, State

    if not described:
        click.echo("Không có văn bản nào.")
        return
    rows = [
        [
            str(row["id"]),
            row["code"] or "(chưa có số)",
            show_date(row["promulgation_date"]),
            row["type_name"],
            shorten(row["subject"], 60),
            row["full_name"],
            STATE_NAMES[State(row["state"])],
        ]
        for row in described
    ]
    write_columns(["ID", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Người ký", "Trạng thái"], rows)


def show_date(text: str | None) -> str:
    """Return an ISO day for people: ``15/9/2026``."""
    if not text:
        return ""
    year, month, day = text.split("-")
    return f"{int(day)}/{int(month)}/{year}"


def shorten(text: str, longest: int) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _write_document(found: dict[str, Any]) -> None:
    from docgen.records.moments import show_moment
    from docgen.records.states import STATE_NAMES, State

    click.echo(f"Văn bản {found['id']}: {found['type_name']} {found['code'] or '(chưa có số)'}")
    facts = (
        ("Trạng thái", STATE_NAMES[State(found["state"])]),
        ("Cơ quan", found["organ"]),
        ("Ngày", show_date(found["promulgation_date"])),
        ("Trích yếu", found["subject"]),
        ("Người ký", ", ".join(filter(None, (found["full_name"], found["position"])))),
        ("Nơi nhận", "; ".join(found["recipients"])),
        ("Thay thế văn bản", str(found["replaces"] or "")),
        ("Được thay bằng văn bản", str(found["replaced_by"] or "")),
        ("Ghi chú", found["note"]),
    )
    for name, value in facts:
        if value:
            click.echo(f"  {name}: {value}")
    for file in found["files"]:
        click.echo(f"  Tệp {file['name']}: {file['size']} byte, {file['path']}")
    for version in found["versions"]:
        click.echo(f"  Phiên bản {version['version']}: {version['file_name']}, {version['submitted_by']} trình")
    click.echo("  Diễn biến:")
    for act in found["history"]:
        reason = f": {act['reason']}" if act["reason"] else ""
        click.echo(f"    {show_moment(act['at'])}  {act['by']}  {act['action']} (phiên bản {act['version']}){reason}")
