"""``docgen records register``: the registers of Annex IV, on the screen or ready to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.cli.records.desk import Desk, records_command
from docgen.cli.records.options import YEARS, Day, organ_option, output_option, print_out, resolve_organ


@records_command(
    "register", epilog="Ví dụ: docgen records register outgoing --year 2026 -o so-di.xlsx --store so-van-ban"
)
@click.argument("name", metavar="SỔ", type=click.Choice(["outgoing", "incoming", "follow-up"]))
@click.option("--year", type=YEARS, metavar="NĂM", help="Năm của sổ (mặc định: năm nay).")
@click.option("--from", "first", type=Day(), metavar="NGÀY", help="Từ ngày này.")
@click.option("--to", "last", type=Day(), metavar="NGÀY", help="Đến hết ngày này.")
@click.option("--book", "volume", type=click.IntRange(1, 999), default=1, metavar="SỐ", help="Quyển số.")
@organ_option
@output_option
def register(
    desk: Desk,
    name: str,
    year: int | None,
    first: date | None,
    last: date | None,
    volume: int,
    organ: str,
    output: Path | None,
) -> None:
    """In sổ đăng ký văn bản đi (outgoing), văn bản đến (incoming), sổ theo dõi giải quyết văn bản đến (follow-up).

    Theo mẫu của Phụ lục IV; số bị hủy hoặc chưa dùng có dòng riêng kèm lý do. Nhiều cơ quan: mỗi cơ quan một sổ.
    """
    from docgen.records.moments import local_day
    from docgen.records.register_books import RegisterRequest, build_register

    if output is not None:
        from docgen.workflow.printing import require_suffix

        require_suffix(output)
    given = first or last
    year = year or (given.year if given else local_day(desk.now()).year)
    with desk.open(must_exist=True) as store, store.read() as connection:
        organ_id = resolve_organ(desk, connection, organ) if organ else None
        printouts = build_register(connection, name, RegisterRequest(year, first, last, volume, organ_id))
    print_out(desk, printouts, output)
