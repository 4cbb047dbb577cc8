"""Options that several commands of ``docgen records`` share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.records.desk import Desk
from docgen.errors import DocgenError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from docgen.records.register_form import Printout
    from docgen.records.store import Store

YEARS = click.IntRange(1945, 9999)


class Day(click.ParamType[date]):
    """A full day in any of the ways a clerk writes it: 2026-09-15, 15/9/2026."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day. Fails with what is wrong."""
        from docgen.vietnamese.dates import parse_date

        if isinstance(value, date):
            return value
        try:
            found = parse_date(value)
        except DocgenError as error:
            self.fail(str(error), param, ctx)
        if not found.is_full:
            self.fail("phải có đủ ngày, tháng, năm, ví dụ 2026-09-15", param, ctx)
        return found.to_date()


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add -o: where a register or list is written."""
    return click.option(
        "-o",
        "--output",
        metavar="TỆP",
        type=click.Path(path_type=Path),
        help="Ghi ra tệp .xlsx, .docx hoặc .pdf, sẵn sàng để in (mặc định: in ra màn hình).",
    )(function)


def organ_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --organ: whose register."""
    return click.option(
        "--organ", metavar="CƠ_QUAN", default="", help="Cơ quan của sổ: tên, tên viết tắt hoặc khóa trong tệp cơ quan."
    )(function)


def resolve_organ(desk: Desk, connection: Connection, given: str, *, may_add_to: Store | None = None) -> int:
    """Return the id of the organ that --organ names, or of the only one of the store.

    ``may_add_to`` is the store in which one that is new is entered: from the organs file, or as the first by its name.
    """
    from docgen.drafting import load_organs
    from docgen.records.documents import Actor
    from docgen.records.organs import choose_organ, ensure_named_organ, ensure_organ, find_organ, get_organ, list_organs

    store, actor = may_add_to, Actor(desk.actor, desk.now())
    given = " ".join(given.split())
    if not given:
        chosen = choose_organ(connection)
        if chosen is None and store:
            click.echo("Lưu ý: kho chưa biết tên cơ quan; thêm --organ TÊN để sổ in đúng tên.", err=True)
            return ensure_named_organ(connection, store, "", actor)
        return chosen if chosen is not None else get_organ(connection, given)
    found = find_organ(connection, given)
    if found is not None:
        return found
    known = load_organs(desk.settings.organs_file) if desk.settings.organs_file.is_file() else {}
    if given in known:
        organ = known[given]
        return ensure_organ(connection, store, organ, actor) if store else get_organ(connection, organ.name)
    # A name that is only misspelt must not open a second series of numbers.
    if store and not list_organs(connection):
        return ensure_named_organ(connection, store, given[:200], actor)
    return get_organ(connection, given)


def print_out(desk: Desk, printouts: list[Printout], output: Path | None) -> None:
    """Write printouts to the file, or print them to the screen."""
    if output is not None:
        from docgen.workflow.printing import write_printouts

        write_printouts(printouts, output, desk.settings)
        count = sum(1 for printout in printouts for _ in printout.rows)
        desk.print({"path": str(output), "rows": count}, lambda: click.echo(f"{output}: {count} dòng"))
        return
    data = [
        {
            "title": printout.title,
            "organ": printout.front.organ,
            "lines": list(printout.front.lines),
            "columns": [" ".join(column.head.split()) for column in printout.columns],
            "rows": [list(row) for row in printout.rows],
            "closing": list(printout.closing),
        }
        for printout in printouts
    ]
    desk.print(data, lambda: _write_text(printouts))


def _write_text(printouts: list[Printout]) -> None:
    from docgen.cli.output import write_columns

    for printout in printouts:
        click.echo(" — ".join(filter(None, (printout.title, printout.front.organ, *printout.front.lines))))
        heads = [" ".join(column.head.split()) for column in printout.columns]
        rows = [[_shorten(cell) for cell in row] for row in printout.rows]
        write_columns([head if len(head) <= 24 else f"{head[:23]}…" for head in heads], rows)
        for line in printout.closing:
            click.echo(line)
        click.echo()


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else f"{plain[:49]}…"
