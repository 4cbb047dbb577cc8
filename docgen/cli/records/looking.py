"""``docgen records list`` and ``show``."""

from __future__ import annotations

from docgen.cli.records.desk import Desk, records_command


@records_command("list", epilog="Ví dụ: docgen records list --store so-van-ban")
def list_documents(desk: Desk) -> None:
    """Liệt kê văn bản trong kho."""
    from sqlalchemy import select

    from docgen.records.tables import documents

    with desk.open(must_exist=True) as store, store.read() as connection:
        rows = [dict(row) for row in connection.execute(select(documents).order_by(documents.c.id)).mappings()]
    desk.print(rows, lambda: None)
